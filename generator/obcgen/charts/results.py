"""What a measured result pays: a panel a line, from the lowest result that matters to the highest."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, Final, Literal

from obcgen.charts.canvas import Canvas, Picture, in_full
from obcgen.charts.key import key
from obcgen.charts.panels import Marked, Plot, columns, panels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.charts.panels import Point
    from obcgen.money import Money

MOST_ROWS: Final = 3
MOST_LEVELS: Final = 6
"""More results than a panel names; the table beside it has them all."""


@dataclass(frozen=True, slots=True)
class Result:
    """A result on its scale, what is paid there, and the words for it: in full, and its number alone."""

    at: Fraction
    pays: Money
    words: str
    short: str


@dataclass(frozen=True, slots=True)
class Reward:
    """What a line pays by its result.

    `whose` says whose result it is; `limit` is where the scale ends, if it does; `rises` how the payment gets
    from one result to the next; `lower` stands for every result below the first, which pays `below`.
    """

    name: str
    whose: str
    limit: int | None
    rises: Literal["steps", "line"]
    lower: str
    below: Money
    results: tuple[Result, ...]

    @property
    def most(self) -> Money:
        """The most that it pays."""
        return max(self.below, *(result.pays for result in self.results))


def results(canvas: Canvas, rewards: tuple[Reward, ...]) -> Picture:
    """Return a panel for each line; of very many, the first."""
    beside = columns(canvas, len(rewards))
    shown = rewards[: beside * MOST_ROWS]
    shapes, top = key(canvas, ("corner",))
    drawn, height = panels(canvas, [_plot(reward) for reward in shown], beside, top)
    return canvas.picture(height, shapes + drawn, _sentences(rewards, len(shown)))


def _plot(reward: Reward) -> Plot:
    low, high = _ends(reward)
    named = reward.results[:MOST_LEVELS]
    left = len(reward.results) - len(named)
    return Plot(
        name=reward.name,
        below=f"Up to {reward.most} for {reward.whose}",
        ends=(f"{low:,}", f"{high:,}"),
        points=((Fraction(low), reward.below), *_corners(reward), (Fraction(high), reward.results[-1].pays)),
        marks=tuple(
            Marked("corner", one.at, one.pays, f"{one.pays}: {one.words}", one.short) for one in named
        ),
        more=f"and {left} more in the table" if left else "",
    )


def _ends(reward: Reward) -> tuple[int, int]:
    """Return the whole numbers between which a line is drawn: somewhat beyond its results, from 0 if near."""
    first, last = reward.results[0].at, reward.results[-1].at
    span = last - first or abs(first) or Fraction(1)
    low = 0 if 0 < first <= 2 * span else floor(first - span / 3)
    high = ceil(last + span / 3)
    return low, high if reward.limit is None else max(ceil(last), min(high, reward.limit))


def _corners(reward: Reward) -> Iterator[Point]:
    """Yield the points of the payment line; an upright stretch has two at one result."""
    paid = reward.below
    for place, result in enumerate(reward.results):
        if place == 0 or reward.rises == "steps":
            yield result.at, paid
        yield result.at, result.pays
        paid = result.pays


def _sentences(rewards: tuple[Reward, ...], shown: int) -> Iterator[str]:
    yield "Line charts of what a line of the Rate Card pays at each measured result."
    if shown < len(rewards):
        yield f"The first {shown} of {len(rewards)} lines are shown."
    for reward in rewards[:shown]:
        named = reward.results[:MOST_LEVELS]
        how = "in steps" if reward.rises == "steps" else "along a line"
        yield f"“{in_full(reward.name)}” pays up to {reward.most} for {reward.whose}, {how}."
        told = ((reward.lower, reward.below), *((one.words, one.pays) for one in named))
        more = (
            f"; {len(reward.results) - len(named)} more are in the table" if named != reward.results else ""
        )
        listed = "; ".join(f"{words}, {pays}" for words, pays in told)
        yield f"{listed[:1].upper()}{listed[1:]}{more}."
