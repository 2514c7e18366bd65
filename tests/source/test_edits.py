"""One value of a spec's text is set, removed or moved, and every other byte stays."""

from __future__ import annotations

import pytest

from obcgen.problems import ObcgenError, Path, Problem
from obcgen.source import edits
from obcgen.source.edits import with_moved, with_texts, with_value, without_value
from obcgen.source.from_yaml import from_yaml
from obcgen.source.nodes import Node, Plain

TEXT = """\
# of the deal
deal: {name: Reading, price: $500}   # by head
long: |   # as printed
  First line of it.

  Second line.
# what it is for
goals:
  - Read.   # first
  # and then
  - Write.
people:
- name: Ana   # lead
  # her office
  title: Dean
-
  name: 'Bo'
empty:
spread: {
  a: 1,   # one
  b: 2
}
"""


def lines_changed(old: str, new: str) -> str:
    """Return the lines of a new text that are not the old one's, between those that are."""
    before, after = old.split("\n"), new.split("\n")
    start = next((at for at, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(before))
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return "\n".join(after[start : len(after) - end])


SETS: list[tuple[Path, Plain, str]] = [
    (("deal", "price"), "$1,200,000", 'deal: {name: Reading, price: "$1,200,000"}   # by head'),
    (("deal", "unit"), "hour", "deal: {name: Reading, price: $500, unit: hour}   # by head"),
    (("deal", "by"), ["a", "b"], "deal: {name: Reading, price: $500, by: [a, b]}   # by head"),
    (("long",), "One.\nTwo.", "  One.\n  Two."),
    (("long",), "", 'long: "\\n"'),
    (("goals", 0), "Sums #2", '  - "Sums #2"   # first'),
    (("goals", 2), "Draw.", "  - Draw."),
    (("goals",), "none", "goals: none"),
    (("people", 0, "name"), "Cy: B", '- name: "Cy: B"   # lead'),
    (("people", 0, "name"), {"first": "C\nD"}, "- name:   # lead\n    first: |-\n      C\n      D"),
    (("people", 1, "name"), "it's", "  name: 'it''s'"),
    (("people", 1, "title"), "Two\nlines", "  title: |-\n    Two\n    lines"),
    (("empty",), "x", "empty: x"),
    (("empty", "east", "name"), "E", "  east: {name: E}"),
    (("spread", "a"), "3", "  a: 3,   # one"),
    (("spread", "c"), "null", '  b: 2, c: "null"'),
    (("new", "below"), "x\ny\n", "new:\n  below: |\n    x\n    y"),
]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize(("path", "value", "becomes"), SETS)
def test_a_value_is_set(path: Path, value: Plain, becomes: str, line_end: str) -> None:
    text = with_value(TEXT.replace("\n", line_end), path, value)
    assert text.count("\n") == text.count(line_end)
    assert lines_changed(TEXT, text.replace("\r\n", "\n")) == becomes


def test_a_new_key_stands_behind_those_before_it() -> None:
    text = with_value("a: 1   # one\nz: 9\n", ("m",), "v", lambda _: ("a", "m", "z"))
    assert text == "a: 1   # one\nm: v\nz: 9\n"
    assert with_value("z: 9", ("m",), "v", lambda _: ("a", "m", "z")) == "m: v\nz: 9"


REMOVED: list[tuple[Path, str, str]] = [
    (("deal", "name"), "name: Reading, ", ""),
    (("deal", "price"), ", price: $500", ""),
    (("long",), "long: |   # as printed\n  First line of it.\n\n  Second line.\n", ""),
    (("goals", 0), "  - Read.   # first\n", ""),
    (("people", 0), "- name: Ana   # lead\n  # her office\n  title: Dean\n", ""),
    (("people", 0, "name"), "name: Ana   # lead", ""),
    (("people", 0, "title"), "  title: Dean\n", ""),
    (("people", 1, "name"), "\n  name: 'Bo'", " {}"),
    (("empty",), "empty:\n", ""),
    (("spread", "b"), ",   # one\n  b: 2", ""),
]


@pytest.mark.parametrize(("path", "old", "new"), REMOVED)
def test_a_value_is_removed(path: Path, old: str, new: str) -> None:
    assert TEXT.count(old) == 1
    assert without_value(TEXT, path) == TEXT.replace(old, new)


def test_a_group_left_with_nothing_goes_and_a_list_stays_empty() -> None:
    assert without_value("a: 1\nb: {c: {d: 2}}\n", ("b", "c", "d")) == "a: 1\n"
    assert without_value("a: 1\nb:\n  - x   # gone\n", ("b", 0)) == "a: 1\nb: []\n"


MOVED: list[tuple[Path, int, str, str]] = [
    (
        ("goals", 1),
        0,
        "  - Read.   # first\n  # and then\n  - Write.\n",
        "  # and then\n  - Write.\n  - Read.   # first\n",
    ),
    (("deal", "price"), 0, "name: Reading, price: $500", "price: $500, name: Reading"),
    (("spread", "a"), 1, "  a: 1,   # one\n  b: 2\n", "  b: 2,   # one\n  a: 1\n"),
    (
        ("people", 1),
        0,
        "- name: Ana   # lead\n  # her office\n  title: Dean\n-\n  name: 'Bo'\n",
        "-\n  name: 'Bo'\n- name: Ana   # lead\n  # her office\n  title: Dean\n",
    ),
]


@pytest.mark.parametrize(("path", "to", "old", "new"), MOVED)
def test_a_part_moves_with_the_comments_above_it(path: Path, to: int, old: str, new: str) -> None:
    assert with_moved(TEXT, path, to) == TEXT.replace(old, new)


def test_a_comment_at_the_head_of_a_file_or_a_group_stays_there() -> None:
    assert with_moved("# top\na: 1\n# two\nb: 2\n", ("b",), 0) == "# top\n# two\nb: 2\na: 1\n"
    below = "g:\n  # top\n  a: 1\n  # two\n  b: 2\n"
    assert with_moved(below, ("g", "b"), 0) == "g:\n  # top\n  # two\n  b: 2\n  a: 1\n"


def test_empty_lines_that_a_text_keeps_are_its_own() -> None:
    kept = "a: |+\n  x\n\n\nb: 1\n"
    assert with_value(kept, ("a",), "y\n") == "a: |\n  y\nb: 1\n"
    assert without_value(kept, ("a",)) == "b: 1\n"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ((), "EDT-01"),
        (("deal", "name", "first"), "EDT-01"),
        (("goals", 5), "EDT-01"),
        (("goals", "first"), "EDT-01"),
    ],
)
def test_a_path_that_leads_nowhere_is_a_problem(path: Path, code: str) -> None:
    with pytest.raises(ObcgenError) as caught:
        with_value(TEXT, path, "x")
    assert [each.code for each in caught.value.problems] == [code]
    with pytest.raises(ObcgenError, match=code):
        without_value(TEXT, path)
    with pytest.raises(ObcgenError, match=code):
        with_moved(TEXT, path, 0)


