"""What prices must meet, apart from any spec: whole numbers, exact shares, and the chances of results."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, reduce
from itertools import accumulate

from obcgen.account.scenarios.ranges import pays
from obcgen.deal.chance import convolved, sums
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


@dataclass(frozen=True)
class Chances:
    """How likely it is that more than so many parts are paid, of participants of several kinds together.

    `weights` are the chances of the parts of all kinds but the last, `above` those of more parts of the last
    kind than `n`; they are whole numbers, of which `whole` is certain. Two kinds are never multiplied out:
    few of their sums are asked for.
    """

    weights: tuple[int, ...]
    above: tuple[int, ...]
    whole: int

    @classmethod
    def at_targets(cls, outcomes: Mapping[str, Paid], kinds: tuple[Served, ...]) -> Chances:
        """Return the exact distribution; who reaches a harder outcome also reaches the easier ones."""
        *others, last = (_weights(outcomes, kind) for kind in kinds)
        weights = reduce(convolved, others, [1])
        upward = tuple(accumulate(last))
        above = tuple(upward[-1] - so_far for so_far in upward)
        return cls(tuple(weights), above, sum(weights) * upward[-1])

    @property
    def most(self) -> int:
        """The most parts that can be paid."""
        return len(self.weights) + len(self.above) - 2

    def beyond(self, parts: int) -> Fraction:
        """Return the chance that more parts than these are paid."""
        return Fraction(self._beyond(parts), self.whole)

    def _beyond(self, parts: int) -> int:
        """Return the weight of it, summed over the parts of the other kinds."""
        if parts < 0:
            return self.whole
        certain = self.whole // sum(self.weights)
        first = max(0, parts - len(self.above) + 1)
        near = enumerate(self.weights[first : parts + 1], first)
        some = sum(weight * self.above[parts - at] for at, weight in near)
        return some + certain * sum(self.weights[max(0, parts + 1) :])

    def least_safe(self, chance: Fraction) -> int:
        """Return the least number of parts beyond which no more lies than this chance."""
        most = chance * self.whole
        return bisect_left(range(self.most), True, key=lambda parts: self._beyond(parts) <= most)


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
