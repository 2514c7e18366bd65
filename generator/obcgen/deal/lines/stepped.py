"""An amount for the result of all participants together, by the highest step that it reaches."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from obcgen.deal.counting import NIL, ONE, Counted
from obcgen.deal.earned import Item
from obcgen.deal.lines.line import Line
from obcgen.figures import exact_money, level_text, number, to_the_cent
from obcgen.money import Share
from obcgen.words import combined, listed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from obcgen.deal.counting import Counting
    from obcgen.deal.curve import Corner
    from obcgen.deal.facts import Facts
    from obcgen.spec.rates import Step


@dataclass(frozen=True, kw_only=True, eq=False)
class Stepped(Line):
    """`group_result: {steps: [{at_least: 50%, pay: $10,000}]}`."""

    steps: tuple[Step, ...]

    @property
    def in_shares(self) -> bool:
        """Whether the steps are shares."""
        return bool(self.steps) and isinstance(self.steps[0].at_least, Share)

    @property
    def levels(self) -> tuple[Share | Decimal, ...]:
        """The results at which steps begin."""
        return tuple(step.at_least for step in self.steps)

    @property
    def begins_at(self) -> Fraction | None:
        """The first step that pays, where the group has one measured value."""
        paid = (at for at, step in zip(self.on_scale, self.steps, strict=True) if step.pay)
        return next(paid, None) if self.paid_for.by_group else None

    @property
    def needs_values(self) -> bool:
        """It pays by the share who reached the outcome, or by the group's value."""
        return False

    def over_attainment(self, in_full: Fraction) -> list[Corner]:  # noqa: ARG002
        """Return the stairs; an upright stretch has two corners at one share."""
        if not all(isinstance(level, Share) for level in self.levels):
            return []
        corners, paid = [(NIL, NIL)], NIL
        for step in self.steps:
            corners.append((number(step.at_least), paid))
            paid = step.pay.cents * self.reduction
            corners.append((number(step.at_least), paid))
        return [*corners, (ONE, paid)]

    def for_group(self, counted: Counted, counting: Counting) -> tuple[Item, ...]:  # noqa: ARG002
        """Return the highest step reached."""
        value = counted.value
        reached = [step for step in self.steps if value is not None and value >= number(step.at_least)]
        if not reached or not reached[-1].pay:
            return ()
        words = f"Step from {level_text(reached[-1].at_least)}"
        return (Item(words, ONE, reached[-1].pay.cents * self.reduction),)

    @property
    def _most(self) -> Fraction:
        return max(Fraction(step.pay.cents) for step in self.steps)

    def most_for_group(self) -> Fraction:
        """Return what the best step pays."""
        return self._most * self.reduction

    def price_term(self, price: Fraction, count: Fraction, level: Fraction, facts: Facts) -> str:
        """Return the amount of the step."""
        del count, level, facts
        return exact_money(price)

    @property
    def amount_sentence(self) -> str:
        """What is paid at each step."""
        words = [f"{step.pay} from {level_text(step.at_least)} upward" for step in self.steps]
        steps = f"{listed(words)}{combined(len(words), 'highest')}"
        return f"the amount set by {self.paid_for.together}, which is {steps}"

    @property
    def price_told(self) -> tuple[str, Mapping[str, str]]:
        """The most that it pays."""
        return "up_to", {"price": str(to_the_cent(self._most))}

    @property
    def price(self) -> str:
        """The most that it pays."""
        return f"up to {to_the_cent(self._most)}"
