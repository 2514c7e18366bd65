"""Deadlines in words as days, and the chain that ends with a payment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from obcgen.deal.awaited import last_of_month
from obcgen.deal.business_days import BusinessDays, business_days
from obcgen.deal.payable import time_in_next_month, time_to_pay
from obcgen.deal.windows import deciding_window
from obcgen.spec import Duration, Outcome, Spec

SETTLEMENT = Duration(10, "business days")
"""The contract's time from the decision to the Settlement (clause settlement-of-results)."""
LASTING = re.compile(r"\b(keep|retain|preserve|destroy|delete)\b", re.IGNORECASE)
"""What is done with records goes on after every payment and after the contract."""
_AFTER_WINDOW = re.compile(
    r"(\d{1,3}) (business days?|school days?|days?|weeks?) after (?:the |each |every )?[\w ]*?windows?\b",
    re.IGNORECASE,
)


def closes(spec: Spec, outcome: Outcome) -> date | None:
    """Return the last day of the window that decides an outcome, where the spec has it."""
    window = deciding_window(spec, outcome.measure)
    return window.closes if window else None


def after_window(days: BusinessDays, by: date | str | None, window_closes: date) -> date | None:
    """Return the day of a deadline in words that counts from the close of a window."""
    found = _AFTER_WINDOW.search(by) if isinstance(by, str) else None
    if found is None:
        return None
    unit = found[2].lower().removesuffix("s") + "s"
    return days.after(window_closes, Duration(int(found[1]), unit))


def last_delivery(spec: Spec, days: BusinessDays, due: date | str, ends: date) -> date | None:
    """Return when the last data come: on a date; `daily`, `weekly` or `monthly` after their term ends."""
    if isinstance(due, date):
        return due
    word = due.lower()
    if re.match(r"(daily|weekly)\b", word):
        return ends + timedelta(days=7 if word.startswith("weekly") else 0)
    return _in_next_month(spec, days, ends) if re.match(r"monthly\b", word) else None


def _in_next_month(spec: Spec, days: BusinessDays, ends: date) -> date:
    """Return the day of the next month on which the last log comes, as an obligation says; else its first."""
    obligations = spec.verification.provider_must.values() if spec.verification else ()
    time = time_in_next_month(f"{each.by} {each.evidence}" for each in obligations)
    return days.after(last_of_month(ends), time or Duration(1, "business days"))


@dataclass(frozen=True, slots=True)
class Chain:
    """The steps that end with a payment, each with its day; `payable` is the last, on a Business Day."""

    steps: tuple[tuple[str, date], ...]
    decided: date
    payable: date


def chain(spec: Spec, outcome: Outcome) -> Chain | None:
    """Return the days of an outcome's payment by the contract's own times; None where no day is known."""
    days = business_days(spec)
    first = _since(spec, outcome, days)
    if first is None:
        return None
    what, since = first
    terms = time_to_pay(spec)
    within = outcome.verification.within
    decided = days.after(since, within)
    settled = days.after(decided, SETTLEMENT)
    payable = days.on_or_after(days.after(settled, terms))
    steps = (
        (what, since),
        (f"decision within {within}", decided),
        (f"Settlement within {SETTLEMENT}", settled),
        (f"payment within {terms} after the invoice", payable),
    )
    return Chain(steps, decided, payable)


def _since(spec: Spec, outcome: Outcome, days: BusinessDays) -> tuple[str, date] | None:
    """Return what the time for the decision runs from, and its day."""
    decision, closed = outcome.verification, closes(spec, outcome)
    dues = dict(_deliveries(spec, outcome, days))
    if decision.after == "window_closes" or not dues:
        return ("the window closes", closed) if closed else None
    last = max(dues, key=lambda key: dues[key])
    return f"{last} received", dues[last]


def _deliveries(spec: Spec, outcome: Outcome, days: BusinessDays) -> Iterator[tuple[str, date]]:
    ends = min(spec.program.ends, closes(spec, outcome) or spec.program.ends)
    for key, source in outcome.verification.sources.items():
        day = last_delivery(spec, days, source.due, ends)
        if day is not None:
            yield key, day
