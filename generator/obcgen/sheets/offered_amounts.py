"""What lines earn under an offer: amounts in cents as formulas over the prices that the offeror names.

Results are given, so that what a line earns is an amount that no price changes, plus a price times a number.
Both are found by asking the line what it earns at a price of nothing and at a price of one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import prod
from typing import TYPE_CHECKING, Final

from obcgen.deal.lines.best_of import BestOf
from obcgen.deal.lines.flat import Priced
from obcgen.deal.lines.line import ABOVE_FOR_ONE
from obcgen.deal.lines.share_of import ShareOf
from obcgen.money import ZERO, Money, Share

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from obcgen.deal.counting import Counting
    from obcgen.deal.earned import Earned
    from obcgen.deal.facts import Alike
    from obcgen.deal.lines.line import Line
    from obcgen.sheets.offer import Asked, Offer

_CENT: Final = Money(1)


@dataclass(frozen=True, slots=True)
class Amount:
    """An exact amount in cents before an offer is entered, and its formula; not `counted` is not paid for."""

    value: Fraction
    formula: str
    counted: bool = True


NOTHING: Final = Amount(Fraction(0), "0", counted=False)


def number(exact: Fraction) -> str:
    """Return an exact number as a formula writes it."""
    whole = str(abs(exact.numerator))
    text = whole if exact.denominator == 1 else f"{whole}/{exact.denominator}"
    return f"(0-{text})" if exact < 0 else text


@dataclass(frozen=True, slots=True)
class OfferedAmounts:
    """What lines earn over given facts, for one participant or once for all."""

    counting: Counting
    offer: Offer

    def for_one(self, line: Line, person: Alike, size: int) -> Amount:
        """Return what one participant earns; `size` is the number of those whom the line may count."""
        if not line.counts(self.counting, person):
            return NOTHING
        if isinstance(line, BestOf):
            found = _best(line, [self.for_one(each, person, size) for each in line.lines])
        else:
            year = self.counting.year(person)
            found = self._straight(line, year, lambda each: each.earned_by(self.counting, person, size))
        return _at_most(found, line.at_most_each)

    def once(self, line: Line) -> Amount:
        """Return what a line earns that pays once for all."""
        if isinstance(line, BestOf):
            return _best(line, [self.once(each) for each in line.lines])
        year = self.counting.terms.calendar.year_of(line.paid_for.cohort)
        plain = replace(line, chooser=("", ""))
        found = self._straight(plain, year, lambda each: each.earned_by_all(self.counting))
        return _at_most(found, line.at_most) if line.chosen else found

    def _straight(self, line: Line, year: str, earned: Callable[[Line], Earned]) -> Amount:
        """Return what a line earns: an amount that no offer changes, and a part in proportion to one."""
        if not earned(line).counted:
            return NOTHING
        factors, free, unit = self._asked(line, year)
        fixed = _before_its_most(earned(free))
        each = _before_its_most(earned(unit)) - fixed if factors else Fraction(0)
        product = "*".join([number(each), *(factor.formula for factor in factors)])
        parts = ([number(fixed)] if fixed else []) + ([product] if each else [])
        value = fixed + each * prod(factor.value for factor in factors)
        return Amount(value, "+".join(parts) or "0")

    def _asked(self, line: Line, year: str) -> tuple[Sequence[Asked], Line, Line]:
        """Return what offerors name of a line's price, and the line at a price of nothing and of one."""
        prices, left, base = self.offer.prices, self.offer.left, self.offer.base
        if isinstance(line, Priced) and line.prices.in_year(year) is not None:
            key = (line.id, year if year in line.prices.by_year else "")
            if key in prices:
                return (prices[key],), _priced(line, key[1], ZERO), _priced(line, key[1], _CENT)
        factors = [left] if left is not None else []
        free = replace(line, discount=Share(Fraction(1))) if factors else line
        unit = replace(line, discount=Share(Fraction(0))) if factors else line
        if base is not None and isinstance(free, ShareOf) and isinstance(unit, ShareOf) and _of_base(unit):
            free, unit = replace(free, reimbursed=ZERO), replace(unit, reimbursed=_CENT)
            factors = [*factors, base]
        return factors, free, unit


def _before_its_most(earned: Earned) -> Fraction:
    """Return what is earned before the most that the line pays for one participant."""
    return sum((item.amount for item in earned.items if item.what != ABOVE_FOR_ONE), Fraction(0))


def _of_base(line: ShareOf) -> bool:
    """Tell whether what a line pays, or pays at most, is a share of the budget that the base reimburses."""
    return line.of != "savings" and line.own_budget is None and line.reimbursed is not None


def _priced(line: Priced, year: str, price: Money) -> Line:
    """Return a line at another price, in one year or where no year is listed."""
    prices = line.prices
    if year:
        return replace(line, prices=replace(prices, by_year={**prices.by_year, year: price}))
    return replace(line, prices=replace(prices, flat=price))


def _best(line: BestOf, amounts: Sequence[Amount]) -> Amount:
    """Return the largest of what is counted, times the line's factor."""
    counted = [amount for amount in amounts if amount.counted]
    if not counted:
        return NOTHING
    factor = line.factor.value if line.factor is not None else Fraction(1)
    largest = f"MAX({','.join(amount.formula for amount in counted)})"
    value = max(amount.value for amount in counted) * factor
    return Amount(value, largest if factor == 1 else f"{number(factor)}*{largest}")


def _at_most(amount: Amount, most: Money | None) -> Amount:
    if most is None or not amount.counted:
        return amount
    return Amount(min(amount.value, Fraction(most.cents)), f"MIN({most.cents},{amount.formula})")
