"""The command that says what a finished document is: inspect."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from obcgen.cli.command import PACK, QUIET, REPLACE, main, or_exit, pack_of, show, shown_progress, tell
from obcgen.cli.edges import is_terminal


@main.command()
@click.argument("file", type=click.Path(path_type=Path, readable=False), metavar="FILE")
@click.option("--spec", "wants_spec", is_flag=True, help="Write the spec inside FILE, and nothing else.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, readable=False),
    metavar="YAML",
    help="With --spec: the file to write it into, instead of printing it.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@PACK
@REPLACE
@QUIET
def inspect(
    file: Path,
    *,
    wants_spec: bool,
    output: Path | None,
    as_json: bool,
    folder: Path | None,
    replace: bool,
    quiet: bool,
) -> None:
    """Say what made FILE, which spec is inside it, and whether it still says what that spec says.

    FILE is an RFP or contract in Word, PDF or HTML that obcgen wrote, also after somebody saved it again.
    The document is made anew from the spec inside it, and each clause is compared.
    A pack that comes with obcgen is found by itself.

    Exit status: 0 it matches, or cannot be compared for lack of its pack; 1 it differs, or something in it
    is not as it was.
    """
    if output and not wants_spec:
        raise click.UsageError("Give --output with --spec.")
    if wants_spec and as_json:
        raise click.UsageError("Give --spec or --json, not both.")
    if wants_spec:
        _write_spec(file, output, replace=replace, quiet=quiet)
    else:
        _report(file, folder, as_json=as_json, quiet=quiet)


def _write_spec(file: Path, output: Path | None, *, replace: bool, quiet: bool) -> None:
    from obcgen.files import save
    from obcgen.inspection.carried import carried
    from obcgen.problems import is_error

    found = or_exit(lambda: carried(file))
    tell(found.problems)
    text = found.found.text
    if text is not None and output:
        files, folder = {output.name: text.encode()}, output.parent
        (path,) = or_exit(lambda: save(files, folder, replace=replace))
        click.echo(path) if not quiet else None
    elif text is not None:
        show(text, is_data=True)
    sys.exit(int(any(map(is_error, found.problems))))


def _report(file: Path, folder: Path | None, *, as_json: bool, quiet: bool) -> None:
    from obcgen.inspection.inspection import inspect as inspection_of
    from obcgen.inspection.to_json import to_json
    from obcgen.inspection.to_text import to_text
    from obcgen.problems import is_error

    progress = shown_progress(quiet)
    found = or_exit(lambda: inspection_of(file, pack_of(folder) if folder else None, progress))
    progress("") if is_terminal(sys.stderr) and not quiet else None
    if not quiet:
        show(to_json(found) if as_json else to_text(found), is_data=as_json)
    if not as_json:
        tell(found.problems)
    sys.exit(int(found.state == "different" or any(map(is_error, found.problems))))
