"""A redline as a page shows it: what the marks mean, and nobody fills in what was deleted."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from obcgen.document.rewrite import rewritten, with_content, with_inlines
from obcgen.document.tree import (
    Block,
    Blocks,
    Callout,
    Changed,
    Document,
    Field,
    Inline,
    Inlines,
    ItemList,
    LineBreak,
    Marked,
    Paragraph,
    Row,
    Section,
    Signatures,
    Table,
    Text,
)

MARK: Final = "Redline"
TITLE: Final = "Redline: not for signing"
LEGEND: Final = (
    "Inserted words are underlined, deleted words are struck through, and a bar stands beside each change. "
    "Numbers, references, and the contents are those of the new document. A deleted clause keeps its old "
    "number."
)


def on_paper(document: Document) -> Document:
    """Return a redline with its legend, and with text in place of each blank that was deleted."""
    blocks = rewritten(document.blocks, _without_former_blanks)
    mark = f"{document.mark} · {MARK}" if document.mark else MARK
    legend = Callout("note", TITLE, (Paragraph((Text(LEGEND),)),))
    return replace(document, blocks=_behind_the_cover(blocks, legend), mark=mark)


def _behind_the_cover(blocks: Blocks, legend: Callout) -> Blocks:
    """Return the blocks with the legend on the page behind the cover, on which there is no room."""
    match blocks:
        case (Section(kind="front") as cover, Section(kind="front") as following, *others):
            return (cover, replace(following, blocks=(legend, *following.blocks)), *others)
        case _:
            return (legend, *blocks)


def _without_former_blanks(block: Block) -> Block:
    match block:
        case Changed() if block.mark.is_former:
            return replace(block, blocks=_flat(block.blocks))
        case ItemList():
            items = (
                replace(one, blocks=_flat(one.blocks)) if one.mark and one.mark.is_former else one
                for one in block.items
            )
            return replace(block, items=tuple(items))
        case Table():
            block = replace(block, rows=tuple(map(_row, block.rows)))
            return with_content(block, _marked)
        case _:
            return with_content(block, _marked)


def _row(row: Row) -> Row:
    if not (row.mark and row.mark.is_former):
        return row
    return replace(row, cells=tuple(replace(cell, blocks=_flat(cell.blocks)) for cell in row.cells))


def _marked(content: Inlines) -> Inlines:
    return tuple(
        replace(one, content=with_inlines(one.content, _text))
        if isinstance(one, Marked) and one.mark.is_former
        else one
        for one in content
    )


def _flat(blocks: Blocks) -> Blocks:
    return rewritten(blocks, _block)


def _block(block: Block) -> Block:
    if not isinstance(block, Signatures):
        return with_content(block, lambda content: with_inlines(content, _text))
    lines = (
        Text(", ".join(filter(None, ("Signature of " + one.party, one.name, one.role))))
        for one in block.parties
    )
    content = [each for line in lines for each in (line, LineBreak())]
    return Paragraph(tuple(content[:-1]), at=block.at)


def _text(inline: Inline) -> Inline:
    return Text(inline.placeholder or inline.title) if isinstance(inline, Field) else inline
