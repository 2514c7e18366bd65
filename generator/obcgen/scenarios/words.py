"""Parts of scenarios in words, for the terminal and for the estimate alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.payment.names import rate_name

if TYPE_CHECKING:
    from obcgen.payment.caps import Limit
    from obcgen.payment.quarters import Quarter
    from obcgen.spec import Spec

_SCOPES = {
    "line": "the ceiling of the line “{name}”",
    "participant": "the cap for each participant",
    "district_default": "the most for a default of the district",
    "outcome": "the cap for the outcome “{name}”",
    "cohort": "the cap for the cohort “{name}”",
    "year": "the cap for the year {name}",
    "total": "the cap for all lines",
    "not_to_exceed": "the not-to-exceed amount",
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def limit_in_words(spec: Spec, limit: Limit) -> str:
    """Return what a limit did: which it is, and what it cut."""
    which = _SCOPES[limit.scope].format(name=_name(spec, limit))
    return f"{which} ({limit.limit}) cuts {limit.before} to {limit.after}."


def _name(spec: Spec, limit: Limit) -> str:
    if limit.scope == "outcome":
        return spec.outcomes[limit.name].name
    if limit.scope == "line":
        return rate_name(spec, limit.name)
    return spec.cohorts[limit.name].name if limit.scope == "cohort" else limit.name


def quarter_in_words(quarter: Quarter) -> str:
    """Return a quarter with its first month: `2027-28 Q2, Oct 2027`."""
    year, month = quarter.first
    return f"{quarter.name}, {_MONTHS[month - 1]} {year}" if quarter.name else "No date"
