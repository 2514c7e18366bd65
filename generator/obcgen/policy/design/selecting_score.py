"""A gain that is counted from the very score by which participants were chosen."""

from __future__ import annotations

from collections.abc import Iterator

from obcgen.policy.rule import rule
from obcgen.problems import Kind, Problem
from obcgen.spec import Spec
from obcgen.spec.population import EntryCriterion

FROM_SELECTION = Kind("DSN-04", "A gain is measured from the score that selected the participants", "warning")


@rule(
    FROM_SELECTION, "outcomes", "population", source="Shadish, Cook and Campbell 2002, regression to the mean"
)
def gains_start_after_selection(spec: Spec) -> Iterator[Problem]:
    """Students who are chosen for a low score score higher the next time, whatever is done for them."""
    criterion = spec.population.criterion
    for key, outcome in spec.outcomes.items() if criterion else ():
        measure = outcome.measure
        if (
            criterion is not None
            and criterion.window is not None
            and measure.kind == "gain"
            and (measure.assessment, measure.from_) == (criterion.assessment, criterion.window)
        ):
            yield FROM_SELECTION.problem(
                f"{outcome.name} is the gain from the window “{criterion.window}”, whose scores also select "
                f"the participants: {_by_itself(criterion)} is paid.",
                path=("outcomes", key, "measure", "from"),
                found=f"from: {measure.from_}, and population.criterion.window: {criterion.window}",
                expected="a first score that does not select, or a level at the end",
                hint="Select by an earlier window, measure the gain from a later one, or waive this where "
                "expected_without is the gain of those who were selected in the same way.",
            )


def _by_itself(criterion: EntryCriterion) -> str:
    """Return what scores do without help: those who are let in for many absences have fewer the next time."""
    if criterion.below is None and criterion.at_most is None:
        return "scores that were high by chance fall again by themselves, and that fall"
    return "scores that were low by chance rise again by themselves, and that rise"
