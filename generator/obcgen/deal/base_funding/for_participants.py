"""Base funding for each participant: one price, or a price by the service received."""

from __future__ import annotations

from abc import ABC
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from obcgen.deal.base_funding.base_funding import PAID, BaseFunding
from obcgen.deal.prices import ceiling, in_full
from obcgen.money import ZERO, Money, total
from obcgen.words import combined, listed

if TYPE_CHECKING:
    from obcgen.deal.facts import Alike, Facts
    from obcgen.problems import Path
    from obcgen.spec import Proposed
    from obcgen.spec.payment import DosageTier

Counted = Literal["planned", "roster", "served"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Counting(BaseFunding, ABC):
    """Base funding for each participant; `planned` counts those planned, or the most on the roster."""

    counted: Counted
    planned: int
    population: int

    def count(self, facts: Facts) -> int:
        """Return how many participants are counted."""
        return {"planned": self.population, "roster": facts.roster, "served": facts.served}[self.counted]

    @property
    def each_counted(self) -> str:
        """Those counted, one by one."""
        who = {"planned": "planned", "roster": "on the Roster", "served": "served"}[self.counted]
        return f"for each Participant {who}"

    @property
    def multiplied(self) -> tuple[int, str]:
        """The participants."""
        return self.planned, "Participants"

    def counted_in(self, *, settled: bool) -> tuple[Path, bool] | None:
        """Return where the number of participants is stated."""
        if self.counted == "planned":
            return ("population", "planned"), False
        return ((self.counted,), True) if settled else ((), False)


@dataclass(frozen=True, kw_only=True, eq=False)
class PerParticipant(Counting):
    """A price for each participant."""

    each: Money | Proposed

    @property
    def price(self) -> Money | Proposed:
        """The price for one participant."""
        return self.each

    @property
    def most(self) -> Money:
        """The price for all of them."""
        return ceiling(self.each) * self.planned

    def amount(self, facts: Facts) -> Money:
        """Return the price for all who are counted."""
        return ceiling(self.each) * self.count(facts)

    @property
    def sentence(self) -> str:
        """The price, whom it counts, and what it comes to."""
        known = "" if self.counted == "planned" else "at most "
        price = f"{in_full(self.each)} {self.each_counted}"
        return f"{PAID} pay {price}, which is {known}{self.most} for {self.planned:,} Participants."

    @property
    def formula(self) -> str:
        """Price times participants."""
        return f"price x participants {self.counted}"

    def arithmetic(self, facts: Facts) -> str:
        """Return participants times price."""
        counted = {"planned": "planned", "roster": "on the roster", "served": "served"}[self.counted]
        count, price = self.product(facts)
        due = self.amount(facts).exact
        return f"The base is {count:,} participants {counted} times {price.exact}, which is {due}."

    def product(self, facts: Facts) -> tuple[int, Money]:
        """Return participants and price."""
        return self.count(facts), ceiling(self.each)


@dataclass(frozen=True, kw_only=True, eq=False)
class ByDosage(Counting):
    """A price for each participant by the step that the service received reaches."""

    tiers: tuple[DosageTier, ...]
    combine: Literal["highest", "cumulative"]
    by_delivery: ClassVar[bool] = True

    @property
    def most(self) -> Money:
        """The best step for all of them."""
        pays = [tier.pay for tier in self.tiers]
        return (total(pays) if self.combine == "cumulative" else max(pays)) * self.planned

    def amount(self, facts: Facts) -> Money:
        """Return the steps that participants reached."""
        people = [each for each in facts.people if self.counted != "served" or each.served]
        return min(self.most, total(self._for_one(person) * person.count for person in people))

    def _for_one(self, person: Alike) -> Money:
        if person.dosage is None:
            return ZERO
        reached = [tier.pay for tier in self.tiers if person.dosage >= tier.at_least.amount]
        return total(reached if self.combine == "cumulative" else reached[-1:])

    @property
    def sentence(self) -> str:
        """The steps, whom they count, and what they come to at most."""
        steps = [f"{tier.pay} from {tier.at_least} upward" for tier in self.tiers]
        words = f"the amount set by the dosage received, {listed(steps)}{combined(len(steps), self.combine)}"
        most = f"which is at most {self.most} for {self.planned:,} Participants"
        return f"{PAID} pay for each Participant {words}, {most}."

    @property
    def formula(self) -> str:
        """The step of each participant."""
        return f"the step of each participant's dosage x participants {self.counted}"

    def arithmetic(self, facts: Facts) -> str:
        """Return the sum."""
        due = self.amount(facts).exact
        return f"The base is the amount set by the dosage of each participant, {due} in all."
