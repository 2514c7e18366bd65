"""Which attachments begin a page: the first one, and a form, which is taken out to be filled in or signed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from obcgen.document.tree import Section, Signatures
from obcgen.document.walk import blocks_of, fields_of

if TYPE_CHECKING:
    from obcgen.document.tree import Block, Blocks, Document


def on_pages(document: Document) -> Document:
    """Return a document whose attachments begin a page only where that serves a reader.

    What follows a form begins a page too: the form is a sheet of its own.
    """
    return replace(document, blocks=_placed(document.blocks))


def _placed(blocks: Blocks) -> Blocks:
    return tuple(_opened(one, ahead) for ahead, one in zip((None, *blocks), blocks, strict=False))


def _opened(block: Block, ahead: Block | None) -> Block:
    match block:
        case Section(kind="attachment", level=0):
            return replace(block, starts_page=_is_form(block) or not _is_attachment(ahead) or _is_form(ahead))
        case Section():
            return replace(block, blocks=_placed(block.blocks))
        case _:
            return block


def _is_attachment(block: Block | None) -> bool:
    return isinstance(block, Section) and block.kind == "attachment"


def _is_form(block: Block | None) -> bool:
    """Tell whether a section has a blank or a place to sign."""
    inside = (block,) if block else ()
    return any(fields_of(inside)) or any(isinstance(one, Signatures) for one in blocks_of(inside))
