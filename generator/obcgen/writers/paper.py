"""What Word and PDF must decide alike, so that both break and read the same on paper."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from obcgen.document.tree import Field, ItemList, Paragraph, Signatures, Table
from obcgen.document.walk import blocks_of, content_of, fields_of, text_of

if TYPE_CHECKING:
    from obcgen.document.tree import Block, Blocks, Callout, Document, FieldKind, Row, Signature
    from obcgen.style import Style

TWENTIETHS: Final = 20
"""Word measures in twentieths of a point."""

SHORT_LINES: Final = 9
"""A table of at most so many lines stays whole, a sixth of a page: to move more leaves a hole before it."""

SHORT_LIST: Final = 12
"""So does one of rows of a single line: they are read one against the other, as the dates of a schedule."""

SMALL_NUMBERS: Final = "parts"
"""The outline whose clauses have numbers as small as small print: at full size B.20.10.1 has no room before
its text, and A.10.1 on the same page is not to be larger."""

LOWEST: Final = 3
"""The level of numbers that clauses alone have: B.20.10.1."""

FACT_MARGIN: Final = 1.2
"""Points above and below the words of a fact: rows of facts are short and many."""

NOTICE: Final = 14
"""Points of a notice that a law wants in boldface of at least so many."""

CHOICE_PROMPT: Final = "Choose one"
"""What stands above the answers of a choice."""

SIGNED_FOR: Final = "Signed for "
"""Over a block to sign, before its party: these words stand nowhere else, so a service finds the place."""

BESIDE: Final = " \N{MIDDLE DOT} "
"""Between two things on one line of the running head."""

_LETTERS: Final = 125
"""So many letters of a table's size fill a line from margin to margin."""

SHORT_FORM: Final = 16
"""So does a form, of up to a page: people fill it in, sign it and send it as one."""

_SMALL_BOX: Final = 9
"""A box of at most so many lines, a fifth of a page with its title, stays whole."""

_BOX_LETTERS: Final = 105
"""So many letters of the body's size fill a line of a box."""

_LOW_ROW: Final = 3
"""A row of more lines than these may stand alone on its page."""

_CAPTION: Final = 0.6
"""Inches that a caption of two lines takes with the space around it."""

_ABOVE_SIGNATURES: Final = 3
"""So many blocks above signatures belong to what is signed."""

TAKEN: Final = ("signature", "fullname", "title", "date")
"""What each line of a signature block takes, in the words of services for electronic signatures."""

_SHORT_MARK: Final = 5
"""`DRAFT` leaves owner and number most of the header; a longer mark takes a third."""

_LONGEST_FOOTER: Final = 105
"""So many letters of the footer's size fill a line from margin to margin."""

_LONGEST_HEAD: Final = (55, 40)
"""And so many the room beside a short mark of the running head, and beside a long one."""


def line_height(size: float, line: float) -> int:
    """Return the height of a line in twentieths of a point: a page of rounding errors would be a line."""
    return round(size * line * TWENTIETHS)


def is_short(table: Table) -> bool:
    """Tell whether a table stays whole where it fits a page."""
    if table.look == "form":
        return sum(row.kind == "body" for row in table.rows) <= SHORT_FORM
    lines = sum(row_lines(row, table) for row in table.rows)
    return lines <= (SHORT_LIST if lines == len(table.rows) else SHORT_LINES)


def row_lines(row: Row, table: Table) -> int:
    """Return about how many lines a row takes: those of its fullest cell."""
    places = iter(table.columns)
    widths = [sum(column.width for column in islice(places, cell.span)) for cell in row.cells]
    return max(cell_lines(cell.blocks, width) for cell, width in zip(row.cells, widths, strict=True))


