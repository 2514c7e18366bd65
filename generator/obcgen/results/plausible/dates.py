"""Dates against the windows of the assessments and the due dates of the schedule."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from obcgen.account.schedule import schedule
from obcgen.deal.business_days import business_days
from obcgen.deal.windows import deciding_window
from obcgen.problems import Kind
from obcgen.results.dated import DATE, NOTICE, duty_of
from obcgen.results.plausible.oddity import Oddity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from obcgen.problems import Problem
    from obcgen.spec import Spec
    from obcgen.spec.population import Window
    from obcgen.spec.results import Results

UNLIKELY = Kind("RES-34", "A date of the results that is unlikely", "warning")

_EARLY = timedelta(days=30)
"""Time before its due date within which a payment may have been made."""


def measured_by_then(spec: Spec, results: Results, measured: Iterable[str]) -> Iterator[Problem]:
    """Yield a Problem where all results were verified before the first of them can have been measured."""
    opens = [window.opens for _, window in _windows(spec, measured)]
    if results.settlement == "final" and not spec.cohorts and opens and results.verified.on < min(opens):
        yield DATE.problem(
            f"The results were verified on {results.verified.on}, before any of them was measured: the first "
            f"window opens on {min(opens)}.",
            path=("verified", "on"),
            found=str(results.verified.on),
            expected=f"a day from {min(opens)}",
            hint="Correct the date.",
        )


def dates_are_likely(spec: Spec, results: Results, measured: Iterable[str]) -> Iterator[Oddity]:
    """Yield each date that is possible, but not as contract and schedule let expect."""
    for key, window in _windows(spec, measured):
        if results.verified.on < window.closes:
            yield Oddity(
                UNLIKELY,
                key,
                f"{key} was verified on {results.verified.on}, before its window closed on {window.closes}.",
                path=("verified", "on"),
                found=str(results.verified.on),
                expected=f"a day from {window.closes}",
                hint="Check the date, and that the results are of the window that decides.",
            )
    yield from _late_notices(spec, results)
    yield from _early_payments(spec, results)


def _windows(spec: Spec, measured: Iterable[str]) -> Iterator[tuple[str, Window]]:
    """Yield each outcome with results whose deciding window is known."""
    for key in measured:
        if key in spec.outcomes and (window := deciding_window(spec, spec.outcomes[key].measure)) is not None:
            yield key, window


def _late_notices(spec: Spec, results: Results) -> Iterator[Oddity]:
    calendar = business_days(spec)
    for index, default in enumerate(results.defaults):
        duty = duty_of(spec, default)
        by = duty.by if duty is not None else None
        if duty is not None and isinstance(by, date) and default.notice > calendar.after(by, NOTICE):
            days = (default.notice - by).days
            yield Oddity(
                UNLIKELY,
                default.duty,
                f"Notice that {default.duty} failed came on {default.notice}, {days} days after it was due; "
                f"the contract counts a loss only from {NOTICE} before the notice.",
                path=("defaults", index, "notice"),
                found=str(default.notice),
                expected=f"notice within {NOTICE} after {by}",
                hint="Name only participants and outcomes lost in that time or after it.",
            )


def _early_payments(spec: Spec, results: Results) -> Iterator[Oddity]:
    for payment in schedule(spec).payments:
        days = [each.on for each in results.paid.get(payment.id, ()) if not each.returned]
        if payment.date is not None and days and min(days) + _EARLY < payment.date:
            yield Oddity(
                UNLIKELY,
                payment.id,
                f"{payment.id} was paid on {min(days)}, but falls due on {payment.date}.",
                path=("paid", payment.id),
                found=str(min(days)),
                expected=f"a day about {payment.date} or after",
                hint="Check the day, and that the entry stands under the payment that was made.",
            )
