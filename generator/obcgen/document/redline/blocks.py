"""Two sequences of blocks as one that marks what changed: paragraphs by words, tables by rows and cells.

A cell and a document end with the paragraph they had: Word cannot delete the last mark in either.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from obcgen.document.marks import DELETED, INSERTED, Mark
from obcgen.document.redline.aligned import aligned
from obcgen.document.redline.former import identity_before
from obcgen.document.redline.known import known_block, known_item, known_row, said
from obcgen.document.redline.words import Labels, merged
from obcgen.document.rewrite import with_content
from obcgen.document.tree import (
    Block,
    Blocks,
    Callout,
    Cell,
    Changed,
    Contents,
    Heading,
    Item,
    ItemList,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
)
from obcgen.document.walk import content_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_NO_PARAGRAPH: Final = Paragraph(())


@dataclass(frozen=True, slots=True)
class Merge:
    """How two documents become one: what references print in the new one, and the ids of what only moved."""

    labels: Labels
    moved: frozenset[str] = field(default=frozenset())

    def blocks(self, old: Blocks, new: Blocks) -> Blocks:
        """Return the new blocks with marks, and what of the old ones was deleted among them."""
        known = [[known_block(one, self.labels) for one in blocks] for blocks in (old, new)]
        marked = [one for was, now in aligned(*known) for one in self._pair(was, now)]
        return tuple(_gathered(marked))

    def _pair(self, was: Block | None, now: Block | None) -> Blocks:
        if was is None or now is None:
            return (*self._whole(DELETED, was), *self._whole(INSERTED, now))
        if isinstance(now, Contents) or said(was, self.labels) == said(now, self.labels):
            return (now,)
        found = self._merged(was, now)
        return (found,) if found else (*self._whole(DELETED, was), *self._whole(INSERTED, now))

    def _whole(self, mark: Mark, block: Block | None) -> Blocks:
        """Return a block marked as a whole; contents are no words, and always those of the new document."""
        if block is None or isinstance(block, Contents):
            return (block,) if block and mark is INSERTED else ()
        return (Changed(self.mark(mark, block.id if isinstance(block, Section) else ""), (block,)),)

    def mark(self, mark: Mark, identity: str) -> Mark:
        """Return the mark of a part: moved, where it stands unchanged elsewhere in the other document."""
        shared = identity_before(identity)
        if shared not in self.moved:
            return mark
        return Mark("moved-from" if mark.is_former else "moved-to", shared)

    def _merged(self, was: Block, now: Block) -> Block | None:
        """Return one block of two, or nothing where it is simpler to replace the old one."""
        match was, now:
            case (Paragraph(), Paragraph()) | (Heading(), Heading()):
                content = merged(content_of(was), content_of(now), self.labels)
                return with_content(now, lambda _: content)
            case ItemList(), ItemList():
                return replace(now, items=self._items(was, now))
            case Table(), Table():
                return self._table(was, now)
            case Callout(), Callout() if was.title == now.title:
                return replace(now, blocks=self.blocks(was.blocks, now.blocks))
            case Section(), Section():
                return self._section(was, now)
            case _:
                return None

    def _section(self, was: Section, now: Section) -> Section | None:
        if bool(was.title) != bool(now.title):
            return None
        is_same = was.title == now.title
        marked = () if is_same else merged((Text(was.title),), (Text(now.title),), self.labels)
        return replace(now, marked=marked, blocks=self.blocks(was.blocks, now.blocks))

    # --- lists -----------------------------------------------------------------------------------

    def _items(self, was: ItemList, now: ItemList) -> tuple[Item, ...]:
        known = [[known_item(one, self.labels) for one in block.items] for block in (was, now)]
        sequence = next((one.number.sequence for one in now.items if one.number), "")
        return tuple(item for pair in aligned(*known) for item in self._item(*pair, sequence))

    def _item(self, was: Item | None, now: Item | None, sequence: str) -> Iterator[Item]:
        if was and now and (found := self._merged_item(was, now)):
            yield found
            return
        if was:
            number = replace(was.number, sequence=sequence) if was.number and sequence else was.number
            yield replace(was, number=number, mark=self.mark(DELETED, was.id))
        if now:
            yield replace(now, mark=self.mark(INSERTED, now.id))

    def _merged_item(self, was: Item, now: Item) -> Item | None:
        """Return one item of two; its first paragraph is always one, since it carries the number."""
        match was.blocks, now.blocks:
            case (Paragraph() as first, *rest), (Paragraph() as begins, *others):
                lead = replace(begins, content=merged(first.content, begins.content, self.labels))
                return replace(now, blocks=(lead, *self.blocks(tuple(rest), tuple(others))))
            case _:
                return now if was.blocks == now.blocks else None

    # --- tables ----------------------------------------------------------------------------------

    def _table(self, was: Table, now: Table) -> Table | None:
        if (was.look, len(was.columns), bool(was.caption)) != (now.look, len(now.columns), bool(now.caption)):
            return None
        known = [[known_row(one, self.labels) for one in table.rows] for table in (was, now)]
        rows = tuple(row for pair in aligned(*known) for row in self._row(*pair))
        return replace(now, rows=rows, caption=merged(was.caption, now.caption, self.labels))

    def _row(self, was: Row | None, now: Row | None) -> Iterator[Row]:
        if was and now and (found := self._merged_row(was, now)):
            yield found
            return
        if was:
            yield replace(was, mark=DELETED)
        if now:
            yield replace(now, mark=INSERTED)

    def _merged_row(self, was: Row, now: Row) -> Row | None:
        if [cell.span for cell in was.cells] != [cell.span for cell in now.cells]:
            return None
        cells = [self._cell(*pair) for pair in zip(was.cells, now.cells, strict=True)]
        return None if None in cells else replace(now, cells=tuple(filter(None, cells)))

    def _cell(self, was: Cell, now: Cell) -> Cell | None:
        """Return one cell of two, or nothing where it would not end with an unmarked paragraph."""
        *before, last = was.blocks or (_NO_PARAGRAPH,)
        *others, end = now.blocks or (_NO_PARAGRAPH,)
        above = self.blocks(tuple(before), tuple(others))
        if isinstance(last, Paragraph) and isinstance(end, Paragraph):
            content = merged(last.content, end.content, self.labels)
            return replace(now, blocks=(*above, replace(end, content=content)))
        blocks = (*above, *self._pair(last, end))
        return None if _ends_marked(blocks) else replace(now, blocks=blocks)


def _ends_marked(blocks: Blocks) -> bool:
    """Tell whether the last paragraph of blocks is inserted or deleted as a whole."""
    match blocks:
        case (*_, Changed()):
            return True
        case (*_, ItemList(items=(*_, last))):
            return last.mark is not None or _ends_marked(last.blocks)
        case (*_, Section(blocks=inside) | Callout(blocks=inside)) if inside:
            return _ends_marked(inside)
        case _:
            return False


def _gathered(blocks: list[Block]) -> Iterator[Block]:
    """Yield blocks with neighbours under one mark as one; each moved part stays one by itself."""
    for mark, run in groupby(blocks, key=lambda one: one.mark if isinstance(one, Changed) else None):
        if mark is None or mark.moved:
            yield from run
        else:
            inside = (block for one in run if isinstance(one, Changed) for block in one.blocks)
            yield Changed(mark, tuple(inside))
