"""Tables of assessment systems joined to the table of participants: each id's own row, or none.

Whoever is not on the roster is dropped, whoever has no row in an export is missing there, and whoever has
several is told; nothing of it stays unsaid.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from obcgen.problems import Kind, ObcgenError, Path, Place, Problem
from obcgen.results.cells import CELL
from obcgen.results.mapping import MAPPING, mapped, refuse_title
from obcgen.source.table import Table
from obcgen.spec.shapes import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from obcgen.spec.results import Export

DROPPED = Kind("RES-44", "Results of people who are not on the roster", "warning")
LACKING = Kind("RES-45", "Participants without a row in an export", "warning")
SEVERAL = Kind("RES-46", "Several rows of one participant in an export")
LATEST = Kind("RES-47", "Of several rows of one participant the latest counts", "warning")
_ID = "participant"
_AGAIN = "The heading of the id stands under participant, and once more under columns: take it out there."
_NAMED = 10
"""So many participants are named; the rest are counted."""
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")
_US = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: .*)?")


@dataclass(frozen=True)
class Taken:
    """What is read of one export: of each id the row that counts."""

    id: str
    table: Table
    columns: tuple[tuple[str, int], ...]
    """What obcgen calls each column, and where it stands."""
    rows: Mapping[str, tuple[int, list[str]]]
    """By id the line and the cells."""
    replaced: tuple[str, ...] = ()
    """Ids of whom an earlier row gave way to the latest."""


@dataclass(frozen=True)
class Joined(Table):
    """The table of participants with the columns of exports at its right."""

    base: Table | None = None
    exports: tuple[Taken, ...] = ()
    at: int = 0
    """Where the ids stand."""

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield each row of the table of participants with what exports hold of its id.

        Raises:
            ObcgenError: from here on the file cannot be divided into cells, or a row has too few or too many.
        """
        base = self._base
        width = len(base.headings)
        for line, cells in base.rows():
            if fault := base.of_other_width(line, cells):
                raise ObcgenError(fault)
            yield line, [*cells[:width], *self._found(cells[self.at].strip())]

    @property
    def _base(self) -> Table:
        return self.base or self

    def _found(self, name: str) -> Iterator[str]:
        for export in self.exports:
            row = export.rows.get(name)
            yield from (row[1][at] if row is not None else "" for _, at in export.columns)

    def place(self, line: int, column: int) -> Place:
        """Return the place of a cell, in the file from which it comes."""
        width = len(self._base.headings)
        if column < width:
            return self._base.place(line, column)
        export, at = self._origins[column - width]
        if line == self.first:
            return export.table.place(export.table.first, at)
        row = export.rows.get(self._ids.get(line, ""))
        return export.table.place(row[0], at) if row is not None else self._base.place(line, self.at)

    @cached_property
    def _origins(self) -> list[tuple[Taken, int]]:
        return [(export, at) for export in self.exports for _, at in export.columns]

    @cached_property
    def _ids(self) -> dict[int, str]:
        return {line: cells[self.at].strip() for line, cells in self._base.rows() if self.at < len(cells)}


def taken(key: str, export: Export, table: Table, known: Sequence[str]) -> tuple[Taken | None, list[Problem]]:
    """Return what is read of an export, or what stands in the way.

    Raises:
        ObcgenError: the table cannot be divided into cells.
    """
    own = _Own({**export.columns, _ID: export.participant}, export.rows)
    refuse_title(table, own, known)
    read, names, faults = mapped(table, own, known)
    dated, undated = _dated(read, export.latest)
    again = [MAPPING.problem(_AGAIN, path=("columns", "participant"))] if _ID in export.columns else []
    if wrong := [_in_export(each, key) for each in (*faults, *undated, *again)]:
        return None, wrong
    at = {name: place for place, name in enumerate(names) if name is not None}
    columns = tuple((name, place) for name, place in at.items() if name != "participant")
    found = _Rows(key, read, at["participant"], dated)
    found.read()
    return Taken(key, read, columns, found.rows, tuple(found.replaced)), found.problems


@dataclass(frozen=True, slots=True)
class _Own:
    columns: Mapping[str, str]
    rows: Mapping[str, tuple[str, ...]]


def _in_export(problem: Problem, key: str) -> Problem:
    """Return a Problem of a mapping at the export that it belongs to."""
    path: Path = problem.path[1:] if problem.path[:2] == ("columns", "participant") else problem.path
    return replace(problem, path=("exports", key, *path))


def _dated(table: Table, heading: str | None) -> tuple[int, tuple[Problem, ...]]:
    """Return where the date stands by which the latest row is found; -1 where none is asked for."""
    if heading is None:
        return -1, ()
    _, names, faults = mapped(table, _Own({"date": heading}, {}), ("date",))
    if faults:
        return -1, tuple(replace(each, path=("latest",)) for each in faults)
    return names.index("date"), ()


