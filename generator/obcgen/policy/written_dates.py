"""Dates inside texts, printed as they are typed: in another dress, on no day, or on another weekday."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from obcgen.policy.rule import rule
from obcgen.problems import Kind, Problem
from obcgen.spec import Spec
from obcgen.spec.dates import MONTHS, WEEKDAYS, day_of_spreadsheet, day_words
from obcgen.spec.once import all_texts

IN_A_TEXT = Kind("DAY-05", "A date inside a text that cannot be read, or cannot be", "warning")

_DASH = "[-\u2010-\u2015\u2212]"
_FIGURES = re.compile(
    rf"(?<![\w/.$%-])(?:((?:19|20)\d\d)([/.]|{_DASH})(\d{{1,2}})\2(\d{{1,2}})|(\d{{1,2}})([/.])(\d{{1,2}})\6((?:19|20)\d\d))"
    r"(?![\w/%-])"
)
_WORDS = re.compile(
    rf"\b(?:({'|'.join(WEEKDAYS)}),? )?({'|'.join(MONTHS)}) (\d{{1,2}})(?:st|nd|rd|th)?,? ((?:19|20)\d\d)\b"
)
_SPREADSHEET = re.compile(r"\b(?:by|due|until|before) ([45]\d{4})(?=[.,;)]|\s*$)")
_YEAR = re.compile(r"(?:19|20)\d\d|[45]\d{4}")
"""What every date has: most texts have none, and are searched no further."""
_ELSEWHERE = {"waive", "confirmed"}
"""What never prints: reasons with the day on which somebody accepted them."""


@rule(IN_A_TEXT, "document", source="contract practice")
def dates_in_texts_can_be_read(spec: Spec) -> Iterator[Problem]:
    """A date inside a text is a day that exists, in words, on the weekday that it names."""
    for path, text in all_texts(spec):
        if path and path[0] not in _ELSEWHERE and _YEAR.search(text):
            for said, why, better in _faults(text):
                yield IN_A_TEXT.problem(
                    f"“{said}” {why}.",
                    path=path,
                    found=said,
                    expected="a day that exists, written as documents print it: May 26, 2027",
                    hint=f"Write {better}." if better else "Correct the day.",
                )


def _faults(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield each faulty date of a text: what is said, what is wrong with it, and what is better."""
    for found in _FIGURES.finditer(text):
        in_order = found[2] == "-"
        year, month, day = (found[1], found[3], found[4]) if found[1] else (found[8], found[5], found[7])
        meant = _day(int(year), int(month), int(day)) or _day(int(year), int(day), int(month))
        if meant is None or not in_order:
            why = "is printed as it is typed" if meant else "is no day of the calendar"
            yield found[0], why, day_words(meant) if meant else ""
    for found in _WORDS.finditer(text):
        yield from _misnamed(found)
    for found in _SPREADSHEET.finditer(text):
        meant = day_of_spreadsheet(int(found[1]))
        yield found[1], "is a date as a spreadsheet keeps it", day_words(meant)


def _misnamed(found: re.Match[str]) -> Iterator[tuple[str, str, str]]:
    month = MONTHS.index(found[2]) + 1
    day = _day(int(found[4]), month, int(found[3]))
    if day is None:
        last = monthrange(int(found[4]), month)[1]
        yield found[0], f"is no day of the calendar: {found[2]} has {last} days", ""
    elif found[1] and WEEKDAYS[day.weekday()] != found[1]:
        yield found[0], f"is a {WEEKDAYS[day.weekday()]}", f"{WEEKDAYS[day.weekday()]}, {day_words(day)}"


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


ALWAYS = (dates_in_texts_can_be_read,)
