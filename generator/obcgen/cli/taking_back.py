"""The command that takes an edited document back into the spec and the pack: take-back."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from obcgen.cli.command import PACK, QUIET, main, or_exit, show, shown_progress, tell
from obcgen.cli.edges import is_terminal


@main.command(name="take-back")
@click.argument("file", type=click.Path(path_type=Path, readable=False), metavar="EDITED.docx")
@click.option(
    "--spec",
    type=click.Path(path_type=Path, readable=False),
    required=True,
    metavar="SPEC",
    help="The spec from which the document was made, as it was then.",
)
@PACK
@click.option(
    "--document",
    "kind",
    type=click.Choice(("rfp", "contract", "draft-contract")),
    help="Which document it is, where the file no longer says it.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, readable=False),
    metavar="DIR",
    help="The folder of the proposal, in place of EDITED.proposal beside the file.",
)
@click.option("--apply", "applies", is_flag=True, help="Apply the proposal that is there to SPEC and PACK.")
@click.option("--json", "as_json", is_flag=True, help="Print what came back as JSON.")
@QUIET
def take_back(
    file: Path,
    *,
    spec: Path,
    folder: Path | None,
    kind: str | None,
    output: Path | None,
    applies: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Read what people edited in the Word file EDITED.docx, and propose it as changes of SPEC and PACK.

    An edit becomes a value of the spec where the document prints one, else words of the clause for the pack,
    else an item of a list with its words. Each is tried: the document made with it shows the edit. Tracked
    changes count as accepted; comments are listed. Writes the proposal into a new folder, and overwrites
    nothing; with --apply, what the folder holds then is put into SPEC and PACK.

    Exit status: 0 something can be taken back, 1 nothing can, or the file does not belong to SPEC.
    """
    target = output or file.parent / f"{file.stem}.proposal"
    if applies:
        _apply(target, spec, folder, quiet=quiet)
    else:
        _propose(file, spec, folder, kind, target, as_json=as_json, quiet=quiet)


def _apply(target: Path, spec: Path, folder: Path | None, *, quiet: bool) -> None:
    from obcgen.pack import open_pack
    from obcgen.taken_back.proposal import apply

    done = or_exit(lambda: apply(target, spec, open_pack(str(folder)) if folder else None))
    tell(done.faults)
    for path in () if quiet else done.files:
        click.echo(path)


def _propose(
    file: Path, spec: Path, folder: Path | None, kind: str | None, target: Path, *, as_json: bool, quiet: bool
) -> None:
    from obcgen.cli.command import pack_of
    from obcgen.files import create
    from obcgen.taken_back.faults import not_edited
    from obcgen.taken_back.opened import open_edited
    from obcgen.taken_back.proposal import proposal
    from obcgen.taken_back.report import to_json, to_terminal
    from obcgen.taken_back.taken_back import taken_back

    progress = shown_progress(quiet)
    progress(f"Reading {file.name}")
    opened = or_exit(lambda: open_edited(file, spec, pack_of(folder), kind))  # type: ignore[arg-type]
    progress("Trying each edit")
    found = or_exit(lambda: taken_back(opened.deal, opened.content))
    progress("") if is_terminal(sys.stderr) and not quiet else None
    tell(opened.problems)
    if found.is_empty:
        tell((not_edited(file.name),))
        sys.exit(1)
    written = or_exit(lambda: create(proposal(opened, found), target))
    if not quiet:
        show(to_json(opened, found) if as_json else to_terminal(opened, found), is_data=as_json)
        for path in () if as_json else written:
            click.echo(path)
    sys.exit(int(not found.does_something))
