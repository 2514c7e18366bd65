from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from obcgen.problems import ObcgenError, Place, Problem
from obcgen.source import from_yaml as module
from obcgen.source.from_yaml import from_yaml
from obcgen.source.nodes import at, to_plain


def read(text: str) -> object:
    root, problems = from_yaml(text, "x.yaml")
    assert problems == ()
    return to_plain(root)


def complaints(text: str) -> tuple[Problem, ...]:
    """Return what leaves the text readable."""
    return from_yaml(text, "x.yaml")[1]


def refusal(text: str) -> Problem:
    """Return what makes the text unreadable."""
    with pytest.raises(ObcgenError) as caught:
        from_yaml(text, "x.yaml")
    (only,) = caught.value.problems
    return only


@pytest.fixture(params=["c", "python"])
def either_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "python":
        monkeypatch.setattr(module, "LOADER", yaml.SafeLoader)
    module.from_yaml.cache_clear()


@pytest.mark.parametrize(
    "text", ["NO", "12:30", "010", "1_000", "1e400", "2027-09-15", "y", "0x10", "True", ".inf"]
)
def test_every_scalar_stays_the_text_that_is_written(text: str) -> None:
    assert read(f"a: {text}") == {"a": text}


@pytest.mark.parametrize("text", ["", "~", "null", "''", '""'])
def test_nothing_is_an_empty_text(text: str) -> None:
    assert read(f"a: {text}") == {"a": ""}


def test_null_in_quotes_is_a_word() -> None:
    assert read("a: 'null'") == {"a": "null"}


@pytest.mark.usefixtures("either_parser")
def test_lists_and_mappings_nest() -> None:
    assert read("a: [1, {b: 2}]\nc:\n  - d: |\n      two\n      lines\n") == {
        "a": ["1", {"b": "2"}],
        "c": [{"d": "two\nlines\n"}],
    }


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_byte_order_mark_and_any_line_end_are_accepted(newline: str) -> None:
    text = "\ufeffa: 1\nb: |\n  x\n  y\n".replace("\n", newline)
    assert read(text) == {"a": "1", "b": "x\ny\n"}


def test_every_value_and_key_knows_its_line_column_and_width() -> None:
    root, _ = from_yaml("a: 1\nbee:\n  c: $900  # why\n", "x.yaml")
    value = at(root, ("bee", "c"))
    assert value is not None
    assert value.place == Place("x.yaml", 3, 6, 4, "  c: $900  # why")
    assert value.key == Place("x.yaml", 3, 3, 1, "  c: $900  # why")


def test_columns_count_characters_and_not_bytes() -> None:
    root, _ = from_yaml("é🎓: 'ü'\n", "x.yaml")
    value = at(root, ("é🎓",))
    assert value is not None
    assert value.place.column == 5


def test_a_key_written_twice_is_told_with_the_line_of_the_first() -> None:
    (problem,) = complaints("a: 1\nb: 2\na: 3\n")
    assert problem.code == "SRC-08"
    assert "line 1" in problem.message
    assert problem.place is not None
    assert (problem.place.line, problem.place.column) == (3, 1)


def test_each_of_several_faults_is_told() -> None:
    codes = [each.code for each in complaints("a: &x 1\nb: *x\na: 2\nc: !t 3\n")]
    assert sorted(codes) == ["SRC-08", "SRC-09", "SRC-09", "SRC-09"]


def test_many_keys_written_twice_in_one_place_are_one_fault() -> None:
    (problem,) = complaints("a: 1\nb: 1\nc: 1\na: 2\nb: 2\nc: 2\n")
    assert problem.message == "3 keys are written twice here: a, b, c."
    assert problem.place is not None
    assert problem.place.line == 4


