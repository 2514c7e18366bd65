"""Writes a table as CSV (RFC 4180, UTF-8, lines ended by CR LF): plain figures, ISO dates, no formula.

A program that opens a CSV may run a text that looks like a formula. Texts come from specs and data files of
strangers, so such a text gets an apostrophe in front, as spreadsheets themselves mark a text.
"""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from obcgen.workbook import Long

if TYPE_CHECKING:
    from collections.abc import Sequence

    from obcgen.workbook import Cell, Sheet, Value

_MOST_KEPT: Final = 200_000
"""Cells that are kept, so that no other has the place in memory by which one is known."""

_FORMULA: Final = re.compile(r"[\s'\x00-\x1f]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]")
"""What starts a formula, also in full width, behind blanks and behind apostrophes of the text's own."""
_BROKEN: Final = re.compile(r"[\r\n\t\x00-\x1f]+")


def to_csv(sheet: Sheet) -> bytes:
    """Return the header and the rows of a table; its totals are left out, so that columns add up."""
    content = io.BytesIO()
    stream = io.TextIOWrapper(content, encoding="utf-8", newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([harmless(column.title) for column in sheet.columns])
    rows = sheet.rows.shared() if isinstance(sheet.rows, Long) else sheet.rows
    texts = _Texts()
    writer.writerows(texts.of(row) for row in rows)
    stream.flush()
    return content.getvalue()


class _Texts:
    """Turns a cell that stands in many rows into text once; the first cell of a row is its own."""

    def __init__(self) -> None:
        self.known: dict[int, str] = {}
        self.kept: list[Cell] = []

    def of(self, cells: Sequence[Cell]) -> list[str]:
        """Return the texts of a row."""
        known = self.known
        try:
            rest = [known[id(cell)] for cell in cells[1:]]
        except KeyError:
            rest = [self._new(cell) for cell in cells[1:]]
        return [_text(cells[0].value), *rest]

    def _new(self, cell: Cell) -> str:
        if len(self.kept) > _MOST_KEPT:
            self.known.clear()
            self.kept.clear()
        self.kept.append(cell)
        return self.known.setdefault(id(cell), _text(cell.value))


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return harmless(value)
    return _decimal(value) if isinstance(value, Fraction) else str(value)


def _decimal(share: Fraction) -> str:
    """Return a share or a quantity as at most ten decimals."""
    if share.denominator == 1:
        return str(share.numerator)
    return f"{Decimal(share.numerator) / Decimal(share.denominator):.10f}".rstrip("0")


def harmless(text: str) -> str:
    """Return a text on one line that no spreadsheet takes for a formula."""
    line = _BROKEN.sub(" ", text)
    return f"'{line}" if _FORMULA.match(line) else line
