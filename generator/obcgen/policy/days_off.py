"""Dates on which nobody is there: weekends, federal and state holidays, the district's own closures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from obcgen.policy.rule import rule
from obcgen.problems import Kind, Path, Problem
from obcgen.spec import Spec

DAY_OFF = Kind("PRO-04", "A date falls on a day off", "warning")


@rule(DAY_OFF, "district", "procurement", "payment", "population", "outcomes", source="procurement practice")
def dates_on_working_days(spec: Spec) -> Iterator[Problem]:
    """Deadlines, meetings and payments fall on days on which the offices are open."""
    dates = {path: _day(value) for path, value in _dates(spec) if isinstance(value, date)}
    holidays, version = _holidays(spec, {day.year for day in dates.values()})
    for path, day in dates.items():
        why = _why(spec, day, holidays, version)
        if why:
            yield DAY_OFF.problem(
                f"{_called(path)} falls on {why}.",
                path=path,
                found=f"{day:%A}, {day}",
                expected="a day on which the district's offices are open",
                hint="Choose the working day before or after it.",
            )


def _dates(spec: Spec) -> Iterator[tuple[Path, object]]:
    """Yield each date on which somebody has to be there, with its path."""
    if spec.procurement is not None:
        steps = spec.procurement.schedule
        yield from (
            (("procurement", "schedule", name), getattr(steps, name)) for name in type(steps).model_fields
        )
    base = spec.payment.base
    if base is not None:
        yield ("payment", "base", "due"), base.due
        for key, installment in base.installments.items():
            yield ("payment", "base", "installments", key, "due"), installment.due
    for key, rate in spec.payment.rates.items():
        yield ("payment", "rates", key, "due"), rate.due
    if spec.population.roster is not None:
        yield ("population", "roster", "locked"), spec.population.roster.locked
    for key, outcome in spec.outcomes.items():
        for name, source in outcome.verification.sources.items():
            yield ("outcomes", key, "verification", "sources", name, "due"), source.due


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _holidays(spec: Spec, years: set[int]) -> tuple[dict[date, str], str]:
    """Return the holidays of the nation and the state by day, and the version of the list."""
    from importlib.metadata import version  # noqa: PLC0415

    import holidays  # noqa: PLC0415  a spec without dates never waits for it

    listed = holidays.country_holidays("US", subdiv=spec.district.state, years=sorted(years))
    return dict(listed.items()), version("holidays")


def _why(spec: Spec, day: date, holidays: dict[date, str], version: str) -> str:
    """Return why a day is off, or nothing."""
    if day.weekday() > 4:
        return f"a {day:%A}"
    if day in holidays:
        return f"{holidays[day]}, a holiday in {spec.district.state} (list of holidays {version})"
    closure = next((c for c in spec.district.closures.values() if c.starts <= day <= c.ends), None)
    return (
        f"{closure.name}, when the offices are closed ({closure.starts} to {closure.ends})" if closure else ""
    )


def _called(path: Path) -> str:
    """Return a date's name as its reader knows it: `proposals_due`, `the due of launch`."""
    return str(path[-1]) if path[0] in {"procurement", "population"} else f"The date due of {path[-2]}"


ALWAYS = (dates_on_working_days,)
