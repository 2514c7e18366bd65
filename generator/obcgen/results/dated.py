"""The dates of results: settlement, verification, payments and defaults lie in their time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from obcgen.problems import Kind, Path, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.spec import Duration, Spec
    from obcgen.spec.results import Results

DATE = Kind("RES-10", "A date of the results that cannot be")


def made_in_the_term(spec: Spec, results: Results) -> Iterator[Problem]:
    """Yield a Problem where the settlement is not made while the contract lasts."""
    if spec.agreement is not None:
        first, last = spec.agreement.effective, spec.agreement.ends
        yield from _within(("as_of",), "The settlement is made", results.as_of, first, last)


def verified_in_the_term(spec: Spec, results: Results) -> Iterator[Problem]:
    """Yield a Problem where the results were not verified while the contract lasts."""
    if spec.agreement is not None:
        first, last = spec.agreement.effective, spec.agreement.ends
        yield from _within(("verified", "on"), "The results were verified", results.verified.on, first, last)


def paid_by_then(spec: Spec, results: Results) -> Iterator[Problem]:
    """Yield a Problem for each payment that was made before the contract or after the settlement."""
    for key, payments in results.paid.items() if spec.agreement is not None else ():
        for payment in payments:
            first = spec.agreement.effective if spec.agreement is not None else payment.on
            yield from _within(("paid", key), f"{key} was paid", payment.on, first, results.as_of)


def defaults_by_then(spec: Spec, results: Results) -> Iterator[Problem]:
    """Yield a Problem for each default whose notice or cure lies outside its time."""
    for index, default in enumerate(results.defaults) if spec.agreement is not None else ():
        path: Path = ("defaults", index)
        first = spec.agreement.effective if spec.agreement is not None else default.notice
        duty = getattr(spec.duties, default.party).get(default.duty) if spec.duties is not None else None
        if duty is not None and isinstance(duty.by, date):
            first = max(first, duty.by)
        yield from _within((*path, "notice"), "Notice was given", default.notice, first, results.as_of)
        cure = duty.cure if duty is not None else None
        what = "The time to cure ended" if cure is None else f"The time to cure, {cure} from notice, ended"
        earliest = _after(default.notice, cure)
        yield from _within((*path, "cure_failed"), what, default.cure_failed, earliest, results.as_of)


_DAYS = {"days": 1, "weeks": 7, "months": 28, "years": 365}
"""By unit how many days it has at the least."""
_WORKING = 5
"""Days of a week that can be business days: only weekends are known not to be."""


def _after(day: date, time: Duration | None) -> date:
    """Return the first day on which a time can be over."""
    if time is None:
        return day
    ordinal = day.toordinal() + time.amount * _DAYS.get(time.unit, 0)
    left = time.amount if time.unit in {"business days", "school days"} else 0
    while left:
        ordinal += 1
        left -= (ordinal - 1) % 7 < _WORKING  # day 1 of the calendar is a Monday
    return date.fromordinal(min(ordinal, date.max.toordinal()))


def _within(path: Path, what: str, day: date, first: date, last: date) -> Iterator[Problem]:
    if not first <= day <= last:
        yield DATE.problem(
            f"{what} on {day}, which lies {'before' if day < first else 'after'} what can be.",
            path=path,
            found=str(day),
            expected=f"a day from {first} to {last}",
            hint="Correct the date.",
        )
