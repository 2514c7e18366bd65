"""Where a line turns: results just below and at a threshold, counts just short of and at a share."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from obcgen.deal.counting import reaches, threshold
from obcgen.deal.facts import Mark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from obcgen.deal.lines.line import Line
    from obcgen.spec import Measure

Marks = dict[str, Mark]
REACHED, MISSED = Mark("reached"), Mark("not_reached")


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


def out_of(size: int, share: Fraction) -> tuple[int, int]:
    """Return how many of how many come to a share: exactly where the size allows it, else just above."""
    whole = size - size % share.denominator or size
    return ceil(share * whole), whole


def best(measure: Measure, lines: Iterable[Line], grade: str) -> Mark:
    """Return the best result of an outcome that any of the lines speaks of."""
    least = threshold(measure, grade)
    values = [level for line in lines for level in line.on_scale] + ([least] if least is not None else [])
    if not values:
        return REACHED
    return marked(measure, max(values) if measure.at_most is None else least or max(values), grade)
