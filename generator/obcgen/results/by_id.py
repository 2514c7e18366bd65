"""Who is in which table by the ids alone, while a mapping still has blanks and no results can be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from obcgen.results.cells import CELL
from obcgen.results.exports import Taken, who_is_told
from obcgen.results.faults import MOST_TOLD
from obcgen.results.people import TWICE

if TYPE_CHECKING:
    from obcgen.problems import Problem
    from obcgen.source.nodes import Plain
    from obcgen.source.table import Table


def told_by_id(mapping: Mapping[str, Plain], roster: Table, tables: Mapping[str, Table]) -> Iterator[Problem]:
    """Yield a warning for each id of the roster that is doubled or missing, and for who is not in both.

    Only a table whose column of ids is known is looked at. Every row counts: which do may still be a blank.

    Args:
        mapping: `columns` and `exports` as a results file holds them.
        roster: the table with a row for each participant.
        tables: every table by its name.

    Raises:
        ObcgenError: a table cannot be divided into cells.
    """
    heading = _group(mapping.get("columns")).get("participant", "participant")
    if heading not in roster.headings:
        return
    at = roster.headings.index(heading)
    ids = [(line, cells[at].strip() if at < len(cells) else "") for line, cells in roster.rows()]
    yield from _faults(replace(roster, shown=frozenset({at})), at, ids)  # names of children stay out
    names = list(dict.fromkeys(name for _, name in ids if name))
    done = set()
    for key, export in _group(mapping.get("exports")).items():
        said = _group(export)
        table = tables.get(str(said.get("file")))
        if table is None or table.file in done or said.get("participant") not in table.headings:
            continue
        done.add(table.file)
        yield from who_is_told(_taken(key, table, str(said["participant"])), names)


def _group(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _taken(key: str, table: Table, heading: str) -> Taken:
    at = table.headings.index(heading)
    rows = {cells[at].strip(): (line, cells) for line, cells in table.rows() if at < len(cells)}
    return Taken(key, table, (), {name: row for name, row in rows.items() if name})


def _faults(roster: Table, at: int, ids: list[tuple[int, str]]) -> Iterator[Problem]:
    """Yield the ids of a roster that are doubled or missing, the first of them."""
    first: dict[str, int] = {}
    odd = [(line, name) for line, name in ids if not name or first.setdefault(name, line) != line]
    for line, name in odd[:MOST_TOLD]:
        place = roster.place(line, at)
        if name:
            message = f"The participant of this row stands twice; the first time on line {first[name]}."
            hint = "Remove the row that is wrong, or say with rows: which count."
            found = TWICE.problem(
                message, place=place, found="a second row", expected="each one once", hint=hint
            )
        else:
            hint = "Write the id of the participant, or remove the row."
            found = CELL.problem("The participant has no id.", place=place, expected="an id", hint=hint)
        yield replace(found, severity="warning")
