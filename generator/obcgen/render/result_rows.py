"""What each line pays at a measured result, in the words that a table and a chart share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from obcgen.account.curves import by_result
from obcgen.figures import number_text
from obcgen.render.records import bounded

if TYPE_CHECKING:
    from obcgen.account.curves import ByResult, Paid
    from obcgen.money import Money
    from obcgen.render.records import Labels
    from obcgen.spec import Spec
    from obcgen.spec.outcomes import Measure


@dataclass(frozen=True, slots=True)
class ResultLevel:
    """A result in words, and what is paid there; `short` is its number alone."""

    result: str
    short: str
    pays: Money


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A line, whom its results are of, and its results from the lowest, below which it pays `below`."""

    line: str
    name: str
    counts: str
    lower: str
    below: Money
    levels: tuple[ResultLevel, ...]


def result_rows(spec: Spec, labels: Labels) -> tuple[ResultRow, ...]:
    """Return a row for each line whose payment follows from one measured result."""
    return tuple(_row(line, spec.outcomes[line.outcome].measure, labels) for line in by_result(spec))


def _row(line: ByResult, measure: Measure, labels: Labels) -> ResultRow:
    levels = tuple(_level(point, measure, labels) for point in line.points)
    lower = labels["threshold"]["lower"]
    return ResultRow(line.line, line.name, labels["chart"][line.counts], lower, line.below, levels)


def _level(point: Paid, measure: Measure, labels: Labels) -> ResultLevel:
    short = number_text(point.result)
    bound = "at_least" if point.goes_on else "at"
    return ResultLevel(bounded(bound, short, measure.scale, measure.kind, labels), short, point.pays)
