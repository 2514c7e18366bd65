"""The commands about money: schedule, settle and explain."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from obcgen.cli.command import (
    ENGINE,
    NAMES,
    OUTPUT,
    PACK,
    QUIET,
    REPLACE,
    SET,
    SPEC,
    command_line,
    main,
    or_exit,
    read,
    show,
    shown_progress,
    tell,
    written,
)
from obcgen.cli.completing import figures

if TYPE_CHECKING:
    from obcgen.naming import NamedFor
    from obcgen.statement.statement import Edition

STATEMENTS = ("docx", "pdf", "csv", "xlsx")
SHEETS = ("csv", "xlsx")


@main.command()
@SPEC
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option(
    "--format",
    "forms",
    type=click.Choice(["text", "json", *SHEETS]),
    multiple=True,
    default=("text",),
    show_default="text",
    help="Text or JSON to print; a CSV file; or an Excel file with live formulas. The two files may be asked "
    "for together.",
)
@OUTPUT
@NAMES
@PACK
@SET
@REPLACE
@QUIET
def schedule(  # noqa: PLR0913 - one for each option
    spec: Path,
    *,
    as_json: bool,
    forms: tuple[str, ...],
    output: Path,
    names: NamedFor,
    folder: Path | None,
    settings: tuple[str, ...],
    replace: bool,
    quiet: bool,
) -> None:
    """Print every payment of SPEC: date, condition, maximum amount, running total, source and fiscal year.

    csv and xlsx are written into the output folder instead of printed.
    """
    from obcgen.api import build_schedule
    from obcgen.build import payments
    from obcgen.show.schedule import schedule_json, schedule_text

    files = tuple(form for form in dict.fromkeys(forms) if form in SHEETS)
    if files and (as_json or len(files) < len(set(forms))):
        raise click.UsageError("Give what is printed or the files, not both.")
    if files:
        built = or_exit(lambda: build_schedule(read(spec, folder, settings), files, names=names))
        written(built.files, built.problems, output, replace=replace, quiet=quiet)
        return
    planned, sources, problems = or_exit(lambda: payments(read(spec, folder, settings)))
    if not quiet:
        is_data = as_json or forms[-1] == "json"
        show((schedule_json if is_data else schedule_text)(planned, sources), is_data=is_data)
        tell(problems)


@main.command()
@SPEC
@click.argument("results", type=click.Path(path_type=Path, readable=False), metavar="RESULTS", required=False)
@click.option(
    "--start",
    is_flag=True,
    help="Write a results file to fill in, and the headings of its table, beside SPEC or into the folder "
    "named in place of RESULTS. Overwrites nothing.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the settlement as JSON, money as text.")
@click.option(
    "--format",
    "formats",
    type=click.Choice(STATEMENTS),
    multiple=True,
    help="Write a settlement statement in this format instead of printing; may be given more than once.",
)
@ENGINE
@click.option(
    "--edition",
    type=click.Choice(["full", "finance"]),
    default="full",
    show_default=True,
    help="With --format: full, or finance without participants and without counts under 10.",
)
@OUTPUT
@NAMES
@PACK
@SET
@REPLACE
@QUIET
def settle(
    spec: Path,
    results: Path | None,
    *,
    start: bool,
    as_json: bool,
    formats: tuple[str, ...],
    edition: Edition,
    **options: Any,
) -> None:
    """Print what is due under the contract SPEC for the verified RESULTS, or write a statement of it.

    RESULTS is a YAML file with totals for each outcome, or one that names a CSV file with one row for each
    participant; obcgen settle SPEC --start writes both to fill in.
    Nothing is settled while anything in it is doubtful: every problem is told with its line and column.
    """
    if start:
        _start_results(spec, results or spec.parent, settles=as_json or bool(formats), **options)
        return
    if results is None:
        raise click.UsageError("Name the RESULTS, or give --start for a results file to fill in.")
    if as_json and formats:
        raise click.UsageError("Give --json or --format, not both.")
    if edition == "finance" and not formats:
        raise click.UsageError("Give --edition with --format: what is printed here is the full settlement.")
    if formats:
        _write_statement(spec, results, tuple(dict.fromkeys(formats)), edition, **options)
    else:
        _print_settlement(spec, results, as_json=as_json, **options)


def _start_results(
    spec: Path,
    directory: Path,
    *,
    settles: bool,
    folder: Path | None,
    settings: tuple[str, ...],
    quiet: bool,
    **_: Any,
) -> None:
    """Write a results file and its table, and say what to run next."""
    from obcgen.files import create
    from obcgen.verifying import start_results

    if directory.suffix.lower() in {".yaml", ".yml", ".csv"}:
        raise click.UsageError("With --start name a folder in place of RESULTS, or nothing.")
    if settles:
        raise click.UsageError("Give --start by itself; settle once the results are filled in.")
    started = or_exit(lambda: start_results(read(spec, folder, settings))[0])
    paths = or_exit(lambda: create(started, directory))
    if not quiet:
        for path in paths:
            click.echo(path)
        click.echo(f"Fill them in; then: {command_line('obcgen', 'settle', spec, paths[0])}", err=True)


def _write_statement(
    spec: Path,
    results: Path,
    formats: tuple[str, ...],
    edition: Edition,
    *,
    settings: tuple[str, ...],
    quiet: bool,
    folder: Path | None,
    names: NamedFor,
    **saving: Any,
) -> None:
    """Write a statement; `saving` says where, and whether files may be replaced."""
    from obcgen.api import build_statement

    made = partial(build_statement, results=results, formats=formats, edition=edition, names=names)
    progress = shown_progress(quiet)
    built = or_exit(lambda: made(read(spec, folder, settings), progress=progress))
    written(built.files, built.problems, quiet=quiet, private=built.private, **saving)


def _print_settlement(
    spec: Path,
    results: Path,
    *,
    as_json: bool,
    folder: Path | None,
    settings: tuple[str, ...],
    quiet: bool,
    **_: Any,
) -> None:
    from obcgen.build import settled
    from obcgen.show.settlement import settlement_json, settlement_text, told, waiting_costs

    deal, verified, found, problems = or_exit(lambda: settled(read(spec, folder, settings), results))
    if not quiet:
        tell(problems)
        said = (found, verified.results, verified.oddities, verified.table_words, *told(verified))
        waiting = waiting_costs(verified)
        text = settlement_json if as_json else partial(settlement_text, deal)
        shown = text(*said, waiting=waiting)
        show(shown, is_data=as_json)


@main.command()
@SPEC
@click.argument("figure", required=False, shell_complete=figures)
@click.option("--list", "lists", is_flag=True, help="Name every figure with its value.")
@click.option("--json", "as_json", is_flag=True, help="Print the trace as JSON.")
@click.option(
    "--results",
    type=click.Path(path_type=Path, readable=False),
    metavar="RESULTS",
    help="Verified results; names such as settlement.due are then known too.",
)
@PACK
@SET
def explain(
    spec: Path,
    *,
    figure: str | None,
    lists: bool,
    as_json: bool,
    results: Path | None,
    folder: Path | None,
    settings: tuple[str, ...],
) -> None:
    """Explain a FIGURE that documents print: its formula, its inputs with their lines, roundings and caps.

    FIGURE is a name such as payment.maximum or rates.fluency; --list names all.
    """
    from obcgen.explain import as_json as json_of
    from obcgen.explain import as_text, listed, trace

    if lists == bool(figure):
        raise click.UsageError("Name a figure, or give --list.")
    found, problems = or_exit(lambda: trace(read(spec, folder, settings), results))
    text = json_of if as_json else as_text
    show(or_exit(lambda: text(found, figure)) if figure else listed(found), is_data=as_json)
    tell(problems)
