"""How well a spec answers a row: well, weakly or not, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from obcgen.problems import Path, Problem, Severity, dotted
from obcgen.review.answers import Answer
from obcgen.review.checklist import Row
from obcgen.review.clear import nothing_found
from obcgen.review.measures import MEASURES, Grade, Measured
from obcgen.review.paths import EVERY
from obcgen.review.reckoned import Reckoned
from obcgen.review.thin import thin
from obcgen.spec import Spec

GRAVE: tuple[Severity, ...] = ("error", "warning")
"""The findings that weaken a row near which they stand; a note only where the row names its code."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an answer is weak: in words, with the rule that found it and how grave that is, if one did."""

    words: str
    code: str = ""
    severity: Severity | None = None
    computed: bool = False

    @property
    def grave(self) -> bool:
        """Whether a figure or a rule says so; a note, or a text that says little, weighs less."""
        return self.computed or self.severity in GRAVE


@dataclass(frozen=True, slots=True)
class Judged:
    """A row with its answer, its grade, why it is not better, and what the figures say of it.

    `accepted` are findings that the spec waives, with the reason, `waived` their rules; they do not weaken an
    answer.
    """

    answer: Answer
    grade: Grade
    reasons: tuple[Reason, ...]
    figures: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    waived: tuple[str, ...] = ()

    @property
    def weight(self) -> int:
        """How much depends on the row: at least 2 where a rule finds its answer wrong or weak."""
        found = any(reason.severity in GRAVE for reason in self.reasons)
        return max(self.answer.row.weight, 2 if found else 1)


def judged(
    answers: Sequence[Answer], spec: Spec, problems: Iterable[Problem], figures: Reckoned | None
) -> tuple[Judged, ...]:
    """Return every row with its grade.

    Args:
        answers: what the spec says to each row.
        spec: the spec, as far as it could be read.
        problems: what `check` found, waived findings included.
        figures: the figures of the deal; None while errors keep them from being computed.
    """
    found = _by_row([answer.row for answer in answers], problems)
    return tuple(_judged(answer, spec, found.get(answer.row.id, ()), figures) for answer in answers)


def _judged(answer: Answer, spec: Spec, findings: Sequence[Problem], figures: Reckoned | None) -> Judged:
    measured = tuple(MEASURES[name](figures) for name in answer.row.judged_by) if figures else ()
    reasons = (
        *(Reason(each.message, each.code, each.severity) for each in findings if each.severity != "waived"),
        *(Reason(each.words, computed=True) for each in measured if each.grade != "well"),
        *(Reason(f"{words}: {path}.") for path, words in thin(answer.row, spec)),
    )
    waived = [each for each in findings if each.severity == "waived"]
    accepted = tuple(f"{each.code}: {each.reason}" for each in waived)
    said = tuple(each.words for each in measured if each.grade == "well")
    codes = tuple(each.code for each in waived)
    clear = [code for code in answer.row.weakened_by if code not in codes]
    if figures and not (said or reasons or answer.row.needs) and clear:
        said = (nothing_found(clear, figures.limits),)
    return Judged(answer, _grade(answer, measured, reasons), reasons, said, accepted, codes)


def _grade(answer: Answer, measured: Sequence[Measured], reasons: Sequence[Reason]) -> Grade:
    if answer.state == "missing" or any(each.grade == "not" for each in measured):
        return "not"
    return "weakly" if reasons or answer.state == "partly" else "well"


# --- which findings bear on which row -------------------------------------------------------------


def _by_row(rows: Sequence[Row], problems: Iterable[Problem]) -> Mapping[str, Sequence[Problem]]:
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        for row in _rows_of(problem, rows):
            found.setdefault(row.id, []).append(problem)
    return found


def _rows_of(problem: Problem, rows: Sequence[Row]) -> Iterator[Row]:
    """Yield the rows that name a finding's code; else the one that asks for what stands nearest to it."""
    named = [row for row in rows if problem.code in row.weakened_by]
    yield from named
    if not named and problem.severity in GRAVE and problem.path:
        near = max(rows, key=lambda row: _nearness(row, problem.path), default=None)
        if near is not None and _nearness(near, problem.path):
            yield near


def _nearness(row: Row, path: Path) -> int:
    """Return how many steps of a finding's path the nearest path of a row shares."""
    steps = dotted(path).split(".")
    return max((_shared(wanted.split("."), steps) for need in row.needs for wanted in need.paths), default=0)


def _shared(wanted: Sequence[str], steps: Sequence[str]) -> int:
    count = 0
    for want, step in zip(wanted, steps, strict=False):
        if want != EVERY and step not in want.split("|"):
            break
        count += 1
    return count
