"""A rate of all participants that rises with each weak one who is not tested."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from obcgen.deal.compile import deal_of
from obcgen.deal.lines.line import Line
from obcgen.money import Share
from obcgen.policy.rule import MONEY, rule
from obcgen.problems import Kind, Problem
from obcgen.spec import Outcome, Spec

LEFT_OUT = Kind("DSN-12", "A rate of all that rises with those who are not tested", "warning")
ONE_IN_TEN = Fraction(9, 10)


@rule(LEFT_OUT, *MONEY, source="G6; Standards of Excellence, outcomes")
def rates_count_who_is_not_tested(spec: Spec) -> Iterator[Problem]:
    """Where a share of all is paid for, a participant without a last score counts as not reached."""
    for line in deal_of(spec).paid:
        for key, outcome in _behind(spec, line).items():
            if outcome.missing.final == "not_counted":
                yield _left_out(line, key, outcome)


def _behind(spec: Spec, line: Line) -> dict[str, Outcome]:
    """Return the outcomes counted by participant whose share a line pays for, itself or computed."""
    if line.by_participant:
        return {}
    found = {
        key: each for key, each in line.paid_for.outcomes.items() if each.measure.counted_by == "participant"
    }
    for outcome in line.paid_for.outcomes.values():
        computed = outcome.measure.computed
        if computed is not None and computed.figure != "count" and computed.of in spec.outcomes:
            found[computed.of] = spec.outcomes[computed.of]
    return found


def _left_out(line: Line, key: str, outcome: Outcome) -> Problem:
    share = Share(min(outcome.target.value / ONE_IN_TEN, Fraction(1)))
    return LEFT_OUT.problem(
        f"The line {line.id} is paid by the share who reach {outcome.name}, and one who is not tested is not "
        f"counted. If one in ten stays away, all of whom would have missed it, {outcome.target} becomes "
        f"{share}.",
        path=("outcomes", key, "missing", "final"),
        found="final: not_counted",
        expected="not_reached, or a price for each participant, which absence cannot raise",
        hint="Write final: not_reached.",
    )
