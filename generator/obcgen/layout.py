"""From a resolved tree to its files in every format; within limits where a stranger's pack has a part."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from obcgen.confined import Limits, confined, joined, parted, room
from obcgen.document.embedded import Embedded
from obcgen.document.marks import Revision
from obcgen.document.notes import without_remarks
from obcgen.document.resolve import with_pages
from obcgen.document.tree import Contents, Document
from obcgen.document.walk import blocks_of
from obcgen.pack import Pack
from obcgen.problems import ObcgenError, Problem, known_words
from obcgen.progress import Progress
from obcgen.style import Style
from obcgen.writers import (
    WRITERS,
    engine_fault,
    fitted,
    no_pages,
    other_engine,
    page_count,
    page_numbers,
)

LAYOUT = Limits(seconds=120, memory=2_000_000_000, answer=200_000_000)
"""What laying out a stranger's pages may use; a contract of 60 pages takes 10 seconds and 300 MB of it."""


LEAST_ROOM = 145_000_000
"""Bytes that laying out the shortest document needs; with less, the libraries below Pango end the process."""


@dataclass(frozen=True, slots=True)
class Built:
    """The documents by file name, and what the user should still know."""

    files: dict[str, bytes]
    problems: tuple[Problem, ...]
    private: bool = False
    """Whether only the owner may read the files: an estimate, a statement that names participants."""


def files_of(
    stem: str,
    tree: Document,
    formats: Sequence[str],
    pack: Pack,
    progress: Progress,
    inside: Embedded | None = None,
    style: Style | None = None,
) -> dict[str, bytes]:
    """Return the files of a document; what a stranger's pack has a part in is laid out within limits.

    Its look is that of the pack, unless another `style` is given.

    Raises:
        ObcgenError: a font or a character cannot be printed, or a PDF is asked for that cannot be made here.
    """
    look = style or pack.style.of(tree.kind)

    def made() -> dict[str, bytes]:
        shown = fitted(tree, look)
        return _written(shown, shown, formats, look, progress, inside)

    return _named(stem, made, formats, pack)


def pages_of(tree: Document, pack: Pack, style: Style) -> int:
    """Return how many pages the PDF of a document has, laid out as `files_of` does.

    Raises:
        ObcgenError: as `files_of`.
    """

    def counted() -> int:
        return page_count(fitted(tree, style), style)

    if not pack.foreign:
        return counted()
    return int(confined(lambda: str(counted()).encode(), LAYOUT, pack.layers[0].name))


def _named(
    stem: str, made: Callable[[], dict[str, bytes]], formats: Sequence[str], pack: Pack
) -> dict[str, bytes]:
    """Return the files that are made, by their names; within limits for a stranger's pack."""
    known_words("formats", formats, WRITERS)
    if "pdf" in formats and (fault := engine_fault(pack.style.engine)):
        other = (
            "Ask for Word alone: --format docx."
            if engine_fault()
            else "Leave the choice to us: --engine auto."
        )
        raise ObcgenError(replace(fault, hint=f"{other} {fault.hint}"))
    if not pack.foreign:
        files = made()
    else:
        files = parted(confined(lambda: joined(made()), LAYOUT, pack.layers[0].name))
    return {f"{stem}.{name}": content for name, content in files.items()}


def redlined_files(
    stem: str,
    old: Document,
    new: Document,
    revision: Revision,
    formats: Sequence[str],
    pack: Pack,
    progress: Progress,
) -> dict[str, bytes]:
    """Return the files of a redline, or none where nothing changed.

    Raises:
        ObcgenError: as `files_of`.
    """
    from obcgen.document.redline.on_paper import on_paper  # noqa: PLC0415 - other files need no redline
    from obcgen.document.redline.redline import is_changed, redline  # noqa: PLC0415

    style = pack.style.of(new.kind)

    def made() -> dict[str, bytes]:
        progress("Comparing the documents")
        tree = redline(fitted(old, style), fitted(new, style), revision)
        return _written(tree, on_paper(tree), formats, style, progress, None) if is_changed(tree) else {}

    return _named(stem, made, formats, pack)


def unpaged(tree: Document, formats: Sequence[str], pack: Pack) -> tuple[Problem, ...]:
    """Return what to know of pages: that Word's contents will have no numbers, which engine stands in."""
    if "docx" in formats and _has_contents(tree) and (fault := engine_fault()):
        return (no_pages(fault),)
    other = other_engine(pack.style.engine) if "pdf" in formats else None
    return (other,) if other else ()


def _has_contents(tree: Document) -> bool:
    return any(isinstance(one, Contents) for one in blocks_of(tree.blocks))


def _written(
    tree: Document,
    shown: Document,
    formats: Sequence[str],
    style: Style,
    progress: Progress,
    inside: Embedded | None,
) -> dict[str, bytes]:
    """Return the files: Word's of a tree, the others of how pages show it."""
    if {"docx", "pdf"} & set(formats) and engine_fault() is None:
        _need_room()
    if "docx" in formats and engine_fault() is None:
        progress("Laying out pages")
        tree = with_pages(tree, page_numbers(without_remarks(shown), style))
    files = {}
    for name in formats:
        progress(f"Writing {name}")
        files[name] = WRITERS[name](tree if name == "docx" else shown, style, inside)
    return files


def _need_room() -> None:
    """Raise MemoryError where a limit leaves too little to lay out pages."""
    left = room()
    if left is not None and left < LEAST_ROOM:
        raise MemoryError
