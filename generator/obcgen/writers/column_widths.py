"""Columns wide enough for their longest words, so that no word of a table breaks in the middle."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate, pairwise
from math import ceil
from typing import TYPE_CHECKING, Final

from obcgen.document.rewrite import rewritten
from obcgen.document.tree import Strong, Table
from obcgen.document.walk import blocks_of, content_of, fields_of, inlines_of, text_of
from obcgen.writers.column_balance import balanced
from obcgen.writers.font_files import held
from obcgen.writers.unbroken import NO_BREAK

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from obcgen.document.tree import Block, Cell, Document, Row
    from obcgen.style import Font, Style
    from obcgen.writers.column_balance import Measured, Paragraphs

_POINTS: Final = 72
"""In an inch."""
_SIDES: Final = 12.0
"""Points between the words of a cell and its neighbors, both sides together."""
_KERNING: Final = 1.0
"""Points that a word may be wider than its letters, or a line in Word than in the PDF."""
_BREAK: Final = re.compile(r"[^\S\xa0\u202f]+|(?<=[-\u2010\u2013\u2014])(?=[^\W\d])")
"""Where Word and PDF both may break a line: at a space, and between a hyphen and a letter."""
_UNKNOWN: Final = 1.0
"""The width of a character that the font lacks, of a size of 1."""
_BALANCED: Final = frozenset({"grid", "facts"})
"""Tables with such looks hold texts; the others hold figures that stand apart evenly. What is written in
a blank no width can follow."""
_TWINS: Final = {"Calibri": "Carlito", "Cambria": "Caladea"}
_STRANGER: Final = 1.2
"""What Word may need where it has another typeface than the PDF: words in Arial are up to 1.17 times as wide
as in Carlito."""


@dataclass(frozen=True, slots=True)
class _Head:
    """The look of a table, the widths written for it and the words above its columns."""

    look: str
    widths: tuple[int, ...]
    words: tuple[str, ...]


def fitted(document: Document, style: Style) -> Document:
    """Return a document whose columns hold their longest words in the type of the style.

    Columns that are wide enough keep the widths written for them. Others get the room that they need from
    those that have some to spare. A word that no column could hold beside the others may break. Tables with
    one head are a series and get the same widths: edges that jump from one to the next look like a mistake.

    Raises:
        ObcgenError: a font file of the style cannot be read as a font.
    """
    if not style.font_files:
        return document
    series: dict[_Head, list[Table]] = {}
    for block in blocks_of(document.blocks):
        if isinstance(block, Table) and (head := _head(block)):
            series.setdefault(head, []).append(block)
    widths = {head: _widths(_joined(tables), style) for head, tables in series.items()}
    return replace(document, blocks=rewritten(document.blocks, partial(_fitted, style=style, widths=widths)))


def _head(table: Table) -> _Head | None:
    """Return what tables of one series have in common; nothing for a table without a head."""
    words = tuple("\n".join(_texts(cell)) for row in table.rows if row.kind == "head" for cell in row.cells)
    return _Head(table.look, tuple(column.width for column in table.columns), words) if words else None


def _joined(tables: Sequence[Table]) -> Table:
    return replace(tables[0], rows=tuple(row for table in tables for row in table.rows))


def _fitted(block: Block, style: Style, widths: Mapping[_Head, tuple[int, ...]]) -> Block:
    if not isinstance(block, Table):
        return block
    head = _head(block)
    found = (widths.get(head) if head else None) or _widths(block, style)
    columns = zip(block.columns, found, strict=True)
    return replace(block, columns=tuple(replace(column, width=width) for column, width in columns))


def _widths(table: Table, style: Style) -> tuple[int, ...]:
    rows = [_measured(row, style) for row in table.rows]
    words = [sorted(each) for each in _needed(table, rows, style)]
    widths = shared([column.width for column in table.columns], words)
    if table.look in _BALANCED and not any(fields_of((table,))):
        least = [min(width, each[-1]) for width, each in zip(widths, words, strict=True)]
        heads, texts = (_whole_rows(table, rows, head=head) for head in (True, False))
        widths = balanced(widths, least, texts, heads)
    return tuple(widths)


def _whole_rows(table: Table, rows: Sequence[Measured], *, head: bool) -> list[Measured]:
    """Return the rows with a cell in each column: those of the head, or the others."""
    both = zip(table.rows, rows, strict=True)
    return [cells for row, cells in both if len(cells) == len(table.columns) and (row.kind == "head") is head]


def shared(written: Sequence[int], words: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """Return widths in per cent that sum to what was written.

    `words` holds for each column what its words need, in per cent and rising. The widest word of all gives
    way until every column can hold its widest one.
    """
    needed = [[0, *each] for each in words]
    while sum(each[-1] for each in needed) > sum(written):
        max(needed, key=lambda each: each[-1]).pop()
    least = [each[-1] for each in needed]
    lacking = sum(max(0, need - width) for need, width in zip(least, written, strict=True))
    spare = [max(0, width - need) for need, width in zip(least, written, strict=True)]
    edges = (lacking * edge // max(1, sum(spare)) for edge in accumulate(spare, initial=0))
    taken = (right - left for left, right in pairwise(edges))
    return tuple(max(width, need) - cut for width, need, cut in zip(written, least, taken, strict=True))


def _measured(row: Row, style: Style) -> Measured:
    return tuple(_Room.of(row, cell, style).words(cell) for cell in row.cells)


def _needed(table: Table, rows: Sequence[Measured], style: Style) -> list[set[int]]:
    """Return for each column what its words need, in per cent of the text's width."""
    found: list[set[int]] = [{0} for _ in table.columns]
    around = 100 * (_SIDES + _KERNING) / (style.page.room * _POINTS)
    for row, cells in zip(table.rows, rows, strict=True):
        for place, cell in _places(row, cells):
            found[place] |= {ceil(word + around) for paragraph in cell for word in paragraph}
    return found


