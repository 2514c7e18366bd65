"""Indicators and the levels at which somebody acts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from obcgen.policy.rule import rule
from obcgen.problems import Kind, Problem
from obcgen.spec import Spec
from obcgen.words import listed

NO_LEVEL = Kind("DSN-20", "Indicators without a level at which somebody acts", "warning")
_LEVEL = re.compile(
    r"\d(?:[\d.,]*\d)?\s?(?:%|percent\b|points?\b|hours?\b|minutes?\b|sessions?\b|participants?\b|students?\b|"
    r"of\b|in\b|or (?:more|fewer|less)\b)|\b(?:half|a quarter|a third|two thirds) of\b",
    re.IGNORECASE,
)


@rule(NO_LEVEL, "improvement", source="G9; Standards of Excellence, continuous improvement")
def indicators_have_a_level(spec: Spec) -> Iterator[Problem]:
    """An indicator, or what follows from it, names the level at which the parties act."""
    improvement = spec.improvement
    if improvement is None or not improvement.indicators:
        return
    said = [*improvement.indicators, improvement.escalation or ""]
    if not any(_LEVEL.search(text) for text in said):
        first = improvement.indicators[0]
        yield NO_LEVEL.problem(
            f"The parties look at {listed(list(improvement.indicators))}, and nothing says at which level "
            "they act.",
            path=("improvement", "indicators"),
            found=", ".join(improvement.indicators),
            expected="a level for an indicator, or in improvement.escalation",
            hint=f"Write a level beside it, such as “{first}: 90% or more”, and what follows below it.",
        )
