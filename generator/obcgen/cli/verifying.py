"""The command that begins verified results from a district's own tables: results."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from obcgen.cli.command import SET, SPEC, command_line, main, or_exit, show, tell

if TYPE_CHECKING:
    from obcgen.results.pointed import Pointed

TABLE = click.Path(path_type=Path, exists=True, dir_okay=False)


@main.command()
@SPEC
@click.argument("roster", type=TABLE, metavar="ROSTER")
@click.argument("exports", nargs=-1, type=TABLE, metavar="[EXPORT]...")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="The folder for the results file, in which the tables lie; that of ROSTER unless given.",
)
@click.option(
    "--json", "as_json", is_flag=True, help="Print the tables and the mapping as JSON; write nothing."
)
@SET
def results(
    spec: Path,
    roster: Path,
    exports: tuple[Path, ...],
    *,
    output: Path | None,
    as_json: bool,
    settings: tuple[str, ...],
) -> None:
    """Begin verified results under SPEC from a district's own tables: CSV files or Excel workbooks.

    ROSTER has a row for each participant, each EXPORT results from an assessment system; those of Istation,
    i-Ready, NWEA MAP Growth, STAR and DIBELS are recognized. Writes results.yaml with a mapping of their
    headings: look at each line, fill in its blanks, and run obcgen settle SPEC results.yaml. Who is in an
    export and not on the roster, or on the roster without a row in it, is named. The exit status is 1 where
    a table has errors; the results file is written all the same.
    """
    from obcgen.verifying import point_results

    folder = output or roster.parent
    names = [_inside(table, folder) for table in (roster, *exports)]
    if names[0] in names[1:]:
        raise click.BadParameter(f"{roster} is the roster; name it once.")
    for table in (roster, *exports):
        if table.suffix.lower() in {".yaml", ".yml"}:
            raise click.BadParameter(f"{table} is a YAML file; ROSTER and EXPORT are tables: CSV or Excel.")
    problems, found = or_exit(lambda: point_results(spec, folder, names, settings))
    if as_json:
        from obcgen.results.pointed import as_data
        from obcgen.show.problems import as_json as json_of

        show(json_of(as_data(found)), is_data=True)
        return
    tell(problems)
    _write(spec, folder, found)


def _inside(table: Path, folder: Path) -> str:
    """Return the name of a table as a results file in a folder names it."""
    try:
        return table.resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        raise click.BadParameter(
            f"{table} does not lie in {folder} or below; the results file could not name it."
        ) from None


def _write(spec: Path, folder: Path, found: Pointed) -> None:
    """Write the results file; say what its tables are, and what is still to be done."""
    from obcgen.files import create
    from obcgen.results.start import RESULTS
    from obcgen.spec.shapes import UNFILLED

    paths = or_exit(lambda: create({RESULTS: found.text.encode()}, folder))
    for table in found.tables:
        system = f", an export of {table.system}" if table.system else ""
        idle = (
            "" if table.file in found.read else "; no result is read from it: name it under exports if one is"
        )
        click.echo(
            f"{table.file}: {table.rows:,} rows, {len(table.headings)} columns{system}{idle}", err=True
        )
    told = tuple(problem for problem in found.problems if problem.code != UNFILLED.code)
    tell(told)
    file = folder / RESULTS
    click.echo(file)
    if not paths:
        click.echo("It is unchanged.", err=True)
    after = command_line("obcgen", "settle", spec, file)
    click.echo(f"Fill in its blanks; then: {after}", err=True)
    sys.exit(int(any(problem.severity == "error" for problem in told)))
