"""Examples of lines paid by participant: what one result comes to at each edge, and what several do."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import count
from typing import TYPE_CHECKING

from obcgen.payment.attained import threshold
from obcgen.payment.counts import planned_in, year_of
from obcgen.payment.facts import Mark
from obcgen.payment.levels import number_text
from obcgen.payment.maximum import number
from obcgen.payment.subjects import group_of, shape, subject
from obcgen.payment.worked.edges import MISSED, REACHED, below, marked, missed, rungs, step
from obcgen.payment.worked.example import Case
from obcgen.payment.worked.line import Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from obcgen.spec import Spec
    from obcgen.spec.outcomes import WhenMissing

Marks = dict[str, Mark]
MISSING: Mapping[WhenMissing, str] = {
    "not_counted": "not counted",
    "not_reached": "counted as not having reached the Outcome",
    "deemed_reached": "counted as having reached the Outcome",
}
_MANY = 7
"""So many or a few more show that a line is rounded once, and not for each participant."""


def of_participants(spec: Spec, key: str) -> Iterator[Case]:
    """Yield the examples of a line paid by participant; the first one pays."""
    lines = [Line(spec, key, year) for year in _years(spec, key)] or [Line(spec, key)]
    for line in (lines[0], lines[-1]) if len(lines) > 1 else lines:
        yield line.case(paying(line))
    for edges in (_short, _most, _deducted, _gates, _elsewhere, _missing, _several):
        yield from edges(lines[0])


def _years(spec: Spec, key: str) -> list[str]:
    """Return the years by which a line's price goes and in which somebody's results arise."""
    rate = spec.payment.rates[key]
    if not spec.cohorts:
        return list(rate.by_year)
    cohorts = [rate.cohort] if rate.cohort else list(spec.cohorts)
    found = {year_of(spec, cohort) for cohort in cohorts}
    return [year for year in rate.by_year if year in found]


# Results at the edges


def paying(line: Line) -> Marks:
    """Return results with which a line pays: just enough of them, or a step in the middle."""
    levels = rungs(line.rate)
    return valued(line, levels[(len(levels) - 1) // 2]) if levels else just_reached(line)


def top(line: Line) -> Marks:
    """Return results with which a line pays the most that its examples show."""
    levels = rungs(line.rate)
    return valued(line, levels[-1]) if levels else just_reached(line)


def just_reached(line: Line) -> Marks:
    """Return results that just reach what a flat price pays for; of several any one where that is enough."""
    if len(line.outcomes) > 1:
        enough = 1 if subject(line.rate) == "any" else len(line.outcomes)
        return {outcome: REACHED if at < enough else MISSED for at, outcome in enumerate(line.outcomes)}
    (outcome,) = line.outcomes
    least = threshold(line.measure(outcome), line.grade)
    return {outcome: REACHED if least is None else marked(line.measure(outcome), least, line.grade)}


def just_missed(line: Line) -> Marks:
    """Return results that just miss what a flat price pays for."""
    if len(line.outcomes) > 1:
        enough = 0 if subject(line.rate) == "any" else len(line.outcomes) - 1
        return {outcome: REACHED if at < enough else MISSED for at, outcome in enumerate(line.outcomes)}
    (outcome,) = line.outcomes
    value = missed(line.measure(outcome), line.grade)
    return {outcome: MISSED if value is None else marked(line.measure(outcome), value, line.grade)}


def valued(line: Line, value: Fraction, less: Fraction = Fraction(0)) -> Marks:
    """Return results that come to a value; those of a score differ, but weigh out to it.

    With `less` the last of them is so much lower.
    """
    weights = [weight.value for weight in (line.rate.score or {}).values()]
    values = [value for _ in line.outcomes]
    if len(weights) > 1 and value >= (ratio := weights[0] / weights[1]).numerator:
        values[0] += ratio.denominator
        values[1] -= ratio.numerator
    values[-1] -= less
    return {
        outcome: marked(line.measure(outcome), each, line.grade)
        for outcome, each in zip(line.outcomes, values, strict=True)
    }


# Cases


def _short(line: Line) -> Iterator[Case]:
    """Yield results that are counted and yet come just short."""
    rate, levels = line.rate, rungs(line.rate)
    if not levels:
        yield line.case(just_missed(line), "counted, but not reached")
    elif rate.per_unit is not None:
        nothing = f"no full {rate.unit or 'unit'} above {rate.above}"
        yield line.case(valued(line, Fraction(rate.above)), nothing)
    elif (lower := below(levels[0])) is not None:
        nothing = f"counted, but below {number_text(levels[0])}"
        yield line.case(valued(line, levels[0], levels[0] - lower), nothing)


def _most(line: Line) -> Iterator[Case]:
    """Yield the highest step, or several units, where that is not the first example."""
    if len(rungs(line.rate)) > 1:
        yield line.case(top(line))


def _deducted(line: Line) -> Iterator[Case]:
    """Yield results low enough for a deduction, alone and beside others that earn."""
    deduction = line.rate.deduction
    if deduction is None:
        return
    level = number(deduction.below)
    low = valued(line, level, step(level))
    high = paying(line)
    yield Case(
        f"{line.told(high, 6)}; {line.told(low, 2)}",
        line.facts(high, line.alike(high, 6), line.alike(low, 2)),
    )
    yield line.case(low)


def _gates(line: Line) -> Iterator[Case]:
    """Yield results that do not count: for want of the minimum dosage, or of a documented condition."""
    marks = paying(line)
    minimum = line.spec.program.dosage.minimum if line.dosage and line.spec.program.dosage else None
    if minimum is not None:
        less = replace(minimum, amount=minimum.amount - 1)
        person = replace(line.alike(marks), dosage_met=False, dosage=Fraction(less.amount))
        situation = line.told(marks, dosage=str(less) if less.amount else f"less than {minimum}")
        yield Case(situation, line.facts(marks, person), f"not counted: the Minimum Dosage is {minimum}")
    condition = line.rate.requires.condition if line.rate.requires else None
    if condition:
        person = replace(line.alike(marks), unmet=frozenset({line.key}))
        situation = f"{line.told(marks)}, but does not meet the condition of this line"
        yield Case(situation, line.facts(marks, person), f"not counted: paid only provided that {condition}")


def _elsewhere(line: Line) -> Iterator[Case]:
    """Yield the same results of somebody who belongs to another group or cohort."""
    marks = paying(line)
    if line.groups:
        names = " or ".join(f"“{line.spec.population.groups[each].name}”" for each in sorted(line.groups))
        person = replace(line.alike(marks), groups=frozenset())
        who = f"A Participant outside the group {names}"
    elif line.rate.cohort:
        person, who = replace(line.alike(marks), cohort=""), "A Participant of another cohort"
    else:
        return
    situation = who + line.told(marks).removeprefix(line.who())
    yield Case(situation, line.facts(marks, person), "not counted for this line")


def _missing(line: Line) -> Iterator[Case]:
    """Yield results without the last measure, or without the first where another rule stands for that."""
    if len(line.outcomes) > 1:
        return
    (outcome,) = line.outcomes
    rules, measure = line.spec.outcomes[outcome].missing, line.measure(outcome)
    received = f"receives {line.dosage} and " if line.dosage else ""
    final = {outcome: Mark("no_final")}
    situation = f"{line.who()} {received}has no Final Measure"
    yield Case(situation, line.facts(final, line.alike(final)), first=MISSING[rules.final])
    if measure.from_ is not None and rules.initial != rules.final:
        initial = {outcome: Mark("no_initial")}
        situation = situation.replace("Final", "Initial")
        yield Case(situation, line.facts(initial, line.alike(initial)), first=MISSING[rules.initial])


def _several(line: Line) -> Iterator[Case]:
    """Yield so many that the line's own ceiling cuts, or that its one rounding shows."""
    marks, rate = top(line), line.rate
    each = line.earns(marks)
    if each <= 0:
        return
    if rate.at_most is not None:
        size = rate.at_most.cents // each + 1
        group = group_of(line.spec, line.key, rate)
        if size <= planned_in(line.spec, group, line.cohort):
            yield line.case(marks, size=size)
            return
    if each.denominator > 1 and shape(rate) != "per_unit":
        yield line.case(marks, size=next(n for n in count(_MANY) if (n * each).denominator > 1))
