"""The key of a chart: what each look stands for, in a row that breaks where it is full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from obcgen.charts.canvas import LINE, SMALL, Canvas, box, circle, line, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from obcgen.money import Money

Look = Literal[
    "base",
    "performance",
    "limit",
    "expected",
    "target",
    "service",
    "window",
    "settling",
    "deadline",
    "corner",
]

INKS: dict[Look, str] = {
    "base": "primary",
    "performance": "accent",
    "limit": "warning",
    "expected": "muted",
    "target": "warning",
    "service": "primary",
    "window": "accent",
    "settling": "accent",
    "deadline": "warning",
    "corner": "primary",
}
DASHES: dict[Look, str] = {"limit": "dashed", "expected": "dotted", "target": "dashed", "settling": "dotted"}
_MARK, _GAP, _BETWEEN = 130, 40, 170


def mark(look: Look, left: int, middle: int) -> str:
    """Return a sample of a look, 13 points wide, around a height."""
    ink, centre = INKS[look], left + _MARK // 2
    if look in {"base", "performance"}:
        return box(left, middle - 40, _MARK, 80, ink, striped=look == "performance")
    if look == "corner":
        return circle(centre, middle, 26, ink, filled=True)
    return line(((left, middle), (left + _MARK, middle)), ink, 12, DASHES[look])


def key(canvas: Canvas, looks: Iterable[Look], limit: Money | None = None) -> tuple[list[str], int]:
    """Return the shapes of a key at the top of a canvas, and its height; a limit stands with its amount."""
    letters = canvas.letters(SMALL)
    shapes, left, baseline = [], 0, SMALL
    for look in looks:
        name = canvas.words[look] + (f", {limit}" if look == "limit" else "")
        (text,) = letters.lines(name, canvas.width - _MARK - _GAP)
        width = _MARK + _GAP + letters.width(text)
        if left and left + width > canvas.width:
            left, baseline = 0, baseline + LINE + 20
        shapes += [
            mark(look, left, baseline - 28),
            words(letters, (left + _MARK + _GAP, baseline), text),
        ]
        left += _MARK + _GAP + letters.column(text) + _BETWEEN
    return shapes, baseline + 80
