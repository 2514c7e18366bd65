"""The rules of the payment language: every combination that makes no sense is a Problem, not a guess.

They stand together by what they look at: `lines` (what a line pays for and how), `counting` (participants or
group), `choices` (best of several lines), `ladders` (tiers, steps, points, weights), `limits` (bounds, caps,
dates) and `guaranteed`. None of them raises, whatever the spec holds, so that one run shows every fault.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from obcgen.payment.rules import choices, counting, guaranteed, ladders, limits, lines
from obcgen.payment.subjects import named_outcomes
from obcgen.problems import is_error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.problems import Problem
    from obcgen.spec import Spec

RULES = (
    *guaranteed.RULES,
    *lines.RULES,
    *counting.RULES,
    *choices.RULES,
    *ladders.RULES,
    *limits.RULES,
)


def check_lines(spec: Spec) -> tuple[Problem, ...]:
    """Return every Problem of what the spec says about payment."""
    return tuple(chain.from_iterable(rule(spec) for _, rule in RULES))


def _references(spec: Spec) -> Iterator[bool]:
    """Yield, for every id that payment refers to, whether it exists."""
    rates, caps = spec.payment.rates, spec.payment.caps
    groups = spec.population.groups
    for key, rate in rates.items():
        yield from (outcome in spec.outcomes for outcome in named_outcomes(key, rate))
        yield from (line in rates for line in rate.best_of or ())
        yield rate.group is None or rate.group in groups
        yield rate.cohort is None or rate.cohort in spec.cohorts
    yield from (outcome.group is None or outcome.group in groups for outcome in spec.outcomes.values())
    yield from (outcome in spec.outcomes for outcome in (caps.outcome if caps else ()))
    yield from (cohort in spec.cohorts for cohort in (caps.cohort if caps else ()))


def computable(spec: Spec) -> bool:
    """Tell whether the schedule can be computed: no fault of payment, and every id leads somewhere."""
    return all(_references(spec)) and not any(map(is_error, check_lines(spec)))
