"""The text of a spec is changed at one value, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from obcgen.problems import Path as Path_
from obcgen.source import read
from obcgen.source.cutting import Cut
from obcgen.taken_back.spec_text import SpecText

TEXT = """\
# of the deal
deal: {name: Reading, price: $500}   # by head
long: |
  First line of it.
  Second line.
goals:
  - Read.
  - Write.   # later
first: {at: 40, of: {window: fall}}
second: {like: first}
quoted: 'it''s'
"""


@pytest.fixture
def spec(tmp_path: Path) -> SpecText:
    file = tmp_path / "spec.yaml"
    file.write_text(
        TEXT.replace("second: {like: first}", "more: {a: {at: 40}, b: {like: a}}"), encoding="utf-8"
    )
    return SpecText(file.read_text(encoding="utf-8"), str(file), read(file))


def changed(spec: SpecText, path: Path_, old: str, new: str) -> str | None:
    text = next(leaf.text for leaf in spec.leaves if leaf.path == path)
    start = text.index(old)
    return spec.changed({path: (Cut(start, start + len(old), new),)})


@pytest.mark.parametrize(
    ("path", "old", "new", "line", "becomes"),
    [
        (("deal", "price"), "$500", "$550", 2, "deal: {name: Reading, price: $550}   # by head"),
        (
            ("deal", "name"),
            "Reading",
            "Maps, charts",
            2,
            'deal: {name: "Maps, charts", price: $500}   # by head',
        ),
        (("deal", "name"), "Reading", "Sums #2", 2, 'deal: {name: "Sums #2", price: $500}   # by head'),
        (("deal", "name"), "Reading", "null", 2, 'deal: {name: "null", price: $500}   # by head'),
        (("long",), "Second", "A second", 5, "  A second line."),
        (("goals", 1), "Write", "Write well", 8, "  - Write well.   # later"),
        (("more", "b", "at"), "40", "45", 10, "more: {a: {at: 40}, b: {like: a, at: 45}}"),
        (("quoted",), "it's", "he's", 11, "quoted: 'he''s'"),
    ],
)
def test_one_value_changes_and_all_else_stays(
    spec: SpecText, path: Path_, old: str, new: str, line: int, becomes: str
) -> None:
    text = changed(spec, path, old, new)
    assert text is not None
    before, after = spec.text.split("\n"), text.split("\n")
    assert [place for place, (a, b) in enumerate(zip(before, after, strict=True), 1) if a != b] == [line]
    assert after[line - 1] == becomes


def test_an_item_of_a_list_goes_with_its_line(spec: SpecText) -> None:
    text = spec.changed({}, [("goals", 0)])
    assert text == spec.text.replace("  - Read.\n", "")
    assert spec.changed({}, [("deal", "name")]) is None


def test_a_value_is_not_emptied(spec: SpecText) -> None:
    assert changed(spec, ("deal", "name"), "Reading", "") is None


def test_a_value_of_a_file_that_is_extended_is_written_into_this_one(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text("deal: {name: Reading, due: 2027-05-05}\n", encoding="utf-8")
    file = tmp_path / "spec.yaml"
    file.write_text("extends: base.yaml\ndeal:\n  name: Maps\n", encoding="utf-8", newline="\r\n")
    spec = SpecText(file.read_bytes().decode(), str(file), read(file))
    text = changed(spec, ("deal", "due"), "05-05", "06-06")
    assert text == "extends: base.yaml\r\ndeal:\r\n  name: Maps\r\n  due: 2027-06-06\r\n"


OVER_ANOTHER = "# the contract\nextends: spec.yaml\n\nfirst: {of: {window: spring}}   # agreed"


def test_values_of_the_file_below_stand_after_what_the_file_says_and_share_their_keys(tmp_path: Path) -> None:
    (tmp_path / "spec.yaml").write_text(TEXT, encoding="utf-8")
    file = tmp_path / "contract.yaml"
    file.write_text(OVER_ANOTHER, encoding="utf-8")
    spec = SpecText(OVER_ANOTHER, str(file), read(file))
    changes: dict[Path_, tuple[Cut, ...]] = {
        ("deal", "name"): (Cut(0, 7, "Maps, charts"),),
        ("deal", "price"): (Cut(1, 4, "550"),),
        ("first", "at"): (Cut(0, 2, "45"),),
    }
    after = spec.changed(changes)
    assert after == (
        OVER_ANOTHER.replace("spring}}", "spring}, at: 45}") + '\ndeal: {name: "Maps, charts", price: $550}'
    )


def test_a_value_that_becomes_nothing_is_not_written_beside(tmp_path: Path) -> None:
    (tmp_path / "spec.yaml").write_text(TEXT, encoding="utf-8")
    file = tmp_path / "contract.yaml"
    file.write_text("extends: spec.yaml\n", encoding="utf-8")
    spec = SpecText("extends: spec.yaml\n", str(file), read(file))
    assert spec.changed({("deal", "name"): (Cut(0, 7, ""),), ("deal", "price"): (Cut(1, 4, "550"),)}) is None
