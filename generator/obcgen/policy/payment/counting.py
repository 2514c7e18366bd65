"""Participants or group: a line pays in a way that fits how its outcomes are counted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from obcgen.deal.people import everyone
from obcgen.figures import level_text
from obcgen.money import Share
from obcgen.policy.payment.keys import (
    LANGUAGE,
    SHAPES,
    counts_participants,
    gates_named,
    outcome_ids,
    outcomes_named,
    shape,
    subject,
)
from obcgen.policy.payment.lines import MISPLACED, at, present
from obcgen.policy.rule import MONEY, rule
from obcgen.problems import Kind
from obcgen.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from obcgen.problems import Problem
    from obcgen.spec import Spec
    from obcgen.spec.outcomes import Outcome
    from obcgen.spec.rates import Rate

COUNTED = Kind("PAY-16", "A line pays in a way that does not fit how its outcome is counted")
UNIT = Kind("PAY-28", "A level is not in the unit of the result")
THRESHOLDS = Kind("PAY-47", "A measure with two thresholds")
COHORTS = Kind("PAY-20", "The cohorts plan more participants than the population")


PERCENT = re.compile(r"\bper ?cent(age)?\b|%", re.IGNORECASE)
"""Words of a scale whose numbers are a number of percent."""


def _outcomes(spec: Spec, key: str, rate: Rate) -> list[Outcome]:
    """Return the outcomes that a line names and the spec defines."""
    return [spec.outcomes[outcome] for outcome in outcomes_named(key, rate) if outcome in spec.outcomes]


def _misfit(rate: Rate, by_participant: bool) -> tuple[str, str]:
    """Return what does not fit how the outcomes are counted, and what would; empty where all fits."""
    kind, several = shape(rate), subject(rate) in {"all", "any"}
    if several and (
        kind in {"tiers", "own_amount", "per_unit"} or (kind in {"steps", "line"} and not by_participant)
    ):
        fitting = f"outcome, on a line for each, in place of {subject(rate)}"
        return "it needs one result, but there are several", fitting
    if kind == "own_amount" and subject(rate) == "score":
        return "a score is no amount of money", "outcome, measured in dollars"
    if kind in {"price", "share_of"} and subject(rate) == "score":
        return "a score has no threshold at which it is reached", "tiers, per_unit or group_result"
    if kind in {"price", "tiers", "own_amount"} and not by_participant:
        return "the outcome has one value for the whole group", "group_result or share_of"
    if kind == "share_of" and by_participant:
        return (
            "the outcome is counted by participant, so nothing says when the group has reached it",
            "group_result, or an outcome with counted_by: group",
        )
    return "", ""


@rule(COUNTED, *MONEY, source=LANGUAGE)
def fits_the_count(spec: Spec) -> Iterator[Problem]:
    """A line pays by participant for outcomes counted by participant, and once for those of the group."""
    for key, rate in spec.payment.rates.items():
        outcomes, shapes = _outcomes(spec, key, rate), present(rate, SHAPES)
        by_participant = any(outcome.measure.counted_by == "participant" for outcome in outcomes)
        why, fitting = _misfit(rate, by_participant) if outcomes and len(shapes) == 1 else ("", "")
        if why:
            yield COUNTED.problem(
                f"The line {key} cannot pay by {shapes[0]}: {why}.",
                path=at(key, shapes[0]),
                found=shapes[0],
                expected=fitting,
                hint=f"Use {fitting}.",
            )


def _levels(rate: Rate) -> Iterator[tuple[tuple[str | int, ...], Share | Decimal]]:
    """Yield each result at which a group payment changes, with where it stands."""
    result = rate.group_result
    for i, step in enumerate((result and result.steps) or ()):
        yield ("group_result", "steps", i), step.at_least
    for i, point in enumerate((result and result.line) or ()):
        yield ("group_result", "line", i), point.at


@rule(THRESHOLDS, *MONEY, source=LANGUAGE)
def one_threshold(spec: Spec) -> Iterator[Problem]:
    """An outcome is reached from a number on or up to a number: of two thresholds one would say nothing."""
    for key, outcome in spec.outcomes.items():
        if outcome.measure.at_least is not None and outcome.measure.at_most is not None:
            yield THRESHOLDS.problem(
                f"{outcome.name} has two thresholds, at_least and at_most.",
                path=("outcomes", key, "measure", "at_most"),
                found="at_least and at_most",
                expected="one of them: at_least where more is better, at_most where less is",
                hint="Keep at_least where more is better, or at_most where less is, and remove the other.",
            )


@rule(COUNTED, *MONEY, source=LANGUAGE)
def levels_are_shares(spec: Spec) -> Iterator[Problem]:
    """For outcomes counted by participant the group's result is the share of participants who reach them."""
    for key, rate in spec.payment.rates.items():
        outcomes = _outcomes(spec, key, rate)
        shares = bool(outcomes) and all(o.measure.counted_by == "participant" for o in outcomes)
        for inner, level in _levels(rate):
            if shares and not isinstance(level, Share):
                yield COUNTED.problem(
                    f"The line {key} is set by a share of participants, but {level} is not a share.",
                    path=at(key, *inner),
                    found=str(level),
                    expected="a share such as 50%",
                    hint=f"Write {level}%, or set counted_by: group for an outcome with one value for all.",
                )


