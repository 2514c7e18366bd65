"""The commands with which a deal is planned before it is offered: scenarios, estimate."""

from __future__ import annotations

from pathlib import Path

import click

from obcgen.cli.command import PACK, SET, SPEC, main, or_exit, pack_of, tell, uncollected


@main.command()
@SPEC
@click.option("--json", "as_json", is_flag=True, help="Print the scenarios as JSON, money as text.")
@SET
@PACK
@uncollected()
def scenarios(spec: Path, *, as_json: bool, folder: Path | None, settings: tuple[str, ...]) -> None:
    """Print what SPEC costs if nothing, what is expected, the target or everything is reached.

    The scenarios under payment.scenarios are settled too, and what follows where the district defaults. All
    of it is internal: an RFP shows only what is paid if nothing and if everything is reached.
    """
    from obcgen.forecast import forecast
    from obcgen.scenarios.to_json import to_json
    from obcgen.scenarios.to_text import to_text

    _, _, found, problems = or_exit(lambda: forecast(spec, pack_of(folder), settings))
    click.echo(to_json(found) if as_json else to_text(found), nl=False)
    tell(problems)
