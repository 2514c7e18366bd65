"""Making a changed tree out of a tree: new blocks come back, the old ones stay as they are."""

from __future__ import annotations

from dataclasses import replace
from operator import is_
from typing import TYPE_CHECKING, TypeVar

from obcgen.document.tree import (
    Block,
    Blocks,
    Callout,
    Cell,
    Changed,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Inlines,
    Item,
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

Holder = TypeVar("Holder", Item, Cell)


def rewritten(blocks: Blocks, change: Callable[[Block], Block]) -> Blocks:
    """Return the blocks with each one changed, the innermost first."""
    return tuple(change(with_groups(block, lambda inner: rewritten(inner, change))) for block in blocks)


def with_groups(block: Block, change: Callable[[Blocks], Blocks]) -> Block:
    """Return a block with each group of blocks directly inside it changed."""
    match block:
        case Section() | Callout() | Changed():
            blocks = change(block.blocks)
            return block if _same(blocks, block.blocks) else replace(block, blocks=blocks)
        case ItemList():
            items = tuple(_with_blocks(item, change) for item in block.items)
            return block if _same(items, block.items) else replace(block, items=items)
        case Table():
            rows = tuple(_with_cells(row, change) for row in block.rows)
            return block if _same(rows, block.rows) else replace(block, rows=rows)
        case _:
            return block


def with_content(block: Block, change: Callable[[Inlines], Inlines]) -> Block:
    """Return a block with its own text changed: that of a paragraph or minor heading, or a caption."""
    match block:
        case Paragraph() | Heading():
            content = change(block.content)
            return block if _same(content, block.content) else replace(block, content=content)
        case Table() | Figure():
            caption = change(block.caption)
            return block if _same(caption, block.caption) else replace(block, caption=caption)
        case _:
            return block


def with_inlines(inlines: Inlines, change: Callable[[Inline], Inline]) -> Inlines:
    """Return the text with each inline changed, the innermost first."""
    return tuple(change(_with_inner(inline, change)) for inline in inlines)


def _with_inner(inline: Inline, change: Callable[[Inline], Inline]) -> Inline:
    if isinstance(inline, Strong | Emphasis | Link | Marked):
        content = with_inlines(inline.content, change)
        return inline if _same(content, inline.content) else replace(inline, content=content)
    return inline


def _with_cells(row: Row, change: Callable[[Blocks], Blocks]) -> Row:
    cells = tuple(_with_blocks(cell, change) for cell in row.cells)
    return row if _same(cells, row.cells) else replace(row, cells=cells)


def _with_blocks(holder: Holder, change: Callable[[Blocks], Blocks]) -> Holder:
    blocks = change(holder.blocks)
    return holder if _same(blocks, holder.blocks) else replace(holder, blocks=blocks)


def _same(new: tuple[object, ...], old: tuple[object, ...]) -> bool:
    """Tell whether all parts are the very same: then what they stand in is not made anew."""
    return len(new) == len(old) and all(map(is_, new, old))
