"""A CSV file as programs save it: rows of texts, each with the place where it stands.

A byte-order mark, semicolons or tabs in place of commas and any line end are read; Excel writes all of them.
What would be run as a formula where the file is opened is refused.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from obcgen.file_contents import contents
from obcgen.problems import Kind, ObcgenError, Place, Problem
from obcgen.source.yaml_file import is_inside
from obcgen.words import plural

if TYPE_CHECKING:
    from pathlib import Path

NO_TABLE = Kind("CSV-01", "A table of results that cannot be read")
ENCODING = Kind("CSV-02", "A table of results that is not UTF-8 text")
_SEPARATOR = re.compile(r"sep=([,;\t])", re.IGNORECASE)
ROW = Kind("CSV-03", "A row of a table that cannot be read")
HEADING = Kind("CSV-04", "The headings of a table")
FORMULA = Kind("CSV-05", "A spreadsheet formula in a cell")

LARGEST = 20_000_000
"""Bytes; a hundred thousand participants with ten results each take about eight million."""
MOST_LINES = 2_000_000
"""Twice as many as Excel has; a table of empty lines takes as long as one of participants."""
MOST_COLUMNS = 300
LONGEST_CELL = 1_000
_NUMBER = re.compile(r"-[0-9]+(\.[0-9]+)?")
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


@dataclass(frozen=True)
class Table:
    """The text of a table, its headings and how its cells are separated."""

    file: str
    text: str
    delimiter: str
    headings: tuple[str, ...]
    first: int = field(default=1)
    """The line of the headings."""
    only: tuple[tuple[int, frozenset[str]], ...] = ()
    """Columns by which a row counts, each with the cells that let it, in small letters and single spaces."""
    shown: frozenset[int] | None = None
    """The columns whose cells an excerpt may show; None for all. Headings are always shown."""
    spoilt: Mapping[int, Sequence[Problem]] = field(default_factory=dict)
    """By row the cells of a workbook without a value that can be used; they hold what the sheet shows."""
    warnings: tuple[Problem, ...] = ()
    """What a workbook hides."""
    is_sheet: bool = False
    """Whether it is a sheet of a workbook, where a place is that of a cell."""

    @cached_property
    def _lines(self) -> list[str]:
        return re.split(r"\r\n|\r|\n", self.text)

    def place(self, line: int, column: int) -> Place:
        """Return the place of a cell, on a sheet its row and column; `column` counts from 0."""
        if self.is_sheet:
            return Place(self.file, line, column + 1)
        text = self._lines[line - 1] if line <= len(self._lines) else ""
        start, end = _span(text, self.delimiter, column)
        if self.shown is not None and line != self.first:
            text = _covered(text, self.delimiter, self.shown)
        return Place(self.file, line, start + 1, max(1, end - start), text)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield each row below the headings that is not empty: its line and its cells.

        Raises:
            ObcgenError: from here on the file cannot be divided into cells.
        """
        reader = csv.reader(io.StringIO(self.text, newline=""), delimiter=self.delimiter, strict=True)
        line, start = 0, 1
        try:
            for cells in reader:
                start, line = line + 1, reader.line_num
                if line > start:
                    raise ObcgenError(self._unreadable(start, ""))
                if (
                    start > self.first
                    and any(map(str.strip, cells))
                    and (not self.only or self._counts(cells))
                ):
                    yield start, [*cells, *self._not_stored(cells)] if self.is_sheet else cells
            if self.text.count('"') % 2:
                raise ObcgenError(self._unreadable(start, ""))
        except csv.Error as error:
            raise ObcgenError(self._unreadable(reader.line_num, str(error))) from None

    def _not_stored(self, cells: list[str]) -> list[str]:
        """Return the empty cells at the end of a row of a sheet: a workbook does not store them."""
        return [""] * (len(self.headings) - len(cells))

    def of_other_width(self, line: int, cells: list[str]) -> Problem | None:
        """Return that a row has cells beyond the headings, or in a text too few; None if it has not."""
        width = len(self.headings)
        stray = next((at for at, cell in enumerate(cells[width:], width) if cell.strip()), None)
        if len(cells) >= width and stray is None:
            return None
        has = f"{len(cells)} {plural('cell', len(cells))}"
        are = "is" if width == 1 else "are"
        message = f"This row has {has}, but there {are} {width} {plural('heading', width)}."
        hint = "Put quotation marks around a cell that holds the separator; write decimals with a point."
        if self.is_sheet:
            hint = "Write a heading above it, or empty the cell."
            at = stray or 0
            return ROW.problem(message, place=self.place(line, at), found=cells[at], hint=hint)
        return ROW.problem(message, place=self.place(line, 0), hint=hint)

    def _counts(self, cells: list[str]) -> bool:
        return all(at < len(cells) and " ".join(cells[at].split()).casefold() in let for at, let in self.only)

    def _unreadable(self, line: int, reason: str) -> Problem:
        message = (
            "This row cannot be divided into cells: a quotation mark is opened and not closed as it should."
        )
        if "field larger" in reason:
            message = "This row holds a cell that is longer than any result."
        else:
            line = self._first_odd() or line
        hint = "Remove the quotation marks, or double those that belong to the text."
        return ROW.problem(message, place=self.place(max(1, line), 0), hint=hint)

    def _first_odd(self) -> int:
        """Return the first line with an odd number of quotation marks, where a quotation is left open."""
        lines = enumerate(re.split(r"\r\n|\r|\n", self.text), 1)
        return next((number for number, line in lines if line.count('"') % 2), 0)


