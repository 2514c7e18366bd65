"""What follows from other answers: words, days by lead times, amounts by shares, and how in words.

A lead time or a share is that of the worked deal whose shape a spec has. What follows is no fact of that
deal: it is worked out anew from what a person answers, and stands among what is to be looked at.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import takewhile
from math import ceil, floor
from typing import TYPE_CHECKING, Final, Protocol

from obcgen.deal.business_days import BusinessDays
from obcgen.money import Money, Share
from obcgen.source.nodes import Node, at
from obcgen.spec import Duration
from obcgen.spec.shapes import blank_in
from obcgen.spec.states import BARE
from obcgen.studio.paths import found_at
from obcgen.words import plural

if TYPE_CHECKING:
    from collections.abc import Callable

    from obcgen.problems import Path

STATE: Final = ("district", "state")
STARTS: Final = ("program", "starts")
ENDS: Final = ("program", "ends")
WEEKS: Final = 28
"""So many days after the start and before the end of service keep their distance from it."""
_NAMED: Final = re.compile(r"\{([a-z0-9_.*]+)\}")
DOSES: Final = tuple(("program", "dosage", name) for name in ("sessions_per_week", "minutes", "weeks"))
_SMALL: Final = 100
"""Dollars for a participant from which a price is a multiple of five."""
_LARGE: Final = 10_000
"""Dollars from which a limit is a multiple of a hundred."""
_FIVE: Final = 5


class Rule(Protocol):
    """How a value follows from others."""

    def value(self, root: Node, path: Path, filled: frozenset[Path], /) -> str | None:
        """Return the value at a path; nothing where what it follows from is still open.

        `filled` are the values that nobody typed.
        """

    def waits(self, root: Node, path: Path) -> bool:
        """Tell whether the spec has a place for what it follows from."""

    def says(self, label: Callable[[str], str]) -> str:
        """Return in words how it follows."""


def said(root: Node, path: Path) -> str:
    """Return what is written at a path; nothing where there is nothing, or a blank."""
    node = at(root, path)
    value = node.value if node is not None and isinstance(node.value, str) else ""
    return "" if blank_in(value) else value


def state_of(root: Node) -> str:
    """Return the letters of the state that a spec names; nothing where it names none."""
    named = said(root, STATE)
    return next((code for code, name in BARE.items() if named in {code, name}), "")


@dataclass(frozen=True, slots=True)
class Worded:
    """Words that name other values by their patterns: `{district.state}`; a state by its name."""

    words: str

    def value(self, root: Node, path: Path, *_: object) -> str | None:
        """Return the words with each value in its place; of several that fit, the first filled in."""
        known = {name: self._first(root, name, path) for name in _NAMED.findall(self.words)}
        return None if "" in known.values() else _NAMED.sub(lambda found: known[found[1]], self.words)

    @staticmethod
    def _first(root: Node, pattern: str, path: Path) -> str:
        """Return the first that is filled in; of the same kind as the value, one that stands before it."""
        places = takewhile(lambda each: each != path, found_at(root, pattern))
        value = next((filled for each in places if (filled := said(root, each))), "")
        return BARE.get(value, value) if pattern == "district.state" else value

    def waits(self, root: Node, path: Path) -> bool:
        """Tell whether the spec has a place for each name, before the value if it is of the same kind."""
        return all(
            any(True for _ in takewhile(lambda each: each != path, found_at(root, name)))
            for name in _NAMED.findall(self.words)
        )

    def says(self, label: Callable[[str], str]) -> str:
        """Return in words from where the words come; nothing of what is the same everywhere."""
        names = " and ".join(label(name) for name in _NAMED.findall(self.words))
        return f"from {names}" if names else ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """One value for each state."""

    by: Mapping[str, str]

    def value(self, root: Node, *_: object) -> str | None:
        """Return the value for the state; nothing for one that has several."""
        return self.by.get(state_of(root))

    def waits(self, root: Node, _: Path) -> bool:
        """Tell whether the state is still open, or one of those that have one value."""
        state = state_of(root)
        return state in self.by if state else at(root, STATE) is not None

    def says(self, label: Callable[[str], str]) -> str:
        """Return in words from what it was chosen."""
        return f"from {label('district.state')}"


@dataclass(frozen=True, slots=True)
class LeadTime:
    """A day so many days after another, or before it; and its time, if it has one."""

    of: Path
    days: int
    in_business_days: bool
    time: str = ""
    within: Within | None = None
    """Where it lies in the time of service of the worked deal, if it does."""

    def value(self, root: Node, *_: object) -> str | None:
        """Return the day, always a Business Day of the state."""
        found = self._in_proportion(root) or self._apart(root)
        time = f"T{self.time}" if self.time else ""
        return f"{found}{time}" if found else None

    def _apart(self, root: Node) -> date | None:
        start, calendar = day_at(root, self.of), BusinessDays(state_of(root))
        if start is None:
            return None
        if self.in_business_days and self.days < 0:
            return business_day_before(calendar, start, -self.days)
        unit = "business days" if self.in_business_days else "days"
        return calendar.on_or_after(calendar.after(start, Duration(self.days, unit)))

    def _in_proportion(self, root: Node) -> date | None:
        """Return the day in proportion, where service is shorter or longer than in the worked deal."""
        starts, ends = day_at(root, STARTS), day_at(root, ENDS)
        if self.within is None or starts is None or ends is None:
            return None
        days = self.within.in_time_of((ends - starts).days)
        found = None if days is None else date.fromordinal(starts.toordinal() + days)
        return found and BusinessDays(state_of(root)).on_or_after(found)

    def waits(self, root: Node, _: Path) -> bool:
        """Tell whether the spec has a place for the first day."""
        return at(root, self.of) is not None

    def says(self, label: Callable[[str], str]) -> str:
        """Return the lead time in words."""
        name = label(".".join(map(str, self.of)))
        if not self.days:
            return f"the day of {name}"
        count = abs(self.days)
        unit = plural("Business Day" if self.in_business_days else "day", count)
        apart = f"{count} {unit} {'after' if self.days > 0 else 'before'} {name}"
        return f"{apart}; {self.within.says()}" if self.within else apart


@dataclass(frozen=True, slots=True)
class Within:
    """A day of the time of service: so many days from its start, of so many."""

    day: int
    whole: int
    is_most: bool = False
    """Whether a longer time changes nothing: what is longer comes after the services."""

    def in_time_of(self, whole: int) -> int | None:
        """Return on which day of a shorter or longer time it lies; nothing where that is as long, or none.

        The first and the last weeks keep their distance from the start and the end; what lies between draws
        together or apart, so that no day comes before one that it follows.
        """
        if whole in {0, self.whole} or whole < 0 or (self.is_most and whole >= self.whole + WEEKS):
            return None
        kept = min(WEEKS, whole // 4)
        if self.day <= kept:
            return self.day
        if self.day >= self.whole - kept:
            return whole - (self.whole - self.day)
        return kept + (self.day - kept) * (whole - 2 * kept) // (self.whole - 2 * kept)

    def says(self) -> str:
        """Return in words what another time of service does."""
        return f"in proportion where service is shorter{'' if self.is_most else ' or longer'}"


def day_at(root: Node, path: Path) -> date | None:
    """Return the day at a path; nothing where none is filled in."""
    try:
        return date.fromisoformat(said(root, path)[:10])
    except ValueError:
        return None


def business_day_before(calendar: BusinessDays, day: date, count: int) -> date:
    """Return the Business Day that lies so many of them before a day."""
    while count:
        day = date.fromordinal(day.toordinal() - 1)
        count -= not calendar.why_off(day)
    return day


@dataclass(frozen=True, slots=True)
class PartOf:
    """A part of an amount or of a number."""

    of: Path
    part: Fraction
    kind: str
    """`count` or `money`."""

    def value(self, root: Node, *_: object) -> str | None:
        """Return the part, of people rounded up; nothing where that leaves nothing."""
        whole = number_at(root, self.of)
        found = whole * self.part
        if self.kind == "count":
            return str(ceil(found)) if whole else None
        return rounded(found, self.kind) if whole and (found >= 1 or not self.part) else None

    def waits(self, root: Node, _: Path) -> bool:
        """Tell whether the spec has a place for the whole."""
        return at(root, self.of) is not None

    def says(self, label: Callable[[str], str]) -> str:
        """Return the share in words."""
        share = "all" if self.part == 1 else str(Share(self.part))
        return f"{share} of {label('.'.join(map(str, self.of)))}"


def rounded(amount: Fraction, kind: str) -> str:
    """Return `money`, or a `price` for each participant, rounded down as people write it."""
    found = floor(amount)
    step = _FIVE if kind == "price" and found >= _SMALL else 1
    if kind == "money" and found >= _LARGE:
        step = _SMALL
    return str(Money((found - found % step) * 100))


def number_at(root: Node, path: Path) -> Fraction:
    """Return the amount in dollars, or the count, at a path; 0 where none is filled in."""
    value = said(root, path)
    try:
        if "$" in value or path[0] == "funding":
            return Fraction(Money.parse(value).cents, 100)
        return Fraction(int(value))
    except ValueError:
        return Fraction(0)


@dataclass(frozen=True, slots=True)
class Dosage:
    """Hours that are a part of all that is offered: sessions a week x minutes x weeks."""

    part: Fraction

    def value(self, root: Node, *_: object) -> str | None:
        """Return the hours, rounded down."""
        hours = offered(root)
        return f"{floor(hours * self.part)} hours" if hours * self.part >= 1 else None

    def waits(self, root: Node, _: Path) -> bool:
        """Tell whether the spec has a place for all three figures."""
        return all(at(root, each) is not None for each in DOSES)

    def says(self, _: Callable[[str], str]) -> str:
        """Return the share in words."""
        return f"{floor(self.part * 100)}% of the hours that are offered"


def offered(root: Node) -> Fraction:
    """Return how many hours all sessions come to; none where one of the figures is open."""
    hours = Fraction(1, 60)
    for text in (said(root, each) for each in DOSES):
        hours *= int(text) if text.isdecimal() else 0
    return hours


def days_between(calendar: BusinessDays, first: date, last: date) -> int:
    """Return how many Business Days lie from one day to another, fewer than none where it is earlier."""
    step = 1 if last >= first else -1
    days = range(first.toordinal() + step, last.toordinal() + step, step)
    return step * sum(not calendar.why_off(date.fromordinal(each)) for each in days)
