"""A value of the whole group that is computed: from what, and where it can stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.policy.payment.counting import PERCENT
from obcgen.policy.payment.keys import LANGUAGE, outcomes_named
from obcgen.policy.rule import MONEY, rule
from obcgen.problems import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.problems import Problem
    from obcgen.spec import Spec
    from obcgen.spec.outcomes import Measure

COMPUTED = Kind("PAY-40", "A value of the group cannot be computed as it is written")


def _faults(measure: Measure, of: Measure | None) -> Iterator[tuple[str, str, str]]:
    """Yield what is wrong with a computed value: why, the key at fault, and what belongs there."""
    if measure.counted_by == "participant":
        yield "each participant has a value of his own", "counted_by", "counted_by: group"
    if measure.kind == "gain":
        yield "the gain stands in the outcome that it is computed of", "kind", "kind: level"
    if of is None:
        return
    if of.counted_by == "group":
        why = "the outcome that it is computed of has one value itself"
        yield why, "computed", "an outcome with counted_by: participant"
    elif (of.assessment, of.to) != (measure.assessment, measure.to):
        why = "the outcome that it is computed of is measured elsewhere"
        yield why, "to", f"to: {of.to}, with assessment: {of.assessment}"


@rule(COMPUTED, *MONEY, source=LANGUAGE)
def computed_of_participants(spec: Spec) -> Iterator[Problem]:
    """A computed value is one for the group, of results of participants in the same window."""
    for key, outcome in spec.outcomes.items():
        measure = outcome.measure
        if measure.computed is None:
            continue
        of = spec.outcomes.get(measure.computed.of)
        for why, name, expected in _faults(measure, of.measure if of is not None else None):
            yield COMPUTED.problem(
                f"The value of {key} cannot be computed: {why}.",
                path=("outcomes", key, "measure", name),
                found=f"computed of {measure.computed.of}",
                expected=expected,
                hint=f"Correct {name}, or remove computed and state the value in the results.",
            )


@rule(COMPUTED, *MONEY, source=LANGUAGE)
def shares_in_percent(spec: Spec) -> Iterator[Problem]:
    """A computed share is on a scale whose words say percent, and a number or mean is on no such scale."""
    for key, outcome in spec.outcomes.items():
        measure = outcome.measure
        if measure.computed is None or measure.computed.figure == "mean":
            continue
        share = measure.computed.figure == "share"
        if share != bool(PERCENT.search(measure.scale)):
            expected = "a scale whose words say percent" if share else "what is counted, such as participants"
            yield COMPUTED.problem(
                f"The value of {key} is a {measure.computed.figure}, but its scale is “{measure.scale}”.",
                path=("outcomes", key, "measure", "scale"),
                found=measure.scale,
                expected=expected,
                hint="Write scale: percent of participants." if share else "Write scale: participants.",
            )


@rule(COMPUTED, *MONEY, source=LANGUAGE)
def not_by_year(spec: Spec) -> Iterator[Problem]:
    """Without cohorts one value is computed for all years, so no price goes by the year of it."""
    for key, rate in spec.payment.rates.items():
        named = [spec.outcomes[each].measure for each in outcomes_named(key, rate) if each in spec.outcomes]
        if rate.by_year and not spec.cohorts and any(measure.computed for measure in named):
            yield COMPUTED.problem(
                f"The line {key} has prices by year, but its result is computed once for all.",
                path=("payment", "rates", key, "by_year"),
                found="by_year and a computed result",
                expected="one price, or cohorts",
                hint="Write one price; or define cohorts, and a line for each.",
            )


@rule(COMPUTED, *MONEY, source=LANGUAGE)
def not_assumed(spec: Spec) -> Iterator[Problem]:
    """In a scenario a share or a number follows from the outcome that it is computed of."""
    for key, scenario in spec.payment.scenarios.items():
        for name in scenario.attainment:
            computed = spec.outcomes[name].measure.computed if name in spec.outcomes else None
            if computed is not None and computed.figure != "mean":
                yield COMPUTED.problem(
                    f"The scenario {key} states the value of {name}, but it follows from {computed.of}.",
                    path=("payment", "scenarios", key, "attainment", name),
                    found=f"{name} in attainment",
                    expected=f"the attainment of {computed.of} alone",
                    hint=f"Remove {name} here, and state the attainment of {computed.of}.",
                )


ALWAYS = (computed_of_participants, shares_in_percent, not_by_year, not_assumed)
