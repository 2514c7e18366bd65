"""Merged cells of a sheet: where they lie in its table, values are missing that the sheet seems to show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from obcgen.problems import Kind, Place, Problem
from obcgen.words import plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from obcgen.source.table import Table

MERGED = Kind("XLS-04", "Merged cells in the table of an Excel workbook")
_MOST_NAMED: Final = 5
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def merged_in(table: Table, spans: Sequence[str]) -> Problem | None:
    """Return the Problem of ranges such as `B2:B3` that lie below headings and not below the last row."""
    last = max((line for line, _ in table.rows()), default=0) if spans else 0
    found = [
        span
        for span in spans
        if 0 <= column_of(span.partition(":")[0], -1) < len(table.headings)
        and table.first < _row(span.rpartition(":")[2])
        and _row(span.partition(":")[0]) <= last
    ]
    return _merged(table.file, found) if found else None


def _row(reference: str) -> int:
    """Return the row of a cell such as `B2`; 0 where it is none."""
    found = _REFERENCE.fullmatch(reference)
    return int(found[2]) if found else 0


def _merged(file: str, spans: Sequence[str]) -> Problem:
    more = f", and {len(spans) - _MOST_NAMED:,} more" if len(spans) > _MOST_NAMED else ""
    first = spans[0].partition(":")[0]
    return MERGED.problem(
        f"{file} has merged cells: {', '.join(spans[:_MOST_NAMED])}{more}. Only the first cell of each holds "
        "a value; the others are empty, whatever Excel shows.",
        place=Place(file, _row(first), column_of(first, 0) + 1),
        found=f"{len(spans):,} merged {plural('range', len(spans))}",
        expected="a value of its own in every cell",
        hint="In Excel unmerge them (Home, Merge and Center), and write the value into each cell.",
    )


def column_of(reference: str, following: int) -> int:
    """Return the number of a column, from 0; a cell that does not say follows the one before."""
    found = _REFERENCE.fullmatch(reference)
    if not reference or not found:
        return following if not reference else -1
    number = 0
    for letter in found[1]:
        number = number * 26 + ord(letter) - 64
    return number - 1
