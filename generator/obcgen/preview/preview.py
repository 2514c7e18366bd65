"""A document as far as it is written: every blank is marked, all that depends on one, and every page.

What is made here is never to be published, and cannot be taken for what is: each page says so, the file has a
name of its own, and no spec travels inside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Final, get_args

from obcgen.checking import markdown_problems
from obcgen.document.notes import warned
from obcgen.document.tree import Document
from obcgen.law.in_force import law_on
from obcgen.layout import Built, files_of
from obcgen.money import Money, Share
from obcgen.naming import NamedFor, Names
from obcgen.pack import Pack
from obcgen.policy.check import nonsense
from obcgen.policy.rule import DocumentKind
from obcgen.preview.anchors import paths_of, places_of, with_anchors, with_ids
from obcgen.preview.filled import Filled, Filling, filled
from obcgen.preview.open_marks import with_open_marks, without_signs
from obcgen.preview.stand_ins import FILLINGS, StandIn, mark
from obcgen.problems import Kind, Path, Problem, known_word
from obcgen.progress import Progress, silent
from obcgen.published import view
from obcgen.reading import Reading
from obcgen.render.values import printed, short_day
from obcgen.source.nodes import at
from obcgen.trees import draft_of
from obcgen.words import plural

OPEN_VALUES = Kind("PRV-01", "A preview of a spec in which values are open", "warning")

MARK: Final = "Preview, not for publication"
_SECTIONS: Final = ("payment", "outcomes", "funding", "program", "population", "cohorts", "agreement")
"""What money is computed from, in the order in which it is given up where nothing can be computed."""
_WHOLE: Final = "Nothing is open. This preview does not tell whether the deal is sound."


@dataclass(frozen=True, slots=True)
class Preview:
    """A document as far as it is written, and what is open in its spec by path."""

    tree: Document
    first: Filling
    blanks: Mapping[Path, StandIn]


def preview(read: Reading, kind: DocumentKind, *, anchored: bool = False) -> Preview:
    """Return a document of a spec with blanks and faults; `anchored` with marks on what its values print.

    Raises:
        ObcgenError: a template or the pack has errors.
    """
    faults: list[Exception] = []
    for wrong in _wrong(read, kind):
        try:
            return _shown(read, kind, filled(read.source, kind, wrong), anchored=anchored)
        except Exception as error:  # noqa: BLE001 - a deal that makes no sense breaks whatever computes with it
            faults.append(error)
    raise faults[0]


def _wrong(read: Reading, kind: DocumentKind) -> Iterator[tuple[Path, ...]]:
    """Yield what is to be open beside the blanks: nothing; forbidden texts; nonsense; then whole sections."""
    yield ()
    spec = filled(read.source, kind).fillings[0].spec
    texts = tuple(problem.path for problem in markdown_problems(spec))
    yield texts
    yield (*texts, *(problem.path for problem in nonsense(spec, law_on(read.pack, date.max))))
    for number in range(1, len(_SECTIONS) + 1):
        yield (*texts, *((name,) for name in _SECTIONS[:number]))


def build_preview(
    read: Reading,
    kind: DocumentKind = "rfp",
    formats: Sequence[str] = ("html",),
    *,
    progress: Progress = silent,
    names: NamedFor = "document",
) -> Built:
    """Return the files of a preview in every format asked for.

    Raises:
        ObcgenError: as `preview`, or a font or a character cannot be printed.
    """
    known_word("kind", kind, get_args(DocumentKind))
    progress(f"Reading {read.name}")
    found = preview(read, kind)
    stem = Names(found.first.spec, read.stem, names).of(kind, "preview")
    return Built(files_of(stem, found.tree, formats, read.pack, progress), _told(found))


@dataclass(frozen=True, slots=True)
class Page:
    """A preview as a web page, how many values are open, and the element in which a value first prints."""

    html: str
    open: int
    anchors: Mapping[str, str]
    """By the path of a value or of a group of values: the id of an element."""


def preview_page(read: Reading, kind: DocumentKind) -> Page:
    """Return a preview as a page of its own.

    Raises:
        ObcgenError: as `build_preview`.
    """
    found = preview(read, kind, anchored=True)
    files = files_of("preview", found.tree, ("html",), read.pack, silent)
    html, anchors = with_ids(files["preview.html"].decode())
    return Page(html, len(found.blanks), _beside(anchors))


def _beside(anchors: Mapping[str, str]) -> dict[str, str]:
    """Return anchors with one for each line of the rate card, which prints composed: its outcome."""
    names = {path.split(".")[1]: name for path, name in anchors.items() if path.startswith("outcomes.")}
    return {f"payment.rates.{line}": name for line, name in names.items()} | {**anchors}


def _told(found: Preview) -> tuple[Problem, ...]:
    if not found.blanks:
        return ()
    message = f"{_open(len(found.blanks))} The preview marks them."
    hint = "obcgen check SPEC names the line of each."
    return (OPEN_VALUES.problem(message, hint=hint),)


def _shown(read: Reading, kind: DocumentKind, found: Filled, *, anchored: bool) -> Preview:
    first, *others = found.fillings
    paths = paths_of(first.spec) if anchored else {}
    tree = _tree(read.pack, kind, first, paths)
    if found.blanks:
        varies = any(blank.varies for blank in found.blanks.values())
        trees = (tree, *_trees(read.pack, kind, others, paths)) if varies else (tree, tree)
        if varies and len(trees) < FILLINGS:  # what was not tried may hide what depends on a blank
            trees = (tree,)
        labels = _labels(found.blanks) | {key: mark(label) for key, label in found.keys.items()}
        fixed = frozenset(labels) if len(trees) == 1 else _fixed(found, labels) | found.keys.keys()
        tree = with_open_marks(trees, labels, fixed)
    tree = with_anchors(tree, paths) if paths else tree
    tree = without_signs(tree) if paths or found.blanks else tree
    return Preview(_marked(tree, len(found.blanks)), first, found.blanks)


def _tree(pack: Pack, kind: DocumentKind, filling: Filling, paths: Mapping[Path, int]) -> Document:
    shown = view(kind, filling.source, filling.spec)
    return draft_of(kind, shown, pack, places_of(shown.spec, paths))


def _trees(
    pack: Pack, kind: DocumentKind, fillings: Sequence[Filling], paths: Mapping[Path, int]
) -> Iterator[Document]:
    """Yield the document with each of the other fillings that one can be made of."""
    for filling in fillings:
        try:
            yield _tree(pack, kind, filling, paths)
        except Exception:  # noqa: BLE001, S112 - stand-ins need make no sense together; the rest still tell
            continue


def _marked(tree: Document, count: int) -> Document:
    """Return the document with the mark of a preview on every page, and on its first what that means."""
    told = f"{_open(count)} Each is marked where it prints, and so is whatever depends on it."
    said = f"{tree.mark} \N{MIDDLE DOT} {MARK}" if tree.mark else MARK
    return replace(tree, blocks=warned(tree.blocks, MARK, told if count else _WHOLE), mark=said)


def _open(count: int) -> str:
    return f"{count:,} {plural('value', count)} of the spec {'is' if count == 1 else 'are'} open."


def _labels(blanks: Mapping[Path, StandIn]) -> dict[str, str]:
    """Return the mark of each blank by how its first stand-in prints; none where two print alike."""
    labels: dict[str, str] = {}
    for blank in blanks.values():
        for text in _prints(blank.value(0)):
            labels[text] = (
                mark(blank.label) if labels.get(text, mark(blank.label)) == mark(blank.label) else ""
            )
    return {text: label for text, label in labels.items() if label}


def _fixed(found: Filled, labels: Mapping[str, str]) -> frozenset[str]:
    """Return which stand-ins print the same with every filling."""
    same = {
        path
        for path in found.blanks
        if len({str(node.value) for each in found.fillings if (node := at(each.source.root, path))}) == 1
    }
    texts = {text for path in same for text in _prints(found.blanks[path].value(0))}
    return frozenset(texts & labels.keys())


def _prints(value: object) -> tuple[str, ...]:
    """Return the words that a document may print for a figure."""
    match value:
        case str():
            return (value,) if "@" in value else ()
        case bool():
            return ()
        case Money():
            return (str(value), value.exact)
        case datetime():
            return (printed(value.date()), short_day(value.date()))
        case date():
            return (printed(value), short_day(value))
        case _:
            return (printed(value),) if isinstance(value, int | Decimal | Share) else ()
