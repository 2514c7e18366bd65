"""A worksheet whose rows are very many: they go into the file one at a time and are never all in memory.

XlsxWriter has a mode for this that cannot declare a table, which screen readers want, and makes an object of
each cell. Here the rows are written as they come; cells that stand in many rows are turned into XML once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from xlsxwriter.worksheet import Worksheet

from obcgen.workbook import FIRST_ROW, HEADER_ROW, ROW, letter

if TYPE_CHECKING:
    from xlsxwriter.format import Format

    from obcgen.workbook import Cell, Long

_MOST_KEPT: Final = 50_000


class LongSheet(Worksheet):  # type: ignore[misc]
    """A worksheet of XlsxWriter with rows that come one at a time below its header."""

    dim_rowmin: int
    dim_rowmax: int

    def hold(self, rows: Long, columns: int, look: Callable[[Cell], Format]) -> None:
        """Take rows to be written when the file is closed."""
        self._long, self._look = rows, look
        self._kept: dict[tuple[int, int], tuple[Cell, str]] = {}
        self._check_dimensions(FIRST_ROW + len(rows) - 2, columns - 1)

    def stretch_table(self, last_row: int, columns: int) -> None:
        """Let the table that was declared last end in this row: XlsxWriter would note each of its cells."""
        self.tables[-1]["range"] = f"A{HEADER_ROW}:{letter(columns - 1)}{last_row}"

    def _write_rows(self) -> None:
        """Write the title and the header, then the rows, then the totals if there are any."""
        first, last = self.dim_rowmin, self.dim_rowmax
        self.dim_rowmax = HEADER_ROW - 1
        super()._write_rows()
        for number, cells in enumerate(self._long.shared(), FIRST_ROW):
            self.fh.write(self._row(number, cells))
        self.dim_rowmin, self.dim_rowmax = FIRST_ROW + len(self._long) - 1, last
        super()._write_rows()
        self.dim_rowmin = first

    def _row(self, number: int, cells: tuple[Cell, ...]) -> str:
        if len(self._kept) > _MOST_KEPT:
            self._kept.clear()
        inner = "".join([self._cell(column, cell) for column, cell in enumerate(cells[1:], 1)])
        row = f'<row r="{ROW}">{self._made(0, cells[0])}{inner}</row>'
        return row.replace(ROW, str(number))

    def _cell(self, column: int, cell: Cell) -> str:
        """Return a cell as XML, with `ROW` for the number of its row."""
        place = (column, id(cell))
        if place not in self._kept:
            self._kept[place] = (cell, self._made(column, cell))
        return self._kept[place][1]

    def _made(self, column: int, cell: Cell) -> str:
        attributes = f'r="{letter(column)}{ROW}" s="{self._look(cell)._get_xf_index()}"'  # noqa: SLF001
        if cell.value is None:
            return f"<c {attributes}/>"
        if isinstance(cell.value, str):
            text = escape(self._escape_control_characters(cell.value))
            return f'<c {attributes} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
        formula = f"<f>{escape(cell.formula)}</f>" if cell.formula else ""
        return f"<c {attributes}>{formula}<v>{_number(cell.value):.16G}</v></c>"


def _number(value: int | Decimal | Fraction | dt.date) -> float:
    """Return a number as the file holds it: exact fractions become the nearest binary number."""
    if isinstance(value, dt.date):
        return float((value - dt.date(1899, 12, 30)).days)
    return float(value)
