"""From what a document may show to its resolved tree; a final one is returned only where nothing is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from obcgen.account.schedule import schedule as schedule_of
from obcgen.counsel.of_tree import Outline, changed, faults
from obcgen.document.from_html import from_html
from obcgen.document.references import LEADS_NOWHERE, elsewhere
from obcgen.document.resolve import resolve
from obcgen.document.tree import Document
from obcgen.pack import Pack
from obcgen.policy.rule import DocumentKind
from obcgen.problems import ObcgenError, Problem, is_error
from obcgen.published import View, view
from obcgen.render.context import context
from obcgen.render.later import Names
from obcgen.render.places import NOWHERE, Places
from obcgen.render.render import render
from obcgen.source import Source
from obcgen.spec import NOT_YET_KNOWN, Spec
from obcgen.spec.addenda import in_series
from obcgen.spec.once import all_texts, once_for_each

_ATTACHED = "Draft for {}"
"""What every page of the draft that bidders see says, also where the RFP is final."""
REFERRED_TO = ("rfp", "response")
"""Documents that name parts of each other: they show the same of a spec."""
OPEN = "FIN"
"""How the codes begin of what only a final document refuses."""


def outline_of(kind: DocumentKind) -> Outline:
    """Return which outline a document follows: a form of contract follows the contract's."""
    return "contract" if kind == "draft-contract" else kind


def tree_of(kind: DocumentKind, shown: View, pack: Pack, places: Places = NOWHERE) -> Document:
    """Return the resolved tree of a document, whatever is still open in it.

    What the values among `places` print stands between signs.

    Raises:
        ObcgenError: a template or the tree has errors.
    """
    try:
        names = _names(shown.spec, pack) if not pack.foreign else _worked_out(shown.spec, pack)
        tree = resolved(outline_of(kind), names, pack, places)
    except ObcgenError as error:
        raise ObcgenError(*shown.source.locate(at_own_texts(error, shown.spec))) from error
    return replace(tree, mark=_attached(shown.spec)) if kind == "draft-contract" else tree


def _worked_out(spec: Spec, pack: Pack) -> Names:
    return context(spec, schedule_of(spec), pack)


_names = once_for_each(_worked_out)  # what came with the program stays as it is while it runs


def at_own_texts(error: ObcgenError, spec: Spec) -> tuple[Problem, ...]:
    """Return what is wrong in a tree; a reference that a text of the spec makes is told there, and once."""
    return tuple(dict.fromkeys(_at_own_text(each, spec) for each in error.problems))


def _at_own_text(problem: Problem, spec: Spec) -> Problem:
    if problem.code != LEADS_NOWHERE.code:
        return problem
    written = f"]({'' if '#' in problem.found else '#'}{problem.found})"
    path = next((path for path, text in all_texts(spec) if written in text), None)
    return replace(problem, path=path, place=None) if path else problem


def _attached(spec: Spec) -> str:
    addenda = in_series(spec.addenda)
    last = f", Addendum No. {addenda[-1][0]}" if addenda else ""
    return f"{_ATTACHED.format(spec.document.number)}{last}"


def resolved(kind: str, names: Mapping[str, object], pack: Pack, places: Places = NOWHERE) -> Document:
    """Return the tree of a document from the values of its templates, its references into others settled.

    Raises:
        ObcgenError: a template or the tree has errors.
    """
    document = from_html(render(kind, names, pack, places)) if places else _printed(kind, names, pack)
    others = elsewhere(document) & set(REFERRED_TO)
    return resolve(document, {other: _printed(other, names, pack) for other in others})


def _printed(kind: str, names: Mapping[str, object], pack: Pack) -> Document:
    """Return a document whose references are still to be settled; two that refer to each other print once."""
    return _read(render(kind, names, pack) if pack.foreign else _rendered(names, kind, pack))


@once_for_each
def _rendered(names: Mapping[str, object], kind: str, pack: Pack) -> str:
    return render(kind, names, pack)


@lru_cache(maxsize=4)  # what a document refers to changes less often than the document
def _read(html: str) -> Document:
    return from_html(html)


def draft_of(kind: DocumentKind, shown: View, pack: Pack, places: Places = NOWHERE) -> Document:
    """Return the tree of a document as a draft, with what it asks of counsel.

    Raises:
        ObcgenError: as `tree_of`.
    """
    status = shown.spec.document.model_copy(update={"status": "draft"})
    return tree_of(kind, View(shown.source, shown.spec.model_copy(update={"document": status})), pack, places)


def publishable(
    kind: DocumentKind, spec: Spec, shown: View, pack: Pack
) -> tuple[Document, tuple[Problem, ...]]:
    """Return the tree of a document, and a warning for each clause that changed since it was confirmed.

    Args:
        kind: the document.
        spec: the whole spec, with what no reader sees: it records what counsel has confirmed.
        shown: what the document may show.
        pack: the templates.

    Raises:
        ObcgenError: as `tree_of`, or the document is final and something in it is open.
    """
    tree = tree_of(kind, shown, pack)
    outline = outline_of(kind)
    if tree.draft:
        return tree, shown.source.locate(tuple(changed(outline, tree, spec.confirmed)))
    allowed = (NOT_YET_KNOWN.name, NOT_YET_KNOWN.address) if kind == "draft-contract" else ()
    open_ = tuple(faults(outline, tree, draft_of(kind, shown, pack), spec.confirmed, allowed))
    if open_:
        raise ObcgenError(*open_)
    return tree, ()


def still_open(
    kind: DocumentKind | None, source: Source, spec: Spec, problems: Sequence[Problem], pack: Pack
) -> tuple[Problem, ...]:
    """Return what keeps a final document from being made that no reading of the spec alone can find.

    Args:
        kind: the document; without one it is the contract where a provider is named, else the RFP.
        source: what the spec was read from.
        spec: the spec.
        problems: what is wrong with the spec itself; where that is more than being open, no tree is made.
        pack: the templates.
    """
    wrong = any(is_error(each) and not each.code.startswith(OPEN) for each in problems)
    if wrong or spec.document.status != "final":
        return ()
    made: DocumentKind = kind or ("contract" if spec.provider else "rfp")
    try:
        publishable(made, spec, view(made, source, spec), pack)
    except ObcgenError as error:
        return error.problems
    return ()
