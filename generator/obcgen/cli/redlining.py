"""The command that shows what changed from one document to the next: redline."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from obcgen.cli.command import (
    ENGINE,
    FORMAT,
    NAMES,
    OUTPUT,
    PACK,
    QUIET,
    REPLACE,
    main,
    or_exit,
    shown_progress,
    tell,
    written,
)

if TYPE_CHECKING:
    from obcgen.naming import NamedFor
    from obcgen.redline import Redlined


@main.command()
@click.argument("old", type=click.Path(path_type=Path, readable=False), metavar="OLD")
@click.argument("new", type=click.Path(path_type=Path, readable=False), metavar="NEW")
@click.option(
    "--document", type=click.Choice(["rfp", "contract"]), required=True, help="Which document of both."
)
@click.option(
    "--author", default="", metavar="NAME", help="Whose changes these are.  [default: the district's]"
)
@click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Since when they are made.  [default: the day the RFP is issued or the contract takes effect]",
)
@OUTPUT
@NAMES
@ENGINE
@FORMAT
@PACK
@click.option(
    "--old-pack",
    "old_folder",
    type=click.Path(path_type=Path, readable=False),
    metavar="PACK",
    help="The pack of OLD, where it is not that of NEW.",
)
@REPLACE
@QUIET
def redline(  # noqa: PLR0913 - one for each option
    old: Path,
    new: Path,
    *,
    document: Redlined,
    author: str,
    day: datetime | None,
    output: Path,
    names: NamedFor,
    formats: tuple[str, ...],
    folder: Path | None,
    old_folder: Path | None,
    replace: bool,
    quiet: bool,
) -> None:
    """Show what changed from OLD to NEW in the RFP or the contract: in Word as tracked changes.

    OLD and NEW are two specs of one deal, or documents that carry their spec. Accepting every change gives
    the new document, rejecting every change the old one. PDF and HTML show the same marks.

    Where nothing changed, nothing is written.
    """
    from obcgen.redline import build_redline

    progress = shown_progress(quiet)
    chosen = tuple(dict.fromkeys(formats))
    built = or_exit(
        lambda: build_redline(
            old,
            new,
            document,
            chosen,
            pack=folder,
            old_pack=old_folder,
            author=author.strip(),
            day=day.date() if day else None,
            names=names,
            progress=progress,
        )
    )
    if built.files:
        written(built.files, built.problems, output, replace=replace, quiet=quiet)
    elif not quiet:
        tell(built.problems)
