"""The attainment of each outcome, as a statement shows it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from obcgen.deal.counting import NIL, Counting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.deal.deal import Deal
    from obcgen.deal.facts import Alike, Facts


@dataclass(frozen=True, slots=True)
class AttainmentRow:
    """How many counted for an outcome and how many of them reached it; None where that would tell too much.

    `lines` are those of the rate card that pay for it.
    """

    outcome: str
    lines: tuple[str, ...]
    counted: int | None
    reached: int | None
    target: Fraction | None

    @property
    def share(self) -> Fraction | None:
        """The share of those counted who reached it."""
        return Fraction(self.reached or 0, self.counted) if self.counted else None


def attainment_rows(deal: Deal, facts: Facts) -> tuple[AttainmentRow, ...]:
    """Return the attainment of each outcome counted by participant of which there are results."""
    return tuple(_rows(deal, Counting(deal, facts)))


def _rows(deal: Deal, counting: Counting) -> Iterator[AttainmentRow]:
    for key, outcome in deal.outcomes.items():
        yield from _computed(deal, counting, key)
        people = [each for each in counting.facts.people if each.count and key in each.marks]
        if outcome.measure.counted_by == "group" or not people:
            continue
        lines = tuple(line.id for line in deal.paid if key in line.outcomes)
        found = [(each.count, counting.outcome(key, each, "", each.cohort)) for each in people]
        gated = asks_dosage(deal, key)
        kept = [
            (count, each)
            for (count, each), person in zip(found, people, strict=True)
            if each.counted and (not gated or has_dosage(person, key))
        ]
        counted = sum(count for count, _ in kept)
        reached = sum(count for count, each in kept if each.reached > NIL)
        yield AttainmentRow(outcome.name, lines, counted, reached, outcome.target.value)


def _computed(deal: Deal, counting: Counting, key: str) -> Iterator[AttainmentRow]:
    """Yield what the group's share or number is computed from; a mean has no number who reached it."""
    found = counting.computed(key, "", "")
    lines = tuple(line.id for line in deal.paid if key in line.outcomes)
    if found is not None and found.kind != "mean" and found.counted:
        outcome = deal.outcomes[key]
        yield AttainmentRow(outcome.name, lines, found.counted, int(found.reached), outcome.target.value)


def asks_dosage(deal: Deal, outcome: str) -> bool:
    """Tell whether any line that pays for an outcome asks for the minimum dosage."""
    return any(line.paid_for.asks_dosage for line in deal.lines.values() if outcome in line.outcomes)


def has_dosage(person: Alike, outcome: str) -> bool:
    """Tell whether participants received the minimum dosage before an outcome was measured."""
    return person.dosage_met and outcome not in person.short
