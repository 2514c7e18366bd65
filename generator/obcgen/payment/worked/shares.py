"""Examples of lines paid once for the share of participants who reach something."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from obcgen.payment.counts import planned_in
from obcgen.payment.maximum import number
from obcgen.payment.names import listed, outcome_name, restriction
from obcgen.payment.subjects import group_of, subject
from obcgen.payment.worked.edges import MISSED, REACHED, ladder, out_of
from obcgen.payment.worked.example import Case
from obcgen.payment.worked.line import Line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from obcgen.payment.facts import Mark
    from obcgen.spec import Spec


def of_shares(spec: Spec, key: str) -> Iterator[Case]:
    """Yield the examples of a line over shares; the first one pays."""
    people = _People(Line(spec, key))
    rate = people.line.rate
    levels = ladder(rate)
    if rate.group_result is not None and rate.group_result.line is not None:
        yield people.case((levels[0] + levels[1]) / 2)
        yield people.case(levels[0], short=1)
        yield people.case((levels[-1] + 1) / 2)
    else:
        yield people.case(levels[0])
        yield people.case(levels[0], short=1)
        if len(levels) > 1:
            yield people.case(levels[-1])
    if people.line.dosage:
        yield people.gated(levels[0])
    if rate.deduction is not None:
        yield people.case(number(rate.deduction.below), short=1)


@dataclass(frozen=True)
class _People:
    """Participants whom a line over shares counts."""

    line: Line

    @cached_property
    def size(self) -> int:
        """How many there are: as many as are planned."""
        spec, rate = self.line.spec, self.line.rate
        group = group_of(spec, self.line.key, rate)
        return min(planned_in(spec, group, rate.cohort or ""), spec.population.planned)

    @cached_property
    def who(self) -> str:
        """Who they are, after `400 Participants`."""
        rate = self.line.rate
        return restriction(self.line.spec, rate, group_of(self.line.spec, self.line.key, rate))

    @cached_property
    def reached(self) -> dict[str, Mark]:
        """The results of one who reaches what the line pays for: of several any, where that is enough."""
        enough = 1 if subject(self.line.rate) == "any" else len(self.line.outcomes)
        return {outcome: REACHED if at < enough else MISSED for at, outcome in enumerate(self.line.outcomes)}

    @cached_property
    def what(self) -> str:
        """What they reach, in words."""
        spec = self.line.spec
        names = [f"“{outcome_name(spec, key)}”" for key, mark in self.reached.items() if mark is REACHED]
        return "the Outcome" if len(self.reached) == 1 else listed(names)

    def case(self, share: Fraction, short: int = 0) -> Case:
        """Return the case of a share who reach it, or of some participants fewer."""
        reached, counted = out_of(self.size, share)
        reached = max(0, reached - short)
        return self._case(f"{counted:,} Participants{self.who} are counted", reached, counted, 0)

    def gated(self, share: Fraction) -> Case:
        """Return the case of the same share where a fifth did not receive the minimum dosage."""
        reached, counted = out_of(self.size * 4 // 5 or 1, share)
        left = max(1, self.size - counted)
        begin = (
            f"{counted + left:,} Participants{self.who} are served; {left:,} of them, with less than "
            f"{self.line.dosage}, are not counted; {counted:,} are"
        )
        return self._case(begin, reached, counted, left)

    def _case(self, begin: str, reached: int, counted: int, left: int) -> Case:
        missed = dict.fromkeys(self.reached, MISSED)
        people = (
            self.line.alike(self.reached, reached),
            self.line.alike(missed, counted - reached),
            replace(self.line.alike(self.reached, left), dosage_met=False),
        )
        facts = self.line.facts(self.reached, *(each for each in people if each.count))
        verb = "reaches" if reached == 1 else "reach"
        return Case(f"{begin}, and {reached:,} of them {verb} {self.what}", facts)
