"""The tables that results name, as one: that of the participants, and at its right the columns of exports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.problems import Kind, Problem, is_error
from obcgen.results.beside import Beside, table_in
from obcgen.results.exports import Joined, Taken, joined, taken
from obcgen.results.mapping import mapped, refuse_title, words
from obcgen.source.nodes import at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from obcgen.problems import Place
    from obcgen.source import Source
    from obcgen.source.table import Table
    from obcgen.spec.results import Results

TWO_PLACES = Kind("RES-48", "A column of results that two tables hold")


def named_table(
    source: Source, beside: Beside, results: Results, known: Sequence[str]
) -> tuple[Table, tuple[str | None, ...], tuple[Problem, ...]]:
    """Return the table of participants with what exports hold of them, its columns' names, and what to tell.

    Raises:
        ObcgenError: a table is not there, or cannot be divided into cells.
    """
    base = table_in(beside, results.participants or "", _place(source, "participants"))
    refuse_title(base, results, known)
    base, names, faults = mapped(base, results, known)
    found, told = _exports(source, beside, results, known)
    told += [*_twice(names, found), *base.warnings]
    ids = [place for place, name in enumerate(names) if (name or "").lower() == "participant"]
    if faults or any(map(is_error, told)) or not found or not ids:
        return base, names, source.locate([*faults, *told])
    whole, of_people = joined(base, ids[0], found)
    added = tuple(name for each in found for name, _ in each.columns)
    return whole, (*names, *added), source.locate([*told, *of_people])


def _exports(
    source: Source, beside: Beside, results: Results, known: Sequence[str]
) -> tuple[list[Taken], list[Problem]]:
    found, told = [], []
    for key, export in results.exports.items():
        table = table_in(beside, export.file, _place(source, "exports", key, "file"))
        one, problems = taken(key, export, table, known)
        told += [*problems, *table.warnings]
        found += [one] if one is not None else []
    return found, told


def _place(source: Source, *path: str) -> Place | None:
    node = at(source.root, path)
    return node.place if node is not None else None


def _twice(names: Sequence[str | None], exports: Sequence[Taken]) -> Iterator[Problem]:
    """Yield a Problem for each column that stands in the table of participants or an export already."""
    seen = {name.lower(): "the table of participants" for name in names if name}
    for export in exports:
        for name, _ in export.columns:
            if name.lower() in seen:
                message = f"The column {name} stands in {seen[name.lower()]} and in the export {export.id}."
                path = ("exports", export.id, "columns", name)
                hint = "Take one of them out: it would not be clear which one counts."
                yield TWO_PLACES.problem(message, path=path, found=name, expected="one of them", hint=hint)
            seen[name.lower()] = f"the export {export.id}"


def table_words(table: Table, results: Results) -> str:
    """Return in sentences what was read of a district's own tables; nothing where they are obcgen's."""
    base = table.base if isinstance(table, Joined) and table.base is not None else table
    read = [words(base, results)]
    if isinstance(table, Joined):
        for each in table.exports:
            export = results.exports[each.id]
            read.append(f"From {export.file}, joined by “{export.participant}”: {words(each.table, export)}")
            read += [f"Of several rows the latest by “{export.latest}” counts."] if export.latest else []
    return " ".join(filter(None, read))
