"""The charts of a document: what the spec and the schedule say, as the records that charts are made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from obcgen.account.curves import attainment_rows, by_result
from obcgen.account.rate_card import rate_lines
from obcgen.account.schedule import together as most_together
from obcgen.charts.attainment import Curve, Level, attainment
from obcgen.charts.canvas import Canvas, Picture
from obcgen.charts.columns import Paid
from obcgen.charts.results import Result, Reward, results
from obcgen.charts.scenarios import Scenario, scenario_costs
from obcgen.charts.split import Funding, funding_split
from obcgen.charts.timeline import Span, timeline
from obcgen.deal.compile import deal_of
from obcgen.deal.windows import window_of
from obcgen.money import total
from obcgen.render.records import exposure_rows
from obcgen.render.result_rows import result_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from obcgen.account.curves import AttainmentRow
    from obcgen.account.schedule import Schedule
    from obcgen.render.records import Labels
    from obcgen.spec import Spec
    from obcgen.style import Style

_TENTHS_OF_A_POINT = 720
"""In an inch."""
_SHIPPED, _WIDE = "Carlito", 140
"""No typeface in common use runs wider than 1.4 times the shipped one."""


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
        """When service, measurement and payments fall, and what the payments are at the most."""
        return _timeline(self._canvas, self._spec, self._schedule)

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


def _timeline(canvas: Canvas, spec: Spec, schedule: Schedule) -> Picture:
    """Return the payments of each day, and what they wait for."""
    days = sorted({payment.date for payment in schedule.payments if payment.date and payment.amount})

    def paid(first: date | None, last: date | None) -> Paid:
        """Return the most that falls due between two days, or without one."""
        of_days = [one for one in schedule.payments if _is_between(one.date, first, last)]
        base = total(one.amount for one in of_days if one.kind == "base")
        results = most_together(deal_of(spec), {one.id for one in of_days if one.kind == "performance"})
        return Paid(first or date.max, last or date.max, base, min(results, schedule.maximum - base))

    return timeline(
        canvas,
        tuple(_spans(spec, canvas.words)),
        [paid(day, day) for day in days],
        lambda near: paid(near[0].first, near[-1].last),
        paid(None, None).amount,
    )


def _is_between(day: date | None, first: date | None, last: date | None) -> bool:
    return day is first if day is None or first is None or last is None else first <= day <= last


def _spans(spec: Spec, words: Mapping[str, str]) -> Iterator[Span]:
    """Yield the service, the windows in which results are measured, and the last day for a notice."""
    for cohort in spec.cohorts.values():
        yield Span(cohort.name, "service", cohort.starts, cohort.ends)
    if not spec.cohorts:
        yield Span(words["service"], "service", spec.program.starts, spec.program.ends)
    yield from _windows(spec, words)
    ending = spec.agreement.termination if spec.agreement else None
    if ending and ending.convenience and (day := ending.convenience.last_notice):
        yield Span(words["deadline"], "deadline", day, day)


def _windows(spec: Spec, words: Mapping[str, str]) -> Iterator[Span]:
    """Yield each window that decides a payment, with the days on which lines pay for its outcome."""
    found: dict[tuple[date, date, str], set[date]] = {}
    lines = rate_lines(spec)
    for key in dict.fromkeys(key for line in lines for key in line.outcomes):
        measure = spec.outcomes[key].measure
        dues = {line.due for line in lines if key in line.outcomes and line.due}
        for name, days in ((measure.from_, set()), (measure.to, dues)):
            if window := window_of(spec, measure.assessment, name):
                called = f"{words['window']}: {(name or '').replace('_', ' ')}"
                after = {day for day in days if day > window.closes}
                found.setdefault((window.opens, window.closes, called), set()).update(after)
    for (opens, closes, called), dues in sorted(found.items()):
        yield Span(called, "window", opens, closes, tuple(sorted(dues)))
