from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faults import DENVER, changed, faults, line_of, only_fault, source_of
from obcgen.problems import Kind, ObcgenError, Place
from obcgen.source import parse, parse_sections, plain, read, read_text
from obcgen.spec import Spec
from obcgen.spec.links import links

MINE = Kind("TST-01", "A kind for tests")


def test_a_mistake_on_line_180_is_told_at_line_180() -> None:
    text = changed("    weeks: 28", "    weeks: 28.0")
    text = "#\n" * (180 - line_of(text, "weeks: 28.0")) + text
    problem = only_fault(text)
    assert problem.place == Place("spec.yaml", 180, 12, 4, "    weeks: 28.0")
    assert problem.hint.startswith("Write a number such as 500")


def test_every_fault_of_a_spec_is_told_in_one_run_and_in_the_order_of_the_file() -> None:
    text = changed("issued: 2027-03-01", "issued: 3/1/2027")
    text = text.replace("state: CO", "statee: CO").replace("target: 45%", "target: 0.45")
    text = text.replace("tie_break: [evidence, price]", "tie_break: [evidence, prices]")
    text = text.replace("metric: phonemic awareness}", "metric: phonemic awareness, metric: x}")
    found = faults(text)
    assert [each.code for each in found] == ["SPC-10", "SRC-16", "SPC-08", "SRC-08", "LNK-01"]
    lines = [each.place.line for each in found if each.place]
    assert lines == sorted(lines)


def test_a_fault_in_what_is_copied_is_told_once_where_it_is_written() -> None:
    text = changed("      at_least: 40\n", "      at_least: forty\n")
    problem = only_fault(text)
    assert problem.path == ("outcomes", "fluency", "measure", "at_least")
    assert problem.place is not None
    assert problem.place.line == line_of(text, "at_least: forty")


def test_two_faults_under_the_same_key_are_both_told_where_one_goes_over_a_copy_of_the_other() -> None:
    text = changed("      at_least: 40\n", "      at_least: forty\n")
    text = text.replace(
        "{like: fluency, metric: vocabulary}", "{like: fluency, metric: vocabulary, at_least: fifty}"
    )
    assert [each.found for each in faults(text)] == ["forty", "fifty"]


def test_a_key_missing_in_what_is_copied_is_told_once() -> None:
    problem = only_fault(changed("      kind: level\n", ""))
    assert (problem.code, problem.path) == ("SRC-17", ("outcomes", "fluency", "measure", "kind"))


def test_what_is_missing_because_of_a_like_to_nowhere_is_not_told_too() -> None:
    problem = only_fault(
        changed("{like: fluency, metric: vocabulary}", "{like: fluencies, metric: vocabulary}")
    )
    assert (problem.code, problem.hint) == ("SRC-13", "Did you mean fluency?")


def test_what_an_alias_stands_for_is_not_told_to_be_missing_too() -> None:
    assert only_fault(changed("signatory: {title: Superintendent}", "signatory: *boss")).code == "SRC-09"


def test_a_cut_amount_is_told_once_and_not_as_a_key_that_is_not_known() -> None:
    problem = only_fault(
        changed("delivery_cost: {per_participant: $880}", "delivery_cost: {per_participant: $1,880}")
    )
    assert (problem.code, problem.path) == ("SRC-11", ("funding", "delivery_cost", "per_participant"))


def sections(text: str) -> tuple[Spec, frozenset[str]]:
    spec, unread, _ = parse_sections(source_of(text), Spec, links)
    return spec, unread


def test_a_section_with_a_fault_is_left_unread_and_hides_no_other() -> None:
    spec, unread = sections(changed("issue: 2027-03-01", "issue: tomorrow"))
    assert unread == {"procurement"}
    assert (spec.procurement, spec.population.planned) == (None, 500)


def test_a_section_that_is_missing_is_unread_as_well() -> None:
    start, end = DENVER.index("\noutcomes:"), DENVER.index("\nverification:\n")
    assert "outcomes" in sections(DENVER[:start] + DENVER[end:])[1]


