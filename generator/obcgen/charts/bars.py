"""Rows of money: a name, a bar of base and performance money, a figure; a dashed line where the limit is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from obcgen.charts.canvas import LINE, Canvas, box, line, words
from obcgen.charts.key import INKS, Look, key
from obcgen.money import ZERO, Money, total

if TYPE_CHECKING:
    from collections.abc import Sequence

_BAR, _LEAST_ROW, _BELOW_NAME, _GAP, _THINNEST = 130, 200, 75, 120, 12
_MOST_LINES: Final = 2
MOST_ROWS: Final = 20
"""More rows than a page reads well."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A row: where its bar starts, its money of each kind, and the figure beside it."""

    name: str
    base: Money
    performance: Money
    figure: str
    start: Money = ZERO
    is_total: bool = False

    @property
    def end(self) -> Money:
        """Where the bar ends."""
        return total((self.start, self.base, self.performance))


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the columns stand, and what the whole width of the bars is worth."""

    canvas: Canvas
    left: int
    right: int
    most: int

    def place(self, amount: Money) -> int:
        """Return where an amount is."""
        return self.left + (self.right - self.left) * amount.cents // self.most


def bar_rows(canvas: Canvas, bars: Sequence[Bar], limit: Money) -> tuple[list[str], int]:
    """Return the shapes of a key and of rows below each other, and how high they are together."""
    shapes, top = key(canvas, _looks(bars), limit)
    layout = _layout(canvas, bars, limit)
    bottom = top
    for bar in bars:
        height = _height(layout, bar)
        shapes += _row(layout, bar, bottom, height)
        bottom += height
    at = layout.place(limit)
    shapes.append(line(((at, top), (at, bottom)), INKS["limit"], 12, "dashed"))
    return shapes, bottom


def _looks(bars: Sequence[Bar]) -> Iterator[Look]:
    if any(bar.base for bar in bars):
        yield "base"
    if any(bar.performance for bar in bars):
        yield "performance"
    yield "limit"


def _layout(canvas: Canvas, bars: Sequence[Bar], limit: Money) -> _Layout:
    bold = canvas.letters(bold=True)
    names = min(max(bold.column(bar.name) for bar in bars), canvas.width * 34 // 100)
    figures = max(bold.column(bar.figure) for bar in bars)
    most = max(limit, *(bar.end for bar in bars)).cents
    return _Layout(canvas, names + _GAP, canvas.width - figures - _GAP, max(1, most))


def _names(layout: _Layout, bar: Bar) -> tuple[str, ...]:
    letters = layout.canvas.letters(bold=bar.is_total)
    return letters.lines(bar.name, layout.left - _GAP, _MOST_LINES)


def _height(layout: _Layout, bar: Bar) -> int:
    return max(_LEAST_ROW, len(_names(layout, bar)) * LINE + _BELOW_NAME)


def _row(layout: _Layout, bar: Bar, top: int, height: int) -> Iterator[str]:
    letters = layout.canvas.letters(bold=bar.is_total)
    middle, names = top + height // 2, _names(layout, bar)
    if bar.is_total:
        yield line(((0, top), (layout.canvas.width, top)), "rule")
    first = middle - LINE * (len(names) - 1) // 2 + 28
    for number, name in enumerate(names):
        yield words(letters, (0, first + number * LINE), name)
    start, between, end = (layout.place(at) for at in (bar.start, bar.start + bar.base, bar.end))
    yield from _part(start, between, middle, "base", bar.base)
    yield from _part(between, end, middle, "performance", bar.performance)
    yield words(letters, (layout.canvas.width, middle + 28), bar.figure, "end")


def _part(left: int, right: int, middle: int, kind: str, amount: Money) -> Iterator[str]:
    """Yield the part of a bar; money so little that it would not be seen gets a thin one."""
    if amount:
        width = max(_THINNEST, right - left)
        ink = INKS["base" if kind == "base" else "performance"]
        yield box(left, middle - _BAR // 2, width, _BAR, ink, striped=kind == "performance")