def test_what_cannot_be_read_back_is_never_written() -> None:
    odd = "? a\n: 1\nb: 2\n"
    with pytest.raises(ObcgenError, match="EDT-02"):
        with_moved(odd, ("b",), 0)


def test_an_amount_that_a_comma_cut_is_set_as_a_whole() -> None:
    assert (
        with_value("a: {at_most: $1,200,000, b: 1}\n", ("a", "at_most"), "$5") == "a: {at_most: $5, b: 1}\n"
    )
    assert with_value("a: [$1,200, b]\n", ("a", 0), "$5") == "a: [$5, b]\n"


def test_a_value_is_written_where_nothing_stands_yet() -> None:
    assert with_value("a: {b: , c: 1}\n", ("a", "b"), "x") == "a: {b: x , c: 1}\n"
    assert with_value("a: {b, c: 1}\n", ("a", "b"), "x") == "a: {b: x, c: 1}\n"
    assert with_value("a:\n-\n- y\n", ("a", 0), "x") == "a:\n- x\n- y\n"


MANY: dict[Path, str] = {
    ("deal", "name"): "Maps, charts",
    ("deal", "price"): "$550",
    ("goals", 0): "Sums #2",
    ("people", 1, "name"): "it's",
    ("spread", "a"): "null",
}


@pytest.mark.parametrize(
    "more",
    [
        {},
        {("long",): "One.\nTwo."},
        {("deal", "unit"): "hour", ("empty",): ""},
        {("people", 0, "title"): "a\nb"},
    ],
)
def test_several_texts_are_what_they_are_one_by_one(more: dict[Path, str]) -> None:
    one_by_one = TEXT
    for path, value in (MANY | more).items():
        one_by_one = with_value(one_by_one, path, value)
    assert with_texts(TEXT, MANY | more) == one_by_one


def test_several_texts_are_read_back_together(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def counted(text: str, file: str) -> tuple[Node, tuple[Problem, ...]]:
        read.append(text)
        return from_yaml(text, file)

    monkeypatch.setattr(edits, "from_yaml", counted)
    text = "\n".join(f"k{number}: {number}" for number in range(50))
    changed = with_texts(text, {(f"k{number}",): "x" for number in range(50)})
    assert changed == "\n".join(f"k{number}: x" for number in range(50))
    assert set(read) == {text, changed}


@pytest.mark.parametrize("path", [("goals", 5), ("deal", "name", "first", "x"), ()])
def test_several_texts_of_which_one_leads_nowhere_are_a_problem(path: Path) -> None:
    with pytest.raises(ObcgenError, match=r"EDT-0[12]"):
        with_texts(TEXT, {**MANY, path: "x"})
