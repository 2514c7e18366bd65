"""A workbook in which the buyer has its own noun: a board is not called a district."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from obcgen.spec.nouns import buyer_called, told_of_buyer
from obcgen.workbook import Long

if TYPE_CHECKING:
    from collections.abc import Sequence

    from obcgen.spec import Spec
    from obcgen.workbook import Cell, Sheet, Workbook


def in_own_noun(book: Workbook, spec: Spec) -> Workbook:
    """Return a workbook with the noun of the buyer in its notes, headings and cells.

    Names of sheets stay: formulas hold them. Rows that are made one at a time hold figures.
    """
    buyer = buyer_called(spec.district.role)
    if buyer == "District":
        return book
    return replace(book, sheets=tuple(sheet_in_own_noun(sheet, buyer) for sheet in book.sheets))


def sheet_in_own_noun(sheet: Sheet, buyer: str) -> Sheet:
    """Return one sheet with the noun of the buyer."""
    rows: Sequence[tuple[Cell, ...]] = sheet.rows
    return replace(
        sheet,
        title=told_of_buyer(sheet.title, buyer),
        note=told_of_buyer(sheet.note, buyer),
        columns=tuple(replace(each, title=told_of_buyer(each.title, buyer)) for each in sheet.columns),
        rows=rows if isinstance(rows, Long) else tuple(_row(row, buyer) for row in rows),
        totals=_row(sheet.totals, buyer),
    )


def _row(cells: tuple[Cell, ...], buyer: str) -> tuple[Cell, ...]:
    return tuple(_cell(cell, buyer) for cell in cells)


def _cell(cell: Cell, buyer: str) -> Cell:
    """Return a cell with the noun of the buyer; a formula says what it says."""
    if not isinstance(cell.value, str) or cell.formula:
        return cell
    named = told_of_buyer(cell.value, buyer)
    return cell if named == cell.value else replace(cell, value=named)
