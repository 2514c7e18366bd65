"""Tables as Typst code: what each cell holds and is; how that looks stands in the sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from obcgen.document.tree import Field, Paragraph
from obcgen.document.walk import content_of
from obcgen.writers.html_changes import is_marked
from obcgen.writers.paper import is_blank, is_short, kept, row_lines
from obcgen.writers.typst_code import NOTHING, array, call, joined, string, truth
from obcgen.writers.typst_fields import cell_field_to_typst, to_the_foot
from obcgen.writers.typst_pen import POINTS
from obcgen.writers.typst_text import inlines_to_typst, words_to_typst

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from obcgen.document.marks import Mark
    from obcgen.document.tree import Align, Blocks, Cell, Row, Table
    from obcgen.writers.typst_pen import Pen

_SIDES: Final = 12.0
"""Points between the words of a cell and its neighbors."""
_HIGH: Final = 25
"""A row of more lines than these may go on over the next page, or it could not be printed whole."""


def table_to_typst(
    table: Table, pen: Pen, in_cell: Callable[[Blocks, Pen], str], *, tight: bool, stays: bool
) -> str:
    """Return a table; `in_cell` writes what a cell holds beside a line of text.

    `tight` is on a cover; what `stays` is on the page of what follows.
    """
    anchor = joined(pen.anchor(table.id))
    if table.id and table.number:
        pen.names[table.id] = table.number.reference
    caption = _caption(table, pen)
    foot = to_the_foot(table)
    head = [row for row in table.rows if row.kind == "head"]
    body = [row for row in table.rows if row.kind != "head"]
    rows = [_row(row, table, pen, in_cell) for row in (*head, *body)]
    first, last = _together(table)
    last = len(rows) - last
    pen.full = foot != NOTHING
    return call(
        "sheet",
        string(table.look),
        array(*(str(column.width) for column in table.columns)),
        array(*rows[: len(head)]),
        array(*rows[len(head) : last]),
        array(*rows[last:]),
        str(max(first - len(head), 0)),
        caption,
        anchor,
        truth(is_short(table) and sum(row_lines(row, table) for row in table.rows) <= _HIGH),
        truth(tight and table.look == "grid"),
        truth(stays),
        foot,
    )


def _together(table: Table) -> tuple[int, int]:
    """Return how many rows stay on one page at the beginning of a table and at its end, where not all do."""
    if is_short(table):
        return 0, 0
    stays, rows = kept(table), table.rows
    first = next((place for place, one in enumerate(stays) if not one), 0)
    last = next((place for place, one in enumerate(reversed(stays[:-1])) if not one), len(stays) - 1)
    body = sum(row.kind != "head" for row in rows)
    return (
        first + 1 if first and not _is_any_high(rows[: first + 1], table) else 0,
        last + 1 if 0 < last < body - 1 and not _is_any_high(rows[-last - 1 :], table) else 0,
    )


def _caption(table: Table, pen: Pen) -> str:
    if not table.number:
        return inlines_to_typst(table.caption, pen) if table.caption else NOTHING
    label = string(f"{table.number.label}. " if table.caption else table.number.label)
    return joined(label, inlines_to_typst(table.caption, pen))


def _is_any_high(rows: tuple[Row, ...], table: Table) -> bool:
    return any(row_lines(row, table) > _HIGH for row in rows)


def _placed(row: Row) -> Iterator[tuple[int, Cell]]:
    at = 0
    for cell in row.cells:
        yield at, cell
        at += cell.span


def _row(row: Row, table: Table, pen: Pen, in_cell: Callable[[Blocks, Pen], str]) -> str:
    whole = not _is_any_high((row,), table)
    pen.row_heads += [cell.header and row.kind != "head" for cell in row.cells]
    cells = []
    for at, cell in _placed(row):
        with pen.within(_room(table, at, cell, pen)):
            content = _content(cell, row.mark, pen, in_cell)
        side = _side(cell, table.columns[at].align)
        first = content_of(cell.blocks[0]) if cell.blocks else ()
        marked = bool(row.mark) or is_marked(first)
        marks = map(truth, (cell.header, is_blank(cell.blocks), whole, marked))
        cells.append(array(content, side, str(cell.span), *marks))
    return array(string(row.kind), *cells)


def _room(table: Table, at: int, cell: Cell, pen: Pen) -> float:
    """Return the points between the edges of a cell's text."""
    share = sum(column.width for column in table.columns[at : at + cell.span])
    return pen.style.page.room * POINTS * share / 100 - _SIDES


def _side(cell: Cell, align: Align) -> str:
    return align if cell.span == 1 else "left"


def _content(cell: Cell, mark: Mark | None, pen: Pen, in_cell: Callable[[Blocks, Pen], str]) -> str:
    match cell.blocks:
        case (Paragraph(content=(Field() as field,)),) if is_blank(cell.blocks):
            return cell_field_to_typst(field, pen)
        case (Paragraph(role="body") as only,) if content_of(only):
            words = inlines_to_typst(only.content, pen)
            return words_to_typst(mark, words) if mark else words
        case _:
            return in_cell(cell.blocks, pen)
