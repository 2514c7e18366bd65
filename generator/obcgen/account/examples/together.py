"""Examples of lines paid once for one value of all participants: at a step, between points, for savings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from obcgen.account.examples.edges import MISSED, Marks, below, step
from obcgen.account.examples.example import Case
from obcgen.account.examples.people import FEW, MISSING, just_missed, just_reached, valued
from obcgen.account.examples.speaker import Speaker
from obcgen.deal.facts import Mark
from obcgen.deal.lines.per_unit import PerUnit
from obcgen.deal.lines.share_of import ShareOf
from obcgen.figures import number, number_text
from obcgen.money import Money, Share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.deal.deal import Deal
    from obcgen.deal.lines.line import Line

_ROUND = 100_000
"""Amounts found by Verification are shown in full thousands of dollars, in cents."""


def of_values(deal: Deal, line: Line) -> Iterator[Case]:
    """Yield the examples of a line over one value of all participants; the first one pays."""
    together = _Together(Speaker(deal, line))
    for cases in (_edges, _not_shown, _deducted, _condition, _missing):
        yield from cases(together)


@dataclass(frozen=True)
class _Together:
    """All participants whom a line counts, as one."""

    speaker: Speaker

    @property
    def who(self) -> str:
        """Who they are, as the subject of a sentence."""
        where = self.speaker.line.paid_for.restriction
        return f"The group of the Participants{where}" if where else "The group"

    def case(self, marks: Marks, nothing: str = "", found: Money | None = None) -> Case:
        """Return the case of results, and of the amount found of which the line pays a share."""
        facts, words = self.speaker.facts(marks), f"{self.who} {self.speaker.did(marks)}"
        if found is None:
            return Case(words, facts, nothing, self.speaker.weighed(marks))
        line = self.speaker.line
        if isinstance(line, ShareOf) and line.of == "savings":
            return Case(
                f"{words}, and Verification finds savings of {found}", replace(facts, savings=found), nothing
            )
        return Case(f"{words}, and the actual cost is {found}", replace(facts, costs=found), nothing)


def _edges(together: _Together) -> Iterator[Case]:
    """Yield results that pay, that come just short, and that pay the most."""
    speaker, line = together.speaker, together.speaker.line
    if isinstance(line, ShareOf):
        yield from _shares(together, line)
        return
    levels, straight = line.on_scale, line.is_straight and not line.counts_units
    yield together.case(valued(speaker, (levels[0] + levels[1]) / 2 if straight else levels[0]))
    if isinstance(line, PerUnit):
        nothing = f"no {'' if line.fractions else 'full '}{line.unit_name} above {line.above}"
        yield together.case(valued(speaker, Fraction(line.above)), nothing)
    elif (lower := below(levels[0])) is not None:
        yield together.case(valued(speaker, levels[0], levels[0] - lower), f"Below {number_text(levels[0])}")
    if straight or len(levels) > 1:
        yield together.case(valued(speaker, _above(levels, speaker) if straight else levels[-1]))


def _above(levels: tuple[Fraction, ...], speaker: Speaker) -> Fraction:
    """Return a result above the last point, on scales that end no further than they go."""
    most = {"percentile": 99, "percent": 100}.get(speaker.measure(speaker.outcomes[0]).scale.split()[0])
    above = levels[-1] + (levels[-1] - levels[-2])
    return above if most is None or above <= most else Fraction(most)


def _shares(together: _Together, line: ShareOf) -> Iterator[Case]:
    """Yield the outcome reached, just missed, and, where an amount is found later, one beyond the ceiling."""
    speaker = together.speaker
    less, more = _found(line)
    yield together.case(just_reached(speaker), found=less)
    yield together.case(just_missed(speaker), "not reached", less)
    if more is not None:
        yield together.case(just_reached(speaker), found=more)


def _found(line: ShareOf) -> tuple[Money | None, Money | None]:
    """Return an amount of which the line pays a share, and one for which its ceiling is reached."""
    if line.of == "budget":
        return None, None
    if line.at_most is None:
        return line.budget and line.budget.times(Fraction(9, 10)), None
    whole = line.at_most.cents / line.share.value
    return _thousands(whole / 2), _thousands(whole * 6 / 5)


def _thousands(cents: Fraction) -> Money:
    return Money(max(1, int(cents / _ROUND)) * _ROUND)


def _not_shown(together: _Together) -> Iterator[Case]:
    """Yield an effect that would pay, but whose interval includes 0."""
    speaker = together.speaker
    asked = speaker.measure(speaker.outcomes[0]).effect if len(speaker.outcomes) == 1 else None
    if asked is not None:
        paying = next(_edges(together))
        facts = speaker.facts({speaker.outcomes[0]: MISSED})
        facts = replace(facts, savings=paying.facts.savings, costs=paying.facts.costs)
        interval = f"but the {asked.confidence.exact} confidence interval includes 0"
        yield Case(f"{paying.situation}, {interval}", facts, "The effect is not shown: nothing is due")


def _deducted(together: _Together) -> Iterator[Case]:
    deduction = together.speaker.line.deduction
    if deduction is not None:
        level = number(deduction.below) * (100 if isinstance(deduction.below, Share) else 1)
        less = step(level) if deduction.for_each is None else FEW
        yield together.case(valued(together.speaker, level, less))


def _condition(together: _Together) -> Iterator[Case]:
    line = together.speaker.line
    if line.condition:
        found = next(_edges(together))
        facts = replace(found.facts, unmet=frozenset({line.id}))
        situation = f"{found.situation}, but the condition of this line is not met"
        yield Case(situation, facts, f"paid only provided that {line.condition}")


def _missing(together: _Together) -> Iterator[Case]:
    speaker = together.speaker
    if len(speaker.outcomes) == 1:
        rule = speaker.line.paid_for.only.missing.final
        marks = {speaker.outcomes[0]: Mark("no_final")}
        is_effect = speaker.measure(speaker.outcomes[0]).effect is not None
        words = f"{together.who} has no {'effect with its evidence' if is_effect else 'Final Measure'}"
        yield Case(words, speaker.facts(marks), first=MISSING[rule])
