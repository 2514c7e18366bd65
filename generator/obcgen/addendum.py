"""The road to an addendum: the RFP before and after in, the addendum and the conformed package out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from obcgen.account.schedule import schedule
from obcgen.addenda.compared import Compared
from obcgen.addenda.faults import contract_given, no_parts, not_one_addendum, nothing_changed
from obcgen.addenda.names import names as names_of
from obcgen.addenda.names import renewed
from obcgen.addenda.referring import referring
from obcgen.checking import Version, asked, sound
from obcgen.document.embedded import Embedded
from obcgen.document.from_html import from_html
from obcgen.document.resolve import resolve
from obcgen.document.tree import Document
from obcgen.document.walk import sections_of
from obcgen.law.in_force import law_on
from obcgen.law.law import Law
from obcgen.layout import Built, files_of
from obcgen.naming import NamedFor, Names
from obcgen.pack import Pack
from obcgen.package import PARTS, Part, build_package
from obcgen.policy.changed_in_time import SHORT, changed_in_time
from obcgen.policy.rule import DocumentKind
from obcgen.problems import ObcgenError, Problem, is_error
from obcgen.progress import Progress, silent
from obcgen.published import View, embedded, view
from obcgen.reading import Given, reading
from obcgen.render.context import context, read_labels
from obcgen.render.render import render
from obcgen.sheets.price_file import price_book
from obcgen.spec import Addendum
from obcgen.trees import at_own_texts, still_open, tree_of

Piece = Literal["addendum", "rfp", "response", "price", "draft-agreement"]
"""What is written: the addendum, and each part of the package that it renews."""
_DRAFT: DocumentKind = "draft-contract"
_KINDS: Mapping[str, Part] = {"rfp": "rfp", "response": "response", _DRAFT: "draft-agreement"}


def build_addendum(
    old: Given,
    new: Given,
    formats: Sequence[str] = ("docx", "pdf"),
    *,
    only: Piece | None = None,
    names: NamedFor = "document",
    progress: Progress = silent,
) -> Built:
    """Return the addendum by which one RFP becomes another, and what it renews of the package for bidders.

    All of it is public, and tells of nothing that an RFP hides. With `only` it is one of these files.

    Raises:
        ObcgenError: a spec, a template or a tree has errors; the two are not one RFP before and after one
            addendum; or the addendum changes nothing that bidders see.
    """
    before, after = (_version(each, progress) for each in (old, new))
    if faults := tuple(not_one_addendum(before.spec, after.spec)):
        raise ObcgenError(*after.source.locate(faults))
    pack = after.read.pack
    law = law_on(pack, after.spec.document.issued)
    compared = _compared(before, after, pack)
    told = (*after.problems, *_told(before, after, compared, law))
    files: dict[str, bytes] = {}
    for piece in (only,) if only else _pieces(compared):
        progress(f"Making {piece}")
        if piece == "addendum":
            tree = _addendum(compared, after, pack)
            stem = Names(after.spec, after.read.stem, names).of("addendum", str(compared.number))
            files |= files_of(stem, tree, formats, pack, progress, _inside(after, tree))
        else:
            built = build_package(after.read, formats, pack, only=piece, progress=progress, names=names)
            files, told = files | built.files, (*told, *built.problems)
    return Built(files, tuple(dict.fromkeys(told)))


def made_again(old: Given, new: Given, form: str, progress: Progress = silent) -> tuple[Document, bytes]:
    """Return the tree and the file of an addendum, made again from its two specs.

    Raises:
        ObcgenError: a spec, a template or the tree has errors, or a character cannot be printed.
    """
    before, after = (_version(each, progress) for each in (old, new))
    tree = _addendum(_compared(before, after, after.read.pack), after, after.read.pack)
    files = files_of("", tree, (form,), after.read.pack, progress, _inside(after, tree))
    return tree, next(iter(files.values()))


def _inside(after: Version, tree: Document) -> Embedded:
    """Return what an addendum carries: the RFP as conformed, which bidders see as well."""
    return embedded("addendum", view("rfp", after.source, after.spec), tree.number, after.read.pack)


def _told(before: Version, after: Version, compared: Compared, law: Law) -> tuple[Problem, ...]:
    """Return what an addendum leaves bidders no time for, where the new spec does not extend the old one.

    Raises:
        ObcgenError: a question names a part that is not there, nothing changes, or it comes too late.
    """
    known = {(each.code, each.path) for each in after.problems}
    late = tuple(
        each for each in changed_in_time(after.spec, before.spec, law) if (each.code, each.path) not in known
    )
    parts = {section.id for section in sections_of(compared.after["rfp"].blocks)}
    found = (*late, *no_parts(dict(compared.questions), parts), *nothing_changed(compared))
    located = after.source.locate(found)
    if any(map(is_error, located)):
        raise ObcgenError(*filter(is_error, located))
    return located


def _version(given: Given, progress: Progress) -> Version:
    """Return an RFP without errors.

    Raises:
        ObcgenError: it has errors, is the contract after the award, or is final while something is open.
    """
    read = reading(given)
    progress(f"Reading {read.name}")
    if asked(read) is not None:
        raise ObcgenError(*read.source.locate([contract_given(read.name)]))
    source, spec, problems = sound(read, "rfp")
    if open_ := still_open("rfp", source, spec, problems, read.pack):
        raise ObcgenError(*open_)
    return Version(read, source, spec, problems)


def _compared(before: Version, after: Version, pack: Pack) -> Compared:
    """Return both with their documents; the new ones do not name the addendum: that is no change."""
    shown = [view("rfp", each.source, each.spec) for each in (before, after)]
    old, new = (each.spec for each in shown)
    books = [price_book(each) for each in (old, new.model_copy(update={"addenda": old.addenda}))]
    trees = [_trees(each, old.addenda, pack) for each in (before, after)]
    return Compared(old, new, trees[0], trees[1], price_file=books[0] != books[1])


def _trees(version: Version, addenda: Mapping[str, Addendum], pack: Pack) -> Mapping[str, Document]:
    """Return the documents for bidders, naming these addenda; the draft agreement where one can be made.

    Raises:
        ObcgenError: a template or a tree has errors.
    """
    naming = {"addenda": addenda}
    spec = view("rfp", version.source, version.spec).spec.model_copy(update=naming)
    told = context(spec, schedule(spec), pack)
    try:
        written = {kind: from_html(render(kind, told, pack)) for kind in ("rfp", "response")}
        found = {kind: resolve(document, written) for kind, document in written.items()}
    except ObcgenError as error:
        raise ObcgenError(*version.source.locate(error.problems)) from error
    try:
        sound(version.read, _DRAFT)
    except ObcgenError:
        return found
    shown = view(_DRAFT, version.source, version.spec)
    agreement = View(shown.source, shown.spec.model_copy(update=naming))
    return {**found, _DRAFT: tree_of(_DRAFT, agreement, pack)}


def _pieces(compared: Compared) -> tuple[Piece, ...]:
    """Return what is written: the addendum first, then what it renews."""
    new = {_KINDS[name] for name in renewed(compared)}
    return ("addendum", *(part for part in PARTS if part in new or (part == "price" and compared.price_file)))


def _addendum(compared: Compared, after: Version, pack: Pack) -> Document:
    """Return the tree of the addendum; it refers to parts of the response file by name."""
    spec = compared.new
    zone = read_labels(pack)["zone"][spec.procurement.time_zone] if spec.procurement else ""
    weighed = any(each.code == SHORT.code and each.severity == "waived" for each in after.problems)
    told = {**context(spec, schedule(spec), pack), **names_of(compared, zone, weighed=weighed)}
    tree = referring(from_html(render("addendum", told, pack)), compared.after["rfp"])
    named = replace(tree, name=f"Addendum No. {compared.number}")
    try:
        return resolve(named, {name: compared.after[name] for name in ("rfp", "response")})
    except ObcgenError as error:
        raise ObcgenError(*after.source.locate(at_own_texts(error, spec))) from error
