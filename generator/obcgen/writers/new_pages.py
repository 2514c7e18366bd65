"""What begins a page: the first attachment, and an attached form. The forms of a part are whole on a page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from obcgen.document.tree import Section, Signatures, Table
from obcgen.document.walk import blocks_of, fields_of

if TYPE_CHECKING:
    from obcgen.document.tree import Block, Blocks, Document

_FORM: Final = 2
"""The level of a form in a part, as C.3.1 Invoice."""
_LONG: Final = 40
"""More rows than these take more than a page."""


def on_pages(document: Document) -> Document:
    """Return a document whose attachments and forms begin a page where that serves a reader.

    What follows an attached form begins a page too: the form is a sheet of its own. So does what follows an
    attachment of pages, or is one: the running head says which it is. A form of a part is whole, and shares
    its page with what fits beside it.
    """
    return replace(document, blocks=_placed(document.blocks))


def _placed(blocks: Blocks) -> Blocks:
    return tuple(_opened(one, ahead) for ahead, one in zip((None, *blocks), blocks, strict=False))


def _opened(block: Block, ahead: Block | None) -> Block:
    match block:
        case Section(kind="attachment", level=0):
            apart = any(_is_form(one) or _is_long(one) for one in (ahead, block))
            return replace(block, starts_page=apart or not _is_attachment(ahead))
        case Section(kind="part"):
            whole = block.level == _FORM and _is_form(block)
            return replace(block, whole=whole, blocks=_placed(block.blocks))
        case Section(kind="body", level=0) if _is_signed_form(block):
            return replace(block, starts_page=isinstance(ahead, Section))
        case Section():
            return replace(block, blocks=_placed(block.blocks))
        case _:
            return block


def _is_attachment(block: Block | None) -> bool:
    return isinstance(block, Section) and block.kind == "attachment"


def _is_signed_form(section: Section) -> bool:
    """Tell whether a section holds blanks and below them the place to sign: its sheet is whole.

    They may stand in the last section inside it, under what else is signed there.
    """
    own = section.blocks
    forms = (one for one in own if isinstance(one, Table) and one.look == "form")
    if any(forms) and any(isinstance(one, Signatures) for one in own):
        return True
    return bool(own) and isinstance(last := own[-1], Section) and _is_signed_form(last)


def _is_long(block: Block | None) -> bool:
    inside = blocks_of((block,) if block else ())
    return any(isinstance(one, Table) and len(one.rows) > _LONG for one in inside)


def _is_form(block: Block | None) -> bool:
    """Tell whether a section has a blank or a place to sign."""
    inside = (block,) if block else ()
    return any(fields_of(inside)) or any(isinstance(one, Signatures) for one in blocks_of(inside))
