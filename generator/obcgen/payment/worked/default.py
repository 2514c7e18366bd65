"""The example of a district default: what is paid for results that the district itself prevented."""

from __future__ import annotations

from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING

from obcgen.money import Money
from obcgen.payment.attained import NONE, View
from obcgen.payment.names import capital, listed, outcome_name
from obcgen.payment.portions import paid_lines, reckon
from obcgen.payment.settle import settle
from obcgen.payment.subjects import counts_participants
from obcgen.payment.worked.computation import earning, left, plain
from obcgen.payment.worked.edges import MISSED
from obcgen.payment.worked.example import WorkedExample
from obcgen.payment.worked.line import Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.payment.facts import Facts
    from obcgen.payment.settle import Settlement
    from obcgen.spec import Spec
    from obcgen.spec.payment import DistrictDefault

_EFFECTS = {
    "deemed_met": "deemed reached",
    "full_price": "paid at the full price",
    "expected": "paid as if the target had been met",
    "excluded": "left out of the count",
}
_SOME = 10
"""So many participants at least are affected."""


def of_default(spec: Spec) -> Iterator[WorkedExample]:
    """Yield the example of the first line that a district default bears on; none without such a term."""
    rule = spec.payment.if_district_defaults
    rates = spec.payment.rates
    if rule is None:
        return
    keys = [key for key in paid_lines(spec) if rates[key].best_of is None]
    found = [_example(spec, rule, key) for key in keys]
    yield from [each for each in found if each.amount.cents or rule.effect == "excluded"][:1]


def _example(spec: Spec, rule: DistrictDefault, key: str) -> WorkedExample:
    line = Line(spec, key)
    size = _size(line)
    marks = dict.fromkeys(line.outcomes, MISSED)
    person = replace(line.alike(marks, size), affected=frozenset(line.outcomes))
    people = (person,) if person.marks else ()
    affected = frozenset(line.outcomes) - person.marks.keys()
    facts = replace(line.facts(marks, *people), affected=affected)
    settled = settle(spec, facts)
    added = next(each.added for each in settled.lines if each.id == key)
    names = listed([f"“{outcome_name(spec, outcome)}”" for outcome in line.outcomes], "or")
    return WorkedExample(
        "default",
        (key,),
        "District Default",
        f"A District Default keeps {_who(line, size)} from reaching {names}.",
        _computation(spec, rule, key, facts, settled),
        added,
        facts,
    )


def _size(line: Line) -> int:
    """Return how many are affected: so many that a target is met by whole participants."""
    target = line.spec.outcomes[line.outcomes[0]].target.value
    return min(line.spec.population.planned, ceil(_SOME / target.denominator) * target.denominator)


def _who(line: Line, size: int) -> str:
    """Return who is kept from a result."""
    if all(line.measure(outcome).counted_by == "group" for outcome in line.outcomes):
        return "the group"
    each = counts_participants(line.key, line.spec.payment.rates, line.spec.outcomes)
    return line.who(size) if each else f"all the {line.who(size)} who are counted"


def _computation(spec: Spec, rule: DistrictDefault, key: str, facts: Facts, settled: Settlement) -> str:
    """Return what the term pays, and what limits leave of it."""
    if rule.effect == "excluded":
        return capital(_EFFECTS[rule.effect])
    relieved = reckon(View(spec, facts, defaulted=True)).portions
    portion = next(portion for portion in relieved if portion.line == key)
    sums = (
        plain(portion.items)
        if rule.effect == "full_price"
        else earning(spec, facts, key, portion.items, portion.level)
    )
    exact = Money(1).times(sum((item.amount for item in portion.items), NONE))
    line = next(line for line in settled.lines if line.id == key)
    cut = f"; {left(spec, settled, line.added)}" if line.added < exact else ""
    return capital(f"{_EFFECTS[rule.effect]}: {sums}{cut}")
