"""What each part of a document is known by, so that a redline finds it in the other document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from obcgen.document.redline.aligned import Known
from obcgen.document.redline.words import plain
from obcgen.document.tree import (
    Block,
    Callout,
    Changed,
    Contents,
    Figure,
    Heading,
    Item,
    ItemList,
    Paragraph,
    Row,
    Section,
    Signatures,
    Table,
    Text,
)
from obcgen.document.walk import labels_of as words_in

if TYPE_CHECKING:
    from obcgen.document.redline.words import Labels
    from obcgen.document.tree import Blocks

_BESIDE: Final = "\1"
"""Between the texts of two parts; no document holds it."""
_ANY: Final = 0.45
_SURE: Final = 1.0


def known_block(block: Block, labels: Labels) -> Known[Block]:
    """Return a block with what it is known by."""
    text = said(block, labels)
    match block:
        case Section(id=identity) | Table(id=identity) | Figure(id=identity) if identity:
            kind = f"{type(block).__name__} {identity}"
            return Known(block, kind, kind, text, _SURE)
        case Paragraph():
            kind = f"Paragraph {block.role}"
            return Known(block, f"{kind} {text}", kind, text, 0.0 if block.role == "body" else _ANY)
        case ItemList():
            kind = f"ItemList {block.kind}"
            return Known(block, f"{kind} {text}", kind, text, _ANY if block.kind == "clauses" else 0.0)
        case Contents():
            return Known(block, "Contents", "Contents", "", _SURE)
        case _:
            kind = type(block).__name__
            return Known(block, f"{kind} {text}", kind, text)


def known_item(item: Item, labels: Labels) -> Known[Item]:
    """Return an item with what it is known by: its id, or its words."""
    text = _all_said(item.blocks, labels)
    if item.id:
        return Known(item, f"#{item.id}", f"#{item.id}", text, _SURE)
    return Known(item, text, "", text)


def known_row(row: Row, labels: Labels) -> Known[Row]:
    """Return a row with what it is known by; one whose first cell says the same is likely the same row."""
    cells = [_all_said(cell.blocks, labels) for cell in row.cells]
    text = _BESIDE.join(cells)
    return Known(row, f"{row.kind} {text}", row.kind, text)


def said(block: Block, labels: Labels) -> str:  # noqa: PLR0911 - one line a kind
    """Return all that a block says, without numbers that are counted; equal where nothing changed."""
    match block:
        case Paragraph() | Heading():
            return plain(block.content, labels)
        case ItemList():
            return _BESIDE.join(_all_said(item.blocks, labels) for item in block.items)
        case Table():
            cells = (_all_said(cell.blocks, labels) for row in block.rows for cell in row.cells)
            return _BESIDE.join((plain(block.caption, labels), *cells))
        case Figure():
            words = _BESIDE.join((plain(block.caption, labels), block.alternative, *words_in(block)))
            return f"{words}{block.drawing}"
        case Callout() | Section():
            return _BESIDE.join((plain((Text(block.title),), labels), _all_said(block.blocks, labels)))
        case Signatures():
            return _BESIDE.join(text for one in block.parties for text in (one.party, one.name, one.role))
        case Changed():
            return _all_said(block.blocks, labels)
        case Contents():
            return ""


def _all_said(blocks: Blocks, labels: Labels) -> str:
    return _BESIDE.join(said(block, labels) for block in blocks)
