"""Tables of fixed layout: widths in grid and cells, head rows that repeat, rows that stay whole."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Protocol

from obcgen.document.tree import Figure, Row, Signatures, Table
from obcgen.document.walk import blocks_of, content_of, standing, text_of
from obcgen.writers.paper import asks_much, grows, is_blank, kept
from obcgen.writers.unbroken import NO_BREAK
from obcgen.writers.word_fields import field, run
from obcgen.writers.word_flow import GAP, Setting, paragraph, text_width
from obcgen.writers.word_inlines import inlines
from obcgen.writers.word_theme import border, filled
from obcgen.writers.word_xml import NOTHING, Xml, join, w, when

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from obcgen.document.tree import Blocks, Cell, Number
    from obcgen.writers.word_flow import Flow

STYLES = {
    "grid": "GridTable", "facts": "FactsTable", "form": "FormTable", "cards": "CardsTable",
    "strip": "StripTable",
}  # fmt: skip
_UNNAMED = {"grid": "Table", "facts": "Key terms", "form": "Form", "cards": "Key figures", "strip": "Figures"}
"""What a table without caption and id is called to those who hear it."""
HEAD = "TableHead"
IN_TABLE = "TableText"
BOUND_BLANK = "TableBlank"
"""The style of a blank that shares its answer: LibreOffice shows a plain control as its paragraph looks."""
TABLE_END = "</w:tbl>"
CELL_SIDE = 120
CELL_GAP = _SMALL_GAP = 60
_STRIP_GAP = 20
_HEADS = {"cards": "CardHead", "strip": "StripHead"}
_BLANK_ROW = 440
_LONG_BLANK_ROW = 720
_LONGEST_DESCRIPTION = 255


class WriteBlocks(Protocol):
    """Writes the blocks inside a cell; the writer of blocks hands itself over."""

    def __call__(self, flow: Flow, content: Blocks, setting: Setting) -> Xml:
        """Return the blocks as paragraphs and tables."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What a row needs to know of its table."""

    table: Table
    widths: tuple[int, ...]
    write: WriteBlocks
    labelled: bool
    """Whether the first column holds labels in every row, which the style then sets off."""


def table(flow: Flow, block: Table, setting: Setting, write: WriteBlocks) -> Xml:
    """Return a table with its caption above it."""
    caption = Xml(f"{separated(flow, block)}{captioned(flow, block)}")
    width = setting.width or text_width(flow.style)
    layout = Layout(block, shares([one.width for one in block.columns], width), write, _is_labelled(block))
    rows = [
        _row(flow, layout, row, place, keep=keep or setting.keep)
        for place, (row, keep) in enumerate(zip(block.rows, kept(block), strict=True))
    ]
    flow.gap = _SMALL_GAP if block.look in _HEADS else round(flow.style.sizes.spaced(GAP))
    properties = table_properties(
        _style(block, setting), width, _title(block), _description(block), _look(layout)
    )
    return Xml(f"{caption}{w('tbl', properties, grid(layout.widths), *rows)}")


def _style(block: Table, setting: Setting) -> str:
    return "FrontGridTable" if setting.front and block.look == "grid" else STYLES[block.look]


def separated(flow: Flow, block: Table | Signatures) -> Xml:
    """Return a small paragraph before a table that would else touch, and so join, the one before it."""
    has_caption = isinstance(block, Table) and (block.number or block.caption)
    return (
        paragraph(flow, Setting(style="Gap", keep=True), NOTHING) if flow.gap and not has_caption else NOTHING
    )


def last_line(flow: Flow) -> Xml:
    """Return that paragraph for the end of a file, as low as can be: it may not take a page to itself."""
    flow.gap = 0
    return paragraph(flow, Setting(style="LastLine"), NOTHING)


