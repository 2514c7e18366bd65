"""The road to an amendment: a contract before and after in, the amendment and the contract as amended out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal, get_args

from obcgen.account.schedule import schedule
from obcgen.amendments.compared import Compared
from obcgen.amendments.earned import Earned, earned_before
from obcgen.amendments.faults import (
    changes_what_is_earned,
    not_one_amendment,
    not_printed,
    verified_later,
)
from obcgen.amendments.names import names as names_of
from obcgen.build import build
from obcgen.checking import Version, changed, sound
from obcgen.document.embedded import Embedded
from obcgen.document.from_html import from_html
from obcgen.document.resolve import resolve
from obcgen.document.restated import with_restated
from obcgen.document.tree import Document
from obcgen.law.in_force import law_on
from obcgen.layout import Built, files_of
from obcgen.naming import NamedFor, Names
from obcgen.pack import Pack
from obcgen.policy.amended import of_amendment
from obcgen.problems import ObcgenError, Place, Problem, is_error
from obcgen.progress import Progress, silent
from obcgen.published import View, embedded, view
from obcgen.reading import Given, reading
from obcgen.render.context import context
from obcgen.render.render import render
from obcgen.spec import Spec
from obcgen.trees import at_own_texts, draft_of, publishable

Piece = Literal["amendment", "contract"]
"""What is written: the amendment, and the contract as amended."""
PIECES: tuple[Piece, ...] = get_args(Piece)


def build_amendment(
    old: Given,
    new: Given,
    formats: Sequence[str] = ("docx", "pdf"),
    *,
    results: Path | None = None,
    only: Piece | None = None,
    names: NamedFor = "document",
    progress: Progress = silent,
) -> Built:
    """Return the amendment by which one contract becomes another, and the contract as amended.

    With `results` that were verified before the amendment applies, what they earn is settled under both. With
    `only` it is one of the two documents.

    Raises:
        ObcgenError: a spec, the results or a template have errors; the two are not one contract before and
            after one amendment; or what is earned already would change.
    """
    before, after = (_version(each, progress) for each in (old, new))
    told = _faults(before, after)
    earned = _earned(before, after, results) if results else None
    files: dict[str, bytes] = {}
    pack = after.read.pack
    for piece in (only,) if only else PIECES:
        progress(f"Making the {piece}")
        if piece == "amendment":
            tree = _tree(before, after, pack, earned)
            stem = Names(after.spec, after.read.stem, names).of(piece, str(_number(after.spec)))
            files |= files_of(stem, tree, formats, pack, progress, _inside(after, tree))
        else:
            built = build(piece, after.read, formats, pack, progress=progress, names=names)
            files, told = files | built.files, (*told, *built.problems)
    return Built(files, tuple(dict.fromkeys(told)))


def tree_between(old: Given, new: Given, earned: Earned | None = None) -> Document:
    """Return the resolved tree of the amendment by which one contract becomes another.

    Raises:
        ObcgenError: a spec, a template or the tree has errors.
    """
    before, after = (_version(each, silent) for each in (old, new))
    return _tree(before, after, after.read.pack, earned)


def made_again(
    old: Given, new: Given, form: str, earned: Earned | None = None, progress: Progress = silent
) -> tuple[Document, bytes]:
    """Return the tree and the file of an amendment, made again from its two specs.

    Raises:
        ObcgenError: as `tree_between`, or a character cannot be printed.
    """
    before, after = (_version(each, progress) for each in (old, new))
    tree = _tree(before, after, after.read.pack, earned)
    files = files_of("", tree, (form,), after.read.pack, progress, _inside(after, tree))
    return tree, next(iter(files.values()))


def _inside(after: Version, tree: Document) -> Embedded:
    """Return what an amendment carries: the contract as amended, of which it is a part."""
    return embedded("amendment", view("contract", after.source, after.spec), tree.number, after.read.pack)


def _tree(before: Version, after: Version, pack: Pack, earned: Earned | None) -> Document:
    """Return the resolved tree of an amendment; each change that it makes is printed.

    Raises:
        ObcgenError: a template or the tree has errors, the templates leave a change out, or the contract is
            final and something in it is open.
    """
    if after.spec.document.status == "final":
        publishable("contract", after.spec, view("contract", after.source, after.spec), pack)
    compared = _compared(before, after, pack)
    told = {**context(compared.new, schedule(compared.new), pack), **names_of(compared, earned)}
    tree = from_html(render("amendment", told, pack))
    clauses = {each.id: each for each in compared.clauses}
    tree, printed = with_restated(tree, {id_: each.blocks for id_, each in clauses.items()})
    if left_out := [each.title for id_, each in clauses.items() if id_ not in printed]:
        raise ObcgenError(not_printed(left_out))
    try:
        return resolve(replace(tree, name=f"Amendment No. {compared.number}"))
    except ObcgenError as error:
        raise ObcgenError(*after.source.locate(at_own_texts(error, compared.new))) from error


def _compared(before: Version, after: Version, pack: Pack) -> Compared:
    """Return both contracts with their documents, which name no amendment: that is no change."""
    old, new = (view("contract", each.source, each.spec).spec for each in (before, after))
    was, now = (draft_of("contract", _without_amendments(each), pack) for each in (before, after))
    return Compared(old, new, was, now)


def _without_amendments(version: Version) -> View:
    return view("contract", version.source.without((("amendments",),)), version.spec)


def _version(given: Given, progress: Progress) -> Version:
    """Return a contract without errors.

    Raises:
        ObcgenError: it has errors, or lacks what a contract needs.
    """
    read = reading(given)
    progress(f"Reading {read.name}")
    return Version(read, *sound(read, "contract"))


def _number(spec: Spec) -> int:
    return len(spec.amendments)


def _faults(before: Version, after: Version) -> tuple[Problem, ...]:
    """Return what the new contract should still know of.

    Raises:
        ObcgenError: the two are not one contract before and after one amendment.
    """
    if faults := tuple(not_one_amendment(before.spec, after.spec)):
        raise ObcgenError(*after.source.locate(faults))
    if changed(after.read) is not None:
        return after.problems  # what holds it against the contract below it was told by reading it
    law = law_on(after.read.pack, after.spec.document.issued)
    found = tuple(after.source.locate(of_amendment(before.spec, after.spec, law)))
    if any(map(is_error, found)):
        raise ObcgenError(*found)
    return (*after.problems, *found)


def _earned(before: Version, after: Version, results: Path) -> Earned:
    """Return what results earned before the amendment.

    Raises:
        ObcgenError: they have errors, were verified later, or earn something else under the new contract.
    """
    effective = after.spec.amendments[str(_number(after.spec))].effective
    found = earned_before(before.spec, after.spec, results, effective)
    if found.verified >= effective:
        raise ObcgenError(replace(verified_later(found), place=Place(str(results), 1, 1)))
    if faults := tuple(changes_what_is_earned(found)):
        raise ObcgenError(*after.source.locate(faults))
    return found
