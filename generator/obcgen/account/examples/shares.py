"""Examples of lines paid once for the share of participants who reach something."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from obcgen.account.examples.edges import MISSED, REACHED, Marks, out_of
from obcgen.account.examples.example import Case
from obcgen.account.examples.speaker import Speaker
from obcgen.figures import number
from obcgen.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from obcgen.deal.deal import Deal
    from obcgen.deal.lines.line import Line


def of_shares(deal: Deal, line: Line) -> Iterator[Case]:
    """Yield the examples of a line over shares; the first one pays."""
    people = _People(Speaker(deal, line))
    levels = line.ladder
    if line.is_straight:
        yield people.case((levels[0] + levels[1]) / 2)
        yield people.case(levels[0], short=1)
        yield people.case((levels[-1] + 1) / 2)
    else:
        yield people.case(levels[0])
        yield people.case(levels[0], short=1)
        if len(levels) > 1:
            yield people.case(levels[-1])
    if people.speaker.dosage:
        yield people.gated(levels[0])
    if line.deduction is not None:
        yield people.case(number(line.deduction.below), short=1)


@dataclass(frozen=True)
class _People:
    """Participants whom a line over shares counts."""

    speaker: Speaker

    @cached_property
    def size(self) -> int:
        """How many there are: as many as are planned."""
        deal, paid_for = self.speaker.deal, self.speaker.line.paid_for
        return min(deal.planned_in(paid_for.group, paid_for.cohort), deal.planned)

    @property
    def who(self) -> str:
        """Who they are, after `400 Participants`."""
        return self.speaker.line.paid_for.restriction

    @cached_property
    def reached(self) -> Marks:
        """The results of one who reaches what the line pays for: of several any, where that is enough."""
        outcomes = self.speaker.outcomes
        enough = 1 if self.speaker.line.paid_for.joined == "any" else len(outcomes)
        return {outcome: REACHED if at < enough else MISSED for at, outcome in enumerate(outcomes)}

    @cached_property
    def what(self) -> str:
        """What they reach, in words."""
        outcomes = self.speaker.deal.outcomes
        names = [f"“{outcomes[key].name}”" for key, mark in self.reached.items() if mark is REACHED]
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
            f"{self.speaker.dosage}, are not counted; {counted:,} are"
        )
        return self._case(begin, reached, counted, left)

    def _case(self, begin: str, reached: int, counted: int, left: int) -> Case:
        missed, speaker = dict.fromkeys(self.reached, MISSED), self.speaker
        people = (
            speaker.alike(self.reached, reached),
            speaker.alike(missed, counted - reached),
            replace(speaker.alike(self.reached, left), dosage_met=False),
        )
        facts = speaker.facts(self.reached, *(each for each in people if each.count))
        verb = "reaches" if reached == 1 else "reach"
        return Case(f"{begin}, and {reached:,} of them {verb} {self.what}", facts)
