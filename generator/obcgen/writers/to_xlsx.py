"""Writes a workbook as an Excel file: live formulas with their values, the same bytes every time.

XlsxWriter keeps a value beside each formula, which openpyxl cannot. No text becomes a formula or a link.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any, Final, cast

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from obcgen.workbook import (
    CELL,
    FIRST_ROW,
    HEADER_ROW,
    LONG,
    NOTE_ROW,
    TITLE_ROW,
    Accepts,
    Cell,
    Form,
    Long,
    Sheet,
    Workbook,
    at,
    letter,
)
from obcgen.writers.long_sheet import LongSheet

_NUMBERS: Final[Mapping[Form, str]] = {
    "money": "$#,##0.00;-$#,##0.00",
    "share": "0.00%",
    "count": "#,##0",
    "number": "#,##0.0000",
    "points": "0.00",
    "plain": "General",
    "date": "yyyy-mm-dd",
}
_MIDDLE: Final = {"date", "year"}
_LINE: Final = "#8A8A8A"
_HEAD: Final = {"bold": True, "bg_color": "#1F3A5F", "font_color": "#FFFFFF", "text_wrap": True}
_ENTRY: Final = {
    "bg_color": "#FFF6D6",
    "font_color": "#0B3D91",
    "border": 1,
    "border_color": _LINE,
    "locked": False,
}
_TOTAL: Final = {"bold": True, "top": 1, "top_color": _LINE}
_LONGEST_PROPERTY: Final = 255
_LINE_HEIGHT: Final = 15


class _Formats:
    """The formats of one file, each made once."""

    def __init__(self, file: xlsxwriter.Workbook) -> None:
        self._file = file
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def of(self, **properties: Any) -> Format:
        """Return the format with these properties over those that all cells have."""
        whole = {"font_name": "Calibri", "font_size": 11, "valign": "top", **properties}
        key = tuple(sorted(whole.items()))
        if key not in self._made:
            self._made[key] = self._file.add_format(whole)
        return self._made[key]


def to_xlsx(book: Workbook) -> bytes:
    """Return the file's bytes."""
    stream = io.BytesIO()
    in_memory = not any(_is_long(sheet) for sheet in book.sheets)
    options = {"in_memory": in_memory, "strings_to_formulas": False, "strings_to_urls": False}
    file = xlsxwriter.Workbook(stream, {**options, "strings_to_numbers": False})
    file.set_properties(
        {
            "title": book.title[:_LONGEST_PROPERTY],
            "author": book.author[:_LONGEST_PROPERTY],
            "created": dt.datetime.combine(book.made, dt.time(), dt.UTC),
        }
    )
    file.set_calc_mode("auto")
    formats = _Formats(file)
    for number, sheet in enumerate(book.sheets):
        page = file.add_worksheet(sheet.name, LongSheet if _is_long(sheet) else None)
        _write_sheet(page, sheet, number, formats)
        _name_cells(file, sheet)
    file.close()
    return stream.getvalue()


def _is_long(sheet: Sheet) -> bool:
    return isinstance(sheet.rows, Long) and len(sheet.rows) >= LONG


def _write_sheet(page: Worksheet, sheet: Sheet, number: int, formats: _Formats) -> None:
    _set_up(page, sheet)
    page.write_string(TITLE_ROW - 1, 0, sheet.title, formats.of(bold=True, font_size=14))
    if sheet.note:
        _write_note(page, sheet, formats.of(text_wrap=True))
    if sheet.rows:
        _declare_table(page, sheet, number)
    forms = [cell.form for cell in sheet.rows[0]] if sheet.rows else ["text" for _ in sheet.columns]
    looks = [formats.of(**_HEAD, align=_align(form)) for form in forms]
    titles = [Cell(column.title) for column in sheet.columns]
    _write_row(page, HEADER_ROW - 1, titles, looks, sheet)
    if isinstance(page, LongSheet):
        page.hold(cast("Long", sheet.rows), len(sheet.columns), partial(_format, formats))
    for row, cells in enumerate(() if isinstance(page, LongSheet) else sheet.rows, FIRST_ROW - 1):
        _write_row(page, row, cells, [_format(formats, cell) for cell in cells], sheet)
    if sheet.totals:
        looks = [_format(formats, cell, **_TOTAL) for cell in sheet.totals]
        _write_row(page, sheet.last_row, sheet.totals, looks, sheet)
    if sheet.protected:
        page.protect("", {"format_columns": True, "format_rows": True})


def _name_cells(file: xlsxwriter.Workbook, sheet: Sheet) -> None:
    """Give cells the names by which formulas and programs may call them."""
    for row, cells in enumerate(() if _is_long(sheet) else sheet.rows):
        for column, cell in enumerate(cells):
            if cell.name:
                file.define_name(cell.name, f"={at(column, row, sheet.name)}")


