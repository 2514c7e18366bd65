"""The words of a section, passage by passage: a paragraph, an item or a row of a table is one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from obcgen.document.tree import (
    Blocks,
    Callout,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Inlines,
    Item,
    ItemList,
    Link,
    Paragraph,
    Reference,
    Section,
    Strong,
    Table,
)
from obcgen.document.walk import text_of


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage as it prints, and what tells it from another.

    `alike` has the ids of the parts that are referred to in place of their numbers, which move when a part is
    added before them, and leaves out the passage's own number.
    """

    text: str
    alike: str


def passages_of(section: Section) -> tuple[Passage, ...]:
    """Return the passages of a section itself, without those of the sections inside it."""
    return tuple(each for each in _passages(section.blocks) if each.alike)


def _passages(blocks: Blocks) -> Iterator[Passage]:
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                yield _passage(block.content)
            case ItemList():
                for item in block.items:
                    yield from _item(item)
            case Table():
                yield from _table(block)
            case Callout():
                yield Passage(block.title, block.title)
                yield from _passages(block.blocks)
            case Figure():
                yield Passage(block.alternative, block.alternative)


def _item(item: Item) -> Iterator[Passage]:
    """Yield an item, its number before it, and what stands below it."""
    first, *others = _passages(item.blocks)
    label = f"{item.number.label} " if item.number else ""
    yield Passage(f"{label}{first.text}", first.alike)
    yield from others


def _table(table: Table) -> Iterator[Passage]:
    """Yield the caption, and each row from left to right; of cards each column from top to bottom.

    A cell of a row says what its column is called. What stands in a cell as several paragraphs or items is a
    passage each.
    """
    yield _passage(table.caption)
    rows = [[tuple(_passages(cell.blocks)) for cell in row.cells] for row in table.rows]
    if table.look in {"cards", "strip"}:
        for column in zip(*rows, strict=False):
            yield from _line(column, [])
        return
    heads: list[Passage] = []
    for row, cells in zip(table.rows, rows, strict=True):
        if row.kind == "head":
            heads = [_joined(each) for each in cells]
        whole = len(row.cells) == len(heads)
        yield from _line(cells, heads if whole and row.kind == "body" else [])


def _line(cells: Sequence[tuple[Passage, ...]], heads: Sequence[Passage]) -> Iterator[Passage]:
    """Yield what stands side by side as one passage, behind the first; whatever is longer by itself."""
    short = {at: each[0] for at, each in enumerate(cells) if len(each) == 1}
    names = {at: each for at, each in enumerate(heads) if at}
    yield Passage(
        _side_by_side({at: each.text for at, each in short.items()}, {at: n.text for at, n in names.items()}),
        _side_by_side(
            {at: each.alike for at, each in short.items()}, {at: n.alike for at, n in names.items()}
        ),
    )
    for several in cells:
        yield from several if len(several) > 1 else ()


def _side_by_side(cells: Mapping[int, str], names: Mapping[int, str]) -> str:
    texts = [f"{names[at]}: {text}" if names.get(at) else text for at, text in cells.items() if text]
    return ": ".join(filter(None, (texts[0], "; ".join(texts[1:])))) if texts else ""


def _joined(passages: Sequence[Passage]) -> Passage:
    return Passage(" ".join(each.text for each in passages), " ".join(each.alike for each in passages))


def _passage(content: Inlines) -> Passage:
    return Passage(_on_one_line(text_of(content)), _on_one_line("".join(map(_alike, content))))


def _alike(inline: Inline) -> str:
    match inline:
        case Reference():
            return f"#{inline.target}"
        case Strong() | Emphasis() | Link():
            return "".join(map(_alike, inline.content))
        case _:
            return text_of((inline,))


def _on_one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def name_of(section: Section) -> str:
    """Return what a section is called: `Section 6.4, Caps`; the cover, which has no title, is page one."""
    if section.number:
        return f"{section.number.reference}, {section.title}"
    return section.title or "Page one"
