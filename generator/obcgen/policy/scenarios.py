"""Scenarios and the estimate: shares where participants count, names that mean one thing, a date in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from obcgen.money import Share
from obcgen.policy.rule import rule
from obcgen.problems import Kind, Path, Problem
from obcgen.spec import Spec

NOT_A_SHARE = Kind("SCN-01", "A scenario's attainment is not a share of participants")
BUILT_IN = Kind("SCN-02", "A scenario with the name of one that is always there")
ESTIMATE_LATE = Kind("SCN-03", "The estimate is dated after proposals are due", "warning")

ALWAYS_THERE = ("none", "expected", "target", "all", "district_default")
"""Scenarios of every deal; those under `payment.scenarios` stand between them."""


def _at(key: str, *steps: str) -> Path:
    return ("payment", "scenarios", key, *steps)


@rule(NOT_A_SHARE, "outcomes", "payment", source="arithmetic")
def attainment_is_a_share(spec: Spec) -> Iterator[Problem]:
    """Of an outcome counted by participant a scenario says which share of participants reach it."""
    for key, scenario in spec.payment.scenarios.items():
        for name, level in scenario.attainment.items():
            outcome = spec.outcomes.get(name)
            by_participant = outcome is not None and outcome.measure.counted_by == "participant"
            if outcome is not None and by_participant and not isinstance(level, Share):
                yield NOT_A_SHARE.problem(
                    f"In the scenario {key} the attainment of {outcome.name} is {level}, but it is counted "
                    "by participant.",
                    path=_at(key, "attainment", name),
                    found=str(level),
                    expected="the share of participants who reach it, such as 40%",
                    hint=f"Write {level}% if that is the share that you mean.",
                )


@rule(BUILT_IN, "payment", source="one name, one meaning")
def names_are_free(spec: Spec) -> Iterator[Problem]:
    """A scenario of the spec has no name that stands for one of every deal."""
    for key in spec.payment.scenarios:
        if key in ALWAYS_THERE:
            yield BUILT_IN.problem(
                f"There is a scenario {key} in every deal already.",
                path=_at(key),
                found=key,
                expected=f"another name than {', '.join(ALWAYS_THERE)}",
                hint="Rename it, for instance to cautious or strong.",
            )


@rule(ESTIMATE_LATE, "procurement", "estimate", source="2 CFR 200.324(a)")
def estimate_in_time(spec: Spec) -> Iterator[Problem]:
    """The estimate is made before proposals are received."""
    on = spec.estimate.on if spec.estimate else None
    due = spec.procurement.schedule.proposals_due if spec.procurement else None
    if on is not None and due is not None and on > date(due.year, due.month, due.day):
        yield ESTIMATE_LATE.problem(
            f"The estimate is dated {on}, after proposals are due on {due.date()}: it no longer stands apart "
            "from the prices offered.",
            path=("estimate", "on"),
            found=str(on),
            expected=f"a day before {due.date()}",
            hint="Date the estimate on the day it was made. One made too late is put on file as such.",
        )


STRUCTURE = (attainment_is_a_share, names_are_free)
ALWAYS = (estimate_in_time,)
