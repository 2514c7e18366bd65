"""Reading over the tree: every block, every inline, every text, in the order in which they print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.document.drawing import Label
from obcgen.document.tree import (
    Block,
    Blocks,
    Callout,
    Changed,
    Document,
    Emphasis,
    Field,
    Figure,
    Heading,
    Inline,
    Inlines,
    ItemList,
    LineBreak,
    Link,
    Marked,
    Paragraph,
    Reference,
    Section,
    Signatures,
    Strong,
    Table,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


def text_of(inlines: Inlines) -> str:
    """Return the characters a reader sees: no marks, a new line for a line break, a blank's placeholder."""
    return "".join(_shown(inline) for inline in inlines)


def standing(inlines: Inlines) -> Inlines:
    """Return the text without what a redline marks as deleted."""
    return tuple(one for one in inlines if not (isinstance(one, Marked) and one.mark.is_former))


def blocks_of(blocks: Blocks) -> Iterator[Block]:
    """Yield each block and all blocks inside it, outermost first."""
    for block in blocks:
        yield block
        for group in groups_of(block):
            yield from blocks_of(group)


def inlines_of(blocks: Blocks) -> Iterator[Inline]:
    """Yield every inline of these blocks and of the blocks inside them, outermost first."""
    for block in blocks_of(blocks):
        yield from _deep(content_of(block))


def sections_of(blocks: Blocks) -> Iterator[Section]:
    """Yield each section and all sections inside it, in order."""
    return (block for block in blocks_of(blocks) if isinstance(block, Section))


def ids_of(blocks: Blocks) -> frozenset[str]:
    """Return the id of everything in these blocks that a reference may lead to."""
    found = [block.id for block in blocks_of(blocks) if isinstance(block, Section | Table | Figure)]
    lists = (block.items for block in blocks_of(blocks) if isinstance(block, ItemList))
    return frozenset(filter(None, (*found, *(item.id for items in lists for item in items))))


def fields_of(blocks: Blocks) -> Iterator[Field]:
    """Yield every blank that somebody fills in."""
    return (inline for inline in inlines_of(blocks) if isinstance(inline, Field))


def texts(document: Document) -> Iterator[str]:
    """Yield every text the document prints, block by block; numbers and page numbers left out."""
    for block in blocks_of(document.blocks):
        yield from texts_in(block)


def texts_in(block: Block) -> tuple[str, ...]:
    """Return the texts of a block itself, without those of the blocks inside it."""
    return tuple(text for text in _texts(block) if text)


def labels_of(figure: Figure) -> tuple[str, ...]:
    """Return the words in a figure's drawing, in the order in which it was drawn."""
    return tuple(shape.text for shape in figure.drawing.shapes if isinstance(shape, Label))


def groups_of(block: Block) -> tuple[Blocks, ...]:
    """Return the groups of blocks directly inside a block: a section's own, each list item's, each cell's."""
    match block:
        case Section() | Callout() | Changed():
            return (block.blocks,)
        case ItemList():
            return tuple(item.blocks for item in block.items)
        case Table():
            return tuple(cell.blocks for row in block.rows for cell in row.cells)
        case _:
            return ()


def content_of(block: Block) -> Inlines:
    """Return the text that belongs to a block itself: that of a paragraph or minor heading, or a caption."""
    match block:
        case Paragraph() | Heading():
            return block.content
        case Table() | Figure():
            return block.caption
        case _:
            return ()


def _deep(inlines: Inlines) -> Iterator[Inline]:
    for inline in inlines:
        yield inline
        if isinstance(inline, Strong | Emphasis | Link | Reference | Marked):
            yield from _deep(inline.content)


def _shown(inline: Inline) -> str:
    match inline:
        case Text():
            return inline.text
        case LineBreak():
            return "\n"
        case Field():
            return inline.placeholder
        case _:
            return text_of(inline.content)


def _remarks(section: Section) -> tuple[tuple[str, str], ...]:
    return section.remark.lines if section.remark else ()


def _texts(block: Block) -> tuple[str, ...]:
    match block:
        case Section():
            return (block.title, text_of(block.marked), *(text for line in _remarks(block) for text in line))
        case Callout():
            return (block.title,)
        case Figure():
            return (text_of(block.caption), block.alternative, *labels_of(block))
        case Signatures():
            return tuple(text for one in block.parties for text in (one.party, one.name, one.role))
        case _:
            return (text_of(content_of(block)),)
