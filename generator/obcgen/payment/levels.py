"""The result that a line paid once for all was settled on, as people read it."""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from obcgen.money import Share
from obcgen.payment.maximum import first_level
from obcgen.payment.subjects import named_outcomes

if TYPE_CHECKING:
    from obcgen.payment.settle import Line
    from obcgen.spec import Spec


def result_text(spec: Spec, line: Line) -> str:
    """Return the result of a line that is not paid by participant: `reached`, `62.5%`, `3.5`."""
    rate, result = spec.payment.rates[line.id], line.result or Fraction(0)
    if rate.share_of is not None:
        return "reached" if result else "not reached"
    if isinstance(first_level(rate), Share):
        return str(Share(result))
    outcomes = named_outcomes(line.id, rate)
    by_group = [spec.outcomes[key].measure.counted_by == "group" for key in outcomes if key in spec.outcomes]
    if by_group and all(by_group):
        return number_text(result)
    return str(Share(result))


def number_text(number: Fraction) -> str:
    """Return a quantity as people read it; four decimals at most, half upward."""
    if number.denominator == 1:
        return f"{number.numerator:,}"
    parts = floor(number * 10**4 + Fraction(1, 2))
    return f"{parts // 10**4:,}.{parts % 10**4:04d}".rstrip("0")
