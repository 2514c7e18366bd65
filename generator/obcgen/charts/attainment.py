"""What each line pays at each attainment: a panel a line, with what is expected anyway and the target."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from obcgen.charts.canvas import Canvas, Picture, in_full
from obcgen.charts.key import key
from obcgen.charts.panels import Marked, Plot, columns, panels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.money import Money, Share

MOST_ROWS: Final = 4


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


def attainment(canvas: Canvas, curves: tuple[Curve, ...]) -> Picture:
    """Return a panel for each curve; of very many, the first."""
    beside = columns(canvas, len(curves))
    shown = curves[: beside * MOST_ROWS]
    shapes, top = key(canvas, ("expected", "target"))
    drawn, height = panels(canvas, [_plot(canvas, curve) for curve in shown], beside, top)
    return canvas.picture(height, shapes + drawn, _sentences(canvas, curves, len(shown)))


def _plot(canvas: Canvas, curve: Curve) -> Plot:
    marks = (
        Marked("expected", curve.expected.share.value, curve.expected.pays, _said(curve.expected)),
        Marked("target", curve.target.share.value, curve.target.pays, _said(curve.target)),
    )
    points = tuple((point.share.value, point.pays) for point in curve.points)
    return Plot(curve.name, f"Up to {curve.most}", ("0%", f"100% {canvas.words['attained']}"), points, marks)


def _said(level: Level) -> str:
    return f"{level.share}: {level.pays}"


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
