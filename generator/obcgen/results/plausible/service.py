"""The service that participants received against what the program plans and its calendar can hold."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from obcgen.deal.compile import deal_of
from obcgen.deal.dosage import MINUTES, dosage_unit
from obcgen.figures import number_text
from obcgen.problems import Kind
from obcgen.results.by_year import NAMES
from obcgen.results.cells import dosage
from obcgen.results.plausible.oddity import Oddity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.problems import Problem
    from obcgen.results.people import People
    from obcgen.results.written import Written
    from obcgen.spec import Spec
    from obcgen.spec.results import Results

NO_ROOM = Kind("RES-26", "More service than the program's calendar can hold")
ABOVE_PLAN = Kind("RES-27", "More service than the program plans", "warning")

_WORKING = 5
"""Days of a week on which there is service at the most, holidays and closures aside."""
_HOURS_A_DAY = (8, 24)
"""A full school or working day; the whole day where the plan itself needs more than that."""
_DAYS = {"days": 1, "school days": 1, "business days": 1, "weeks": 7, "months": 28, "years": 365}


def last_day(results: Results) -> date:
    """Return the day after which there is no service that these results can count."""
    return results.as_of if results.ended is None else min(results.as_of, results.ended)


def served_in_service(spec: Spec, results: Results, people: People | None) -> Iterator[Problem]:
    """Yield a Problem where somebody was served though the contract ended before there was service."""
    served = results.served or 0
    if people is not None:
        served = max(served, sum(people.kinds[kind].served for kind in people.kind_of))
    if results.ended is not None and results.ended < _first(spec) and served:
        yield NO_ROOM.problem(
            f"{served:,} cannot have been served: the contract ended on {results.ended}, before service "
            f"began on {_first(spec)}.",
            path=("ended",),
            found=f"{served:,} served by {results.ended}",
            expected="nobody served",
            hint="Write in ended: the last day of service, or correct who was served.",
        )


def service_fits(spec: Spec, people: People, last: date) -> Iterator[Problem]:
    """Yield a Problem for each column of service with more of it than there was time for up to a day."""
    unit = dosage_unit(deal_of(spec))
    most = _room(spec, unit, last)
    for written in _columns(people):
        received, text = _largest(people, written, unit)
        if received > most:
            yield NO_ROOM.problem(
                f"{written.name}: {number_text(received)} {unit} cannot have been received: from "
                f"{_first(spec)} to {_last(spec, last)} there was room for {number_text(most)} at the most.",
                place=written.place(text),
                found=f"{number_text(received)} {unit}",
                expected=f"at most {number_text(most)} {unit}",
                hint=_in_unit(unit),
            )


def service_above_plan(spec: Spec, people: People, ended: date | None) -> Iterator[Oddity]:
    """Yield what is unlikely: more service than the sessions, minutes and weeks of the program come to."""
    unit, planned = dosage_unit(deal_of(spec)), spec.program.dosage
    most = _planned(spec, unit, ended)
    if planned is None or most is None:
        return
    plan = f"{planned.sessions_per_week} sessions a week of {planned.minutes} minutes, {planned.weeks} weeks"
    plan += " in each year" if _years(spec) > 1 else ""
    plan += f", up to the end on {ended}" if ended is not None else ""
    for written in _columns(people):
        received, text = _largest(people, written, unit)
        if received > most:
            yield Oddity(
                ABOVE_PLAN,
                written.name,
                f"Up to {number_text(received)} {unit} are recorded, but the program plans "
                f"{number_text(most)}: {plan}.",
                place=written.place(text),
                found=f"{number_text(received)} {unit}",
                expected=f"at most {number_text(most)} {unit}",
                hint=f"Check the session log. {_in_unit(unit)}",
            )


def _in_unit(unit: str) -> str:
    minutes = " Minutes are read where each cell says so: 90 minutes." if unit == "hours" else ""
    return f"Check that the column is in {unit}.{minutes}"


def _columns(people: People) -> Iterator[Written]:
    yield from (each for name, each in people.columns.items() if name.partition(":")[0] == "dosage")


def _largest(people: People, written: Written, unit: str) -> tuple[Fraction, str | None]:
    """Return the most service in a column, and the cell that says so; years that add up have none."""
    if NAMES.get(written.name) == "in_year":
        sums: dict[str, Fraction] = {}
        for _, cells in written.table.rows():
            name, text = cells[people.at].strip(), cells[written.at].strip()
            sums[name] = sums.get(name, Fraction(0)) + (dosage(text, unit) if text else 0)
        return max(sums.values(), default=Fraction(0)), None
    return max(((dosage(text, unit), text) for text in written.texts if text), default=(Fraction(0), ""))


def _first(spec: Spec) -> date:
    return min([spec.program.starts, *(cohort.starts for cohort in spec.cohorts.values())])


def _last(spec: Spec, as_of: date) -> date:
    return min(as_of, max([spec.program.ends, *(cohort.ends for cohort in spec.cohorts.values())]))


def _years(spec: Spec) -> int:
    """Return the years that one participant may be served, each with the weeks of the plan."""
    days = (_last(spec, date.max) - _first(spec)).days + 1
    return -(-days // 366)


def _planned(spec: Spec, unit: str, ended: date | None = None) -> Fraction | None:
    """Return the service that one participant is to receive, also up to an early end.

    None in a unit that the plan does not have.
    """
    planned = spec.program.dosage
    if planned is None or unit not in MINUTES:
        return None
    weeks = planned.weeks * _years(spec)
    if ended is not None:
        weeks = min(weeks, -(-_open_days(spec, _first(spec), ended) // _WORKING))
    return Fraction(planned.sessions_per_week * planned.minutes * weeks, MINUTES[unit])


def _room(spec: Spec, unit: str, as_of: date) -> Fraction:
    """Return the most service that the days from the first to the last one can hold."""
    first, last = _first(spec), _last(spec, as_of)
    days = max(0, (last - first).days + 1)
    if unit not in MINUTES:
        return Fraction(-(-days // _DAYS[unit]))
    full, whole = (Fraction(60 * hours, MINUTES[unit]) for hours in _HOURS_A_DAY)
    fits = (_planned(spec, unit) or 0) <= full * _open_days(spec, first, _last(spec, date.max))
    return full * _open_days(spec, first, last) if fits else whole * days


def _open_days(spec: Spec, first: date, last: date) -> int:
    """Return the weekdays of a time that are in no closure of the district."""
    closed = [(each.starts, each.ends) for each in spec.district.closures.values()]
    days = (first + timedelta(days=at) for at in range((last - first).days + 1))
    return sum(
        day.weekday() < _WORKING and not any(start <= day <= end for start, end in closed) for day in days
    )
