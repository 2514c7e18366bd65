"""The threshold of an outcome against the cut-off by which participants are let in."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from obcgen.policy.rule import rule
from obcgen.problems import Kind, Problem
from obcgen.spec import Outcome, Spec
from obcgen.spec.population import EntryCriterion

NO_HIGHER = Kind("DSN-03", "A threshold is no better than the entry cut-off", "warning")


@rule(NO_HIGHER, "outcomes", "population", source="Standards of Excellence 1.3; G4")
def thresholds_lie_beyond_the_cut_off(spec: Spec) -> Iterator[Problem]:
    """A participant who counts as reached has left the range of scores that let participants in."""
    criterion = spec.population.criterion
    for key, outcome in spec.outcomes.items() if criterion else ():
        if criterion is not None and _comparable(outcome, criterion):
            side, low, cut = _held_against(outcome, criterion)
            if low and cut is not None:
                yield NO_HIGHER.problem(
                    f"{outcome.name} counts as reached at {low[0]}, and students are let in "
                    f"{_let_in(criterion)}: a participant can count without leaving that range.",
                    path=("outcomes", key, "measure", side),
                    found=f"{side}: {', '.join(map(str, low))} ({outcome.measure.scale}); entry "
                    f"{_let_in(criterion)}",
                    expected=f"a threshold {'above' if side == 'at_least' else 'below'} {cut}",
                    hint="Choose a threshold beyond the cut-off, or let in only students who lie further "
                    "from it.",
                )


def _comparable(outcome: Outcome, criterion: EntryCriterion) -> bool:
    measure = outcome.measure
    return (
        measure.kind == "level"
        and measure.counted_by == "participant"
        and measure.assessment == criterion.assessment
        and measure.scale.lower() == criterion.scale.lower()
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
