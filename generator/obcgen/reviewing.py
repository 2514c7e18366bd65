"""The road to the review of a spec: what it answers of a pack's checklist, and what its documents print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.checking import read_and_check, sound
from obcgen.counsel.of_law import asked_of_law
from obcgen.counsel.of_tree import asked_in
from obcgen.document.from_html import from_html
from obcgen.document.resolve import resolve
from obcgen.law.in_force import law_on
from obcgen.layout import Built, files_of
from obcgen.naming import NamedFor, Names
from obcgen.policy.design.deadweight import DEADWEIGHT
from obcgen.problems import ObcgenError, is_error
from obcgen.progress import Progress, silent
from obcgen.published import view
from obcgen.render.render import render
from obcgen.review.checklist import read_checklist
from obcgen.review.names import names as review_names
from obcgen.review.review import NAMES, Printed, Review, not_built, printed
from obcgen.review.review import review as review_of
from obcgen.trees import draft_of, outline_of, publishable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from obcgen.counsel.asked import Asked
    from obcgen.pack import Pack
    from obcgen.policy.rule import DocumentKind
    from obcgen.reading import Given
    from obcgen.source import Settings
    from obcgen.spec import Spec


def review(given: Given, pack: Pack, settings: Settings = ()) -> Review:
    """Return what a spec answers of the pack's checklist, also where it has errors.

    Raises:
        ObcgenError: the spec cannot be read at all, or the checklist has errors.
    """
    return _reviewed(given, pack, settings)[0]


def build_review(
    given: Given,
    formats: Sequence[str],
    pack: Pack,
    *,
    settings: Settings = (),
    progress: Progress = silent,
    names: NamedFor = "document",
) -> Built:
    """Return the review of a spec in every format asked for; its problems are what the review found.

    Raises:
        ObcgenError: as `review`, or a template or the tree has errors.
    """
    found, spec = _reviewed(given, pack, settings)
    tree = resolve(from_html(render("review", review_names(found), pack)))
    named = Names(spec, given.stem, names).of("review")
    return Built(files_of(named, tree, formats, pack, progress), found.findings)


def _reviewed(given: Given, pack: Pack, settings: Settings) -> tuple[Review, Spec]:
    checklist = read_checklist(pack)
    source, spec, problems = read_and_check(given, None, pack, settings)
    found = tuple(_printed(kind, given, pack, settings) for kind in NAMES)
    law = None if any(map(is_error, problems)) else law_on(pack, spec.document.issued)
    of_law = asked_of_law(spec, law) if law else ()
    limits = {DEADWEIGHT.code: f"found above {law.guide.largest_anyway}"} if law else {}
    asked = (*of_law, *(each for _, several in found for each in several))
    documents = tuple(each for each, _ in found)
    return review_of(checklist, spec, source, problems, documents, asked, limits), spec


def _printed(
    kind: DocumentKind, given: Given, pack: Pack, settings: Settings
) -> tuple[Printed, tuple[Asked, ...]]:
    """Return the sections that a document prints, or why it cannot be built, and what it asks of counsel."""
    asked: tuple[Asked, ...] = ()
    try:
        source, spec, _ = sound(given, kind, pack, settings)
        shown = view(kind, source, spec)
        draft = draft_of(kind, shown, pack)
        asked = asked_in(outline_of(kind), draft)
        is_final = spec.document.status == "final"
        return printed(kind, publishable(kind, spec, shown, pack)[0] if is_final else draft), asked
    except ObcgenError as error:
        return not_built(kind, error.problems), asked
