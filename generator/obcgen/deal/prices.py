"""A price for each participant or unit: flat, by year, or proposed by bidders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from obcgen.spec.scalars import Proposed
from obcgen.words import listed

if TYPE_CHECKING:
    from datetime import date

    from obcgen.money import Money


def ceiling(price: Money | Proposed) -> Money:
    """Return the most that a price can be; one that bidders propose counts at its ceiling."""
    return price.at_most if isinstance(price, Proposed) else price


def in_short(price: Money | Proposed) -> str:
    """Return a price in a few signs: `$500`, `proposed, $300 to $500`."""
    if not isinstance(price, Proposed):
        return str(price)
    return (
        f"proposed, {price.at_least} to {price.at_most}"
        if price.at_least
        else f"proposed, up to {price.at_most}"
    )


def in_signs(price: Money | Proposed) -> str:
    """Return a price without words: `$500`, a range, `≤ $500`."""
    if not isinstance(price, Proposed):
        return str(price)
    return f"{price.at_least}\N{EN DASH}{price.at_most}" if price.at_least else f"≤ {price.at_most}"


def in_full(price: Money | Proposed) -> str:
    """Return a price as a sentence names it."""
    if not isinstance(price, Proposed):
        return str(price)
    floor = f"at least {price.at_least} and " if price.at_least else ""
    return f"the price that the Offeror proposes ({floor}at most {price.at_most})"


@dataclass(frozen=True, slots=True)
class Prices:
    """The price of a line: `flat`, or `by_year` where it changes; `dates` are those of single years.

    `elsewhere` says that the flat price is paid in years that are not listed. In the years `indexed` the
    price is the most that the index lets it be.
    """

    flat: Money | Proposed | None
    by_year: Mapping[str, Money | Proposed]
    dates: Mapping[str, date]
    elsewhere: bool
    indexed: frozenset[str] = frozenset()

    def in_year(self, year: str) -> Money | Proposed | None:
        """Return the price in a year."""
        return self.by_year.get(year, self.flat)

    def cents(self, year: str) -> Fraction:
        """Return the price in a year in cents, at its ceiling; nothing where there is none."""
        price = self.in_year(year)
        return Fraction(ceiling(price).cents if price is not None else 0)

    @property
    def proposed(self) -> Proposed | None:
        """The price that bidders propose: the flat one, or the first by year."""
        prices = [self.flat, *self.by_year.values()]
        return next((price for price in prices if isinstance(price, Proposed)), None)

    @property
    def full_text(self) -> str:
        """The price, year by year where it changes, as a sentence names it."""
        by_year = [f"{self._indexed(year, in_full(price))} in {year}" for year, price in self.by_year.items()]
        if not by_year:
            return in_full(self.flat) if self.flat is not None else ""
        if self.elsewhere and self.flat is not None:
            by_year.append(f"{in_full(self.flat)} in any other year")
        return listed(by_year)

    def _indexed(self, year: str, price: str) -> str:
        return f"the indexed price (at most {price})" if year in self.indexed else price

    @property
    def short_text(self) -> str:
        """The price in a few signs."""
        by_year = [
            f"{'indexed, up to ' if year in self.indexed else ''}{in_short(price)} ({year})"
            for year, price in self.by_year.items()
        ]
        return ", ".join(by_year) or (in_short(self.flat) if self.flat is not None else "")

    @property
    def in_signs(self) -> str:
        """The price without words; an indexed one is at most this."""
        by_year = [
            f"{'≤ ' if year in self.indexed else ''}{in_signs(price)} ({year})"
            for year, price in self.by_year.items()
        ]
        return ", ".join(by_year) or (in_signs(self.flat) if self.flat is not None else "")
