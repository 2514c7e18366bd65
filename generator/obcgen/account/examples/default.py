"""The example of a district default: what is paid for results that the district itself prevented."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from math import ceil
from typing import TYPE_CHECKING

from obcgen.account.earnings import earnings
from obcgen.account.examples.computation import earning, left, plain
from obcgen.account.examples.edges import MISSED
from obcgen.account.examples.example import WorkedExample
from obcgen.account.examples.speaker import Speaker
from obcgen.account.settle import settle
from obcgen.deal.counting import NIL, Counting
from obcgen.deal.lines.best_of import BestOf
from obcgen.figures import to_the_cent
from obcgen.words import capital, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.account.account import Account
    from obcgen.deal.deal import Deal
    from obcgen.deal.facts import Facts
    from obcgen.deal.lines.line import Line
    from obcgen.spec.payment import DistrictDefault

_EFFECTS = {
    "deemed_met": "deemed reached",
    "full_price": "paid at the full price",
    "expected": "paid as if the target had been met",
    "excluded": "left out of the count",
}
_SOME = 10
"""So many participants at least are affected."""


def of_default(deal: Deal) -> Iterator[WorkedExample]:
    """Yield the example of the first line that a district default bears on; none without such a term."""
    rule = deal.default
    if rule is None:
        return
    lines = (line for line in deal.paid if not isinstance(line, BestOf))
    found = (_example(deal, rule, line) for line in lines)
    told = (example for example in found if example.amount.cents or rule.effect == "excluded")
    yield from islice(told, 1)


def _example(deal: Deal, rule: DistrictDefault, line: Line) -> WorkedExample:
    speaker = Speaker(deal, line)
    size = _size(speaker)
    marks = dict.fromkeys(speaker.outcomes, MISSED)
    person = replace(speaker.alike(marks, size), affected=frozenset(speaker.outcomes))
    people = (person,) if person.marks else ()
    affected = frozenset(speaker.outcomes) - person.marks.keys()
    facts = replace(speaker.facts(marks, *people), affected=affected)
    settled = settle(deal, facts)
    names = listed([f"“{deal.outcomes[outcome].name}”" for outcome in speaker.outcomes], "or")
    return WorkedExample(
        "default",
        (line.id,),
        "District Default",
        f"A District Default keeps {_who(speaker, size)} from reaching {names}.",
        _computation(deal, rule, line, facts, settled),
        settled.line(line.id).added,
        facts,
    )


def _size(speaker: Speaker) -> int:
    """Return how many are affected: so many that a target is met by whole participants."""
    target = speaker.deal.outcomes[speaker.outcomes[0]].target.value
    return min(speaker.deal.planned, ceil(_SOME / target.denominator) * target.denominator)


def _who(speaker: Speaker, size: int) -> str:
    """Return who is kept from a result."""
    if speaker.line.paid_for.by_group:
        return "the group"
    who = speaker.who(size)
    return who if speaker.line.by_participant else f"all the {who} who are counted"


def _computation(deal: Deal, rule: DistrictDefault, line: Line, facts: Facts, settled: Account) -> str:
    """Return what the term pays, and what limits leave of it."""
    if rule.effect == "excluded":
        return capital(_EFFECTS[rule.effect])
    relieved = earnings(deal, Counting(deal, facts, defaulted=True)).entries
    entry = next(entry for entry in relieved if entry.line == line.id)
    in_full = rule.effect == "full_price"
    exact = to_the_cent(sum((item.amount for item in entry.items), NIL))
    sums = plain(entry.items) if in_full else earning(line, facts, entry.items, entry.level, exact)
    added = settled.line(line.id).added
    cut = f"; {left(settled, added)}" if added < exact else ""
    return capital(f"{_EFFECTS[rule.effect]}: {sums}{cut}")
