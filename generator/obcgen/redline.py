"""The road to a redline: two specs in, or documents that carry theirs; one document with marks out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from os import PathLike
from pathlib import Path
from typing import Literal

from obcgen.changes.sameness import other_deal
from obcgen.checking import sound
from obcgen.comparing import in_document, is_document
from obcgen.document.marks import Revision
from obcgen.document.tree import Document
from obcgen.inspection.carried import carried
from obcgen.inspection.faults import ONLY_SPEC, OTHER_WORDS
from obcgen.inspection.inspection import circumstances, edits
from obcgen.layout import Built, redlined_files, unpaged
from obcgen.naming import NamedFor, Names
from obcgen.pack import Pack, open_pack
from obcgen.policy.rule import DocumentKind
from obcgen.problems import Kind, ObcgenError, Problem, is_error
from obcgen.progress import Progress, silent
from obcgen.published import BUILT_IN, PACK, imprint, made_by, view
from obcgen.reading import Reading, reading, reading_of_text
from obcgen.source import parse
from obcgen.source.nodes import at
from obcgen.spec import Spec
from obcgen.spec.links import links
from obcgen.trees import publishable, tree_of

NOTHING = Kind("RED-01", "A redline in which nothing changed", "warning")
WITHOUT_PACK = Kind("RED-02", "A document to compare that needs its pack")
_BY_HAND = frozenset({OTHER_WORDS.code, ONLY_SPEC.code})

Redlined = Literal["rfp", "contract"]
Where = str | PathLike[str]


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two: where its spec was read, the tree that it makes, and what the user should know."""

    read: Reading
    kind: DocumentKind
    spec: Spec
    tree: Document
    problems: tuple[Problem, ...]

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.read.name


def build_redline(  # noqa: PLR0913 - two sides with their packs, and what the others take
    old: Reading | Where,
    new: Reading | Where,
    document: Redlined,
    formats: Sequence[str] = ("docx", "pdf"),
    *,
    pack: Where | None = None,
    old_pack: Where | None = None,
    author: str = "",
    day: date | None = None,
    names: NamedFor = "document",
    progress: Progress = silent,
) -> Built:
    """Return the new document with what changed since the old one: in Word as tracked changes.

    Where a spec names no provider, its contract is the draft that bidders see. Where nothing changed there
    is no file, and a warning.

    Args:
        old: the earlier spec, or its path or that of a finished document that carries it.
        new: the later one.
        document: which document of both.
        formats: `docx`, `pdf`, `html`.
        pack: the pack of what is given by its path, where the spec names none or a document hides it.
        old_pack: the pack of the old one, where it is another.
        author: whose changes these are; the district's where that is empty.
        day: since when; by default the day the RFP was issued or the contract takes effect.
        names: what the files are named after.
        progress: is told each stage.

    Raises:
        ObcgenError: the two are of different deals, either has errors, or a document cannot be made again.
    """
    progress("Reading both")
    was = _side(old, document, old_pack or pack)
    now = _side(new, document, pack)
    if problem := other_deal(was.spec, now.spec, (was.name, now.name)):
        raise ObcgenError(problem)
    revision = Revision(author or now.spec.district.name, f"{day or _day(now.spec, document)}T00:00:00Z")
    stem = Names(now.spec, now.read.stem, names).of(now.kind, "redline")
    files = redlined_files(stem, was.tree, now.tree, revision, formats, now.read.pack, progress)
    if not files:
        told = (each for each in (*was.problems, *now.problems) if each.code in _BY_HAND)
        return Built({}, (_nothing(document), *dict.fromkeys(told)))
    earlier = () if isinstance(old, Reading) else was.problems
    return Built(files, (*earlier, *now.problems, *unpaged(now.tree, formats, now.read.pack)))


def _kind(document: Redlined, *, has_provider: bool) -> DocumentKind:
    """Return which document a spec makes: a contract without a provider is the draft that bidders see."""
    return "draft-contract" if document == "contract" and not has_provider else document


def _side(given: Reading | Where, document: Redlined, pack: Where | None) -> _Side:
    chosen = open_pack(str(pack)) if pack else None
    if not isinstance(given, Reading) and is_document(Path(given)):
        try:
            return _of_document(Path(given), document, chosen)
        except ObcgenError as error:
            raise ObcgenError(*(in_document(Path(given), each) for each in error.problems)) from error
    return _of_spec(given if isinstance(given, Reading) else reading(Path(given), chosen), document)


def _of_spec(given: Reading, document: Redlined) -> _Side:
    """Return what a spec without errors makes.

    Raises:
        ObcgenError: the spec, a template or the tree has errors.
    """
    kind = _kind(document, has_provider=at(given.source.root, ("provider",)) is not None)
    source, spec, problems = sound(given, kind)
    tree, changed = publishable(kind, spec, view(kind, source, spec), given.pack)
    return _Side(given, kind, spec, tree, (*problems, *changed))


def _of_document(path: Path, document: Redlined, pack: Pack | None) -> _Side:
    """Return what the spec in a document makes; whether the deal is good was checked when it was made.

    Raises:
        ObcgenError: the document cannot be read, carries no spec of its own any more, or lacks its pack.
    """
    found = carried(path)
    wrong = tuple(filter(is_error, found.problems))
    if wrong or found.found.text is None:
        raise ObcgenError(*wrong)
    stated = found.found.properties.get(PACK, BUILT_IN)
    pack = made_by(stated, pack)
    if stated != BUILT_IN and imprint(pack) == BUILT_IN:
        raise ObcgenError(_without_pack(path, stated))
    read = reading_of_text(found.found.text, str(path), pack)
    spec = parse(read.source, Spec, links)
    kind = _kind(document, has_provider=spec.provider is not None)
    tree = tree_of(kind, view(kind, read.source, spec), pack)
    told = dict.fromkeys((*found.problems, *circumstances(found.found, pack), *edits(found, pack)))
    return _Side(read, kind, spec, tree, tuple(in_document(path, each) for each in told))


def _day(spec: Spec, document: Redlined) -> date:
    return spec.agreement.effective if document == "contract" and spec.agreement else spec.document.issued


# --- what may be wrong ---------------------------------------------------------------------------


def _nothing(document: Redlined) -> Problem:
    name = {"rfp": "RFP", "contract": "contract"}[document]
    return NOTHING.problem(
        f"Nothing changed: both specs make the same {name}, word for word. No file was written.",
        found="no difference",
        expected="two texts that differ",
        hint="Check that the two are the ones you mean, and that you ask for the document that changed: "
        "--document rfp or --document contract.",
    )


def _without_pack(path: Path, stated: str) -> Problem:
    return WITHOUT_PACK.problem(
        f"{path.name} was made with a pack, and cannot be made again without it.",
        found="the built-in templates",
        expected=stated,
        hint="Give the pack as it was then: --pack DIR, or --old-pack DIR where only the earlier document "
        "was made with it.",
    )