def _in_percent(outcomes: list[Outcome]) -> bool:
    """Tell whether every scale says that its numbers are a number of percent; a percentile is none."""
    return all(PERCENT.search(outcome.measure.scale) for outcome in outcomes)


@rule(UNIT, *MONEY, source=LANGUAGE)
def levels_fit_the_scale(spec: Spec) -> Iterator[Problem]:
    """A level is written as the line's results are: as a share only where a scale is in percent."""
    for key, rate in spec.payment.rates.items():
        outcomes = _outcomes(spec, key, rate)
        if any(outcome.measure.counted_by == "participant" for outcome in outcomes):
            continue
        scales = listed([f"“{scale}”" for scale in dict.fromkeys(o.measure.scale for o in outcomes)])
        for inner, level in _levels(rate):
            if isinstance(level, Share) and not _in_percent(outcomes):
                yield UNIT.problem(
                    f"{level.exact} on the line {key} is a share, but its results are numbers on the scale "
                    f"{scales}.",
                    path=at(key, *inner),
                    found=level.exact,
                    expected="a number such as 20, or a scale whose words say percent",
                    hint=f"Write a number on that scale, such as {_plain(level)}, or call it percent.",
                )


def _plain(level: Share) -> str:
    """Return a share as a number of percent: `20`."""
    return level.exact.rstrip("%")


@rule(UNIT, *MONEY, source=LANGUAGE)
def deductions_as_levels(spec: Spec) -> Iterator[Problem]:
    """A deduction is written in the unit of the line's own levels, or else of its outcome's scale."""
    for key, rate in spec.payment.rates.items():
        if rate.deduction is None or not _outcomes(spec, key, rate):
            continue
        below = rate.deduction.below
        kinds = {isinstance(level, Share) for _, level in _levels(rate)}
        if len(kinds) < 2 and isinstance(below, Share) != (kinds == {True}):
            is_share = isinstance(below, Share)
            right = _plain(below) if isinstance(below, Share) else f"{below}%"
            yield UNIT.problem(
                f"The deduction of the line {key} is below {level_text(below)}, but the line's results are "
                + ("numbers." if is_share else "shares."),
                path=at(key, "deduction", "below"),
                found=level_text(below),
                expected=f"a {'number' if is_share else 'share'} such as {right}",
                hint=f"Write below: {right}.",
            )


@rule(COUNTED, *MONEY, source=LANGUAGE)
def gates_fit_the_count(spec: Spec) -> Iterator[Problem]:
    """What each participant must reach as well gates a line paid by participant; what the group must, any."""
    for key, rate in spec.payment.rates.items():
        if rate.best_of is not None or not all(x in spec.outcomes for x in outcomes_named(key, rate)):
            continue
        singly = counts_participants(key, spec.payment.rates, spec.outcomes)
        for index, gate in enumerate(gates_named(rate)):
            outcome = spec.outcomes.get(gate)
            if outcome is not None and outcome.measure.counted_by == "participant" and not singly:
                yield COUNTED.problem(
                    f"The line {key} pays once for all, but requires {gate}, which each participant reaches "
                    "or not.",
                    path=at(key, "requires", "reached", index),
                    found=f"{gate}, counted by participant",
                    expected="an outcome with counted_by: group",
                    hint="Pay per participant, or require an outcome that is counted for the group.",
                )


