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
from itertools import islice
from textwrap import wrap
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
    OWNER_ROW,
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
_HOUSE: Final = "#17375E"
_MUTED: Final = "#52606D"
_TITLE: Final = {"bold": True, "font_name": "Cambria", "font_size": 14, "font_color": _HOUSE}
_HEAD: Final = {
    "bold": True,
    "bg_color": _HOUSE,
    "font_color": "#FFFFFF",
    "text_wrap": True,
    "valign": "bottom",
}
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
_LANDSCAPE: Final = 90
"""Sheets of more characters across print on their side."""
_LEGIBLE: Final = 175
"""So many characters print on one page at four fifths of their size; a wider sheet takes more pages."""
_REPEATED: Final = 2
"""So many columns name the rows of a sheet that prints on several pages across."""
_LONGEST_HEADER: Final = 200
_FIRST_ROWS: Final = 50


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
        _say_owner(page, book.belongs_to, formats)
        _name_cells(file, sheet)
    file.close()
    return stream.getvalue()


def _is_long(sheet: Sheet) -> bool:
    return isinstance(sheet.rows, Long) and len(sheet.rows) >= LONG


def _write_sheet(page: Worksheet, sheet: Sheet, number: int, formats: _Formats) -> None:
    _set_up(page, sheet)
    page.write_string(TITLE_ROW - 1, 0, sheet.title, formats.of(**_TITLE))
    if sheet.note:
        _write_note(page, sheet, formats.of(text_wrap=True))
    if sheet.rows:
        _declare_table(page, sheet, number)
    looks = [formats.of(**_HEAD, **_aligned(form)) for form in _forms(sheet)]
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


def _forms(sheet: Sheet) -> list[Form]:
    """Return how the values of each column are shown, as most of its first rows say."""
    forms: list[Form] = ["text" for _ in sheet.columns]
    for cells in islice(sheet.rows, _FIRST_ROWS):
        forms = [cell.form if cell.form != "text" else form for cell, form in zip(cells, forms, strict=True)]
    return forms


def _say_owner(page: Worksheet, owner: str, formats: _Formats) -> None:
    """Say on the sheet and on each page that prints of it what it belongs to."""
    if owner:
        page.write_string(OWNER_ROW - 1, 0, owner, formats.of(font_color=_MUTED))
        page.set_header(f"&L{owner[:_LONGEST_HEADER].replace('&', '&&')}")


def _name_cells(file: xlsxwriter.Workbook, sheet: Sheet) -> None:
    """Give cells the names by which formulas and programs may call them."""
    for row, cells in enumerate(() if _is_long(sheet) else sheet.rows):
        for column, cell in enumerate(cells):
            if cell.name:
                file.define_name(cell.name, f"={at(column, row, sheet.name)}")


def _write_note(page: Worksheet, sheet: Sheet, look: Format) -> None:
    """Write the note, as high as it needs, across the columns that every page of the sheet prints.

    Across more it would be cut on each of the pages.
    """
    widths = [column.width for column in sheet.columns]
    last = len(widths[:_REPEATED] if _pages_across(sheet) > 1 else widths) - 1
    page.set_row(NOTE_ROW - 1, _LINE_HEIGHT * _lines(sheet.note, sum(widths[: last + 1])))
    if last:
        page.merge_range(NOTE_ROW - 1, 0, NOTE_ROW - 1, last, sheet.note, look)
    else:
        page.write_string(NOTE_ROW - 1, 0, sheet.note, look)


def _set_up(page: Worksheet, sheet: Sheet) -> None:
    """Set the columns; freeze and repeat the header; print on letter paper, no smaller than can be read."""
    page.freeze_panes(HEADER_ROW, 0)
    page.repeat_rows(HEADER_ROW - 1)
    for index, column in enumerate(sheet.columns):
        page.set_column(index, index, column.width)
    page.set_paper(1)
    page.set_margins(0.5, 0.5, 0.75, 0.75)
    page.set_footer("&L&A&RPage &P of &N")
    across = _pages_across(sheet)
    page.fit_to_pages(across, 0)
    if across > 1:
        page.repeat_columns(0, _REPEATED - 1)
    if _width(sheet) > _LANDSCAPE:
        page.set_landscape()
    if sheet.protected:
        page.hide_gridlines(2)


def _width(sheet: Sheet) -> int:
    return sum(column.width for column in sheet.columns)


def _pages_across(sheet: Sheet) -> int:
    return -(-_width(sheet) // _LEGIBLE)


def _lines(text: str, width: int) -> int:
    """Return how many lines a text fills in a column of so many characters, indented by one."""
    across = max(width * 11 // 10 - 3, 1)
    return sum(max(len(wrap(line, across)), 1) for line in text.split("\n"))


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
    properties |= _aligned(cell.form)
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


def _aligned(form: Form) -> dict[str, Any]:
    """Return on which side of its column a value stands, off the edge so that columns never touch."""
    if form in _MIDDLE:
        return {"align": "center"}
    return {"align": "right" if form in _NUMBERS else "left", "indent": 1}


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
