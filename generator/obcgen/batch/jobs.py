"""The jobs of a batch: one for each spec, or one for each row of a table over one spec.

Each has a name, which is that of its folder. All that can be wrong with names and headings is known before
any work begins; what is wrong in a row is a fault of that row alone.
"""

from __future__ import annotations

import glob
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path

from obcgen.naming import slug
from obcgen.problems import Kind, ObcgenError, Place, Problem
from obcgen.source import Entry
from obcgen.source.other_file import is_results, is_spec
from obcgen.source.table import FORMULA, Table, is_formula

NOTHING = Kind("BAT-01", "A batch without specs")
TWICE = Kind("BAT-02", "Two specs of a batch that would be written into one folder")
HEADING = Kind("BAT-03", "A table of a batch whose headings cannot be used")
NAMELESS = Kind("BAT-04", "A row of a batch without a name")
TOO_MANY = Kind("BAT-11", "A table of a batch with more rows than one batch makes")
ROW = Kind("BAT-05", "A row of a batch that cannot be laid over its spec")

RESULTS = Kind("BAT-15", "A file of results among specs", "warning")
SPEC = Kind("BAT-16", "A spec among files of results", "warning")

NAME, NUMBER = "name", "document.number"
SAME = "(same)"
"""In a cell: what the spec says holds."""
MOST_ROWS = 100_000
"""Of one table: as many as docs/batches.md plans for."""
_MOST_TOLD = 100
"""Faults of a kind that are told where a table is refused: nobody reads a million."""
_ENDINGS = (".yaml", ".yml")
_IN_A_PATTERN = frozenset("*?[")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its line and its cells."""

    table: Table
    line: int
    cells: tuple[str, ...]

    def settings(self) -> tuple[Entry, ...]:
        """Return what the row lays over the spec.

        Raises:
            ObcgenError: a cell is empty, a formula, or under no heading; all of them are told.
        """
        if problems := tuple(self.faults()):
            raise ObcgenError(*problems)
        table = self.table
        return tuple(
            Entry(path, self.cells[at].strip(), table.place(table.first, at), table.place(self.line, at))
            for at, path in enumerate(table.headings)
            if path not in {"", NAME} and self.cells[at].strip() != SAME
        )

    def faults(self) -> Iterator[Problem]:
        """Yield what is wrong with the cells by themselves."""
        yield from self.table.spoilt.get(self.line, ())
        for at, path in enumerate(self.table.headings):
            cell = self.cells[at].strip() if at < len(self.cells) else ""
            where = (tuple(path.split(".")), self.table.place(self.line, at))
            if path and not cell:
                yield ROW.problem(
                    f"Row {self.line} has no value in the column “{path}”.",
                    path=where[0],
                    place=where[1],
                    found="an empty cell",
                    expected=f"a value, or {SAME} for what the spec says",
                    hint=f"Write the value of this row, or {SAME}.",
                )
            elif is_formula(cell):
                message = f"The cell of row {self.line} in the column “{path}” begins like a formula."
                hint = "Write the value itself, as text."
                yield FORMULA.problem(message, path=where[0], place=where[1], found=cell, hint=hint)
        for at, cell in enumerate(self.cells):
            if cell.strip() and not any(self.table.headings[at : at + 1]):
                message = f"Row {self.line} has a value in column {at + 1}, which has no heading."
                hint = "Write the path of a key of the spec above it, or remove the value."
                yield ROW.problem(message, place=self.table.place(self.line, at), found=cell, hint=hint)


@dataclass(frozen=True, slots=True)
class Job:
    """One spec to make documents of: its name, its file and, where it is one of a table, its row."""

    name: str
    spec: Path
    row: Row | None = None

    @property
    def place(self) -> Place:
        """Where it was named: its file, or its row."""
        return self.row.table.place(self.row.line, 0) if self.row else Place(str(self.spec), 1, 1)


def jobs_of_specs(named: Sequence[Path]) -> tuple[tuple[Job, ...], tuple[Problem, ...]]:
    """Return a job for each spec: files, the YAML files of folders, and those that patterns such as `*` mean.

    Beside them which files of results were passed over.

    Raises:
        ObcgenError: a folder or a pattern holds none, or two specs have one name.
    """
    found, left = _divided(named, results=False)
    jobs = _apart([Job(_folder(path.stem), path) for path in found])
    return jobs, tuple(_passed_over(RESULTS, path, "a file of results and no spec", "specs") for path in left)


def results_of(named: Sequence[Path]) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """Return files of results, named or in folders, and which specs were passed over.

    A file that is no spec is one of results, also one of misspelt keys: reading it tells what is wrong.

    Raises:
        ObcgenError: a folder or a pattern holds none.
    """
    found, left = _divided(named, results=True)
    return found, tuple(_passed_over(SPEC, path, "a spec and no file of results", "results") for path in left)


def _divided(named: Sequence[Path], *, results: bool) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Return the files that are wanted, and those of the same folders and patterns that are not.

    Raises:
        ObcgenError: a folder or a pattern holds none.
    """
    found = dict.fromkeys(path for each in named for path in _files_of(each, results=results))
    left = dict.fromkeys(path for each in named for path in _meant(each) if path not in found)
    return tuple(found), tuple(left)


