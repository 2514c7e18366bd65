"""A sheet of an Excel workbook as a table of texts, each cell as the sheet shows it, as far as that matters.

Dates become 2027-09-15, or 2027-09-15T14:00 where the sheet shows a time of day, percentages 45%, numbers
have the fifteen digits that Excel keeps; of a formula its last value counts. What Excel does besides
(colours, widths, other sheets) is not read.
"""

from __future__ import annotations

import csv
import io
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Context, Decimal
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from obcgen.problems import Kind, ObcgenError, Place
from obcgen.source.hidden import Hidden
from obcgen.source.merged import column_of, merged_in
from obcgen.source.table import LARGEST, LONGEST_CELL, MOST_COLUMNS, Table, bytes_at, decoded, from_text
from obcgen.zip_file import ZipFault, ZipFile, open_zip

if TYPE_CHECKING:
    from pathlib import Path

    from obcgen.problems import Problem

BAD_WORKBOOK = Kind("XLS-01", "An Excel workbook that cannot be read")
BAD_CELL = Kind("XLS-02", "A cell of an Excel workbook without a value that can be read")

_ZIP: Final = b"PK\x03\x04"
_OLD: Final = b"\xd0\xcf\x11\xe0"
"""How a workbook of Excel 97 to 2003 begins, and one that is locked with a password."""
_ENDINGS: Final = (".xlsx", ".xlsm")
_MOST_TOLD: Final = 25
_MOST_ROWS: Final = 1_048_576
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION: Final = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_DIGITS: Final = Context(prec=15, Emin=-308, Emax=308)
"""What Excel's numbers hold: 15 digits, from 1E-308 to 1E+308."""
_DATES: Final = frozenset((*range(14, 18), 22, *range(27, 32), *range(50, 59)))
_MOMENT: Final = 22
_DURATION: Final = "46"
_ELAPSED: Final = re.compile(r"\[h+\]", re.IGNORECASE)
"""`[h]:mm` shows hours that go on after 24."""
_PERCENTAGES: Final = {9, 10}
_TWO_DECIMALS: Final = {2, 4, 7, 8, 39, 40, 43, 44}
"""Numbers of the formats that every workbook has without saying so (ECMA-376, part 1, 18.8.30)."""
_QUOTED: Final = re.compile(r'"[^"]*"|\\.|_.|\[[^\]]*\]')
_BREAKS: Final = re.compile(r"[\r\n\t]+")


def read_any_table(path: Path) -> Table:
    """Read a table from a CSV file or from the first sheet of an Excel workbook, spoilt cells with it.

    Raises:
        ObcgenError: there is no such file, or it is no table of texts.
    """
    return _any_table(bytes_at(path), str(path))


def any_table(raw: bytes, file: str) -> Table:
    """Return the table that the bytes of a CSV file hold, or those of an Excel workbook on its first sheet.

    Raises:
        ObcgenError: they hold no table of texts.
    """
    table = _any_table(raw, file)
    if table.spoilt:
        raise ObcgenError(*[problem for row in table.spoilt.values() for problem in row][:_MOST_TOLD])
    return table


def _any_table(raw: bytes, file: str) -> Table:
    if raw.startswith((_ZIP, _OLD)):
        return _of_workbook(raw, file)
    try:
        return from_text(decoded(raw, file), file)
    except ObcgenError:
        if file.lower().endswith(_ENDINGS):
            return _of_workbook(raw, file)  # says that it is none
        raise


def _of_workbook(content: bytes, file: str) -> Table:
    """Return the table on the first sheet that is not hidden; a row keeps its number."""
    if content.startswith(_OLD):
        hint = "In Excel save it as “Excel Workbook (*.xlsx)”, without a password."
        raise _fault(file, "is of an old kind, or locked with a password", hint)
    spoilt: dict[int, list[Problem]] = {}
    hidden = Hidden()
    try:
        book = _Book(open_zip(content), file)
        text = _as_text(_rows(book, book.sheet(hidden), spoilt, hidden), file)
    except ZipFault as fault:
        raise _fault(file, f"cannot be read as a workbook: {fault}") from fault
    try:
        read = from_text(text, file, "\t")
    except ObcgenError as error:  # what is hidden may be why
        raise ObcgenError(*error.problems, *hidden.problems(file, ())) from None
    told = tuple(hidden.problems(file, read.headings))
    table = replace(read, spoilt=spoilt, warnings=told, is_sheet=True)
    if table.first in spoilt:
        raise ObcgenError(*spoilt[table.first])
    if merged := merged_in(table, hidden.merged):
        raise ObcgenError(merged)
    return table


