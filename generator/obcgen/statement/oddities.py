"""What is unlikely about the results, with the verifier's answers, as an edition may tell it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from obcgen.results.plausible.oddity import Oddity

UNANSWERED = "Not answered. Ask before anything is paid"
"""What stands in place of an answer that the verifier did not give."""
_ELSEWHERE = "Answered in the full edition"


@dataclass(frozen=True, slots=True)
class OddRow:
    """One thing about the results that is unlikely, and what the verifier answered."""

    name: str
    matter: str
    answer: str


def odd_rows(oddities: Sequence[Oddity], *, full: bool) -> tuple[OddRow, ...]:
    """Return each oddity; the finance edition, not `full`, names it without figures and answers."""
    return tuple(
        OddRow(
            each.name,
            each.message if full else f"{each.kind.title}.",
            (each.reason if full else _ELSEWHERE) if each.reason else UNANSWERED,
        )
        for each in oddities
    )
