"""Examples of lines paid by participant: what one result comes to at each edge, and what several do."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import count
from typing import TYPE_CHECKING

from obcgen.account.examples.edges import MISSED, REACHED, Marks, below, marked, missed, step
from obcgen.account.examples.example import Case
from obcgen.account.examples.speaker import Speaker
from obcgen.deal.counting import threshold
from obcgen.deal.facts import Mark
from obcgen.deal.lines.flat import Priced
from obcgen.deal.lines.per_unit import PerUnit
from obcgen.figures import number, number_text, to_the_cent

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from obcgen.deal.deal import Deal
    from obcgen.deal.lines.line import Line
    from obcgen.spec.outcomes import WhenMissing

MISSING: Mapping[WhenMissing, str] = {
    "not_counted": "not counted",
    "not_reached": "counted as not having reached the Outcome",
    "deemed_reached": "counted as having reached the Outcome",
}
FEW = Fraction(3)
"""So many units below the level of a deduction show that it is taken off for each."""
_MANY = 7
"""So many or a few more show that a line is rounded once, and not for each participant."""


def of_participants(deal: Deal, line: Line) -> Iterator[Case]:
    """Yield the examples of a line paid by participant; the first one pays."""
    speakers = [Speaker(deal, line, year) for year in _years(deal, line)] or [Speaker(deal, line)]
    for speaker in (speakers[0], speakers[-1]) if len(speakers) > 1 else speakers:
        yield _at_most(speaker, speaker.case(paying(speaker)))
    for edges in (_short, _most, _deducted, _gates, _elsewhere, _missing, _several):
        yield from edges(speakers[0])


def _at_most(speaker: Speaker, case: Case) -> Case:
    """Return a case that says at which price it stands where an index sets that."""
    line, year = speaker.line, speaker.year
    if not isinstance(line, Priced) or year not in line.prices.indexed:
        return case
    price = str(to_the_cent(line.prices.cents(year)))
    return replace(case, first=f"the indexed price is {price} if the index rises so far")


def _years(deal: Deal, line: Line) -> list[str]:
    """Return the years by which a line's price goes and in which somebody's results arise."""
    years = list(line.prices.by_year) if isinstance(line, Priced) else []
    if not deal.spec.cohorts:
        return years
    cohorts = [line.paid_for.cohort] if line.paid_for.cohort else list(deal.spec.cohorts)
    arising = {deal.calendar.year_of(cohort) for cohort in cohorts}
    return [year for year in years if year in arising]


# Results at the edges


def paying(speaker: Speaker) -> Marks:
    """Return results with which a line pays: just enough of them, or a step in the middle."""
    levels = speaker.line.on_scale
    return valued(speaker, levels[(len(levels) - 1) // 2]) if levels else just_reached(speaker)


def top(speaker: Speaker) -> Marks:
    """Return results with which a line pays the most that its examples show."""
    levels = speaker.line.on_scale
    return valued(speaker, levels[-1]) if levels else just_reached(speaker)


def just_reached(speaker: Speaker) -> Marks:
    """Return results that just reach what a flat price pays for; of several any one where that is enough."""
    if len(speaker.outcomes) > 1:
        enough = 1 if speaker.line.paid_for.joined == "any" else len(speaker.outcomes)
        return {outcome: REACHED if at < enough else MISSED for at, outcome in enumerate(speaker.outcomes)}
    (outcome,) = speaker.outcomes
    least = threshold(speaker.measure(outcome), speaker.grade)
    return {outcome: REACHED if least is None else marked(speaker.measure(outcome), least, speaker.grade)}


def just_missed(speaker: Speaker) -> Marks:
    """Return results that just miss what a flat price pays for."""
    if len(speaker.outcomes) > 1:
        enough = 0 if speaker.line.paid_for.joined == "any" else len(speaker.outcomes) - 1
        return {outcome: REACHED if at < enough else MISSED for at, outcome in enumerate(speaker.outcomes)}
    (outcome,) = speaker.outcomes
    value = missed(speaker.measure(outcome), speaker.grade)
    return {outcome: MISSED if value is None else marked(speaker.measure(outcome), value, speaker.grade)}


def valued(speaker: Speaker, value: Fraction, less: Fraction = Fraction(0)) -> Marks:
    """Return results that come to a value; those of a score differ, but weigh out to it.

    With `less` the last of them is so much lower.
    """
    weights = [weight.value for weight in speaker.line.paid_for.weights]
    values = [value for _ in speaker.outcomes]
    if len(weights) > 1 and value >= (ratio := weights[0] / weights[1]).numerator:
        values[0] += ratio.denominator
        values[1] -= ratio.numerator
    values[-1] -= less
    return {
        outcome: marked(speaker.measure(outcome), each, speaker.grade)
        for outcome, each in zip(speaker.outcomes, values, strict=True)
    }


# Cases


def _short(speaker: Speaker) -> Iterator[Case]:
    """Yield results that are counted and yet come just short."""
    levels = speaker.line.on_scale
    if not levels:
        yield speaker.case(just_missed(speaker), "counted, but not reached")
    elif isinstance(speaker.line, PerUnit):
        full = "" if speaker.line.fractions else "full "
        nothing = f"no {full}{speaker.line.unit_name} above {speaker.line.above}"
        yield speaker.case(valued(speaker, Fraction(speaker.line.above)), nothing)
    elif (lower := below(levels[0])) is not None:
        nothing = f"counted, but below {number_text(levels[0])}"
        yield speaker.case(valued(speaker, levels[0], levels[0] - lower), nothing)


def _most(speaker: Speaker) -> Iterator[Case]:
    """Yield the highest step, or several units, where that is not the first example."""
    if len(speaker.line.on_scale) > 1:
        yield speaker.case(top(speaker))


def _deducted(speaker: Speaker) -> Iterator[Case]:
    """Yield results low enough for a deduction, alone and beside others that earn."""
    deduction = speaker.line.deduction
    if deduction is None:
        return
    level = number(deduction.below)
    low = valued(speaker, level, step(level) if deduction.for_each is None else FEW)
    high = paying(speaker)
    yield Case(
        f"{speaker.situation(high, 6)}; {speaker.situation(low, 2)}",
        speaker.facts(high, speaker.alike(high, 6), speaker.alike(low, 2)),
    )
    yield speaker.case(low)


def _gates(speaker: Speaker) -> Iterator[Case]:
    """Yield results that do not count: for want of the minimum dosage, or of a documented condition."""
    marks = paying(speaker)
    minimum = speaker.line.paid_for.minimum if speaker.dosage else None
    if minimum is not None:
        less = replace(minimum, amount=minimum.amount - 1)
        person = replace(speaker.alike(marks), dosage_met=False, dosage=Fraction(less.amount))
        situation = speaker.situation(marks, dosage=str(less) if less.amount else f"less than {minimum}")
        yield Case(situation, speaker.facts(marks, person), f"not counted: the Minimum Dosage is {minimum}")
    for gate in speaker.gates:
        if speaker.measure(gate).counted_by == "participant":
            person = speaker.alike({**marks, gate: MISSED})
            name = speaker.deal.outcomes[gate].name
            situation = f"{speaker.who()} {speaker.did(marks)}, but does not reach “{name}”"
            nothing = f"not counted: paid only provided that {speaker.line.paid_for.gate}"
            yield Case(situation, speaker.facts(marks, person), nothing)
    if speaker.line.gated_by_itself and speaker.line.on_scale and len(speaker.outcomes) == 1:
        yield speaker.case(
            just_missed(speaker), f"not counted: paid only provided that {speaker.line.paid_for.gate}"
        )
    if condition := speaker.line.condition:
        person = replace(speaker.alike(marks), unmet=frozenset({speaker.line.id}))
        situation = f"{speaker.situation(marks)}, but does not meet the condition of this line"
        nothing = f"not counted: paid only provided that {condition}"
        yield Case(situation, speaker.facts(marks, person), nothing)


def _elsewhere(speaker: Speaker) -> Iterator[Case]:
    """Yield the same results of somebody who belongs to another group or cohort."""
    marks = paying(speaker)
    if speaker.groups:
        groups = speaker.deal.spec.population.groups
        names = " or ".join(f"“{groups[each].name}”" for each in sorted(speaker.groups))
        person = replace(speaker.alike(marks), groups=frozenset())
        who = f"A Participant outside the group {names}"
    elif speaker.line.paid_for.cohort:
        person, who = replace(speaker.alike(marks), cohort=""), "A Participant of another cohort"
    else:
        return
    situation = who + speaker.situation(marks).removeprefix(speaker.who())
    yield Case(situation, speaker.facts(marks, person), "not counted for this line")


def _missing(speaker: Speaker) -> Iterator[Case]:
    """Yield results without the last measure, or without the first where another rule stands for that."""
    if len(speaker.outcomes) > 1:
        return
    (outcome,) = speaker.outcomes
    rules, measure = speaker.deal.outcomes[outcome].missing, speaker.measure(outcome)
    received = f"receives {speaker.dosage} and " if speaker.dosage else ""
    final = {outcome: Mark("no_final")}
    situation = f"{speaker.who()} {received}has no Final Measure"
    yield Case(situation, speaker.facts(final, speaker.alike(final)), first=MISSING[rules.final])
    if measure.from_ is not None and rules.initial != rules.final:
        initial = {outcome: Mark("no_initial")}
        situation = situation.replace("Final", "Initial")
        yield Case(situation, speaker.facts(initial, speaker.alike(initial)), first=MISSING[rules.initial])


def _several(speaker: Speaker) -> Iterator[Case]:
    """Yield so many that the line's own ceiling cuts, or that its one rounding shows."""
    marks, line = top(speaker), speaker.line
    each = speaker.earns(marks)
    if each <= 0:
        return
    if line.at_most is not None:
        size = line.at_most.cents // each + 1
        if size <= speaker.deal.planned_in(line.paid_for.group, speaker.cohort):
            yield speaker.case(marks, size=size)
            return
    if each.denominator > 1 and not line.counts_units:
        yield speaker.case(marks, size=next(n for n in count(_MANY) if (n * each).denominator > 1))
