"""A definition in words against the level that the measure states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from obcgen.policy.rule import rule
from obcgen.problems import Kind, Problem
from obcgen.spec import Measure, Outcome, Spec

OTHERWISE = Kind("DSN-23", "A definition that says another level than the measure", "warning")
_NUMBER = r"\$?(?P<{}>\d[\d,]*(?:\.\d+)?)(?:st|nd|rd|th|%)?"
_BEFORE = {
    "at_least": r"at or above|at least|no fewer than|no less than|not less than|a minimum of",
    "at_most": r"at or below|at most|no more than|not more than|a maximum of",
}
_AFTER = {
    "at_least": r"more|higher|above|better|greater|later",
    "at_most": r"fewer|less|lower|below|earlier",
}
_LEVELS = {
    side: re.compile(
        rf"\b(?:{_BEFORE[side]})(?: the| a)? {_NUMBER.format('after')}"
        rf"|{_NUMBER.format('before')}(?: (?!at\b)[a-z]+){{0,6}} or (?:{_AFTER[side]})\b",
        re.IGNORECASE,
    )
    for side in _BEFORE
}
_OTHER = {"at_least": "at_most", "at_most": "at_least"}
_WORDS = {"at_least": "or more", "at_most": "or less"}


@rule(OTHERWISE, "outcomes", source="contract practice; Standards of Excellence, outcomes")
def definitions_say_the_level(spec: Spec) -> Iterator[Problem]:
    """Where a definition states a level in figures, it is the level of the measure, from the same side."""
    for key, outcome in spec.outcomes.items():
        side, levels = _stated(outcome.measure)
        if not levels:
            continue
        same, other = (_said(outcome, each) for each in (side, _OTHER[side]))
        if levels & set(same):
            continue
        if turned := levels & set(other):
            yield _turned(key, outcome, side, max(turned))
        elif same:
            yield _another(key, outcome, side, same[0], levels)


def _stated(measure: Measure) -> tuple[str, set[Decimal]]:
    """Return on which side of its level a measure is reached, and the level; each, where grades differ."""
    side = "at_least" if measure.at_least is not None else "at_most"
    stated = measure.at_least if measure.at_least is not None else measure.at_most
    if stated is None:
        return side, set()
    return side, set(stated.values()) if isinstance(stated, dict) else {stated}


def _said(outcome: Outcome, side: str) -> list[Decimal]:
    """Return the levels that a definition states on one side, in figures."""
    found = _LEVELS[side].finditer(" ".join(str(outcome.definition).split()))
    return [Decimal((each["after"] or each["before"]).replace(",", "")) for each in found]


def _turned(key: str, outcome: Outcome, side: str, level: Decimal) -> Problem:
    return OTHERWISE.problem(
        f"The definition of {outcome.name} asks for {level} {_WORDS[_OTHER[side]]}, but the measure is "
        f"reached at {level} {_WORDS[side]}.",
        path=("outcomes", key, "measure", side),
        found=f"{side}: {level}",
        expected=f"{_OTHER[side]}: {level}, as the definition says",
        hint=f"Write {_OTHER[side]}: {level}, or correct the definition.",
    )


def _another(key: str, outcome: Outcome, side: str, said: Decimal, levels: set[Decimal]) -> Problem:
    stated = ", ".join(str(level) for level in sorted(levels))
    return OTHERWISE.problem(
        f"The definition of {outcome.name} asks for {said} {_WORDS[side]}, but the measure is reached at "
        f"{stated}. Both are printed.",
        path=("outcomes", key, "measure", side),
        found=f"{side}: {stated}; definition: {said} {_WORDS[side]}",
        expected="one level in both",
        hint=f"Write {side}: {said}, or correct the definition.",
    )
