"""The sheets of limits: each line before and after each limit, and each limit over all lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from obcgen.sheets.cells import entry, money, text
from obcgen.workbook import Cell, Column, Sheet, at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from obcgen.money import Money
    from obcgen.statement.limited import StepRow
    from obcgen.statement.statement import Statement

STEPS: Final = "Limits by line"
_BEFORE, _AFTER, _CUT = 3, 4, 5
_STEPS_HEAD: Final = (
    Column("Line", 34),
    Column("Limit", 44),
    Column("Amount of the limit", 18),
    Column("Before", 16),
    Column("After", 16),
    Column("Taken off", 16),
)
_STEPS_NOTE: Final = (
    "Limits apply in the order of the rows. A limit that covers several lines is shared by them in "
    "proportion to what they come to before it."
)
_LIMITS_HEAD: Final = (
    Column("Limit", 44),
    Column("Amount of the limit", 18),
    Column("Before", 18),
    Column("After", 18),
    Column("Taken off", 18),
)


def steps_sheet(
    statement: Statement, earned: Mapping[str, str], parts: Mapping[tuple[str, str], str]
) -> Sheet:
    """Return a row for each limit on each line; `earned` and `parts` are cells that already hold amounts.

    Args:
        statement: the statement.
        earned: by line the cell of what it earns.
        parts: by line and limit the cell of what the limit leaves, where the sheet of divisions works it out.
    """
    rows = []
    for number, row in enumerate(statement.steps):
        first = "" if row.gain else earned.get(row.line, "")
        rows.append(
            _step(row, at(_AFTER, number - 1) if _follows(statement, number) else first, parts, number)
        )
    return Sheet(STEPS, "Each line before and after each limit", _STEPS_HEAD, tuple(rows), _STEPS_NOTE)


def _follows(statement: Statement, number: int) -> bool:
    """Tell whether a row goes on from the row above."""
    if not number:
        return False
    row, above = statement.steps[number], statement.steps[number - 1]
    return (row.line, row.gain) == (above.line, above.gain)


def _step(row: StepRow, before: str, parts: Mapping[tuple[str, str], str], number: int) -> tuple[Cell, ...]:
    after = parts.get((row.line, row.limit), "") if not row.gain else ""
    name = f"{row.limit}, on what the default adds" if row.gain else row.limit
    return (
        text(row.name),
        text(name),
        money(row.most),
        _linked(row.before, before),
        _linked(row.after, after or (at(_BEFORE, number) if not row.cut else "")),
        money(row.cut, f"{at(_BEFORE, number)}-{at(_AFTER, number)}"),
    )


def _linked(amount: Money, formula: str) -> Cell:
    return money(amount, formula) if formula else entry(money(amount))


def taken_off(statement: Statement, line: str) -> str:
    """Return the formula of what limits take off what a line earns; nothing where no limit covers it."""
    own = [number for number, row in enumerate(statement.steps) if row.line == line and not row.gain]
    return f"SUM({at(_CUT, own[0], STEPS)}:{at(_CUT, own[-1])})" if own else ""


def gained(statement: Statement, line: str) -> str:
    """Return the cell of what limits leave of what a default adds to a line."""
    own = [number for number, row in enumerate(statement.steps) if row.line == line and row.gain]
    return at(_AFTER, own[-1], STEPS) if own else ""


def limits_sheet(statement: Statement) -> Sheet:
    """Return each limit over all that it covers."""
    rows = tuple(
        (
            text(row.name),
            money(row.limit),
            Cell() if row.before is None else entry(money(row.before)),
            Cell() if row.after is None else entry(money(row.after)),
            Cell() if row.cut is None else money(row.cut, f"{at(2, number)}-{at(3, number)}"),
        )
        for number, row in enumerate(statement.limits)
    )
    return Sheet("Limits in all", "Limits in their order", _LIMITS_HEAD, rows)
