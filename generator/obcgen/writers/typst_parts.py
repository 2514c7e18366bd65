"""Parts of a document that stand by themselves as Typst code: pictures, drafting notes, contents."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, Final

from obcgen.document.walk import text_of
from obcgen.writers.css import svg_css
from obcgen.writers.html_drawing import drawing_to_svg
from obcgen.writers.paper import drawing_room
from obcgen.writers.typst_code import NOTHING, array, call, joined, points, string
from obcgen.writers.typst_text import inlines_to_typst

if TYPE_CHECKING:
    from obcgen.document.tree import Entry, Figure, Section
    from obcgen.style import Picture
    from obcgen.writers.typst_pen import Pen

_ENTRY_LABEL: Final = (26.0, 32.0)
_AFTER_ENTRY: Final = 8.0
"""Points of room for the number of an entry, by its level, and at least so many after a wider one."""


def logo_to_typst(pen: Pen) -> str:
    """Return the logo of the style, or nothing.

    Typst is given texts only, so a picture of dots stands in one of lines, as a web page would hold it.
    """
    logo = pen.style.logo
    if logo is None:
        return ""
    width, _ = logo.size(pen.style.page.room)
    content = logo.picture.content
    text = content.decode("utf-8-sig", "replace") if logo.picture.kind == "svg" else _framed(logo.picture)
    return call("logo", f"{width:.3f}in", string(logo.text), call("bytes", string(text)))


def _framed(picture: Picture) -> str:
    size = f'width="{picture.width:g}" height="{picture.height:g}"'
    data = f"data:image/{picture.kind};base64,{b64encode(picture.content).decode()}"
    plain = 'image-rendering="optimizeSpeed"'  # else a reader might smooth it, which PDF/A forbids
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><image {size} {plain} href="{data}"/></svg>'


def remark_to_typst(section: Section) -> str:
    """Return the drafting note of a section, or nothing."""
    if section.remark is None:
        return ""
    return call("remark", *(array(string(label), string(text)) for label, text in section.remark.lines))


def figure_to_typst(figure: Figure, pen: Pen) -> str:
    """Return a drawing as a picture in lines and letters, with its caption."""
    opening, rest = drawing_to_svg(figure.drawing, "").split(">", 1)
    drawn = f"{opening}><style>{svg_css(pen.style)}</style>{rest}"
    label = string(f"{figure.number.label}. ") if figure.number else ""
    pen.names[figure.id] = figure.number.reference if figure.number else text_of(figure.caption)
    high, wide = figure.drawing.height / 10, figure.drawing.width / 10
    width = wide * min(1, drawing_room(pen.style)[1] * 72 / high)
    return call(
        "drawn",
        points(width),
        string(figure.alternative),
        call("bytes", string(drawn)),
        joined(label, inlines_to_typst(figure.caption, pen)),
        joined(pen.anchor(figure.id)),
    )


def entries_to_typst(entries: tuple[Entry, ...], pen: Pen) -> str:
    """Return the entries of the contents by what they lead to."""
    rows = (f"{string(one.target)}: {_entry(one, pen)}" for one in entries)
    return f"({', '.join(rows)})" if entries else "(:)"


def _entry(one: Entry, pen: Pen) -> str:
    label = NOTHING
    if one.label:
        width = pen.width(one.label, pen.style.sizes.table, bold=True)
        room = _ENTRY_LABEL[min(one.level, 1)]
        label = call("number", points(max(room, width + _AFTER_ENTRY)), string(f"{one.label} "))
    return array(label, string(one.title), str(one.level))
