"""Making a changed tree out of a tree: new blocks come back, the old ones stay as they are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from obcgen.document.tree import (
    Block,
    Blocks,
    Callout,
    Changed,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Inlines,
    ItemList,
    Link,
    Marked,
    Paragraph,
    Row,
    Section,
    Strong,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Callable


def rewritten(blocks: Blocks, change: Callable[[Block], Block]) -> Blocks:
    """Return the blocks with each one changed, the innermost first."""
    return tuple(change(with_groups(block, lambda inner: rewritten(inner, change))) for block in blocks)


def with_groups(block: Block, change: Callable[[Blocks], Blocks]) -> Block:
    """Return a block with each group of blocks directly inside it changed."""
    match block:
        case Section() | Callout() | Changed():
            return replace(block, blocks=change(block.blocks))
        case ItemList():
            items = (replace(item, blocks=change(item.blocks)) for item in block.items)
            return replace(block, items=tuple(items))
        case Table():
            return replace(block, rows=tuple(_with_cells(row, change) for row in block.rows))
        case _:
            return block


def with_content(block: Block, change: Callable[[Inlines], Inlines]) -> Block:
    """Return a block with its own text changed: that of a paragraph or minor heading, or a caption."""
    match block:
        case Paragraph() | Heading():
            return replace(block, content=change(block.content))
        case Table() | Figure():
            return replace(block, caption=change(block.caption))
        case _:
            return block


def with_inlines(inlines: Inlines, change: Callable[[Inline], Inline]) -> Inlines:
    """Return the text with each inline changed, the innermost first."""
    return tuple(change(_with_inner(inline, change)) for inline in inlines)


def _with_inner(inline: Inline, change: Callable[[Inline], Inline]) -> Inline:
    if isinstance(inline, Strong | Emphasis | Link | Marked):
        return replace(inline, content=with_inlines(inline.content, change))
    return inline


def _with_cells(row: Row, change: Callable[[Blocks], Blocks]) -> Row:
    return replace(row, cells=tuple(replace(cell, blocks=change(cell.blocks)) for cell in row.cells))
