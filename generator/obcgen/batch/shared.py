"""What jobs of a batch share though each needs its own: numbers, and the name and address of the district."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from obcgen.batch.jobs import SAME
from obcgen.problems import Kind, ObcgenError, Place, Problem, is_error
from obcgen.source import read as read_source
from obcgen.source.nodes import Node, at
from obcgen.source.source import one_extends_another
from obcgen.words import listed, quoted

if TYPE_CHECKING:
    from obcgen.batch.jobs import Job
    from obcgen.source import Settings, Source

CONTRACTS = Kind("BAT-12", "Contracts of a batch with one number")
RFPS = Kind("BAT-13", "RFPs of a batch with one number", "warning")
PARTY = Kind("BAT-14", "A table of a batch that names districts, and not who is bound")

_CONTRACT, _RFP = "agreement.number", "document.number"
_DISTRICT = "district.name"
_LEGAL = "district.legal_name"
_OF_A_DISTRICT = (_LEGAL, "district.address")
_NAMED = 5
"""So many jobs are named; the rest are counted."""


def apart(jobs: Sequence[Job], documents: Collection[str], settings: Settings) -> tuple[Problem, ...]:
    """Return warnings for what jobs share.

    Raises:
        ObcgenError: two would make contracts of one number, or a contract would bind another district than it
            names.
    """
    sources = _sources(jobs, settings)
    found = [
        problem
        for kind, path, document in ((CONTRACTS, _CONTRACT, "contract"), (RFPS, _RFP, "rfp"))
        if document in documents
        for problem in _of_one_number(kind, path, jobs, sources)
    ]
    found += _party(jobs, sources)
    if any(map(is_error, found)):
        raise ObcgenError(*found)
    return tuple(found)


def _sources(jobs: Sequence[Job], settings: Settings) -> Mapping[str, Source]:
    """Return the specs by file; one that cannot be read is told when its turn comes."""
    found: dict[str, Source] = {}
    for path in dict.fromkeys(job.spec for job in jobs):
        try:
            found[str(path)] = read_source(path, settings)
        except ObcgenError:
            continue
    return found


def _of_one_number(
    kind: Kind, path: str, jobs: Sequence[Job], sources: Mapping[str, Source]
) -> Iterator[Problem]:
    """Yield a Problem for each number that several jobs have; a file and one that it extends are one deal."""
    by_number: dict[str, list[Job]] = {}
    for job in jobs:
        if number := _value(job, path, sources):
            by_number.setdefault(number, []).append(job)
    for number, several in by_number.items():
        two_deals = [
            job
            for job in several
            if any(other is not job and not _is_one_deal(job, other, sources) for other in several)
        ]
        if two_deals:
            yield _told(kind, path, number, two_deals)


def _is_one_deal(one: Job, other: Job, sources: Mapping[str, Source]) -> bool:
    if one.row or other.row:
        return False
    return one_extends_another(sources[str(one.spec)], sources[str(other.spec)])


def _value(job: Job, path: str, sources: Mapping[str, Source]) -> str:
    """Return what a job has at a path; nothing where a cell of a group above it may say so."""
    headings = job.row.table.headings if job.row else ()
    if any(heading and path.startswith(f"{heading}.") for heading in headings):
        return ""
    cell = _cell(job, path)
    return cell if cell != SAME else _text(_node(job, path, sources))


def _cell(job: Job, path: str) -> str:
    """Return what the row of a job has at a path, SAME where it leaves that to the spec."""
    cells = zip(job.row.table.headings, job.row.cells, strict=False) if job.row else ()
    return dict(cells).get(path, SAME).strip()


def _node(job: Job, path: str, sources: Mapping[str, Source]) -> Node | None:
    source = sources.get(str(job.spec))
    return at(source.root, tuple(path.split("."))) if source else None


def _text(node: Node | None) -> str:
    return node.value.strip() if node is not None and isinstance(node.value, str) else ""


def _told(kind: Kind, path: str, number: str, jobs: Sequence[Job]) -> Problem:
    what = "contracts" if kind is CONTRACTS else "RFPs"
    more = len(jobs) - _NAMED
    names = [f"“{job.name}”" for job in jobs[:_NAMED]] + ([f"{more:,} more"] if more > 0 else [])
    hint = f"Give each row its own number in a column {path}."
    if not jobs[0].row:
        hint = f"Correct {path} of one of them, or name one of them only."
    return kind.problem(
        f"{len(jobs):,} {what} would have the number {number}: {listed(names)}.",
        path=tuple(path.split(".")),
        place=_place(jobs[1], path),
        found=number,
        expected="a number of its own for each",
        hint=hint,
    )


def _place(job: Job, path: str) -> Place:
    row = job.row
    if row is None or path not in row.table.headings:
        return job.place
    return row.table.place(row.line, row.table.headings.index(path))


def _party(jobs: Sequence[Job], sources: Mapping[str, Source]) -> Iterator[Problem]:
    """Yield a Problem where rows name districts, but the legal name or the address stays that of the spec."""
    first, usual = jobs[0], _text(_node(jobs[0], _DISTRICT, sources))
    table = first.row.table if first.row else None
    if table is None or _DISTRICT not in table.headings:
        yield from _another_bound(jobs, sources)
        return
    yield from _bound_twice(jobs, sources)
    texts = {path: _text(_node(first, path, sources)) for path in _OF_A_DISTRICT}
    lacking = {path: text for path, text in texts.items() if text and path not in table.headings}
    if lacking and any(_value(job, _DISTRICT, sources) != usual for job in jobs):
        names = listed(list(lacking))
        columns = f"the column{'s' * (len(lacking) > 1)} {names}"
        yield PARTY.problem(
            f"Each row has its own {_DISTRICT}, but in every row {names} would be what {first.spec} says: "
            f"{quoted(list(lacking.values()))}.",
            path=tuple(_DISTRICT.split(".")),
            place=table.place(table.first, table.headings.index(_DISTRICT)),
            found=f"{_DISTRICT} alone",
            expected=columns,
            hint=f"Add {columns}; write {SAME} in a row for which what the spec says holds.",
        )


def _another_bound(jobs: Sequence[Job], sources: Mapping[str, Source]) -> Iterator[Problem]:
    """Yield a Problem for the first row with a legal name of its own where none has a district of its own."""
    usual = _text(_node(jobs[0], _LEGAL, sources)) or _cell(jobs[0], _LEGAL)
    for job in jobs:
        name, legal = _value(job, _DISTRICT, sources), _cell(job, _LEGAL)
        if name and legal not in {"", SAME, usual}:
            yield PARTY.problem(
                f"“{job.name}” would bind “{legal}”, but its documents name {name}, as {job.spec} says.",
                path=tuple(_LEGAL.split(".")),
                place=_place(job, _LEGAL),
                found=f"{_LEGAL} alone",
                expected=f"the column {_DISTRICT}",
                hint=f"Add the column {_DISTRICT}; write {SAME} in a row for which what the spec says holds.",
            )
            return


def _bound_twice(jobs: Sequence[Job], sources: Mapping[str, Source]) -> Iterator[Problem]:
    """Yield a Problem for each legal name that rows of different districts have."""
    by_legal: dict[str, dict[str, Job]] = {}
    for job in jobs:
        if (legal := _cell(job, _LEGAL)) not in {"", SAME}:
            districts = by_legal.setdefault(_plain(legal), {})
            districts.setdefault(_plain(_value(job, _DISTRICT, sources)), job)
    for districts in by_legal.values():
        if len(districts) > 1:
            one, other = list(districts.values())[:2]
            yield PARTY.problem(
                f"“{one.name}” and “{other.name}” name different districts, but both would bind "
                f"“{_cell(other, _LEGAL)}”.",
                path=tuple(_LEGAL.split(".")),
                place=_place(other, _LEGAL),
                found=_cell(other, _LEGAL),
                expected="the legal name of the district that the row names",
                hint=f"Correct {_LEGAL} of one of them, or {_DISTRICT} where they are one district.",
            )


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
