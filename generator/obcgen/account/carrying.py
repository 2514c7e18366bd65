"""What the caps for years take off, carried over into later years that leave room under theirs.

Each year first pays what its own results earn. What its cap takes off then waits for the later years that
have a cap: the first that has room left pays as much of it as there is room for, in proportion, what the
earliest year left over first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from obcgen.deal.limits import CarriedOver
from obcgen.money import ZERO, Money, allocate, total

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from obcgen.account.account import Entry
    from obcgen.deal.deal import Deal
    from obcgen.deal.limits import AppliedLimit, Limit

ByEntry = dict[int, dict[str, Money]]
"""By number of an entry and by later year, what is carried over."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """The cap for one year: what it takes off by number of an entry, and what room its own year leaves."""

    limit: Limit
    room: Money
    cut: Mapping[int, Money]


def carried_over(years: Sequence[Waiting]) -> ByEntry:
    """Return what later years pay of what the caps for earlier ones take off; years stand in order."""
    found: ByEntry = {}
    rooms = {each.limit.key: each.room for each in years}
    for at, year in enumerate(years):
        left = {index: amount for index, amount in year.cut.items() if amount > ZERO}
        for later in years[at + 1 :]:
            paid = min(total(left.values()), rooms[later.limit.key])
            if paid > ZERO:
                parts = allocate(paid, [amount.cents for amount in left.values()])
                for (index, amount), part in zip(list(left.items()), parts, strict=True):
                    found.setdefault(index, {})[later.limit.key] = part
                    left[index] = amount - part
                rooms[later.limit.key] -= paid
    return found


def carried_due(deal: Deal, entry: Entry, year: str) -> date:
    """Return when a later year pays: with the line's payment for it, and not before its room is known."""
    days = (entry.due, deal.lines[entry.line].due_in(year), deal.calendar.ends(year))
    return max(day for day in days if day is not None)


def in_all(found: ByEntry) -> tuple[CarriedOver, ...]:
    """Return by later year what all entries carry into it."""
    years = sorted({year for own in found.values() for year in own})
    sums = ((year, total(own.get(year, ZERO) for own in found.values())) for year in years)
    return tuple(CarriedOver(year, amount) for year, amount in sums if amount)


def occupied(limits: Sequence[AppliedLimit]) -> dict[Limit, Money]:
    """Return by cap for a year how much of it is used: by its own results and by what it took over."""
    years = [each for each in limits if each.scope == "year"]
    moved = [carried for each in years for carried in each.carried]
    return {
        each.terms: each.after
        - total(carried.amount for carried in each.carried)
        + total(carried.amount for carried in moved if carried.year == each.name)
        for each in years
    }
