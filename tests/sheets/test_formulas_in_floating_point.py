"""Formulas give the settlement's cents although a spreadsheet computes in binary fractions."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest

from deals import deal
from obcgen.sheets.settlement import settlement_book
from obcgen.workbook import FIRST_ROW, Workbook
from settlements import kinds, settled

_CELL = re.compile(r"(?:'([^']+)'!)?\$([A-Z])\$(\d+)(?::\$[A-Z]\$(\d+))?")


def rounded(value: float, places: int) -> float:
    return float(floor(value * 10**places + 0.5) / 10**places)


def computed(book: Workbook, formula: str, sheet: str) -> float:
    """Return what a spreadsheet makes of a formula of cells, SUM, ROUND and arithmetic."""

    def cells(found: re.Match[str]) -> str:
        name, column, first, last = found[1] or sheet, found[2], int(found[3]), int(found[4] or found[3])
        page = next(each for each in book.sheets if each.name == name)
        values = []
        for number in range(first, last + 1):
            cell = page.rows[number - FIRST_ROW][ord(column) - ord("A")]
            assert isinstance(cell.value, int | Fraction | Decimal)
            values.append(computed(book, cell.formula, name) if cell.formula else float(cell.value))
        return f"({','.join(map(repr, values))},)" if found[4] else repr(values[0])

    names = {"SUM": sum, "ROUND": rounded, "__builtins__": {}}
    return float(eval(_CELL.sub(cells, formula), names))  # noqa: S307 - our own formula


@pytest.mark.parametrize(
    ("price", "discount", "reached", "earned"),
    [
        # $1.30 less 1% is 128.7 cents; 25 are 3,217.5, half a cent upward, and 3217.4999999999995 in binary
        ("$1.30", "1%", 25, "32.18"),
        ("$1.33", "1%", 50, "65.84"),
        ("$1.30", "1%", 24, "30.89"),
        ("$500", "0%", 3, "1500"),
    ],
)
def test_half_a_cent_is_rounded_upward(price: str, discount: str, reached: int, earned: str) -> None:
    rates = {"reading": {"per_participant": price, "due": "2028-07-31"}}
    spec = deal(payment={"rates": rates, "discount": discount})
    settlement, found = settled(spec, kinds({"+-": reached, "--": 2}))
    book = settlement_book(spec, found, settlement)
    (row,) = next(each for each in book.sheets if each.name == "Lines").rows
    assert row[1].value == Decimal(earned)
    assert computed(book, row[1].formula, "Lines") == float(earned)
