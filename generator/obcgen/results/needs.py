"""What a spec asks of results: which outcomes are paid for, and what each line must know of participants."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from obcgen.deal.base_funding import ByDosage
from obcgen.deal.compile import deal_of
from obcgen.deal.lines.best_of import BestOf
from obcgen.deal.people import years_apart
from obcgen.figures import number

if TYPE_CHECKING:
    from collections.abc import Collection

    from obcgen.deal.deal import Deal
    from obcgen.deal.lines.line import Line
    from obcgen.spec import Measure, Spec


@dataclass(frozen=True, slots=True)
class Needs:
    """What results must hold so that every line can be settled."""

    by_participant: tuple[str, ...]
    """Outcomes counted by participant that lines pay for, or that a figure paid for is computed of."""
    by_group: tuple[str, ...]
    """Outcomes with one value for the group that results must state: those that are not computed."""
    values: dict[str, str]
    """By outcome the first line that needs the measured value, not only whether it was reached."""
    bands: dict[str, tuple[Fraction, ...]]
    """Of those, outcomes of which only the step reached matters, with the values at which a step begins."""
    by_grade: tuple[str, ...]
    """Outcomes whose threshold goes by grade."""
    conditions: tuple[str, ...]
    """Lines with a documented condition that participants meet each for themselves."""
    group_conditions: tuple[str, ...]
    dosage: str
    """What needs dosage: a line, the base, or nothing."""
    cohorts: bool
    groups: bool
    years: tuple[str, ...]
    joint: dict[str, str]
    """Lines that must know which participants reached what, each with the reason."""


def needs(spec: Spec | Deal) -> Needs:
    """Return what results of this spec must hold."""
    deal = deal_of(spec)
    lines = list(deal.lines.values())
    asked = dict.fromkeys(outcome for line in lines for outcome in line.paid_for.asked)
    paid = dict.fromkeys([*asked, *(of for key in asked if (of := _computed_of(deal, key)))])
    singly = tuple(key for key in paid if _is_single(deal, key))
    computed = tuple(key for key in paid if _computed_of(deal, key))
    conditioned = [line for line in lines if line.condition]
    values: dict[str, str] = {}
    for line in lines:
        for outcome in _valued(deal, line):
            values.setdefault(outcome, line.id)
    years = years_apart(deal)
    return Needs(
        by_participant=singly,
        by_group=tuple(key for key in paid if key not in {*singly, *computed}),
        values=values,
        bands={key: bands for key in values if (bands := _bands(deal, key))},
        by_grade=tuple(key for key in singly if is_by_grade(deal.outcomes[key].measure)),
        conditions=tuple(line.id for line in conditioned if not _of_group(deal, line)),
        group_conditions=tuple(line.id for line in conditioned if _of_group(deal, line)),
        dosage=_dosage(deal),
        cohorts=bool(deal.spec.cohorts),
        groups=any(x.paid_for.group for x in lines)
        or any(deal.outcomes[key].group for key in singly + computed),
        years=years if years != ("",) else (),
        joint={line.id: why for line in lines if (why := _joint(deal, line))},
    )


def _is_single(deal: Deal, outcome: str) -> bool:
    """Tell whether an outcome is counted by participant."""
    return deal.outcomes[outcome].measure.counted_by == "participant"


def computed_of(spec: Spec, known: Collection[str]) -> frozenset[str]:
    """Return the outcomes whose value is computed of an outcome that has results."""
    measures = {key: outcome.measure.computed for key, outcome in spec.outcomes.items()}
    return frozenset(key for key, computed in measures.items() if computed and computed.of in known)


def _computed_of(deal: Deal, outcome: str) -> str:
    """Return the outcome of which the value of another is computed; nothing where it is measured."""
    computed = deal.outcomes[outcome].measure.computed
    return computed.of if computed is not None else ""


def _of_group(deal: Deal, line: Line) -> bool:
    """Tell whether a line is about outcomes counted by group only."""
    return bool(line.outcomes) and not any(_is_single(deal, outcome) for outcome in line.outcomes)


def _valued(deal: Deal, line: Line) -> list[str]:
    """Return the outcomes counted by participant whose measured value sets what a line pays."""
    singly = [outcome for outcome in line.paid_for.outcomes if _is_single(deal, outcome)]
    means = [of for outcome in line.paid_for.asked if (of := _mean_of(deal, outcome))]
    return [*(singly if line.needs_values else []), *means]


def _mean_of(deal: Deal, outcome: str) -> str:
    computed = deal.outcomes[outcome].measure.computed
    return computed.of if computed is not None and computed.figure == "mean" else ""


def _bands(deal: Deal, outcome: str) -> tuple[Fraction, ...]:
    """Return the values at which what is paid for an outcome changes; nothing where it changes with each."""
    measure = deal.outcomes[outcome].measure
    limit = measure.at_least if measure.at_least is not None else measure.at_most
    thresholds = set(limit.values() if isinstance(limit, dict) else () if limit is None else (limit,))
    levels = {Fraction(value) for value in thresholds}
    for line in deal.lines.values():
        if outcome in _valued(deal, line):
            of_mean = any(_mean_of(deal, each) == outcome for each in line.paid_for.asked)
            by_each = line.deduction is not None and line.deduction.for_each is not None
            if of_mean or line.counts_units or by_each or line.paid_for.joined == "score":
                return ()
            levels |= {*line.ladder, *([number(line.deduction.below)] if line.deduction else [])}
    return tuple(sorted(levels))


def is_by_grade(measure: Measure) -> bool:
    """Tell whether a threshold depends on the grade."""
    return isinstance(measure.at_least, dict) or isinstance(measure.at_most, dict)


def _dosage(deal: Deal) -> str:
    if isinstance(deal.base_funding, ByDosage):
        return "the base"
    line = next((line for line in deal.lines.values() if line.paid_for.asks_dosage), None)
    return f"the line {line.id}" if line is not None else ""


def _joint(deal: Deal, line: Line) -> str:
    """Return why totals are not enough for a line; nothing where they are."""
    if any(_computed_of(deal, outcome) for outcome in line.paid_for.asked):
        return "its result is computed from the results of each participant"
    if _valued(deal, line):
        return "it pays by the value that each participant measured"
    if not any(_is_single(deal, outcome) for outcome in line.outcomes):
        return ""
    if any(_is_single(deal, gate) for gate in line.paid_for.gates):
        return "it must know which participants reached what it requires"
    if line.paid_for.joined in {"all", "any"} and len(line.paid_for.outcomes) > 1:
        return "it must know which participants reached several outcomes"
    return "it pays each participant the best of several lines" if isinstance(line, BestOf) else ""
