"""The effect of a program against a comparison group: what must be shown before it counts, and in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from obcgen.figures import quantity

if TYPE_CHECKING:
    from fractions import Fraction

    from obcgen.money import Share
    from obcgen.spec.outcomes import Comparison


@dataclass(frozen=True, slots=True)
class Effect:
    """An effect that was estimated, with its evidence.

    `value`, `low` and `high` stand on the scale of the outcome; `program` and `comparison` are the people
    compared.
    """

    value: Fraction
    low: Fraction
    high: Fraction
    confidence: Share
    method: str
    program: int
    comparison: int

    @property
    def interval(self) -> str:
        """The two ends of its confidence interval: `1.1 to 7.3`."""
        return f"{quantity(self.low)} to {quantity(self.high)}"


def why_not_shown(asked: Comparison, effect: Effect) -> str:
    """Return why an effect does not count; nothing where its evidence shows it."""
    if effect.low <= 0 <= effect.high:
        return "the interval includes 0"
    least = asked.smallest_group
    if least is not None and min(effect.program, effect.comparison) < least:
        return f"a group has fewer than {least:,} people"
    return ""


def effect_words(asked: Comparison) -> str:
    """Return what the evidence for an effect must be, as RFP and contract state it."""
    least = asked.smallest_group
    size = f", at least {least:,} in each group" if least is not None else ""
    small = ", or one found with fewer people in either group," if least is not None else ""
    return (
        "This value is an effect: the difference between the result of the Participants and that of the "
        f"comparison group: {asked.against}. It counts only with its evidence: the estimate, its "
        f"{asked.confidence.exact} confidence interval, the method, and the number of people "
        f"compared{size}. An effect whose confidence interval includes 0{small} counts as not having reached "
        "the Outcome, and no line pays by its value. An effect without this evidence counts so too."
    )