def shares(percents: Sequence[int], width: int) -> tuple[int, ...]:
    """Split a width by per cents, to the last twentieth of a point."""
    whole = sum(percents)
    edges = [round(width * edge / whole) for edge in accumulate(percents, initial=0)]
    return tuple(right - left for left, right in pairwise(edges))


def grid(widths: Sequence[int]) -> Xml:
    """Return the table's columns."""
    return w("tblGrid", *(w("gridCol", w=width) for width in widths))


def table_properties(
    style: str, width: int, title: str, description: str, look: Xml = NOTHING, indent: int = 0
) -> Xml:
    """Return what holds for a whole table, its alternative text included."""
    return w(
        "tblPr",
        w("tblStyle", val=style),
        w("tblW", w=width, type="dxa"),
        when(indent, w("tblInd", w=indent, type="dxa")),
        w("tblLayout", type="fixed"),
        look,
        w("tblCaption", val=title),
        when(description, w("tblDescription", val=description)),
    )


def cell(width: int, properties: Xml, content: Xml, span: int = 1) -> Xml:
    """Return a cell."""
    return w(
        "tc",
        w("tcPr", w("tcW", w=width, type="dxa"), when(span > 1, w("gridSpan", val=span)), properties),
        content,
    )


def _is_labelled(block: Table) -> bool:
    bodies = [row for row in block.rows if row.kind == "body" and row.cells]
    return bool(bodies) and all(row.cells[0].header for row in bodies)


def _look(layout: Layout) -> Xml:
    """Return what the first row, last row and first column mean."""
    rows, labels = layout.table.rows, layout.labelled
    head = any(row.kind == "head" for row in rows)
    total = any(row.kind == "total" for row in rows[-1:])
    flags = {"firstRow": head, "lastRow": total, "firstColumn": labels, "lastColumn": False}
    bits = 0x0600 | 0x0020 * head | 0x0040 * total | 0x0080 * labels
    attributes = {name: int(flag) for name, flag in flags.items()}
    return w("tblLook", val=f"{bits:04X}", **attributes, noHBand=1, noVBand=1)


def _row(flow: Flow, layout: Layout, row: Row, place: int, *, keep: bool) -> Xml:
    height = when(_is_written_in(layout.table, row), w("trHeight", val=_height(row), hRule="atLeast"))
    whole = when(not grows(row), w("cantSplit"))
    own = _own_ground(flow, layout.table, row, place)
    with flow.under(row.mark):
        head = when(row.kind == "head", w("tblHeader"))
        properties = w("trPr", whole, height, head, changed_row(flow))
        cells = [_cell(flow, layout, row, first, one, own, keep=keep) for first, one in _columns(row)]
    return w("tr", properties, *cells)


def changed_row(flow: Flow) -> Xml:
    """Return what says that a redline marks the row that is being written."""
    return flow.tracking.row(flow.mark) if flow.mark else NOTHING


def _is_written_in(block: Table, row: Row) -> bool:
    return block.look == "form" or any(is_blank(one.blocks) for one in row.cells)


def _height(row: Row) -> int:
    """Return how high a row to write in is at least."""
    return _LONG_BLANK_ROW if asks_much(row) else _BLANK_ROW


def _columns(row: Row) -> Iterator[tuple[int, Cell]]:
    starts = accumulate((one.span for one in row.cells), initial=0)
    return zip(starts, row.cells, strict=False)


def _cell(  # what a cell is, and what its row says of it
    flow: Flow, layout: Layout, row: Row, first: int, one: Cell, ground: Xml, *, keep: bool
) -> Xml:
    width = sum(layout.widths[first : first + one.span])
    columns = layout.table.columns
    setting = Setting(
        style=_text_style(layout.table, row, one),
        align=columns[first].align if one.span == 1 else "left",
        width=width - 2 * CELL_SIDE,
        keep=keep,
        gap=_STRIP_GAP if layout.table.look == "strip" else CELL_GAP,
    )
    flow.gap = 0
    content = layout.write(flow, one.blocks, setting)
    if not content or content.endswith(TABLE_END):
        content = Xml(f"{content}{paragraph(flow, setting, NOTHING)}")
    flow.gap = 0
    return cell(width, ground or _ground(flow, layout, row, first, one), content, one.span)


