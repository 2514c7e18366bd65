"""The last day on which Base Funding is paid if everybody keeps the contract's own times.

By the contract a payment is due on its date or at the end of the time to pay a proper invoice for it,
whichever is later; and an invoice may be sent once the condition is met. So the fiscal year that pays it is
that of the later day. A condition that names no report and no roster is taken to be met in time for its date,
and so is one that is not understood, of which a rule tells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from obcgen.deal.awaited import EVERY, reading
from obcgen.deal.business_days import business_days
from obcgen.spec import Duration

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from obcgen.deal.awaited import Awaited, Term
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
    met = [_met(spec, days, each) for each in reading(spec, condition).awaited]
    if not met:
        return None
    last = max(met, key=lambda steps: steps[-1][1])
    paid = paid_after(spec, last[-1][1])
    return Steps((*last, (f"payment within {time_to_pay(spec)} after the invoice", paid)))


def paid_after(spec: Spec, met: date) -> date:
    """Return the last day to pay what a condition waited for that was met on a day."""
    days = business_days(spec)
    return days.on_or_after(days.after(met, time_to_pay(spec)))


def time_to_pay(spec: Spec) -> Duration:
    """Return the time to pay a proper invoice."""
    return (spec.payment.invoicing.terms if spec.payment.invoicing else None) or TERMS


def _met(spec: Spec, days: BusinessDays, awaited: Awaited) -> tuple[tuple[str, date], ...]:
    """Return the steps by which a report is accepted or the roster confirmed."""
    if awaited.what == "report":
        reported = _reported(spec, days, awaited)
        accepted = days.after(reported, ACCEPTED)
        return ("the report", reported), (f"its acceptance within {ACCEPTED}", accepted)
    locked = ("the roster is locked", awaited.day)
    confirmed = (f"its confirmation within {CONFIRMED}", days.after(awaited.day, CONFIRMED))
    return (locked, confirmed) if awaited.what == "roster" else (locked,)


def _reported(spec: Spec, days: BusinessDays, awaited: Awaited) -> date:
    """Return by when a report comes at the latest: as the provider's duties say, else as the contract does.

    Where only reports of another term have a time, it is taken for this one, too; not for a monthly report.
    """
    stated = tuple(_times(spec))
    own = [time for term, time in stated if term in awaited.terms]
    others = [] if awaited.monthly else [time for _, time in stated]
    return max(days.after(awaited.day, time) for time in own or others or [REPORTED])


def _times(spec: Spec) -> Iterator[tuple[Term, Duration]]:
    """Yield the time that the provider has for each report, and how often that report comes."""
    for duty in (spec.duties.provider if spec.duties else {}).values():
        text = duty.by if isinstance(duty.by, str) and "report" in duty.duty.lower() else ""
        found, time = _AFTER_TERM.search(text), time_in_next_month([text])
        if found is not None:
            term = next(each for each in EVERY if each == found[3].lower())
            yield term, Duration(int(found[1]), f"{found[2] or ''}days".lower())
        elif time is not None:
            yield "month", time


def time_in_next_month(texts: Iterable[str]) -> Duration | None:
    """Return the time after a month that texts mean: `the fifth business day of the next month`."""
    found = _OF_NEXT_MONTH.search(" ".join(texts))
    if found is None:
        return None
    amount = _NUMBERS.get(found[1].lower()) or int(found[1])
    return Duration(amount, "business days" if found[2] else "days")
