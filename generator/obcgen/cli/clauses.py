"""The command about the library of clauses: clauses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from obcgen.cli.command import KINDS, PACK, SET, main, or_exit, pack_of, show, tell
from obcgen.cli.completing import clause_ids

if TYPE_CHECKING:
    from obcgen.clauses.reasons import Reason
    from obcgen.policy.rule import DocumentKind
    from obcgen.problems import Problem

SHOW = "show"
_USAGE = "Give nothing, a SPEC, or show and the ID of a clause. A spec named show is ./show."


@main.command()
@click.argument("words", nargs=-1, metavar="[SPEC | show ID]", shell_complete=clause_ids)
@click.option("--document", "kind", type=click.Choice(KINDS), help="Only this document; needed with a SPEC.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@PACK
@SET
def clauses(
    words: tuple[str, ...],
    *,
    kind: DocumentKind | None,
    as_json: bool,
    folder: Path | None,
    settings: tuple[str, ...],
) -> None:
    """List the clauses, say why each is in or out of a deal's document, or show one.

    \b
    obcgen clauses            every clause: place, condition, variants, locked
    obcgen clauses SPEC --document contract
                              in or out, which fact decided, by which line of SPEC
    obcgen clauses show ID    one clause: note, source, variants, and its text
    """  # noqa: D301 - click reads the \\b as one sign: keep these lines as they are
    match words:
        case ():
            text = _listed(kind, folder, as_json=as_json)
        case ("show", id_):
            text = _one(id_, folder, as_json=as_json)
        case (spec,) if spec != SHOW and kind is not None:
            text = _reasons(Path(spec), kind, folder, settings, as_json=as_json)
        case (spec,) if spec != SHOW:
            raise click.UsageError("Say which document: --document rfp or --document contract.")
        case _:
            raise click.UsageError(_USAGE)
    show(text, is_data=as_json)


def _listed(kind: DocumentKind | None, folder: Path | None, *, as_json: bool) -> str:
    from obcgen.clauses.catalog import DOCUMENTS, catalog
    from obcgen.clauses.to_json import catalog_json
    from obcgen.clauses.to_text import catalog_text

    found = or_exit(lambda: catalog(pack_of(folder), (kind,) if kind else DOCUMENTS))
    return catalog_json(found) if as_json else catalog_text(found)


def _one(id_: str, folder: Path | None, *, as_json: bool) -> str:
    from obcgen.clauses.catalog import show
    from obcgen.clauses.to_json import shown_json
    from obcgen.clauses.to_text import shown_text

    found = or_exit(lambda: show(id_, pack_of(folder)))
    return shown_json(found) if as_json else shown_text(found)


def _reasons(
    spec: Path, kind: DocumentKind, folder: Path | None, settings: tuple[str, ...], *, as_json: bool
) -> str:
    from obcgen.build import clause_reasons
    from obcgen.clauses.to_json import reasons_json
    from obcgen.clauses.to_text import reasons_text
    from obcgen.pack import pack_for

    def found_in(spec: Path) -> tuple[tuple[Reason, ...], tuple[Problem, ...]]:
        return clause_reasons(kind, spec, pack_of(folder) if folder else pack_for(spec), settings)

    found, problems = or_exit(lambda: found_in(spec))
    tell(problems)
    return reasons_json(found) if as_json else reasons_text(found)
