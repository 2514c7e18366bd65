"""Cells of each kind of figure, and the inputs that formulas refer to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from obcgen.money import Money, Share
from obcgen.workbook import Cell, Column, Sheet, at, down

INPUTS: Final = "Inputs"
_VALUE: Final = 1


def text(words: str) -> Cell:
    """Return a cell of words."""
    return Cell(words)


def money(amount: Money, formula: str = "") -> Cell:
    """Return a cell of dollars and cents."""
    return Cell(Decimal(amount.cents).scaleb(-2), "money", formula)


def share(part: Share, formula: str = "") -> Cell:
    """Return a cell of a share, shown as a percentage."""
    return Cell(part.value, "share", formula)


def count(number: int, formula: str = "") -> Cell:
    """Return a cell of a whole number."""
    return Cell(number, "count", formula)


def quantity(exact: Fraction) -> Cell:
    """Return a cell of a quantity: whole where it is, else with four decimals."""
    return count(exact.numerator) if exact.denominator == 1 else Cell(exact, "number")


def day(when: date | None) -> Cell:
    """Return a cell of a date; one that is not set stays empty."""
    return Cell(when, "date")


def sums(label: str, rows: Sequence[Sequence[Cell]], first: int) -> tuple[Cell, ...]:
    """Return the totals of a table: a label, and from column `first` on the sum of each column of money."""
    if not rows:
        return ()
    heads = (text(label), *(Cell() for _ in range(first - 1)))
    columns = range(first, len(rows[0]))
    return (*heads, *(_sum([row[column] for row in rows], column) for column in columns))


def _sum(cells: Sequence[Cell], column: int) -> Cell:
    amounts = [cell.value for cell in cells if isinstance(cell.value, Decimal)]
    return Cell(sum(amounts, Decimal(0)), "money", f"SUM({down(column, len(cells))})")


def entry(cell: Cell) -> Cell:
    """Return a cell marked as one that staff may change."""
    return replace(cell, entry=True)


@dataclass(slots=True)
class Inputs:
    """Collects the figures that formulas start from; each is written once, however often it is used."""

    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    _places: dict[tuple[str, Cell], str] = field(default_factory=dict)

    def put(self, name: str, cell: Cell, where: str) -> str:
        """Add a figure with its name and the path of the spec it comes from; return its address."""
        key = (name, cell)
        if key not in self._places:
            self._places[key] = at(_VALUE, len(self.rows), INPUTS)
            self.rows.append((text(name), entry(cell), text(where)))
        return self._places[key]

    def sheet(self, note: str) -> Sheet:
        """Return the sheet of all inputs."""
        columns = (Column("Figure", 52), Column("Value", 18), Column("Where it stands in the spec", 52))
        return Sheet(INPUTS, "Inputs", columns, tuple(self.rows), note)
