"""A schedule as a picture: a row for each date or period, in its place between the first day and the last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Final, Literal

from obcgen.charts.canvas import LINE, SMALL, Canvas, Picture, box, circle, diamond, in_full, line, words
from obcgen.charts.key import INKS, key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_STEPS: Final = (1, 2, 3, 6, 12, 24, 60, 120)
"""Months from one mark of the time axis to the next."""
_ROW, _GROUP, _GAP, _BELOW_NAME = 150, 170, 130, 50
_NAME_LINES: Final = 2
_APART: Final = 60
"""Between two names on the time axis."""

Kind = Literal["milestone", "period", "due", "results"]


@dataclass(frozen=True, slots=True)
class Event:
    """A row: one date, several dates alike, or with `period` a first and a last day."""

    group: str
    name: str
    kind: Kind
    dates: tuple[date, ...]

    @property
    def when(self) -> str:
        """The day, or the first and the last."""
        first, last = self.dates[0], self.dates[-1]
        return written(first) if first == last else f"{written(first)} to {written(last)}"


@dataclass(frozen=True, slots=True)
class _Axis:
    """Time from the first day of a month to the first day of another, across a canvas."""

    left: int
    right: int
    first: date
    last: date

    def place(self, day: date) -> int:
        """Return where a day stands."""
        return self.left + (self.right - self.left) * (day - self.first).days // (self.last - self.first).days


def written(day: date) -> str:
    """Return a day in short: `Mar 1, 2027`."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def timeline(canvas: Canvas, events: Sequence[Event]) -> Picture:
    """Return the rows, those of a group below its name, and the months above them."""
    shapes, top = key(canvas, dict.fromkeys(event.kind for event in events))
    axis = _axis(canvas, events)
    top += 2 * LINE
    rows, bottom = _rows(canvas, axis, events, top)
    shapes += [*_months(canvas, axis, top, bottom), *rows]
    return canvas.picture(bottom, shapes, _sentences(events))


# --- rows ----------------------------------------------------------------------------------------


def _axis(canvas: Canvas, events: Sequence[Event]) -> _Axis:
    days = [day for event in events for day in event.dates]
    last = max(days)
    room = max(canvas.letters(SMALL).column(event.when) for event in events)
    names = min(max(canvas.letters().column(event.name) for event in events), canvas.width * 32 // 100)
    left = names + _GAP + room + _GAP
    return _Axis(left, canvas.width - 60, min(days).replace(day=1), _later(last.replace(day=1), 1))


def _rows(canvas: Canvas, axis: _Axis, events: Sequence[Event], top: int) -> tuple[list[str], int]:
    """Return the shapes of all rows, and where they end."""
    shapes: list[str] = []
    bold = canvas.letters(SMALL, bold=True)
    for group, members in groupby(events, lambda event: event.group):
        shapes.append(line(((0, top + 20), (canvas.width, top + 20)), "rule"))
        (name,) = bold.lines(group, axis.left - _GAP)
        shapes.append(words(bold, (0, top + 120), name, ink="muted"))
        top += _GROUP
        for event in members:
            drawn, top = _row(canvas, axis, event, top)
            shapes += drawn
    return shapes, top


def _row(canvas: Canvas, axis: _Axis, event: Event, top: int) -> tuple[list[str], int]:
    letters, small = canvas.letters(), canvas.letters(SMALL)
    room = axis.left - _GAP - max(_GAP + small.width(event.when), 0)
    names = letters.lines(event.name, room, _NAME_LINES)
    height = max(_ROW, len(names) * LINE + _BELOW_NAME)
    middle = top + height // 2
    first = middle - LINE * (len(names) - 1) // 2 + 28
    shapes = [words(letters, (0, first + number * LINE), name) for number, name in enumerate(names)]
    shapes.append(words(small, (axis.left - _GAP, middle + 28), event.when, "end"))
    return [*shapes, *_marks(axis, event, middle)], top + height


def _marks(axis: _Axis, event: Event, middle: int) -> Iterator[str]:
    ink = INKS[event.kind]
    if event.kind == "period":
        left, right = axis.place(event.dates[0]), axis.place(event.dates[-1])
        yield box(left, middle - 45, max(20, right - left), 90, ink, striped=True)
        return
    for at in map(axis.place, event.dates):
        if event.kind == "milestone":
            yield diamond(at, middle, 48, ink)
        else:
            yield circle(at, middle, 38, ink, filled=event.kind == "due")


# --- months --------------------------------------------------------------------------------------


def _later(first: date, months: int) -> date:
    """Return the first day of the month so many months later."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, 1)


def _months(canvas: Canvas, axis: _Axis, top: int, bottom: int) -> Iterator[str]:
    """Yield a line and a name for each month marked, as many as stand apart, and each year above them."""
    small = canvas.letters(SMALL)
    months = (axis.last.year - axis.first.year) * 12 + axis.last.month - axis.first.month
    room = small.width("Mar") + _APART
    fitting = (step for step in _STEPS if (axis.right - axis.left) * step // months >= room)
    year, free = 0, 0
    for number in range(0, months, next(fitting, months + 1)):
        day = _later(axis.first, number)
        at = axis.place(day)
        yield line(((at, top), (at, bottom)), "rule")
        if at + small.width(_name(day)) <= canvas.width:
            yield words(small, (at, top - 20), _name(day), ink="muted")
        if day.year != year and at >= free and at + small.width(str(day.year)) <= canvas.width:
            yield words(small, (at, top - 20 - LINE), str(day.year), ink="muted")
            year, free = day.year, at + small.width(str(day.year)) + _APART


def _name(day: date) -> str:
    return MONTHS[day.month - 1]


def _sentences(events: Sequence[Event]) -> Iterator[str]:
    first = min(day for event in events for day in event.dates)
    last = max(day for event in events for day in event.dates)
    yield f"Timeline from {written(first)} to {written(last)}."
    for group, members in groupby(events, lambda event: event.group):
        yield f"{group}: {'; '.join(f'{in_full(event.name)}, {event.when}' for event in members)}."
