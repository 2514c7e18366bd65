"""What each line pays at each attainment: a panel a line, with what is expected anyway and the target."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from obcgen.charts.canvas import LINE, SMALL, Canvas, Picture, circle, in_full, line, words
from obcgen.charts.key import DASHES, INKS, Look, key, mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from obcgen.money import Money, Share

MOST_ROWS: Final = 4
_PLOT, _LOW_PLOT, _WIDE_PLOT, _LEAST_PANEL = 620, 450, 900, 1_250
_BETWEEN, _BELOW, _TICKS, _INSET = 180, 200, 120, 30
_NAME_LINES: Final = 2


@dataclass(frozen=True, slots=True)
class Level:
    """An attainment, and what the line pays there."""

    share: Share
    pays: Money


@dataclass(frozen=True, slots=True)
class Curve:
    """What a line pays from no attainment to all: straight between its points, upright at a step."""

    name: str
    points: tuple[Level, ...]
    expected: Level
    target: Level

    @property
    def most(self) -> Money:
        """The most that it pays."""
        return max(point.pays for point in self.points)


@dataclass(frozen=True, slots=True)
class _Panel:
    """Where a curve is drawn."""

    curve: Curve
    left: int
    top: int
    width: int
    height: int

    def across(self, share: Share) -> int:
        """Return where an attainment stands."""
        return self.left + int(self.width * share.value)

    def down(self, amount: Money) -> int:
        """Return where an amount stands."""
        return self.top + self.height - self.height * amount.cents // max(1, self.curve.most.cents)


def attainment(canvas: Canvas, curves: tuple[Curve, ...]) -> Picture:
    """Return a panel for each curve; of very many, the first."""
    columns = _columns(canvas, len(curves))
    shown = curves[: columns * MOST_ROWS]
    rows = [shown[first : first + columns] for first in range(0, len(shown), columns)]
    shapes, top = key(canvas, ("expected", "target"))
    width = (canvas.width - _BETWEEN * (columns - 1)) // columns
    height = _LOW_PLOT if len(rows) > 2 else _PLOT if columns > 1 else _WIDE_PLOT
    for row in rows:
        drawn, top = _panels(canvas, row, top, (width, height))
        shapes += drawn
    return canvas.picture(top - _BELOW // 2, shapes, _sentences(canvas, curves, len(shown)))


def _columns(canvas: Canvas, panels: int) -> int:
    """Return how many panels stand side by side: as many as have room for an amount below them."""
    fitting = max(1, canvas.width * 100 // (canvas.spread * _LEAST_PANEL))
    return min(fitting, {2: 2, 4: 2}.get(panels, 3), panels)


def _panels(
    canvas: Canvas, curves: Sequence[Curve], top: int, size: tuple[int, int]
) -> tuple[list[str], int]:
    """Return the shapes of panels side by side, and where the next ones may begin."""
    width, height = size
    bold, small = canvas.letters(bold=True), canvas.letters(SMALL)
    names = [bold.lines(curve.name, width - 2 * _INSET, _NAME_LINES) for curve in curves]
    plot_top = top + max(map(len, names)) * LINE + LINE + 75
    shapes, bottom = [], plot_top + height + _TICKS
    for column, (curve, lines) in enumerate(zip(curves, names, strict=True)):
        panel = _Panel(curve, column * (width + _BETWEEN) + _INSET, plot_top, width - 2 * _INSET, height)
        shapes += [words(bold, (panel.left, top + 80 + n * LINE), name) for n, name in enumerate(lines)]
        shapes.append(words(small, (panel.left, plot_top - 55), f"Up to {curve.most}", ink="muted"))
        shapes += _plot(canvas, panel)
        rows = list(_levels(canvas, panel, plot_top + height + _TICKS + LINE))
        shapes += [shape for row in rows for shape in row]
        bottom = max(bottom, plot_top + height + _TICKS + len(rows) * LINE)
    return shapes, bottom + _BELOW


def _plot(canvas: Canvas, panel: _Panel) -> Iterator[str]:
    """Yield the ground, the marks of attainment below it, the levels and the curve."""
    small, right, foot = canvas.letters(SMALL), panel.left + panel.width, panel.top + panel.height
    yield line(((panel.left, panel.top), (right, panel.top)), "rule")
    yield line(((panel.left, foot), (right, foot)), "muted")
    yield words(small, (panel.left, foot + 95), "0%", ink="muted")
    yield words(small, (right, foot + 95), "100% attained", "end", "muted")
    for look, level in _marked(panel.curve):
        at = panel.across(level.share)
        yield line(((at, panel.top), (at, foot)), INKS[look], 12, DASHES[look])
    points = [(panel.across(point.share), panel.down(point.pays)) for point in panel.curve.points]
    yield line(points, "primary", 18)
    for look, level in _marked(panel.curve):
        yield circle(panel.across(level.share), panel.down(level.pays), 26, INKS[look], filled=True)


def _marked(curve: Curve) -> tuple[tuple[Look, Level], ...]:
    return ("expected", curve.expected), ("target", curve.target)


def _levels(canvas: Canvas, panel: _Panel, baseline: int) -> Iterator[tuple[str, str]]:
    """Yield a row for each level marked: its look, its attainment, what is paid there."""
    small = canvas.letters(SMALL)
    for row, (look, level) in enumerate(_marked(panel.curve)):
        (text,) = small.lines(f"{level.share}: {level.pays}", panel.width - 160)
        down = baseline + row * LINE
        yield mark(look, panel.left, down - 28), words(small, (panel.left + 160, down), text)


def _sentences(canvas: Canvas, curves: tuple[Curve, ...], shown: int) -> Iterator[str]:
    yield "Line charts of what each line of the Rate Card pays at each attainment, before the caps."
    if shown < len(curves):
        yield f"The first {shown} of {len(curves)} lines are shown."
    for curve in curves[:shown]:
        yield f"“{in_full(curve.name)}” pays up to {curve.most}{_shape(curve)}."
        yield f"{canvas.words['expected']}, {curve.expected.share}: it pays {curve.expected.pays}."
        yield f"{canvas.words['target']}, {curve.target.share}: it pays {curve.target.pays}."


def _shape(curve: Curve) -> str:
    """Return how the payment climbs: in steps, in proportion, or along a line with bends."""
    pairs = tuple(pairwise(curve.points))
    steps = sum(before.share == after.share and before.pays != after.pays for before, after in pairs)
    if steps:
        return f", in {steps} {'step' if steps == 1 else 'steps'}"
    return ", in proportion" if len(pairs) == 1 else ", along a line with bends"
