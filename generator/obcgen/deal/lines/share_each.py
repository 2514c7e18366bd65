"""A share of an amount that is measured for each participant, such as a gain in wages."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from obcgen.deal.lines.per_unit import PerUnit
from obcgen.figures import TIMES, exact_money

if TYPE_CHECKING:
    from collections.abc import Mapping

    from obcgen.deal.facts import Facts
    from obcgen.money import Share

DOLLAR = 100
"""Cents in one unit of the measure."""


@dataclass(frozen=True, kw_only=True, eq=False)
class ShareEach(PerUnit):
    """`per_participant: {share: 12.5%, above: 2000}`: each dollar is a unit, and parts of one count."""

    share: Share

    def each(self, year: str) -> Fraction:
        """Return what one dollar pays."""
        del year
        return DOLLAR * self.share.value * self.reduction

    @property
    def on_scale(self) -> tuple[Fraction, ...]:
        """Two amounts that show the share: some hundred dollars, and as many thousand."""
        start = super().on_scale[0] - Fraction(3, 2)
        return start + 1_200, start + 6_000

    @property
    def counted_as(self) -> str:
        """What is counted."""
        return f"Dollars above {self.above}"

    def price_term(self, price: Fraction, count: Fraction, level: Fraction, facts: Facts) -> str:
        """Return an amount times the share."""
        if price != DOLLAR * self.share.value:
            return super().price_term(price, count, level, facts)
        return f"{exact_money(count * DOLLAR)}{TIMES}{self.share.exact}"

    @property
    def amount_sentence(self) -> str:
        """What is paid of the amount of each participant."""
        result = f"the {self.paid_for.measured} of each Participant{self.paid_for.who}"
        return f"{self.share.exact} of the amount by which {result} is above {exact_money(self._above)}"

    @property
    def _above(self) -> Fraction:
        return Fraction(self.above) * DOLLAR

    @property
    def price_told(self) -> tuple[str, Mapping[str, str]]:
        """The share."""
        return "share_each", {"share": self.share.exact}

    @property
    def price(self) -> str:
        """The share."""
        return f"{self.share.exact} of each participant's amount"