@dataclass(frozen=True, slots=True)
class _Room:
    """What the width of a page holds of the letters of a cell."""

    letters: Mapping[str, float]
    points: float
    size: float
    spread: float

    @classmethod
    def of(cls, row: Row, cell: Cell, style: Style) -> _Room:
        letters = _letters(style, bold=_is_bold(row, cell))
        return cls(letters, style.page.room * _POINTS, style.sizes.table, _spread(style.body))

    def words(self, cell: Cell) -> Paragraphs:
        """Return what each word of each paragraph of a cell takes, in per cent."""
        return tuple(tuple(map(self._share, filter(None, _BREAK.split(text)))) for text in _texts(cell))

    def _share(self, word: str) -> float:
        spaced = word.replace(NO_BREAK, " ")
        width = sum(self.letters.get(c, _UNKNOWN) for c in spaced) * self.spread * self.size
        return 100 * width / self.points


def _places(row: Row, measured: Measured) -> Iterator[tuple[int, Paragraphs]]:
    """Yield what is in each cell of one column with the number of that column."""
    starts = accumulate((cell.span for cell in row.cells), initial=0)
    cells = zip(starts, row.cells, measured, strict=False)
    return ((start, words) for start, cell, words in cells if cell.span == 1)


def _is_bold(row: Row, cell: Cell) -> bool:
    strong = (isinstance(inline, Strong) for inline in inlines_of(cell.blocks))
    return cell.header or row.kind != "body" or any(strong)


def _texts(cell: Cell) -> Iterator[str]:
    return (text_of(content_of(block)) for block in blocks_of(cell.blocks))


def _letters(style: Style, *, bold: bool) -> Mapping[str, float]:
    """Return the widths of the letters of the style's typeface; of its first one where that is not held."""
    fonts = [held(file) for file in style.font_files]
    fitting = [font for font in fonts if (font.family, font.bold) == (style.body.shipped, bold)]
    return (fitting or fonts)[0].advances


def _spread(font: Font) -> float:
    return 1.0 if font.shipped in {font.word, _TWINS.get(font.word)} else _STRANGER
