"""A results file begun from a district's own tables: what each is, a mapping, and who is not in all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from obcgen.results.beside import Beside, table_in
from obcgen.results.by_id import told_by_id
from obcgen.results.mapping import refuse_lone_title
from obcgen.results.presets import recognized
from obcgen.results.proposed import proposed
from obcgen.results.read import people_in
from obcgen.results.start import RESULTS, started_with
from obcgen.source import read_text
from obcgen.spec.shapes import UNFILLED

if TYPE_CHECKING:
    from obcgen.problems import Problem
    from obcgen.source.nodes import Plain
    from obcgen.source.table import Table
    from obcgen.spec import Spec

SHOWN = 5
"""Rows of a table that a person is shown to point at its columns."""


@dataclass(frozen=True)
class Seen:
    """A table as a person points at it: its headings, some rows, how many there are, and which system's."""

    file: str
    headings: tuple[str, ...]
    rows: int
    first: tuple[tuple[str, ...], ...]
    system: str
    """The name of the assessment system, empty where it is none of those known."""


@dataclass(frozen=True)
class Pointed:
    """A results file to complete, its mapping as values, the tables, and what there is to tell of them."""

    text: str
    mapping: Mapping[str, Plain]
    tables: tuple[Seen, ...]
    problems: tuple[Problem, ...]

    @property
    def read(self) -> frozenset[str]:
        """The tables from which the mapping reads something."""
        exports = self.mapping.get("exports")
        given = exports.values() if isinstance(exports, Mapping) else ()
        files = {str(export.get("file")) for export in given if isinstance(export, Mapping)}
        return frozenset({str(self.mapping.get("participants")), *files})


def pointed(
    spec: Spec,
    roster: str,
    exports: Sequence[str],
    beside: Beside,
    mapping: Mapping[str, Plain] | None = None,
) -> Pointed:
    """Return a results file for these tables, with the mapping that is given or one that is proposed.

    Args:
        spec: the contract.
        roster: the table with a row for each participant, as the results file names it.
        exports: other tables, which hold results of them.
        beside: where the tables are.
        mapping: `participants`, `columns`, `rows` and `exports` as a results file holds them.

    Raises:
        ObcgenError: a table is not there, or holds no table of texts.
    """
    tables = {name: table_in(beside, name) for name in dict.fromkeys((roster, *exports))}
    for table in tables.values():
        refuse_lone_title(table)
    others = {name: tables[name] for name in exports}
    said = mapping if mapping is not None else proposed(spec, tables[roster], others, roster).plain()
    text = started_with(spec, said)
    problems = people_in(read_text(text, RESULTS), beside, spec)
    if any(problem.code == UNFILLED.code for problem in problems):
        problems = (*problems, *told_by_id(said, tables[roster], tables))
    return Pointed(text, said, tuple(_seen(name, table) for name, table in tables.items()), problems)


def _seen(name: str, table: Table) -> Seen:
    preset = recognized(table.headings)
    rows = sum(1 for _ in table.rows())
    first = tuple(tuple(cells) for _, cells in islice(table.rows(), SHOWN))
    return Seen(name, table.headings, rows, first, preset.name if preset is not None else "")


def as_data(found: Pointed) -> dict[str, object]:
    """Return the tables and their mapping as data; keys may be added."""
    return {
        "tables": [
            {
                "file": table.file,
                "headings": list(table.headings),
                "rows": table.rows,
                "first": [list(cells) for cells in table.first],
                "system": table.system or None,
            }
            for table in found.tables
        ],
        "mapping": dict(found.mapping),
        "text": found.text,
    }
