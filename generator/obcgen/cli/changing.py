"""The commands about what changes after the first version."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from obcgen.cli.command import (
    ENGINE,
    FORMAT,
    NAMES,
    OUTPUT,
    PACK,
    QUIET,
    REPLACE,
    PackName,
    main,
    or_exit,
    read,
    show,
    shown_progress,
    tell,
    written,
)
from obcgen.cli.edges import is_terminal

if TYPE_CHECKING:
    from obcgen.addendum import Piece
    from obcgen.amendment import Piece as OfContract
    from obcgen.naming import NamedFor

PIECES = ("addendum", "rfp", "response", "price", "draft-agreement")
OF_CONTRACT = ("amendment", "contract")


@main.command()
@click.argument("old", type=click.Path(path_type=Path, readable=False), metavar="OLD")
@click.argument("spec", type=click.Path(path_type=Path, readable=False), metavar="NEW")
@click.option("--only", type=click.Choice(PIECES), help="Write only this file.")
@ENGINE
@FORMAT
@OUTPUT
@NAMES
@PACK
@REPLACE
@QUIET
def addendum(
    old: Path,
    spec: Path,
    *,
    only: Piece | None,
    formats: tuple[str, ...],
    names: NamedFor,
    folder: Path | None,
    quiet: bool,
    **saving: Any,
) -> None:
    """Write the addendum that turns the RFP of OLD into that of NEW, in Word and PDF.

    NEW extends OLD, and adds the number and the day of the addendum, what changes, and answers to questions.
    With the addendum come the files that bidders use from then on: the conformed RFP and response file, and
    the price file and the draft agreement where they change. All of it is public.
    """
    from obcgen.addendum import build_addendum

    chosen, progress = tuple(dict.fromkeys(formats)), shown_progress(quiet)
    made = partial(build_addendum, formats=chosen, only=only, names=names, progress=progress)
    built = or_exit(lambda: made(read(old, folder, ()), read(spec, folder, ())))
    written(built.files, built.problems, quiet=quiet, **saving)


@main.command()
@click.argument("old", type=click.Path(path_type=Path, readable=False), metavar="OLD")
@click.argument("spec", type=click.Path(path_type=Path, readable=False), metavar="NEW")
@click.option("--only", type=click.Choice(OF_CONTRACT), help="Write only this file.")
@click.option(
    "--results",
    type=click.Path(path_type=Path, readable=False),
    metavar="FILE",
    help="The last results verified before the amendment applies: what they earn is settled before and "
    "after, and nothing is written if it would change.",
)
@ENGINE
@FORMAT
@OUTPUT
@NAMES
@PACK
@REPLACE
@QUIET
def amendment(
    old: Path,
    spec: Path,
    *,
    only: OfContract | None,
    results: Path | None,
    formats: tuple[str, ...],
    names: NamedFor,
    folder: Path | None,
    quiet: bool,
    **saving: Any,
) -> None:
    """Write the amendment that turns the contract of OLD into that of NEW, in Word and PDF.

    NEW extends OLD, and adds the number, the days and the reason of the amendment, and what changes. Each
    clause and table that reads otherwise is restated whole, with the money before and after. With it comes
    the contract as amended, a copy to work with.
    """
    from obcgen.amendment import build_amendment

    chosen, progress = tuple(dict.fromkeys(formats)), shown_progress(quiet)
    made = partial(
        build_amendment, formats=chosen, results=results, only=only, names=names, progress=progress
    )
    built = or_exit(lambda: made(read(old, folder, ()), read(spec, folder, ())))
    written(built.files, built.problems, quiet=quiet, **saving)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, readable=False), metavar="DIR")
@click.option("--json", "as_json", is_flag=True, help="Print the history as JSON.")
@click.option("--quick", is_flag=True, help="Ask only which spec a document carries; do not make it again.")
@click.option(
    "--pack",
    type=PackName(path_type=Path, readable=False),
    metavar="PACK",
    help="The pack that the documents were made with, where it is not the one that a file names.",
)
@QUIET
def history(folder: Path, *, as_json: bool, quick: bool, pack: Path | None, quiet: bool) -> None:
    """Tell the history of the deal in DIR: its files, each over the one before, and its documents.

    Each step is told with its number, day, the hash of its published spec and what it changed. Results are
    settled under the contract as it stood on their day. Every RFP, addendum, contract and amendment in DIR
    and in DIR/output is made again and compared: what was edited by hand is named.

    Exit status: 0 the chain is whole and every document says what its file makes; 1 otherwise.
    """
    from obcgen.history.history import find_history
    from obcgen.history.to_json import to_json
    from obcgen.history.to_text import to_text
    from obcgen.problems import is_error

    progress = shown_progress(quiet)
    found = or_exit(lambda: find_history(folder, pack=pack, quick=quick, progress=progress))
    progress("") if is_terminal(sys.stderr) and not quiet else None
    if not quiet:
        show(to_json(found) if as_json else to_text(found), is_data=as_json)
    if not as_json:
        tell(found.problems)
    sys.exit(int(any(map(is_error, found.problems))))
