"""Panels of payment lines side by side: what is paid between two ends of a scale, with marks named below."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from obcgen.charts.canvas import LINE, SMALL, Canvas, circle, line, words
from obcgen.charts.key import DASHES, INKS, Look, mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from obcgen.money import Money

_PLOT, _LOW_PLOT, _WIDE_PLOT, _LEAST_PANEL = 620, 450, 900, 1_250
_BETWEEN, _BELOW, _TICKS, _INSET, _SAMPLE, _APART = 180, 200, 120, 30, 160, 40
_NAME_LINES: Final = 2

Point = tuple[Fraction, "Money"]
"""A place on the scale, and what is paid there."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A point of the payment line that stands out, and what is said of it below the panel.

    `tick` stands on the scale where there is room for it.
    """

    look: Look
    at: Fraction
    pays: Money
    text: str
    tick: str = ""


@dataclass(frozen=True, slots=True)
class Plot:
    """What a panel shows: straight between its points, upright at a step.

    `below` stands under the name; `ends` are the words at the two ends of the scale; `more` is said below the
    marks where not all are named.
    """

    name: str
    below: str
    ends: tuple[str, str]
    points: tuple[Point, ...]
    marks: tuple[Marked, ...]
    more: str = ""

    @property
    def most(self) -> Money:
        """The most that is paid."""
        return max(pays for _, pays in self.points)


@dataclass(frozen=True, slots=True)
class _Panel:
    """Where a plot is drawn."""

    plot: Plot
    left: int
    top: int
    width: int
    height: int

    def across(self, at: Fraction) -> int:
        """Return where a place on the scale stands."""
        low, high = self.plot.points[0][0], self.plot.points[-1][0]
        return self.left + int(self.width * (at - low) / (high - low))

    def down(self, amount: Money) -> int:
        """Return where an amount stands."""
        return self.top + self.height - self.height * amount.cents // max(1, self.plot.most.cents)


def columns(canvas: Canvas, count: int) -> int:
    """Return how many panels stand side by side: as many as have room for an amount below them."""
    fitting = max(1, canvas.width * 100 // (canvas.spread * _LEAST_PANEL))
    return min(fitting, {2: 2, 4: 2}.get(count, 3), count)


def panels(canvas: Canvas, plots: Sequence[Plot], beside: int, top: int) -> tuple[list[str], int]:
    """Return the shapes of plots in rows of so many, and how high the picture is with them."""
    rows = [plots[first : first + beside] for first in range(0, len(plots), beside)]
    width = (canvas.width - _BETWEEN * (beside - 1)) // beside
    height = _LOW_PLOT if len(rows) > 2 else _PLOT if beside > 1 else _WIDE_PLOT
    shapes: list[str] = []
    for row in rows:
        drawn, top = _row(canvas, row, top, (width, height))
        shapes += drawn
    return shapes, top - _BELOW // 2


def _row(canvas: Canvas, plots: Sequence[Plot], top: int, size: tuple[int, int]) -> tuple[list[str], int]:
    """Return the shapes of panels side by side, and where the next ones may begin."""
    width, height = size
    bold, small = canvas.letters(bold=True), canvas.letters(SMALL)
    names = [bold.lines(plot.name, width - 2 * _INSET, _NAME_LINES) for plot in plots]
    plot_top = top + max(map(len, names)) * LINE + LINE + 75
    shapes, bottom = [], plot_top + height + _TICKS
    for column, (plot, lines) in enumerate(zip(plots, names, strict=True)):
        panel = _Panel(plot, column * (width + _BETWEEN) + _INSET, plot_top, width - 2 * _INSET, height)
        shapes += [words(bold, (panel.left, top + 80 + n * LINE), name) for n, name in enumerate(lines)]
        (below,) = small.lines(plot.below, panel.width)
        shapes.append(words(small, (panel.left, plot_top - 55), below, ink="muted"))
        shapes += _drawn(canvas, panel)
        rows = list(_named(canvas, panel, plot_top + height + _TICKS + LINE))
        shapes += [shape for row in rows for shape in row]
        bottom = max(bottom, plot_top + height + _TICKS + len(rows) * LINE)
    return shapes, bottom + _BELOW


def _drawn(canvas: Canvas, panel: _Panel) -> Iterator[str]:
    """Yield the ground, the words at its ends, the marks on it and the payment line."""
    plot, right, foot = panel.plot, panel.left + panel.width, panel.top + panel.height
    yield line(((panel.left, panel.top), (right, panel.top)), "rule")
    yield line(((panel.left, foot), (right, foot)), "muted")
    yield from _scale(canvas, panel, foot + 95)
    for each in plot.marks:
        at = panel.across(each.at)
        look = (INKS[each.look], 12, DASHES[each.look]) if each.look in DASHES else ("rule",)
        yield line(((at, panel.top), (at, foot)), *look)
    yield line([(panel.across(at), panel.down(pays)) for at, pays in plot.points], "primary", 18)
    for each in plot.marks:
        yield circle(panel.across(each.at), panel.down(each.pays), 26, INKS[each.look], filled=True)


def _scale(canvas: Canvas, panel: _Panel, baseline: int) -> Iterator[str]:
    """Yield what stands below the scale: the marks, then its two ends, each where it meets no other."""
    small, right = canvas.letters(SMALL), panel.left + panel.width
    (low,) = small.lines(panel.plot.ends[0], panel.width // 3)
    (high,) = small.lines(panel.plot.ends[1], panel.width - small.width(low) - 2 * _APART)
    ticks = [(panel.across(each.at) - small.width(each.tick) // 2, each.tick) for each in panel.plot.marks]
    taken: list[tuple[int, int]] = []
    for left, text in (*ticks, (panel.left, low), (right - small.width(high), high)):
        end = left + small.width(text)
        is_free = all(end + _APART <= first or last + _APART <= left for first, last in taken)
        if text and is_free and panel.left - _INSET <= left and end <= right + _INSET:
            taken.append((left, end))
            yield words(small, (left, baseline), text, ink="muted")


def _named(canvas: Canvas, panel: _Panel, baseline: int) -> Iterator[tuple[str, ...]]:
    """Yield a row for each mark: its look and its words; and one for those that are not named."""
    small = canvas.letters(SMALL)
    for row, each in enumerate(panel.plot.marks):
        (text,) = small.lines(each.text, panel.width - _SAMPLE)
        down = baseline + row * LINE
        yield mark(each.look, panel.left, down - 28), words(small, (panel.left + _SAMPLE, down), text)
    if panel.plot.more:
        (text,) = small.lines(panel.plot.more, panel.width)
        down = baseline + len(panel.plot.marks) * LINE
        yield (words(small, (panel.left, down), text, ink="muted"),)
