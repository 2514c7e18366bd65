"""A share of an amount, once the outcome is reached: of savings, of actual cost, or of a fixed budget."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from obcgen.deal.counting import Counted
from obcgen.deal.earned import Item
from obcgen.deal.lines.line import Line
from obcgen.figures import TIMES
from obcgen.money import ZERO, Money, Share

if TYPE_CHECKING:
    from collections.abc import Mapping

    from obcgen.deal.counting import Counting
    from obcgen.deal.facts import Facts

Whole = Literal["savings", "budget", "actual_cost"]


@dataclass(frozen=True, kw_only=True, eq=False)
class ShareOf(Line):
    """`share_of: {savings: 30%}`.

    `own_budget` is the fixed budget that the line states for itself, `reimbursed` that of the base.
    """

    of: Whole
    share: Share
    own_budget: Money | None
    reimbursed: Money | None

    @property
    def budget(self) -> Money | None:
        """The fixed budget, where there is one."""
        return self.own_budget or self.reimbursed

    @property
    def needs_values(self) -> bool:
        """It only asks whether the group reached the outcome."""
        return False

    def whole(self, facts: Facts) -> Money | None:
        """Return the amount of which a share is paid; None where it is not known."""
        return {"savings": facts.savings, "actual_cost": facts.costs, "budget": self.budget}[self.of]

    def for_group(self, counted: Counted, counting: Counting) -> tuple[Item, ...]:
        """Return the share of the amount, if the outcome is reached."""
        whole = Fraction((self.whole(counting.facts) or ZERO).cents)
        if not counted.reached or not whole:
            return ()
        return (Item(self._item, counted.reached, whole * self.share.value * self.reduction),)

    @property
    def _item(self) -> str:
        what = {"savings": "savings", "actual_cost": "actual cost", "budget": "the fixed budget"}[self.of]
        return f"{self.share.exact} of {what}"

    def level_of(self, counted: Counted) -> Fraction:
        """Return whether the outcome was reached."""
        return counted.reached

    def most_for_group(self) -> Fraction:
        """Return the share of the budget; of savings only the line's own ceiling limits it."""
        if self.of == "savings" or self.budget is None:
            return self.own_limit
        return self.budget.cents * self.share.value * self.reduction

    def price_term(self, price: Fraction, count: Fraction, level: Fraction, facts: Facts) -> str:
        """Return the amount times the share."""
        del price, count, level
        return f"{self.whole(facts)}{TIMES}{self.share.exact}"

    def result_text(self, result: Fraction) -> str:
        """Return whether the outcome was reached."""
        return "reached" if result else "not reached"

    @property
    def amount_sentence(self) -> str:
        """Which share is paid of what."""
        plural = self.paid_for.joined == "all" and len(self.paid_for.ids) > 1
        reached = f"{self.paid_for.reached} {'are' if plural else 'is'} reached"
        return f"{self._words} if {reached}{self.paid_for.for_whom}"

    @property
    def _words(self) -> str:
        if self.of == "savings":
            return f"{self.share.exact} of the savings that Verification finds"
        if self.of == "actual_cost":
            return f"{self.share.exact} of the actual cost"
        budget = self.budget or ZERO
        return (
            f"{budget.times(self.share.value)}, which is {self.share.exact} of the fixed budget of {budget},"
        )

    @property
    def price_told(self) -> tuple[str, Mapping[str, str]]:
        """The share, and of what."""
        return self.of, {"share": self.share.exact}

    @property
    def price(self) -> str:
        """The share."""
        what = {"savings": "savings", "actual_cost": "actual cost", "budget": "the budget"}[self.of]
        return f"{self.share.exact} of {what}"
