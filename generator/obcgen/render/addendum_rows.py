"""Rows that templates print: the addenda of the RFP, the first one first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from obcgen.spec import Prose, Spec
from obcgen.spec.addenda import in_series
from obcgen.spec.dates import day_words


@dataclass(frozen=True, slots=True)
class AddendumRow:
    """An addendum: its number, its day, both as in `Addendum No. 1 of March 26, 2027`, and the reason."""

    number: int
    issued: date
    name: str
    reason: Prose | None


def addendum_rows(spec: Spec) -> tuple[AddendumRow, ...]:
    """Return a row for each addendum of the RFP."""
    return tuple(
        AddendumRow(number, each.issued, f"Addendum No. {number} of {day_words(each.issued)}", each.reason)
        for number, each in in_series(spec.addenda)
    )
