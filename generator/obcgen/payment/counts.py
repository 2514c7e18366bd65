"""How many participants a price per participant is multiplied by, and in which year they count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.spec import MonthDay, Spec

if TYPE_CHECKING:
    from datetime import date

SCHOOL_YEAR = MonthDay(7, 1)
"""The fiscal year of a district that does not say when its own starts."""


def everyone(spec: Spec) -> int:
    """Return the most participants that there can be."""
    return spec.population.maximum or spec.population.planned


def counted_for_base(spec: Spec) -> int:
    """Return the participants a base price counts: those planned, or the most that can be on the roster."""
    base = spec.payment.base
    return spec.population.planned if base is None or base.counted == "planned" else everyone(spec)


def planned_in(spec: Spec, group: str, cohort: str) -> int:
    """Return the most participants in a group and a cohort; an empty id means everyone."""
    counts = [everyone(spec)]
    if group in spec.population.groups:
        counts.append(spec.population.groups[group].planned)
    if cohort in spec.cohorts:
        counts.append(spec.cohorts[cohort].planned)
    return min(counts)


def fiscal_year(day: date, starts: MonthDay) -> str:
    """Return the name of the fiscal year of a day: `2027-28`, or `2027` where it is the calendar year."""
    if (starts.month, starts.day) == (1, 1):
        return str(day.year)
    first = day.year if (day.month, day.day) >= (starts.month, starts.day) else day.year - 1
    return f"{first}-{(first + 1) % 100:02d}"


def year_of(spec: Spec, cohort: str = "") -> str:
    """Return the fiscal year in which a cohort's results arise: the one in which it, or the program, ends."""
    ends = spec.cohorts[cohort].ends if cohort in spec.cohorts else spec.program.ends
    return fiscal_year(ends, spec.district.fiscal_year_starts or SCHOOL_YEAR)
