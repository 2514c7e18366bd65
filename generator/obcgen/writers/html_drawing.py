"""A drawing as inline SVG. Colours are classes, so that the look stays in one place: `drawing_css`."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from obcgen.document.drawing import Circle, Drawing, Label, Path, Rectangle, Shape
from obcgen.writers.stripes import stripes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_DASHES: Final = {"dashed": "dashed", "dotted": "dotted", "solid": ""}


def drawing_to_svg(drawing: Drawing, alternative: str) -> str:
    """Return a drawing that is read as one picture by its alternative text."""
    shapes = "".join(map(_shape, drawing.shapes))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="drawing" role="img" '
        f'width="{_points(drawing.width)}pt" height="{_points(drawing.height)}pt" '
        f'viewBox="0 0 {drawing.width} {drawing.height}"><title>{escape(alternative)}</title>{shapes}</svg>'
    )


def drawing_css(colours: Mapping[str, str], family: str) -> str:
    """Return the rules that fill, draw and set a drawing in a style's colours and typeface."""
    fills = "".join(
        f".fill-{name}{{fill:{value}}}.draw-{name}{{stroke:{value}}}" for name, value in colours.items()
    )
    lines = ".dashed{stroke-dasharray:40 25}.dotted{stroke-dasharray:10 20}"
    return f"{fills}{lines}.drawing text{{font-family:{family}}}"


def _points(tenths: int) -> str:
    return f"{tenths // 10}.{tenths % 10}"


def _shape(shape: Shape) -> str:
    match shape:
        case Rectangle():
            return "".join(_rectangle(shape))
        case Path():
            points = " ".join(f"{x},{y}" for x, y in shape.points)
            tag = "polygon" if shape.closed else "polyline"
            return f'<{tag} points="{points}"{_look(shape, _DASHES[shape.dash])}/>'
        case Circle():
            return f'<circle cx="{shape.x}" cy="{shape.y}" r="{shape.radius}"{_look(shape)}/>'
        case Label():
            return _label(shape)


def _rectangle(shape: Rectangle) -> Iterator[str]:
    """Yield a rectangle; a striped one is a white ground, its stripes, and its sides over them."""
    place = f'x="{shape.x}" y="{shape.y}" width="{shape.width}" height="{shape.height}"'
    if shape.pattern == "solid":
        yield f"<rect {place}{_look(shape)}/>"
        return
    lines = "".join(
        f"M{shape.x + x1} {shape.y + y1}L{shape.x + x2} {shape.y + y2}"
        for (x1, y1), (x2, y2) in stripes(shape)
    )
    yield f'<rect {place} class="fill-paper draw-none"/>'
    yield f'<path d="{lines}" class="fill-none draw-{shape.fill}" stroke-width="{shape.thickness}"/>'
    yield f'<rect {place} class="fill-none draw-{shape.stroke}" stroke-width="{shape.thickness}"/>'


def _look(shape: Rectangle | Path | Circle, more: str = "") -> str:
    """Return the classes of a shape; a line is never filled."""
    fill = "none" if isinstance(shape, Path) and not shape.closed else shape.fill
    names = " ".join(filter(None, (f"fill-{fill}", f"draw-{shape.stroke}", more)))
    return f' class="{names}" stroke-width="{shape.thickness}"'


def _label(label: Label) -> str:
    anchor = f' text-anchor="{label.anchor}"' if label.anchor != "start" else ""
    bold = ' font-weight="bold"' if label.bold else ""
    return (
        f'<text x="{label.x}" y="{label.y}" font-size="{label.size}"{anchor}{bold} class="fill-{label.ink}">'
        f"{escape(label.text)}</text>"
    )
