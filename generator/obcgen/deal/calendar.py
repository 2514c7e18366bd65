"""Fiscal years and quarters: in which one a day falls, and in which one results count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from obcgen.spec import MonthDay

if TYPE_CHECKING:
    from obcgen.spec import Spec

SCHOOL_YEAR = MonthDay(7, 1)
"""The first day of the fiscal year of a district that does not say when its own starts."""


def fiscal_year(day: date, starts: MonthDay) -> str:
    """Return the name of the fiscal year of a day: `2027-28`, or `2027` where it is the calendar year."""
    if (starts.month, starts.day) == (1, 1):
        return str(day.year)
    first = day.year if (day.month, day.day) >= (starts.month, starts.day) else day.year - 1
    return f"{first}-{(first + 1) % 100:02d}"


def month_ends(day: date) -> Iterator[date]:
    """Yield the last day of each month, from that of a day on, without end."""
    while True:
        day = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
        yield day - timedelta(days=1)


def quarter_of(day: date, starts: MonthDay) -> tuple[str, tuple[int, int]]:
    """Return the name of the quarter of a day, and the year and month in which it begins.

    Quarters begin with the month of the fiscal year's first day: a year from July 1 has them in July,
    October, January and April.
    """
    months = day.year * 12 + day.month - 1 - (1 if day.day < starts.day else 0)
    since = (months - (starts.month - 1)) % 12
    first = months - since % 3
    return f"{fiscal_year(day, starts)} Q{since // 3 + 1}", (first // 12, first % 12 + 1)


def last_month(first: tuple[int, int], starts: MonthDay) -> tuple[int, int]:
    """Return the year and month in which a quarter ends, from those in which it begins."""
    months = first[0] * 12 + first[1] - 1 + (2 if starts.day == 1 else 3)
    return months // 12, months % 12 + 1


def year_of(spec: Spec, cohort: str = "") -> str:
    """Return the fiscal year in which a cohort's results arise: the one in which it, or the program, ends."""
    ends = spec.cohorts[cohort].ends if cohort in spec.cohorts else spec.program.ends
    return fiscal_year(ends, spec.district.fiscal_year_starts or SCHOOL_YEAR)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The fiscal year of the district, and the years in which results count.

    `last_year` is that in which the program ends, `cohorts` that in which each cohort does.
    """

    starts: MonthDay
    last_year: str
    cohorts: Mapping[str, str]

    def year_of(self, cohort: str) -> str:
        """Return the year in which the results of a cohort count; an empty id means everyone."""
        return self.cohorts.get(cohort, self.last_year)

    def year_named(self, day: date | None) -> str:
        """Return the fiscal year of a payment; undated ones have none."""
        return fiscal_year(day, self.starts) if day else ""

    def ends(self, year: str) -> date:
        """Return the last day of a fiscal year by its name: `2027-28`, or `2027`."""
        return date(int(year[:4]) + 1, self.starts.month, self.starts.day) - timedelta(days=1)

    def in_order(self, place: tuple[str, str]) -> tuple[int, str]:
        """Sort a cohort and a year: cohorts as the spec lists them, those in none last."""
        cohorts = list(self.cohorts)
        return (cohorts.index(place[0]) if place[0] in cohorts else len(cohorts), place[1])


def calendar(spec: Spec) -> Calendar:
    """Return the calendar of a spec."""
    starts = spec.district.fiscal_year_starts or SCHOOL_YEAR
    return Calendar(starts, year_of(spec), {cohort: year_of(spec, cohort) for cohort in spec.cohorts})
