"""The charts of a document: what the spec and the schedule say, as the records that charts are made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from obcgen.account.curves import attainment_rows, by_result
from obcgen.account.rate_card import rate_lines
from obcgen.charts.attainment import Curve, Level, attainment
from obcgen.charts.canvas import Canvas, Picture
from obcgen.charts.results import Result, Reward, results
from obcgen.charts.scenarios import Scenario, scenario_costs
from obcgen.charts.split import Funding, funding_split
from obcgen.charts.timeline import Event, Kind, timeline
from obcgen.money import total
from obcgen.render.records import date_rows, exposure_rows
from obcgen.render.result_rows import result_rows
from obcgen.render.values import Moment, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from obcgen.account.curves import AttainmentRow
    from obcgen.account.schedule import Schedule
    from obcgen.render.records import DateRow, Labels
    from obcgen.spec import Spec
    from obcgen.style import Style

_TENTHS_OF_A_POINT = 720
"""In an inch."""
_SHIPPED, _WIDE = "Carlito", 140
"""No typeface in common use runs wider than 1.4 times the shipped one."""
_MOST_PAYMENTS = 6
"""So many dates of one kind of money have a row each; more share one."""


@dataclass(frozen=True)
class Charts:
    """The charts that a spec gives rise to, each drawn when it is asked for; one without figures is none."""

    _spec: Spec
    _schedule: Schedule
    _parts: tuple[Funding, ...]
    _labels: Labels
    _canvas: Canvas

    @cached_property
    def funding_split(self) -> Picture | None:
        """What is certain and what is earned, at the most."""
        return funding_split(self._canvas, self._parts, self._schedule.not_to_exceed) if self._parts else None

    @cached_property
    def timeline(self) -> Picture:
        """When bids, service and payments fall."""
        return timeline(self._canvas, tuple(_events(self._spec, self._schedule, self._labels)))

    @cached_property
    def attainment(self) -> Picture | None:
        """What lines pay by attainment."""
        curves = tuple(_curve(row) for row in attainment_rows(self._spec))
        return attainment(self._canvas, curves) if curves else None

    @cached_property
    def results(self) -> Picture | None:
        """What lines pay by the result of one participant."""
        rewards = tuple(_rewards(self._spec, self._labels))
        return results(self._canvas, rewards) if rewards else None

    @cached_property
    def exposure(self) -> Picture | None:
        """What is paid at either end."""
        rows = exposure_rows(self._spec, self._labels)
        ends = tuple(Scenario(row.label, row.base, row.performance) for row in rows)
        return scenario_costs(self._canvas, ends, self._schedule.not_to_exceed) if self._parts else None


def charts(
    spec: Spec, schedule: Schedule, parts: tuple[Funding, ...], labels: Labels, style: Style
) -> Charts:
    """Return the charts of a spec, as wide as the text of the style's page."""
    return Charts(spec, schedule, parts, labels, canvas_of(style, labels))


def canvas_of(style: Style, labels: Labels) -> Canvas:
    """Return a canvas between the margins of the style's page, for its typeface, with the pack's words."""
    page = style.page
    width = int((page.width - page.left - page.right) * _TENTHS_OF_A_POINT)
    return Canvas(width, labels["chart"], 100 if style.body.shipped == _SHIPPED else _WIDE)


# --- money ---------------------------------------------------------------------------------------


def funding_parts(spec: Spec, schedule: Schedule, labels: Labels) -> Iterator[Funding]:
    """Yield base funding, and each line of performance funding at its most after every cap.

    Where lines share limits they cannot all be at their most, and performance funding is one part.
    """
    if schedule.base:
        yield Funding(labels["chart"]["base"], "base", schedule.base)
    if schedule.shares_limits:
        yield Funding(labels["chart"]["performance"], "performance", schedule.maximum - schedule.base)
        return
    for line in rate_lines(spec):
        paid = (one.amount for one in schedule.payments if one.id.split(".")[:2] == ["rates", line.id])
        if amount := total(paid):
            yield Funding(line.name, "performance", amount)


def _curve(row: AttainmentRow) -> Curve:
    corners = tuple(Level(share, pays) for share, pays in row.corners)
    expected, target = Level(row.expected, row.pays_expected), Level(row.target, row.pays_target)
    return Curve(row.name, corners, expected, target)


def _rewards(spec: Spec, labels: Labels) -> Iterator[Reward]:
    for line, row in zip(by_result(spec), result_rows(spec, labels), strict=True):
        scale = spec.outcomes[line.outcome].measure.scale
        told = (
            Result(point.result, point.pays, level.result, level.short)
            for point, level in zip(line.points, row.levels, strict=True)
        )
        yield Reward(row.name, row.counts, _end_of(scale), line.rises, row.lower, row.below, tuple(told))


def _end_of(scale: str) -> int | None:
    """Return where a scale ends, if its name says so."""
    name = scale.lower()
    return (99 if "percentile" in name else 100) if name.startswith("percent") else None


# --- dates ---------------------------------------------------------------------------------------


def _events(spec: Spec, schedule: Schedule, labels: Labels) -> Iterator[Event]:
    words = labels["chart"]
    for row in date_rows(spec, labels):
        yield Event(words["procurement"], row.label, "milestone", (_day(row),))
    for cohort in spec.cohorts.values():
        yield Event(words["period"], cohort.name, "period", (cohort.starts, cohort.ends))
    if not spec.cohorts:
        yield Event(words["period"], words["service"], "period", (spec.program.starts, spec.program.ends))
    yield from _payments(schedule, "base", "due", words)
    yield from _payments(schedule, "performance", "results", words)


def _day(row: DateRow) -> date:
    when = row.when.at if isinstance(row.when, Moment) else row.when
    return when.date() if isinstance(when, datetime) else when


def _payments(
    schedule: Schedule, funding: Literal["base", "performance"], look: Kind, words: Mapping[str, str]
) -> Iterator[Event]:
    """Yield the days on which money of one kind can fall due; where they are many, in one row."""
    paid = [one for one in schedule.payments if one.kind == funding and one.date and one.amount]
    days = tuple(dict.fromkeys(one.date for one in paid if one.date))
    if len(days) > _MOST_PAYMENTS:
        yield Event(words["payments"], words[funding], look, days)
        return
    for day in days:
        names = sentence([one.name for one in paid if one.date == day])
        yield Event(words["payments"], names, look, (day,))
