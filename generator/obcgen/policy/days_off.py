"""Dates on which nobody is there: weekends, federal and state holidays, the district's own closures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from obcgen.policy.rule import rule
from obcgen.problems import Kind, Problem
from obcgen.problems import Path as Steps
from obcgen.spec import Spec

DAY_OFF = Kind("PRO-04", "A date falls on a day off", "warning")


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
    for key, rate in spec.payment.rates.items():
        yield ("payment", "rates", key, "due"), rate.due
    if roster is not None:
        yield ("population", "roster", "locked"), roster.locked
    for key, outcome in spec.outcomes.items():
        for name, source in outcome.verification.sources.items():
            yield ("outcomes", key, "verification", "sources", name, "due"), source.due


def _off(spec: Spec, found: dict[Steps, object]) -> Iterator[Problem]:
    dates = {path: _day(value) for path, value in found.items() if isinstance(value, date)}
    holidays, edition = holidays_of(spec.district.state) if dates else ({}, "")
    for path, day in dates.items():
        why = _why(spec, day, holidays, edition)
        if why:
            yield DAY_OFF.problem(
                f"{_called(path)} falls on {why}.",
                path=path,
                found=f"{day:%A}, {day}",
                expected="a day on which the district's offices are open",
                hint="Choose the working day before or after it.",
            )


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


@cache
def holidays_of(state: str) -> tuple[Mapping[date, str], str]:
    """Return the holidays of nation and state, worked out as days are asked for, and the list's version."""
    import holidays  # noqa: PLC0415  no other rule waits for it
    from holidays.version import __version__ as edition  # noqa: PLC0415

    try:
        listed = _united_states(Path(holidays.__file__))(subdiv=state)
    except (ImportError, AttributeError, OSError):  # a release that keeps its countries otherwise
        listed = holidays.country_holidays("US", subdiv=state)
    return listed, edition


def _united_states(package: Path) -> Callable[..., Mapping[date, str]]:
    """Return the class of the country's holidays, read by itself.

    The public way reads every country of the world: 70 ms more, twice as long as all rules take together.

    Raises:
        ImportError, AttributeError, OSError: the package keeps it elsewhere.
    """
    place = package.with_name("countries") / "united_states.py"
    found = spec_from_file_location("holidays_of_the_united_states", place)
    if found is None or found.loader is None:
        raise ImportError(str(place))
    united_states = module_from_spec(found)
    found.loader.exec_module(united_states)
    listed: Callable[..., Mapping[date, str]] = united_states.UnitedStates
    return listed


def _why(spec: Spec, day: date, holidays: Mapping[date, str], edition: str) -> str:
    """Return why a day is off, or nothing."""
    if day.weekday() > 4:
        return f"a {day:%A}"
    if name := holidays.get(day):
        return f"{name}, a holiday in {spec.district.state} (package holidays {edition})"
    closure = next((c for c in spec.district.closures.values() if c.starts <= day <= c.ends), None)
    return (
        f"{closure.name}, when the offices are closed ({closure.starts} to {closure.ends})" if closure else ""
    )


def _called(path: Steps) -> str:
    """Return a date's name as its reader knows it: `proposals_due`, `the due of launch`."""
    return str(path[-1]) if path[0] in {"procurement", "population"} else f"The date due of {path[-2]}"


ALWAYS = (steps_on_working_days, deadlines_on_working_days)
