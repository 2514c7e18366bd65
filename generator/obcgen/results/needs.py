"""What a spec asks of results: which outcomes are paid for, and what each line must know of participants."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from obcgen.payment.maximum import number
from obcgen.payment.members import years_apart
from obcgen.payment.subjects import group_of, named_outcomes, shape, subject
from obcgen.spec.rates import Tiers

if TYPE_CHECKING:
    from obcgen.spec import Spec
    from obcgen.spec.rates import Rate


@dataclass(frozen=True, slots=True)
class Needs:
    """What results must hold so that every line can be settled."""

    by_participant: tuple[str, ...]
    """Outcomes counted by participant that lines pay for."""
    by_group: tuple[str, ...]
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


def needs(spec: Spec) -> Needs:
    """Return what results of this spec must hold."""
    rates, outcomes = spec.payment.rates, spec.outcomes
    paid = dict.fromkeys(outcome for key, rate in rates.items() for outcome in named_outcomes(key, rate))
    singly = tuple(key for key in paid if outcomes[key].measure.counted_by == "participant")
    values: dict[str, str] = {}
    for key, rate in rates.items():
        for outcome in _valued(spec, key, rate):
            values.setdefault(outcome, key)
    conditioned = [key for key, rate in rates.items() if rate.requires and rate.requires.condition]
    grouped = [key for key in conditioned if _alone(spec, key)]
    in_groups = any(group_of(spec, key, rate) for key, rate in rates.items())
    years = years_apart(spec)
    return Needs(
        singly,
        tuple(key for key in paid if key not in singly),
        values,
        {key: bands for key in values if (bands := _bands(spec, key))},
        tuple(key for key in singly if is_by_grade(spec, key)),
        tuple(key for key in conditioned if key not in grouped),
        tuple(grouped),
        _dosage(spec),
        bool(spec.cohorts),
        in_groups or any(outcomes[key].group for key in singly),
        years if years != ("",) else (),
        _joint(spec),
    )


def _alone(spec: Spec, key: str) -> bool:
    """Tell whether a line is about outcomes counted by group only."""
    named = _all_outcomes(spec, key)
    return bool(named) and all(spec.outcomes[each].measure.counted_by == "group" for each in named)


def _all_outcomes(spec: Spec, key: str) -> list[str]:
    rate = spec.payment.rates[key]
    if rate.best_of is None:
        return list(named_outcomes(key, rate))
    return [outcome for line in rate.best_of for outcome in _all_outcomes(spec, line)]


def _valued(spec: Spec, key: str, rate: Rate) -> list[str]:
    """Return the outcomes counted by participant whose measured value sets what a line pays."""
    singly = [
        each for each in named_outcomes(key, rate) if spec.outcomes[each].measure.counted_by == "participant"
    ]
    in_group = shape(rate) in {"steps", "line", "share_of"}
    deducts = rate.deduction is not None and not in_group
    return singly if deducts or shape(rate) in {"tiers", "per_unit"} else []


def _bands(spec: Spec, outcome: str) -> tuple[Fraction, ...]:
    """Return the values at which what is paid for an outcome changes; nothing where it changes with each."""
    measure = spec.outcomes[outcome].measure
    limit = measure.at_least if measure.at_least is not None else measure.at_most
    found = set(limit.values() if isinstance(limit, dict) else () if limit is None else (limit,))
    levels = {Fraction(value) for value in found}
    for key, rate in spec.payment.rates.items():
        if outcome not in _valued(spec, key, rate):
            continue
        if rate.per_unit is not None or rate.score is not None:
            return ()
        if isinstance(rate.per_participant, Tiers):
            levels |= {Fraction(tier.at_least) for tier in rate.per_participant.tiers}
        levels |= {number(rate.deduction.below)} if rate.deduction is not None else set()
    return tuple(sorted(levels))


def is_by_grade(spec: Spec, key: str) -> bool:
    """Tell whether the threshold of an outcome depends on the grade."""
    measure = spec.outcomes[key].measure
    return isinstance(measure.at_least, dict) or isinstance(measure.at_most, dict)


def _dosage(spec: Spec) -> str:
    base = spec.payment.base
    if base is not None and base.tiers:
        return "the base"
    asking = (key for key, rate in spec.payment.rates.items() if rate.requires and rate.requires.dosage)
    key = next(asking, "")
    return f"the line {key}" if key else ""


def _joint(spec: Spec) -> dict[str, str]:
    """Return the lines for which totals are not enough, each with the reason."""
    found: dict[str, str] = {}
    for key, rate in spec.payment.rates.items():
        singly = [
            outcome
            for outcome in _all_outcomes(spec, key)
            if spec.outcomes[outcome].measure.counted_by == "participant"
        ]
        if _valued(spec, key, rate):
            found[key] = "it pays by the value that each participant measured"
        elif singly and subject(rate) in {"all", "any"} and len(named_outcomes(key, rate)) > 1:
            found[key] = "it must know which participants reached several outcomes"
        elif singly and rate.best_of is not None:
            found[key] = "it pays each participant the best of several lines"
    return found