def _text_style(block: Table, row: Row, one: Cell) -> str:
    if row.kind == "head":
        return _HEADS.get(block.look, HEAD)
    if row.kind == "total":
        return "TableTotal"
    if block.look in _HEADS:
        return "StripLabel" if one.header else "CardText"
    if not one.header:
        return IN_TABLE
    names_group = block.look == "facts" and one.span > 1
    return "TableRowHead" if block.look == "grid" or names_group else "TableLabel"


def _own_ground(flow: Flow, block: Table, row: Row, place: int) -> Xml:
    """Return the fill and lines of a row that neither begins nor ends its table: its style has none."""
    colours = flow.style.colours
    if block.look in _HEADS:
        return NOTHING
    if row.kind == "head" and place > 0:
        sides = (border(colours, side, "primary", 0.5) for side in ("left", "right"))
        return join((w("tcBorders", *sides), filled(colours, "primary"), w("vAlign", val="bottom")))
    if row.kind == "total" and place < len(block.rows) - 1:
        return join((w("tcBorders", border(colours, "top", "primary", 1)), filled(colours, "band")))
    return NOTHING


def _ground(flow: Flow, layout: Layout, row: Row, first: int, one: Cell) -> Xml:
    """Return what a cell has beyond its table's style."""
    look = layout.table.look
    if look == "form":
        labelled = row.kind == "body" and one.header and not (layout.labelled and first == 0)
        return when(labelled, filled(flow.style.colours, "band"))
    flush = row.kind == "body" and look == "facts" and one.header
    level = row.kind != "head" and _is_written_in(layout.table, row)
    return join((when(flush, w("tcMar", w("left", w=0, type="dxa"))), when(level, w("vAlign", val="center"))))


def captioned(flow: Flow, block: Table | Figure) -> Xml:
    """Return the caption, its number counted by Word: `Table 3. Payment schedule`."""
    label = flow.bookmarked(flow.names.bookmarks.get(block.id, ""), _label(flow, block.number))
    if not (block.number or block.caption):
        return label
    between = when(block.number and block.caption, run(". "))
    flow.gap = 0
    return paragraph(flow, Setting(style="Caption"), join((label, between, inlines(flow, block.caption))))


def _label(flow: Flow, number: Number | None) -> Xml:
    """Return the label of a caption, counted by Word; one that does not follow the last says its number."""
    if number is None:
        return NOTHING
    word, _, value = number.label.rpartition(" ")
    if number.former:
        return join((run(f"{word}{NO_BREAK}"), field(f"SEQ {word} \\* ARABIC", value)))
    anew = "" if number.value == flow.captions.get(word, 0) + 1 else f" \\r {number.value}"
    flow.captions[word] = number.value
    return join((run(f"{word}{NO_BREAK}"), field(f"SEQ {word} \\* ARABIC{anew}", value)))


def _title(block: Table) -> str:
    named = text_of(standing(block.caption)) or block.id.replace("-", " ").replace("_", " ").capitalize()
    return named or _UNNAMED[block.look]


def _description(block: Table) -> str:
    """Return the alternative text: the columns a head names, else what the rows are about."""
    head = next((row for row in block.rows if row.kind == "head"), None)
    if head:
        return _listed("Columns", head.cells)
    return _listed("Rows", tuple(row.cells[0] for row in block.rows if row.cells))


def _listed(word: str, cells: Sequence[Cell]) -> str:
    texts = (_words(one) for one in cells)
    return f"{word}: {'; '.join(text for text in texts if text)}"[:_LONGEST_DESCRIPTION]


def _words(one: Cell) -> str:
    return " ".join(text_of(content_of(block)) for block in blocks_of(one.blocks))
