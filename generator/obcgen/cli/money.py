"""The commands about money: schedule."""

from __future__ import annotations

from pathlib import Path

import click

from obcgen.cli.command import OUTPUT, QUIET, REPLACE, SET, SPEC, main, or_exit, tell, written


@main.command()
@SPEC
@click.option("--json", "form", flag_value="json", help="The same as --format json.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv", "xlsx"]),
    default="text",
    show_default=True,
    help="Text or JSON to print; a CSV file; or an Excel file with live formulas.",
)
@OUTPUT
@SET
@REPLACE
@QUIET
def schedule(
    spec: Path, *, form: str, output: Path, settings: tuple[str, ...], replace: bool, quiet: bool
) -> None:
    """Print every payment of SPEC: date, condition, maximum amount, running total, source and fiscal year.

    csv and xlsx are written into the output folder instead of printed.
    """
    from obcgen.build import build_schedule, payments
    from obcgen.show import schedule_json, schedule_text

    if form in {"csv", "xlsx"}:
        built = or_exit(lambda: build_schedule(spec, (form,), settings))
        written(built.files, built.problems, output, replace=replace, quiet=quiet)
        return
    planned, sources, problems = or_exit(lambda: payments(spec, settings))
    if not quiet:
        show = schedule_json if form == "json" else schedule_text
        click.echo(show(planned, sources), nl=False)
        tell(problems)
