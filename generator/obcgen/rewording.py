"""What a change of pack, or of the clauses chosen, does to the words of the documents of a deal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from obcgen.changes.comparison import Printed, Reworded, Wording
from obcgen.changes.passages import passages
from obcgen.changes.rows import DOCUMENT_NAMES
from obcgen.document.compare import compare
from obcgen.document.tree import Document
from obcgen.document.walk import sections_of
from obcgen.document.wording import clauses_of
from obcgen.pack import Pack
from obcgen.problems import ObcgenError
from obcgen.published import View, view
from obcgen.spec import Spec
from obcgen.trees import tree_of


def rewording(now: View, chosen: Mapping[str, str | bool], old_pack: Pack, pack: Pack) -> Wording:
    """Return the clauses whose words change though the deal is the same: it is printed both ways.

    Args:
        now: the new deal, with the clauses that it chooses.
        chosen: the clauses that the old one chose.
        old_pack: the templates of the old one.
        pack: those of the new one.
    """
    compared: list[Printed] = []
    clauses: list[Reworded] = []
    left_out: list[str] = []
    for kind in _printed(now.spec):
        try:
            shown = view(kind, now.source, now.spec)
            was = tree_of(kind, _choosing(shown, chosen), old_pack)
            clauses += _reworded(kind, was, tree_of(kind, shown, pack))
            compared.append(kind)
        except ObcgenError as error:
            why = error.problems[0].message
            left_out.append(f"The wording of the {DOCUMENT_NAMES[kind]} is not compared: {why}")
    return Wording(tuple(compared), tuple(clauses), tuple(left_out))


def _printed(spec: Spec) -> Iterator[Printed]:
    """Yield the documents that a spec has the sections for."""
    if spec.procurement is not None:
        yield "rfp"
    if spec.agreement is not None:
        yield "contract" if spec.provider is not None else "draft-contract"


def _choosing(shown: View, clauses: Mapping[str, str | bool]) -> View:
    """Return a view with other clauses chosen."""
    agreement = shown.spec.agreement
    if agreement is None:
        return shown
    other = agreement.model_copy(update={"clauses": clauses})
    return View(shown.source, shown.spec.model_copy(update={"agreement": other}))


def _reworded(kind: Printed, was: Document, now: Document) -> Iterator[Reworded]:
    titles = {one.id: one.title for tree in (was, now) for one in sections_of(tree.blocks)}
    for each in compare(clauses_of(was), clauses_of(now)):
        if each.change != "moved":
            yield Reworded(kind, each.id, titles.get(each.id, each.id), passages(each.before, each.after))
