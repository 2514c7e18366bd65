"""Every rule has a page, and the examples on it are true: wrong fires that rule alone, right does not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from obcgen.checking import read_and_check
from obcgen.pack import builtin
from obcgen.problems import ObcgenError
from obcgen.reference import rule_list, rule_page
from obcgen.studio.in_words_of_form import Wording
from obcgen.studio.interview import interview
from obcgen.studio.remedies import remedy_of
from rule_pages import CODES, USUAL, examples, over, told

if TYPE_CHECKING:
    from obcgen.problems import Problem
    from obcgen.source.nodes import Node

PAGES = interview(builtin())
OF_THE_TEXT = re.compile(
    r"[{}\[\]<>]|““|\b[a-z]+_[a-z]+|(?<!@)\b(?:payment|procurement|outcomes|funding|district|data|program|document)[.][a-z]"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}|\b(?:by|due|from|kind|name|to|when|without|inherits|extends|waive): "
    r"|^[a-z]+ \(|Correct [a-z]+ or "
)
"""What only the text of a spec has: braces, keys and days as it writes them."""


@pytest.mark.parametrize("code", CODES)
def test_wrong_fires_the_rule_and_no_other(code: str) -> None:
    source, _, every = read_and_check(over(examples(code)["Wrong"]))
    problems = [problem for problem in every if problem.severity != "waived"]
    found = [problem for problem in problems if problem.code == code]
    assert found, [problem.message for problem in problems]
    assert {problem.code for problem in problems} - USUAL <= {code}, [p.message for p in problems]
    for problem in found:
        assert problem.place is not None
        assert problem.hint
    said_on_the_form(found, source.root)


def said_on_the_form(found: list[Problem], root: Node) -> None:
    """Hold what the studio says of a rule: in words of the form, one click or why a person decides."""
    wording = Wording(root, PAGES)
    for problem in found:
        for said in (wording.said(problem.message, problem.path), wording.advice(problem)):
            assert not OF_THE_TEXT.search(said), said
    remedies = [remedy for problem in found if (remedy := remedy_of(problem, root))]
    assert bool(remedies) != bool(PAGES.why_a_person(found[0].code))
    assert not [label for each in remedies if OF_THE_TEXT.search(label := each.says(wording))]


@pytest.mark.parametrize("code", CODES)
def test_right_is_right(code: str) -> None:
    problems = told(over(examples(code)["Right"]))
    assert {problem.code for problem in problems} <= USUAL - {code}, [p.message for p in problems]


def test_every_page_is_of_a_rule() -> None:
    folder = builtin().layers[0].folder / "rules"
    assert {path.stem for path in folder.glob("*.md")} == set(CODES)


@pytest.mark.parametrize("row", rule_list(), ids=lambda row: row[0])
def test_a_page_states_severity_title_and_citation(row: tuple[str, str, str, str]) -> None:
    code, severity, title, cited = row
    page = rule_page(code.lower(), builtin())
    assert page.startswith(f"# {code}\n\n**{title}** ({severity}). Source: {cited}.")


def test_a_code_that_does_not_exist_is_a_problem() -> None:
    with pytest.raises(ObcgenError) as caught:
        rule_page("GUI-99", builtin())
    assert [problem.code for problem in caught.value.problems] == ["RUL-01"]
