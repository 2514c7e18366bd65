"""Days as charts write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date

MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_A_YEAR: Final = 365
"""Days; two that lie as far apart are written with their years."""


def written(day: date) -> str:
    """Return a day in short: `Mar 1, 2027`."""
    return f"{_of_year(day)}, {day.year}"


def period(first: date, last: date) -> str:
    """Return a day, or the first and the last, in short and with their years."""
    return written(first) if first == last else f"{written(first)} to {written(last)}"


def with_year(first: date, last: date) -> str:
    """Return the same with no month or year said twice: `May 8 to 19, 2028`."""
    if first == last or first.year != last.year:
        return period(first, last)
    ends = str(last.day) if first.month == last.month else _of_year(last)
    return f"{_of_year(first)} to {ends}, {last.year}"


def span_of(first: date, last: date) -> str:
    """Return the same for a place on a line of time that names the years."""
    if (last - first).days >= _A_YEAR:
        return period(first, last)
    return _of_year(first) if first == last else f"{_of_year(first)} to {_of_year(last)}"


def _of_year(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.day}"
