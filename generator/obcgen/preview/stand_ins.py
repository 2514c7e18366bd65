"""What stands in for a value that is missing: of the right kind, never to be read as a figure.

Each blank has three values. What a document prints alike with all three does not depend on it; whatever
differs does, and prints as open. They lie far apart, so that no limit hides the difference: limits that bind
nothing over low prices, the same over high prices, and limits below all that is earned.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from obcgen.preview.kinds import Value

if TYPE_CHECKING:
    from obcgen.problems import Path

FILLINGS: Final = 3
OPENS, CLOSES = "\ue000", "\ue001"
"""Around the words of a mark while they pass through the templates: letters for private use."""
_ODD: Final = re.compile(r"[^\w ,.'()/$%&-]")
_LONGEST: Final = 80
_STEPS: Final = (2, 3, 4)
"""Days between one blank's date and the next: they keep the order of the file, and lie within two years."""
_ALIKE: Final = 4
"""Where a date's number leaves this in a week, all fillings would fall on one weekday, which would print."""
_STATES: Final = ("CO", "NY", "TX")

_PRICES: Final = frozenset({"per_participant", "per_unit", "pay", "at_least", "proposed"})
"""Keys of amounts for one thing; other amounts are for all of them, or limits."""

Written = Callable[[int, int], str]
"""From the number of a blank and that of a filling to the text that stands in."""


@dataclass(frozen=True, slots=True)
class StandIn:
    """What stands in for one blank: what people call it, and how its texts are written."""

    label: str
    serial: int
    kind: Value
    written: Written

    @property
    def varies(self) -> bool:
        """Whether it is another text in each filling; words that mark themselves are not."""
        return len({self.text(filling) for filling in range(FILLINGS)}) > 1

    def value(self, filling: int) -> object:
        """Return what the text of one filling is read as."""
        text = self.text(filling)
        return self.kind.reader.read(text) if self.kind.reader else text

    def text(self, filling: int) -> str:
        """Return the text of one filling."""
        return self.written(self.serial, filling)


def mark(label: str) -> str:
    """Return the words that print in place of an open value: `[name of the first outcome: open]`."""
    tame = " ".join(_ODD.sub(" ", label).split())[:_LONGEST].strip()
    return f"[{tame or 'value'}: open]"


def stand_ins(value: Value, path: Path, label: str, serial: int, first: date) -> tuple[StandIn, ...]:
    """Return all that may stand in for a value, the best first; dates from a first day on."""
    money = _price if _PRICES.intersection(path) else _limit
    ways = (
        (_marked(label), money, _share, *_dates(first), *_WAYS) if value.reader else (_one_of(value.words),)
    )
    return tuple(StandIn(label, serial, value, way) for way in ways if value.takes(way(serial, 0)))


def _marked(label: str) -> Written:
    return lambda _serial, _filling: f"{OPENS}{mark(label)}{CLOSES}"


def _one_of(words: tuple[str, ...]) -> Written:
    apart = max(1, len(words) // FILLINGS)
    return lambda _serial, filling: words[filling * apart % len(words)]


def _between(low: int, high: int) -> Callable[[int, int], int]:
    """Return a number of its own for each blank: low, high, or in turn one of both."""

    def number(serial: int, filling: int) -> int:
        is_high = filling == 1 or (filling == FILLINGS - 1 and serial % 2 == 1)
        return (high if is_high else low) + 3 * serial + filling

    return number


_COUNT, _PART = _between(13, 401), _between(2, 51)


def _price(serial: int, filling: int) -> str:
    return f"${(131, 901, 2_003)[filling] + 3 * serial}.{13 + filling}"


def _limit(serial: int, filling: int) -> str:
    return f"${(70_000_003, 90_000_001, 17)[filling] + 7 * serial}.{43 + filling}"


def _share(serial: int, filling: int) -> str:
    return f"{_PART(serial % 12, filling)}.{17 + filling}%"


def _dates(first: date) -> tuple[Written, Written]:
    """Return how a date with and one without a time of day is written, from a first day on."""

    def day(serial: int, filling: int) -> str:
        away = 31 + (serial % 7 == _ALIKE)
        return (first + timedelta(days=_STEPS[filling] * serial + away * filling)).isoformat()

    return (lambda serial, filling: f"{day(serial, filling)}T0{filling + 1}:1{filling}"), day


def _year(serial: int, filling: int) -> str:
    first = (1910, 1940, 1970)[filling] + serial % 25
    return f"{first}-{(first + 1) % 100:02d}"


_WAYS: Final[tuple[Written, ...]] = (
    _year,
    lambda serial, filling: f"{_COUNT(serial, filling)} days",
    lambda serial, filling: f"{1 + filling:02d}-{1 + serial % 27:02d}",
    lambda serial, filling: str(_COUNT(serial, filling)),
    lambda _serial, filling: str(1 + filling),
    lambda _serial, _filling: "1",
    lambda serial, _filling: f"open-{serial}@preview.invalid",
    lambda serial, _filling: f"open_{serial}",
    lambda _serial, filling: ("true", "false", "true")[filling],
    lambda _serial, filling: _STATES[filling],
)
"""By kind, the more exact before those that take more: no reader of an amount takes a date."""
