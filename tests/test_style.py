from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from obcgen.problems import ObcgenError
from obcgen.style import Colours, Style, contrast, contrast_problems, from_data

if TYPE_CHECKING:
    from obcgen.problems import Problem

SHARED = Path(__file__).parent.parent / "templates" / "shared"


def problems(data: dict[str, Any], folder: Path = SHARED) -> tuple[Problem, ...]:
    with pytest.raises(ObcgenError) as caught:
        from_data(data, folder)
    return caught.value.problems


def codes(data: dict[str, Any]) -> list[str]:
    return [problem.code for problem in problems(data)]


def test_the_shipped_style_says_what_the_defaults_say() -> None:
    data = yaml.load((SHARED / "style.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    style = from_data(data, SHARED)
    assert style == Style(font_files=style.font_files, own_sizes=style.own_sizes)
    assert len(style.font_files) == 8


def test_a_kind_of_document_may_have_sizes_of_its_own_and_the_others_keep_theirs() -> None:
    base = from_data({"sizes": {"body": "11"}, "documents": {"contract": {"table": "9"}}}, SHARED)
    style = from_data({"documents": {"contract": {"body": "9.5", "gap": "3"}}}, SHARED, base)
    assert (style.of("rfp").sizes.body, style.of("rfp").sizes.gap) == (11.0, 6.0)
    own = style.of("contract").sizes
    assert (own.body, own.table, own.gap, own.spaced(14)) == (9.5, 9.0, 3.0, 7.0)


@pytest.mark.parametrize(
    ("documents", "code", "path"),
    [
        ({"letter": {"body": "9"}}, "LOOK-01", ("documents", "letter")),
        ({"contract": {"bodies": "9"}}, "LOOK-01", ("documents", "contract", "bodies")),
        ({"contract": {"gap": "40"}}, "LOOK-05", ("documents", "contract", "gap")),
        ({"contract": "9"}, "LOOK-07", ("contract",)),
    ],
)
def test_sizes_of_a_document_that_cannot_be(documents: Any, code: str, path: tuple[str, ...]) -> None:
    with pytest.raises(ObcgenError) as caught:
        from_data({"documents": documents}, SHARED)
    (problem,) = caught.value.problems
    assert (problem.code, problem.path) == (code, path)


def test_what_is_not_said_stays_as_it_was() -> None:
    base = from_data({"colors": {"primary": "330033"}, "page": {"size": "a4"}}, SHARED)
    style = from_data({"sizes": {"body": "11"}}, SHARED, base)
    assert (style.colours.primary, style.page.width, style.sizes.body) == ("330033", 8.27, 11.0)


def test_a_color_may_be_written_with_a_hash_and_in_small_letters() -> None:
    assert from_data({"colors": {"text": "#1f2933"}}, SHARED).colours.text == "1F2933"


def test_fonts_of_a_pack_are_added_to_the_shipped_ones() -> None:
    base = from_data({"fonts": {"files": ["fonts/Carlito-Regular.ttf"]}}, SHARED)
    style = from_data({"fonts": {"files": ["fonts/Carlito-Bold.ttf"]}}, SHARED, base)
    assert [file.name for file in style.font_files] == ["Carlito-Regular.ttf", "Carlito-Bold.ttf"]


def test_a_misspelt_key_is_named_with_the_nearest_real_one() -> None:
    (problem,) = problems({"colors": {"primry": "17375E"}})
    assert problem.code == "LOOK-01"
    assert problem.path == ("colors", "primry")
    assert problem.hint == "Did you mean “primary”?"


@pytest.mark.parametrize("key", ["colours", "logos"])
def test_an_unknown_part_of_the_style_is_a_problem(key: str) -> None:
    assert codes({key: {}}) == ["LOOK-01"]


@pytest.mark.parametrize("colour", ["blue", "12345", "", "1234567", "12345G"])
def test_a_color_that_is_no_color_is_a_problem(colour: str) -> None:
    assert codes({"colors": {"rule": colour}}) == ["LOOK-02"]


def test_an_unknown_page_size_is_a_problem() -> None:
    (problem,) = problems({"page": {"size": "legal"}})
    assert (problem.code, problem.found, problem.expected) == ("LOOK-03", "legal", "letter or a4")


def test_a_style_names_the_engine_of_its_pdfs() -> None:
    assert from_data({"engine": "typst"}, SHARED).engine == "typst"
    assert from_data({}, SHARED).engine == "auto"
    assert codes({"engine": "word"}) == ["LOOK-15"]


def test_text_too_pale_to_read_is_a_problem_that_names_the_figures() -> None:
    found = problems({"colors": {"muted": "999999"}})
    assert {problem.code for problem in found} == {"LOOK-04"}
    assert found[0].path == ("colors", "muted")
    assert "2.8 to 1" in found[0].found


def test_text_on_the_head_of_a_table_must_stand_out_too() -> None:
    (problem,) = problems({"colors": {"on_primary": "334455"}})
    assert problem.path == ("colors", "on_primary")


@pytest.mark.parametrize(
    ("part", "name", "value"),
    [("sizes", "body", "2"), ("sizes", "line", "3"), ("page", "left", "wide"), ("page", "top", "1in")],
)
def test_a_size_out_of_its_range_is_a_problem(part: str, name: str, value: str) -> None:
    (problem,) = problems({part: {name: value}})
    assert (problem.code, problem.path) == ("LOOK-05", (part, name))


@pytest.mark.parametrize("name", ["fonts/Nobody.ttf", "../../LICENSE", "/etc/hostname"])
def test_a_font_file_that_is_not_in_the_folder_is_a_problem(name: str) -> None:
    assert codes({"fonts": {"files": [name]}}) == ["LOOK-06"]


@pytest.mark.parametrize(
    "data", [{"colors": "blue"}, {"fonts": {"files": "a.ttf"}}, {"fonts": {"body": "Arial"}}]
)
def test_a_part_of_the_wrong_shape_is_a_problem(data: dict[str, Any]) -> None:
    assert codes(data) == ["LOOK-07"]


def test_all_problems_come_at_once() -> None:
    data = {"colors": {"rule": "x"}, "page": {"size": "b5", "top": "9"}, "logos": "a.png"}
    assert sorted(codes(data)) == ["LOOK-01", "LOOK-02", "LOOK-03", "LOOK-05"]


def test_the_default_colors_meet_wcag_aa() -> None:
    assert contrast_problems(Colours()) == ()


def test_contrast_runs_from_one_to_twenty_one() -> None:
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("767676", "FFFFFF") == pytest.approx(4.54, abs=0.01)


colours = st.integers(0, 0xFFFFFF).map(lambda number: f"{number:06X}")


@given(colours, colours)
def test_contrast_is_the_same_both_ways(first: str, second: str) -> None:
    assert 1 <= contrast(first, second) == contrast(second, first) <= 21.01
