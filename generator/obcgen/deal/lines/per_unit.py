"""A price for each full unit of a result above where units begin: of a participant, or of the group."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from obcgen.deal.counting import ONE, Counted, threshold
from obcgen.deal.earned import Item
from obcgen.deal.lines.flat import Priced
from obcgen.figures import to_the_cent

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from obcgen.deal.counting import Counting


@dataclass(frozen=True, kw_only=True, eq=False)
class PerUnit(Priced):
    """`per_unit: $10`, `unit: day`, `above: 5`.

    `payer_limit` is the most that its payer pays, in cents, and
    `room` how many participants it can count.
    """

    unit_name: str
    above: Decimal
    fractions: bool
    payer_limit: Fraction
    room: int

    def each(self, year: str) -> Fraction:
        """Return what one unit pays in a year, in cents and after reductions."""
        return self.prices.cents(year) * self.reduction

    @property
    def needs_values(self) -> bool:
        """It pays by the value measured."""
        return True

    @property
    def is_straight(self) -> bool:
        """More units pay more in proportion."""
        return True

    @property
    def on_scale(self) -> tuple[Fraction, ...]:
        """Two results that show how units are counted: one full unit and half of another, and twelve."""
        start = Fraction(self.above)
        if self.gated_by_itself and self.paid_for.joined == "outcome":
            start = max(start, threshold(self.paid_for.only.measure, "") or start)
        return start + Fraction(3, 2), start + 12

    def turns(self) -> tuple[Fraction, ...]:
        """Return where units begin, the first, the last one paid in full, and the one that a limit ends."""
        each = self.each("")
        if not each:
            return ()
        most = self.own_limit
        if self.limit_each is not None and self.by_participant:
            most = min(most, self.limit_each)
        units = min(most, Fraction(self.not_to_exceed.cents)) / each
        counts = sorted({0, 1, max(1, floor(units)), max(1, ceil(units))})
        return tuple(Fraction(self.above) + count for count in counts)

    def for_one(self, counted: Counted, year: str, size: int) -> tuple[Item, ...]:
        """Return the full units of one participant; in full an equal part of the most that the line pays.

        After a default it is the part of one of all whom the line can count, however many there were.
        """
        if counted.full:
            each = self._full(self.room if counted.excused else size)
            return (Item("Participants at the full price", ONE, each),)
        return self._units(counted, year)

    def _full(self, count: int) -> Fraction:
        """Return the full price of one of so many participants, in cents."""
        return self.payer_limit / count if self.limit_each is None else self.limit_each

    def most_for_group(self) -> Fraction:
        """Return the ceiling of the line that pays."""
        return self.payer_limit

    @property
    def begins_at(self) -> Fraction:
        """The first full unit; where parts of one are paid, what lies just above where units begin."""
        return Fraction(self.above) + (0 if self.fractions else 1)

    @property
    def full_price(self) -> str:
        """The most that the line pays, in equal parts, or the cap for one participant."""
        if not self.by_participant:
            return f"{to_the_cent(self.payer_limit)} in all"
        each = f"{to_the_cent(self._full(self.room))} per participant"
        if self.limit_each is not None:
            return f"{each}, which is the most for one Participant"
        most = to_the_cent(self.payer_limit)
        return f"{each}, which is {most} divided by {self.room}, the most Participants it can count"

    def for_group(self, counted: Counted, counting: Counting) -> tuple[Item, ...]:
        """Return the full units of the group's result."""
        return self._units(counted, counting.terms.calendar.year_of(self.paid_for.cohort))

    def _units(self, counted: Counted, year: str) -> tuple[Item, ...]:
        if counted.value is None:
            return ()
        units = counted.value - Fraction(self.above)
        units = units if self.fractions else Fraction(floor(units))
        each = self.each(year)
        return (Item(self.counted_as, units * counted.weight, each),) if units > 0 and each else ()

    @property
    def counted_as(self) -> str:
        """What a quantity of the line is called."""
        return f"{'Units' if self.fractions else 'Full units'} ({self.unit_name}) above {self.above}"

    @property
    def counts_units(self) -> bool:
        """It pays for units."""
        return True

    @property
    def unit(self) -> str:
        """What is counted."""
        return self.unit_name

    @property
    def amount_sentence(self) -> str:
        """What is paid for each unit."""
        if self.by_participant:
            result = f"the {self.paid_for.measured} of each Participant{self.paid_for.who}"
        else:
            result = self.paid_for.together
        each = f"each {self.unit_name}, and in proportion for a part of one," if self.fractions else ""
        price = f"{self.prices.full_text} for {each or f'each full {self.unit_name}'}"
        verb = "are" if self.paid_for.joined == "score" else "is"
        return f"{price} by which {result} {verb} above {self.above}"

    @property
    def price_told(self) -> tuple[str, Mapping[str, str]]:
        """The price of one unit."""
        return "unit", {"price": self.prices.in_signs, "unit": self.unit_name}

    @property
    def price(self) -> str:
        """The price of one unit."""
        return f"{self.prices.short_text} per {self.unit_name}"
