"""Every rate card that a demand allows, the best of them, and what stands in the way where there is none.

A card has one price for the base and one scale: outcome by outcome its price is `parts` times the scale.
With the scale fixed, each constraint is a bound of the price of the base, from above or from below:

- paid at the targets and, all but the acceptable chance, by chance within the budget: at most;
- the share at risk: at most;
- the cost of the provider covered at the targets: at least.

So every scale is tried, and of those with a price of the base between the bounds the one is kept that pays
most at the targets. All amounts are counted in steps of the rounding, so that nothing is rounded on the way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from obcgen.money import Money, Share

if TYPE_CHECKING:
    from obcgen.designer.demand import Demand

STEPS = (100, 50, 25, 20, 10, 5, 1)
"""Roundings in dollars that are tried in place of one that is too coarse."""
_ANY = 10**15
"""More steps than any price has."""
MOST_SCALES = 50_000
"""So many prices of one part are tried; in steps of a dollar it is dearer than any result is."""


@dataclass(frozen=True, slots=True)
class Card:
    """A rate card: the price of the base for one participant, and the price of one part, in cents."""

    base: int
    part: int

    def price(self, demand: Demand, key: str) -> Money:
        """Return the price of one outcome."""
        return Money(self.part * demand.outcomes[key].parts)

    def at_target(self, demand: Demand) -> Money:
        """Return what is paid if every target is met."""
        return Money(self.base * demand.base + self.part * demand.at_target)

    def in_full(self, demand: Demand) -> Money:
        """Return what is earned, before any limit, if everybody reaches everything."""
        return Money(self.base * demand.base + self.part * demand.in_full)

    def at_risk(self, demand: Demand) -> Share:
        """Return which share of that depends on results."""
        return Money(self.part * demand.at_target).over(self.at_target(demand))

    def overrun(self, demand: Demand) -> Fraction:
        """Return the chance that results come to more than the budget, base included."""
        return demand.chances.beyond(self.parts_within(demand))

    def parts_within(self, demand: Demand) -> int:
        """Return how many parts can be paid within the budget, beside the base."""
        return (demand.budget.cents - self.base * demand.base) // self.part


def best(demand: Demand) -> Card | None:
    """Return the card that pays most at the targets, and of those the one with the highest base, if any."""
    found = max(_highest(demand), default=None)
    return Card(found[1], found[2]) if found else None


def _highest(demand: Demand) -> Iterator[tuple[int, int, int]]:
    """Yield for each scale that has one the dearest card: what it pays at the targets, its base, its part."""
    step, safe = demand.rounding.cents, demand.chances.least_safe(demand.overrun.value)
    for part in _scales(demand):
        low, high = _least_base(demand, part), _most_base(demand, part, safe)
        if low <= high:
            yield high * step * demand.base + part * demand.at_target, high * step, part


def _scales(demand: Demand) -> range:
    """Return every price of one part that may fit, in cents."""
    step = demand.rounding.cents
    most = demand.budget.cents // max(demand.at_target, 1)
    return range(step, most + 1, step)


def _least_base(demand: Demand, part: int) -> int:
    """Return the least base in steps: one step where the deal has a base, more where the cost asks for it."""
    if not demand.base:
        return 0 if part * demand.at_target >= demand.cost.cents else 1
    missing = Fraction(demand.cost.cents - part * demand.at_target, demand.base * demand.rounding.cents)
    return max(1, ceil(missing))


def _most_base(demand: Demand, part: int, safe: int) -> int:
    """Return the highest base in steps: within the budget at the targets and by chance, and enough at risk.

    `safe` is the number of parts that results come to at most, all but the acceptable chance.
    """
    room = demand.budget.cents - part * max(demand.at_target, safe)
    if room < 0 or not demand.base:
        return 0 if room >= 0 else -1
    each = demand.base * demand.rounding.cents
    return min(room // each, _most_at_risk(demand, part, each))


def _most_at_risk(demand: Demand, part: int, each: int) -> int:
    """Return the highest base in steps that leaves enough at risk."""
    share = demand.at_risk.value
    if not share:
        return _ANY
    return floor(part * demand.at_target * (1 - share) / (share * each))


# What stands in the way


@dataclass(frozen=True, slots=True)
class Way:
    """A constraint that cannot be met while all others are, and the nearest value with which all can be."""

    constraint: str
    nearest: Money | Share


def ways_out(demand: Demand) -> tuple[Way, ...]:
    """Return each constraint that stands in the way by itself, in the order in which one would give way."""
    tried: tuple[tuple[str, Callable[[Demand], Money | Share | None]], ...] = (
        ("rounding", _finer),
        ("overrun", _riskier),
        ("at_risk", _safer),
        ("budget", _dearer),
        ("cost", _cheaper),
    )
    return tuple(Way(name, nearest) for name, find in tried if (nearest := find(demand)) is not None)


def _finer(demand: Demand) -> Money | None:
    """Return the coarsest of the usual roundings that is finer and will do."""
    finer = (Money.dollars(step) for step in STEPS if step * 100 < demand.rounding.cents)
    return next((step for step in finer if best(replace(demand, rounding=step))), None)


def _riskier(demand: Demand) -> Share | None:
    """Return the least chance of an overrun with which a card is found, to a tenth of a percent upward."""
    found = _bases(replace(demand, overrun=Share(Fraction(1))))
    most = max((Card(base, part).parts_within(demand) for base, part in found), default=None)
    return None if most is None else Share(Fraction(ceil(demand.chances.beyond(most) * 1000), 1000))


def _safer(demand: Demand) -> Share | None:
    """Return the largest share at risk with which a card is found, to a tenth of a percent downward."""
    found = _bases(replace(demand, at_risk=Share(Fraction(0))))
    most = max((Card(base, part).at_risk(demand).value for base, part in found), default=None)
    return None if most is None else Share(Fraction(floor(most * 1000), 1000))


def _bases(demand: Demand) -> Iterator[tuple[int, int]]:
    """Yield for each scale the lowest base that meets the demand, with the scale: the least that it risks."""
    step, safe = demand.rounding.cents, demand.chances.least_safe(demand.overrun.value)
    for part in _scales(demand):
        low = _least_base(demand, part)
        if low <= _most_base(demand, part, safe):
            yield low * step, part


def _dearer(demand: Demand) -> Money | None:
    """Return the smallest budget, in whole dollars, with which a card is found."""
    if demand.base and demand.at_risk.value == 1:
        return None
    step, safe = demand.rounding.cents, demand.chances.least_safe(demand.overrun.value)
    each, least = demand.base * step, None
    for part in range(step, MOST_SCALES * step + 1, step):
        results = part * max(demand.at_target, safe)
        if least is not None and results >= least:
            break
        low = _least_base(demand, part)
        if low <= (_most_at_risk(demand, part, each) if demand.base else 0):
            least = min(low * each + results, least or low * each + results)
    return None if least is None else Money.dollars(ceil(Fraction(least, 100)))


def _cheaper(demand: Demand) -> Money | None:
    """Return the most that a card pays at the targets, where the cost is what stands in the way."""
    found = best(replace(demand, cost=Money(0)))
    return found.at_target(demand) if found is not None and demand.cost else None
