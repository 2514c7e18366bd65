"""The commands about money: schedule."""

from __future__ import annotations

from pathlib import Path

import click

from obcgen.cli.command import SET, SPEC, main, or_exit, tell


@main.command()
@SPEC
@click.option("--json", "as_json", is_flag=True, help="Print the schedule as JSON, money as text.")
@SET
def schedule(spec: Path, as_json: bool, settings: tuple[str, ...]) -> None:
    """Print every payment of SPEC: date, condition, maximum amount, running total."""
    from obcgen.build import payments
    from obcgen.show import schedule_json, schedule_text

    found, problems = or_exit(lambda: payments(spec, settings))
    click.echo(schedule_json(found) if as_json else schedule_text(found), nl=False)
    tell(problems)
