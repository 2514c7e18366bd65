"""Every text that a document prints, with where it comes from: what its fonts must be able to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.document.tree import Callout, Changed, Contents, Field, Figure, ItemList, Section, Signatures
from obcgen.document.walk import blocks_of, content_of, inlines_of, labels_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.document.tree import Block, Document


def printed_texts(document: Document) -> Iterator[tuple[str, str, str]]:
    """Yield each text, the template line it comes from, and the title of the section it stands in."""
    near = ""
    for text in (document.owner, document.number, document.name, document.title):
        yield text, "", "the title"
    for block in blocks_of(document.blocks):
        near = f"“{block.title}”" if isinstance(block, Section) and block.title else near
        for text in _own_texts(block):
            yield text, block.at, near


def _own_texts(block: Block) -> Iterator[str]:
    match block:
        case Section():
            yield from (block.title, text_of(block.marked))
        case Callout():
            yield block.title
        case Signatures():
            yield from (text for one in block.parties for text in (one.party, one.name, one.role))
        case ItemList() | Contents() | Changed():
            return
        case _:
            yield text_of(content_of(block))
            yield from _choices(block)
            yield from labels_of(block) if isinstance(block, Figure) else ()


def _choices(block: Block) -> Iterator[str]:
    if content_of(block):
        for field in inlines_of((block,)):
            if isinstance(field, Field):
                yield from field.choices
