"""An amount for the result of all participants together, on a straight line between points."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from obcgen.deal.counting import NIL, ONE, Counted
from obcgen.deal.curve import beyond, crossed, extended
from obcgen.deal.earned import Item
from obcgen.deal.lines.line import Line
from obcgen.figures import OVER, TIMES, exact_money, level_text, number, quantity, to_the_cent
from obcgen.money import Share
from obcgen.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from obcgen.deal.counting import Counting
    from obcgen.deal.curve import Corner
    from obcgen.deal.facts import Facts
    from obcgen.spec.rates import Anchor


def _between(left: Anchor, right: Anchor, at: Fraction) -> Fraction:
    """Return the amount, never less than zero, where the line through two points meets a result."""
    slope = Fraction(right.pay.cents - left.pay.cents) / (number(right.at) - number(left.at))
    return max(NIL, left.pay.cents + slope * (at - number(left.at)))


@dataclass(frozen=True, kw_only=True, eq=False)
class Sloped(Line):
    """`group_result: {line: [{at: 20%, pay: $0}, {at: 60%, pay: $40,000}]}`."""

    points: tuple[Anchor, ...]
    below: Literal["nothing", "first", "extend"]
    above: Literal["last", "extend"]

    @property
    def in_shares(self) -> bool:
        """Whether the points are shares."""
        return bool(self.points) and isinstance(self.points[0].at, Share)

    @property
    def levels(self) -> tuple[Share | Decimal, ...]:
        """The results of the points."""
        return tuple(point.at for point in self.points)

    @property
    def is_straight(self) -> bool:
        """It is."""
        return True

    @property
    def begins_at(self) -> Fraction | None:
        """The first point from which it pays, where the group has one measured value."""
        if not self.paid_for.by_group or not any(point.pay for point in self.points):
            return None
        if self.points[0].pay:
            return self.on_scale[0] if self.below == "nothing" else NIL
        return next(
            at for at, (_, after) in zip(self.on_scale, pairwise(self.points), strict=False) if after.pay
        )

    @property
    def needs_values(self) -> bool:
        """It pays by the share who reached the outcome, or by the group's value."""
        return False

    def turns(self) -> tuple[Fraction, ...]:
        """Return the points, and where the line meets nothing or its ceiling."""
        if len(self.points) < 2:
            return ()
        pays = (point.pay.cents * self.reduction for point in self.points)
        bends, limit = list(zip(self.on_scale, pays, strict=True)), self.own_limit
        left = beyond(bends[1], bends[0], limit) if self.below == "extend" else ()
        right = beyond(bends[-2], bends[-1], limit) if self.above == "extend" else ()
        corners = crossed(crossed([*left, *bends, *right], NIL), limit)
        return tuple(sorted({place for place, _ in corners}))

    def over_attainment(self, in_full: Fraction) -> list[Corner]:  # noqa: ARG002
        """Return the points, and both ends."""
        if not all(isinstance(level, Share) for level in self.levels):
            return []
        points = [(number(x.at), x.pay.cents * self.reduction) for x in self.points]
        first, last = points[0], points[-1]
        below = {"nothing": NIL, "first": first[1]}.get(self.below)
        left = [(NIL, below), (first[0], below)] if below is not None else []
        left = left or [(NIL, extended(points[0], points[1], NIL))]
        right = last[1] if self.above == "last" else extended(points[-2], last, ONE)
        return [*left, *points, (ONE, right)]

    @property
    def is_unbounded(self) -> bool:
        """Whether it rises without end over measured values; a line over shares ends at 0 % and 100 %."""
        points = self.points
        if len(points) < 2 or self.in_shares:
            return False
        rises = self.above == "extend" and points[-1].pay > points[-2].pay
        falls = self.below == "extend" and points[0].pay > points[1].pay
        return rises or falls

    def amount_at(self, result: Fraction) -> Fraction:
        """Return the amount in cents that is paid for a result."""
        first, last = self.points[0], self.points[-1]
        if result < number(first.at):
            if self.below == "extend":
                return _between(first, self.points[1], result)
            return Fraction(first.pay.cents if self.below == "first" else 0)
        if result > number(last.at):
            above = self.above == "last"
            return Fraction(last.pay.cents) if above else _between(self.points[-2], last, result)
        for left, right in pairwise(self.points):
            if result <= number(right.at):
                return _between(left, right, result)
        return Fraction(first.pay.cents)

    def for_group(self, counted: Counted, counting: Counting) -> tuple[Item, ...]:  # noqa: ARG002
        """Return the amount at the result."""
        cents = self.amount_at(counted.value) if counted.value is not None else NIL
        return (Item("Amount on the line at the result", ONE, cents * self.reduction),) if cents else ()

    @property
    def _most(self) -> Fraction:
        amounts = [Fraction(point.pay.cents) for point in self.points]
        if len(self.points) > 1 and self.in_shares:
            amounts += [self.amount_at(NIL), self.amount_at(ONE)]
        return max(amounts)

    def most_for_group(self) -> Fraction:
        """Return the most that any result pays; a line without end has only its own ceiling."""
        return self.own_limit if self.is_unbounded else self._most * self.reduction

    def price_term(self, price: Fraction, count: Fraction, level: Fraction, facts: Facts) -> str:
        """Return the amount of a point, or how the two points beside the result set it."""
        del count, facts
        slope = next(self._slopes(level), None)
        if slope is None:
            return exact_money(price)
        left, right = slope
        start = level_text(left.at)
        run = f"({self._written(level)} - {start}) {OVER} ({level_text(right.at)} - {start})"
        text = f"{left.pay} + ({right.pay} - {left.pay}){TIMES}{run}"
        return f"({text})" if self.reduced else text

    def _slopes(self, level: Fraction) -> Iterator[tuple[Anchor, Anchor]]:
        """Yield the points between which, or in line with which, a result lies; none at a point."""
        points = self.points
        if any(level == number(point.at) for point in points):
            return
        if level < number(points[0].at) and self.below == "extend":
            yield points[0], points[1]
        yield from (x for x in pairwise(points) if number(x[0].at) < level < number(x[1].at))
        if level > number(points[-1].at) and self.above == "extend":
            yield points[-2], points[-1]

    def _written(self, level: Fraction) -> str:
        """Return a result as the points write theirs."""
        return Share(level).exact if self.in_shares else quantity(level)

    @property
    def amount_sentence(self) -> str:
        """What is paid at each point, between them and beyond."""
        points = listed([f"{point.pay} at {level_text(point.at)}" for point in self.points])
        return (
            f"the amount set by {self.paid_for.together}, which is {points}, "
            f"in a straight line from each of these points to the next, {self._ends}"
        )

    @property
    def _ends(self) -> str:
        """What is paid below the first and above the last point."""
        first, last = self.points[0], self.points[-1]
        low, high = level_text(first.at), level_text(last.at)
        extended = "the same line extended, but never less than zero,"
        below = {"nothing": "nothing", "first": str(first.pay), "extend": extended}[self.below]
        above = {"last": str(last.pay), "extend": extended}[self.above]
        return f"{below} below {low}, and {above} above {high}"

    @property
    def price_told(self) -> tuple[str, Mapping[str, str]]:
        """The most that it pays."""
        return "up_to", {"price": str(to_the_cent(self._most))}

    @property
    def price(self) -> str:
        """The most that it pays."""
        return f"up to {to_the_cent(self._most)}"
