"""What a workbook hides: rows and columns that are read all the same, and a first sheet that is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from obcgen.problems import Kind, Place, Problem
from obcgen.words import listed, plural

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

HIDDEN = Kind("XLS-03", "Rows, columns or a sheet that a workbook hides", "warning")
_MOST_NAMED: Final = 5
_YES: Final = ("1", "true")


@dataclass(slots=True)
class Hidden:
    """What one workbook hides, as it is read."""

    sheet: str = ""
    """The name of the first sheet, where it is hidden."""
    rows: list[str] = field(default_factory=list)
    """Numbers of hidden rows that hold something."""
    spans: list[tuple[int, int]] = field(default_factory=list)
    """First and last of hidden columns, from 1."""
    merged: list[str] = field(default_factory=list)
    """Ranges of merged cells, of which all but the first are empty."""

    def note_columns(self, sheet: Element) -> None:
        """Note the columns that a sheet hides."""
        for each in sheet.iterfind("{*}cols/{*}col"):
            ends = each.get("min", ""), each.get("max", "")
            if each.get("hidden") in _YES and all(end.isdecimal() and len(end) < 6 for end in ends):
                self.spans.append((int(ends[0]), int(ends[1])))

    def note_row(self, row: Element, number: int, cells: Sequence[str]) -> None:
        """Note a row that is hidden and holds something."""
        if row.get("hidden") in _YES and any(map(str.strip, cells)):
            self.rows.append(f"{number:,}")

    def problems(self, file: str, headings: Sequence[str]) -> Iterator[Problem]:
        """Yield a warning for what is hidden; `headings` are those of the table."""
        columns = [
            _letters(at)
            for at, heading in enumerate(headings, 1)
            if heading and any(first <= at <= last for first, last in self.spans)
        ]
        named = [*_named("row", self.rows), *_named("column", columns)]
        count = len(self.rows) + len(columns)
        if named:
            yield HIDDEN.problem(
                f"{file} hides {listed(named)}. {_are(several=count > 1)}.",
                place=Place(file, 1, 1),
                found=" and ".join(_counted(self.rows, "row") + _counted(columns, "column")),
                expected="a table of which every row and column is seen",
                hint="Show them in Excel and look at them; delete what does not belong to the table.",
            )
        if self.sheet:
            yield HIDDEN.problem(
                f"The first sheet of {file}, “{self.sheet}”, is hidden and not read; the next one is.",
                place=Place(file, 1, 1),
                found=self.sheet,
                hint="If the table is on the hidden sheet, show it in Excel and save the file again.",
            )


def _are(*, several: bool) -> str:
    return "They are read like all others" if several else "It is read like all others"


def _counted(names: Sequence[str], what: str) -> list[str]:
    return [f"{len(names):,} hidden {plural(what, len(names))}"] if names else []


def _named(what: str, names: Sequence[str]) -> Iterator[str]:
    if not names:
        return
    more = len(names) - _MOST_NAMED
    some = [*names[:_MOST_NAMED], *([f"{more:,} more"] if more > 0 else [])]
    yield f"the {what}{'s' * (len(names) > 1)} {listed(some)}"


def _letters(column: int) -> str:
    """Return what Excel calls a column, from 1."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text
