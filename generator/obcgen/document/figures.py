"""Elements to a Figure, and what is wrong with one: a drawing that leaves its frame or says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from obcgen.document.drawing import (
    Anchor,
    Circle,
    Dash,
    Drawing,
    Ink,
    Label,
    Path,
    Pattern,
    Point,
    Rectangle,
    Shape,
)
from obcgen.document.elements import SPACE, Element, place_of
from obcgen.document.inlines import inlines, plain
from obcgen.document.tree import Figure
from obcgen.document.vocabulary import is_well_described
from obcgen.problems import Kind, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

UNSOUND_FIGURE = Kind("DOC-19", "A figure that is incomplete")
OUTSIDE_FRAME = Kind("DOC-20", "A drawing that does not fit its frame or a page")

WIDEST: Final = 7_200
TALLEST: Final = 6_000
"""Tenths of a point: ten inches wide, and no taller than a page leaves room for beside its caption."""
MOST_SHAPES: Final = 500
SMALLEST_TYPE: Final = 60
LONGEST_ALTERNATIVE: Final = 4_000
_USUAL_THICKNESS: Final = "5"


def figure(element: Element) -> Figure:
    """Return the figure of an element without faults."""
    parts = {part.kind: part for part in element.inside()}
    return Figure(
        id=element.get("id"),
        caption=inlines(parts["figcaption"].children),
        alternative=plain(_title_of(parts["svg"])),
        drawing=_drawing(parts["svg"]),
        at=element.at,
    )


def faults(element: Element) -> Iterator[Problem]:
    """Yield every Problem of a figure whose elements are each well described."""
    for tag, name in (("figcaption", "caption"), ("svg", "drawing")):
        found = [part for part in element.inside() if part.kind == tag]
        if len(found) != 1 or (tag == "figcaption" and not found[0].text().strip(SPACE)):
            message = (
                f"The figure “{element.get('id')}” has {len(found) or 'no'} {name}{'s' * (len(found) > 1)}."
            )
            message = message if len(found) != 1 else f"The {name} of “{element.get('id')}” is blank."
            yield _unsound(element, message, f"Give it one {name}: <{tag}>...</{tag}>.")
    for drawing in (part for part in element.inside() if part.kind == "svg" and is_well_described(part)):
        yield from _faults_of_drawing(drawing, element.get("id"))


def _faults_of_drawing(element: Element, name: str) -> Iterator[Problem]:
    if not _title_of(element).strip(SPACE):
        message = f"The drawing of “{name}” has no alternative text."
        yield _unsound(
            element, message, "Say in <title> what it shows, with its figures, for who cannot see it."
        )
    elif len(_title_of(element)) > LONGEST_ALTERNATIVE:
        message = f"The alternative text of “{name}” is longer than {LONGEST_ALTERNATIVE:,} characters."
        yield _unsound(element, message, "Say what matters, and leave the rest to a table beside it.")
    drawing = _drawing(element)
    if drawing.width > WIDEST or drawing.height > TALLEST:
        message = f"The drawing of “{name}” is {drawing.width} by {drawing.height} tenths of a point."
        yield _outside(element, message, f"Draw within {WIDEST} by {TALLEST}, so that it fits a page.")
    if not 0 < len(drawing.shapes) <= MOST_SHAPES:
        message = f"The drawing of “{name}” has {len(drawing.shapes) or 'no'} shapes."
        yield _unsound(element, message, f"Draw between 1 and {MOST_SHAPES} shapes.")
    for shape, part in zip(drawing.shapes, _parts(element), strict=True):
        yield from _faults_of_shape(shape, part, drawing, name)


def _faults_of_shape(shape: Shape, part: Element, drawing: Drawing, name: str) -> Iterator[Problem]:
    inside, frame = shape.extent, drawing.extent
    across = frame.left <= inside.left and inside.right <= frame.right
    if not (across and frame.top <= inside.top and inside.bottom <= frame.bottom):
        what = f"The text “{shape.text[:40]}”" if isinstance(shape, Label) else f"A <{part.tag}>"
        message = f"{what} of “{name}” leaves the frame of {drawing.width} by {drawing.height}."
        yield _outside(part, message, "Move it inward, or widen the viewBox.")
    if isinstance(shape, Label) and not shape.text:
        yield _unsound(part, f"A text of “{name}” is blank.", "Leave it out.")
    if isinstance(shape, Label) and shape.size < SMALLEST_TYPE:
        message = f"The text “{shape.text[:40]}” of “{name}” is too small to read."
        yield _unsound(part, message, f"Give it a font-size of {SMALLEST_TYPE} or more.")


def _unsound(element: Element, message: str, hint: str) -> Problem:
    return UNSOUND_FIGURE.problem(message, place=place_of(element.at), hint=hint)


def _outside(element: Element, message: str, hint: str) -> Problem:
    return OUTSIDE_FRAME.problem(message, place=place_of(element.at), hint=hint)


# --- drawings ------------------------------------------------------------------------------------


def _title_of(drawing: Element) -> str:
    return " ".join(part.text() for part in drawing.inside() if part.kind == "title")


def _parts(drawing: Element) -> list[Element]:
    return [part for part in drawing.inside() if part.kind in _SHAPES]


def _drawing(element: Element) -> Drawing:
    _, _, width, height = map(int, element.get("viewBox").split())
    return Drawing(width, height, tuple(_SHAPES[part.kind](part) for part in _parts(element)))


def _ink(element: Element, name: str, otherwise: Ink = "none") -> Ink:
    return cast("Ink", element.get(name, otherwise))


def _number(element: Element, name: str, otherwise: str = "0") -> int:
    return int(element.get(name, otherwise))


def _rectangle(element: Element) -> Rectangle:
    x, y, width, height = (_number(element, name) for name in ("x", "y", "width", "height"))
    pattern = cast("Pattern", element.get("class", "solid"))
    fill, stroke = _ink(element, "fill"), _ink(element, "stroke")
    return Rectangle(x, y, width, height, fill, stroke, _thickness(element), pattern)


def _path(element: Element) -> Path:
    points = tuple(_point(pair) for pair in element.get("points").split())
    dash = cast("Dash", element.get("class", "solid"))
    fill, stroke = _ink(element, "fill"), _ink(element, "stroke")
    return Path(points, element.tag == "polygon", fill, stroke, _thickness(element), dash)


def _point(pair: str) -> Point:
    across, down = pair.split(",")
    return int(across), int(down)


def _circle(element: Element) -> Circle:
    x, y, radius = (_number(element, name) for name in ("cx", "cy", "r"))
    return Circle(x, y, radius, _ink(element, "fill"), _ink(element, "stroke"), _thickness(element))


def _label(element: Element) -> Label:
    return Label(
        x=_number(element, "x"),
        y=_number(element, "y"),
        text=plain(element.text()),
        room=_number(element, "data-room"),
        size=_number(element, "font-size"),
        anchor=cast("Anchor", element.get("text-anchor", "start")),
        bold=element.get("font-weight") == "bold",
        ink=_ink(element, "fill", "text"),
    )


def _thickness(element: Element) -> int:
    return _number(element, "stroke-width", _USUAL_THICKNESS)


_SHAPES: dict[str, Callable[[Element], Shape]] = {
    "rect": _rectangle,
    "polyline": _path,
    "polygon": _path,
    "circle": _circle,
    "text": _label,
}