def cell_lines(blocks: Blocks, width: int) -> int:
    """Return about how many lines blocks take in a cell of so many per cent of the text's width."""
    letters = max(1, _LETTERS * width // 100)
    return sum(max(1, -(-len(text_of(content_of(block))) // letters)) for block in blocks_of(blocks))


def is_small_box(box: Callout) -> bool:
    """Tell whether a box stays whole: a larger one goes on over the page after a whole item of a list."""
    words = (text_of(content_of(block)) for block in blocks_of(box.blocks))
    return sum(-(-len(text) // _BOX_LETTERS) for text in words) <= _SMALL_BOX


def drawing_room(style: Style) -> tuple[float, float]:
    """Return the room for a drawing in inches: the text between the margins, with a line for its caption."""
    page = style.page
    return page.width - page.left - page.right, page.height - page.top - page.bottom - _CAPTION


def kept(table: Table) -> tuple[bool, ...]:
    """Return for each row whether it stays on the page of the next one.

    A short table stays whole. Of a long one the head stays with the first two rows, and the last two rows
    with each other and with the totals that sum them: no low row ever stands alone. The name of a group stays
    with its first row.
    """
    rows = table.rows
    if is_short(table):
        return tuple(place < len(rows) - 1 for place in range(len(rows)))
    body = [place for place, row in enumerate(rows) if row.kind == "body"]
    low = {place for place in body if row_lines(rows[place], table) <= _LOW_ROW}
    held = {*low.intersection(body[:1]), *range(max(body, default=0), len(rows) - 1)}
    held |= {*body[-2:-1]} if low.intersection(body[-1:]) else set()
    return tuple(_heads(row) or place in held for place, row in enumerate(rows))


def _heads(row: Row) -> bool:
    """Tell whether a row names what stands below it: the columns, or a group of rows."""
    return row.kind == "head" or (row.kind == "body" and len(row.cells) == 1 and row.cells[0].span > 1)


def is_lead_in(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph leads to what follows it, and so stands on the same page."""
    return text_of(paragraph.content).endswith(":")


def has_clauses(document: Document) -> bool:
    """Tell whether a document has numbered clauses, at whose edge other text stands then."""
    return any(isinstance(one, ItemList) and one.kind == "clauses" for one in blocks_of(document.blocks))


def is_signed(block: Block, after: Blocks) -> bool:
    """Tell whether a block stands close above signatures: it goes to the page on which they are."""
    close = after[:_ABOVE_SIGNATURES]
    return isinstance(block, Paragraph | Table) and any(isinstance(one, Signatures) for one in close)


def is_blank(blocks: Blocks) -> bool:
    """Tell whether a cell holds nothing but a blank to fill in: then the rule of its row is the line."""
    match blocks:
        case (Paragraph(content=(Field(kind=kind),)),):
            return kind != "checkbox"
        case _:
            return False


def signature_lines(party: Signature) -> tuple[tuple[str, str | Field], ...]:
    """Return the lines of a signature block: a label, and what is known or the blank for it.

    The first line is for ink or a certificate: nobody types a signature.
    """

    def blank(what: str, kind: FieldKind, hint: str) -> Field:
        return Field(f"{party.id}-{what}", kind, f"{what.capitalize()}, {party.party}", hint)

    return (
        ("By", ""),
        ("Name", party.name or blank("name", "text", "Full name")),
        ("Title", party.role or blank("title", "text", "Title or office")),
        ("Date", blank("date", "date", "Month day, year")),
    )


def signature_name(party: Signature) -> str:
    """Return what the place is called where a party signs, which a certificate's signature is found by."""
    return f"{party.id.removesuffix('-signature')}-signature"


def asks_much(row: Row) -> bool:
    """Tell whether a row asks for a long answer, and so gets room for two written lines."""
    return any(blank.kind == "long" for cell in row.cells for blank in fields_of(cell.blocks))


def grows(row: Row) -> bool:
    """Tell whether a row holds an answer of half a page or more, which may go on over the next page."""
    return any(blank.room for cell in row.cells for blank in fields_of(cell.blocks))


def header_widths(document: Document) -> tuple[str, str]:
    """Return the share of the running header on either side of the marks, and that of the marks."""
    return ("46.5%", "7%") if len(document.marks) <= _SHORT_MARK else ("35%", "30%")


def head_words(document: Document) -> str:
    """Return who publishes the document and its number; the number alone where both would take two lines."""
    both = BESIDE.join(filter(None, (document.owner, document.number)))
    longest = _LONGEST_HEAD[len(document.marks) > _SHORT_MARK]
    return both if len(both) <= longest else document.number or shortened(both, longest)


def footer_lines(document: Document) -> tuple[str, str]:
    """Return the two lines of the running footer: what the document is, and its title."""
    return shortened(document.name or document.title, _LONGEST_FOOTER), (
        shortened(document.title, _LONGEST_FOOTER) if document.name else ""
    )


def shortened(text: str, longest: int) -> str:
    """Return the text, cut after a whole word with an ellipsis where it is too long."""
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"
