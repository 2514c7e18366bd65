"""What is expected without the program against what earlier students reached without it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from obcgen.law.law import Law
from obcgen.money import Share
from obcgen.policy.rule import rule
from obcgen.policy.targets import points
from obcgen.problems import Kind, Problem
from obcgen.spec import Outcome, Spec

LOWERED = Kind("DSN-07", "Less is expected without the program than earlier students reached", "warning")


@rule(LOWERED, "outcomes", "population", source="G4; Standards of Excellence 1.2", reads_law=True)
def expectations_follow_the_history(spec: Spec, law: Law) -> Iterator[Problem]:
    """What is expected without the program is not far below what like-performing students reached."""
    most = law.guide.lowered_baseline.value
    for key, outcome in spec.outcomes.items():
        reached = _reached(spec, outcome)
        if reached and min(reached.values()).value - outcome.expected_without.value > most:
            year = min(reached, key=lambda each: reached[each])
            short = reached[year].value - outcome.expected_without.value
            yield LOWERED.problem(
                f"{outcome.expected_without} are expected to reach {outcome.name} without the program, "
                f"{points(short)} fewer than in any earlier year: part of every gain is then no gain.",
                path=("outcomes", key, "expected_without"),
                found=", ".join(f"{share} in {each}" for each, share in reached.items()),
                expected=f"about {reached[year]}, as in {year}",
                hint="Write what was reached in earlier years, or the reason for less in the outcome's "
                "rationale and under waive.",
            )


def _reached(spec: Spec, outcome: Outcome) -> dict[str, Share]:
    """Return by year the share of like-performing students who reached the outcome, by the same test."""
    history = outcome.history or spec.population.history
    return {
        year: Share(Fraction(each.reached, each.measured))
        for year, each in history.items()
        if each.measured and each.assessment in {None, outcome.measure.assessment}
    }
