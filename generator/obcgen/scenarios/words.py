"""Parts of scenarios in words, for the terminal and for the estimate alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from obcgen.account.quarters import Quarter
    from obcgen.deal.limits import AppliedLimit

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def limit_in_words(limit: AppliedLimit) -> str:
    """Return what a limit did: which it is, and what it cut."""
    return f"{limit.terms.in_text} ({limit.limit}) {limit.did()}."


def quarter_in_words(quarter: Quarter) -> str:
    """Return a quarter with its months: `2027-28 Q2, Oct to Dec 2027`."""
    if not quarter.name:
        return "No date"
    (first_year, first), (year, last) = quarter.first, quarter.last
    begins = _MONTHS[first - 1] if first_year == year else f"{_MONTHS[first - 1]} {first_year}"
    return f"{quarter.name}, {begins} to {_MONTHS[last - 1]} {year}"