def _span(text: str, delimiter: str, column: int) -> tuple[int, int]:
    """Return where a cell starts and ends in its line."""
    start, quoted = 0, False
    for at, letter in enumerate(text):
        quoted = quoted != (letter == '"')
        if letter == delimiter and not quoted:
            if column == 0:
                return start, at
            start, column = at + 1, column - 1
    return (start, len(text)) if column == 0 else (0, len(text))


def _covered(text: str, delimiter: str, shown: frozenset[int]) -> str:
    """Return a line with a dot for each character of a cell that is not to be shown."""
    letters, column, quoted = [], 0, False
    for letter in text:
        quoted = quoted != (letter == '"')
        apart = letter == delimiter and not quoted
        letters.append(letter if apart or column in shown else "·")
        column += apart
    return "".join(letters)


def bytes_of(folder: Path, name: str, named_at: Place | None) -> bytes:
    """Return the bytes of a table that a file in `folder` names; it lies there or below.

    Raises:
        ObcgenError: there is no such file, or it is too large.
    """
    if not is_inside(folder, name, folder.resolve()):
        message = f"“{name}” leads out of the folder of the results."
        hint = "Put the table beside the results and name the file alone: participants: participants.csv."
        raise ObcgenError(NO_TABLE.problem(message, place=named_at, found=name, hint=hint))
    return bytes_at(folder / name, named_at)


def bytes_at(path: Path, named_at: Place | None = None) -> bytes:
    """Return the bytes of a table.

    Raises:
        ObcgenError: there is no such file, or it is too large.
    """
    try:
        raw = contents(path, LARGEST + 1)
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror}."
        raise ObcgenError(
            NO_TABLE.problem(message, place=named_at, hint="Check the name and the folder.")
        ) from None
    if len(raw) > LARGEST:
        message = f"{path} has more than {LARGEST:,} bytes."
        raise ObcgenError(NO_TABLE.problem(message, place=named_at, hint="Check that it is the right file."))
    return raw


def from_text(text: str, file: str, delimiter: str = "") -> Table:
    """Return the table that a text holds; what separates its cells is seen, unless it is given.

    Raises:
        ObcgenError: it has no headings that can be read.
    """
    if max(text.count("\n"), text.count("\r")) > MOST_LINES:
        message = f"{file} has more than {MOST_LINES:,} lines."
        raise ObcgenError(NO_TABLE.problem(message, place=Place(file, 1, 1), hint="Remove its empty lines."))
    lines = re.split(r"\r\n|\r|\n", text[: LONGEST_CELL * MOST_COLUMNS])
    first = next((number for number, line in enumerate(lines, 1) if line.strip(" ,;\t")), 0)
    place = Place(file, max(1, first), 1, 1, lines[first - 1][:200] if first else "")
    if not first:
        hint = "Write the headings in the first line, and a row for each participant or district below."
        raise ObcgenError(HEADING.problem("The table is empty.", place=place, hint=hint))
    heading = lines[first - 1]
    told = _SEPARATOR.fullmatch(heading)
    if told and first < len(lines):  # Excel's own first line
        heading, first = lines[first], first + 1
        place = Place(file, first, 1, 1, heading[:200])
    delimiter = delimiter or (told[1] if told else max(",;\t", key=heading.count))
    try:
        cells = next(csv.reader([heading], delimiter=delimiter, strict=True))
    except csv.Error:
        hint = "Write plain headings, without quotation marks."
        raise ObcgenError(
            HEADING.problem("The headings cannot be divided into cells.", place=place, hint=hint)
        ) from None
    names = [cell.strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    if len(names) > MOST_COLUMNS:
        message = f"The table has {len(names)} columns; {MOST_COLUMNS} are the most."
        raise ObcgenError(HEADING.problem(message, place=place, hint="Keep the columns of the results."))
    return Table(file, text, delimiter, tuple(names), first)


def decoded(raw: bytes, file: str) -> str:
    """Return the text of a file: UTF-8, or UTF-16 where a mark says so."""
    encoding, start = next(((name, len(mark)) for mark, name in _MARKS if raw.startswith(mark)), ("utf-8", 0))
    place = Place(file, 1, 1)
    try:
        text = raw[start:].decode(encoding)
    except UnicodeDecodeError as error:
        before = raw[start:][: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rsplit(b"\n", 1)[-1]) + 1
        rest = raw[start:].split(b"\n")[line - 1].decode("utf-8", "replace").rstrip("\r")
        place = Place(file, line, column, 1, rest) if encoding == "utf-8" else place
        message = "From here on the file is not UTF-8 text; it may be in the older encoding of Windows."
        hint = "In Excel save it again as “CSV UTF-8 (Comma delimited)”."
        raise ObcgenError(ENCODING.problem(message, place=place, hint=hint)) from None
    if "\0" in text:
        message = "The file holds characters that are not text; it may be a workbook, or text in UTF-16."
        hint = "In Excel save it as “CSV UTF-8 (Comma delimited)”."
        raise ObcgenError(ENCODING.problem(message, place=place, hint=hint))
    return text


def is_formula(cell: str) -> bool:
    """Tell whether a spreadsheet would take a cell for a formula; a plain negative number is none."""
    text = cell.lstrip(" ")
    return text[:1] in {"=", "+", "-", "@", "\t", "\r"} and _NUMBER.fullmatch(text.strip()) is None
