"""The command `obcgen batch`: documents of many specs."""

from __future__ import annotations

import gc
import os
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from obcgen.cli.command import (
    ENGINE,
    FORMAT,
    NAMES,
    OUTPUT,
    PACK,
    QUIET,
    REPLACE,
    SET,
    asked_engine,
    colour,
    main,
    or_exit,
    show,
    tell,
)
from obcgen.cli.edges import is_terminal

if TYPE_CHECKING:
    from obcgen.batch.jobs import Job
    from obcgen.batch.run import Batch, Outcome, Workers
    from obcgen.batch.work import Asked
    from obcgen.naming import NamedFor
    from obcgen.problems import Problem

DOCUMENTS = ("rfp", "contract")
MANY = click.argument("specs", type=click.Path(path_type=Path, readable=False), nargs=-1, metavar="[SPEC...]")
TABLE = click.option(
    "--table",
    type=click.Path(path_type=Path, readable=False),
    metavar="TABLE",
    help="A CSV or Excel file with a row for each district, whose headings are paths as --set takes them; "
    "with --spec.",
)
BASE = click.option(
    "--spec",
    type=click.Path(path_type=Path, readable=False),
    metavar="SPEC",
    help="The spec over which each row of --table is laid.",
)
JOBS = click.option(
    "--jobs",
    type=click.IntRange(min=1, max=1_000),
    metavar="N",
    help="How many to make at a time; by default one for each processor.",
)
_ADDRESS = re.compile(r"([a-z]+://)?([\w.-]+|\[[0-9A-Fa-f:.]+\]):[0-9]{1,5}")


@main.command()
@MANY
@TABLE
@BASE
@click.option(
    "--document",
    "documents",
    type=click.Choice(DOCUMENTS),
    multiple=True,
    default=("rfp",),
    show_default="rfp",
    help="What to make of each spec; may be given more than once.",
)
@FORMAT
@ENGINE
@JOBS
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Let the workers of a dask scheduler make them, such as tcp://10.0.0.5:8786, in place of --jobs.",
)
@click.option(
    "--resume", is_flag=True, help="Make only what is not there yet as this spec, pack and program make it."
)
@click.option("--json", "as_json", is_flag=True, help="Print what has become of each spec as JSON.")
@OUTPUT
@NAMES
@SET
@PACK
@REPLACE
@QUIET
def batch(  # noqa: PLR0913 - one for each option
    specs: tuple[Path, ...],
    *,
    table: Path | None,
    spec: Path | None,
    documents: tuple[Asked, ...],
    formats: tuple[str, ...],
    jobs: int | None,
    scheduler: str | None,
    resume: bool,
    as_json: bool,
    output: Path,
    names: NamedFor,
    settings: tuple[str, ...],
    folder: Path | None,
    replace: bool,
    quiet: bool,
) -> None:
    """Write the documents of many SPECs, or of one spec for each row of a table.

    A SPEC is a file, a folder of them or a pattern such as 'districts/*.yaml'. Each has a folder of its own
    in the output folder, called after its file or its row. What is wrong with one stops no other; the exit
    status is 1 if any failed. With --resume a batch that was stopped goes on where it was.
    """
    gc.enable()  # it may run for hours, and its workers are copies of it
    from obcgen.batch.run import Batch
    from obcgen.batch.shared import apart
    from obcgen.batch.work import Order

    if scheduler is not None and not _ADDRESS.fullmatch(scheduler):
        raise click.UsageError(f"“{scheduler}” is no address of a scheduler, such as tcp://10.0.0.5:8786.")
    if scheduler and jobs:
        raise click.UsageError("Give --jobs or --scheduler: the workers of a scheduler are started with it.")
    wanted, hidden = or_exit(lambda: wanted_jobs(specs, table, spec, quiet=quiet))
    made = Order(
        documents=tuple(dict.fromkeys(documents)),
        formats=tuple(dict.fromkeys(formats)),
        names=names,
        pack=str(folder) if folder else None,
        engine=asked_engine(),
        settings=settings,
    )
    shared = or_exit(lambda: apart(wanted, documents, settings))
    tell(() if quiet else shared)
    workers = _cluster(scheduler) if scheduler else _processes(jobs or _processors())
    outcomes = _run(Batch(wanted, made, output, resume, replace), workers, quiet=quiet, lines=not as_json)
    _tell(outcomes, output, (*hidden, *shared), as_json=as_json, quiet=quiet)
    sys.exit(int(any(outcome.state == "failed" for outcome in outcomes)))


