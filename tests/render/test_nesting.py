"""What cannot be printed inside a list or a quotation is told at the text of the spec, not at a template."""

from __future__ import annotations

import pytest

from deals import deal
from obcgen.checking import markdown_problems
from obcgen.problems import Problem
from obcgen.render.opening import opening


def told(text: str) -> tuple[Problem, ...]:
    return markdown_problems(deal(need={"problem": text, "goals": ["A goal."]}))


REFUSED = {
    "- # A": "A heading stands in an item of a list: “- # A”.",
    "1. # A": "A heading stands in an item of a list: “1. # A”.",
    "> # A": "A heading stands in a quotation: “> # A”.",
    "- > q": "A quotation stands in an item of a list: “- > q”.",
    "> > q": "A quotation stands in a quotation: “> > q”.",
    "- a\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |": "A table stands in an item of a list: “| a | b |”.",
    "> | a | b |\n> |---|---|\n> | 1 | 2 |": "A table stands in a quotation: “> | a | b |”.",
    "- ": "An item of a list has no words: “-”.",
    "a\n\n1.\n2. b": "An item of a list has no words: “1.”.",
    "- - a": "An item of a list begins with another list: “- - a”.",
    "1. 1. a": "An item of a list begins with another list: “1. 1. a”.",
    "* + a": "An item of a list begins with another list: “* + a”.",
}


@pytest.mark.parametrize("text", REFUSED)
def test_a_part_that_does_not_fit(text: str) -> None:
    (problem,) = told(text)
    assert (problem.code, problem.message, problem.path) == ("TPL-53", REFUSED[text], ("need", "problem"))
    assert problem.hint


@pytest.mark.parametrize(
    "text", ["a [](https://x.example)", "[ ](mailto:a@b.example)", "[a](#a#b)", "[a](#1)"]
)
def test_a_link_that_no_document_can_print(text: str) -> None:
    (problem,) = told(text)
    assert (problem.code, problem.path) == ("TPL-10", ("need", "problem"))


@pytest.mark.parametrize(
    "text",
    [
        "- a\n  - b",
        "> - a",
        "> 1. a",
        "- a\n\n  b",
        "# A\n\n- b",
        "[](#need)",
        "[a](HTTPS://x.example)",
        "-1 or -",
        "\\- - a",
    ],
)
def test_what_fits(text: str) -> None:
    assert told(text) == ()


@pytest.mark.parametrize(
    ("text", "first"), [("# A\n\nB c. D e.", "B c. D e."), ("# A\nB.\n\nC.", "B."), ("# A", "# A")]
)
def test_page_one_opens_with_words_and_not_with_a_heading(text: str, first: str) -> None:
    assert opening(text) == first
