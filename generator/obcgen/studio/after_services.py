"""Days of a deal whose results are measured after people have left: by quarters and from the end of services.

Employment is measured in the second and the fourth quarter after the one in which a participant left
(29 U.S.C. 3141(b)(2)(A)(i)), so that what is due for it comes after services, however long they last.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from obcgen.deal.business_days import BusinessDays
from obcgen.source.nodes import at, entries
from obcgen.studio.following import (
    ENDS,
    STARTS,
    WEEKS,
    LeadTime,
    Rule,
    Within,
    business_day_before,
    day_at,
    said,
    state_of,
)
from obcgen.words import plural

if TYPE_CHECKING:
    from collections.abc import Callable

    from obcgen.problems import Path
    from obcgen.source.nodes import Node

_STARTS: Final = "program.starts"
_ENDS: Final = "program.ends"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """How long services last in a worked deal in which people are followed up afterwards."""

    starts: date
    services: int
    """Days from the first day of service to the end of services."""
    whole: int
    """Days from the first to the last day of service."""
    window: Path
    """The window in which people who left are looked for."""
    quarters: int
    """It lies so many quarters after the one in which they left."""
    exits: int
    """Days from the first day of service to the last on which people leave who are looked for."""
    measured: frozenset[Path]
    """The outcomes, and the lines of the rate card, that are measured in that window."""

    def rule(self, path: Path, found: date, closes: date) -> Rule | None:
        """Return how a day follows; nothing for one that comes with the start of service, or before."""
        day = (found - self.starts).days
        if path[:-1] == self.window:
            exits = None if path[-1] == "opens" else self.exits
            return InQuarter(self.quarters, exits, self.services, self.whole)
        if any(path[: len(each)] == each for each in self.measured):
            return LeadTime((*self.window, "closes"), (found - closes).days, in_business_days=False)
        if 0 < day <= self.services:
            return LeadTime(
                STARTS, day, in_business_days=False, within=Within(day, self.services, is_most=True)
            )
        if day > self.services:
            beyond = day - self.whole if day > self.whole else None
            return AfterServices(day - self.services, self.services, beyond)
        return None


def follow_up(root: Node, told: Mapping[str, str]) -> FollowUp | None:
    """Return how people are followed up in a worked deal: of what the interview tells of it, if it does."""
    if not told:
        return None
    starts, ends, services = (day_at(root, each) for each in (STARTS, ENDS, _path(told["services_end"])))
    window, quarters = _path(told["window"]), int(told["quarters"])
    closes = day_at(root, (*window, "closes"))
    if starts is None or ends is None or services is None or closes is None:
        return None
    exits = date.fromordinal(_quarter(closes, 1 - quarters).toordinal() - 1)
    outcomes = entries(at(root, ("outcomes",)) or root)
    measured = {name for name in outcomes if said(root, ("outcomes", name, "measure", "to")) == window[-1]}
    paths = {("outcomes", name) for name in measured} | {("payment", "rates", name) for name in measured}
    length = (ends - starts).days
    return FollowUp(
        starts, (services - starts).days, length, window, quarters, (exits - starts).days, frozenset(paths)
    )


def _path(dotted: str) -> Path:
    return tuple(dotted.split("."))


def _quarter(day: date, later: int) -> date:
    """Return the first day of the quarter of a year that comes so many after that of a day."""
    count = day.year * 4 + (day.month - 1) // 3 + later
    return date(count // 4, count % 4 * 3 + 1, 1)


def _services(whole: int, most: int) -> int:
    """Return how many days of a service are services: all, or the most of them and then follow-up."""
    return whole if whole < most + WEEKS else most


@dataclass(frozen=True, slots=True)
class InQuarter:
    """The first or the last Business Day of the quarters in which people who left are looked for."""

    quarters: int
    exits: int | None
    """Days until the last of them leave, where service is as long as in the deal; none for the first day."""
    services: int
    whole: int

    def value(self, root: Node, *_: object) -> str | None:
        """Return the day; nothing where the time of service is open."""
        starts, ends, calendar = day_at(root, STARTS), day_at(root, ENDS), BusinessDays(state_of(root))
        if starts is None or ends is None or ends <= starts:
            return None
        if self.exits is None:
            return str(calendar.on_or_after(_quarter(starts, self.quarters)))
        length = (ends - starts).days
        left = self.exits if length >= self.whole else _services(length, self.services)
        last = date.fromordinal(starts.toordinal() + left)
        return str(business_day_before(calendar, _quarter(last, self.quarters + 1), 1))

    def waits(self, root: Node, _: Path) -> bool:
        """Tell whether the spec has a place for the time of service."""
        return at(root, STARTS) is not None and at(root, ENDS) is not None

    def says(self, label: Callable[[str], str]) -> str:
        """Return in words which quarter it is."""
        left = (
            f"in which {label(_STARTS)} lies"
            if self.exits is None
            else "in which the last leave the services"
        )
        return f"{self.quarters} {plural('quarter', self.quarters)} of a year after the one {left}"


@dataclass(frozen=True, slots=True)
class AfterServices:
    """A day so many after the end of services, and so many after the last day of service if that is later."""

    days: int
    services: int
    beyond: int | None
    """Days after the last day of service; none for one that may come before it."""

    def value(self, root: Node, *_: object) -> str | None:
        """Return the day, a Business Day of the state; nothing where the time of service is open."""
        starts, ends = day_at(root, STARTS), day_at(root, ENDS)
        if starts is None or ends is None or ends <= starts:
            return None
        days = _services((ends - starts).days, self.services) + self.days
        found = starts.toordinal() + days
        if self.beyond is not None:
            found = max(found, ends.toordinal() + self.beyond)
        return str(BusinessDays(state_of(root)).on_or_after(date.fromordinal(found)))

    def waits(self, root: Node, _: Path) -> bool:
        """Tell whether the spec has a place for the time of service."""
        return at(root, STARTS) is not None and at(root, ENDS) is not None

    def says(self, label: Callable[[str], str]) -> str:
        """Return in words from where it is counted."""
        later = f", or {self.beyond} days after {label(_ENDS)} if that is later" if self.beyond else ""
        return (
            f"{self.days} {plural('day', self.days)} after services end (with {label(_ENDS)}, at most a year "
            f"after {label(_STARTS)}){later}"
        )
