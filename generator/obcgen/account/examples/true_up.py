"""The example of a true-up: what was paid on interim results is set off against what final results earn."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from obcgen.account.examples.choice import arithmetic
from obcgen.account.examples.example import Case, WorkedExample
from obcgen.account.settle import settle
from obcgen.deal.facts import Ledger

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from obcgen.deal.deal import Deal
    from obcgen.deal.facts import Alike
    from obcgen.money import Money

_FEWER = 2
"""So many of those paid for turn out not to have reached it."""
_PAID_FOR = (2, 10, 50)
"""One in so many of those planned is paid for; fewer where limits cut what is due for more."""


def of_true_up(deal: Deal, examples: Sequence[WorkedExample]) -> Iterator[WorkedExample]:
    """Yield the example of the first line that pays less on final results than on interim ones."""
    firsts = {example.lines: example for example in reversed(examples)}
    for lines in dict.fromkeys(example.lines for example in examples):
        found = _lower(deal, firsts[lines], examples)
        if found is not None:
            yield found
            return


def _lower(deal: Deal, first: WorkedExample, examples: Sequence[WorkedExample]) -> WorkedExample | None:
    """Return the true-up from an example's results to lower ones of the same line; none without any."""
    if deal.lines[first.lines[0]].by_participant:
        found = (_fewer(deal, first, max(deal.planned // part, _FEWER)) for part in _PAID_FOR)
        return next((each for each in found if each is not None), None)
    same = (each for each in examples if each.lines == first.lines and each.amount < first.amount)
    lower = next(same, None)
    if lower is None:
        return None
    interim = f"For “{first.title}” an earlier Settlement paid {first.amount}."
    final = replace(lower, situation=f"{interim} In the corrected data: {lower.situation}")
    return _trued_up(first.amount, final)


def _fewer(deal: Deal, first: WorkedExample, interim: int) -> WorkedExample | None:
    """Return the true-up from so many participants with one result to fewer; none where they earn as much."""
    (person,), final = first.facts.people, interim - _FEWER
    paid = _paid(deal, first, replace(person, count=interim)).amount
    situation = (
        f"For “{first.title}” an earlier Settlement counted {interim:,} Participants with the result of the "
        f"first example of that line, and paid {paid}. The corrected data count {final:,}."
    )
    lower = _paid(deal, replace(first, situation=situation), replace(person, count=final))
    return _trued_up(paid, lower) if lower.amount < paid else None


def _paid(deal: Deal, first: WorkedExample, person: Alike) -> WorkedExample:
    """Return an example for another number of participants with the same result."""
    facts = replace(first.facts, people=(person,))
    settled = settle(deal.about(deal.lines[first.lines[0]]), facts)
    line = settled.line(first.lines[0])
    text = arithmetic(deal, Case(first.situation, facts), settled, line)
    return replace(first, computation=text, amount=line.amount, facts=facts)


def _trued_up(paid: Money, final: WorkedExample) -> WorkedExample:
    """Return what is due on final results where so much was paid before."""
    (key,) = final.lines
    due = final.amount - paid
    back = f"{final.amount} less {paid} paid before: the Provider owes back {-due}"
    text, ledger = f"{final.computation}; {back}", Ledger({f"rates.{key}": paid})
    return WorkedExample("true_up", (key,), "True-Up", final.situation, text, due, final.facts, ledger=ledger)
