"""One document of two: the new one, with marks on what was inserted, deleted or moved.

Whoever accepts every mark has the new document, whoever rejects every mark has the old one. Numbers and
references are those of the new document. Looks are too: a change of looks alone is no mark.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from obcgen.document.redline.blocks import Merge
from obcgen.document.redline.former import as_former, labels_of
from obcgen.document.redline.known import said
from obcgen.document.redline.words import Labels
from obcgen.document.tree import (
    Callout,
    Changed,
    Contents,
    Figure,
    ItemList,
    Marked,
    Section,
    Signatures,
    Table,
)
from obcgen.document.walk import blocks_of, content_of, ids_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.document.marks import Mark, Revision
    from obcgen.document.tree import Blocks, Document


def redline(old: Document, new: Document, revision: Revision) -> Document:
    """Return the new document with marks on what changed since the old one.

    Args:
        old: a resolved document.
        new: another one of the same kind.
        revision: whose changes these are, and since when.
    """
    labels = Labels(labels_of(new.blocks))
    blocks = Merge(labels).blocks(as_former(old.blocks, frozenset()), new.blocks)
    deleted, inserted = _parts(blocks, former=True), _parts(blocks, former=False)
    parted = _ids(deleted) & _ids(inserted)
    if parted:
        moved = _moved(deleted, inserted, labels)
        blocks = Merge(labels, moved).blocks(as_former(old.blocks, parted), new.blocks)
    return replace(new, blocks=blocks, revision=revision)


def is_changed(document: Document) -> bool:
    """Tell whether a redline marks anything."""
    return any(
        isinstance(block, Changed)
        or any(isinstance(one, Marked) for one in content_of(block))
        or (isinstance(block, Section) and block.marked)
        or (isinstance(block, ItemList) and any(item.mark for item in block.items))
        or (isinstance(block, Table) and any(row.mark for row in block.rows))
        for block in blocks_of(document.blocks)
    )


_Parts = list[tuple[str, "Blocks"]]
"""Parts that are marked as a whole, each with its id where it is a clause."""


def _parts(blocks: Blocks, *, former: bool) -> _Parts:
    found: _Parts = []
    for block in blocks_of(blocks):
        found += [(identity, inside) for mark, identity, inside in _marked(block) if mark.is_former == former]
    return found


def _marked(block: object) -> Iterator[tuple[Mark, str, Blocks]]:
    match block:
        case Changed():
            for one in block.blocks:
                yield block.mark, one.id if isinstance(one, Section) else "", (one,)
        case ItemList():
            yield from ((item.mark, item.id, item.blocks) for item in block.items if item.mark)
        case Table():
            for row in block.rows:
                if row.mark:
                    yield row.mark, "", tuple(one for cell in row.cells for one in cell.blocks)


def _ids(parts: _Parts) -> frozenset[str]:
    own = frozenset(identity for identity, _ in parts if identity)
    return own.union(*(ids_of(blocks) for _, blocks in parts))


def _moved(deleted: _Parts, inserted: _Parts, labels: Labels) -> frozenset[str]:
    """Return the ids of the clauses that say in both places the same, and are paragraphs throughout."""
    was, now = (
        {identity: "\1".join(said(one, labels) for one in blocks) for identity, blocks in parts if identity}
        for parts in (deleted, inserted)
    )
    movable = {identity for identity, blocks in inserted if _is_text(blocks)}
    return frozenset(
        identity for identity in movable & was.keys() & now.keys() if was[identity] == now[identity]
    )


def _is_text(blocks: Blocks) -> bool:
    """Tell whether blocks are paragraphs throughout: of a table Word cannot say that it moved."""
    return not any(
        isinstance(one, Table | Figure | Callout | Signatures | Contents) for one in blocks_of(blocks)
    )
