"""A batch from its jobs to its files: read here, made by workers, saved here.

Workers never touch the disk, so one that is lost loses nothing; only this process writes, folder by folder,
each all at once or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from obcgen.batch.jobs import Job
from obcgen.batch.program import program
from obcgen.batch.records import RECORD, is_whole, key_of, on_record, written
from obcgen.batch.work import Made, Order, Task, no_memory
from obcgen.files import is_recorded, save
from obcgen.pack import Pack, open_pack
from obcgen.problems import Kind, ObcgenError, Problem
from obcgen.reading import Reading, reading
from obcgen.source import Settings

LEFT = Kind("BAT-08", "Files of an earlier batch beside those of this one", "warning")

State = Literal["written", "unchanged", "failed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What has become of a job."""

    job: Job
    state: State
    files: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    traceback: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """Jobs, what is made of each, and where to."""

    jobs: Sequence[Job]
    order: Order
    folder: Path
    resume: bool = False
    replace: bool = False


Item = Task | Outcome
"""What is left to do of a job, or what has become of it where there is nothing to do."""
Workers = Callable[[Iterator[tuple[int, Item]]], Iterator[tuple[int, Made | Outcome | None]]]
"""Takes items with their numbers as it has hands for them, and gives answers in any order; None is for a task
that no worker came back from."""


def run(batch: Batch, workers: Workers) -> Iterator[tuple[int, Outcome]]:
    """Yield the number of each job and what has become of it, as soon as that is known, in any order.

    Raises:
        ObcgenError: the pack that is given cannot be read; before anything is done.
    """
    return _outcomes(batch, workers, open_pack(batch.order.pack) if batch.order.pack else None)


def _outcomes(batch: Batch, workers: Workers, pack: Pack | None) -> Iterator[tuple[int, Outcome]]:
    begun: dict[int, tuple[str, Reading]] = {}
    known: dict[Problem, Problem] = {}
    for number, answer in workers(_items(batch, pack, begun)):
        outcome = answer
        if not isinstance(outcome, Outcome):
            key, _ = begun.pop(number)
            job = batch.jobs[number]
            made = answer if isinstance(answer, Made) else Made({}, (no_memory(str(job.spec)),), failed=True)
            outcome = _saved(batch, job, made, key)
        yield number, replace(outcome, problems=_once(outcome.problems, known))


def _once(problems: Sequence[Problem], known: dict[Problem, Problem]) -> tuple[Problem, ...]:
    """Return each Problem as the one object that was there first: many districts share most of theirs."""
    return tuple(known.setdefault(problem, problem) for problem in problems)


def _items(
    batch: Batch, pack: Pack | None, begun: dict[int, tuple[str, Reading]]
) -> Iterator[tuple[int, Item]]:
    """Yield what is left to do of each job; a reading is kept until it is done, and its pack with it."""
    for number, job in enumerate(batch.jobs):
        try:
            spec = _with_engine(read_job(job, pack, batch.order.settings), batch.order.engine)
            key = key_of(spec, batch.order, program())
        except ObcgenError as error:
            yield number, Outcome(job, "failed", problems=error.problems)
            continue
        if known := _unchanged(batch, job, key):
            yield number, known
            continue
        begun[number] = (key, spec)
        yield number, Task.of(spec, batch.order)


def read_job(job: Job, pack: Pack | None, settings: Settings = ()) -> Reading:
    """Return the spec of a job as it is read, with its row and what is set for all of them over it.

    Raises:
        ObcgenError: the spec cannot be read at all, or its row is not whole.
    """
    own = job.row.settings() if job.row else ()
    return reading(job.spec, pack, (*own, *settings))


def _with_engine(spec: Reading, engine: str) -> Reading:
    return replace(spec, pack=replace(spec.pack, engine=engine)) if engine else spec


def _unchanged(batch: Batch, job: Job, key: str) -> Outcome | None:
    """Return what has become of a job where a batch before this one made the same of the same."""
    folder = batch.folder / job.name
    record = on_record(folder) if batch.resume else None
    if record is None or record.key != key or not is_whole(record, folder):
        return None
    if not is_recorded(folder, record.files):
        return None
    return Outcome(job, "unchanged", tuple(record.files), record.problems)


def _saved(batch: Batch, job: Job, made: Made, key: str) -> Outcome:
    """Save what was made of a job and return what has become of it."""
    if made.failed:
        return Outcome(job, "failed", problems=made.problems, traceback=made.traceback)
    folder, files = batch.folder / job.name, {**made.files}
    before = on_record(folder)
    try:
        save({**files, RECORD: written(made, key)}, folder, replace=batch.replace, origin=job.spec.name)
    except ObcgenError as error:
        return Outcome(job, "failed", problems=(*made.problems, *error.problems))
    left = sorted(name for name in (before.files if before else ()) if name not in files)
    there = [name for name in left if (folder / name).exists()]
    told = (*made.problems, *((_left(folder, there),) if there else ()))
    return Outcome(job, "written", tuple(files), told)


def folders_left(batch: Batch) -> Iterator[Problem]:
    """Yield a warning for each folder of an earlier batch that is no job's any more, where one goes on."""
    names = {job.name for job in batch.jobs}
    records = sorted(batch.folder.glob(f"*/{RECORD}")) if batch.resume else []
    for folder in (path.parent for path in records):
        if folder.name not in names:
            yield LEFT.problem(
                f"{folder} was made by an earlier batch, and nothing in this one is called so.",
                found=folder.name,
                expected="a folder for each row or spec, and no other",
                hint="Remove it if that row or spec is gone, so that nobody signs what it holds.",
            )


def _left(folder: Path, names: Sequence[str]) -> Problem:
    return LEFT.problem(
        f"{folder} still holds files that an earlier batch made and this one did not: {', '.join(names)}.",
        found=", ".join(names),
        expected="only the files of this batch",
        hint="Remove them, so that nobody signs the wrong one.",
    )


def in_order(outcomes: Iterator[tuple[int, Outcome]]) -> Iterator[tuple[Outcome, tuple[Outcome, ...]]]:
    """Yield each outcome as it comes, and beside it those whose turn has come by then, in order."""
    waiting: dict[int, Outcome] = {}
    turn = 0
    for number, outcome in outcomes:
        waiting[number] = outcome
        due = []
        while turn in waiting:
            due.append(waiting.pop(turn))
            turn += 1
        yield outcome, tuple(due)
