"""The commands that write documents: rfp and contract."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from obcgen.cli.command import (
    ENGINE,
    FORMAT,
    NAMES,
    OUTPUT,
    PACK,
    QUIET,
    REPLACE,
    SET,
    SPEC,
    main,
    or_exit,
    read,
    shown_progress,
    written,
)

if TYPE_CHECKING:
    from obcgen.layout import Built
    from obcgen.naming import NamedFor
    from obcgen.package import Part

Command = TypeVar("Command", bound=Callable[..., Any])

PARTS = ("rfp", "response", "price", "draft-agreement")


def _writes(command: Command) -> Command:
    """Give a command the arguments of those that write documents."""
    for option in (
        click.option(
            "--notes", is_flag=True, help="Write the edition with drafting notes, which is not for signing."
        ),
        QUIET,
        REPLACE,
        PACK,
        SET,
        ENGINE,
        FORMAT,
        NAMES,
        OUTPUT,
        SPEC,
    ):
        command = option(command)
    return command


@main.command()
@_writes
@click.option("--only", type=click.Choice(PARTS), help="Write only this file of the package.")
def rfp(only: Part | None, **options: Any) -> None:
    """Write the request for proposals of SPEC in Word and PDF, and what bidders receive with it.

    The package is the RFP, the response file in which bidders answer, the price file (Excel) in which they
    offer prices, and the draft agreement. All of it is public: it shows nothing of the provider, the award,
    the delivery cost, the scenarios, the estimate or whatever `document.confidential` lists.
    """
    from obcgen.api import build_rfp

    _build(partial(build_rfp, only=only), **options)


@main.command()
@_writes
@click.option("--draft", is_flag=True, help="Write the draft that bidders see, without the provider.")
@click.option("--parts", is_flag=True, help="Write each part, and the invoice, as a file of its own.")
def contract(draft: bool, parts: bool, **options: Any) -> None:
    """Write the contract of SPEC in Word and PDF.

    It has three parts: the deal, the general conditions, and federal and state terms with forms. They are
    one file or, with --parts, a file each beside an invoice to fill in for every claim.

    With --draft it is the draft contract to publish with the RFP: blanks for the provider, and nothing
    that is confidential in an RFP.
    """
    if parts and options["notes"]:
        raise click.UsageError("--notes writes one file: leave out --parts.")
    from obcgen.api import build_contract

    _build(partial(build_contract, draft=draft, parts=parts), **options)


def _build(  # noqa: PLR0913 - one for each option
    make: Callable[..., Built],
    *,
    spec: Path,
    output: Path,
    formats: tuple[str, ...],
    folder: Path | None,
    settings: tuple[str, ...],
    replace: bool,
    quiet: bool,
    notes: bool,
    names: NamedFor,
) -> None:
    chosen, progress = tuple(dict.fromkeys(formats)), shown_progress(quiet)
    made = partial(make, formats=chosen, notes=notes, names=names, progress=progress)
    built = or_exit(lambda: made(read(spec, folder, settings)))
    written(built.files, built.problems, output, replace=replace, quiet=quiet)
