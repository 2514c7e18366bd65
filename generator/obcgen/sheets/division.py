"""Dividing an amount in proportion, to the cent, in columns that a person can follow.

The largest-remainder method, as `obcgen.money.allocate` does it: each part is cut down to whole cents, and
the cents left over go one each to the largest remainders, the upper row first where two are equal. A cell
computes in binary fractions, so a part is rounded to a ten-thousandth of a cent first: exact ties stay ties.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, Final

from obcgen.money import ZERO, Money, allocate
from obcgen.sheets.cells import count, money, text
from obcgen.workbook import Cell, Column, at

if TYPE_CHECKING:
    from collections.abc import Sequence

WEIGHT, _WHOLE, _EXACT, _CENTS, _REST, _RANK, PART = range(2, 9)
COLUMNS: Final = (
    Column("Exact part in cents", 17),
    Column("Whole cents", 14),
    Column("Remainder", 11),
    Column("Rank of remainder", 11),
    Column("Part", 16),
)
NOTE: Final = (
    "Each part is its weight times the amount divided, over the sum of the weights. It is cut down to whole "
    "cents; the cents left over go one each to the largest remainders, the upper row first."
)


@dataclass(frozen=True, slots=True)
class Weight:
    """One row to divide among: its name, its weight, and the cell that shows it."""

    name: str
    value: Fraction
    cell: Cell


@dataclass(slots=True)
class Divisions:
    """The rows of a sheet of divisions: a block of rows for each amount divided."""

    sheet: str
    rows: list[tuple[Cell, ...]] = field(default_factory=list)

    def add(
        self, what: str, weights: Sequence[Weight], whole: Money, formula: str
    ) -> tuple[tuple[Money, str], ...]:
        """Divide `whole`, which `formula` gives, by weights; return each part with its address.

        `{sum}` in the formula stands for the sum of the weights.
        """
        first, weighed = len(self.rows), sum((weight.value for weight in weights), Fraction(0))
        block = _Block(first, first + len(weights) - 1)
        parts = allocate(whole, [w.value for w in weights]) if weighed else (ZERO,) * len(weights)
        exact = [_ten_thousandths(whole.cents * w.value / (weighed or 1)) for w in weights]
        divided = money(whole, formula.format(sum=f"SUM({block.of(WEIGHT)})"))
        for row, (weight, part) in enumerate(zip(weights, parts, strict=True), first):
            names = (text(what), text(weight.name))
            self.rows.append(
                (*names, weight.cell, divided, *_working(block, row, exact), _part(block, row, part))
            )
        return tuple((part, at(PART, row, self.sheet)) for row, part in enumerate(parts, first))


@dataclass(frozen=True, slots=True)
class _Block:
    """The rows, counted from 0, that divide one amount."""

    first: int
    last: int

    def of(self, column: int) -> str:
        """Return the block's cells of a column."""
        return f"{at(column, self.first)}:{at(column, self.last)}"


def _ten_thousandths(part: Fraction) -> Fraction:
    return Fraction(floor(part * 10_000 + Fraction(1, 2)), 10_000)


def _working(block: _Block, row: int, exact: Sequence[Fraction]) -> tuple[Cell, ...]:
    """Return the exact part, its whole cents, its remainder and the rank of that among the block's."""
    mine, rests = exact[row - block.first], [part % 1 for part in exact]
    rank = sorted(range(len(rests)), key=lambda i: (-rests[i], i)).index(row - block.first) + 1
    weights, rest = f"SUM({block.of(WEIGHT)})", at(_REST, row)
    share = f"ROUND(100*{at(_WHOLE, row)}*{at(WEIGHT, row)}/{weights},4)"
    larger = f"({block.of(_REST)}>{rest})"
    above = f"({block.of(_REST)}={rest})*(ROW({block.of(_REST)})<ROW({rest}))"
    return (
        Cell(mine, "number", f"IF({weights}=0,0,{share})"),
        count(floor(mine), f"INT({at(_EXACT, row)})"),
        Cell(mine % 1, "number", f"ROUND({at(_EXACT, row)}-{at(_CENTS, row)},4)"),
        count(rank, f"1+SUMPRODUCT({larger}+{above})"),
    )


def _part(block: _Block, row: int, part: Money) -> Cell:
    left = f"ROUND(100*{at(_WHOLE, row)}-SUM({block.of(_CENTS)}),0)"
    return money(part, f"({at(_CENTS, row)}+IF({at(_RANK, row)}<={left},1,0))/100")
