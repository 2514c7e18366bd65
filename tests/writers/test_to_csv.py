"""CSV: plain figures, one line a row, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from obcgen.workbook import Cell, Column, Sheet
from obcgen.writers.to_csv import harmless, to_csv


def written(*cells: Cell) -> str:
    columns = tuple(Column(f"c{index}", 9) for index in range(len(cells)))
    return to_csv(Sheet("S", "S", columns, (cells,), totals=(Cell("Total"),))).decode()


def test_figures_are_plain_dates_are_iso_and_totals_are_left_out() -> None:
    cells = (
        Cell(Decimal("-1234567.80"), "money", "SUM(A1)"),
        Cell(date(2027, 9, 5), "date"),
        Cell(Fraction(1, 3), "share"),
        Cell(Fraction(1), "share"),
        Cell(12_000, "count"),
        Cell(None),
        Cell('A "quoted", text'),
    )
    assert written(*cells) == (
        'c0,c1,c2,c3,c4,c5,c6\r\n-1234567.80,2027-09-05,0.3333333333,1,12000,,"A ""quoted"", text"\r\n'
    )


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=1", "\uff1d1", "'=1", "=cmd|' /C calc'!A0"],
)
def test_a_text_that_would_start_a_formula_gets_an_apostrophe(text: str) -> None:
    assert harmless(text).startswith("'")


@pytest.mark.parametrize("text", ["Reading", "5 - 3", "a=b", "", "'quoted' name", "2027-28", "$5"])
def test_any_other_text_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1))
def test_no_text_starts_a_formula_or_breaks_its_row(texts: list[str]) -> None:
    rows = list(csv.reader(io.StringIO(written(*map(Cell, texts)), newline=""), strict=True))
    assert len(rows) == 2
    assert len(rows[1]) == len(texts)
    for cell in rows[1]:
        assert not re.match(r"\s*[=+\-@]", cell)
        assert not re.search(r"[\r\n\t]", cell)
