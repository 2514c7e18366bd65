"""A table as a district's own system exports it: which heading holds what, and which rows count."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from difflib import get_close_matches
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from obcgen.problems import Kind, ObcgenError, Path, Problem
from obcgen.source.table import HEADING
from obcgen.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from obcgen.source.table import Table

MAPPING = Kind("RES-36", "A column or a row of the table that is named wrongly")
_SEPARATORS = re.compile(r"[,;\t]")
"""Of a text: a title has none of them, so that a row below it may be one cell."""
_MOST_TITLES = 10
_MOST_VALUES, _MOST_HEADINGS = 12, 30
"""Different values of a column, and headings of a table, that a message lists."""


class Mapped(Protocol):
    """What says which headings of a table are which, and which rows count."""

    @property
    def columns(self) -> Mapping[str, str]:
        """By what obcgen calls a column, its heading."""

    @property
    def rows(self) -> Mapping[str, tuple[str, ...]]:
        """By a heading the values that let a row count."""


def mapped(
    table: Table, results: Mapped, known: Sequence[str]
) -> tuple[Table, tuple[str | None, ...], tuple[Problem, ...]]:
    """Return a table of which only the rows that count are read, what obcgen calls each column, and faults.

    A column is called None where it is not read. Without `columns` each is called what its heading says.
    """
    at, of_columns = _columns_at(table, results.columns, known)
    filters, of_rows = _filters(table, results.rows)
    called = {place: name for name, place in at.items()}
    names = [
        called.get(place, None if results.columns or place in filters else text)
        for place, text in enumerate(table.headings)
    ]
    faults = (*of_columns, *of_rows) or tuple(_no_such_values(table, filters))
    only = tuple((place, frozenset(map(_plain, values))) for place, values in filters.items())
    shown = frozenset((*called, *filters)) if results.columns else None
    return replace(table, only=only, shown=shown), tuple(names), faults


def refuse_title(table: Table, results: Mapped, known: Sequence[str]) -> None:
    """Refuse a table whose headings stand below a title.

    Raises:
        ObcgenError: no heading is one that is read, or one stands alone, and a row below has several.
    """
    wanted = set(map(_plain, results.columns.values() if results.columns else known))
    if len(table.headings) > 1 and wanted & set(map(_plain, table.headings)):
        return
    for line, cells in islice(table.rows(), _MOST_TITLES):
        if len(wanted & {_plain(each) for cell in cells for each in _SEPARATORS.split(cell)}) > 1:
            raise ObcgenError(title_above(table, line))


def refuse_lone_title(table: Table) -> None:
    """Refuse a table of headings that are not known, of which the first row is one cell and others are more.

    Raises:
        ObcgenError: it is so.
    """
    if len(table.headings) == 1:
        for line, cells in islice(table.rows(), _MOST_TITLES):
            if sum(bool(cell.strip()) for cell in cells) > 1:
                raise ObcgenError(title_above(table, line))


def title_above(table: Table, line: int) -> Problem:
    """Return that the headings of a table stand on a line below others."""
    above = f"row {table.first}" if line == table.first + 1 else f"rows {table.first} to {line - 1}"
    title = next(filter(None, table.headings), "")
    return HEADING.problem(
        f"Row {line} holds the headings of the table, but above it stands “{title}”.",
        place=table.place(table.first, 0),
        found=", ".join(filter(None, table.headings)),
        expected="the headings in the first row",
        hint=f"Delete {above}.",
    )


def _columns_at(
    table: Table, columns: Mapping[str, str], known: Sequence[str]
) -> tuple[dict[str, int], tuple[Problem, ...]]:
    """Return where the heading given for each name stands."""
    faults: list[Problem] = []
    at: dict[str, int] = {}
    for name, heading in columns.items():
        places = _places(table, heading)
        faults += (*_not_known(name, known), *_not_one(table, heading, places, ("columns", name)))
        at.update((name, place) for place in places[:1])
    for place, times in Counter(at.values()).items():
        if times > 1:
            faults.append(_mapped_twice(table.headings[place], [name for name in at if at[name] == place]))
    return at, tuple(faults)


def _filters(
    table: Table, rows: Mapping[str, tuple[str, ...]]
) -> tuple[dict[int, tuple[str, ...]], tuple[Problem, ...]]:
    """Return by column the values that let a row count."""
    places = {heading: _places(table, heading) for heading in rows}
    faults = [
        fault
        for heading, found in places.items()
        for fault in _not_one(table, heading, found, ("rows", heading))
    ]
    return {found[0]: rows[heading] for heading, found in places.items() if found}, tuple(faults)


def _plain(text: str) -> str:
    """Return a heading or a cell without capitals and with single spaces."""
    return " ".join(text.split()).casefold()


def _places(table: Table, heading: str) -> list[int]:
    """Return where a heading stands; one that is the same letter by letter before others."""
    exact = [at for at, text in enumerate(table.headings) if text == heading]
    return exact or [at for at, text in enumerate(table.headings) if _plain(text) == _plain(heading)]


def _not_known(name: str, known: Sequence[str]) -> Iterator[Problem]:
    if name not in known:
        near = get_close_matches(name, known, n=1)
        yield MAPPING.problem(
            f"“{name}” is no column that a settlement of this contract reads.",
            path=("columns", name),
            found=name,
            expected=f"one of: {', '.join(known)}",
            hint=f"Did you mean {near[0]}?"
            if near
            else "Remove the line: columns not named here are not read.",
        )


def _not_one(table: Table, heading: str, found: Sequence[int], path: Path) -> Iterator[Problem]:
    if len(found) == 1:
        return
    by_plain = {_plain(text): text for text in table.headings}
    near = [by_plain[each] for each in get_close_matches(_plain(heading), by_plain, n=1)]
    if found:
        columns = listed([str(at + 1) for at in found])
        message = f"The table has the heading “{heading}” more than once, in the columns {columns}."
        hint = "Give one of them another heading in the table."
    else:
        message = f"The table has no heading “{heading}”."
        hint = f"Did you mean {near[0]}?" if near else "Copy the heading from the first line of the table."
    yield MAPPING.problem(message, path=path, found=heading, expected=_listed(table, heading), hint=hint)


def _listed(table: Table, heading: str) -> str:
    """Return the headings of a table, or of very many those most like the one that was meant."""
    headings = [text for text in table.headings if text]
    if len(headings) <= _MOST_HEADINGS:
        return f"one of: {', '.join(headings)}"
    by_plain = {_plain(text): text for text in headings}
    like = [by_plain[each] for each in get_close_matches(_plain(heading), by_plain, _MOST_VALUES, 0.3)]
    return f"one of {len(headings)} headings, of which these are most like it: {', '.join(like)}"


def _mapped_twice(heading: str, names: Sequence[str]) -> Problem:
    return MAPPING.problem(
        f"The heading “{heading}” is given for {listed(list(names))}; a column holds one thing.",
        path=("columns", names[-1]),
        found=heading,
        expected="a heading of its own for each",
        hint="Name for each the heading of its own column.",
    )


def _no_such_values(table: Table, filters: Mapping[int, Iterable[str]]) -> Iterator[Problem]:
    """Yield a Problem for each value that no row has."""
    seen: dict[int, dict[str, str]] = {at: {} for at in filters}
    for _, cells in table.rows() if filters else ():
        for at in filters:
            text = cells[at] if at < len(cells) else ""
            seen[at].setdefault(_plain(text), text.strip())
    for at, values in filters.items():
        for value in (each for each in values if _plain(each) not in seen[at]):
            some = sorted(text for text in seen[at].values() if text)[:_MOST_VALUES]
            yield MAPPING.problem(
                f"No row of the table has “{value}” under “{table.headings[at]}”.",
                path=("rows", table.headings[at]),
                found=value,
                expected=f"one of: {', '.join(some)}" if some else "a value that stands there",
                hint="Correct the value, or leave it out.",
            )


def words(table: Table, results: Mapped) -> str:
    """Return in a sentence what was read of a district's own table; nothing where it has obcgen's columns."""
    if not results.columns and not results.rows:
        return ""
    read = [f"{name} from “{heading}”" for name, heading in results.columns.items()]
    rows = [f"“{heading}” is {listed(list(values), 'or')}" for heading, values in results.rows.items()]
    others = len(table.headings) - len(table.shown or ())
    parts = [f"Read: {listed(read)}"] if read else []
    parts += [f"only rows in which {listed(rows)}"] if rows else []
    if read and others:
        parts.append(f"{others:,} other columns are not read" if others > 1 else "1 other column is not read")
    return f"{'; '.join(parts)[:1].upper()}{'; '.join(parts)[1:]}."
