"""Blanks that can be filled in, where WeasyPrint lays out the pages: a field for each blank of a document.

The engine's own forms pass neither PDF/A nor PDF/UA and embed whole fonts. So the engine is told that a box
has a widget, which makes the Form element that PDF/UA wants; the widget is ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pydyf  # type: ignore[import-untyped]  # the PDF objects of the engine

from obcgen.writers.pdf_boxes import boxes_of, is_cell, is_line_or_text
from obcgen.writers.pdf_widgets import Blank, Form

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from weasyprint import Document as Rendering

    from obcgen.writers.pdf_appearance import Color
    from obcgen.writers.pdf_structure import Element, Structure
    from obcgen.writers.pdf_widgets import Rectangle

_POINTS: Final = 0.75
"""Points in a pixel of the engine's."""
_INSET: Final = 1.0
"""Points between the lines above and below a cell and the field that fills it."""
_BESIDE: Final = 4.0
"""Points to the lines beside it: what is typed, two points further in, stands under what is printed."""
_OPTION: Final = "option::before"

Placed = tuple[Any, int, Any, Any]
"""A box for a widget, its page from 0, the cell that it fills if any, and the choice of an option."""


def announce(rendering: Rendering) -> None:
    """Tell the engine which boxes have widgets, before it tags them."""
    for box, *_ in _placed(rendering):
        box.widget_annotation = pydyf.Dictionary({"Type": "/Annot", "Subtype": "/Widget"})


def add_fields(rendering: Rendering, tree: Structure, fonts: Sequence[Path]) -> None:
    """Make the widgets that were announced, and the form that holds their fields."""
    placed = tuple(_placed(rendering))
    if not placed:
        return
    blanks = tuple(_blank(one, rendering.pages[one[1]].height) for one in placed)
    form = Form(tree.pdf, fonts, placed[0][0].style["font_family"][0], blanks)
    unseen: dict[bytes, set[int]] = {}
    for (_, page, _, choice), blank, element in zip(placed, blanks, tree.named("/Form"), strict=True):
        _place(tree, blank, page, element)
        form.add(blank)
        if choice is None:
            _hush(tree, element, unseen)
    tree.hide(unseen)
    tree.pdf.catalog["AcroForm"] = form.dictionary()


def _placed(rendering: Rendering) -> Iterator[Placed]:
    """Yield the blanks of all pages in the order of the document; one that goes over a page counts once."""
    seen: set[int] = set()
    for number, page in enumerate(rendering.pages):
        cells: dict[int, Any] = {}
        choices: dict[int, Any] = {}
        for box in boxes_of(page):
            if is_cell(box) and "blank" in box.element.get("class", "").split():
                cells |= {id(one): box for one in box.element}
            if box.element_tag == "select":
                choices |= {id(one): box.element for one in box.element}
            if _is_blank(box) and id(box.element) not in seen:
                seen.add(id(box.element))
                yield box, number, cells.get(id(box.element)), choices.get(id(box.element))


def _is_blank(box: Any) -> bool:
    if box.element_tag == "span" and box.element.get("data-signs") != "signature":
        return False
    return box.element_tag in ("input", "textarea", "span", _OPTION) and not is_line_or_text(box)


def _blank(placed: Placed, height: float) -> Blank:
    box, _, cell, choice = placed
    return Blank(
        box.element_tag,
        box.element,
        box.widget_annotation,
        _rectangle(box, cell, height),
        float(round(box.style["font_size"] * _POINTS, 2)),
        _color(box),
        box.element.text or "",
        choice,
    )


def _color(box: Any) -> Color:
    red, green, blue = box.style["color"].to("srgb").coordinates
    return round(red, 4), round(green, 4), round(blue, 4)


def _rectangle(box: Any, cell: Any, height: float) -> Rectangle:
    """Return where a blank is: the whole of a cell that holds nothing else."""
    around, beside, inset = (cell, _BESIDE, _INSET) if cell else (box, 0.0, 0.0)
    x, y = around.border_box_x() * _POINTS, (height - around.border_box_y()) * _POINTS
    right, foot = x + around.border_width() * _POINTS, y - around.border_height() * _POINTS
    left, bottom, right, top = x + beside, foot + inset, right - beside, y - inset
    return round(left, 2), round(bottom, 2), round(right, 2), round(top, 2)


def _place(tree: Structure, blank: Blank, number: int, element: Element) -> None:
    """Put a blank's widget on its page and into its element."""
    tree.pdf.add_object(blank.widget)
    tree.at(element["K"][0])["Obj"] = blank.widget.reference
    page = tree.at(tree.pdf.page_references[number])
    page.setdefault("Annots", pydyf.Array()).append(blank.widget.reference)
    blank.widget["P"] = page.reference


def _hush(tree: Structure, form: Element, unseen: dict[bytes, set[int]]) -> None:
    """Take away the unseen hint that kept a blank's place in the line: the field says it."""
    around = tree.at(form["P"])
    for kid in tree.kids(around):
        if kid is not form:
            unseen.setdefault(kid["Pg"], set()).update(tree.marks(kid))
            tree.remove(kid)
