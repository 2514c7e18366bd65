"""Time and money in one picture: payments on a line of months, and below it what they wait for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, Literal

from obcgen.charts.canvas import (
    LINE,
    SMALL,
    Canvas,
    Picture,
    box,
    circle,
    diamond,
    frame,
    in_full,
    line,
    words,
)
from obcgen.charts.columns import columns, drawn, height
from obcgen.charts.key import DASHES, DUE, INKS, SERVICE, WINDOW, key
from obcgen.charts.written import MONTHS, period, with_year, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from obcgen.charts.columns import Paid, Together
    from obcgen.charts.key import Look
    from obcgen.money import Money

_STEPS: Final = (1, 2, 3, 6, 12, 24, 60, 120)
"""Months from one mark of the line of time to the next."""
_ROW, _GAP, _BELOW_NAME, _MARGIN = 135, 70, 30, 60
_TICK, _ON_HEIGHT = 20, 40
_NAME_LINES: Final = 2
_APART: Final = 60
"""Between two names on the line of time."""
_NAMES, _DAYS = 17, 30
"""The most of the width that names and days take, in per cent; days that need more are left to the tables."""
_MOST_ROWS: Final = 5
"""More spans of one kind share a row."""

Kind = Literal["service", "window", "deadline"]


@dataclass(frozen=True, slots=True)
class Span:
    """A first and a last day, and the days on which what is measured then is paid at the earliest."""

    name: str
    kind: Kind
    first: date
    last: date
    paid: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class _Row:
    """Spans that share a line of the picture."""

    name: str
    spans: tuple[Span, ...]

    @property
    def when(self) -> str:
        """The day, or the first and the last."""
        return with_year(min(span.first for span in self.spans), max(span.last for span in self.spans))


@dataclass(frozen=True, slots=True)
class _Axis:
    """Time from the first day of a month to the first day of another, across a canvas."""

    left: int
    right: int
    first: date
    last: date
    shows_days: bool

    def place(self, day: date) -> int:
        """Return where a day stands."""
        return self.left + (self.right - self.left) * (day - self.first).days // (self.last - self.first).days


def timeline(
    canvas: Canvas, spans: Sequence[Span], payments: Sequence[Paid], together: Together, undated: Money
) -> Picture:
    """Return payments above the months, and below these a row for each span, or one for many of a kind.

    `payments` stand in the order of their days; `undated` is the most that is paid without a day.
    """
    rows = tuple(_rows(canvas, spans))
    axis = _axis(canvas, rows, sorted(_days(spans, payments)))
    beside = Canvas(axis.left - _GAP, canvas.words, canvas.spread)
    shapes, below_key = key(beside, _looks(spans, payments))
    found = columns(canvas, payments, together, axis.place, axis.left)
    if payments:
        on_height = list(_on_height(beside, below_key + _ON_HEIGHT))
        shapes += on_height
        below_key += _ON_HEIGHT + len(on_height) * LINE
    foot = max(height(found) + LINE // 2, below_key)
    shapes.append(line(((axis.left, foot), (axis.right, foot)), "muted"))
    top = foot + 2 * LINE + 20
    of_rows, bottom = _drawn_rows(canvas, axis, rows, top)
    shapes = [*_months(canvas, axis, foot, (top, bottom)), *shapes, *drawn(canvas, found, foot), *of_rows]
    if undated:
        (told,) = canvas.letters(SMALL).lines(_undated(canvas, undated), canvas.width)
        bottom += LINE + 20
        shapes.append(words(canvas.letters(SMALL), (0, bottom - 30), told))
    return canvas.picture(bottom, shapes, _sentences(canvas, spans, payments, undated))


def _on_height(beside: Canvas, baseline: int) -> Iterator[str]:
    """Yield below the key what the height of a bar says."""
    small = beside.letters(SMALL)
    for number, text in enumerate(small.lines(beside.words["height"], beside.width, _NAME_LINES)):
        yield words(small, (0, baseline + number * LINE), text)


def _undated(canvas: Canvas, amount: Money) -> str:
    return f"{canvas.words['undated']}: {amount}"


def _days(spans: Sequence[Span], payments: Sequence[Paid]) -> Iterator[date]:
    yield from (each.first for each in payments)
    yield from (day for span in spans for day in (span.first, span.last, *span.paid))


def _looks(spans: Sequence[Span], payments: Sequence[Paid]) -> Iterator[Look]:
    if any(each.base for each in payments):
        yield "base"
    if any(each.performance for each in payments):
        yield "performance"
    if any(span.kind == "window" for span in spans):
        yield "deciding"
    if any(span.paid for span in spans):
        yield from ("settling", "due")


# --- rows ----------------------------------------------------------------------------------------


def _rows(canvas: Canvas, spans: Sequence[Span]) -> Iterator[_Row]:
    for kind in ("service", "window", "deadline"):
        same = tuple(span for span in spans if span.kind == kind)
        if len(same) > _MOST_ROWS:
            yield _Row(canvas.words[kind], same)
        else:
            yield from (_Row(span.name, (span,)) for span in same)


def _axis(canvas: Canvas, rows: Sequence[_Row], drawn_days: Sequence[date]) -> _Axis:
    """Return the line of time beside the names of rows and, where there is room, their days."""
    most, small = canvas.width * _NAMES // 100, canvas.letters(SMALL)
    named = [(min(canvas.letters().column(row.name), most), small.column(row.when)) for row in rows]
    shows = all(days <= canvas.width * _DAYS // 100 for _, days in named)
    left = max((name + (days + _GAP if shows else 0) for name, days in named), default=0) + _GAP
    last = _later(drawn_days[-1].replace(day=1), 1)
    return _Axis(left, canvas.width - _MARGIN, drawn_days[0].replace(day=1), last, shows)


def _drawn_rows(canvas: Canvas, axis: _Axis, rows: Sequence[_Row], top: int) -> tuple[list[str], int]:
    """Return the shapes of all rows, and where they end."""
    shapes: list[str] = []
    letters, small = canvas.letters(), canvas.letters(SMALL)
    for row in rows:
        taken = small.width(row.when) + _GAP if axis.shows_days else 0
        names = letters.lines(row.name, axis.left - _GAP - taken, _NAME_LINES)
        high = max(_ROW, len(names) * LINE + _BELOW_NAME)
        middle = top + high // 2
        first = middle - LINE * (len(names) - 1) // 2 + 28
        shapes += [words(letters, (0, first + number * LINE), name) for number, name in enumerate(names)]
        if axis.shows_days:
            shapes.append(words(small, (axis.left - _GAP, middle + 28), row.when, "end", "muted"))
        shapes += [shape for span in row.spans for shape in _marks(axis, span, middle)]
        top += high
    return shapes, top


def _marks(axis: _Axis, span: Span, middle: int) -> Iterator[str]:
    left, right = axis.place(span.first), axis.place(span.last)
    if span.kind == "deadline":
        yield diamond(left, middle, 48, INKS["deadline"])
        return
    for end in map(axis.place, span.paid):
        yield line(((right, middle), (end, middle)), INKS["settling"], 12, DASHES["settling"])
        yield circle(end, middle, DUE, INKS["due"], filled=False)
    wide = max(20, right - left)
    if span.kind == "window":
        yield frame(left, middle - WINDOW // 2, wide, WINDOW, INKS["deciding"])
    else:
        yield box(left, middle - SERVICE // 2, wide, SERVICE, INKS["service"])


# --- months --------------------------------------------------------------------------------------


def _later(first: date, months: int) -> date:
    """Return the first day of the month so many months later."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, 1)