def _files_of(named: Path, *, results: bool) -> tuple[Path, ...]:
    """Return the specs, or the files of results, that a word of the command line means.

    A file that is named itself is taken as it is; whether it is there is seen later.

    Raises:
        ObcgenError: a folder or a pattern holds none.
    """
    if not _is_several(named):
        return (named,)
    is_other = is_spec if results else is_results
    found = [path for path in _meant(named) if not is_other(path)]
    if not found:
        what = "This folder holds no" if named.is_dir() else "This pattern means no"
        kind = "file of results" if results else "spec"
        message = f"{named}: {what} {kind} whose name ends in .yaml or .yml."
        hint = "Name the files, or a folder in which they lie."
        raise ObcgenError(NOTHING.problem(message, found=str(named), hint=hint))
    return tuple(found)


def _is_several(named: Path) -> bool:
    return named.is_dir() or (not named.exists() and bool(_IN_A_PATTERN & set(str(named))))


def _meant(named: Path) -> list[Path]:
    """Return the YAML files of a folder, or what a pattern means, in their order."""
    if named.is_dir():
        found = [path for path in named.iterdir() if path.suffix.lower() in _ENDINGS and path.is_file()]
    elif _is_several(named):
        found = [Path(each) for each in glob.glob(str(named), recursive=True)]  # noqa: PTH207 - may be absolute
    else:
        found = []
    return sorted(found)


def _passed_over(kind: Kind, path: Path, what: str, wanted: str) -> Problem:
    return kind.problem(
        f"{path} is {what}: it is passed over.",
        place=Place(str(path), 1, 1),
        expected=f"{wanted} in the folder",
        hint="Nothing needs to be done.",
    )


def jobs_of_table(table: Table, spec: Path) -> tuple[Job, ...]:
    """Return a job for each row of a table whose headings are paths of a spec.

    A row is called what stands in the column `name`, or else in `document.number`.

    Raises:
        ObcgenError: headings are doubled or missing, the table has no rows, or a row has no name of its own.
    """
    faults = list(_heading_faults(table))
    if not {NAME, NUMBER} & set(table.headings):
        raise ObcgenError(*faults)
    at = table.headings.index(NAME if NAME in table.headings else NUMBER)
    rows = [Row(table, line, tuple(cells)) for line, cells in islice(table.rows(), MOST_ROWS + 1)]
    if len(rows) > MOST_ROWS:
        raise ObcgenError(*faults, _too_many(table, rows[-1].line))
    if not rows:
        hint = "Write one row for each district."
        message = f"{table.file} has headings and no rows."
        raise ObcgenError(NOTHING.problem(message, place=table.place(table.first, 0), hint=hint))
    called = {row.line: _folder(row.cells[at] if at < len(row.cells) else "") for row in rows}
    jobs = [Job(called[row.line], spec, row) for row in rows if called[row.line]]
    faults += islice((_nameless(row, at) for row in rows if not called[row.line]), _MOST_TOLD)
    faults += islice(_alike(jobs), _MOST_TOLD)
    if faults:
        raise ObcgenError(*_with_cells(faults, rows))
    return tuple(jobs)