@pytest.mark.parametrize(
    "text", ["a: &x 1", "a: *x", "a: !!python/object:os.system x", "a: !x {b: 1}", "a: &x [1]", "*x : 1"]
)
def test_aliases_anchors_and_tags_are_refused(text: str) -> None:
    assert [each.code for each in complaints(text)] == ["SRC-09"]


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize(
    ("text", "whole", "remedy"),
    [
        ("{a: $1,500}", "$1,500", 'Write "$1,500" in quotes, or $1500 without commas.'),
        ("{a: $1,500, b: 2}", "$1,500", 'Write "$1,500" in quotes, or $1500 without commas.'),
        ("{a: $1,200,000}", "$1,200,000", 'Write "$1,200,000" in quotes, or $1200000 without commas.'),
        ("{a: $1,000,000}", "$1,000,000", 'Write "$1,000,000" in quotes, or $1000000 without commas.'),
        ("{a: $1,500.50}", "$1,500.50", 'Write "$1,500.50" in quotes, or $1500.50 without commas.'),
        ("[$1,500, x]", "$1,500", 'Write "$1,500" in quotes, or $1500 without commas.'),
        ("{a: $1, 500}", "$1,500", 'Write "$1,500" in quotes, or $1500 without commas.'),
        (
            "{a: $1,000,000 each}",
            "$1,000,000 each",
            'Write "$1,000,000 each" in quotes, or $1000000 each without commas.',
        ),
    ],
)
def test_a_comma_that_cut_an_amount_is_named_as_such(text: str, whole: str, remedy: str) -> None:
    root, problems = from_yaml(f"x: {text}", "x.yaml")
    assert [(each.code, each.expected, each.hint) for each in problems] == [("SRC-11", whole, remedy)]
    assert whole in str(to_plain(root))


@pytest.mark.parametrize(
    "text",
    [
        "{2027: $500, 2028: $650}",
        "[$250, $500]",
        '{a: "$1,500"}',
        "{K: $40, 1: $50}",
        "[$1200, two]",
        "[1, 500]",
        "{a: $1, b: 500}",
    ],
)
def test_amounts_that_no_comma_cut_pass(text: str) -> None:
    assert complaints(f"x: {text}") == ()


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n", "\ufeff", "~"])
def test_an_empty_file_is_told_to_be_empty(text: str) -> None:
    assert refusal(text).code == "SRC-04"


def test_a_second_document_is_refused_at_its_line() -> None:
    problem = refusal("a: 1\n---\nb: 2\n")
    assert problem.code == "SRC-07"
    assert problem.place is not None
    assert problem.place.line == 2


@pytest.mark.parametrize(
    "text", ["? [a]\n: b\n", "? {a: 1}\n: b\n", "{[a]: 1}", "? ? ? ? a", "'': 1", "? # b\na: 1"]
)
def test_a_key_is_a_word(text: str) -> None:
    assert refusal(text).code == "SRC-10"


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x85", "\u2028", "\ud800", "\ufffe"])
def test_a_character_that_is_not_text_is_told_where_it_stands(character: str) -> None:
    problem = refusal(f"a: 1\nb: x{character}y\n")
    assert problem.code == "SRC-05"
    assert problem.place is not None
    assert (problem.place.line, problem.place.column) == (2, 5)


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "{a: " * 100_000,
        "- " * 100_000,
        "a: [" + "x, " * 100_001 + "]",
        "? " * 100_000,
        "x" * 2_000_001,
    ],
    ids=["brackets", "braces", "dashes", "items", "keys", "bytes"],
)
def test_what_is_deeper_or_larger_than_any_spec_is_refused_at_once(text: str) -> None:
    assert refusal(text).code in {"SRC-06", "SRC-10"}


def test_bytes_are_counted_and_not_characters() -> None:
    assert refusal("é" * 1_000_001).code == "SRC-06"


YAML_LIKE = st.text(alphabet="ab1:,-#{}[]\"'|>&*!%@`?$~\\ \t\n\r\ufeffé🎓\x85\u2028", max_size=60)


@given(YAML_LIKE | st.text(alphabet=st.characters(codec=None)))
def test_any_text_is_read_or_refused_at_a_place_inside_it(text: str) -> None:
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    try:
        found = from_yaml(text, "x.yaml")[1]
    except ObcgenError as error:
        found = error.problems
    for problem in found:
        place = problem.place
        assert place is not None
        assert 1 <= place.line <= len(lines)
        assert place.excerpt == lines[place.line - 1]
        assert 1 <= place.column <= max(1, len(place.excerpt))
        assert place.width >= 1