def _write_note(page: Worksheet, sheet: Sheet, look: Format) -> None:
    """Write the note across all columns, as high as it needs."""
    width = sum(column.width for column in sheet.columns)
    page.set_row(NOTE_ROW - 1, _LINE_HEIGHT * _lines(sheet.note, width))
    if len(sheet.columns) > 1:
        page.merge_range(NOTE_ROW - 1, 0, NOTE_ROW - 1, len(sheet.columns) - 1, sheet.note, look)
    else:
        page.write_string(NOTE_ROW - 1, 0, sheet.note, look)


def _set_up(page: Worksheet, sheet: Sheet) -> None:
    """Set the columns; freeze and repeat the header; print on letter paper, one page across, numbered."""
    page.freeze_panes(HEADER_ROW, 0)
    page.repeat_rows(HEADER_ROW - 1)
    for index, column in enumerate(sheet.columns):
        page.set_column(index, index, column.width)
    page.set_paper(1)
    page.set_margins(0.5, 0.5, 0.75, 0.75)
    page.fit_to_pages(1, 0)
    page.set_footer("&L&A&RPage &P of &N")
    if sum(column.width for column in sheet.columns) > 90:
        page.set_landscape()


def _lines(text: str, width: int) -> int:
    """Return how many lines a text fills in a column of so many characters."""
    across = max(width * 11 // 10 - 2, 1)
    return sum(max(len(line) - 1, 0) // across + 1 for line in text.split("\n"))


def _declare_table(page: Worksheet, sheet: Sheet, number: int) -> None:
    """Say which cells are a table and which its header, as screen readers want it."""
    page.add_table(
        HEADER_ROW - 1,
        0,
        (FIRST_ROW if isinstance(page, LongSheet) else sheet.last_row) - 1,
        len(sheet.columns) - 1,
        {
            "name": f"Table{number + 1}",
            "columns": [{"header": column.title} for column in sheet.columns],
            "style": "Table Style Light 1",
            "autofilter": False,
            "banded_rows": False,
            "description": sheet.title[:_LONGEST_PROPERTY],
        },
    )
    if isinstance(page, LongSheet):
        page.stretch_table(sheet.last_row, len(sheet.columns))


def _format(formats: _Formats, cell: Cell, **more: Any) -> Format:
    properties: dict[str, Any] = {"text_wrap": cell.form == "text"}
    if cell.form in _NUMBERS:
        properties["num_format"] = _NUMBERS[cell.form]
    if cell.form in _MIDDLE:
        properties["align"] = _align(cell.form)
    return formats.of(**properties, **(_ENTRY if cell.entry else {}), **more)


def _accept(page: Worksheet, row: int, column: int, accepts: Accepts) -> None:
    """Say beside the cell what may be put into it, and refuse everything else."""
    words = {"title": accepts.title, "message": accepts.message}
    place = f"${letter(column)}${row + 1}"
    rule = (
        {"validate": "list", "source": list(accepts.choices)}
        if accepts.choices
        else {"validate": "custom", "value": f"={accepts.formula.replace(CELL, place)}"}
    )
    shown = {f"{kind}_{part}": text for kind in ("input", "error") for part, text in words.items()}
    page.data_validation(row, column, row, column, {**rule, **shown, "ignore_blank": True})


def _align(form: str) -> str:
    """Return on which side of its column a value stands."""
    if form in _MIDDLE:
        return "center"
    return "right" if form in _NUMBERS else "left"


def _write_row(
    page: Worksheet, row: int, cells: Sequence[Cell], looks: Sequence[Format], sheet: Sheet
) -> None:
    lines = [
        _lines(cell.value, column.width)
        for cell, column in zip(cells, sheet.columns, strict=True)
        if isinstance(cell.value, str) and cell.form == "text"
    ]
    page.set_row(row, _LINE_HEIGHT * max(lines, default=1))
    for column, (cell, look) in enumerate(zip(cells, looks, strict=True)):
        _write_cell(page, row, column, cell, look)
        if cell.accepts is not None:
            _accept(page, row, column, cell.accepts)


def _write_cell(page: Worksheet, row: int, column: int, cell: Cell, look: Format) -> None:
    value = _plain(cell.value)
    if cell.formula:
        page.write_formula(row, column, f"={cell.formula}", look, "" if value is None else value)
    elif isinstance(value, dt.date):
        page.write_datetime(row, column, value, look)
    elif isinstance(value, str):
        page.write_string(row, column, value, look)
    elif value is None:
        page.write_blank(row, column, None, look)
    else:
        page.write_number(row, column, value, look)


def _plain(value: object) -> Any:
    """Return a value as the file holds it; exact fractions become the nearest binary number."""
    return float(value) if isinstance(value, Decimal | Fraction) else value
