"""What prices must meet, apart from any spec: whole numbers, exact shares, and the chances of results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from obcgen.account.scenarios.ranges import pays
from obcgen.deal.chance import Chances, sums
from obcgen.money import Money, Share


@dataclass(frozen=True, slots=True)
class Paid:
    """An outcome with a price of its own.

    `parts` is its price in parts: outcomes with 2 and 1 cost twice as much and as much. `counted` are the
    participants who count for it, and `met` those of them who reach it at the target.
    """

    baseline: Share
    target: Share
    parts: int
    counted: int
    met: int


@dataclass(frozen=True, slots=True)
class Served:
    """Participants who count for the same outcomes, and how many they are."""

    outcomes: tuple[str, ...]
    count: int


def chances_at_targets(outcomes: Mapping[str, Paid], kinds: tuple[Served, ...]) -> Chances:
    """Return how likely parts are; who reaches a harder outcome also reaches the easier ones."""
    return Chances.of([_weights(outcomes, kind) for kind in kinds])


def _weights(outcomes: Mapping[str, Paid], kind: Served) -> list[int]:
    """Return the weight of each number of parts that participants of one kind are paid."""
    prices = {key: Fraction(outcomes[key].parts) for key in kind.outcomes}
    one = pays({key: outcomes[key].target.value for key in kind.outcomes}, prices)
    return sums(kind.count, {int(pay): chance for pay, chance in one.items()})


@dataclass(frozen=True)
class Demand:
    """What a rate card must meet.

    The base pays its price for `base` participants; 0 where the deal has no base. `at_risk` is the least
    share of what is paid at the targets that depends on results, `overrun` the largest chance that results
    come to more than the `budget`, base included, and `cost` what the provider must be paid at the targets.
    Prices are whole multiples of `rounding`.
    """

    outcomes: Mapping[str, Paid]
    kinds: tuple[Served, ...]
    base: int
    budget: Money
    at_risk: Share
    overrun: Share
    rounding: Money
    cost: Money
    chances: Chances
    """How likely each number of parts is if each participant reaches an outcome by its target's chance."""

    @cached_property
    def at_target(self) -> int:
        """How many parts of a price are paid at the targets."""
        return sum(each.parts * each.met for each in self.outcomes.values())

    @cached_property
    def in_full(self) -> int:
        """How many parts of a price are paid if everybody reaches everything."""
        return sum(each.parts * each.counted for each in self.outcomes.values())
