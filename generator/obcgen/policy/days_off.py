"""Dates on which nobody is there: weekends, federal and state holidays, the district's own closures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from obcgen.deal.business_days import business_days
from obcgen.policy.rule import rule
from obcgen.problems import Kind, Problem
from obcgen.problems import Path as Steps
from obcgen.spec import Spec

DAY_OFF = Kind("PRO-04", "A date falls on a day off", "warning")

_KEPT = re.compile(r"(?:keep|retain|preserve|maintain)\b", re.IGNORECASE)
"""What is kept until a day ends on it, whether or not somebody is there."""


@rule(DAY_OFF, "district", "procurement", source="procurement practice")
def steps_on_working_days(spec: Spec) -> Iterator[Problem]:
    """Each step of the procurement falls on a day on which the offices are open."""
    steps = spec.procurement.schedule if spec.procurement else None
    names = type(steps).model_fields if steps else ()
    yield from _off(spec, {("procurement", "schedule", name): getattr(steps, name) for name in names})


@rule(DAY_OFF, "district", "payment", "population", "outcomes", source="procurement practice")
def deadlines_on_working_days(spec: Spec) -> Iterator[Problem]:
    """Payments, the roster and the data that decide results fall due on days when the offices are open."""
    yield from _off(spec, dict(_deadlines(spec)))


def _deadlines(spec: Spec) -> Iterator[tuple[Steps, object]]:
    base, roster = spec.payment.base, spec.population.roster
    if base is not None:
        yield ("payment", "base", "due"), base.due
        for key, installment in base.installments.items():
            yield ("payment", "base", "installments", key, "due"), installment.due
        for year, part in base.by_year.items():
            yield ("payment", "base", "by_year", year, "due"), part.due
    for key, rate in spec.payment.rates.items():
        yield ("payment", "rates", key, "due"), rate.due
        yield from ((("payment", "rates", key, "interim", at), day) for at, day in enumerate(rate.interim))
    if roster is not None:
        yield ("population", "roster", "locked"), roster.locked
    for key, outcome in spec.outcomes.items():
        for name, source in outcome.verification.sources.items():
            yield ("outcomes", key, "verification", "sources", name, "due"), source.due


def _off(spec: Spec, found: dict[Steps, object]) -> Iterator[Problem]:
    days = business_days(spec)
    dates = {path: _day(value) for path, value in found.items() if isinstance(value, date)}
    for path, day in dates.items():
        if why := days.why_off(day):
            yield DAY_OFF.problem(
                f"{_called(path)} falls on {why}.",
                path=path,
                found=f"{day:%A}, {day}",
                expected="a day on which the district's offices are open",
                hint="Choose the working day before or after it.",
            )


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _called(path: Steps) -> str:
    """Return a date's name as its reader knows it: `proposals_due`, `the due of launch`."""
    return str(path[-1]) if path[0] in {"procurement", "population"} else f"The date due of {path[-2]}"


@rule(DAY_OFF, "district", "duties", source="contract practice")
def duties_on_working_days(spec: Spec) -> Iterator[Problem]:
    """A duty is due on a day on which somebody can see whether it was kept."""
    sides = {"district": spec.duties.district, "provider": spec.duties.provider} if spec.duties else {}
    found: dict[Steps, object] = {
        ("duties", side, key, "by"): duty.by
        for side, duties in sides.items()
        for key, duty in duties.items()
        if not _KEPT.match(duty.duty)
    }
    yield from _off(spec, found)


ALWAYS = (steps_on_working_days, deadlines_on_working_days, duties_on_working_days)
