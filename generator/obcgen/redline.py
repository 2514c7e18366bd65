"""The road to a redline: two specs in, or documents that carry theirs; one document with marks out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from os import PathLike
from pathlib import Path
from typing import Final, Literal

from obcgen.checking import sound
from obcgen.document.marks import Revision
from obcgen.document.tree import Document
from obcgen.inspection.inspection import carried, circumstances
from obcgen.layout import Built, redlined_files, unpaged
from obcgen.naming import NamedFor, Names
from obcgen.pack import Pack, builtin, open_pack
from obcgen.policy.rule import DocumentKind
from obcgen.problems import Kind, ObcgenError, Problem, is_error
from obcgen.progress import Progress, silent
from obcgen.published import BUILT_IN, PACK, imprint, view
from obcgen.reading import Reading, reading_of_text
from obcgen.source import parse
from obcgen.spec import Spec
from obcgen.spec.links import links
from obcgen.trees import publishable, tree_of

OTHER_DEAL = Kind("RED-01", "A redline of two different deals")
NOTHING = Kind("RED-02", "A redline in which nothing changed", "warning")
WITHOUT_PACK = Kind("RED-03", "A document to compare that needs its pack")

Redlined = Literal["rfp", "contract"]
Where = str | PathLike[str]
DOCUMENTS: Final = (".docx", ".pdf", ".html", ".htm")
"""How files end that carry a spec; any other is a spec itself."""


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two: its spec and tree, the pack that made it, what its files are named after."""

    spec: Spec
    tree: Document
    pack: Pack
    stem: str
    problems: tuple[Problem, ...]


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
        old: the earlier spec, or the path of a finished document that carries it.
        new: the later one.
        document: which document of both.
        formats: `docx`, `pdf`, `html`.
        pack: the pack that finished documents were made with, unless that is built in.
        old_pack: the pack of the old document, where it was another.
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
    if not _is_one_deal(was.spec, now.spec):
        raise ObcgenError(_other_deal(was.spec, now.spec))
    revision = Revision(author or now.spec.district.name, f"{day or _day(now.spec, document)}T00:00:00Z")
    stem = Names(now.spec, now.stem, names).of(_kind(now.spec, document), "redline")
    files = redlined_files(stem, was.tree, now.tree, revision, formats, now.pack, progress)
    if not files:
        return Built({}, (_nothing(document),))
    earlier = () if isinstance(old, Reading) else was.problems
    return Built(files, (*earlier, *now.problems, *unpaged(now.tree, formats)))


def _kind(spec: Spec, document: Redlined) -> DocumentKind:
    """Return which document a spec makes: a contract without a provider is the draft that bidders see."""
    return "draft-contract" if document == "contract" and spec.provider is None else document


def _side(given: Reading | Where, document: Redlined, pack: Where | None) -> _Side:
    if isinstance(given, Reading):
        return _of_spec(given, document)
    return _of_document(Path(given), document, open_pack(str(pack)) if pack else builtin())


def _of_spec(given: Reading, document: Redlined) -> _Side:
    """Return what a spec without errors makes.

    Raises:
        ObcgenError: the spec, a template or the tree has errors.
    """
    kind = _kind(sound(given)[1], document)
    source, spec, problems = sound(given, kind)
    tree, changed = publishable(kind, spec, view(kind, source, spec), given.pack)
    return _Side(spec, tree, given.pack, given.stem, (*problems, *changed))


def _of_document(path: Path, document: Redlined, pack: Pack) -> _Side:
    """Return what the spec in a document makes; whether the deal is good was checked when it was made.

    Raises:
        ObcgenError: the document cannot be read, carries no spec of its own any more, or lacks its pack.
    """
    found = carried(path)
    wrong = tuple(filter(is_error, found.problems))
    if wrong or found.found.text is None:
        raise ObcgenError(*wrong)
    stated = found.found.properties.get(PACK, BUILT_IN)
    if stated != BUILT_IN and imprint(pack) == BUILT_IN:
        raise ObcgenError(_without_pack(path, stated))
    read = reading_of_text(found.found.text, path.name, pack)
    spec = parse(read.source, Spec, links)
    kind = _kind(spec, document)
    tree = tree_of(kind, view(kind, read.source, spec), pack)
    return _Side(spec, tree, pack, read.stem, (*found.problems, *circumstances(found.found, pack)))


def _is_one_deal(was: Spec, now: Spec) -> bool:
    """Tell whether two specs are of one deal: they bear the same number of an RFP, or of a contract."""
    contracts = [one.agreement.number if one.agreement else "" for one in (was, now)]
    return was.document.number == now.document.number or (contracts[0] == contracts[1] != "")


def _day(spec: Spec, document: Redlined) -> date:
    return spec.agreement.effective if document == "contract" and spec.agreement else spec.document.issued


# --- what may be wrong ---------------------------------------------------------------------------


def _other_deal(was: Spec, now: Spec) -> Problem:
    return OTHER_DEAL.problem(
        f"These are two different deals: {was.document.number} and {now.document.number}.",
        path=("document", "number"),
        found=f"“{was.document.title}” and “{now.document.title}”",
        expected="an earlier and a later text of one deal, under one number",
        hint="Give the earlier spec first, then the later one. Where the number itself was corrected, write "
        "the new one into a copy of the earlier spec.",
    )


def _nothing(document: Redlined) -> Problem:
    name = {"rfp": "RFP", "contract": "contract"}[document]
    return NOTHING.problem(
        f"Nothing changed: both make the same {name}, word for word. No file was written.",
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
