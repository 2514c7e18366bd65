"""Dates that must follow one another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import pairwise

from obcgen.policy.rule import rule
from obcgen.problems import Kind, Path, Problem
from obcgen.spec import Spec

OUT_OF_ORDER = Kind("PRO-01", "Dates are out of order")
BEFORE_SERVICE = Kind("PRO-13", "Base funding is paid before service starts", "warning")
LOCKED_LATE = Kind("PRO-21", "The roster is locked after service starts", "warning")
TOO_EARLY_TO_END = Kind("PRO-03", "The contract ends before its last payment", "warning")


@rule(OUT_OF_ORDER, "procurement", source="2 CFR 200.320")
def procurement_in_order(spec: Spec) -> Iterator[Problem]:
    """The steps of a procurement follow one another in the order in which the language lists them."""
    if spec.procurement is None:
        return
    steps = [
        (name, _day(value))
        for name in type(spec.procurement.schedule).model_fields
        if (value := getattr(spec.procurement.schedule, name)) is not None
    ]
    for (earlier, first), (later, second) in pairwise(steps):
        if second < first:
            yield _problem(("procurement", "schedule", later), later, second, earlier, first)


@rule(OUT_OF_ORDER, "program", source="contract practice")
def service_in_order(spec: Spec) -> Iterator[Problem]:
    """Service ends after it starts."""
    yield from _after(("program",), "ends", spec.program.ends, "starts", spec.program.starts)


@rule(OUT_OF_ORDER, "agreement", source="contract practice")
def agreement_in_order(spec: Spec) -> Iterator[Problem]:
    """The contract ends after it takes effect."""
    if spec.agreement is not None:
        yield from _after(("agreement",), "ends", spec.agreement.ends, "effective", spec.agreement.effective)


@rule(TOO_EARLY_TO_END, "agreement", "payment", source="contract practice")
def agreement_outlasts_payments(spec: Spec) -> Iterator[Problem]:
    """The last payment falls due before the contract ends."""
    if spec.agreement is None or spec.agreement.ends < spec.agreement.effective:
        return
    ends = spec.agreement.ends
    late = {name: line.due for name, line in spec.payment.rates.items() if line.due and line.due > ends}
    if late:
        name, due = max(late.items(), key=lambda each: each[1])
        others = f" and {len(late) - 1} other{'s' if len(late) > 2 else ''}" if len(late) > 1 else ""
        yield TOO_EARLY_TO_END.problem(
            f"The payment for {name}{others} is due on {due}, after the contract ends on {ends}.",
            path=("agreement", "ends") if len(late) > 1 else ("payment", "rates", name, "due"),
            found=f"payments up to {due}, a contract up to {ends}",
            expected="a contract that lasts until its last payment",
            hint="Pay earlier, or let the contract end later.",
        )


@rule(BEFORE_SERVICE, "payment", "program", source="2 CFR 200.305; public-finance practice")
def base_follows_service(spec: Spec) -> Iterator[Problem]:
    """No part of the base is paid before service starts."""
    starts, base = spec.program.starts, spec.payment.base
    at = ("payment", "base")
    dues: dict[Path, date | None] = {(*at, "due"): base.due} if base else {}
    for key, part in base.installments.items() if base else ():
        dues[*at, "installments", key, "due"] = part.due
    for year, each in base.by_year.items() if base else ():
        dues[*at, "by_year", year, "due"] = each.due
    for path, due in dues.items():
        if due is not None and due < starts:
            yield BEFORE_SERVICE.problem(
                f"Base funding is due on {due}, before service starts on {starts}.",
                path=path,
                found=str(due),
                expected=f"{starts} or later",
                hint="Pay once service has started, or say in a waiver why money is paid in advance.",
            )


@rule(LOCKED_LATE, "population", "program", source="Standards of Excellence, population")
def roster_before_service(spec: Spec) -> Iterator[Problem]:
    """The roster is locked before service starts, so that nobody picks who counts by how they do."""
    roster = spec.population.roster
    if roster is not None and roster.locked > spec.program.starts:
        yield LOCKED_LATE.problem(
            f"The roster is locked on {roster.locked}, after service starts on {spec.program.starts}.",
            path=("population", "roster", "locked"),
            found=str(roster.locked),
            expected=f"{spec.program.starts} or earlier",
            hint="Lock the roster earlier, or say in a waiver how later entries are chosen.",
        )


@rule(OUT_OF_ORDER, "assessments", source="contract practice")
def windows_in_order(spec: Spec) -> Iterator[Problem]:
    """A window closes after it opens."""
    for tool, assessment in spec.assessments.items():
        for name, window in assessment.windows.items():
            path = ("assessments", tool, "windows", name)
            yield from _after(path, "closes", window.closes, "opens", window.opens)


@rule(OUT_OF_ORDER, "cohorts", source="contract practice")
def cohorts_in_order(spec: Spec) -> Iterator[Problem]:
    """A cohort ends after it starts."""
    for name, cohort in spec.cohorts.items():
        yield from _after(("cohorts", name), "ends", cohort.ends, "starts", cohort.starts)


@rule(OUT_OF_ORDER, "district", source="contract practice")
def closures_in_order(spec: Spec) -> Iterator[Problem]:
    """A closure ends after it starts."""
    for name, closure in spec.district.closures.items():
        path = ("district", "closures", name)
        yield from _after(path, "ends", closure.ends, "starts", closure.starts)


@rule(OUT_OF_ORDER, "funding", source="2 CFR 200.344")
def money_is_promised_before_it_is_paid(spec: Spec) -> Iterator[Problem]:
    """A source can be paid out at least until the day until which it can be promised."""
    for name, source in spec.funding.sources.items():
        if source.obligate_by is not None and source.liquidate_by is not None:
            path = ("funding", "sources", name)
            yield from _after(path, "liquidate_by", source.liquidate_by, "obligate_by", source.obligate_by)


@rule(OUT_OF_ORDER, "population", source="contract practice")
def substitution_follows_the_lock(spec: Spec) -> Iterator[Problem]:
    """A participant is replaced after the roster is locked: before, there is nobody to replace."""
    roster = spec.population.roster
    if roster is not None and roster.substitution_until is not None:
        until = roster.substitution_until
        yield from _after(("population", "roster"), "substitution_until", until, "locked", roster.locked)


@rule(OUT_OF_ORDER, "procurement", "agreement", source="2 CFR 200.320")
def award_follows_the_proposals(spec: Spec) -> Iterator[Problem]:
    """The board awards after proposals are due, and before the contract takes effect."""
    award = spec.agreement.award if spec.agreement else None
    if award is None or spec.agreement is None:
        return
    path = ("agreement", "award")
    if spec.procurement is not None:
        due = spec.procurement.schedule.proposals_due.date()
        yield from _after(path, "date", award.date, "proposals_due", due)
    yield from _after(("agreement",), "effective", spec.agreement.effective, "award.date", award.date)


def _day(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value


def _after(at: Path, later: str, second: date, earlier: str, first: date) -> Iterator[Problem]:
    if second < first:
        yield _problem((*at, later), later, second, earlier, first)


def _problem(path: Path, later: str, second: date, earlier: str, first: date) -> Problem:
    return OUT_OF_ORDER.problem(
        f"{later} ({second}) comes before {earlier} ({first}).",
        path=path,
        found=str(second),
        expected=f"{first} or later",
        hint=f"Correct {later} or {earlier}.",
    )


ALWAYS = (
    procurement_in_order,
    service_in_order,
    agreement_in_order,
    agreement_outlasts_payments,
    windows_in_order,
    cohorts_in_order,
    closures_in_order,
    money_is_promised_before_it_is_paid,
    substitution_follows_the_lock,
    award_follows_the_proposals,
    base_follows_service,
    roster_before_service,
)