@rule(MISPLACED, *MONEY, source=LANGUAGE)
def most_each_of_participants(spec: Spec) -> Iterator[Problem]:
    """A most for one participant stands where one participant may earn different amounts."""
    for key, rate in spec.payment.rates.items():
        if rate.at_most_each is None or not _known(spec, key):
            continue
        singly = counts_participants(key, spec.payment.rates, spec.outcomes)
        if not singly or shape(rate) == "price":
            yield MISPLACED.problem(
                f"at_most_each means nothing on the line {key}: "
                + ("its price is the most for one participant." if singly else "it pays once for all."),
                path=at(key, "at_most_each"),
                found="at_most_each",
                expected="per_unit, tiers or best_of, paid by participant",
                hint="Change the price, or write at_most for the whole line." if singly else "Write at_most.",
            )


def _known(spec: Spec, key: str) -> bool:
    """Tell whether every line and outcome that a line leads to is there."""
    rates = spec.payment.rates
    lines = rates[key].best_of or ()
    if any(line not in rates or rates[line].best_of is not None for line in lines):
        return False
    return all(outcome in spec.outcomes for outcome in outcome_ids(key, rates))


@rule(MISPLACED, *MONEY, source=LANGUAGE)
def requires_something(spec: Spec) -> Iterator[Problem]:
    """What a line requires is named; an empty list or section would pay as if nothing was required."""
    for key, rate in spec.payment.rates.items():
        if rate.requires is None:
            continue
        empty = rate.requires.reached is not None and not rate.requires.reached
        if empty or not (rate.requires.dosage or rate.requires.reached or rate.requires.condition):
            yield MISPLACED.problem(
                f"On the line {key}, {'reached names no outcome' if empty else 'requires is empty'}.",
                path=at(key, "requires", "reached") if empty else at(key, "requires"),
                found="nothing",
                expected="an outcome to be reached as well" if empty else "dosage, reached or condition",
                hint=f"Name what is required, or remove {'reached' if empty else 'requires'}.",
            )


@rule(MISPLACED, *MONEY, source=LANGUAGE)
def dosage_of_participants(spec: Spec) -> Iterator[Problem]:
    """A dosage is asked only where participants are counted."""
    for key, rate in spec.payment.rates.items():
        counted = {outcome.measure.counted_by for outcome in _outcomes(spec, key, rate)}
        if rate.requires is not None and rate.requires.dosage is not None and counted == {"group"}:
            yield MISPLACED.problem(
                f"The line {key} requires a dosage, but its outcome is not counted by participant.",
                path=at(key, "requires", "dosage"),
                found="requires.dosage with counted_by: group",
                expected="requires.condition",
                hint="State the condition in words under requires.condition.",
            )


@rule(MISPLACED, *MONEY, source=LANGUAGE)
def years_of_groups(spec: Spec) -> Iterator[Problem]:
    """Where there are cohorts, a price by year for a group says whose year is meant."""
    for key, rate in spec.payment.rates.items():
        if rate.by_year and spec.cohorts and rate.group is not None and rate.cohort is None:
            yield MISPLACED.problem(
                f"The line {key} has prices by year for a group, but not the cohort whose year is meant.",
                path=at(key, "by_year"),
                found="by_year and group where there are cohorts",
                expected="the cohort named",
                hint="Write one line per cohort, each with its cohort and one price.",
            )


@rule(COHORTS, *MONEY, source=LANGUAGE)
def cohorts_within_population(spec: Spec) -> Iterator[Problem]:
    """The cohorts together are not more than the population."""
    planned = sum(cohort.planned for cohort in spec.cohorts.values())
    if planned > everyone(spec):
        parts = " + ".join(str(cohort.planned) for cohort in spec.cohorts.values())
        yield COHORTS.problem(
            f"The cohorts plan {planned:,} participants, but the population has at most {everyone(spec):,}.",
            path=("cohorts",),
            found=f"{parts} = {planned}",
            expected=f"at most {everyone(spec):,} in all",
            hint="population.planned and population.maximum cover all cohorts together: correct one of them.",
        )


ALWAYS = (
    one_threshold,
    fits_the_count,
    levels_are_shares,
    levels_fit_the_scale,
    deductions_as_levels,
    gates_fit_the_count,
    most_each_of_participants,
    requires_something,
    dosage_of_participants,
    years_of_groups,
    cohorts_within_population,
)
