"""Reads a picture back as a document reads it, and finds what meets in it."""

from __future__ import annotations

from html import escape
from itertools import combinations
from typing import TYPE_CHECKING

from articles import article, section
from obcgen.document.drawing import Circle, Label, Path, Rectangle
from obcgen.document.from_html import from_html
from obcgen.document.tree import Figure, Section
from obcgen.pack import builtin
from obcgen.render.context import read_labels

WORDS = read_labels(builtin())["chart"]
"""The usual words of charts."""

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.charts.canvas import Picture
    from obcgen.document.drawing import Drawing, Shape


def figure_of(picture: Picture) -> Figure:
    """Return the figure that a document makes of a picture; whatever leaves the frame is refused there."""
    inner = f"<figure id='f'><figcaption>{escape('Caption')}</figcaption>{picture.svg}</figure>"
    (one,) = from_html(article(section(inner))).blocks
    assert isinstance(one, Section)
    (found,) = one.blocks
    assert isinstance(found, Figure)
    return found


def labels(drawing: Drawing) -> tuple[Label, ...]:
    """Return the words of a drawing with their places."""
    return tuple(shape for shape in drawing.shapes if isinstance(shape, Label))


def meeting(drawing: Drawing) -> Iterator[str]:
    """Yield each pair of words that share a place, and each word that lies on an area."""
    words = labels(drawing)
    for one, other in combinations(words, 2):
        if one.extent.overlaps(other.extent):
            yield f"“{one.text}” meets “{other.text}”"
    for shape in drawing.shapes:
        if _is_area(shape):
            yield from (f"“{one.text}” lies on {shape}" for one in words if one.extent.overlaps(shape.extent))


def _is_area(shape: Shape) -> bool:
    return isinstance(shape, Rectangle | Circle) or (isinstance(shape, Path) and shape.closed)
