"""What a line earns: quantities times prices, exact, before any limit."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from obcgen.deal.counting import NIL


@dataclass(frozen=True, slots=True)
class Item:
    """A quantity times a price: `each` is in cents, after factor and discount, negative where deducted."""

    what: str
    quantity: Fraction
    each: Fraction

    @property
    def amount(self) -> Fraction:
        """The exact amount in cents."""
        return self.quantity * self.each


@dataclass(frozen=True, slots=True)
class Earned:
    """What is earned, and on what result: for a participant the share reached, for a group its result.

    `why_not` says why the result of a group does not count.
    """

    items: tuple[Item, ...] = ()
    counted: bool = False
    level: Fraction = NIL
    why_not: str = ""

    @property
    def amount(self) -> Fraction:
        """The exact amount in cents."""
        return sum((item.amount for item in self.items), NIL)


NOTHING = Earned()
NO_RESULT = "no result that counts"
