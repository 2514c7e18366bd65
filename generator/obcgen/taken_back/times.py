"""A time of day as documents print it, 2:00 p.m., and as a spec writes it after its day, T14:00."""

from __future__ import annotations

import re
from typing import Final

from obcgen.source.cutting import Cut
from obcgen.taken_back.words import Hunk, words

_PRINTED: Final = re.compile(r"\b(?P<hour>\d{1,2}):(?P<minute>\d{2}) (?P<half>[ap])\.m\.")
_WRITTEN: Final = re.compile(r"\d{4}-\d{2}-\d{2}[T ](?P<time>\d{2}:\d{2})")


def other_time(source: str, before: str, after: str, hunk: Hunk) -> Cut | None:
    """Return the time of a value as it was edited, or nothing where the edit is none of that time."""
    written = _WRITTEN.fullmatch(source)
    if written is None:  # nearly every value: what was printed need not be looked at
        return None
    was = _time_at(before, hunk.start, hunk.end)
    now = _time_at(after, hunk.new_start, hunk.new_end)
    if was is None or now is None or written["time"] != was:
        return None
    return Cut(written.start("time"), written.end("time"), now)


def _time_at(text: str, start: int, end: int) -> str | None:
    """Return the time of day in which the words from one to another stand, on a clock of 24 hours."""
    found = words(text)[start:end]
    if not found:
        return None
    first, last = found[0].start, found[-1].end
    at = next((one for one in _PRINTED.finditer(text) if one.start() <= first and last <= one.end()), None)
    if at is None or not 1 <= int(at["hour"]) <= 12:
        return None
    return f"{int(at['hour']) % 12 + (12 if at['half'] == 'p' else 0):02d}:{at['minute']}"
