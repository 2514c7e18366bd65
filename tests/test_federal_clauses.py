"""The federal clauses that a contract prints are those that the rules of guidance say it carries."""

from __future__ import annotations

from datetime import date

import pytest

from deals import deal
from obcgen.law.in_force import amounts_on, law_on
from obcgen.library.clauses import find_clause
from obcgen.library.conditions import holds
from obcgen.library.facts import facts, meanings
from obcgen.library.outline import read_outline
from obcgen.pack import builtin
from obcgen.policy.federal import applies

PARAGRAPHS = {
    "A": "federal-remedies", "B": "federal-termination", "G": "federal-clean-air", "H": "federal-debarment",
    "I": "federal-lobbying", "J": "federal-recovered", "K": "federal-telecom", "L": "federal-domestic",
}  # fmt: skip
"""Paragraphs of Appendix II that a contract for services may carry, and the clause of each."""
FEDERAL = {"title_i": {"name": "Title I", "federal": "true", "pays": ["base"]}}


@pytest.mark.parametrize("kind", ["rfp", "contract"])
@pytest.mark.parametrize(
    "limit", ["$9,000", "$10,000", "$10,000.01", "$100,000.01", "$150,000.01", "$350,000", "$350,000.01"]
)
def test_each_paragraph_is_printed_when_the_rule_says_that_it_applies(kind: str, limit: str) -> None:
    spec = deal(funding={"not_to_exceed": limit, "sources": FEDERAL})
    day = spec.document.issued
    law, found = law_on(builtin(), day), facts(spec, amounts_on(builtin(), day))
    for clause in law.clauses:
        if clause.letter in PARAGRAPHS:
            when = find_clause(builtin(), kind, PARAGRAPHS[clause.letter], found).when
            assert holds(when, found) is applies(clause, spec, law), clause.letter
        else:
            assert not applies(clause, spec, law)


@pytest.mark.parametrize("kind", ["rfp", "contract"])
def test_both_documents_have_a_place_for_every_paragraph(kind: str) -> None:
    assert set(PARAGRAPHS.values()) <= set(read_outline(builtin(), kind).ids)


def test_without_federal_money_no_federal_clause_is_printed() -> None:
    spec = deal(funding={"not_to_exceed": "$1,000,000"})
    found = facts(spec, amounts_on(builtin(), date(2027, 3, 1)))
    assert set(found) == set(meanings())
    for id_ in read_outline(builtin(), "contract").ids:
        if id_.startswith("federal-"):
            assert not holds(find_clause(builtin(), "contract", id_, found).when, found), id_
