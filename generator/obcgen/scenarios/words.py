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
    """Return a quarter with its first month: `2027-28 Q2, Oct 2027`."""
    year, month = quarter.first
    return f"{quarter.name}, {_MONTHS[month - 1]} {year}" if quarter.name else "No date"
