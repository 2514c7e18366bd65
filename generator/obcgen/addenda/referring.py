"""References of an addendum into the RFP: an answer names a part of it by its id, as the RFP itself does."""

from __future__ import annotations

from dataclasses import replace

from obcgen.document.rewrite import rewritten, with_content, with_inlines
from obcgen.document.tree import Block, Document, Inline, Reference
from obcgen.document.walk import ids_of

RFP = "rfp"


def referring(addendum: Document, rfp: Document) -> Document:
    """Return the addendum with its references to parts that only the RFP prints led there."""
    there = ids_of(rfp.blocks) - ids_of(addendum.blocks)

    def led(inline: Inline) -> Inline:
        if isinstance(inline, Reference) and inline.target in there:
            return replace(inline, target=f"{RFP}#{inline.target}")
        return inline

    def settled(block: Block) -> Block:
        return with_content(block, lambda content: with_inlines(content, led))

    return replace(addendum, blocks=rewritten(addendum.blocks, settled))