def test_a_section_copied_from_one_with_a_fault_is_unread_as_well() -> None:
    text = f"{DENVER}\ncohorts: {{one: {{name: One, planned: many, starts: 2027-10-04, ends: 2028-05-19}}}}\n"
    spec, unread = sections(f"{text}\nlots: {{like: cohorts}}\n")
    assert unread == {"cohorts", "lots"}
    assert spec.program.group_size == 4


def test_a_data_file_gives_its_texts() -> None:
    source = read_text("name: Request\nlocked: false\nlevels: [1, 010]\n", file="outline.yaml")
    assert plain(source) == {"name": "Request", "locked": "false", "levels": ["1", "010"]}


def test_a_data_file_with_a_fault_gives_nothing() -> None:
    with pytest.raises(ObcgenError):
        plain(read_text("a: 1\na: 2\n"))


def test_a_problem_without_a_place_gets_that_of_its_path() -> None:
    source = read_text("a:\n  b: [x, yes]\n", file="f.yaml")
    (located,) = source.locate([MINE.problem("", path=("a", "b", 1))])
    assert located.place == Place("f.yaml", 2, 10, 3, "  b: [x, yes]")


def test_a_problem_about_what_is_not_there_points_at_the_key_above_it() -> None:
    (located,) = read_text("a:\n  b: {c: 1}\n").locate([MINE.problem("", path=("a", "b", "d", "e"))])
    assert located.place is not None
    assert (located.place.line, located.place.column, located.place.width) == (2, 3, 1)


def test_a_place_that_is_known_already_is_kept() -> None:
    place = Place("other.csv", 3, 1)
    (located,) = read_text("a: 1").locate([MINE.problem("", path=("a",), place=place)])
    assert located.place is place


def test_parts_can_be_left_out_by_path() -> None:
    source = read_text("a: {b: 1, c: 2}\nd: [x, y, z]\ne: 3\n")
    left = source.without([("a", "b"), ("d", 0), ("d", "3"), ("e",), ("no", "where"), ("a", "c", "deeper")])
    assert plain(left) == {"a": {"c": "2"}, "d": ["y"]}
    assert plain(source) == {"a": {"b": "1", "c": "2"}, "d": ["x", "y", "z"], "e": "3"}


def test_what_is_left_out_is_left_out_of_the_model() -> None:
    source = read(Path(__file__).parents[2] / "specs" / "denver-literacy.yaml")
    spec = parse(
        source.without([("provider",), ("funding", "delivery_cost"), ("population", "schools", "1")]), Spec
    )
    assert (spec.provider, spec.funding.delivery_cost) == (None, None)
    assert spec.population.schools[0] == "Barnum Elementary"


@pytest.mark.parametrize("text", ["just words", "- a\n- b\n", "a:1", "'quoted'"])
def test_a_file_that_holds_no_keys_is_told_so(text: str) -> None:
    assert only_fault(text).code == "SRC-18"


MUTATIONS = st.tuples(
    st.integers(min_value=0, max_value=len(DENVER)),
    st.integers(min_value=0, max_value=30),
    st.text(alphabet="ab1:,-#{}[]\"'|>&*!%@`?$~\\ \t\n", max_size=5),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(MUTATIONS, min_size=1, max_size=3))
def test_no_damage_to_a_spec_breaks_the_reader_or_points_outside_the_file(
    cuts: list[tuple[int, int, str]],
) -> None:
    text = DENVER
    for start, length, new in cuts:
        text = text[:start] + new + text[start + length :]
    lines = text.split("\n")
    for problem in faults(text):
        place = problem.place
        assert place is not None
        assert place.excerpt == lines[place.line - 1]
        assert 1 <= place.column <= max(1, len(place.excerpt))
        assert problem.message


VALUES = st.recursive(
    st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*Spec.model_fields, "x"]), inner)
    ),
    max_leaves=12,
)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(Spec.model_fields)), VALUES, min_size=1))
def test_any_shape_of_values_is_parsed_or_refused_with_problems(tree: dict[str, object]) -> None:
    found = faults(json.dumps(tree, ensure_ascii=False))
    assert all(problem.place and problem.message for problem in found)
