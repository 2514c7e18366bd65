"""What each line can pay at most, in portions by cohort and year, so that every cap finds what it covers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from obcgen.money import Money, allocate, total
from obcgen.payment.counts import everyone, planned_in, year_of
from obcgen.payment.maximum import due_in, most_for_all, most_for_participants
from obcgen.payment.subjects import chosen_by, counts_participants, group_of, outcome_ids

if TYPE_CHECKING:
    from datetime import date

    from obcgen.spec import Spec


@dataclass(frozen=True, slots=True)
class Portion:
    """What one line can pay for one cohort in one year; `count` is 0 where it pays once for all."""

    line: str
    outcomes: tuple[str, ...]
    cohort: str
    group: str
    year: str
    count: int
    amount: Money
    due: date | None


def _cells(spec: Spec, key: str, group: str) -> list[tuple[str, str, int]]:
    """Return the cohorts and years that a line paid by participant counts, each with its participants."""
    rate = spec.payment.rates[key]
    if rate.by_year and not spec.cohorts:
        return [("", year, planned_in(spec, group, "")) for year in rate.by_year]
    if rate.cohort:
        return [(rate.cohort, year_of(spec, rate.cohort), planned_in(spec, group, rate.cohort))]
    if group or not spec.cohorts:
        return [("", year_of(spec), planned_in(spec, group, ""))]
    cells = [(cohort, year_of(spec, cohort), planned_in(spec, "", cohort)) for cohort in spec.cohorts]
    rest = everyone(spec) - sum(count for _, _, count in cells)
    return [*cells, ("", year_of(spec), rest)] if rest > 0 else cells


def _limited(portions: list[Portion], exact: list[Fraction], at_most: Money | None) -> tuple[Portion, ...]:
    """Round the line once, hold it to its own ceiling, and give each portion its part."""
    whole = Money(1).times(sum(exact, Fraction(0)))
    whole = min(whole, at_most) if at_most is not None else whole
    parts = allocate(whole, exact)
    return tuple(replace(portion, amount=part) for portion, part in zip(portions, parts, strict=True))


def _own_portions(spec: Spec, key: str) -> tuple[Portion, ...]:
    rate = spec.payment.rates[key]
    outcomes = outcome_ids(key, spec.payment.rates)
    group = group_of(spec, key, rate)
    by_participant = counts_participants(key, spec.payment.rates, spec.outcomes)
    cells = (
        _cells(spec, key, group)
        if by_participant
        else [(rate.cohort or "", year_of(spec, rate.cohort or ""), 0)]
    )
    portions = [
        Portion(key, outcomes, cohort, group, year, count, Money(0), due_in(rate, year))
        for cohort, year, count in cells
    ]
    exact = [
        most_for_participants(spec, rate, portion.year, portion.count)
        if by_participant
        else most_for_all(spec, rate)
        for portion in portions
    ]
    return _limited(portions, exact, rate.at_most)


def _best_portions(spec: Spec, key: str) -> tuple[Portion, ...]:
    """Return, for each cohort and year, the largest portion among the lines that this one chooses from."""
    rate = spec.payment.rates[key]
    best: dict[tuple[str, str, str], Portion] = {}
    for portion in (portion for line in rate.best_of or () for portion in line_portions(spec, line)):
        place = (portion.cohort, portion.group, portion.year)
        if place not in best or portion.amount > best[place].amount:
            best[place] = portion
    outcomes = outcome_ids(key, spec.payment.rates)
    portions = [
        replace(portion, line=key, outcomes=outcomes, due=rate.due or portion.due)
        for portion in best.values()
    ]
    factor = rate.factor.value if rate.factor else Fraction(1)
    return _limited(portions, [portion.amount.cents * factor for portion in portions], rate.at_most)


def line_portions(spec: Spec, key: str) -> tuple[Portion, ...]:
    """Return what one line can pay before any cap but its own ceiling."""
    chooses = spec.payment.rates[key].best_of is not None
    return _best_portions(spec, key) if chooses else _own_portions(spec, key)


def line_maximum(spec: Spec, key: str) -> Money:
    """Return the most a line can pay before the caps; one that another line chooses from pays nothing."""
    if key in chosen_by(spec.payment.rates):
        return Money(0)
    return total(portion.amount for portion in line_portions(spec, key))


def paid_portions(spec: Spec) -> tuple[Portion, ...]:
    """Return the portions of every line that pays by itself."""
    chosen = chosen_by(spec.payment.rates)
    keys = [key for key in spec.payment.rates if key not in chosen]
    return tuple(portion for key in keys for portion in line_portions(spec, key))
