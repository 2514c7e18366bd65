"""Boilerplate that a district chooses in the spec: printed where it is chosen, alike in RFP and contract."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from obcgen.account.schedule import schedule
from obcgen.checking import read_and_check
from obcgen.library.clauses import find_clause
from obcgen.library.conditions import holds
from obcgen.library.facts import meanings
from obcgen.library.outline import read_outline
from obcgen.pack import builtin
from obcgen.problems import is_error
from obcgen.render.context import context
from obcgen.render.environment import Templates
from obcgen.source import parse, read
from obcgen.spec import Spec
from rule_pages import DENVER, SPECS, laid_over

CHOSEN = """
procurement: {best_and_final: true, debriefing: 8 business days, financial_statements: 2}
agreement:
  renewal: {options: 2, length: 12 months, notice: 60 days}
  bond: {amount: $120000}
  insurance: {general: {aggregate: "$3,000,000", waives_subrogation: true}}
"""
CONDITIONS: dict[str, dict[str, str | None]] = {
    "rfp": {
        "best-and-final": "has_best_and_final", "debriefing": "has_debriefing",
        "financial-statements": "has_financial_statements",
    },
    "contract": {
        "financial-condition": "has_financial_statements", "performance-bond": "has_bond",
        "complaints": None, "non-exclusive": None,
    },
}  # fmt: skip


@cache
def templates(folder: str) -> Templates:
    path = Path(folder) / "above.yaml" if folder else SPECS / DENVER
    spec = parse(read(path), Spec)
    return Templates(builtin(), context(spec, schedule(spec), builtin()))


@pytest.fixture(scope="module")
def chosen(tmp_path_factory: pytest.TempPathFactory) -> Templates:
    folder = tmp_path_factory.mktemp("chosen")
    laid_over(folder, CHOSEN).rename(folder / "above.yaml")
    return templates(str(folder))


def words(made: Templates, path: str) -> str:
    text = re.sub(r"<(?:/?(?:p|li|td|th|ol|tr)\\b)[^>]*>", "\n", made.html(path))
    return re.sub(r"<[^>]*>", "", text)


@pytest.mark.parametrize(
    ("both", "sentence"),
    [
        ("term", "may renew"),
        ("performance-bond", "a performance bond of $120,000"),
    ],
)
def test_the_request_says_what_the_contract_says(chosen: Templates, both: str, sentence: str) -> None:
    said = [
        re.sub("(?i)this agreement", "the Agreement", line)
        for path in ("rfp/contract-terms.md", f"contract/{both}.md")
        for line in words(chosen, path).splitlines()
        if sentence in line
    ]
    assert len(said) == 2
    assert said[0].strip().lower() == said[1].strip().lower()


def test_what_is_not_chosen_is_not_printed() -> None:
    plain = templates("")
    for path in ("rfp/contract-terms.md", "contract/term.md", "contract/insurance.md"):
        printed = words(plain, path)
        for sentence in ("may renew", "performance bond", "waive its right", "aggregate limit"):
            assert sentence not in printed, path
    assert "does not renew by itself" in words(plain, "contract/term.md")


@pytest.mark.parametrize("kind", CONDITIONS)
def test_each_clause_is_listed_and_waits_for_its_key(kind: str) -> None:
    listed = read_outline(builtin(), kind).ids
    for id_, condition in CONDITIONS[kind].items():
        when = find_clause(builtin(), kind, id_, meanings()).when
        assert id_ in listed
        assert when == condition
        if condition:
            assert holds(when, {condition: True})
            assert not holds(when, {condition: False})


def test_the_times_are_those_of_the_spec(chosen: Templates) -> None:
    assert "within 8 Business Days after the intended award" in words(chosen, "rfp/debriefing.md")
    assert "each of the last 2 fiscal years" in words(chosen, "rfp/financial-statements.md")
    assert "2 times, for 12 months each time" in words(chosen, "contract/term.md")
    assert "after best and final offers" in words(chosen, "rfp/award.md")


def test_a_clause_that_is_left_out_leaves_the_request_too(tmp_path: Path) -> None:
    laid_over(tmp_path, "agreement: {clauses: {non-exclusive: false, complaints: false}}").rename(
        tmp_path / "above.yaml"
    )
    printed = words(templates(str(tmp_path)), "rfp/contract-terms.md")
    assert "not exclusive" not in printed
    assert "how to complain" not in printed


@pytest.mark.parametrize(
    "text",
    [
        "agreement: {renewal: {options: two, length: 12 months, notice: 60 days}}",
        "agreement: {renewal: {options: 2, length: 12 months}}",
        "agreement: {bond: {amount: all of it}}",
        "procurement: {debriefing: soon}",
        "procurement: {best_and_final: maybe}",
        "procurement: {financial_statements: audited}",
    ],
)
def test_a_value_that_cannot_be_read_is_told(tmp_path: Path, text: str) -> None:
    assert any(map(is_error, read_and_check(laid_over(tmp_path, text))[2]))
