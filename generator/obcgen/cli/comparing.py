"""The command that says what changed between two specs: diff."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from obcgen.cli.command import (
    ENGINE,
    FORMATS,
    NAMES,
    OUTPUT,
    PACK,
    QUIET,
    REPLACE,
    main,
    or_exit,
    pack_of,
    show,
    shown_progress,
    tell,
    written,
)

if TYPE_CHECKING:
    from obcgen.changes.comparison import Comparison
    from obcgen.naming import NamedFor
    from obcgen.pack import Pack


@main.command()
@click.argument("old", type=click.Path(path_type=Path, readable=False), metavar="OLD")
@click.argument("new", type=click.Path(path_type=Path, readable=False), metavar="NEW")
@click.option("--json", "as_json", is_flag=True, help="Print the comparison as JSON, money as text.")
@click.option(
    "--format",
    "formats",
    type=click.Choice(FORMATS),
    multiple=True,
    help="Write a report in this format instead of printing; may be given more than once.",
)
@ENGINE
@click.option("--exit-code", "status", is_flag=True, help="Exit with 1 if anything changed, with 0 if not.")
@OUTPUT
@NAMES
@PACK
@REPLACE
@QUIET
def diff(
    old: Path, new: Path, *, as_json: bool, formats: tuple[str, ...], status: bool, **options: Any
) -> None:
    """Say what changed from OLD to NEW, and what each change does to the money.

    Each is a spec, or an RFP or contract in Word, PDF or HTML that obcgen wrote: the spec inside it is
    compared. Terms that a protest could rest on come first. Where the pack or a clause chosen is another,
    the words of each clause are compared too.

    Exit status: 0 also where terms differ; with --exit-code 1 if anything changed.
    """
    if as_json and formats:
        raise click.UsageError("Give --json or --format, not both.")
    if formats:
        found = _write(old, new, tuple(dict.fromkeys(formats)), **options)
    else:
        found = _print(old, new, as_json=as_json, **options)
    sys.exit(int(status and not found.same))


def _pack(folder: Path | None) -> Pack | None:
    return pack_of(folder) if folder else None


def _print(old: Path, new: Path, *, as_json: bool, folder: Path | None, quiet: bool, **_: Any) -> Comparison:
    from obcgen.changes.to_json import to_json
    from obcgen.changes.to_text import to_text
    from obcgen.comparing import compared

    made = or_exit(lambda: compared(old, new, _pack(folder)))
    if not quiet:
        show(to_json(made.found) if as_json else to_text(made.found), is_data=as_json)
        tell(made.problems)
    return made.found


def _write(
    old: Path,
    new: Path,
    formats: tuple[str, ...],
    *,
    folder: Path | None,
    names: NamedFor,
    quiet: bool,
    **saving: Any,
) -> Comparison:
    from obcgen.change_report import build_report

    made = partial(build_report, names=names, progress=shown_progress(quiet))
    found, built = or_exit(lambda: made(old, new, formats, _pack(folder)))
    written(built.files, built.problems, quiet=quiet, private=built.private, **saving)
    return found
