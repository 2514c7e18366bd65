"""Examples of lines paid once for one value of all participants: at a step, between points, for savings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from obcgen.money import Money, Share
from obcgen.payment.facts import Mark
from obcgen.payment.levels import number_text
from obcgen.payment.maximum import fixed_budget, number
from obcgen.payment.names import restriction
from obcgen.payment.subjects import group_of
from obcgen.payment.worked.edges import below, rungs, step
from obcgen.payment.worked.example import Case
from obcgen.payment.worked.line import Line
from obcgen.payment.worked.people import MISSING, just_missed, just_reached, valued

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.spec import Spec

Marks = dict[str, Mark]
_ROUND = 100_000
"""Amounts found by Verification are shown in full thousands of dollars, in cents."""


def of_values(spec: Spec, key: str) -> Iterator[Case]:
    """Yield the examples of a line over one value of all participants; the first one pays."""
    together = _Together(Line(spec, key))
    for cases in (_edges, _deducted, _condition, _missing):
        yield from cases(together)


@dataclass(frozen=True)
class _Together:
    """All participants whom a line counts, as one."""

    line: Line

    @property
    def who(self) -> str:
        """Who they are, as the subject of a sentence."""
        rate = self.line.rate
        where = restriction(self.line.spec, rate, group_of(self.line.spec, self.line.key, rate))
        return f"The group of the Participants{where}" if where else "The group"

    def case(self, marks: Marks, nothing: str = "", found: Money | None = None) -> Case:
        """Return the case of results, and of the amount found of which the line pays a share."""
        facts, words = self.line.facts(marks), f"{self.who} {self.line.did(marks)}"
        share_of = self.line.rate.share_of
        if found is not None and share_of is not None and share_of.savings is not None:
            return Case(
                f"{words}, and Verification finds savings of {found}", replace(facts, savings=found), nothing
            )
        if found is not None:
            return Case(f"{words}, and the actual cost is {found}", replace(facts, costs=found), nothing)
        return Case(words, facts, nothing, self.line.weighed(marks))


def _edges(together: _Together) -> Iterator[Case]:
    """Yield results that pay, that come just short, and that pay the most."""
    line, rate = together.line, together.line.rate
    if rate.share_of is not None:
        yield from _shares(together)
        return
    levels = rungs(rate)
    straight = rate.group_result is not None and rate.group_result.line is not None
    yield together.case(valued(line, (levels[0] + levels[1]) / 2 if straight else levels[0]))
    if rate.per_unit is not None:
        none = valued(line, Fraction(rate.above))
        yield together.case(none, f"no full {rate.unit or 'unit'} above {rate.above}")
    elif (lower := below(levels[0])) is not None:
        yield together.case(valued(line, levels[0], levels[0] - lower), f"Below {number_text(levels[0])}")
    if straight or len(levels) > 1:
        yield together.case(valued(line, _above(levels, line) if straight else levels[-1]))


def _above(levels: tuple[Fraction, ...], line: Line) -> Fraction:
    """Return a result above the last point, on scales that end no further than they go."""
    most = {"percentile": 99, "percent": 100}.get(line.measure(line.outcomes[0]).scale.split()[0])
    above = levels[-1] + (levels[-1] - levels[-2])
    return above if most is None or above <= most else Fraction(most)


def _shares(together: _Together) -> Iterator[Case]:
    """Yield the outcome reached, just missed, and, where an amount is found later, one beyond the ceiling."""
    line = together.line
    less, more = _found(line)
    yield together.case(just_reached(line), found=less)
    yield together.case(just_missed(line), "not reached", less)
    if more is not None:
        yield together.case(just_reached(line), found=more)


def _found(line: Line) -> tuple[Money | None, Money | None]:
    """Return an amount of which the line pays a share, and one for which its ceiling is reached."""
    share_of, at_most = line.rate.share_of, line.rate.at_most
    share = (share_of.savings or share_of.actual_cost) if share_of is not None else None
    if share_of is None or share is None:
        return None, None
    if at_most is None:
        budget = fixed_budget(line.spec, share_of)
        return budget and budget.times(Fraction(9, 10)), None
    whole = at_most.cents / share.value
    return _thousands(whole / 2), _thousands(whole * 6 / 5)


def _thousands(cents: Fraction) -> Money:
    return Money(max(1, int(cents / _ROUND)) * _ROUND)


def _deducted(together: _Together) -> Iterator[Case]:
    deduction = together.line.rate.deduction
    if deduction is not None:
        level = number(deduction.below) * (100 if isinstance(deduction.below, Share) else 1)
        yield together.case(valued(together.line, level, step(level)))


def _condition(together: _Together) -> Iterator[Case]:
    line = together.line
    condition = line.rate.requires.condition if line.rate.requires else None
    if condition:
        found = next(_edges(together))
        facts = replace(found.facts, unmet=frozenset({line.key}))
        situation = f"{found.situation}, but the condition of this line is not met"
        yield Case(situation, facts, f"paid only provided that {condition}")


def _missing(together: _Together) -> Iterator[Case]:
    line = together.line
    if len(line.outcomes) == 1:
        rule = line.spec.outcomes[line.outcomes[0]].missing.final
        marks = {line.outcomes[0]: Mark("no_final")}
        yield Case(f"{together.who} has no Final Measure", line.facts(marks), first=MISSING[rule])
