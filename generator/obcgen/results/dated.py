"""The dates of results: settlement, verification, payments and defaults lie in their time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from obcgen.deal.business_days import BusinessDays, business_days
from obcgen.deal.compile import deal_of
from obcgen.deal.met import undated
from obcgen.deal.windows import deciding_window
from obcgen.money import total
from obcgen.problems import Kind, Path, Problem
from obcgen.results.record import MISPLACED, unknown
from obcgen.spec import Duration
from obcgen.spec.on_record import FAILED_TESTS, DisputedPart
from obcgen.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.spec import Spec
    from obcgen.spec.on_record import Default
    from obcgen.spec.program import Duty
    from obcgen.spec.results import Results

DATE = Kind("RES-10", "A date of the results that cannot be")
RETURNED = Kind("RES-52", "More was given back than was paid")
TOO_LATE = Kind("RES-21", "Notice of a default that came too late to change a payment")


def made_in_the_term(spec: Spec, results: Results) -> Iterator[Problem]:
    """Yield a Problem where the settlement is not made while the contract lasts."""
    if spec.agreement is not None:
        first, last = spec.agreement.effective, spec.agreement.ends
        yield from _within(("as_of",), "The settlement is made", results.as_of, first, last)


def verified_in_the_term(spec: Spec, results: Results) -> Iterator[Problem]:
    """Yield a Problem where the results were not verified while the contract lasts."""
    if spec.agreement is not None and not _too_early(spec, results):
        first, last = spec.agreement.effective, spec.agreement.ends
        day = results.verified.on
        if results.as_of < day <= last:
            yield _verified_later(results)
        else:
            last = min(last, results.as_of)
            yield from _within(("verified", "on"), "The results were verified", day, first, last)


def _verified_later(results: Results) -> Problem:
    """Return the Problem of a settlement before its results: its ledger would end before it is made."""
    day = results.verified.on
    return DATE.problem(
        f"The results were verified on {day}, after {results.as_of}, the day of the settlement.",
        path=("verified", "on"),
        found=str(day),
        expected=f"as_of: {day} or later",
        hint=f"If they were verified on that day, set as_of to the day on which you settle, {day} or later, "
        "and enter under paid what was paid by then. A payment stays in the fiscal year in which it is due.",
    )


def ended_in_service(spec: Spec, results: Results) -> Iterator[Problem]:
    """Yield a Problem where an early end lies outside the contract, or is none."""
    if spec.agreement is not None and results.ended is not None and not _too_early(spec, results):
        last = min(results.as_of, spec.program.ends - timedelta(days=1))
        first = spec.agreement.effective
        what = f"The contract, whose service ends by itself on {spec.program.ends}, ended early"
        yield from _within(("ended",), what, results.ended, first, last)


def paid_by_then(spec: Spec, results: Results) -> Iterator[Problem]:
    """Yield a Problem for each payment that was made before the contract or after the settlement."""
    for key, payments in results.paid.items() if not _too_early(spec, results) else ():
        for payment in payments:
            first = spec.agreement.effective if spec.agreement is not None else payment.on
            yield from _within(("paid", key), f"{key} was paid", payment.on, first, results.as_of)
            if payment.invoiced is not None:
                what = f"The invoice for {key} was received"
                yield from _within(("paid", key), what, payment.invoiced, first, results.as_of)


def disputed_by_then(spec: Spec, results: Results) -> Iterator[Problem]:
    """Yield a Problem for each dispute of a day before the contract or after the settlement."""
    for at, each in enumerate(results.disputed) if not _too_early(spec, results) else ():
        if isinstance(each, DisputedPart) and each.on is not None:
            first = spec.agreement.effective if spec.agreement is not None else each.on
            what = f"The line {each.line} was disputed"
            yield from _within(("disputed", at, "on"), what, each.on, first, results.as_of)


def conditions_met_by_then(spec: Spec, results: Results) -> Iterator[Problem]:
    """Yield a Problem for each condition that the contract does not have, or that was met at no such time."""
    base = deal_of(spec).base_funding
    due = {part.id: part.due for part in base.parts(base.most)} if base is not None else {}
    for key, day in results.met.items():
        path: Path = ("met", key)
        if key not in due:
            yield unknown("payment of base funding", key, undated(spec), path)
        elif (own := due[key]) is not None:
            yield MISPLACED.problem(
                f"{key} falls due on {own}, the date that the contract states.",
                path=path,
                found=f"met: {key}",
                expected="a payment without a date",
                hint="Remove it from met.",
            )
        elif spec.agreement is not None and not _too_early(spec, results):
            what, first = f"The condition of {key} was met", spec.agreement.effective
            yield from _within(path, what, day, first, results.as_of)


def no_more_is_returned(results: Results) -> Iterator[Problem]:
    """Yield a Problem for each payment of which more was given back than was paid."""
    for key, payments in results.paid.items():
        back = total(each.amount for each in payments if each.returned)
        paid = total(each.amount for each in payments if not each.returned)
        if back > paid:
            yield RETURNED.problem(
                f"{back.exact} was given back of {key}, but only {paid.exact} was paid.",
                path=("paid", key),
                found=back.exact,
                expected=f"at most {paid.exact}",
                hint="Correct the amounts, or enter the payment that is missing.",
            )


def defaults_by_then(spec: Spec, results: Results) -> Iterator[Problem]:
    """Yield a Problem for each default whose notice or cure lies outside its time."""
    days = business_days(spec)
    for index, default in enumerate(results.defaults) if not _too_early(spec, results) else ():
        path: Path = ("defaults", index)
        if default.duty == FAILED_TESTS:
            continue
        first = spec.agreement.effective if spec.agreement is not None else default.notice
        duty = duty_of(spec, default)
        if duty is not None and isinstance(duty.by, date):
            first = max(first, duty.by)
        yield from _within((*path, "notice"), "Notice was given", default.notice, first, results.as_of)
        yield from _not_in_time(spec, days, default, (*path, "notice"))
        cure = duty.cure if duty is not None else None
        what = f"The time to cure, {cure or CURE} from notice, ended"
        earliest = days.after(default.notice, cure or CURE)
        yield from _within((*path, "cure_failed"), what, default.cure_failed, earliest, results.as_of)


NOTICE = Duration(10, "business days")
"""The time for notice of a failure unless the spec states another; a later one covers as long before it."""
CURE = Duration(10, "business days")
"""The time to cure a failure where the duty states none."""


def _not_in_time(spec: Spec, days: BusinessDays, default: Default, path: Path) -> Iterator[Problem]:
    """Yield a Problem for a notice that came when the failure could cause no loss any more."""
    last, notice = _last_loss(spec, default), _notice(spec)
    if default.notice > days.after(last, notice):
        yield TOO_LATE.problem(
            f"Notice was given on {default.notice}, too late to change a payment: a late notice covers the "
            f"{notice} before it and what follows, but service and the measures of "
            f"{listed(default.outcomes)} had ended by {last}.",
            path=path,
            found=str(default.notice),
            expected=f"notice within {notice} after the failure was known, and of a loss by {last}",
            hint="Remove the default: under the contract it changes no payment. Or correct the date.",
        )


def _notice(spec: Spec) -> Duration:
    """Return the time that the provider has to give notice of a failure."""
    default = spec.payment.if_district_defaults
    return default.notice if default is not None and default.notice is not None else NOTICE


def _last_loss(spec: Spec, default: Default) -> date:
    """Return the last day on which a failure can cause a loss: of service, or of an outcome's measures."""
    ends = [spec.program.ends, *(cohort.ends for cohort in spec.cohorts.values())]
    measures = (spec.outcomes[key].measure for key in default.outcomes if key in spec.outcomes)
    return max([*ends, *(window.closes for each in measures if (window := deciding_window(spec, each)))])


def duty_of(spec: Spec, default: Default) -> Duty | None:
    """Return the duty that was not performed, where the spec has it."""
    duties = getattr(spec.duties, default.party) if spec.duties is not None else {}
    found: Duty | None = duties.get(default.duty)
    return found


def _too_early(spec: Spec, results: Results) -> bool:
    """Tell whether the settlement itself lies before the contract: no day until then could be right."""
    return spec.agreement is None or results.as_of < spec.agreement.effective


def _within(path: Path, what: str, day: date, first: date, last: date) -> Iterator[Problem]:
    if not first <= day <= last:
        yield DATE.problem(
            f"{what} on {day}, which lies {'before' if day < first else 'after'} what can be.",
            path=path,
            found=str(day),
            expected=f"a day from {first} to {last}"
            if first <= last
            else f"a day from {first} on, and as_of too",
            hint="Correct the date." if first <= last else "Correct the date, or as_of.",
        )
