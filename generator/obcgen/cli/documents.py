"""The commands that write documents: rfp and contract."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
    from obcgen.api import Document
    from obcgen.layout import Built
    from obcgen.naming import NamedFor
    from obcgen.package import Part
    from obcgen.reading import Reading

Command = TypeVar("Command", bound=Callable[..., Any])

PARTS = ("rfp", "response", "price", "draft-agreement")
_PREVIEWED: Mapping[str, Document] = {
    "rfp": "rfp",
    "response": "response",
    "draft-agreement": "draft-contract",
}
"""Which document a preview shows of each part; the price file is a workbook."""


def _writes(command: Command) -> Command:
    """Give a command the arguments of those that write documents."""
    for option in (
        click.option(
            "--preview", is_flag=True, help="Write what there is so far, blanks marked; not for publication."
        ),
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

    With --preview the spec may have blanks and faults: one document is written, the RFP or what --only names,
    with a mark for each and for every figure that depends on one.
    """
    if options.pop("preview"):
        _preview(_PREVIEWED.get(only or "rfp"), **options)
        return
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

    With --preview the spec may have blanks and faults, which are marked, as is every figure that depends on
    one.
    """
    if parts and options["notes"]:
        raise click.UsageError("--notes writes one file: leave out --parts.")
    if options.pop("preview"):
        _preview(None if parts else "draft-contract" if draft else "contract", **options)
        return
    from obcgen.api import build_contract

    _build(partial(build_contract, draft=draft, parts=parts), **options)


def _preview(kind: Document | None, *, notes: bool, **options: Any) -> None:
    if kind is None:
        raise click.UsageError("--preview writes one document: leave out --parts and --only price.")
    if notes:
        raise click.UsageError("--preview writes no drafting notes: leave out --notes.")
    from obcgen.checking import no_spec
    from obcgen.preview.preview import build_preview
    from obcgen.problems import ObcgenError

    def make(spec: Reading, *, notes: bool, **named: Any) -> Built:
        del notes
        if other := no_spec(spec):
            raise ObcgenError(*spec.source.locate([other]))
        return build_preview(spec, kind, **named)

    _build(make, notes=False, **options)


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
