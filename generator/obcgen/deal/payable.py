"""The last day on which Base Funding is paid if everybody keeps the contract's own times.

By the contract a payment is due on its date or at the end of the time to pay a proper invoice for it,
whichever is later; and an invoice may be sent once the condition is met. So the fiscal year that pays it is
that of the later day. A condition that names no report and no roster is taken to be met in time for its date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from obcgen.deal.business_days import business_days
from obcgen.spec import Duration
from obcgen.spec.dates import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from obcgen.deal.business_days import BusinessDays
    from obcgen.spec import Spec

TERMS = Duration(30, "days")
"""The contract's time to pay a proper invoice where the spec states none (clause prompt-payment)."""
REPORTED = Duration(5, "business days")
"""The contract's time for the report for a month, after its end (clause service-reports)."""
ACCEPTED = Duration(10, "business days")
"""The contract's time to accept a report, after which silence does (clause service-reports)."""
CONFIRMED = Duration(5, "business days")
"""The contract's time to confirm the locked roster, after which silence does (clause roster-lock)."""

_REPORT = re.compile(r"\b(?:reports?|logs?)\b.*\b(?:accepted|approved)\b", re.IGNORECASE)
_ROSTER = re.compile(r"\broster\b.*\bconfirmed\b", re.IGNORECASE)
_MONTH = re.compile(rf"\b({'|'.join(MONTHS)}) (?:(\d{{1,2}}), )?(\d{{4}})\b")
_FINAL = re.compile(
    r"\b(?:(?:final|last)(?: monthly)? reports?|report for the (?:last month|whole service period)) "
    r"(?:is|are|has|have)\b",
    re.IGNORECASE,
)
"""The report for the whole service; `the final report for the first semester` is another."""
_MONTHLY = re.compile(r"\bmonthly\b", re.IGNORECASE)
_AFTER_TERM = re.compile(
    r"\b(\d{1,3}) (business )?days? after (?:each|every|the) (month|quarter)\b", re.IGNORECASE
)
_OF_NEXT_MONTH = re.compile(
    r"\b(first|second|third|fourth|fifth|tenth|\d{1,2})(?:st|nd|rd|th)? (business |school )?"
    r"day of the (?:next|following) month",
    re.IGNORECASE,
)
_NUMBERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "tenth": 10}


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps that end with a payment of the base, each with its day; the last is that of the payment."""

    steps: tuple[tuple[str, date], ...]

    @property
    def payable(self) -> date:
        """The last day on which it is paid, a Business Day."""
        return self.steps[-1][1]


def payable(spec: Spec, due: date | None, condition: str) -> date | None:
    """Return the later of a date and the last day to pay that follows from a condition."""
    found = steps(spec, condition)
    return max(due, found.payable) if due is not None and found is not None else due


def steps(spec: Spec, condition: str) -> Steps | None:
    """Return the days by which a condition is met and paid; None where it names nothing that has a day."""
    days = business_days(spec)
    met = tuple(_met(spec, days, condition))
    if not met:
        return None
    terms = time_to_pay(spec)
    paid = days.on_or_after(days.after(met[-1][1], terms))
    return Steps((*met, (f"payment within {terms} after the invoice", paid)))


def time_to_pay(spec: Spec) -> Duration:
    """Return the time to pay a proper invoice."""
    return (spec.payment.invoicing.terms if spec.payment.invoicing else None) or TERMS


def _met(spec: Spec, days: BusinessDays, condition: str) -> Iterator[tuple[str, date]]:
    """Yield the steps by which a report is accepted or the roster confirmed."""
    ended = _term_ends(spec, condition) if _REPORT.search(condition) else None
    roster = spec.population.roster if _ROSTER.search(condition) else None
    if ended is not None:
        reported = days.after(ended, _time_to_report(spec, condition))
        yield "the report", reported
        yield f"its acceptance within {ACCEPTED}", days.after(reported, ACCEPTED)
    elif roster is not None:
        yield "the roster is locked", roster.locked
        yield f"its confirmation within {CONFIRMED}", days.after(roster.locked, CONFIRMED)


def _term_ends(spec: Spec, condition: str) -> date | None:
    """Return the last day that a report is for: one named, or the last of the last month named."""
    named = [_last_day(*found) for found in _MONTH.findall(condition)]
    if not named:
        return last_of_month(spec.program.ends) if _FINAL.search(condition) else None
    return max((day for day in named if day is not None), default=None)


def _last_day(month: str, day: str, year: str) -> date | None:
    """Return a day named, or the last of a month named; nothing where there is no such day."""
    try:
        found = date(int(year), MONTHS.index(month) + 1, int(day or 1))
        return found if day else last_of_month(found)
    except (ValueError, OverflowError):
        return None


def last_of_month(day: date) -> date:
    """Return the last day of a day's month."""
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _time_to_report(spec: Spec, condition: str) -> Duration:
    """Return the time for a report: that of the provider's duties, else the contract's."""
    terms = {"month"} if _MONTHLY.search(condition) else {"month", "quarter"}
    stated = tuple(_deadlines(spec))
    for found in map(_AFTER_TERM.search, stated):
        if found is not None and found[3].lower() in terms:
            return Duration(int(found[1]), f"{found[2] or ''}days".lower())
    return time_in_next_month(stated) or REPORTED


def _deadlines(spec: Spec) -> Iterator[str]:
    """Yield by when the provider reports."""
    for duty in (spec.duties.provider if spec.duties else {}).values():
        if isinstance(duty.by, str) and "report" in duty.duty.lower():
            yield duty.by


def time_in_next_month(texts: Iterable[str]) -> Duration | None:
    """Return the time after a month that texts mean: `the fifth business day of the next month`."""
    found = _OF_NEXT_MONTH.search(" ".join(texts))
    if found is None:
        return None
    amount = _NUMBERS.get(found[1].lower()) or int(found[1])
    return Duration(amount, "business days" if found[2] else "days")
