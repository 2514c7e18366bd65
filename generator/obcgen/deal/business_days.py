"""The contract's Business Days: which days they are, and when a time that is counted in them ends.

One calendar for check, documents and settlement. By the contract a Business Day is a day other than a
Saturday, a Sunday, a federal holiday, a holiday of the State, or a day on which the District's offices are
closed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING

from obcgen.spec import Duration
from obcgen.spec.dates import CALENDAR_DAYS

if TYPE_CHECKING:
    from obcgen.spec import Spec

COUNTED = frozenset({"business days", "school days"})
"""Units that skip days off; school days are counted as Business Days, since no spec lists its school days."""
_DAY = timedelta(days=1)
_FAR = 520
"""Business Days, two years of them; beyond, only weekends are known to be days off."""


@dataclass(frozen=True, slots=True)
class BusinessDays:
    """The Business Days of one district: its state, and its closures as (first, last, name)."""

    state: str
    closures: tuple[tuple[date, date, str], ...] = ()

    def why_off(self, day: date) -> str:
        """Return why a day is no Business Day, or nothing."""
        if day.weekday() > 4:
            return f"a {day:%A}"
        for starts, ends, closure in self.closures:
            if starts <= day <= ends:
                return f"{closure}, when the offices are closed ({starts} to {ends})"
        for state, whose in ((self.state, f"a holiday in {self.state}"), (None, "a federal holiday")):
            holidays, edition = holidays_of(state)
            if name := holidays.get(day):
                return f"{name}, {whose} (package holidays {edition})"
        return ""

    def after(self, day: date, time: Duration) -> date:
        """Return the day on which a time that runs from a day ends; no day is later than `date.max`."""
        return _after(self, day, time)

    def on_or_after(self, day: date) -> date:
        """Return the first Business Day that is not before a day."""
        while day < date.max and self.why_off(day):
            day += _DAY
        return day


@lru_cache(maxsize=4096)  # outcomes of one window have the same times, which several rules ask for
def _after(days: BusinessDays, day: date, time: Duration) -> date:
    if time.unit not in COUNTED:
        return _later(day, time.amount * CALENDAR_DAYS.get(time.unit, 0))
    weeks, near = divmod(time.amount, 5) if time.amount > _FAR else (0, time.amount)
    day = _later(day, weeks * 7)
    for _ in range(near):
        day = days.on_or_after(_later(day, 1))
    return day


def _later(day: date, days: int) -> date:
    return day + timedelta(days=min(days, (date.max - day).days))


def business_days(spec: Spec) -> BusinessDays:
    """Return the Business Days of a spec."""
    closed = tuple((each.starts, each.ends, each.name) for each in spec.district.closures.values())
    return BusinessDays(spec.district.state, closed)


@cache
def holidays_of(state: str | None) -> tuple[Mapping[date, str], str]:
    """Return the holidays of a state, or of the nation, worked out as days are asked for, and the edition.

    A state may leave out a federal holiday: Colorado keeps no Columbus Day.
    """
    import holidays  # noqa: PLC0415  nothing else waits for it
    from holidays.version import __version__ as edition  # noqa: PLC0415

    try:
        listed = _united_states(Path(holidays.__file__))(subdiv=state)
    except (ImportError, AttributeError, OSError):  # a release that keeps its countries otherwise
        listed = holidays.country_holidays("US", subdiv=state)
    return listed, edition


def _united_states(package: Path) -> Callable[..., Mapping[date, str]]:
    """Return the class of the country's holidays, read by itself.

    The public way reads every country of the world: 70 ms more, twice as long as all rules take together.

    Raises:
        ImportError, AttributeError, OSError: the package keeps it elsewhere.
    """
    place = package.with_name("countries") / "united_states.py"
    found = spec_from_file_location("holidays_of_the_united_states", place)
    if found is None or found.loader is None:
        raise ImportError(str(place))
    united_states = module_from_spec(found)
    found.loader.exec_module(united_states)
    listed: Callable[..., Mapping[date, str]] = united_states.UnitedStates
    return listed
