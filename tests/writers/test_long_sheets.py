"""Very many rows: written one at a time, they hold what the same rows hold when they are written at once."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import openpyxl

from obcgen.workbook import LONG, ROW, Cell, Column, Long, Sheet, Workbook
from obcgen.writers.to_csv import to_csv
from obcgen.writers.to_xlsx import to_xlsx

if TYPE_CHECKING:
    from collections.abc import Iterator

TITLES = ("Id", "Amount", "Twice", "Words", "Nothing")


def rows() -> Iterator[tuple[Cell, ...]]:
    amount, words = Cell(Decimal("1.25"), "money", entry=True), Cell("<a> & =b")
    twice = Cell(Decimal("2.50"), "money", f"2*$B${ROW}")
    for number in range(LONG):
        yield Cell(f"S-{number}"), amount, twice, words, Cell()


def sheet(count: int = LONG) -> Sheet:
    totals = (Cell("All"), Cell(Decimal("1.25") * count, "money"), Cell(), Cell(), Cell())
    columns = tuple(Column(title, 12) for title in TITLES)
    return Sheet("Rows", "Very many", columns, Long(count, rows), "A note", totals)


def book(page: Sheet) -> Workbook:
    return Workbook("T", "A", date(2028, 6, 20), (page,))


def read(page: Sheet, *, values: bool) -> list[list[Any]]:
    file = openpyxl.load_workbook(io.BytesIO(to_xlsx(book(page))), data_only=values)
    assert [table.ref for table in file["Rows"].tables.values()] == [f"A4:E{LONG + 4}"]
    return [[cell.value for cell in row] for row in file["Rows"].iter_rows()]


def test_rows_written_one_at_a_time_hold_what_they_hold_written_at_once() -> None:
    page = sheet()
    at_once = replace(page, rows=tuple(page.rows))
    for values in (True, False):
        assert read(page, values=values) == read(at_once, values=values)
    assert to_csv(page) == to_csv(at_once)


def test_each_formula_is_that_of_its_own_row() -> None:
    found = read(sheet(), values=False)
    assert (found[4][2], found[-2][2]) == ("=2*$B$5", f"=2*$B${LONG + 4}")
    assert sheet().rows[2][2].formula == "2*$B$7"
    assert [row[2].formula for row in sheet().rows[:2]] == ["2*$B$5", "2*$B$6"]


def test_the_same_rows_give_the_same_bytes() -> None:
    assert to_xlsx(book(sheet())) == to_xlsx(book(sheet()))


def test_no_text_becomes_a_formula() -> None:
    found = read(sheet(), values=False)
    assert found[4][3] == "<a> & =b"
    assert found[4][4] is None
