"""A result of the whole group by which what a line earns is multiplied: quality times quantity."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from obcgen.money import Share
    from obcgen.spec import Outcome


@dataclass(frozen=True, slots=True)
class Quality:
    """The outcome with its bounds: below `least` nothing is paid, above `most` no more than that."""

    id: str
    outcome: Outcome
    least: Share | None
    most: Share

    def factor(self, value: Fraction | None) -> Fraction:
        """Return by what a line is multiplied: 0.8 for a result of 80 percent; nothing without a result."""
        if value is None or (self.least is not None and value < 100 * self.least.value):
            return Fraction(0)
        return max(Fraction(0), min(value / 100, self.most.value))

    @property
    def words(self) -> str:
        """How the amount is multiplied, as the sentence of a line goes on."""
        least = self.least
        below = f", and as nothing below {least.exact}" if least is not None else ""
        measured = f"the result on the Outcome “{self.outcome.name}” ({self.outcome.measure.scale})"
        return f", multiplied by {measured}, which counts as at most {self.most.exact}{below}"
