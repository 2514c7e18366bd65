"""A text that YAML cuts is told with the whole text; what only looks like one is left alone."""

from __future__ import annotations

import pytest

from obcgen.problems import Problem
from obcgen.source import parse_sections, read_text
from obcgen.source.nodes import at, to_plain
from obcgen.spec import Spec


def told(text: str) -> list[Problem]:
    source = read_text(text)
    return [*source.problems, *source.warnings]


@pytest.mark.parametrize(
    ("text", "line", "column", "severity"),
    [
        ("address: 802 N. Sam Houston Ave., Suite #200, Odessa\n", 1, 41, "error"),
        ("problem: Goal #3 of our plan\n", 1, 15, "error"),
        ("goals:\n  - #1 in the state\n", 2, 5, "error"),
        ("a: {b: Suite #2\n  , c: d}\n", 1, 14, "error"),
        ("problem: The plan #betterschools works\n", 1, 19, "warning"),
        ("planned: 500 #2 of three\n", 1, 14, "warning"),
        ("due: 2027-03-01 #1\n", 1, 17, "warning"),
    ],
)
def test_a_sign_that_cuts_a_text_is_told_at_the_sign(
    text: str, line: int, column: int, severity: str
) -> None:
    (problem,) = told(text)
    assert problem.place is not None
    assert (problem.code, problem.severity) == ("SRC-24", severity)
    assert (problem.place.line, problem.place.column) == (line, column)
    assert text.split("\n")[line - 1][column - 1] == "#"
    assert "quotes" in problem.hint


@pytest.mark.parametrize(
    "text",
    [
        "a: value # a comment\n",
        "a: value  #2 of three\n",
        "a: value #\n",
        "a: value ## more\n",
        "a: 'Suite #200'\n",
        'a: "Suite #200"\n',
        "a: |\n  Goal #3 of our plan\n",
        "a: C#2\n",
        "a: #later\n  b: c\n",
        "a: #later\n",
        "# Goal #3\na: b\n",
        "a: 'x' #2\n",
    ],
)
def test_a_comment_and_a_sign_inside_a_text_are_left_alone(text: str) -> None:
    assert told(text) == []


def test_a_warning_in_the_writing_stops_no_section() -> None:
    spec, unread, problems = parse_sections(
        read_text(
            "obcgen: 1\ndocument: {number: 1, title: b, issued: 2027-03-01}\nneed:\n"
            "  problem: Few read #now\n  goals: [a]\n"
        ),
        Spec,
    )
    assert "need" not in unread
    assert spec.need is not None
    assert "SRC-24" not in {each.code for each in problems}, "the reader of specs adds it"


@pytest.mark.parametrize(
    ("text", "whole", "hint"),
    [
        ("a: {measured: 1,912, r: 3}", "1,912", 'Write "1,912" in quotes, or 1912 without commas.'),
        ("a: {p: 802 N. Sam, Odessa, TX 79761, q: 1}", "802 N. Sam, Odessa, TX 79761", "If “TX 79761” is"),
        (
            "a: {q: 1, p: Agent, Purchasing}",
            "Agent, Purchasing",
            "If “Purchasing” is a key of its own, write",
        ),
        ("a: {q: 1, p: Agent,\n  Purchasing}", "Agent, Purchasing", 'Write "Agent, Purchasing" in quotes.'),
    ],
)
def test_a_comma_that_cuts_a_text_in_braces_is_told_once_with_the_whole_text(
    text: str, whole: str, hint: str
) -> None:
    (problem,) = told(text)
    assert (problem.code, problem.expected) == ("SRC-25", whole)
    assert hint in problem.hint
    assert at(read_text(text).root, problem.path) is not None
    assert to_plain(at(read_text(text).root, problem.path)) == whole  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["a: {p: x, q: }", "a: {p: , q: 1}", "a: {p: x, q: '', r: ~}", "a: {q}", "a: [b, c d]"]
)
def test_an_empty_key_and_a_list_are_no_cut_text(text: str) -> None:
    assert [each for each in told(text) if each.code == "SRC-25"] == []
