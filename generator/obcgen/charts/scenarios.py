"""What each scenario costs: base and performance money in a row, beside the limit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from obcgen.charts.bars import MOST_ROWS, Bar, bar_rows
from obcgen.charts.canvas import Canvas, Picture, in_full
from obcgen.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Scenario:
    """A course of things and what it costs."""

    name: str
    base: Money
    performance: Money


def scenario_costs(canvas: Canvas, scenarios: tuple[Scenario, ...], limit: Money) -> Picture:
    """Return a bar for each scenario, in the order given; of very many, the first."""
    shown = scenarios[:MOST_ROWS]
    bars = [Bar(one.name, one.base, one.performance, str(one.base + one.performance)) for one in shown]
    shapes, height = bar_rows(canvas, bars, limit)
    return canvas.picture(height, shapes, _sentences(canvas.words, shown, limit))


def _sentences(words: Mapping[str, str], scenarios: tuple[Scenario, ...], limit: Money) -> Iterator[str]:
    yield f"Bar chart of what the District pays in each case, beside the {words['limit']} of {limit}."
    for one in scenarios:
        whole = one.base + one.performance
        yield (
            f"“{in_full(one.name)}”: {words['base']} {one.base}, {words['performance']} {one.performance}, "
            f"together {whole}."
        )
