"""The command `obcgen portfolio`: what many specs may cost together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from obcgen.cli.batching import BASE, MANY, TABLE, wanted_jobs
from obcgen.cli.command import OUTPUT, PACK, QUIET, REPLACE, SET, main, or_exit, show, tell, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.batch.jobs import Job
    from obcgen.reading import Reading

PORTFOLIO = "portfolio-not-for-publication.xlsx"


@main.command()
@MANY
@TABLE
@BASE
@click.option(
    "--results",
    "results",
    type=click.Path(path_type=Path, readable=False),
    multiple=True,
    metavar="RESULTS",
    help="Verified results of a contract among the specs, or a folder of them; may be given more than once.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the sums as JSON and write nothing.")
@OUTPUT
@SET
@PACK
@REPLACE
@QUIET
def portfolio(  # noqa: PLR0913 - one for each option
    specs: tuple[Path, ...],
    *,
    table: Path | None,
    spec: Path | None,
    results: tuple[Path, ...],
    as_json: bool,
    output: Path,
    settings: tuple[str, ...],
    folder: Path | None,
    replace: bool,
    quiet: bool,
) -> None:
    """Add up what many SPECs may cost: by fiscal year, source, district and scenario, in one workbook.

    SPECs and tables are named as for obcgen batch. With --results it also adds up what was settled. It shows
    what an RFP hides: it is not for publication. Nothing is added up while one of the deals has errors.
    """
    from obcgen.batch.jobs import results_of
    from obcgen.portfolio.book import portfolio_book
    from obcgen.portfolio.gather import gather
    from obcgen.portfolio.to_text import to_json, to_text
    from obcgen.writers import workbook_file

    wanted, _ = or_exit(lambda: wanted_jobs(specs, table, spec, quiet=quiet))
    settled, passed_over = or_exit(lambda: results_of(results))
    tell(() if quiet else passed_over)
    found = or_exit(lambda: gather(_readings(wanted, folder, settings), settled, _rows(wanted)))
    if as_json:
        if not quiet:
            tell(found.problems)
        show(to_json(found), is_data=True)
        return
    files = {PORTFOLIO: workbook_file(portfolio_book(found))}
    written(files, found.problems, output, replace=replace, quiet=quiet, private=True)
    if not quiet:
        show(to_text(found), is_data=False)


def _readings(
    jobs: tuple[Job, ...], folder: Path | None, settings: tuple[str, ...]
) -> Iterator[tuple[str, Reading]]:
    """Yield the specs of jobs as they are read.

    Raises:
        ObcgenError: one cannot be read at all.
    """
    from obcgen.batch.run import read_job
    from obcgen.pack import open_pack

    pack = open_pack(str(folder)) if folder else None
    for job in jobs:
        yield job.name, read_job(job, pack, settings)


def _rows(jobs: tuple[Job, ...]) -> dict[str, str]:
    """Return by the name of a deal the row of the table that it is."""
    return {job.name: f"{job.row.table.file}, row {job.row.line}" for job in jobs if job.row}
