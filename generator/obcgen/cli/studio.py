"""The command of the studio: studio."""

from __future__ import annotations

import gc
from pathlib import Path

import click

from obcgen.cli.command import main, or_exit


@main.command()
@click.argument(
    "folder",
    type=click.Path(path_type=Path, readable=False),
    default=Path(),
    required=False,
    metavar="[FOLDER]",
)
@click.option("--port", type=click.IntRange(1024, 65535), help="The port of this computer.  [default: 8765]")
@click.option("--no-open", is_flag=True, help="Only print the address; open no browser.")
def studio(folder: Path, *, port: int | None, no_open: bool) -> None:
    """Write specs in a browser, with the page beside the questions.

    Serves FOLDER, or the folder you are in, to this computer alone, and opens the page. The address holds
    the secret of this run: whoever has it can read and change the files of the folder. Ctrl-C ends it.
    """
    gc.enable()  # it runs all day
    import webbrowser

    from obcgen.studio_server import prepare

    serving = or_exit(lambda: prepare(folder, port))
    click.echo(serving.address)
    click.echo("Ctrl-C ends the studio. Nothing leaves this computer.", err=True)
    if not no_open:
        webbrowser.open(serving.address)
    serving.run()
