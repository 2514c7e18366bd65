"""A price for each participant by the step that the measured result reaches."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from obcgen.deal.counting import ONE, Counted
from obcgen.deal.earned import Item
from obcgen.deal.lines.line import Line
from obcgen.figures import to_the_cent
from obcgen.words import combined, listed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from obcgen.spec.rates import Tier


@dataclass(frozen=True, kw_only=True, eq=False)
class Tiered(Line):
    """`per_participant: {tiers: [{at_least: 40, pay: $250}, {at_least: 60, pay: $500}]}`."""

    tiers: tuple[Tier, ...]
    cumulative: bool

    @property
    def levels(self) -> tuple[Decimal, ...]:
        """The results at which steps begin."""
        return tuple(tier.at_least for tier in self.tiers)

    @property
    def begins_at(self) -> Fraction:
        """The first step."""
        return Fraction(self.tiers[0].at_least)

    @property
    def full_price(self) -> str:
        """All that its steps pay together, or the highest."""
        pays = [tier.pay.cents for tier in self.tiers]
        most = Fraction(sum(pays) if self.cumulative else pays[-1]) * self.reduction
        return f"{to_the_cent(most)} per participant{self.net}"

    @property
    def needs_values(self) -> bool:
        """It pays by the value measured."""
        return True

    def for_one(self, counted: Counted, year: str, size: int) -> tuple[Item, ...]:  # noqa: ARG002
        """Return the steps that a result reaches; at the full price all of them."""
        if counted.full:
            return self._steps(None, ONE)
        return () if counted.value is None else self._steps(counted.value, counted.weight)

    def _steps(self, value: Fraction | None, weight: Fraction) -> tuple[Item, ...]:
        """Return the steps that pay at a value; without a value all of them are reached."""
        reached = [tier for tier in self.tiers if value is None or value >= tier.at_least]
        return tuple(
            Item(f"Participants at {tier.at_least} or more", weight, tier.pay.cents * self.reduction)
            for tier in (reached if self.cumulative else reached[-1:])
        )

    @property
    def amount_sentence(self) -> str:
        """What is paid at each step."""
        steps = [f"{tier.pay} from {tier.at_least} upward" for tier in self.tiers]
        return (
            f"the amount set for each Participant{self.paid_for.who} "
            f"by the Participant's {self.paid_for.measured}, which is "
            f"{listed(steps)}{combined(len(steps), 'cumulative' if self.cumulative else 'highest')}"
        )

    @property
    def price_told(self) -> tuple[str, Mapping[str, str]]:
        """Every step: from where it pays, and what; the sums alone where they add up."""
        pays = [tier.pay for tier in self.tiers]
        if self.cumulative or len(pays) == 1:
            return "flat", {"price": " + ".join(map(str, pays))}
        steps = ", ".join(f"{tier.at_least}+: {tier.pay}" for tier in self.tiers)
        return "tiers", {"least": str(min(pays)), "most": str(max(pays)), "steps": steps}

    @property
    def price(self) -> str:
        """The prices of one participant."""
        pays = [tier.pay for tier in self.tiers]
        if self.cumulative:
            return f"{' + '.join(map(str, pays))} per participant"
        between = f"{min(pays)} to {max(pays)}" if len(pays) > 1 else f"{pays[0]}"
        return f"{between} per participant"
