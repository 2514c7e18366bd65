"""A picture in lines and words: the closed vocabulary that every writer can draw natively.

Measures are whole tenths of a point from the top left corner, so that every machine draws the same. Colours
are named by their role in the Style; where two areas must be told apart, one is striped, never tinted only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Ink = Literal["none", "text", "muted", "primary", "accent", "warning", "rule", "band", "on_primary", "paper"]
Pattern = Literal["solid", "stripes"]
Dash = Literal["solid", "dashed", "dotted"]
Anchor = Literal["start", "middle", "end"]
Point = tuple[int, int]

INKS: tuple[Ink, ...] = get_args(Ink)
_ASCENT, _DESCENT = 80, 25
"""How far the letters of a line reach above and below its baseline, in per cent of their size."""


@dataclass(frozen=True, slots=True)
class Extent:
    """The least upright rectangle around a shape, its sides included."""

    left: int
    top: int
    right: int
    bottom: int

    def overlaps(self, other: Extent) -> bool:
        """Tell whether the two share more than an edge."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True, slots=True)
class Rectangle:
    """An upright rectangle; with `stripes`, its fill draws slanted lines on white."""

    x: int
    y: int
    width: int
    height: int
    fill: Ink = "none"
    stroke: Ink = "none"
    thickness: int = 5
    pattern: Pattern = "solid"

    @property
    def extent(self) -> Extent:
        """Its four sides."""
        return Extent(self.x, self.y, self.x + self.width, self.y + self.height)


@dataclass(frozen=True, slots=True)
class Path:
    """A line through points; a `closed` one is a polygon that can be filled."""

    points: tuple[Point, ...]
    closed: bool = False
    fill: Ink = "none"
    stroke: Ink = "none"
    thickness: int = 5
    dash: Dash = "solid"

    @property
    def extent(self) -> Extent:
        """The rectangle around its points."""
        across, down = zip(*self.points, strict=True)
        return Extent(min(across), min(down), max(across), max(down))


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle around `x` and `y`."""

    x: int
    y: int
    radius: int
    fill: Ink = "none"
    stroke: Ink = "none"
    thickness: int = 5

    @property
    def extent(self) -> Extent:
        """The square around it."""
        reach = self.radius
        return Extent(self.x - reach, self.y - reach, self.x + reach, self.y + reach)


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text whose baseline is at `y`; `room` is the width that it may take at most."""

    x: int
    y: int
    text: str
    room: int
    size: int = 85
    anchor: Anchor = "start"
    bold: bool = False
    ink: Ink = "text"

    @property
    def left(self) -> int:
        """Where its room begins."""
        return self.x - {"start": 0, "middle": self.room // 2, "end": self.room}[self.anchor]

    @property
    def extent(self) -> Extent:
        """The room for its letters."""
        above, below = self.size * _ASCENT // 100, self.size * _DESCENT // 100
        return Extent(self.left, self.y - above, self.left + self.room, self.y + below)


Shape = Rectangle | Path | Circle | Label


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture: what lies later lies above."""

    width: int
    height: int
    shapes: tuple[Shape, ...]

    @property
    def extent(self) -> Extent:
        """Its frame."""
        return Extent(0, 0, self.width, self.height)
