"""Verified results and their settlement to a statement, in the edition asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from obcgen.account.effects import effect_rows
from obcgen.account.participants import by_participant
from obcgen.deal.compile import deal_of
from obcgen.deal.counting import threshold
from obcgen.figures import number_text
from obcgen.results.disputes import named_in_disputes, said_of_disputes
from obcgen.results.index import index_rows
from obcgen.statement.defaults import default_rows
from obcgen.statement.evidence import evidence_of
from obcgen.statement.finance import finance
from obcgen.statement.oddities import odd_rows
from obcgen.statement.statement import Entry, Head, PersonRow, statement

if TYPE_CHECKING:
    from obcgen.account.account import Account
    from obcgen.deal.deal import Deal
    from obcgen.results.read import Verified
    from obcgen.spec import Spec
    from obcgen.spec.results import Results
    from obcgen.statement.statement import Edition, LineRow, Statement


def from_results(
    spec: Spec, verified: Verified, settlement: Account, file: str, edition: Edition
) -> Statement:
    """Return the statement of a settlement; `file` is what the results' file is called.

    Raises:
        ObcgenError: a finance edition would tell a count under ten.
    """
    results, facts = verified.results, verified.facts
    head = Head(
        results.contract,
        results.settlement == "final",
        results.as_of,
        results.verified.by,
        results.verified.on,
        file,
        facts.roster,
        facts.served,
        verified.files,
        verified.table_words or None,
        ended=results.ended is not None,
    )
    people = _people(spec, verified, settlement) if edition == "full" else ()
    found = statement(spec, facts, settlement, head, _entries(results), people)
    odd = odd_rows(verified.oddities, full=edition == "full")
    evidence = evidence_of(deal_of(spec), facts, verified.people)
    found = replace(
        found,
        defaults=default_rows(spec, results),
        oddities=odd,
        evidence=evidence,
        effects=effect_rows(deal_of(spec), facts),
        index=index_rows(verified.signed, results),
        disputed_for=named_in_disputes(results, verified.people),
        said_of_disputes=said_of_disputes(results),
    )
    if edition == "finance":
        return finance(spec, found)
    return replace(found, lines=tuple(_measured(deal_of(spec), verified, line) for line in found.lines))


def _measured(deal: Deal, verified: Verified, line: LineRow) -> LineRow:
    """Return a line with the value of the whole group and its threshold beside “reached”."""
    outcomes = deal.lines[line.id].outcomes
    if line.result not in {"reached", "not reached"} or len(outcomes) != 1:
        return line
    mark, measure = verified.facts.results.get((outcomes[0], "", "")), deal.outcomes[outcomes[0]].measure
    least = threshold(measure, "")
    if mark is None or mark.value is None or mark.effect is not None or least is None:
        return line
    needed = f"{'at most' if measure.at_most is not None else 'at least'} {number_text(least)}"
    return replace(line, result=f"{number_text(mark.value)}, {needed} is needed: {line.result}")


def _entries(results: Results) -> list[Entry]:
    """Return the payments made before, in order of their days."""
    found = [
        Entry(key, -paid.amount if paid.returned else paid.amount, paid.on)
        for key, payments in results.paid.items()
        for paid in payments
    ]
    return sorted(found, key=lambda entry: entry.on)


def _people(spec: Spec, verified: Verified, settlement: Account) -> list[PersonRow]:
    """Return each row of the table of participants with what is owed for it."""
    people = verified.people
    if people is None:
        return []
    owed = by_participant(spec, verified.facts, settlement, people.kind_of, people.ids)
    return [PersonRow(name, each) for name, each in zip(people.ids, owed, strict=True)]
