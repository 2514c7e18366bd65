"""The key of a chart: what each look stands for, in a row that breaks where it is full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from obcgen.charts.canvas import LINE, SMALL, Canvas, box, circle, frame, line, words

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
    "deciding",
    "settling",
    "due",
    "deadline",
    "corner",
]

INKS: dict[Look, str] = {
    "base": "primary",
    "performance": "accent",
    "limit": "warning",
    "expected": "muted",
    "target": "warning",
    "service": "muted",
    "deciding": "primary",
    "settling": "accent",
    "due": "accent",
    "deadline": "warning",
    "corner": "primary",
}
DASHES: dict[Look, str] = {"limit": "dashed", "expected": "dotted", "target": "dashed", "settling": "dotted"}
_MARK, _GAP, _BETWEEN = 130, 40, 170
_NAME_LINES: Final = 2
SERVICE, WINDOW, DUE = 36, 70, 36
"""How high a service and a window are, and how far the ring of a day of payment reaches."""


def mark(look: Look, left: int, middle: int) -> str:
    """Return a sample of a look, 13 points wide, around a height."""
    ink, centre = INKS[look], left + _MARK // 2
    if look in {"base", "performance"}:
        return box(left, middle - 40, _MARK, 80, ink, striped=look == "performance")
    if look == "deciding":
        return frame(left, middle - WINDOW // 2, _MARK, WINDOW, ink)
    if look == "due":
        return circle(centre, middle, DUE, ink, filled=False)
    if look == "service":
        return box(left, middle - SERVICE // 2, _MARK, SERVICE, ink)
    if look == "corner":
        return circle(centre, middle, 26, ink, filled=True)
    return line(((left, middle), (left + _MARK, middle)), ink, 12, DASHES[look])


def key(canvas: Canvas, looks: Iterable[Look], limit: Money | None = None) -> tuple[list[str], int]:
    """Return the shapes of a key at the top of a canvas, and its height; a limit stands with its amount."""
    letters = canvas.letters(SMALL)
    shapes, left, baseline = [], 0, SMALL
    for look in looks:
        name = canvas.words[look] + (f", {limit}" if look == "limit" else "")
        texts = letters.lines(name, canvas.width - _MARK - _GAP, _NAME_LINES)
        width = _MARK + _GAP + max(map(letters.width, texts))
        if left and (left + width > canvas.width or texts[1:]):
            left, baseline = 0, baseline + LINE + 20
        shapes.append(mark(look, left, baseline - 28))
        for number, text in enumerate(texts):
            shapes.append(words(letters, (left + _MARK + _GAP, baseline + number * LINE), text))
        baseline += LINE * (len(texts) - 1)
        left += _MARK + _GAP + max(map(letters.column, texts)) + _BETWEEN
    return shapes, baseline + 80
