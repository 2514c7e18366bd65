"""Slips of people who write YAML like a letter are told at the slip itself, with what to write."""

from __future__ import annotations

import pytest

from obcgen.problems import ObcgenError, Problem
from obcgen.source import parse_sections, read_text
from obcgen.spec import Spec


def refusal(text: str) -> Problem:
    with pytest.raises(ObcgenError) as caught:
        read_text(text)
    return caught.value.problems[0]


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        (
            "d:\n  - party: a\n    duty: x\n  -party: b\n    duty: y\n",
            4,
            3,
            "There is no space after the dash.",
        ),
        ("d:\n  -party: a\n   duty: x\n", 2, 3, "There is no space after the dash."),
        ("need:\n  goals:\n    * One\n    * Two\n", 3, 5, "A * does not start an item of a list."),
        ("a: |\n  x\n...\n  y\nb: 1\n", 3, 1, "Three dots at the start of a line end the file"),
        ("n:\n  p: |\n  Text here\n  g: [a]\n", 3, 3, "The text below | is not indented"),
        ("a: {b: Suite #200, c: d}\ne: f\n", 1, 14, "A # after a space starts a comment"),
        ("n:\n  p: x\n\u00a0\u00a0g: [a]\n", 3, 1, "This line is indented with U+00A0"),
        ("n:\n\u3000p: x\n", 2, 1, "This line is indented with U+3000"),
        ("n:\n  g:\n  \u200b- x\n", 3, 3, "This line is indented with U+200B"),
    ],
)
def test_a_slip_is_told_where_it_was_made(text: str, line: int, column: int, message: str) -> None:
    problem = refusal(text)
    assert problem.place is not None
    assert (problem.place.line, problem.place.column) == (line, column)
    assert problem.message.startswith(message)
    assert problem.hint


@pytest.mark.parametrize(
    "text",
    [
        "n:\n  p: |\n    * a bullet of the prose\n    -party: words\n    ...\n  g: [a]\n",
        "n:\n  p: one\u00a0word\n",
        "n:\n  p: |\n    \u00a0a line of prose\n",
        "n:\n  - -1\n",
        "n: ...\n",
    ],
)
def test_what_only_looks_like_a_slip_is_read(text: str) -> None:
    assert read_text(text).problems == ()


def test_a_bullet_in_prose_is_not_blamed_for_a_fault_below_it() -> None:
    assert "does not start an item" not in refusal("n:\n  p: |\n    * a bullet\n bad\n  g: a\n").message


def test_an_empty_text_before_a_key_is_not_blamed_for_a_fault_after_it() -> None:
    assert "below |" not in refusal("n:\n  p: |\n  g: [a\n").message


def hints(text: str) -> list[str]:
    source = read_text(text)
    return [each.hint for each in (*source.problems, *parse_sections(source, Spec)[2])]


def test_curly_quotes_in_braces_are_named() -> None:
    text = "district: {name: \u201cSchool, Elementary\u201d, state: CO}\n"
    assert 'Only straight quotes count: write "School, Elementary".' in hints(text)


def test_a_bullet_in_place_of_a_dash_is_named() -> None:
    text = "need:\n  problem: x\n  goals:\n    \u2022 One\n    \u2022 Two\n"
    assert "Start each item with a dash and a space, on a line of its own." in hints(text)


def test_what_cannot_be_seen_in_a_value_is_named() -> None:
    found = [hint for hint in hints("population: {planned: 1\u200b00}\n") if "U+200B" in hint]
    assert len(found) == 1
