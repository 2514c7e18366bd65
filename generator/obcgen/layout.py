"""From a resolved tree to its files in every format; within limits where a stranger's pack has a part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from obcgen.confined import Limits, confined, joined, parted, room
from obcgen.document.embedded import Embedded
from obcgen.document.notes import without_remarks
from obcgen.document.resolve import with_pages
from obcgen.document.tree import Contents, Document
from obcgen.document.walk import blocks_of
from obcgen.pack import Pack
from obcgen.problems import ObcgenError, Problem
from obcgen.progress import Progress
from obcgen.style import Style
from obcgen.writers import WRITERS, engine_fault, fitted, no_pages, page_numbers

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
    if "pdf" in formats and (fault := engine_fault()):
        raise ObcgenError(replace(fault, hint=f"Ask for Word alone: --format docx. {fault.hint}"))
    style = style or pack.style.of(tree.kind)
    if not pack.foreign:
        files = _laid_out(tree, formats, style, progress, inside)
    else:
        one_after_another = confined(
            lambda: joined(_laid_out(tree, formats, style, progress, inside)), LAYOUT, pack.layers[0].name
        )
        files = parted(one_after_another)
    return {f"{stem}.{name}": content for name, content in files.items()}


def unpaged(tree: Document, formats: Sequence[str]) -> tuple[Problem, ...]:
    """Return that the contents of a Word file will have no page numbers, where nothing lays out pages."""
    if "docx" in formats and _has_contents(tree) and (fault := engine_fault()):
        return (no_pages(fault),)
    return ()


def _has_contents(tree: Document) -> bool:
    return any(isinstance(one, Contents) for one in blocks_of(tree.blocks))


def _laid_out(
    tree: Document, formats: Sequence[str], style: Style, progress: Progress, inside: Embedded | None
) -> dict[str, bytes]:
    tree = fitted(tree, style)
    if {"docx", "pdf"} & set(formats) and engine_fault() is None:
        _need_room()
    if "docx" in formats and engine_fault() is None:
        progress("Laying out pages")
        tree = with_pages(tree, page_numbers(without_remarks(tree), style))
    files = {}
    for name in formats:
        progress(f"Writing {name}")
        files[name] = WRITERS[name](tree, style, inside)
    return files


def _need_room() -> None:
    """Raise MemoryError where a limit leaves too little to lay out pages."""
    left = room()
    if left is not None and left < LEAST_ROOM:
        raise MemoryError
