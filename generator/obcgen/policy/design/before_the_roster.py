"""Duties toward participants in a window that is over before anybody is a participant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from obcgen.policy.rule import rule
from obcgen.problems import Kind, Problem
from obcgen.spec import Spec
from obcgen.spec.program import Duty

TOO_EARLY = Kind("DSN-25", "A duty to participants before the roster names them", "warning")
_ALL_WINDOWS = re.compile(
    r"\b(?:each|every|all)(?: (?:assessment|testing|test|measuring))? windows?\b"
    r"(?! (?:after|that follows?)\b)",
    re.IGNORECASE,
)
_PARTICIPANTS = re.compile(r"\bparticipants?\b", re.IGNORECASE)


@rule(TOO_EARLY, "duties", "assessments", "population", "outcomes", source="contract practice")
def duties_wait_for_the_roster(spec: Spec) -> Iterator[Problem]:
    """What a party owes participants in a window can be owed there: the window closes after the lock."""
    roster = spec.population.roster
    if roster is None or spec.duties is None or spec.cohorts:
        return
    for side, duties in (("district", spec.duties.district), ("provider", spec.duties.provider)):
        for key, duty in duties.items():
            for window, closes in _too_early(spec, duty, roster.locked):
                yield TOO_EARLY.problem(
                    f"The {side} owes this to participants in the {window} window, which closes on {closes}. "
                    f"Nobody is a participant before the roster is locked on {roster.locked}.",
                    path=("duties", side, key, "duty"),
                    found=duty.duty,
                    expected="windows that close after the roster is locked",
                    hint="Name later windows, or add: and for the first window after the roster is locked.",
                )


def _too_early(spec: Spec, duty: Duty, locked: date) -> Iterator[tuple[str, date]]:
    """Yield the windows of a duty to participants that close before the lock, by their names in words."""
    said = f"{duty.duty}; {duty.by or ''}"
    if "roster" in said.casefold() or not _PARTICIPANTS.search(f"{said} {duty.measure or ''}"):
        return
    measured = {outcome.measure.assessment for outcome in spec.outcomes.values()}
    for id_, assessment in spec.assessments.items():
        of_all = id_ in measured and _ALL_WINDOWS.search(said)
        for name, window in assessment.windows.items():
            words = name.replace("_", " ")
            if window.closes < locked and (of_all or _names(_without_longer(spec, said, words), words)):
                yield words, window.closes


def _without_longer(spec: Spec, said: str, window: str) -> str:
    """Return what is said without the names of windows that hold this one: `winter` in `next winter`."""
    every = {name.replace("_", " ") for tool in spec.assessments.values() for name in tool.windows}
    for longer in every - {window}:
        if re.search(rf"\b{re.escape(window)}\b", longer):
            said = re.sub(rf"\b{re.escape(longer)}\b", "", said, flags=re.IGNORECASE)
    return said


def _names(said: str, window: str) -> bool:
    """Say whether a duty names a window: `the fall window`, `the fall and the spring window`."""
    return bool(re.search(rf"\b{re.escape(window)}\b[^.;]{{0,40}}\bwindows?\b", said, re.IGNORECASE))
