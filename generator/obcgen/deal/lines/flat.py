"""A flat price for each participant who reaches the outcome."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from obcgen.deal.counting import Counted
from obcgen.deal.earned import Item
from obcgen.deal.lines.line import Line

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from obcgen.deal.curve import Corner
    from obcgen.deal.prices import Prices
    from obcgen.spec.scalars import Proposed


@dataclass(frozen=True, kw_only=True, eq=False)
class Priced(Line):
    """A line with one price, which may go by year or be left to bidders."""

    prices: Prices

    @property
    def proposed(self) -> Proposed | None:
        """The price that bidders propose: the flat one, or the first by year."""
        return self.prices.proposed

    def due_in(self, year: str) -> date | None:
        """Return when the payment for a year is due: its own date, or that of the line."""
        return self.prices.dates.get(year) or self.due

    @property
    def by_year(self) -> bool:
        """Whether the price goes by year."""
        return bool(self.prices.by_year)


@dataclass(frozen=True, kw_only=True, eq=False)
class Flat(Priced):
    """`per_participant: $500`."""

    def for_one(self, counted: Counted, year: str, size: int) -> tuple[Item, ...]:  # noqa: ARG002
        """Return the price for one who reached it."""
        cents = self.prices.cents(year) * self.reduction
        pays = counted.reached and cents
        return (Item("Participants who reached it", counted.reached, cents),) if pays else ()

    def over_attainment(self, in_full: Fraction) -> list[Corner]:
        """Return a straight line from nothing to everyone."""
        return [(Fraction(0), Fraction(0)), (Fraction(1), in_full)]

    @property
    def full_price(self) -> str:
        """Its price."""
        return self.price_text

    @property
    def amount_sentence(self) -> str:
        """What is paid for each participant."""
        who = f"each Participant{self.paid_for.who}"
        return f"{self.prices.full_text} for {who} who reaches {self.paid_for.reached}"

    @property
    def price_told(self) -> tuple[str, Mapping[str, str]]:
        """The price of one participant."""
        return "flat", {"price": self.prices.in_signs}

    @property
    def price(self) -> str:
        """The price of one participant."""
        return f"{self.prices.short_text} per participant"
