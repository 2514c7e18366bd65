"""Levels against thresholds: a line that pays by measured result may pay where the outcome is not reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.deal.compile import deal_of
from obcgen.figures import quantity
from obcgen.policy.rule import MONEY, rule
from obcgen.problems import Kind
from obcgen.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from obcgen.problems import Problem
    from obcgen.spec import Measure, Spec

UNREACHED = Kind("PAY-29", "A line pays for results that do not reach the outcome", "warning")


@rule(UNREACHED, *MONEY, source="payment language")
def levels_begin_at_the_threshold(spec: Spec) -> Iterator[Problem]:
    """Tiers, units, steps and points pay by their own levels; below the threshold that is told."""
    for key, line in deal_of(spec).lines.items():
        if line.pays_unreached and line.begins_at is not None:
            (outcome,) = line.paid_for.ids
            start, limit = quantity(line.begins_at), _threshold(line.paid_for.only.measure)
            yield UNREACHED.problem(
                f"The line {key} pays from {start}, but {outcome} counts as reached at {limit}.",
                path=("payment", "rates", key),
                found=f"payment from {start}; reached at {limit}",
                expected="a line that begins where the outcome is reached, or a decision to pay before that",
                hint=f"Begin at the threshold, add requires: {{reached: [{outcome}]}}, or waive PAY-29 with "
                "a reason: its sentence says that it pays whether or not the outcome is reached.",
            )


def _threshold(measure: Measure) -> str:
    """Return the threshold of a measure that has one: `40 or more`."""
    word = "or more" if measure.at_least is not None else "or less"
    stated = measure.at_least if measure.at_least is not None else measure.at_most
    values: list[Decimal | None] = [*stated.values()] if isinstance(stated, dict) else [stated]
    return f"{listed([str(value) for value in dict.fromkeys(values)], 'or')} {word}"


ALWAYS = (levels_begin_at_the_threshold,)
