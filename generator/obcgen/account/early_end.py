"""What is owed if the district ends the contract without cause before its results can be measured."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from obcgen.account.scenarios.scenarios import Outlook, at_target
from obcgen.deal.base_funding import Reimbursed
from obcgen.deal.compile import deal_of
from obcgen.money import ZERO, Money, total

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.deal.deal import Deal
    from obcgen.spec import Spec
    from obcgen.spec.agreement import Convenience
    from obcgen.spec.population import Window


@dataclass(frozen=True, slots=True)
class EarlyEnd:
    """What is owed if service ends on `last_day`, after `days` days of it, before a result is measured.

    `base` is None where costs are paid back, which nobody knows before.
    """

    last_day: date
    days: int
    base: Money | None
    in_flight: Money
    fee: Money
    total: Money


def service_days(spec: Spec) -> int:
    """Return the days of service, the first and the last included."""
    return max(0, (spec.program.ends - spec.program.starts).days) + 1


def early_end(spec: Spec | Deal, last_day: date) -> EarlyEnd:
    """Return what is owed where service ends without cause on a day, and nothing was measured by then."""
    deal = deal_of(spec)
    found, ending = at_target(deal), convenience(deal.spec)
    days = min(max((last_day - deal.spec.program.starts).days + 1, 0), service_days(deal.spec))
    part = Fraction(days, service_days(deal.spec))
    share = ending.in_flight.value if ending and ending.in_flight else Fraction(0)
    base = _base(deal, found, last_day, part)
    in_flight, fee = found.performance.times(share * part), (ending and ending.fee) or ZERO
    whole = min(total([base or ZERO, in_flight, fee]), deal.not_to_exceed)
    return EarlyEnd(last_day, days, base, in_flight, fee, whole)


def early_ends(spec: Spec | Deal) -> tuple[EarlyEnd, ...]:
    """Return what is owed at the end of each month of service before a window that decides results opens."""
    deal = deal_of(spec)
    windows = tuple(deciding_windows(deal.spec))
    until = min((window.opens for window in windows), default=deal.spec.program.ends)
    return tuple(early_end(deal, day) for day in _ends_of_months(deal.spec.program.starts, until))


def convenience(spec: Spec) -> Convenience | None:
    """Return the terms on which the district may end the contract without cause; None where it may not."""
    termination = spec.agreement.termination if spec.agreement else None
    return termination.convenience if termination else None


def deciding_windows(spec: Spec) -> Iterator[Window]:
    """Yield the window that decides each outcome, where it is dated."""
    for outcome in spec.outcomes.values():
        tool = spec.assessments.get(outcome.measure.assessment)
        window = tool.windows.get(outcome.measure.to) if tool else None
        if window is not None:
            yield window


def last_measured(spec: Spec) -> date | None:
    """Return the day on which the last window that decides a result closes; None where none is dated."""
    return max((window.closes for window in deciding_windows(spec)), default=None)


def _base(deal: Deal, found: Outlook, last_day: date, part: Fraction) -> Money | None:
    """Return the base that is owed: by days, or the installments whose date has come."""
    if deal.base_funding is None:
        return ZERO
    if isinstance(deal.base_funding, Reimbursed):
        return None
    termination = deal.spec.agreement.termination if deal.spec.agreement else None
    if termination is None or termination.settlement.base == "pro_rata":
        return found.base.times(part)
    parts = found.settled.base_parts
    return total(each.amount for each in parts if each.due is not None and each.due <= last_day)


def _ends_of_months(start: date, until: date) -> Iterator[date]:
    """Yield the last day of each month from the one of `start` on, while it comes before `until`."""
    month = start
    while (last := _end_of_month(month)) < until:
        yield last
        month = last + timedelta(days=1)


def _end_of_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