@dataclass(slots=True)
class _Rows:
    """The rows of one export by id, as they are read."""

    export: str
    table: Table
    at: int
    dated: int
    rows: dict[str, tuple[int, list[str]]] = field(default_factory=dict)
    replaced: dict[str, None] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def read(self) -> None:
        """Read every row that counts.

        Raises:
            ObcgenError: the table cannot be divided into cells.
        """
        width = len(self.table.headings)
        for line, cells in self.table.rows():
            row = [*cells, *[""] * (width - len(cells))]
            name = row[self.at].strip()
            before = self.rows.get(name)
            if not name:
                continue
            if before is None:
                self.rows[name] = line, row
            elif self.dated >= 0:
                self._later(name, before, (line, row))
            else:
                hint = (
                    "Say which rows count, as rows: {Window: Spring}, or latest: with the heading of a date."
                )
                self._several(line, before[0], hint)

    def _later(self, name: str, before: tuple[int, list[str]], row: tuple[int, list[str]]) -> None:
        """Keep the later of two rows; two of one day, or a day that cannot be read, are told."""
        days = [self._day(*each) for each in (before, row)]
        if None in days:
            return
        if days[0] == days[1]:
            hint = "Say which rows count, such as rows: {Window: Spring}: both have the same day."
            self._several(row[0], before[0], hint)
            return
        self.replaced[name] = None
        self.rows[name] = max((before, row), key=lambda each: self._day(*each) or date.min)

    def _day(self, line: int, cells: list[str]) -> date | None:
        text = cells[self.dated].strip()
        found = day(text)
        if found is None:
            self.problems.append(
                CELL.problem(
                    f"{self.table.headings[self.dated]}: “{text[:60]}” is no day.",
                    place=self.table.place(line, self.dated),
                    found=text[:60] or "nothing",
                    expected="a day such as 2028-05-19 or 5/19/2028",
                    hint="Name another column under latest, or correct the cell.",
                )
            )
        return found

    def _several(self, line: int, first: int, hint: str) -> None:
        where = f"in the export {self.export}; the first time on line {first}"
        message = f"The participant of this row stands twice {where}."
        place = self.table.place(line, self.at)
        self.problems.append(
            SEVERAL.problem(message, place=place, found="a second row", expected="one row", hint=hint)
        )


def day(text: str) -> date | None:
    """Return a day as exports write it, `2028-05-19`, `5/19/2028` or with a time behind it; else None."""
    iso, us = _ISO.fullmatch(text), _US.fullmatch(text)
    parts = iso.groups() if iso else (us[3], us[1], us[2]) if us else None
    try:
        return date(*map(int, parts)) if parts else None
    except ValueError:
        return None


def joined(base: Table, at: int, exports: Sequence[Taken]) -> tuple[Joined, list[Problem]]:
    """Return the table of participants with the columns of exports, and who is dropped or missing in each.

    `at` is where the ids stand in the table of participants.

    Raises:
        ObcgenError: the table cannot be divided into cells.
    """
    headings = [export.table.headings[place] for export in exports for _, place in export.columns]
    whole = Joined(
        base.file,
        base.text,
        base.delimiter,
        (*base.headings, *headings),
        base.first,
        shown=base.shown,
        base=base,
        exports=tuple(exports),
        at=at,
    )
    ids = [cells[at].strip() for _, cells in base.rows() if at < len(cells)]
    told = [problem for export in exports for problem in who_is_told(export, ids)]
    return whole, told


def who_is_told(export: Taken, ids: Sequence[str]) -> Iterator[Problem]:
    """Yield who was dropped, who is missing and of whom one row of several counts."""
    known = set(ids)
    dropped = [name for name in export.rows if name not in known]
    lacking = [name for name in ids if name not in export.rows]
    path: Path = ("exports", export.id)
    if dropped:
        yield DROPPED.problem(
            f"{_people(dropped)} in the export {export.id} {_are(dropped)} not on the roster, and nothing is "
            f"paid for {'them' if len(dropped) > 1 else 'that one'}: {_ids(dropped)}.",
            path=path,
            found=f"{len(dropped)} of {len(export.rows)}",
            expected="participants of the table under participants",
            hint="Look whether both files write the ids alike, with their leading zeros.",
        )
    if lacking:
        yield LACKING.problem(
            f"{_people(lacking)} on the roster {_have(lacking)} no row in the export {export.id}, and so no "
            f"result from it: {_ids(lacking)}.",
            path=path,
            found=f"{len(lacking)} of {len(ids)}",
            expected="a row for each participant",
            hint="If they were not tested, the rule of each outcome for missing measures decides.",
        )
    if export.replaced:
        names = list(export.replaced)
        yield LATEST.problem(
            f"{_people(names)} {_have(names)} several rows in the export {export.id}, of which the latest "
            f"counts: {_ids(names)}.",
            path=path,
            found=str(len(names)),
            hint="See that the contract counts the latest result, and not the first or the best.",
        )


def _people(names: Sequence[str]) -> str:
    return f"{len(names):,} people" if len(names) > 1 else "1 person"


def _are(names: Sequence[str]) -> str:
    return "are" if len(names) > 1 else "is"


def _have(names: Sequence[str]) -> str:
    return "have" if len(names) > 1 else "has"


def _ids(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    some = ", ".join(map(shown, names[:_NAMED]))
    return f"{some}{f' and {more:,} more' if more > 0 else ''}"
