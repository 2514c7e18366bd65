"""A workbook as values: sheets with a title, notes and one table; no file format, no outcome.

Every sheet is laid out alike, so that a formula can be written before the file is: the title stands in row 1,
the notes in row 2, what the file belongs to in row 3, the table's header in row 4 and its first row in row 5.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from typing import Final, Literal, overload

Form = Literal["text", "money", "share", "count", "number", "points", "plain", "date", "year"]
"""How a value is shown: `share` as a percentage, `number` with four decimals, `points` with two,
`plain` as it is, `year` in the middle."""
Value = str | int | Decimal | Fraction | date | None

TITLE_ROW, NOTE_ROW, OWNER_ROW, HEADER_ROW, FIRST_ROW = range(1, 6)


@dataclass(frozen=True, slots=True)
class Accepts:
    """What may be put into a cell: where `formula` holds, or one of `choices`; else the file says `message`.

    In the formula `CELL` stands for the address of the cell. `title` heads the message; it has at most 32
    characters and the message 255, since a spreadsheet shows no more.
    """

    title: str
    message: str
    formula: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A value and how it is shown.

    With a formula the value is what the formula gives, kept for readers that do not calculate. An `entry`
    is a figure that people may change; `name` is what formulas and programs may call the cell.
    """

    value: Value = None
    form: Form = "text"
    formula: str = ""
    entry: bool = False
    accepts: Accepts | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading and its width in characters."""

    title: str
    width: int


CELL: Final = "\x01"
"""Stands for the address of the cell in what it accepts."""
ROW: Final = "\x00"
"""Stands for the number of the row in a formula of `Long` rows."""
LONG: Final = 2_000
"""From this many rows on they are written one at a time."""


@dataclass(frozen=True)
class Long(Sequence[tuple[Cell, ...]]):
    """Rows that are made one at a time, each time they are asked for.

    Cells that are alike should be one object: then a writer turns them into text once.
    """

    size: int
    shared: Callable[[], Iterator[tuple[Cell, ...]]]
    """Yields the rows; in formulas `ROW` stands for the number of the row."""

    def __len__(self) -> int:
        """Return the number of rows."""
        return self.size

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        """Yield each row with its own formulas."""
        return (_numbered(cells, row) for row, cells in enumerate(self.shared(), FIRST_ROW))

    @overload
    def __getitem__(self, place: int) -> tuple[Cell, ...]: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[tuple[Cell, ...]]: ...
    def __getitem__(self, place: int | slice) -> tuple[Cell, ...] | Sequence[tuple[Cell, ...]]:
        """Return one row or several; all before them are made anew."""
        if isinstance(place, slice):
            return list(self)[place]
        return next(islice(self, range(self.size)[place], None))


def _numbered(cells: tuple[Cell, ...], row: int) -> tuple[Cell, ...]:
    return tuple(
        replace(cell, formula=cell.formula.replace(ROW, str(row))) if ROW in cell.formula else cell
        for cell in cells
    )


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: `name` on its tab and in formulas; `totals` is the last row, apart from the others.

    On a `protected` sheet nothing but entries can be changed.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]
    note: str = ""
    totals: tuple[Cell, ...] = ()
    protected: bool = False

    @property
    def last_row(self) -> int:
        """The number of the last row before the totals."""
        return FIRST_ROW + len(self.rows) - 1


@dataclass(frozen=True, slots=True)
class Workbook:
    """Sheets in order, and what the file says about itself; each sheet says what it belongs to."""

    title: str
    author: str
    made: date
    sheets: tuple[Sheet, ...] = field(default=())
    belongs_to: str = ""


def letter(column: int) -> str:
    """Return the letters of a column that counts from 0: 0 is A, 26 is AA."""
    first, last = divmod(column, 26)
    return (letter(first - 1) if first else "") + chr(ord("A") + last)


def at(column: int, row: int, sheet: str = "") -> str:
    """Return the fixed address of a cell: column from 0; row from 0, counted from the table's first row."""
    place = f"${letter(column)}${FIRST_ROW + row}"
    return f"'{sheet}'!{place}" if sheet else place


def down(column: int, rows: int, sheet: str = "") -> str:
    """Return the fixed range of a column's first so many rows; at least one row."""
    return f"{at(column, 0, sheet)}:${letter(column)}${FIRST_ROW + max(rows, 1) - 1}"
