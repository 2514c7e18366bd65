"""Money against service, month by month, if every target is met: what a provider has to finance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from obcgen.account.scenarios.scenarios import at_target
from obcgen.deal.compile import deal_of
from obcgen.deal.ending import part_served
from obcgen.deal.payable import payable
from obcgen.money import ZERO, Money, Share, total

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.deal.deal import Deal
    from obcgen.spec import Spec

MOST_MONTHS = 24
"""More months than these are shown by the quarter of a calendar year."""


@dataclass(frozen=True, slots=True)
class Period:
    """What falls due in some months, and which part of the days of service is over at their end.

    `first` and `last` are their first and last day, None for payments without a date; `running` is all that
    has fallen due by then, `paid` the same as a share of what is payable in all.
    """

    first: date | None
    last: date | None
    served: Share
    base: Money
    performance: Money
    running: Money
    paid: Share

    @property
    def due(self) -> Money:
        """What falls due in these months."""
        return self.base + self.performance


def cash_flow(spec: Spec | Deal) -> tuple[Period, ...]:
    """Return what falls due from the start of service to the last payment if every target is met."""
    deal = deal_of(spec)
    found = at_target(deal).settled
    dated = [(payable(deal.spec, part.due, part.condition), part.amount, ZERO) for part in found.base_parts]
    dated += [(day, ZERO, amount) for entry in found.entries for day, amount in entry.dated]
    rows, running = [], ZERO
    for first, last in _periods(deal.spec, [due for due, _, _ in dated if due is not None]):
        inside = [each for each in dated if _within(each[0], first, last)]
        base, performance = total(each[1] for each in inside), total(each[2] for each in inside)
        running += base + performance
        served = _served(deal.spec, last)
        rows.append(Period(first, last, served, base, performance, running, running.over(found.total)))
    return tuple(row for row in rows if row.first is not None or row.due)


def _within(due: date | None, first: date | None, last: date | None) -> bool:
    if due is None or first is None or last is None:
        return due is first
    return first <= due <= last


def _served(spec: Spec, last: date | None) -> Share:
    """Return which part of the days of service is over at the end of a day; all of it without a day."""
    return Share(part_served(spec, last or spec.program.ends))


def _periods(spec: Spec, dues: list[date]) -> Iterator[tuple[date | None, date | None]]:
    """Yield the first and the last day of each period, and at last the place of what has no date."""
    start, end = min([spec.program.starts, *dues]), max([spec.program.ends, *dues])
    first = start.year * 12 + start.month - 1
    months = end.year * 12 + end.month - first
    step = 1 if months <= MOST_MONTHS else 3
    for month in range(first - first % step, first + months, step):
        yield _day(month), _day(month + step) - timedelta(days=1)
    yield None, None


def _day(month: int) -> date:
    """Return the first day of a month that is counted from the year 0."""
    return date(month // 12, month % 12 + 1, 1)
