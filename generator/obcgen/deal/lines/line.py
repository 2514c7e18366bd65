"""What every line of the rate card has: what it pays for, what limits it, and how it is put into words.

A way to pay is a subclass in a file of its own. It says what it earns for one participant or for all
(`for_one`, `for_all_counted`), what it can earn at most, and its sentence and price; everything that lines
have in common, gates, deductions and ceilings, stands here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from obcgen.deal.counting import LEFT_OUT, NIL, ONE, Counted, joined, weighed
from obcgen.deal.earned import NO_RESULT, NOTHING, Earned, Item
from obcgen.deal.lines.stated import Stated
from obcgen.figures import level_text, number, number_text, to_the_cent
from obcgen.money import Share
from obcgen.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.deal.counting import Counting
    from obcgen.deal.curve import Corner
    from obcgen.deal.facts import Alike
    from obcgen.deal.paid_for import PaidFor
    from obcgen.spec.rates import Deduction

ABOVE_FOR_ONE = "Above the most for one Participant"
"""What is taken off where one participant would earn more than the line pays for one."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Line(Stated):
    """One line of the rate card: what it earns, for one participant or for all."""

    # What a way to pay says of itself

    def for_one(self, counted: Counted, year: str, size: int) -> tuple[Item, ...]:  # noqa: ARG002
        """Return what one participant earns with a result; `size` is the number whom the line may count."""
        return ()

    def for_group(self, counted: Counted, counting: Counting) -> tuple[Item, ...]:  # noqa: ARG002
        """Return what the result of all whom the line counts earns."""
        return ()

    def most_for_group(self) -> Fraction:
        """Return the most that it can pay once for all, in cents, its own ceiling and the caps apart."""
        return self.own_limit

    def over_attainment(self, in_full: Fraction) -> list[Corner]:  # noqa: ARG002 - a flat price needs it
        """Return the corners of what it pays over the share who reach the outcome, before its ceiling.

        `in_full` is what it pays, in cents, if everyone does; nothing where shares do not set what it pays.
        """
        return []

    @property
    def full_price(self) -> str:
        """What a result comes to that is paid at the full price, in words."""
        amount = f"{to_the_cent(self.most_for_group())} in all{self.net}"
        if self.paid_for.by_participant:
            return f"{amount} if every Participant counted reaches it, and each one affected counts so"
        return amount

    def counts(self, counting: Counting, person: Alike) -> bool:
        """Tell whether participants belong to those whom the line counts."""
        return counting.in_scope(self.paid_for, person, self.years)

    # By participant

    def earned_by(self, counting: Counting, person: Alike, size: int) -> Earned:
        """Return what one participant earns; `size` is the number of those whom the line may count."""
        if not self.counts(counting, person):
            return NOTHING
        counted = counting.joined(self.id, self.paid_for, person)
        if not counted.counted:
            return NOTHING
        items = self.for_one(counted, counting.year(person), size)
        items = self.multiplied(items, counting, full=counted.full)
        items = (*items, *self.deducted(counted, "Participants"))
        return self.at_most_for_one(Earned(items, counted=True, level=counted.reached))

    def at_most_for_one(self, earned: Earned) -> Earned:
        """Return what one participant earns within the most that the line pays for one."""
        if self.at_most_each is None or earned.amount <= self.at_most_each.cents:
            return earned
        beyond = self.at_most_each.cents - earned.amount
        return replace(earned, items=(*earned.items, Item(ABOVE_FOR_ONE, ONE, beyond)))

    def multiplied(
        self, items: tuple[Item, ...], counting: Counting, *, full: bool = False
    ) -> tuple[Item, ...]:
        """Return what is earned once the group's result on another outcome has multiplied it.

        A `full` price is multiplied only where that result is the most that it can be as well.
        """
        quality = self.paid_for.quality
        if quality is None:
            return items
        found = counting.result(quality.id, self.paid_for.group, self.paid_for.cohort)
        if full and not found.full:
            return items
        value = found.value if found.counted else None
        factor = quality.most.value if found.full else quality.factor(value)
        changed = sum((item.amount for item in items), NIL) * (factor - 1)
        name = f"Result on {quality.outcome.name} at {number_text(100 * factor)}%"
        return (*items, Item(name, ONE, changed)) if changed else items

    def deducted(self, counted: Counted, who: str) -> tuple[Item, ...]:
        """Return what is taken off for a result below that of the deduction."""
        if self.deduction is None or counted.full or counted.value is None:
            return ()
        short = number(self.deduction.below) - counted.value
        item = _taken_off(self.deduction, f"{who} below {level_text(self.deduction.below)}", short)
        return (item,) if short > 0 and item.amount else ()

    # Once for all participants

    def earned_by_all(self, counting: Counting) -> Earned:
        """Return what a line earns that pays once for the result of all whom it counts."""
        own = counted = self.result(counting)
        if self.paid_for.gates and self.paid_for.by_group:
            counted = counting.behind_gates(self.paid_for, counted)
        if not counted.counted or self.id in counting.facts.unmet:
            return Earned(why_not=self._why_not(counting, own, counted))
        level = self.level_of(counted)
        if counted.full and counted.reached == ONE:
            most = self.most_for_group()
            items = self.multiplied((Item("Full amount", ONE, most),) if most else (), counting, full=True)
        else:
            items = self.multiplied(self.for_group(counted, counting), counting)
            items = (*items, *self.deducted(counted, "Result"))
        earned = Earned(items, counted=True, level=level)
        if self.chosen and self.at_most is not None and earned.amount > self.at_most.cents:
            return replace(earned, items=(Item("At most", ONE, Fraction(self.at_most.cents)),))
        return earned

    def _why_not(self, counting: Counting, own: Counted, behind: Counted) -> str:
        """Return why the result of a group does not count: there is none, or something else was not met."""
        if not own.counted:
            return NO_RESULT
        lacking = [] if behind.counted else list(self._gates_lacking(counting))
        lacking += ["its condition was not met"] if self.id in counting.facts.unmet else []
        link = "but" if own.reached else "and"
        return f"{self.result_text(self.level_of(own))}, {link} {' and '.join(lacking)}"

    def _gates_lacking(self, counting: Counting) -> Iterator[str]:
        """Yield which outcomes that the line requires were not reached, and which were not measured."""
        gates = counting.gates_not_met(self.paid_for)
        for counted, one, several, said in (
            (True, "was", "were", "not reached"),
            (False, "has", "have", NO_RESULT),
        ):
            names = [
                f"“{counting.terms.outcomes[gate].name}”"
                for gate, met in gates.items()
                if met.counted == counted
            ]
            if names:
                yield f"{listed(names)} {several if len(names) > 1 else one} {said}"

    def level_of(self, counted: Counted) -> Fraction:
        """Return the result on which it pays once."""
        return counted.reached if counted.value is None else counted.value

    def result(self, counting: Counting) -> Counted:
        """Return the result of all: the share who reached it, or the value of an outcome counted by group."""
        paid_for = self.paid_for
        if paid_for.by_group:
            own = (paid_for.group, paid_for.cohort)
            counted = joined(paid_for, [counting.result(outcome, *own) for outcome in paid_for.ids])
            in_percent = self.in_shares and counted.value is not None
            return replace(counted, value=(counted.value or NIL) / 100) if in_percent else counted
        if paid_for.joined != "score":
            return self._share(counting, paid_for)
        parts = [self._share(counting, paid_for.single(outcome)) for outcome in paid_for.ids]
        if not all(part.counted for part in parts):
            return LEFT_OUT
        return replace(
            parts[0],
            value=weighed(paid_for, parts),
            reached=min(part.reached for part in parts),
            full=all(part.full for part in parts),
        )

    def _share(self, counting: Counting, paid_for: PaidFor) -> Counted:
        """Return the share of counted participants who reached what the line pays for."""
        counted, reached, full = 0, NIL, True
        for person in counting.facts.people:
            if person.count and counting.in_scope(paid_for, person, self.years):
                one = counting.joined(self.id, paid_for, person)
                counted += person.count if one.counted else 0
                reached += person.count * one.reached
                full = full and (one.full or not one.counted)
        if not counted:
            return LEFT_OUT
        share = reached / counted
        return replace(LEFT_OUT, counted=True, reached=share, value=share, full=full)


def _taken_off(deduction: Deduction, words: str, short: Fraction) -> Item:
    """Return what is taken off for a result that is so far below: once, or for each full unit of that."""
    each = -Fraction(deduction.pay.cents)
    if deduction.for_each is None:
        return Item(words, ONE, each)
    units = Fraction(floor(short * 100 if isinstance(deduction.below, Share) else short))
    if deduction.at_most is not None and -each * units > deduction.at_most.cents:
        return Item(f"{words}, at the most", ONE, -Fraction(deduction.at_most.cents))
    return Item(f"{words}, each full {deduction.for_each}", units, each)
