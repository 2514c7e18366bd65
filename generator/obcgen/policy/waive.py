"""Waivers: a warning or note that the district accepts, with its reason. Never silent, never for an error."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches

from obcgen.policy.rule import Rule
from obcgen.problems import Kind, Problem, is_error
from obcgen.spec import Spec

UNKNOWN = Kind("WAI-01", "A waiver of a rule that does not exist")
OF_ERROR = Kind("WAI-02", "A waiver of an error")
NEEDLESS = Kind("WAI-03", "A waiver that waives nothing")


def with_waivers(
    spec: Spec, found: Sequence[Problem], every: Sequence[Rule], ran: Sequence[Rule]
) -> tuple[Problem, ...]:
    """Return what was found with each waived finding marked as such, and what is wrong with the waivers.

    Args:
        spec: the spec; its `waive` may be unreadable.
        found: what the rules found.
        every: all rules there are.
        ran: those that ran; only of them is it known that a waiver waives nothing.
    """
    reasons = spec.waive or {}
    marked = tuple(
        replace(problem, severity="waived", reason=reasons[problem.code])
        if problem.code in reasons and not is_error(problem)
        else problem
        for problem in found
    )
    return (*marked, *_faults(reasons, found, every, ran))


def _faults(
    reasons: dict[str, str], found: Sequence[Problem], every: Sequence[Rule], ran: Sequence[Rule]
) -> Iterator[Problem]:
    kinds = {rule.kind.code: rule.kind for rule in every}
    fired = {problem.code for problem in found}
    done = set(map(id, ran))
    skipped = {rule.kind.code for rule in every if id(rule) not in done}
    for code in reasons:
        if code not in kinds:
            yield _unknown(code, list(kinds))
        elif kinds[code].severity == "error":
            yield _of_error(code, kinds[code])
        elif code not in fired | skipped:
            yield _needless(code, kinds[code])


def _unknown(code: str, known: list[str]) -> Problem:
    near = get_close_matches(code.upper(), known, n=1)
    return UNKNOWN.problem(
        f"There is no rule “{code}” to waive.",
        path=("waive", code),
        found=code,
        expected="the code of a warning or a note, as check prints it",
        hint=f"Did you mean {near[0]}?" if near else "Run obcgen rule to see all codes.",
    )


def _of_error(code: str, kind: Kind) -> Problem:
    return OF_ERROR.problem(
        f"{code} is an error and cannot be waived: {kind.title[0].lower()}{kind.title[1:]}.",
        path=("waive", code),
        found=code,
        expected="the code of a warning or a note",
        hint="Correct what the error names, and remove this line.",
    )


def _needless(code: str, kind: Kind) -> Problem:
    return NEEDLESS.problem(
        f"The waiver of {code} waives nothing: the rule finds nothing in this spec.",
        path=("waive", code),
        found=code,
        expected=f"a finding of {code} ({kind.title[0].lower()}{kind.title[1:]})",
        hint=f"Remove the line; where a file below has it, add without: [waive.{code}] to the one above.",
    )
