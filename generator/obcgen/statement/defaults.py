"""Duties missed, as a statement shows them: which, when, what was lost, and by whom as far as may be told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from obcgen.results.defaults import duties_of
from obcgen.spec.on_record import EVERYONE
from obcgen.words import listed

if TYPE_CHECKING:
    from datetime import date

    from obcgen.spec import Spec
    from obcgen.spec.on_record import Default
    from obcgen.spec.results import Results

LONGEST_NAMED: Final = 40
"""Participants whom one cell of the table names; more stand in the results file."""


@dataclass(frozen=True, slots=True)
class DefaultRow:
    """One duty that a party missed and did not cure.

    `measure` is that to which the duty is performed. `participants` are the ids of those who lost the
    outcomes; empty for everyone, and in the finance edition, where `few` only tells whether they are fewer
    than ten.
    """

    party: str
    duty: str
    measure: str
    notice: date
    cure_failed: date
    outcomes: tuple[str, ...]
    participants: tuple[str, ...]
    few: bool | None = None
    why: str = ""
    """What the record shows; it may name participants, so the finance edition leaves it out."""

    @property
    def missed(self) -> str:
        """Whose duty it was, and what: `District: Provide rosters`."""
        return f"{self.party}: {self.duty}"

    @property
    def lost(self) -> str:
        """The outcomes whose loss the failure caused."""
        return listed(self.outcomes)

    @property
    def who(self) -> str:
        """The participants in words: by id, by number, or, in the finance edition, whether they are few."""
        if self.few is not None:
            return "Fewer than 10" if self.few else "10 or more"
        if not self.participants:
            return "All"
        if len(self.participants) > LONGEST_NAMED:
            return f"{len(self.participants):,}, named in the results file"
        return ", ".join(self.participants)


def default_rows(spec: Spec, results: Results) -> tuple[DefaultRow, ...]:
    """Return a row for each default of the results."""
    return tuple(_row(spec, default) for default in results.defaults)


def _row(spec: Spec, default: Default) -> DefaultRow:
    named = () if default.participants == (EVERYONE,) else tuple(dict.fromkeys(default.participants))
    of = "Minimum Dosage for " if default.lost == "dosage" else ""
    return DefaultRow(
        default.party.capitalize(),
        duties_of(spec, default.party)[default.duty],
        _measure(spec, default),
        default.notice,
        default.cure_failed,
        tuple(f"{of}{spec.outcomes[key].name}" for key in default.outcomes),
        named,
        why=default.why or "",
    )


def _measure(spec: Spec, default: Default) -> str:
    """Return how performance of the duty is measured, where the spec says it."""
    if spec.duties is None:
        return ""
    owed = spec.duties.district if default.party == "district" else spec.duties.provider
    return (owed[default.duty].measure or "") if default.duty in owed else ""


def without_names(row: DefaultRow, least: int) -> DefaultRow:
    """Return a row without ids and words of the record; it tells whether those named are under `least`.

    An exact number is not told: beside the amount added it could tell how few of them had reached the outcome
    in any event.
    """
    row = replace(row, why="")
    return replace(row, participants=(), few=len(row.participants) < least) if row.participants else row
