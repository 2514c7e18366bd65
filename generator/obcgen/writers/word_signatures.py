"""Signature blocks: two parties side by side, each block whole on one page.

The names stand in one row and the lines in the next, so that the lines of both stand level.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.document.tree import Field, Signature, Signatures
from obcgen.writers.paper import SIGNED_FOR, signature_lines
from obcgen.writers.word_controls import control
from obcgen.writers.word_fields import run, tab
from obcgen.writers.word_flow import GAP, Setting, paragraph, text_width
from obcgen.writers.word_look import size
from obcgen.writers.word_tables import cell, changed_row, grid, separated, shares, table_properties
from obcgen.writers.word_theme import letters
from obcgen.writers.word_xml import NOTHING, Xml, join, w

if TYPE_CHECKING:
    from collections.abc import Callable

    from obcgen.style import Style
    from obcgen.writers.word_flow import Flow

_ROOM_TO_SIGN = 400
_PARTY = Setting(style="SignatureParty", keep=True)
_LINE = Setting(style="SignatureLine", keep=True)


def signatures(flow: Flow, block: Signatures, setting: Setting) -> Xml:
    """Return the signature blocks as a table of two columns whose rows stay together and never split."""
    widths = shares((1, 1), (setting.width or text_width(flow.style)) - setting.indent)
    pairs = [block.parties[first : first + 2] for first in range(0, len(block.parties), 2)]
    before = separated(flow, block)
    rows = [_row(flow, pair, widths, part) for pair in pairs for part in (_name, _lines)]
    parties = "; ".join(one.party for one in block.parties)
    properties = table_properties(
        "SignatureTable", sum(widths), "Signatures", f"Signed by: {parties}", indent=setting.indent
    )
    flow.gap = GAP
    return Xml(f"{before}{w('tbl', properties, grid(widths), *rows)}")


def _row(
    flow: Flow, pair: tuple[Signature, ...], widths: tuple[int, ...], part: Callable[[Flow, Signature], Xml]
) -> Xml:
    cells = [cell(width, NOTHING, part(flow, one)) for width, one in zip(widths, pair, strict=False)]
    if len(pair) == 1:
        cells.append(cell(widths[1], NOTHING, paragraph(flow, Setting(), NOTHING)))
    return w("tr", w("trPr", w("cantSplit"), changed_row(flow)), *cells)


def _name(flow: Flow, one: Signature) -> Xml:
    flow.gap = 0
    marked = flow.bookmarked(
        flow.names.bookmarks.get(one.id, ""), flow.values.run(f"{SIGNED_FOR}{one.party}")
    )
    return paragraph(flow, _PARTY, marked)


def _lines(flow: Flow, one: Signature) -> Xml:
    flow.gap = _ROOM_TO_SIGN
    lines = enumerate(signature_lines(one))
    return join(_line(flow, place, label, value) for place, (label, value) in lines)


def _line(flow: Flow, place: int, label: str, value: str | Field) -> Xml:
    """Return a line to sign on. Lines differ by a twentieth of a point, or Word would rule only the last."""
    indent = w("ind", right=place % 2)
    look = w("rPr", w("rStyle", val="SignatureLabel"), *_small(flow.style))
    written = flow.values.run(value) if isinstance(value, str) else control(flow, value)
    return paragraph(flow, _LINE, Xml(f"{run(label, look)}{tab()}{written}"), indent=indent)


def _small(style: Style) -> tuple[Xml, Xml]:
    """Return the label's own look once more: LibreOffice reads it from the run alone."""
    return letters(style.colours, "muted"), size(style.sizes.small)
