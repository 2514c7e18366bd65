"""What a line pays at each attainment of its outcome, where nothing else decides: before the caps, exact.

Only lines that pay for one outcome counted by participant have such a curve: a flat price, steps, or a line
between points. What tiers, units, scores and savings come to depends on more than one share.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import floor
from typing import TYPE_CHECKING

from obcgen.money import Money, Share
from obcgen.payment.maximum import ceiling, number, price_in, reduction
from obcgen.payment.names import rate_name
from obcgen.payment.portions import line_maximum, line_portions
from obcgen.payment.subjects import chosen_by, named_outcomes, shape, subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.spec import Spec
    from obcgen.spec.rates import GroupResult, Rate

Corner = tuple[Fraction, Fraction]
"""An attainment from 0 to 1, and the cents paid there."""


@dataclass(frozen=True, slots=True)
class AttainmentRow:
    """A line, what it pays at the attainment expected without the program and at the target, and at most.

    `corners` are the shares and amounts between which the payment runs straight; two with one share are a
    step, and the later one is what is paid there. `participants` are those the line counts at most.
    """

    line: str
    name: str
    participants: int
    expected: Share | None
    pays_expected: Money | None
    target: Share | None
    pays_target: Money | None
    most: Money
    corners: tuple[tuple[Share, Money], ...]


def attainment_rows(spec: Spec) -> tuple[AttainmentRow, ...]:
    """Return a row for each line whose payment follows from one attainment, in the order of the rate card."""
    chosen = chosen_by(spec.payment.rates)
    return tuple(
        _row(spec, key, rate)
        for key, rate in spec.payment.rates.items()
        if key not in chosen and _is_curve(spec, key)
    )


def _is_curve(spec: Spec, key: str) -> bool:
    rate = spec.payment.rates[key]
    if subject(rate) != "outcome" or rate.deduction is not None or not line_maximum(spec, key):
        return False
    (outcome,) = named_outcomes(key, rate)
    if spec.outcomes[outcome].measure.counted_by != "participant":
        return False
    result = rate.group_result
    if result is None:
        return shape(rate) == "price"
    levels = [step.at_least for step in result.steps or ()] + [point.at for point in result.line or ()]
    return all(isinstance(level, Share) for level in levels)


def _row(spec: Spec, key: str, rate: Rate) -> AttainmentRow:
    outcome = spec.outcomes[named_outcomes(key, rate)[0]]
    most = line_maximum(spec, key)
    participants = sum(portion.count for portion in line_portions(spec, key))
    corners = tuple(_limited(tuple(_corners(spec, key, rate)), rate.at_most))

    def pays(share: Share | None) -> Money | None:
        return None if share is None else _paid(corners, _whole(share.value, participants))

    return AttainmentRow(
        line=key,
        name=rate_name(spec, key),
        participants=participants,
        expected=outcome.expected_without,
        pays_expected=pays(outcome.expected_without),
        target=outcome.target,
        pays_target=pays(outcome.target),
        most=most,
        corners=tuple((Share(share), _rounded(cents)) for share, cents in corners),
    )


def _whole(share: Fraction, participants: int) -> Fraction:
    """Return the share that whole participants make up: nobody half reaches an outcome."""
    return Fraction(floor(share * participants + Fraction(1, 2)), participants) if participants else share


def _paid(corners: tuple[Corner, ...], share: Fraction) -> Money:
    last = corners[-1][1]
    for (before, low), (after, high) in pairwise(corners):
        if before <= share < after:
            last = low + (high - low) * (share - before) / (after - before)
    return _rounded(last)


def _rounded(cents: Fraction) -> Money:
    return Money(1).times(cents)


# --- corners -------------------------------------------------------------------------------------


def _corners(spec: Spec, key: str, rate: Rate) -> Iterator[Corner]:
    """Yield where the payment bends, from no attainment to all, the line's own ceiling apart."""
    result, part = rate.group_result, reduction(spec, rate)
    if result is None:
        bends = [(Fraction(0), Fraction(0)), (Fraction(1), _for_everyone(spec, key, rate))]
    else:
        bends = list(_steps(result) if result.steps else _line(result))
    return ((share, cents * part) for share, cents in bends)


def _for_everyone(spec: Spec, key: str, rate: Rate) -> Fraction:
    """Return what a flat price comes to where every participant reaches the outcome."""
    prices = ((price_in(rate, portion.year), portion.count) for portion in line_portions(spec, key))
    return Fraction(sum(ceiling(price).cents * count for price, count in prices if price is not None))


def _steps(result: GroupResult) -> Iterator[Corner]:
    paid = Fraction(0)
    yield Fraction(0), paid
    for step in result.steps or ():
        yield number(step.at_least), paid
        paid = Fraction(step.pay.cents)
        yield number(step.at_least), paid
    yield Fraction(1), paid


def _line(result: GroupResult) -> Iterator[Corner]:
    points = [(number(point.at), Fraction(point.pay.cents)) for point in result.line or ()]
    first, last = points[0], points[-1]
    if result.below == "extend":
        yield Fraction(0), _extended(points[0], points[1], Fraction(0))
    else:
        start = first[1] if result.below == "first" else Fraction(0)
        yield Fraction(0), start
        yield first[0], start
    yield from points
    yield Fraction(1), _extended(points[-2], last, Fraction(1)) if result.above == "extend" else last[1]


def _extended(left: Corner, right: Corner, share: Fraction) -> Fraction:
    """Return the amount where the line through two points meets a share, never less than nothing."""
    slope = (right[1] - left[1]) / (right[0] - left[0])
    return max(Fraction(0), left[1] + slope * (share - left[0]))


def _limited(corners: tuple[Corner, ...], at_most: Money | None) -> Iterator[Corner]:
    """Yield the corners with a bend where the payment meets the line's own ceiling."""
    limit = Fraction(at_most.cents) if at_most else None
    before: Corner | None = None
    for share, cents in corners:
        if limit is not None and before and (before[1] - limit) * (cents - limit) < 0 and share > before[0]:
            yield before[0] + (share - before[0]) * (limit - before[1]) / (cents - before[1]), limit
        yield share, cents if limit is None else min(cents, limit)
        before = share, cents