def _fault(file: str, what: str, hint: str = "Open it in Excel and save it again as .xlsx.") -> ObcgenError:
    return ObcgenError(BAD_WORKBOOK.problem(f"{file} {what}.", place=Place(file, 1, 1), hint=hint))


@dataclass(frozen=True)
class _Book:
    """A workbook: its parts, and what its cells refer to."""

    parts: ZipFile
    file: str

    def part(self, name: str) -> ET.Element:
        found = self.parts.xml(name)
        if found is None:
            raise ZipFault(f"has no part {name}")
        return found

    def sheet(self, hidden: Hidden) -> str:
        """Return the name of the part that holds the first sheet that is not hidden."""
        sheets = self.part("xl/workbook.xml").findall(".//{*}sheet")
        first = next((each for each in sheets if each.get("state", "visible") == "visible"), None)
        if first is None:
            raise _fault(self.file, "has no visible sheet", "Put the table on a sheet that is not hidden.")
        hidden.sheet = sheets[0].get("name", "") if first is not sheets[0] else ""
        relation = first.get(_RELATION) or first.get(_STRICT_RELATION)
        for each in self.part("xl/_rels/workbook.xml.rels").iterfind(".//{*}Relationship"):
            if each.get("Id") == relation:
                return posixpath.normpath(posixpath.join("/xl", each.get("Target", "")))[1:]
        raise ZipFault("does not say where its sheet is")

    def texts(self) -> Sequence[str]:
        """Return the texts that cells share."""
        root = self.parts.xml("xl/sharedStrings.xml")
        return () if root is None else [_words(each) for each in root.iterfind(".//{*}si")]

    def forms(self) -> Sequence[str]:
        """Return for each style of a cell what numbers are: `date`, `moment`, `percent`, `cents` or none."""
        root = self.parts.xml("xl/styles.xml")
        if root is None:
            return ()
        own = {each.get("numFmtId", ""): each.get("formatCode", "") for each in root.iterfind(".//{*}numFmt")}
        styles = root.find("{*}cellXfs")
        return [_form(each.get("numFmtId", "0"), own) for each in (styles if styles is not None else ())]

    def starts(self) -> datetime:
        """Return the day from which dates count."""
        told = [each.get("date1904") for each in self.part("xl/workbook.xml").iterfind(".//{*}workbookPr")]
        return datetime(1904, 1, 1, tzinfo=UTC) if told[:1] in (["1"], ["true"]) else _EPOCH


_EPOCH: Final = datetime(1899, 12, 30, tzinfo=UTC)


def _words(element: ET.Element) -> str:
    """Return the words of a text, without how they are pronounced."""
    runs = [element.find("{*}t"), *(run.find("{*}t") for run in element.findall("{*}r"))]
    return "".join(run.text or "" for run in runs if run is not None)


def _form(number: str, own: Mapping[str, str]) -> str:
    code = _QUOTED.sub("", own.get(number, "")).lower().split(";")[0]
    if number == _DURATION or _ELAPSED.match(own.get(number, "")):
        return "duration"
    known = int(number) if number.isdecimal() and len(number) < 6 else 0
    if known in _DATES or any(sign in code for sign in "ymd"):
        return "moment" if known == _MOMENT or "h" in code else "date"
    if known in _PERCENTAGES or "%" in code:
        return "percent"
    return "cents" if known in _TWO_DECIMALS or code.rstrip("_-)* ?").endswith("0.00") else ""