def _months(canvas: Canvas, axis: _Axis, foot: int, rows: tuple[int, int]) -> Iterator[str]:
    """Yield a line for each month marked, and its name; the first of a year has the year below.

    The lines leave out the names: they stand between the line of time and the rows.
    """
    small = canvas.letters(SMALL)
    months = (axis.last.year - axis.first.year) * 12 + axis.last.month - axis.first.month
    room = small.width("Mar") + _APART
    fitting = (step for step in _STEPS if (axis.right - axis.left) * step // months >= room)
    year, free = 0, 0
    for number in range(0, months, next(fitting, months + 1)):
        day = _later(axis.first, number)
        at = axis.place(day)
        yield line(((at, foot), (at, foot + _TICK)), "muted")
        yield line(((at, rows[0]), (at, rows[1])), "rule")
        name = MONTHS[day.month - 1]
        if at + small.width(name) <= canvas.width:
            yield words(small, (at, foot + LINE), name, ink="muted")
        wide = small.width(str(day.year))
        if day.year != year and free <= at and at + wide <= canvas.width:
            yield words(small, (at, foot + 2 * LINE - 10), str(day.year), ink="muted")
            year, free = day.year, at + wide + _APART


def _sentences(
    canvas: Canvas, spans: Sequence[Span], payments: Sequence[Paid], undated: Money
) -> Iterator[str]:
    days = sorted(_days(spans, payments))
    yield f"Timeline from {written(days[0])} to {written(days[-1])}."
    for span in spans:
        until = " and ".join(map(written, span.paid))
        paid = f", then {canvas.words['settling']} until {until}" if until else ""
        yield f"{in_full(span.name)}: {period(span.first, span.last)}{paid}."
    if any(span.kind == "window" for span in spans):
        deciding = canvas.words["deciding"]
        yield f"Each {deciding[:1].lower()}{deciding[1:]} is drawn, and no other."
    for each in payments:
        kinds = (("base", each.base), ("performance", each.performance))
        named = " and ".join(f"{amount} of {canvas.words[kind]}" for kind, amount in kinds if amount)
        yield f"{period(each.first, each.last)}: at most {named}."
    if undated:
        yield f"{_undated(canvas, undated)}."
