"""The words of a tree, clause by clause, as `compare` takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.document.compare import Clause
from obcgen.document.tree import Document, Section
from obcgen.document.walk import groups_of, sections_of, texts_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.document.tree import Blocks


def clauses_of(document: Document) -> tuple[Clause, ...]:
    """Return each section of a tree with its own words, single-spaced, in order."""
    return tuple(Clause(one.id, " ".join(_words(one).split())) for one in sections_of(document.blocks))


def _words(section: Section) -> str:
    return " ".join((section.title, *_texts(section.blocks)))


def _texts(blocks: Blocks) -> Iterator[str]:
    """Yield the texts of blocks, those of the sections inside them left out."""
    for block in blocks:
        if not isinstance(block, Section):
            yield from texts_in(block)
            for group in groups_of(block):
                yield from _texts(group)