def wanted_jobs(
    specs: tuple[Path, ...], table: Path | None, spec: Path | None, *, quiet: bool
) -> tuple[tuple[Job, ...], tuple[Problem, ...]]:
    """Return the jobs that a command line asks for, what the table hides, and what was passed over.

    Raises:
        ObcgenError: there are none, or two have one name.
    """
    from obcgen.batch.jobs import jobs_of_specs, jobs_of_table

    if bool(table) != bool(spec) or bool(table) == bool(specs):
        raise click.UsageError("Name specs, or one --table with one --spec.")
    if table and spec:
        from obcgen.source.workbook_table import read_any_table

        read = read_any_table(table)
        tell(() if quiet else read.warnings)
        return jobs_of_table(read, spec), read.warnings
    found, passed_over = jobs_of_specs(specs)
    tell(() if quiet else passed_over)
    return found, passed_over


def _processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _processes(most: int) -> Workers:
    from obcgen.batch.processes import in_processes
    from obcgen.batch.work import Task, make

    return partial(in_processes, make, most=most, is_job=lambda item: isinstance(item, Task))


def _cluster(address: str) -> Workers:
    from importlib.util import find_spec

    from obcgen.batch.cluster import on_cluster
    from obcgen.batch.work import Task

    if find_spec("distributed") is None:
        raise click.UsageError('--scheduler needs more packages: pip install "obcgen[cluster]"')
    return partial(on_cluster, address, is_job=lambda item: isinstance(item, Task))


def _run(batch: Batch, workers: Workers, *, quiet: bool, lines: bool) -> list[Outcome]:
    """Make a batch; print a line for each job in their order, and on a terminal how long it may take."""
    from obcgen.batch.run import folders_left, in_order, run
    from obcgen.batch.to_text import line

    outcomes: list[Outcome] = []
    shown = _Shown(len(batch.jobs), is_on=is_terminal(sys.stderr) and not quiet)
    begun = or_exit(lambda: run(batch, workers))
    if not quiet:
        tell(tuple(folders_left(batch)))
    for outcome, due in in_order(begun):
        shown.count(outcome)
        outcomes += due
        for each in due if lines and not quiet else ():
            shown.clear()
            click.echo(line(each, batch.folder))
    shown.clear()
    return outcomes


@dataclass
class _Shown:
    """The line on a terminal that says how far a batch is."""

    of: int
    is_on: bool
    began: float = field(default_factory=time.monotonic)
    counts: Counter[str] = field(default_factory=Counter)

    def count(self, outcome: Outcome) -> None:
        from obcgen.batch.to_text import progress_text

        self.counts[outcome.state] += 1
        self._write(progress_text(self.counts, self.of, time.monotonic() - self.began))

    def clear(self) -> None:
        self._write("")

    def _write(self, text: str) -> None:
        if self.is_on:
            click.echo(f"\r\x1b[K{text}", nl=False, err=True)


def _tell(
    outcomes: list[Outcome], output: Path, of_all: tuple[Problem, ...], *, as_json: bool, quiet: bool
) -> None:
    from obcgen.batch.to_json import to_json
    from obcgen.batch.to_text import faults_text, summary_text, warnings_text

    if as_json:
        show(to_json(outcomes, output, of_all), is_data=True)
        return
    if not quiet:
        click.echo(warnings_text(outcomes), nl=False, err=True)
    click.echo(faults_text(outcomes, colour=colour(sys.stderr)), nl=False, err=True)
    if not quiet:
        show(summary_text(outcomes), is_data=False)