def _rows(
    book: _Book, part: str, spoilt: dict[int, list[Problem]], hidden: Hidden
) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that is written: its number and its cells; those without a value go to `spoilt`."""
    texts, forms, starts, number = book.texts(), book.forms(), book.starts(), 0
    sheet = book.part(part)
    hidden.note_columns(sheet)
    hidden.merged += [each.get("ref", "") for each in sheet.iterfind("{*}mergeCells/{*}mergeCell")]
    for row in sheet.iterfind(".//{*}row"):
        told = row.get("r", str(number + 1))
        if not told.isdecimal() or len(told) > 7 or not number < int(told) <= _MOST_ROWS:
            raise ZipFault("has a row whose number is none", part)
        number = int(told)
        cells: list[str] = []
        for cell in row.findall("{*}c"):
            column = column_of(cell.get("r", ""), len(cells))
            if not len(cells) <= column < MOST_COLUMNS:
                raise ZipFault(f"has a cell out of its place, or more than {MOST_COLUMNS} columns", part)
            shown = _shown(cell, texts, forms, starts)
            if shown is None or len(shown) > LONGEST_CELL:
                fault = _bad_cell(Place(book.file, number, column + 1), cell, shown)
                told_of = spoilt.setdefault(number, [])
                told_of += [fault] if len(told_of) < _MOST_TOLD else []
                shown = fault.found
            cells += [""] * (column - len(cells)) + [_BREAKS.sub(" ", shown)]
        hidden.note_row(row, number, cells)
        yield number, cells


def _shown(cell: ET.Element, texts: Sequence[str], forms: Sequence[str], starts: datetime) -> str | None:
    """Return what a cell shows; None for an error, and for a formula that was never worked out."""
    kind, value = cell.get("t", "n"), cell.findtext("{*}v")
    if kind == "inlineStr":
        inside = cell.find("{*}is")
        return _words(inside) if inside is not None else ""
    if value is None or not value.strip():
        return None if cell.find("{*}f") is not None and kind != "str" else ""
    if kind == "s":
        at = int(value) if value.isdecimal() and len(value) < 8 else len(texts)
        return texts[at] if at < len(texts) else None
    if kind == "b":
        return "yes" if value == "1" else "no"
    style = cell.get("s", "0")
    form = forms[int(style)] if style.isdecimal() and len(style) < 8 and int(style) < len(forms) else ""
    if kind == "d":
        return _said(value[:10], value[11:19], form)
    return {"e": None, "str": value}.get(kind, _number(value, form, starts))


def _said(day: str, time: str, form: str) -> str:
    """Return a date, with its time of day where the cell shows one and it is not midnight."""
    return day if form != "moment" or time in {"", "00:00:00"} else f"{day}T{time.removesuffix(':00')}"


def _number(value: str, form: str, starts: datetime) -> str | None:
    try:
        exact = _DIGITS.create_decimal(value)
        if abs(exact) > 10**15 or not exact.is_finite():
            return None
        if form in {"date", "moment"}:
            seconds = round(exact % 1 * 86_400) if form == "moment" else 0
            found = starts + timedelta(days=int(exact), seconds=seconds)
            return _said(f"{found.date()}", f"{found:%H:%M:%S}", form)
    except ArithmeticError:  # no number, or a day that no calendar has
        return None
    if form == "duration":
        minutes, seconds = divmod(round(exact * 86_400), 60)
        return f"{minutes // 60}:{minutes % 60:02}{f':{seconds:02}' if seconds else ''}"
    if form == "percent":
        return f"{_plain(exact * 100)}%"
    shown = _plain(exact)
    return f"{shown}0" if form == "cents" and "." in shown and len(shown.split(".")[1]) == 1 else shown


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _bad_cell(place: Place, cell: ET.Element, shown: str | None) -> Problem:
    name = cell.get("r") or f"in row {place.line}"
    if shown is not None:
        what, hint = f"more than {LONGEST_CELL:,} characters", "Shorten it."
    else:
        what = cell.findtext("{*}v") or "a formula without a value"
        hint = "Write a value in its place, or open the file in Excel and save it again."
        if cell.get("t", "n") == "n" and cell.find("{*}f") is None:
            hint = "Write a number of at most 15 digits in its place, or text."
    message = f"The cell {name} of {place.file} cannot be used: it holds {what}."
    return BAD_CELL.problem(message, place=place, found=what[:LONGEST_CELL], hint=hint)


def _as_text(rows: Iterator[tuple[int, list[str]]], file: str) -> str:
    """Return rows as text in which each stands on the line of its number.

    Raises:
        ObcgenError: it is longer than a table may be, also where the workbook is small.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    line = 1
    for number, cells in rows:
        out.write("\n" * (number - line))
        writer.writerow(cells)
        line = number + 1
        if out.tell() > LARGEST:
            raise _fault(file, f"holds more than {LARGEST:,} characters", "Check that it is the right file.")
    return out.getvalue()
