"""A waiver is counted and returned with its reason, never silent, and never for an error."""

from __future__ import annotations

import pytest

from obcgen.checking import read_and_check
from obcgen.problems import Problem
from rule_pages import USUAL, over

CUT = "payment: {caps: {participant: $1200}}\n"
REASON = "the board wants the cap to cut; minutes of March 1"


def found(example: str, kind: str | None = None) -> tuple[Problem, ...]:
    return read_and_check(over(example), kind)[2]  # type: ignore[arg-type]


def test_a_waived_warning_is_returned_with_its_reason_and_its_place() -> None:
    (waived,) = [p for p in found(f"{CUT}waive: {{FIG-02: {REASON}}}") if p.code == "FIG-02"]
    assert (waived.severity, waived.reason) == ("waived", REASON)
    assert waived.place is not None
    assert waived.place.file.endswith("example.yaml")


def test_a_note_may_be_waived() -> None:
    problems = found("waive: {PRO-12: read by the web office}")
    assert {p.severity for p in problems if p.code == "PRO-12"} == {"waived"}


def test_a_waiver_covers_its_own_code_only() -> None:
    problems = found(f"{CUT}without: [improvement]\nwaive: {{FIG-02: {REASON}}}")
    assert {p.code for p in problems if p.severity == "warning"} - USUAL == {"GUI-09"}


def test_an_error_stays_an_error() -> None:
    problems = found("outcomes: {vocabulary: {target: 20%}}\nwaive: {GUI-04: agreed}")
    assert {p.code for p in problems if p.severity == "error"} == {"GUI-04", "WAI-02"}


@pytest.mark.parametrize(("code", "near"), [("GUI-022", "GUI-02"), ("fig-02", "FIG-02"), ("SPC-10", "")])
def test_an_unknown_code_is_told_with_the_nearest_one(code: str, near: str) -> None:
    (problem,) = [p for p in found(f"waive: {{{code}: because}}") if p.code == "WAI-01"]
    assert near in problem.hint
    assert problem.place is not None
    assert problem.place.excerpt[problem.place.column - 1 :].startswith(code)


def test_a_waiver_that_waives_nothing_is_told() -> None:
    assert "WAI-03" in {p.code for p in found("waive: {FIG-02: nothing here}")}


def test_a_waiver_of_a_rule_that_could_not_run_is_not_called_needless() -> None:
    problems = found("payment: {caps: {participant: much}}\nwaive: {FIG-02: nothing here}")
    assert [p.code for p in problems if p.severity == "error"] == ["SPC-07"]


def test_a_waiver_without_a_reason_is_refused() -> None:
    assert "SPC-01" in {p.code for p in found(f"{CUT}waive: {{FIG-02: ''}}")}


@pytest.mark.parametrize("kind", ["rfp", "contract"])
def test_a_waiver_holds_for_both_documents(kind: str) -> None:
    problems = found(f"{CUT}waive: {{FIG-02: {REASON}}}", kind)
    assert {p.severity for p in problems if p.code == "FIG-02"} == {"waived"}
