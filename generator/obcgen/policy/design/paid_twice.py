"""One measure that is paid more than once, under one name or under two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import islice

from obcgen.deal.compile import deal_of
from obcgen.deal.lines.line import Line
from obcgen.policy.rule import MONEY, rule
from obcgen.problems import Kind, Problem
from obcgen.spec import Outcome, Spec

TWICE = Kind("DSN-05", "One result is paid more than once", "warning")
CLOSE = Fraction(1, 20)
"""Two steps of one score whose targets lie closer than this are reached by nearly the same participants."""
_EMPTY = {
    "score",
    "scores",
    "of",
    "the",
    "in",
    "on",
    "a",
    "an",
    "and",
    "for",
    "percentile",
    "level",
    "number",
}


@rule(TWICE, *MONEY, source="Standards of Excellence, outcomes; contract practice")
def each_result_is_paid_once(spec: Spec) -> Iterator[Problem]:
    """No two lines pay for one result, and no two outcomes are one measure under two names."""
    singles = [line for line in deal_of(spec).paid if line.paid_for.joined == "outcome"]
    for at, other in enumerate(singles):
        first = next(((one, why) for one in islice(singles, at) if (why := _one_result(one, other))), None)
        if first is not None:
            one, why = first
            yield TWICE.problem(
                f"The lines {one.id} and {other.id} pay for one result twice: {why}.",
                path=("payment", "rates", other.id),
                found=f"{one.name}: {one.price_text}; {other.name}: {other.price_text}",
                expected="each result paid by one line, or the better of two by a line with best_of",
                hint=f"Remove one, or add a line that pays the better of them: best_of: [{one.id}, "
                f"{other.id}].",
            )


def _one_result(one: Line, other: Line) -> str:
    """Return why two lines pay for one result of the same participants, or nothing."""
    return _why(one.paid_for.only, other.paid_for.only, one, other) if _same_people(one, other) else ""


def _same_people(one: Line, other: Line) -> bool:
    """Tell whether two lines may count the same participants in the same year."""
    here, there = one.paid_for, other.paid_for
    apart = [(here.group, there.group), (here.cohort, there.cohort)]
    if any(left and right and left != right for left, right in apart):
        return False
    return not one.years or not other.years or not one.years.isdisjoint(other.years)


def _why(one: Outcome, other: Outcome, line: Line, second: Line) -> str:
    """Return why two outcomes are one result, or nothing."""
    if line.outcomes == second.outcomes:
        return f"both pay for {one.name}"
    for outcome, key in ((one, second.outcomes[0]), (other, line.outcomes[0])):
        computed = outcome.measure.computed
        if computed is not None and computed.of == key:
            return f"{outcome.name} is computed from the other"
    here, there = one.measure, other.measure
    if (here.assessment, here.to, here.counted_by) != (there.assessment, there.to, there.counted_by):
        return ""
    left, right = _words(here.metric), _words(there.metric)
    if left == right:
        return "" if _are_steps(one, other) else f"both measure {here.metric} in the window “{here.to}”"
    if left < right or right < left:
        return f"{here.metric} and {there.metric} in the window “{here.to}” hold the same score"
    return _same_history(one, other)


def _words(metric: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z0-9]+", metric.lower())) - _EMPTY


def _are_steps(one: Outcome, other: Outcome) -> bool:
    """Tell whether two outcomes are steps of one score that plainly differ."""
    here, there = one.measure, other.measure
    stated = (here.at_least, here.at_most) != (there.at_least, there.at_most)
    return here.kind == there.kind and stated and abs(one.target.value - other.target.value) >= CLOSE


def _same_history(one: Outcome, other: Outcome) -> str:
    """Return that the same students reached both in each of two years or more, or nothing."""
    counts = [{year: (h.measured, h.reached) for year, h in each.history.items()} for each in (one, other)]
    if len(counts[0]) < 2 or counts[0] != counts[1]:
        return ""
    return f"in each of {len(counts[0])} years exactly as many people reached {one.name} as {other.name}"
