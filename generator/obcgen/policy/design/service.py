"""How much service a calendar has room for before the windows that decide, and what the duties leave."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from obcgen.deal.business_days import business_days
from obcgen.deal.compile import deal_of
from obcgen.deal.dosage import MINUTES
from obcgen.deal.windows import deciding_window
from obcgen.policy.limits import share_of_sessions
from obcgen.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from obcgen.deal.deal import Deal
    from obcgen.deal.lines.line import Line
    from obcgen.spec import Duty, Spec
    from obcgen.spec.program import Dosage

ONE_DAY = timedelta(days=1)
LONGEST = timedelta(days=1_100)
"""A service that is longer, three years or so, is not planned in sessions a week."""
LONGEST_TEST = timedelta(days=25)
"""A window that is longer is that of a register, and no session is lost to it."""
_NO_SESSIONS = re.compile(r"\b(assessment|test|testing)s? (days?|windows?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Service:
    """The sessions of one service that count for a window that decides.

    `names` are the outcomes that wait for them, and `last` is the last day that counts: the day before the
    window opens, or the last of service. `days` are the days of service, in order, on which sessions can be
    held. `kept` are the parts of them that are held if each party just keeps its duty.
    """

    names: tuple[str, ...]
    starts: date
    last: date
    dosage: Dosage
    needed: int
    kept: tuple[Fraction, ...]
    days: tuple[date, ...]

    @property
    def outcomes(self) -> str:
        """The outcomes, as a sentence lists them."""
        return listed(list(self.names))

    @property
    def both(self) -> Fraction:
        """The part of the sessions that is held if each party just keeps its duty."""
        found = Fraction(1)
        for share in self.kept:
            found *= share
        return found

    def sessions(self, since: date) -> Fraction:
        """Return the sessions from a day to the last that counts: at the plan's pace, where there is room."""
        planned = self.dosage.sessions_per_week * self.dosage.weeks
        before = self._room(day for day in self.days if since <= day <= self.last)
        whole = self._room(self.days)
        return min(Fraction(before), Fraction(planned * before, whole)) if whole else Fraction(0)

    def latest(self, until: date, kept: Fraction) -> date | None:
        """Return the last day up to another from which the minimum can be received; None without one."""
        days = [day for day in self.days if day <= until]
        low, high = 0, len(days)
        while low < high:
            middle = (low + high) // 2
            enough = self.sessions(days[middle]) * kept >= self.needed
            low, high = (middle + 1, high) if enough else (low, middle)
        return days[low - 1] if low else None

    def said(self, sessions: Fraction) -> str:
        """Return sessions in hours, or in weeks where the minimum counts weeks, down to a tenth."""
        counts_weeks = self.dosage.minimum is not None and self.dosage.minimum.unit == "weeks"
        one = (
            Fraction(1, self.dosage.sessions_per_week) if counts_weeks else Fraction(self.dosage.minutes, 60)
        )
        tenths = int(sessions * one * 10)
        whole = str(tenths // 10) + (f".{tenths % 10}" if tenths % 10 else "")
        return f"{whole} {'weeks' if counts_weeks else 'hours'}"

    def _room(self, days: Iterable[date]) -> int:
        """Return how many sessions fit into days: in each week no more than planned, and one a day."""
        weeks: dict[tuple[int, int], int] = {}
        for day in days:
            week = day.isocalendar()[:2]
            weeks[week] = weeks.get(week, 0) + 1
        return sum(min(count, self.dosage.sessions_per_week) for count in weeks.values())


def services(spec: Spec) -> tuple[Service, ...]:
    """Return the service before each window that decides for participants with the minimum dosage."""
    return _services(deal_of(spec))


@lru_cache(maxsize=8)
def _services(deal: Deal) -> tuple[Service, ...]:
    spec, dosage = deal.spec, deal.spec.program.dosage
    needed = _needed(dosage) if dosage else 0
    found: dict[tuple[date, date, date], list[str]] = {}
    for line in deal.lines.values() if needed else ():
        for name, opens in _windows(spec, line) if line.paid_for.asks_dosage else ():
            starts, ends = _dates(spec, line)
            if starts < opens and ends - starts <= LONGEST:
                found.setdefault((starts, ends, min(ends, opens - ONE_DAY)), []).append(name)
    kept = tuple(filter(None, (_kept(side) for side in _sides(spec))))
    return tuple(
        Service(
            tuple(dict.fromkeys(names)), starts, last, dosage, needed, kept, tuple(_days(spec, starts, ends))
        )
        for (starts, ends, last), names in found.items()
        if dosage is not None
    )


def _needed(dosage: Dosage) -> int:
    """Return the sessions that give the minimum; 0 where it cannot be counted in sessions."""
    minimum = dosage.minimum
    if minimum is None or not dosage.minutes or not dosage.sessions_per_week or not dosage.weeks:
        return 0
    if minimum.unit == "weeks":
        return minimum.amount * dosage.sessions_per_week
    minutes = minimum.amount * MINUTES.get(minimum.unit, 0)
    return -(-minutes // dosage.minutes)


def _windows(spec: Spec, line: Line) -> Iterator[tuple[str, date]]:
    """Yield the outcomes of a line measured by participant, and the day on which each window opens."""
    for outcome in line.paid_for.outcomes.values():
        window = deciding_window(spec, outcome.measure)
        if window is not None and outcome.measure.counted_by == "participant":
            yield outcome.name, window.opens


def _dates(spec: Spec, line: Line) -> tuple[date, date]:
    """Return the first and the last day of service for those whom a line counts."""
    cohort = spec.cohorts.get(line.paid_for.cohort)
    if cohort is not None:
        return cohort.starts, cohort.ends
    if spec.cohorts:  # which of them a window belongs to is not known
        return date.max, date.max
    return spec.program.starts, spec.program.ends


def _sides(spec: Spec) -> tuple[Iterable[Duty], ...]:
    return (spec.duties.district.values(), spec.duties.provider.values()) if spec.duties else ()


def _kept(duties: Iterable[Duty]) -> Fraction | None:
    """Return the least share of sessions that one party's duties leave; None where none names a share."""
    shares = [share for duty in duties if (share := share_of_sessions(duty.measure or "")) is not None]
    return min(shares, default=None)


def _days(spec: Spec, first: date, last: date) -> Iterator[date]:
    """Yield the days of service: no weekend, holiday or closure, and no testing day if the spec says so."""
    program = spec.program
    said = f"{program.calendar or ''} {(program.dosage.excused if program.dosage else None) or ''}"
    windows = [window for tool in spec.assessments.values() for window in tool.windows.values()]
    tests = [
        each for each in windows if each.closes - each.opens <= LONGEST_TEST and _NO_SESSIONS.search(said)
    ]
    calendar, day = business_days(spec), first
    while day <= last:
        if not calendar.why_off(day) and not any(each.opens <= day <= each.closes for each in tests):
            yield day
        day += ONE_DAY
