"""Names that Word needs and the tree does not have: bookmarks of at most 40 characters, numbers for controls.

A bookmark is named after the id it stands for, so that a clause is found again by its id after others have
edited the file.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from obcgen.document.tree import (
    Block,
    Blocks,
    Document,
    Figure,
    Item,
    ItemList,
    Number,
    Reference,
    Section,
    Table,
)
from obcgen.document.walk import groups_of, inlines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

LONGEST_BOOKMARK = 40
_NOT_A_NAME = re.compile(r"[^0-9A-Za-z_]+")

Trail = tuple[Number, ...]
"""The numbers from the outermost part down to the thing itself."""


@dataclass(frozen=True, slots=True)
class Names:
    """Where references lead: the bookmark of each id, and of each number that a reference needs."""

    bookmarks: Mapping[str, str]
    trails: Mapping[str, Trail]
    numbered: Mapping[Number, str]

    def of(self, identity: str, number: Number | None) -> str:
        """Return the bookmark that stands on a thing, or an empty text where it needs none."""
        return self.bookmarks.get(identity, "") or (self.numbered.get(number, "") if number else "")


def names(document: Document) -> Names:
    """Return the names that this document's references need."""
    found = list(_places(document.blocks, ()))
    trails = {identity: trail for identity, trail in found if identity}
    bookmarks = bookmark_names(trails)
    numbered = {trail[-1]: bookmarks[identity] for identity, trail in trails.items() if trail}
    needed = _needed(document, trails)
    unnamed = {f"n {number.sequence} {number.label}": number for number in needed if number not in numbered}
    added = bookmark_names([*bookmarks, *unnamed])
    return Names(bookmarks, trails, numbered | {unnamed[key]: added[key] for key in unnamed})


def bookmark_names(identities: Iterable[str]) -> dict[str, str]:
    """Return a bookmark name for each id: letters, digits and underscores, unique whatever the case."""
    taken: set[str] = set()
    chosen = {}
    for identity in identities:
        chosen[identity] = _free(identity, taken)
        taken.add(chosen[identity].casefold())
    return chosen


def control_number(identity: str, taken: set[int]) -> int:
    """Return a number for a content control that depends on its id alone, and note it as taken."""
    number = zlib.crc32(identity.encode("utf-8", "replace")) & 0x3FFFFFFF | 1
    while number in taken:
        number += 1
    taken.add(number)
    return number


def _free(identity: str, taken: set[str]) -> str:
    name = _NOT_A_NAME.sub("_", identity)
    name = name if name[:1].isalpha() else f"id_{name}"
    if len(name) <= LONGEST_BOOKMARK and name.casefold() not in taken:
        return name
    mark = f"_{zlib.crc32(identity.encode('utf-8', 'replace')):08x}"
    candidates = (f"{name[: LONGEST_BOOKMARK - 12]}{mark}{extra}" for extra in ("", *range(1000)))
    return next(candidate for candidate in candidates if candidate.casefold() not in taken)


def _needed(document: Document, trails: Mapping[str, Trail]) -> dict[Number, None]:
    """Return the numbers that references print, those without an id among them: the `7.1` of `7.1(a)`."""
    targets = (one.target for one in inlines_of(document.blocks) if isinstance(one, Reference))
    return dict.fromkeys(number for target in targets for number in trails.get(target, ()))


def _places(blocks: Blocks, above: Trail) -> Iterator[tuple[str, Trail]]:
    for block in blocks:
        yield from _of_block(block, above)


def _of_block(block: Block, above: Trail) -> Iterator[tuple[str, Trail]]:
    match block:
        case Section():
            yield from _within(block.id, block.number, block.blocks, above)
        case Table() | Figure():
            yield block.id, (block.number,) if block.number else ()
            yield from _in_groups(block, above)
        case ItemList():
            for item in block.items:
                yield from _of_item(item, above)
        case _:
            yield from _in_groups(block, above)


def _of_item(item: Item, above: Trail) -> Iterator[tuple[str, Trail]]:
    yield from _within(item.id, item.number, item.blocks, above)


def _within(
    identity: str, number: Number | None, blocks: Blocks, above: Trail
) -> Iterator[tuple[str, Trail]]:
    yield identity, (*above, number) if number else ()
    yield from _places(blocks, (*above, number) if number else above)


def _in_groups(block: Block, above: Trail) -> Iterator[tuple[str, Trail]]:
    for group in groups_of(block):
        yield from _places(group, above)
