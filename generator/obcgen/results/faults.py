"""The faults of a table as they are found: a habit of a column is told once, with the rows that have it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from obcgen.problems import Kind, ObcgenError, Problem
from obcgen.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.results.cells import BadCellError
    from obcgen.source.table import Table

MANY = Kind("RES-04", "More faults of the same kind")

MOST_TOLD = 25
"""From this many faults in one table on, the rest are only counted."""
MOST_COUNTED = 1_000
"""From this many more on, the rest of the table is not read: it is another file, or a column is amiss."""
_MOST_OF_A_COLUMN = 3
"""So many different cells of one column are told; the rest are counted."""
_MOST_ROWS = 3


@dataclass(slots=True)
class _Rows:
    """The rows that have one fault: the first few, and how many there are."""

    first: list[int] = field(default_factory=list)
    count: int = 0

    def add(self, line: int) -> None:
        self.count += 1
        if len(self.first) < _MOST_ROWS:
            self.first.append(line)

    def __str__(self) -> str:
        more = self.count - len(self.first)
        return listed([*(f"{line:,}" for line in self.first), *([f"{more:,} more"] if more else [])])


@dataclass(slots=True)
class Faults:
    """What is wrong in one table, as it is read row by row."""

    table: Table
    problems: list[Problem] = field(default_factory=list)
    untold: int = 0
    cells: dict[tuple[int, str], _Rows] = field(default_factory=dict)
    """By column and cell that is told, the rows in which it stands."""
    told: dict[tuple[int, str], int] = field(default_factory=dict)
    """By column and cell which of the problems it is."""
    others: dict[int, _Rows] = field(default_factory=dict)
    """By column the rows with a cell that is not told by itself."""

    def note(self, problem: Problem) -> None:
        """Keep a Problem, or only count it where there are many.

        Raises:
            ObcgenError: there are so many that reading on makes no sense.
        """
        if len(self.problems) < MOST_TOLD:
            self.problems.append(problem)
        else:
            self._leave_out()

    def _leave_out(self) -> None:
        self.untold += 1
        if self.untold == MOST_COUNTED:
            raise ObcgenError(*self.all())

    def cell(self, line: int, column: int, text: str, bad: BadCellError) -> None:
        """Keep what is wrong with a cell, once for all rows in which the column has the same.

        Raises:
            ObcgenError: there are so many that reading on makes no sense.
        """
        rows = self.cells.get((column, text))
        if rows is not None:
            rows.add(line)
            return
        told = sum(at == column for at, _ in self.cells)
        if told < _MOST_OF_A_COLUMN and len(self.problems) < MOST_TOLD:
            rows = self.cells[column, text] = _Rows()
            rows.add(line)
            self.told[column, text] = len(self.problems)
            self.note(self._problem(line, column, text, bad))
        elif not told:
            self._leave_out()
        else:
            others = self.others.setdefault(column, _Rows())
            others.add(line)
            if others.count == MOST_COUNTED:
                raise ObcgenError(*self.all())

    def _problem(self, line: int, column: int, text: str, bad: BadCellError) -> Problem:
        return bad.kind.problem(
            f"{self.table.headings[column]}: {bad.message}",
            place=self.table.place(line, column),
            found=text or "nothing",
            expected=bad.expected,
            hint=bad.hint,
        )

    def all(self) -> tuple[Problem, ...]:
        """Return every Problem, with the rows of a cell that stands in several, and what is only counted."""
        found = list(self.problems)
        for key, rows in self.cells.items():
            if rows.count > 1:
                one = found[self.told[key]]
                said = f"{one.message} It stands so in {rows.count:,} rows: {rows}."
                found[self.told[key]] = replace(one, message=said)
        return (*found, *self._columns(), *self._rest())

    def _columns(self) -> Iterator[Problem]:
        for column, rows in self.others.items():
            where = f"{rows.count:,} more rows, {rows}," if rows.count > 1 else f"One more row, {rows},"
            message = f"{self.table.headings[column]}: {where} cannot be read in this column."
            hint = "Mend the column as a whole, and run it again."
            yield MANY.problem(
                _not_all(message, rows.count), place=self.table.place(rows.first[0], column), hint=hint
            )

    def _rest(self) -> Iterator[Problem]:
        if self.untold:
            message = f"{self.untold:,} more faults of this table are not shown."
            place = self.table.place(self.table.first, 0)
            hint = "Mend those that are shown, and run it again."
            yield MANY.problem(_not_all(message, self.untold), place=place, hint=hint)


def _not_all(message: str, count: int) -> str:
    return f"{message} The rest of the table was not read." if count == MOST_COUNTED else message