def _too_many(table: Table, line: int) -> Problem:
    return TOO_MANY.problem(
        f"{table.file} has more than {MOST_ROWS:,} rows; a batch makes documents for that many at most.",
        place=table.place(line, 0),
        expected=f"at most {MOST_ROWS:,} rows",
        hint="Divide the table into several, one for each batch.",
    )


def _with_cells(faults: Sequence[Problem], rows: Sequence[Row]) -> list[Problem]:
    """Return what refuses a table together with what is wrong in its cells, so that all is mended at once."""
    there = {problem.place for problem in faults}
    found = (problem for row in rows for problem in row.faults() if problem.place not in there)
    cells = islice(found, _MOST_TOLD)
    return sorted((*faults, *cells), key=lambda each: each.place.line if each.place else 0)


def _heading_faults(table: Table) -> Iterator[Problem]:
    if NAME not in table.headings and NUMBER not in table.headings:
        yield HEADING.problem(
            f"{table.file} has no column “{NAME}” and no column “{NUMBER}” to tell rows apart.",
            place=table.place(table.first, 0),
            found=", ".join(table.headings),
            expected=f"{NAME}, or {NUMBER}",
            hint=f"Add a column {NAME}: the folder of each row is called so.",
        )
    for at, heading in enumerate(table.headings):
        if heading and not all(heading.split(".")):
            message = f"The heading “{heading}” is no path."
            hint = "Write the keys with one dot between them, as in document.title."
            yield HEADING.problem(message, place=table.place(table.first, at), found=heading, hint=hint)
        if heading and heading in table.headings[:at]:
            message = f"Two columns are called “{heading}”."
            place = table.place(table.first, at)
            yield HEADING.problem(message, place=place, found=heading, hint="Remove one of them.")


def _nameless(row: Row, at: int) -> Problem:
    heading = row.table.headings[at]
    return NAMELESS.problem(
        f"Row {row.line} has nothing in the column “{heading}” that a folder could be called.",
        place=row.table.place(row.line, at),
        found=(row.cells[at] if at < len(row.cells) else "") or "an empty cell",
        expected="letters or digits",
        hint="Write a name of its own.",
    )


def _folder(name: str) -> str:
    """Return the name of a folder: ASCII where that says something, else eight digits of its own."""
    name = name.strip()
    digits = sha256(name.encode()).hexdigest()[:8] if any(map(str.isalnum, name)) else ""
    return slug(name) or digits


def _apart(jobs: Sequence[Job]) -> tuple[Job, ...]:
    """Return the jobs, whose folders differ also where a system does not tell capitals from small letters.

    Raises:
        ObcgenError: two have one folder.
    """
    if problems := tuple(_alike(jobs)):
        raise ObcgenError(*problems)
    return tuple(jobs)


def _alike(jobs: Sequence[Job]) -> Iterator[Problem]:
    first: dict[str, Job] = {}
    for job in jobs:
        other = first.setdefault(job.name.casefold(), job)
        if other is not job:
            yield _twice(job, other)


def _twice(job: Job, other: Job) -> Problem:
    there = f"row {other.row.line}" if other.row else str(other.spec)
    here = f"Row {job.row.line}" if job.row else str(job.spec)
    return TWICE.problem(
        f"{here} and {there} would both be written into the folder “{other.name}”.",
        place=job.place,
        found=job.name,
        expected="a name of its own",
        hint="Give each row another name." if job.row else "Rename one of them, or make them one by one.",
    )
