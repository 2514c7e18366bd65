"""The sheets of what a settlement rests on: attainment, and the files that were read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.sheets.cells import count, entry, text
from obcgen.workbook import Cell, Column, Sheet, at

if TYPE_CHECKING:
    from obcgen.statement.attainment import AttainmentRow
    from obcgen.statement.statement import Statement


def attainment_sheet(statement: Statement) -> Sheet:
    """Return how many counted for each outcome and reached it; empty cells where that would tell too much."""
    heads = (("Outcome", 40), ("Counted", 14), ("Reached it", 14), ("Attainment", 14), ("Target", 14))
    rows = tuple(_attainment(row, number) for number, row in enumerate(statement.attainment))
    return Sheet("Attainment", "Attainment by outcome", tuple(Column(*head) for head in heads), rows)


def _attainment(row: AttainmentRow, number: int) -> tuple[Cell, ...]:
    target = Cell(row.target, "share")
    if row.counted is None or row.reached is None or row.share is None:
        return (text(row.outcome), Cell(), Cell(), Cell(), target)
    share = Cell(row.share, "share", f"{at(2, number)}/{at(1, number)}")
    return (text(row.outcome), entry(count(row.counted)), entry(count(row.reached)), share, target)


def files_sheet(statement: Statement) -> Sheet:
    """Return the files that were read with their checksums."""
    rows = tuple((text(file.name), text(file.sha256)) for file in statement.head.files)
    note = "Whoever holds files with the same checksums can repeat this settlement."
    return Sheet("Files", "Files that were read", (Column("File", 40), Column("SHA-256", 70)), rows, note)
