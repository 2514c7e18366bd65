"""Third transform of `resolve`: fills the contents from the numbered sections; later, their page numbers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from obcgen.document.rewrite import rewritten
from obcgen.document.tree import Block, Contents, Document, Entry
from obcgen.document.walk import sections_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def with_contents(document: Document) -> Document:
    """Return the document with its contents filled, as deep as each asks for; front matter is left out."""
    entries = tuple(
        Entry(section.id, section.number.label, section.title, section.number.level)
        for section in sections_of(document.blocks)
        if section.number
    )
    return _changed(
        document, lambda one: replace(one, entries=tuple(e for e in entries if e.level < one.depth))
    )


def with_pages(document: Document, pages: Mapping[str, int]) -> Document:
    """Return the document with the page of each line of the contents, by the id of its section."""
    return _changed(
        document,
        lambda one: replace(one, entries=tuple(replace(e, page=pages.get(e.target)) for e in one.entries)),
    )


def _changed(document: Document, change: Callable[[Contents], Contents]) -> Document:
    def changed(block: Block) -> Block:
        return change(block) if isinstance(block, Contents) else block

    return replace(document, blocks=rewritten(document.blocks, changed))
