"""The limits on performance money in their order, each with the rows of the rate card that it covers."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from obcgen.money import Money, total
from obcgen.payment.counts import everyone
from obcgen.payment.names import outcome_name, rate_name
from obcgen.sheets.cells import Inputs, count, money
from obcgen.sheets.division import COLUMNS, NOTE, Divisions, Weight
from obcgen.sheets.guaranteed import ceiling_at
from obcgen.workbook import Column, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from obcgen.payment.portions import Portion
    from obcgen.spec import Spec


LIMITS: Final = "Limits"


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit: its name, its amount in all, the formula of that, and which rows it covers."""

    name: str
    amount: Money
    formula: str
    covers: tuple[int, ...]


def limits(
    spec: Spec, inputs: Inputs, portions: Sequence[Portion], *, participants: bool = True
) -> Iterator[Limit]:
    """Yield each line's own ceiling, then the caps: participant, outcome, cohort, year, total.

    The cap per participant is left out unless all participants of a cohort and year are alike.
    """
    for key in dict.fromkeys(portion.line for portion in portions):
        most = spec.payment.rates[key].at_most
        if most is not None:
            name = f"Most for “{rate_name(spec, key)}”"
            covers = tuple(index for index, portion in enumerate(portions) if portion.line == key)
            yield _limit(inputs, name, most, f"payment.rates.{key}.at_most", covers)
    if participants:
        yield from _per_participant(spec, inputs, portions)
    for name, amount, where, covers in _named(spec, portions):
        yield _limit(inputs, name, amount, where, covers)


def ceiling(spec: Spec, inputs: Inputs, base: Money, base_formula: str, rows: int) -> Limit:
    """Return what the not-to-exceed amount leaves beside the base, as a limit on all rows."""
    left, formula = spec.funding.not_to_exceed - base, f"{ceiling_at(spec, inputs)}-{base_formula}"
    return Limit("Not-to-exceed amount, less the base", left, formula, tuple(range(rows)))


def apply(divisions: Divisions, limit: Limit, names: Sequence[str], after: list[tuple[Money, str]]) -> None:
    """Add the rows of one limit, and put what it leaves in place of the amounts that it covers."""
    if not limit.covers:
        return
    covers = limit.covers
    amounts = [after[index] for index in covers]
    whole = min(limit.amount, total(amount for amount, _ in amounts))
    weights = [
        Weight(names[index], Fraction(amount.cents), money(amount, place))
        for index, (amount, place) in zip(covers, amounts, strict=True)
    ]
    parts = divisions.add(limit.name, weights, whole, f"MIN({limit.formula},{{sum}})")
    for index, part in zip(covers, parts, strict=True):
        after[index] = part


def limits_sheet(divisions: Divisions) -> Sheet:
    """Return the sheet of all limits applied."""
    heads = (Column("Limit", 40), Column("Line", 34), Column("Before", 16), Column("Left by the limit", 16))
    return Sheet(LIMITS, "Limits in their order", (*heads, *COLUMNS), tuple(divisions.rows), NOTE)


def who(spec: Spec, portion: Portion) -> str:
    """Return whom a portion counts."""
    words = ["Participants"]
    if portion.group:
        words.append(f"in the group “{spec.population.groups[portion.group].name}”")
    if portion.cohort:
        words.append(f"of the cohort “{spec.cohorts[portion.cohort].name}”")
    elif not portion.group and portion.size != everyone(spec):
        words.append("in no cohort")
    return " ".join(words)


def _limit(inputs: Inputs, name: str, amount: Money, where: str, covers: tuple[int, ...]) -> Limit:
    return Limit(name, amount, inputs.put(name, money(amount), where), covers)


def _per_participant(spec: Spec, inputs: Inputs, portions: Sequence[Portion]) -> Iterator[Limit]:
    """Yield the cap per participant once for each cohort and year, all whose participants are alike."""
    cap = spec.payment.caps.participant if spec.payment.caps else None
    if cap is None:
        return
    where = "payment.caps.participant"
    each = inputs.put("Most for one participant", money(cap), where)
    for cohort, year in dict.fromkeys((p.cohort, p.year) for p in portions if p.size):
        covers = tuple(
            index for index, p in enumerate(portions) if p.size and (p.cohort, p.year) == (cohort, year)
        )
        largest = max((portions[index] for index in covers), key=lambda portion: portion.size)
        times = inputs.put(who(spec, largest), count(largest.size), "population")
        part = ", ".join(filter(None, (spec.cohorts[cohort].name if cohort else "", year)))
        name = f"Most for one participant, times participants ({part})"
        yield Limit(name, cap * largest.size, f"{each}*{times}", covers)


def _named(spec: Spec, portions: Sequence[Portion]) -> Iterator[tuple[str, Money, str, tuple[int, ...]]]:
    """Yield each cap on outcome, cohort, year and total: its name, amount, path and rows."""
    caps, path = spec.payment.caps, "payment.caps"
    if caps is None:
        return
    for key, amount in caps.outcome.items():
        covers = tuple(index for index, portion in enumerate(portions) if key in portion.outcomes)
        yield f"Most for the outcome “{outcome_name(spec, key)}”", amount, f"{path}.outcome.{key}", covers
    for key, amount in caps.cohort.items():
        covers = tuple(index for index, portion in enumerate(portions) if portion.cohort == key)
        yield f"Most for the cohort “{spec.cohorts[key].name}”", amount, f"{path}.cohort.{key}", covers
    for key, amount in caps.year.items():
        covers = tuple(index for index, portion in enumerate(portions) if portion.year == key)
        yield f"Most for the year {key}", amount, f"{path}.year.{key}", covers
    if caps.total is not None:
        yield "Most for all lines", caps.total, f"{path}.total", tuple(range(len(portions)))
