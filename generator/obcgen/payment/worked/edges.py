"""Where a line turns: results just below and at a threshold, counts just short of and at a share."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from obcgen.money import Share
from obcgen.payment.attained import reaches, threshold
from obcgen.payment.facts import Mark
from obcgen.payment.maximum import first_level, number
from obcgen.spec.rates import Tiers

if TYPE_CHECKING:
    from obcgen.spec import Measure, Spec
    from obcgen.spec.rates import Rate

REACHED, MISSED = Mark("reached"), Mark("not_reached")
ONE_UNIT, SOME_UNITS = Fraction(3, 2), Fraction(12)
"""Above where a price per unit begins: one full unit and half of another, and twelve."""


def step(value: Fraction) -> Fraction:
    """Return the smallest difference on the scale of a value: 1, or a tenth where it has a decimal."""
    places = next((n for n in range(6) if (value * 10**n).denominator == 1), 6)
    return Fraction(1, 10**places)


def below(value: Fraction) -> Fraction | None:
    """Return the result just below one; none where that would be below nothing on a scale that is not."""
    lower = value - step(value)
    return lower if lower >= 0 or value < 0 else None


def marked(measure: Measure, value: Fraction, grade: str = "") -> Mark:
    """Return the result with a value; without a threshold it counts as reached."""
    reached = reaches(measure, value, grade)
    return Mark("not_reached" if reached is False else "reached", value)


def grade_of(measure: Measure) -> str:
    """Return the grade of which an example speaks, where a threshold goes by grade."""
    limit = measure.at_least if measure.at_least is not None else measure.at_most
    return next(iter(limit), "") if isinstance(limit, dict) else ""


def missed(measure: Measure, grade: str) -> Fraction | None:
    """Return the result that just misses the threshold; none where there is no such result."""
    least = threshold(measure, grade)
    if least is None:
        return None
    return below(least) if measure.at_least is not None else least + step(least)


def rungs(rate: Rate) -> tuple[Fraction, ...]:
    """Return the results at which a line of its own turns, lowest first; none for a flat price.

    They are on the scale of the measure; a share of a group's result counts in percent.
    """
    if isinstance(rate.per_participant, Tiers):
        return tuple(Fraction(tier.at_least) for tier in rate.per_participant.tiers)
    if rate.per_unit is not None:
        start = Fraction(rate.above)
        return start + ONE_UNIT, start + SOME_UNITS
    part = 100 if isinstance(first_level(rate), Share) else 1
    return tuple(level * part for level in ladder(rate))


def ladder(rate: Rate) -> tuple[Fraction, ...]:
    """Return the results of steps or of a line, as the spec writes them: 50 % is a half."""
    result = rate.group_result
    if result is None:
        return ()
    levels = [rung.at_least for rung in result.steps or ()] + [point.at for point in result.line or ()]
    return tuple(number(level) for level in levels)


def out_of(size: int, share: Fraction) -> tuple[int, int]:
    """Return how many of how many come to a share: exactly where the size allows it, else just above."""
    whole = size - size % share.denominator or size
    return ceil(share * whole), whole


def best(spec: Spec, outcome: str, rates: list[Rate], grade: str) -> Mark:
    """Return the best result for an outcome that any of the lines speaks of."""
    measure = spec.outcomes[outcome].measure
    least = threshold(measure, grade)
    values = [rung for rate in rates for rung in rungs(rate)] + ([least] if least is not None else [])
    if not values:
        return REACHED
    return marked(measure, max(values) if measure.at_most is None else least or max(values), grade)
