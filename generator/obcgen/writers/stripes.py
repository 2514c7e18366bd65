"""The stripes of a rectangle: slanted lines, cut where they meet its sides. Every writer draws the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from obcgen.document.drawing import Point, Rectangle

STEP: Final = 60
"""Tenths of a point from one stripe to the next, along a side."""


def stripes(shape: Rectangle) -> tuple[tuple[Point, Point], ...]:
    """Return the ends of each stripe, lower left to upper right, measured from the rectangle's corner."""
    across, down = shape.width, shape.height
    return tuple(
        ((max(0, reach - down), min(reach, down)), (min(reach, across), max(0, reach - across)))
        for reach in range(STEP, across + down, STEP)
    )
