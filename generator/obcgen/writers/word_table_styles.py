"""The table styles of a Word file: how first rows, totals and first columns look stands here alone.

So Table Design changes a table: Header Row, Total Row, First Column and Banded Rows do what they say, and
another style takes the place of this one whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.writers.paper import FACT_MARGIN
from obcgen.writers.word_look import twips
from obcgen.writers.word_theme import border, filled, letters
from obcgen.writers.word_xml import NOTHING, Xml, join, w, when

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.style import Colours, Style

CELL_MARGIN = 3
"""Points above and below the words of a cell."""
FRONT_MARGIN = 2
"""The same on a page that shows all at a glance."""
_BOLD = join((w("b"), w("bCs")))


def table_styles(style: Style) -> Iterator[Xml]:
    """Yield the styles of tables, facts, forms and signatures."""
    colours = style.colours
    margins = _margins(twips(style.sizes.spaced(CELL_MARGIN)), 120)
    head = (_head(colours), _total(colours))
    label = join((_BOLD, letters(colours, "muted")))
    close = _margins(twips(style.sizes.spaced(FRONT_MARGIN)), 120)
    for identity, name, between in (
        ("GridTable", "Obcgen Grid", margins),
        ("FrontGridTable", "Obcgen Front Grid", close),
    ):
        yield _table(
            identity, name, _ruled(colours, "rule"), between,
            parts=(*head, _part("firstCol", _BOLD), _part("band2Horz", NOTHING, filled(colours, "band"))),
        )  # fmt: skip
    yield _table(
        "FactsTable",
        "Obcgen Facts",
        _ruled(colours, "rule", "top"),
        _margins(twips(style.sizes.spaced(FACT_MARGIN)), 120),
        parts=(*head, _part("firstCol", label)),
    )
    yield _table(
        "FormTable", "Obcgen Form", _ruled(colours, "muted", "top"), margins,
        cells=w("vAlign", val="center"), parts=(*head, _part("firstCol", label, filled(colours, "band"))),
    )  # fmt: skip
    opened = _part("firstRow", NOTHING, w("tcBorders", border(colours, "top", "primary", 2.25)))
    yield _table(
        "CardsTable", "Obcgen Cards", w("tblBorders", border(colours, "insideV", "paper", 6)),
        _margins(30, 120),
        cells=filled(colours, "band"), parts=(opened,),
    )  # fmt: skip
    yield _table("StripTable", "Obcgen Strip", _margins(30, 0, 120), parts=(opened,))
    yield _table("SignatureTable", "Obcgen Signatures", _margins(0, 0, 360))


def plain_cells() -> Xml:
    """Return the cells of a table without a style of its own."""
    return w("tblPr", w("tblInd", w=0, type="dxa"), _margins(0, 0))


def _head(colours: Colours) -> Xml:
    look = join((_BOLD, letters(colours, "on_primary")))
    line = w("tcBorders", border(colours, "insideV", "primary", 0.5))
    return _part("firstRow", look, line, filled(colours, "primary"), w("vAlign", val="bottom"))


def _total(colours: Colours) -> Xml:
    line = w("tcBorders", border(colours, "top", "primary", 1))
    return _part("lastRow", _BOLD, line, filled(colours, "band"))


def _part(kind: str, letters_: Xml, *cells: Xml) -> Xml:
    """Return how a part of a table differs from the rest of it."""
    ground = join(cells)
    return w("tblStylePr", when(letters_, w("rPr", letters_)), when(ground, w("tcPr", ground)), type=kind)


def _ruled(colours: Colours, name: str, *more: str) -> Xml:
    """Return thin rules between rows and below the last; no vertical lines."""
    return w("tblBorders", *(border(colours, side, name, 0.5) for side in (*more, "bottom", "insideH")))


def _table(
    identity: str, name: str, *properties: Xml, cells: Xml = NOTHING, parts: tuple[Xml, ...] = ()
) -> Xml:
    return w(
        "style",
        w("name", val=name),
        w("basedOn", val="TableNormal"),
        w("tblPr", w("tblStyleRowBandSize", val=1), *properties),
        when(cells, w("tcPr", cells)),
        *parts,
        type="table",
        customStyle=1,
        styleId=identity,
    )


def _margins(top: int, side: int, right: int | None = None) -> Xml:
    values = {"top": top, "left": side, "bottom": top, "right": side if right is None else right}
    return w("tblCellMar", *(w(name, w=value, type="dxa") for name, value in values.items()))
