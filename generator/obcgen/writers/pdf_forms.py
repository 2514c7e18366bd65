"""Blanks that can be filled in: a field for each blank of a document, drawn by the file itself.

PDF/A wants every field drawn from its own appearance and embedded fonts, and computed by no program; PDF/UA
wants each field in a Form element and named for those who hear it. The engine's own forms pass neither and
embed whole fonts. So the engine is told that a box has a widget, which makes the element; the widget is ours.
Where a party signs is a field too, which takes the signature of a certificate.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pydyf  # type: ignore[import-untyped]  # the PDF objects of the engine

from obcgen.writers.pdf_appearance import Drawer, default
from obcgen.writers.pdf_boxes import boxes_of, is_cell, is_line_or_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from weasyprint import Document as Rendering

    from obcgen.writers.pdf_appearance import Color
    from obcgen.writers.pdf_structure import Element, Structure

_POINTS: Final = 0.75
"""Points in a pixel of the engine's."""
_INSET: Final = 1.0
"""Points between the lines of a cell and the field that fills it."""
_PRINT: Final = 1 << 2
_MULTILINE: Final = 1 << 12
_ONE_OF_SEVERAL: Final = (1 << 14) | (1 << 15)
_HAS_SIGNATURES: Final = 1
_OPTION: Final = "option::before"
_OFF: Final = "/Off"

Rectangle = tuple[float, float, float, float]
"""Left, bottom, right and top in points from the page's left foot."""


@dataclass(frozen=True, slots=True)
class Blank:
    """A place for a widget: the box, its page and rectangle, the choice that an option belongs to."""

    box: Any
    page: int
    rectangle: Rectangle
    choice: Any = None

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        left, bottom, right, top = self.rectangle
        return right - left, top - bottom

    @property
    def letters(self) -> float:
        """The type size in points."""
        return float(round(self.box.style["font_size"] * _POINTS, 2))

    @property
    def color(self) -> Color:
        """The color of the hint."""
        red, green, blue = self.box.style["color"].to("srgb").coordinates
        return round(red, 4), round(green, 4), round(blue, 4)

    def said(self, name: str) -> str:
        """Return an attribute of the HTML element."""
        return str(self.box.element.get(name, ""))


def announce(rendering: Rendering) -> None:
    """Tell the engine which boxes have widgets, before it tags them."""
    for blank in _blanks(rendering):
        blank.box.widget_annotation = pydyf.Dictionary({"Type": "/Annot", "Subtype": "/Widget"})


def add_fields(rendering: Rendering, tree: Structure, fonts: Sequence[Path]) -> None:
    """Make the widgets that were announced, and the form that holds their fields."""
    blanks = tuple(_blanks(rendering))
    if not blanks:
        return
    draw = Drawer(tree.pdf, fonts, blanks[0].box.style["font_family"][0])
    fields = pydyf.Array()
    groups: dict[int, Element] = {}
    shared: dict[str, Element] = {}
    unseen: dict[bytes, set[int]] = {}
    signers = tuple(dict.fromkeys(blank.said("data-signer") for blank in blanks if blank.said("data-signer")))
    for blank, element in zip(blanks, tree.named("/Form"), strict=True):
        _place(tree, blank, element)
        if blank.choice is not None:
            group = groups.setdefault(id(blank.choice), pydyf.Dictionary())
            _add_option(draw, blank, group, fields)
        elif name := blank.said("data-shared"):
            _add_shared(draw, blank, shared.setdefault(name, pydyf.Dictionary()), fields)
            _hush(tree, element, unseen)
        else:
            named = _named(blank.box.element, signers)
            blank.box.widget_annotation.update(named | _field(draw, blank))
            fields.append(blank.box.widget_annotation.reference)
            _hush(tree, element, unseen)
    tree.hide(unseen)
    form = {"Fields": fields, "DR": draw.resources.reference, "DA": default(0)}
    form |= {"SigFlags": _HAS_SIGNATURES} if any(map(_is_signature, blanks)) else {}
    tree.pdf.catalog["AcroForm"] = pydyf.Dictionary(form)


# --- places --------------------------------------------------------------------------------------


def _blanks(rendering: Rendering) -> Iterator[Blank]:
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
                place = _rectangle(box, cells.get(id(box.element)), page.height)
                yield Blank(box, number, place, choices.get(id(box.element)))


def _is_blank(box: Any) -> bool:
    if box.element_tag == "span" and box.element.get("data-signs") != "signature":
        return False
    return box.element_tag in ("input", "textarea", "span", _OPTION) and not is_line_or_text(box)


def _is_signature(blank: Blank) -> bool:
    return blank.said("data-signs") == "signature"


