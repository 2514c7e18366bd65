"""The rows of an estimate's tables: scenarios, their lines and quarters side by side, history, chance."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, repeat
from typing import TYPE_CHECKING

from obcgen.money import Money, Share
from obcgen.scenarios.words import quarter_in_words
from obcgen.words import listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from obcgen.scenarios.found import Found
    from obcgen.spec import Spec
    from obcgen.spec.population import History

_MOST_COLUMNS = 4
_NARROW = len("$9,999,999")
"""Amounts of so many letters fit beside each other for every scenario."""
_MOST_ROWS = 6
"""So few rows stand as columns instead, so that one table shows all of them."""
_LABEL = 28
NOTHING = "—"


@dataclass(frozen=True, slots=True)
class ScenarioRow:
    """A scenario: what it assumes, what it costs, and the range that chance gives."""

    name: str
    words: str
    served: int
    base: Money
    performance: Money
    total: Money
    contingent: Share
    room: Money
    per_participant: Money | None
    additional: str
    per_additional: Money | None
    low: Money | None
    high: Money | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row with a cell for each scenario of a block."""

    label: str
    cells: tuple[str, ...]
    total: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A table with a column for each of a few scenarios, or with a row for each of them."""

    label: str
    names: tuple[str, ...]
    rows: tuple[Row, ...]
    widths: str
    align: str


@dataclass(frozen=True, slots=True)
class CountRow:
    """How many chance lets reach an outcome in a scenario, which its first row alone names."""

    scenario: str
    outcome: str
    counted: int
    share: Share
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """What like-performing participants reached in an earlier year, on which measure."""

    what: str
    year: str
    measured: int
    reached: int
    share: Share


def scenario_rows(found: Found) -> tuple[ScenarioRow, ...]:
    """Return a row for each scenario."""
    return tuple(
        ScenarioRow(
            name=each.case.name,
            words=each.case.words,
            served=each.case.assumed.served,
            base=each.base,
            performance=each.performance,
            total=each.total,
            contingent=each.contingent,
            room=each.room,
            per_participant=each.per_participant,
            additional=f"{each.additional:,}" if each.additional > 0 else "",
            per_additional=each.per_additional,
            low=by_chance.low,
            high=by_chance.high,
        )
        for each, by_chance in zip(found.outlooks, found.ranges, strict=True)
    )


def line_blocks(found: Found) -> tuple[Block, ...]:
    """Return what each line pays, a column for each scenario; a single line pays what the scenario does."""
    settled = [each.settled for each in found.outlooks]
    if len(settled[0].lines) == 1:
        return ()
    rows = [
        Row(lines[0].name, tuple(str(line.amount) for line in lines))
        for lines in zip(*(each.lines for each in settled), strict=True)
    ]
    whole = Row("All lines", tuple(str(each.performance) for each in settled), total=True)
    return _blocks(found, "Line", [*rows, whole])


def quarter_blocks(found: Found) -> tuple[Block, ...]:
    """Return what is due in each quarter, a column for each scenario; nothing where all is due in one."""
    named = {quarter.first: quarter_in_words(quarter) for each in found.outlooks for quarter in each.quarters}
    if len(named) == 1:
        return ()
    totals = [{quarter.first: str(quarter.total) for quarter in each.quarters} for each in found.outlooks]
    rows = [Row(named[first], tuple(each.get(first, NOTHING) for each in totals)) for first in sorted(named)]
    whole = Row("Total", tuple(str(each.total) for each in found.outlooks), total=True)
    return _blocks(found, "Quarter", [*rows, whole])


def _blocks(found: Found, label: str, rows: Sequence[Row]) -> tuple[Block, ...]:
    """Return one table; scenarios are divided among several only where amounts are too wide for that."""
    names = [each.case.name for each in found.outlooks]
    if len(rows) <= _MOST_ROWS:
        turned = zip(names, *(row.cells for row in rows), strict=True)
        cells = [Row(name, tuple(amounts)) for name, *amounts in turned]
        return (_block("Scenario", [row.label for row in rows], cells, 0, len(rows)),)
    narrow = all(len(cell) <= _NARROW for row in rows for cell in row.cells)
    count = 1 if narrow else -(-len(names) // _MOST_COLUMNS)
    size = -(-len(names) // count)
    return tuple(_block(label, names, rows, start, start + size) for start in range(0, len(names), size))


def _block(label: str, names: Sequence[str], rows: Sequence[Row], start: int, end: int) -> Block:
    shown = tuple(names[start:end])
    width = (100 - _LABEL) // len(shown)
    widths = [100 - width * len(shown), *(width for _ in shown)]
    return Block(
        label,
        shown,
        tuple(Row(row.label, row.cells[start:end], row.total) for row in rows),
        " ".join(map(str, widths)),
        " ".join(["left", *("right" for _ in shown)]),
    )


def count_rows(found: Found, spec: Spec) -> tuple[CountRow, ...]:
    """Return what chance does to each outcome in each scenario that leaves something to it."""
    return tuple(
        CountRow(
            each.case.name if first else "",
            spec.outcomes[one.outcome].name,
            one.counted,
            one.share,
            one.low,
            one.high,
        )
        for each, by_chance in zip(found.outlooks, found.ranges, strict=True)
        for first, one in zip(chain([True], repeat(False)), by_chance.counts, strict=False)
    )


def history_rows(spec: Spec) -> tuple[HistoryRow, ...]:
    """Return what was reached earlier: on the population's measure, and on an outcome's if it differs.

    Where an outcome's figures are those of the population, its name stands by them.
    """
    whole = _history("Whole population", spec.population.history)
    known = {_figures(row) for row in whole}
    own = [_history(outcome.name, outcome.history) for outcome in spec.outcomes.values()]
    same = [rows[0].what for rows in own if rows and {*map(_figures, rows)} == known]
    if same:
        whole = _history(f"{listed(same)} (whole population)", spec.population.history)
    return (*whole, *(row for rows in own if {*map(_figures, rows)} != known for row in rows))


def _figures(row: HistoryRow) -> tuple[str, int, int]:
    return row.year, row.measured, row.reached


def _history(what: str, history: Mapping[str, History]) -> list[HistoryRow]:
    return [
        HistoryRow(what, year, one.measured, one.reached, Share(Fraction(one.reached, one.measured or 1)))
        for year, one in history.items()
    ]
