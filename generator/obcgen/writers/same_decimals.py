"""Figures of a table have the same decimals: 26.10% below 24.28%, $500.00 above and beside $416.67."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from obcgen.document.rewrite import rewritten
from obcgen.document.tree import Paragraph, Strong, Table, Text
from obcgen.document.walk import content_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from obcgen.document.tree import Block, Cell, Document, Inline, Row

_FIGURE: Final = re.compile(r"(?:about )?(?:-|\N{MINUS SIGN})?\$?[\d,]+(?:\.(\d+))?%?")
_MOST: Final = 2


def same_decimals(document: Document) -> Document:
    """Return a document in whose tables the figures of a right-aligned column have the same decimals.

    All amounts of a table have cents, or none. Columns stay in which anything else stands than shares, or
    amounts, of at most two decimals.
    """
    return replace(document, blocks=rewritten(document.blocks, _aligned))


def _aligned(block: Block) -> Block:
    if not isinstance(block, Table):
        return block
    right = (place for place, column in enumerate(block.columns) if column.align == "right")
    found = {place: figures for place in right if (figures := _figures(block, place))}
    cents = max((most for kind, most in found.values() if kind == "$"), default=0)
    wanted = {place: cents if kind == "$" else most for place, (kind, most) in found.items()}
    decimals = {place: most for place, most in wanted.items() if most}
    if not decimals:
        return block
    return replace(block, rows=tuple(_padded_row(row, decimals) for row in block.rows))


def _figures(table: Table, place: int) -> tuple[str, int] | None:
    """Return of a column of shares or of amounts which it holds, and the most decimals of a figure."""
    texts = [text for row in table.rows if row.kind != "head" and (text := _text(_at(row, place)))]
    figures = [_FIGURE.fullmatch(text) for text in texts]
    kinds = {(text.endswith("%"), "$" in text) for text in texts}
    if not all(figures) or kinds not in ({(True, False)}, {(False, True)}):
        return None
    most = max(len(figure[1] or "") for figure in figures if figure)
    return ("$" if "$" in texts[0] else "%", most) if most <= _MOST else None


def _at(row: Row, place: int) -> Cell | None:
    return dict(_places(row)).get(place)


def _places(row: Row) -> Iterator[tuple[int, Cell]]:
    start = 0
    for cell in row.cells:
        if cell.span == 1:
            yield start, cell
        start += cell.span


def _text(cell: Cell | None) -> str:
    return "".join(text_of(content_of(block)) for block in cell.blocks) if cell else ""


def _padded_row(row: Row, decimals: Mapping[int, int]) -> Row:
    if row.kind == "head":
        return row
    wanted = {id(cell): decimals[place] for place, cell in _places(row) if place in decimals}
    return replace(
        row,
        cells=tuple(_padded(cell, wanted[id(cell)]) if id(cell) in wanted else cell for cell in row.cells),
    )


def _padded(cell: Cell, decimals: int) -> Cell:
    match cell.blocks:
        case (Paragraph(content=(only,)) as paragraph,):
            return replace(cell, blocks=(replace(paragraph, content=(_written(only, decimals),)),))
        case _:
            return cell


def _written(inline: Inline, decimals: int) -> Inline:
    match inline:
        case Text():
            return Text(_with_decimals(inline.text, decimals))
        case Strong(content=(Text() as inner,)):
            return Strong((Text(_with_decimals(inner.text, decimals)),))
        case _:
            return inline


def _with_decimals(text: str, decimals: int) -> str:
    if not text:
        return text
    number, percent = text.removesuffix("%"), "%" if text.endswith("%") else ""
    whole, _, part = number.partition(".")
    return f"{whole}.{part:0<{decimals}}{percent}"
