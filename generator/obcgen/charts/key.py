"""The key of a chart: what each look stands for, in a row that breaks where it is full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from obcgen.charts.canvas import LINE, SMALL, Canvas, box, circle, diamond, line, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from obcgen.money import Money

Look = Literal[
    "base", "performance", "limit", "expected", "target", "milestone", "period", "due", "results", "corner"
]

INKS: dict[Look, str] = {
    "base": "primary",
    "performance": "accent",
    "limit": "warning",
    "expected": "muted",
    "target": "warning",
    "milestone": "primary",
    "period": "accent",
    "due": "primary",
    "results": "accent",
    "corner": "primary",
}
DASHES: dict[Look, str] = {"limit": "dashed", "expected": "dotted", "target": "dashed"}
_MARK, _GAP, _BETWEEN = 130, 40, 170


def mark(look: Look, left: int, middle: int) -> str:
    """Return a sample of a look, 13 points wide, around a height."""
    ink, centre = INKS[look], left + _MARK // 2
    if look in {"base", "performance", "period"}:
        return box(left, middle - 40, _MARK, 80, ink, striped=look != "base")
    if look == "milestone":
        return diamond(centre, middle, 42, ink)
    if look in {"due", "results", "corner"}:
        return circle(centre, middle, 26 if look == "corner" else 36, ink, filled=look != "results")
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
