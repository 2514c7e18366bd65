"""The edition with drafting notes: each clause's note beside it, on a tree whose body stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from operator import is_
from typing import Final

from obcgen.document.marks import Remark
from obcgen.document.rewrite import rewritten
from obcgen.document.tree import Block, Blocks, Callout, Document, Paragraph, Section, Text

MARK: Final = "Not for signing"
TITLE: Final = "Edition with drafting notes"
WARNING: Final = (
    "Not for signing or publication. The notes say why a clause is here, when it is printed, and where it "
    "comes from. They are no part of the document."
)


def annotated(document: Document, remarks: Mapping[str, Remark]) -> Document:
    """Return a resolved document with a remark on each section that has one, and a warning on its cover.

    Args:
        document: the plain edition; its numbers and references stay.
        remarks: by the id of a section.
    """

    def noted(block: Block) -> Block:
        if isinstance(block, Section) and block.id in remarks:
            return replace(block, remark=remarks[block.id])
        return block

    mark = f"{document.mark} · {MARK}" if document.mark else MARK
    return replace(document, blocks=warned(rewritten(document.blocks, noted), TITLE, WARNING), mark=mark)


def without_remarks(document: Document) -> Document:
    """Return the document without remarks; a plain edition comes back as it is."""

    def plain(block: Block) -> Block:
        return replace(block, remark=None) if isinstance(block, Section) and block.remark else block

    blocks = rewritten(document.blocks, plain)
    return document if all(map(is_, blocks, document.blocks)) else replace(document, blocks=blocks)


def warned(blocks: Blocks, title: str, text: str) -> Blocks:
    """Return the blocks with a warning on the first page: below its title, where there is one."""
    warning = Callout("warning", title, (Paragraph((Text(text),)),))
    first, *others = blocks
    if not isinstance(first, Section):
        return (warning, *blocks)
    titles = next((at for at, block in enumerate(first.blocks) if not _is_title(block)), len(first.blocks))
    inside = (*first.blocks[:titles], warning, *first.blocks[titles:])
    return (replace(first, blocks=inside), *others)


def _is_title(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role in {"kicker", "title", "subtitle"}
