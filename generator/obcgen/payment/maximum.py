"""Prices, ladders and shares in exact cents: what they come to at a result, and at most."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from obcgen.money import Money, Share
from obcgen.payment.subjects import chosen_by, flat_price
from obcgen.spec import Proposed, Spec
from obcgen.spec.rates import GroupResult, Rate, ShareOf, YearPrice

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from obcgen.spec.rates import Anchor


def ceiling(price: Money | Proposed) -> Money:
    """Return the most that a price can be; one that bidders propose counts at its ceiling."""
    return price.at_most if isinstance(price, Proposed) else price


def price_in(rate: Rate, year: str) -> Money | Proposed | None:
    """Return the line's flat price in a year."""
    listed = rate.by_year.get(year, flat_price(rate))
    return listed.pay if isinstance(listed, YearPrice) else listed


def due_in(rate: Rate, year: str) -> date | None:
    """Return when the line's payment for a year is due."""
    listed = rate.by_year.get(year)
    return (listed.due if isinstance(listed, YearPrice) else None) or rate.due


def fixed_budget(spec: Spec, share_of: ShareOf) -> Money | None:
    """Return the fixed budget of which a line pays a share."""
    base = spec.payment.base
    reimbursed = base.reimbursed.budget if base and base.reimbursed else None
    return share_of.of or reimbursed


def number(level: Share | Decimal) -> Fraction:
    """Return a result as a number: 50 % is a half."""
    return level.value if isinstance(level, Share) else Fraction(level)


def first_level(rate: Rate) -> Share | Decimal | None:
    """Return the first result of steps or a line, which says whether they are shares or numbers."""
    result = rate.group_result
    levels = [step.at_least for step in (result.steps or ())] if result is not None else []
    levels += [point.at for point in (result.line or ())] if result is not None else []
    return levels[0] if levels else None


def is_unbounded(result: GroupResult) -> bool:
    """Tell whether a line over measured values rises without end; one over shares ends at 0 % and 100 %."""
    points = result.line or ()
    if len(points) < 2 or isinstance(points[0].at, Share):
        return False
    rises = result.above == "extend" and points[-1].pay > points[-2].pay
    falls = result.below == "extend" and points[0].pay > points[1].pay
    return rises or falls


def _between(left: Anchor, right: Anchor, at: Fraction) -> Fraction:
    """Return the amount, never less than nothing, where the line through two points meets a result."""
    slope = Fraction(right.pay.cents - left.pay.cents) / (number(right.at) - number(left.at))
    return max(Fraction(0), left.pay.cents + slope * (at - number(left.at)))


def on_line(result: GroupResult, at: Fraction) -> Fraction:
    """Return the amount in cents that a line between points pays for a result."""
    points = result.line or ()
    first, last = points[0], points[-1]
    if at < number(first.at):
        if result.below == "extend":
            return _between(first, points[1], at)
        return Fraction(first.pay.cents if result.below == "first" else 0)
    if at > number(last.at):
        return Fraction(last.pay.cents) if result.above == "last" else _between(points[-2], last, at)
    for left, right in pairwise(points):
        if at <= number(right.at):
            return _between(left, right, at)
    return Fraction(first.pay.cents)


def most_of_group(result: GroupResult) -> Fraction:
    """Return the most that steps or a line can pay."""
    points = result.line or ()
    found = [Fraction(step.pay.cents) for step in (result.steps or points)]
    if len(points) > 1 and isinstance(points[0].at, Share):
        found += [on_line(result, Fraction(0)), on_line(result, Fraction(1))]
    return max(found)


def _most_of_share(spec: Spec, share_of: ShareOf) -> Fraction | None:
    """Return the most that a share can come to; None where only the line's own ceiling limits it."""
    share = share_of.budget or share_of.actual_cost
    budget = fixed_budget(spec, share_of)
    return budget.cents * share.value if share is not None and budget is not None else None


def _own_limit(spec: Spec, rate: Rate) -> Fraction:
    """Return the line's ceiling; without one only the not-to-exceed amount limits it."""
    limit = rate.at_most if rate.at_most is not None else spec.funding.not_to_exceed
    return Fraction(limit.cents)


def reduction(spec: Spec, rate: Rate) -> Fraction:
    """Return what the line's factor and the bidder's discount leave of its price."""
    return (rate.factor.value if rate.factor else Fraction(1)) * (1 - spec.payment.discount.value)


def most_for_participant(spec: Spec, key: str, size: int) -> Fraction:
    """Return the most that a line paid by unit can pay for one of so many participants."""
    cap = spec.payment.caps.participant if spec.payment.caps else None
    rates = spec.payment.rates
    payer = key if rates[key].at_most is not None else chosen_by(rates).get(key, key)
    return Fraction(cap.cents) if cap else _own_limit(spec, rates[payer]) / size


def most_for_all(spec: Spec, rate: Rate) -> Fraction:
    """Return the most that a line can pay once for all participants, its own ceiling and the caps apart."""
    most = None
    if rate.group_result is not None and not is_unbounded(rate.group_result):
        most = most_of_group(rate.group_result)
    elif rate.share_of is not None:
        most = _most_of_share(spec, rate.share_of)
    return _own_limit(spec, rate) if most is None else most * reduction(spec, rate)
