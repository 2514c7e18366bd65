"""The value of an outcome for the whole group, computed from what each participant reached."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from obcgen.figures import quantity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from obcgen.spec.outcomes import Outcome

WORDS = {
    "share": "the share, in percent, of the Participants counted for the Outcome “{name}” who reached it",
    "count": "the number of Participants who reached the Outcome “{name}”",
    "mean": "the mean value on the Outcome “{name}” of the Participants counted for it; one whose value is "
    "not known is left out of the mean",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """What a value for the whole group is computed from, and the value; None where nobody counts.

    `value` of a share is in percent. `valued` are those whose values make up a mean.
    """

    kind: str
    counted: int
    reached: Fraction
    valued: int
    summed: Fraction

    @property
    def value(self) -> Fraction | None:
        """The value on the scale of the group's outcome, not rounded."""
        if self.kind == "mean":
            return self.summed / self.valued if self.valued else None
        if not self.counted:
            return None
        return 100 * self.reached / self.counted if self.kind == "share" else self.reached

    @property
    def formula(self) -> str:
        """How the value is computed, in words."""
        formulas = {"share": "100 x reached / counted", "count": "reached", "mean": "sum of values / values"}
        return formulas[self.kind]

    @property
    def arithmetic(self) -> str:
        """The computation with its numbers: `100 x 45 / 100 = 45`."""
        value = quantity(self.value or Fraction(0))
        if self.kind == "count":
            return f"{value} of {self.counted:,} counted reached it"
        if self.kind == "mean":
            return f"{quantity(self.summed)} / {self.valued:,} = {value}"
        return f"100 x {quantity(self.reached)} / {self.counted:,} = {value}"


def figure(kind: str, results: Iterable[tuple[int, Fraction, Fraction | None]]) -> Figure:
    """Return the figure over those who count: how many, which part of them reached it, and their value."""
    seen = list(results)
    valued = [(count, value) for count, _, value in seen if value is not None]
    return Figure(
        kind,
        sum(count for count, _, _ in seen),
        sum((count * reached for count, reached, _ in seen), Fraction(0)),
        sum(count for count, _ in valued),
        sum((count * value for count, value in valued), Fraction(0)),
    )


def computed_words(outcome: Outcome, of: Outcome, *, defaults: bool) -> str:
    """Return how the value of an outcome is computed, as a contract states it.

    `defaults` says that the contract states what follows where the district failed.
    """
    computed = outcome.measure.computed
    words = WORDS[computed.figure].format(name=of.name) if computed is not None else ""
    default = " What a district default changes for a Participant changes this value too."
    after = default if defaults else ""
    return (
        f"This value is computed from the verified results of each Participant: {words}. It is not rounded. "
        "No minimum dosage is required for it. For a line of the Rate Card that counts one group or cohort, "
        "the value is that of those Participants alone, even where it is only a condition of the line. "
        f"If nobody counts, the value is missing.{after}"
    )
