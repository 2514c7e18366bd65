"""The commands about what changes after the first version."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from obcgen.cli.command import (
    FORMAT,
    NAMES,
    OUTPUT,
    PACK,
    QUIET,
    REPLACE,
    main,
    or_exit,
    read,
    shown_progress,
    written,
)

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