def _rectangle(box: Any, cell: Any, height: float) -> Rectangle:
    """Return where a blank is: the whole of a cell that holds nothing else."""
    around, inset = (cell, _INSET) if cell else (box, 0.0)
    x, y = around.border_box_x() * _POINTS, (height - around.border_box_y()) * _POINTS
    right, foot = x + around.border_width() * _POINTS, y - around.border_height() * _POINTS
    left, bottom, right, top = x + inset, foot + inset, right - inset, y - inset
    return round(left, 2), round(bottom, 2), round(right, 2), round(top, 2)


# --- fields --------------------------------------------------------------------------------------


def _place(tree: Structure, blank: Blank, element: Element) -> None:
    """Put a blank's widget on its page and into its element."""
    widget = blank.box.widget_annotation
    tree.pdf.add_object(widget)
    tree.at(element["K"][0])["Obj"] = widget.reference
    page = tree.at(tree.pdf.page_references[blank.page])
    page.setdefault("Annots", pydyf.Array()).append(widget.reference)
    widget.update({"F": _PRINT, "P": page.reference})
    widget["Rect"] = pydyf.Array(blank.rectangle)


def _named(element: Any, signers: Sequence[str] = ()) -> dict[str, Any]:
    """Return a field's name in the file, and by what name it is read aloud: its title and its hint.

    The name of a signer's field ends as services for electronic signatures expect, with the number of the
    signer and what the field takes: docs/signing.md.
    """
    title, shown = element.get("aria-label") or element.get("data-title", ""), element.get("placeholder", "")
    hint = f" ({shown})" if shown else ""
    name = element.get("name") or element.get("data-name", "")
    if signer := element.get("data-signer"):
        name += f"_es_:signer{signers.index(signer) + 1}:{element.get('data-signs')}"
    name = name.replace(".", "/")  # a point would part the name; an id has no slash
    return {"T": pydyf.String(name), "TU": pydyf.String(f"{title}{hint}")}


def _field(draw: Drawer, blank: Blank) -> dict[str, Any]:
    if _is_signature(blank):
        nothing = draw.words("", blank.size, blank.letters, blank.color, top=False)
        return {"FT": "/Sig", "AP": pydyf.Dictionary({"N": nothing})}
    if blank.said("type") == "checkbox":
        return _button(draw.square, blank, "/Yes")
    is_long = blank.box.element_tag == "textarea"
    shown = draw.words(blank.said("placeholder"), blank.size, blank.letters, blank.color, top=is_long)
    letters = 0 if blank.said("data-room") else blank.letters  # 0: a reader makes a long answer fit its box
    look = {"DA": default(letters), "AP": pydyf.Dictionary({"N": shown})}
    return {"FT": "/Tx"} | look | ({"Ff": _MULTILINE} if is_long else {})


def _button(draw: Any, blank: Blank, on: str) -> dict[str, Any]:
    """Return a button that is off, with both its looks; `draw` draws one of them."""
    looks = {name: draw(blank.size, blank.color, on=name == on) for name in (on, _OFF)}
    states = pydyf.Dictionary({name[1:]: look for name, look in looks.items()})
    return {"FT": "/Btn", "AS": _OFF, "V": _OFF, "AP": pydyf.Dictionary({"N": states})}


def _add_option(draw: Drawer, blank: Blank, group: Element, fields: pydyf.Array) -> None:
    """Make one of several circles: the choice is their field, and each is one of its widgets."""
    option = blank.box.element
    if not group:
        group.update(_named(blank.choice) | {"FT": "/Btn", "Ff": _ONE_OF_SEVERAL, "V": _OFF})
        group |= {"Kids": pydyf.Array(), "Opt": pydyf.Array()}
        draw.pdf.add_object(group)
        fields.append(group.reference)
    widget = blank.box.widget_annotation
    widget.update(_button(draw.circle, blank, f"/{len(group['Kids'])}"))
    for inherited in ("FT", "V"):
        del widget[inherited]
    widget |= {"Parent": group.reference, "Contents": pydyf.String(option.text)}
    group["Kids"].append(widget.reference)
    group["Opt"].append(pydyf.String(option.text))


def _add_shared(draw: Drawer, blank: Blank, group: Element, fields: pydyf.Array) -> None:
    """Make one of several places where one answer stands: the first gives their field its name."""
    if not group:
        named = _named(blank.box.element)
        group.update(named | {"FT": "/Tx", "DA": default(blank.letters), "Kids": pydyf.Array()})
        draw.pdf.add_object(group)
        fields.append(group.reference)
    widget = blank.box.widget_annotation
    look = _field(draw, blank)
    widget.update({"Parent": group.reference, "DA": look["DA"], "AP": look["AP"]})
    widget["Contents"] = _named(blank.box.element)["TU"]
    group["Kids"].append(widget.reference)


def _hush(tree: Structure, form: Element, unseen: dict[bytes, set[int]]) -> None:
    """Take away the unseen hint that kept a blank's place in the line: the field says it."""
    around = tree.at(form["P"])
    for kid in tree.kids(around):
        if kid is not form:
            unseen.setdefault(kid["Pg"], set()).update(tree.marks(kid))
            tree.remove(kid)
