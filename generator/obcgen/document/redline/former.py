"""The old document as it can stand inside the new one: no id, number or reference of it is the new one's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from obcgen.document.rewrite import rewritten, with_content, with_inlines
from obcgen.document.tree import (
    Figure,
    Item,
    ItemList,
    Reference,
    Section,
    Table,
)
from obcgen.document.walk import blocks_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from obcgen.document.tree import Block, Blocks, Inline, Inlines, Number

_SUFFIX: Final = "-before"
_NO_BREAK: Final = "\N{NO-BREAK SPACE}"


def labels_of(blocks: Blocks) -> dict[str, str]:
    """Return what a reference to each numbered id prints: `Section 7.2`."""
    return {identity: number.reference for identity, number in _numbered(blocks) if identity and number}


def is_label(reference: Reference, labels: Mapping[str, str]) -> bool:
    """Tell whether a reference prints the label of what it leads to, and no words that an author chose."""
    return text_of(reference.content).replace(_NO_BREAK, " ") == labels.get(reference.target)


def as_former(blocks: Blocks, parted: frozenset[str]) -> Blocks:
    """Return the blocks of an old document with its numbers and references told from the new one's.

    `parted` are the ids that stand in both documents, but in different places: here they end in `-before`.
    """
    labels = labels_of(blocks)

    def named(identity: str) -> str:
        return f"{identity}{_SUFFIX}" if identity in parted else identity

    def inline(one: Inline) -> Inline:
        if not isinstance(one, Reference):
            return one
        return replace(one, target=named(one.target), former=is_label(one, labels))

    def content(inlines: Inlines) -> Inlines:
        return with_inlines(inlines, inline)

    def block(one: Block) -> Block:
        one = with_content(one, content)
        match one:
            case Section() | Table() | Figure():
                return replace(one, id=named(one.id), number=_former(one.number))
            case ItemList():
                return replace(one, items=tuple(item(each) for each in one.items))
            case _:
                return one

    def item(one: Item) -> Item:
        return replace(one, id=named(one.id), number=_former(one.number))

    return rewritten(blocks, block)


def identity_before(identity: str) -> str:
    """Return the id under which the new document knows a thing."""
    return identity.removesuffix(_SUFFIX)


def _former(number: Number | None) -> Number | None:
    """Return a number as one of the old document; its list is none of the new one's."""
    if number is None:
        return None
    sequence = f"former-{number.sequence}" if number.sequence.startswith("list-") else number.sequence
    return replace(number, sequence=sequence, former=True)


def _numbered(blocks: Blocks) -> Iterator[tuple[str, Number | None]]:
    for block in blocks_of(blocks):
        match block:
            case Section() | Table() | Figure():
                yield block.id, block.number
            case ItemList():
                yield from ((item.id, item.number) for item in block.items)
