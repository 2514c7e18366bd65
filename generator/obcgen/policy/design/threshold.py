"""The threshold of an outcome: beyond the cut-off that lets participants in, and no loss for a gain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from obcgen.policy.rule import rule
from obcgen.problems import Kind, Problem
from obcgen.spec import Outcome, Spec
from obcgen.spec.population import EntryCriterion

NO_HIGHER = Kind("DSN-03", "A threshold is no better than the entry cut-off", "warning")
_OF_A_TEST = re.compile(r"\b(?:percentile|scores?|levels?|points?)\b", re.IGNORECASE)
"""Scales that all parts of a test share; credits earned and credits failed are two things in one unit."""
LOSS = Kind("DSN-26", "A gain that counts as reached after a loss", "warning")


@rule(NO_HIGHER, "outcomes", "population", source="Standards of Excellence 1.3; G4")
def thresholds_lie_beyond_the_cut_off(spec: Spec) -> Iterator[Problem]:
    """A participant who counts as reached has left the range of scores that let participants in."""
    criterion = spec.population.criterion
    for key, outcome in spec.outcomes.items() if criterion else ():
        if criterion is not None and _comparable(outcome, criterion):
            side, low, cut = _held_against(outcome, criterion)
            if low and cut is not None:
                yield NO_HIGHER.problem(
                    f"{outcome.name} counts as reached at {low[0]}, and participants are let in "
                    f"{_let_in(criterion)}: a participant can count without leaving that range.",
                    path=("outcomes", key, "measure", side),
                    found=f"{side}: {', '.join(map(str, low))} ({outcome.measure.scale}); entry "
                    f"{_let_in(criterion)}",
                    expected=f"a threshold {'above' if side == 'at_least' else 'below'} {cut}",
                    hint="Choose a threshold beyond the cut-off, or let in only those who lie further "
                    "from it.",
                )


@rule(LOSS, "outcomes", source="contract practice; Standards of Excellence, outcomes")
def gains_are_no_losses(spec: Spec) -> Iterator[Problem]:
    """A gain that is reached at a number below zero or more is reached by those who lost."""
    for key, outcome in spec.outcomes.items():
        measure = outcome.measure
        below = [each for each in _values(outcome) if each < 0]
        if measure.kind == "gain" and measure.at_least is not None and below:
            low = min(below)
            yield LOSS.problem(
                f"{outcome.name} is a gain that counts as reached at {low} or more: so does no change, and a "
                f"loss of {-low}.",
                path=("outcomes", key, "measure", "at_least"),
                found=f"at_least: {low}",
                expected=f"at_most: {low} where less is better, or a number above 0",
                hint=f"Where less is better, write at_most: {low} in place of at_least. Where more is "
                "better, write a number above 0.",
            )


def _comparable(outcome: Outcome, criterion: EntryCriterion) -> bool:
    measure = outcome.measure
    return (
        measure.kind == "level"
        and measure.counted_by == "participant"
        and measure.assessment == criterion.assessment
        and measure.scale.lower() == criterion.scale.lower()
        and (measure.metric.lower() == criterion.metric.lower() or bool(_OF_A_TEST.search(measure.scale)))
    )


def _held_against(outcome: Outcome, criterion: EntryCriterion) -> tuple[str, list[Decimal], Decimal | None]:
    """Return the side of the threshold, the values that lie no further than the cut-off, and the cut-off."""
    low, high = criterion.below, criterion.at_most
    top = low if low is not None else high
    bottom = criterion.above if criterion.above is not None else criterion.at_least
    if outcome.measure.at_least is not None:
        cut = top if top is not None else bottom
        return "at_least", [each for each in _values(outcome) if cut is not None and each <= cut], cut
    cut = bottom if bottom is not None else top
    return "at_most", [each for each in _values(outcome) if cut is not None and each >= cut], cut


def _values(outcome: Outcome) -> list[Decimal]:
    measure = outcome.measure
    stated = measure.at_least if measure.at_least is not None else measure.at_most
    return [*stated.values()] if isinstance(stated, dict) else [stated] if stated is not None else []


def _let_in(criterion: EntryCriterion) -> str:
    bounds = {
        "below": criterion.below,
        "at": criterion.at_most if criterion.at_most is not None else criterion.at_least,
        "above": criterion.above,
    }
    word, value = next((word, value) for word, value in bounds.items() if value is not None)
    more = " or less" if value == criterion.at_most else " or more"
    return f"{word} {value}{more if word == 'at' else ''}"
