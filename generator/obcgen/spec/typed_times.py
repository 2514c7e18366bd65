"""Days, times and lengths of time as people in the United States type them."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from obcgen.spec.dates import MONTHS, UNITS, WEEKDAYS
from obcgen.spec.shapes import shown
from obcgen.spec.typed_words import unclear

_MONTH: Final = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_MONTHS: Final = "|".join(rf"{name[:3]}(?:{name[3:]})?" for name in MONTHS) + "|Sept"
_WEEKDAY: Final = "|".join(rf"{name[:3]}(?:{name[3:]})?|{name[:4]}s?" for name in WEEKDAYS)
_TH: Final = r"(?:st|nd|rd|th)?"
_ZONES: Final = {
    "eastern": ("America/New_York", "America/Detroit", "America/Indiana/Indianapolis",
                "America/Kentucky/Louisville"),
    "central": ("America/Chicago",),
    "mountain": ("America/Denver", "America/Boise", "America/Phoenix"),
    "pacific": ("America/Los_Angeles",),
    "alaska": ("America/Anchorage",),
    "hawaii": ("Pacific/Honolulu",),
    "atlantic": ("America/Puerto_Rico",),
    "chamorro": ("Pacific/Guam",),
    "samoa": ("Pacific/Pago_Pago",),
}  # fmt: skip
_LETTERS: Final = {
    "e": "eastern",
    "c": "central",
    "m": "mountain",
    "p": "pacific",
    "ak": "alaska",
    "h": "hawaii",
    "a": "atlantic",
}
_ZONE: Final = (
    rf"(?:\s+(?P<zone>{'|'.join(_ZONES)}|(?:AK|[ECMPHA])[SD]?T)(?:\s+(?:standard\s+|daylight\s+)?time)?)?"
)
_CLOCK: Final = re.compile(
    r"(?:(?P<word>noon)|(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{2}))?\s*(?P<half>[ap]\.?\s?m\.?)?)"
    + _ZONE,
    re.IGNORECASE,
)
_UNIT: Final = {
    "min": "minutes", "mins": "minutes", "hr": "hours", "hrs": "hours", "h": "hours", "d": "days",
    "calendar day": "days", "calendar days": "days", "wk": "weeks", "wks": "weeks", "mo": "months",
    "mos": "months", "yr": "years", "yrs": "years", "working day": "business days",
    "working days": "business days", "business day": "business days", "bus day": "business days",
    "bus days": "business days", "school day": "school days",
}  # fmt: skip
COUNTED: Final = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
    )
} | {"a": 1, "an": 1, "fifteen": 15, "twenty": 20, "thirty": 30, "sixty": 60, "ninety": 90}  # fmt: skip


def date_of(text: str) -> str:
    """Return a day as a spec holds it, `2027-03-01`; nothing where the text is none.

    Figures are read as month, day and year.

    Raises:
        ObcgenError: the figures fit no such day, the year is missing, or the weekday named is another.
    """
    text = " ".join(text.split())
    named = re.match(rf"({_WEEKDAY})\.?,?\s+", text, re.IGNORECASE)
    bare = text[named.end() :] if named else text
    found = _day(bare, text)
    if found and named and WEEKDAYS[found.weekday()][:3].lower() != named[1][:3].lower():
        raise unclear(
            f"{MONTHS[found.month - 1]} {found.day}, {found.year} is a {WEEKDAYS[found.weekday()]}.",
            "Correct the day or the weekday.",
            text,
        )
    return found.isoformat() if found else ""


def _day(text: str, typed: str) -> date | None:
    if match := re.fullmatch(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})", text):
        return _made(match[1], int(match[2]), match[3], typed)
    if match := re.fullmatch(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4}|[0-9]{2})", text):
        return _in_figures(match[1], match[2], match[3], typed)
    if match := re.fullmatch(rf"({_MONTHS})\.?\s+([0-9]{{1,2}}){_TH},?\s+([0-9]{{4}})", text, re.IGNORECASE):
        return _made(match[3], _MONTH[match[1][:3].lower()], match[2], typed)
    if match := re.fullmatch(rf"([0-9]{{1,2}}){_TH}\s+({_MONTHS})\.?,?\s+([0-9]{{4}})", text, re.IGNORECASE):
        return _made(match[3], _MONTH[match[2][:3].lower()], match[1], typed)
    if re.fullmatch(rf"(?:{_MONTHS})\.?\s+[0-9]{{1,2}}{_TH}|[0-9]{{1,2}}/[0-9]{{1,2}}", text, re.IGNORECASE):
        raise unclear(f"“{shown(typed)}” names no year.", "Add the year, such as March 1, 2027.", typed)
    return None


def _in_figures(month: str, day: str, year: str, typed: str) -> date:
    if int(month) > 12 and 0 < int(day) <= 12:
        raise unclear(
            f"“{shown(typed)}” has no such month: figures are read as month, day and year.",
            f"If {MONTHS[int(day) - 1]} {int(month)} is meant, write {int(day)}/{int(month)}/{year}.",
            typed,
        )
    return _made(year if len(year) == 4 else f"20{year}", int(month), day, typed)


def _made(year: str, month: int, day: str, typed: str) -> date:
    try:
        return date(int(year), month, int(day))
    except ValueError:
        message = f"There is no such day as “{shown(typed)}”."
        raise unclear(message, "Check the month and the day, such as 03/01/2027.", typed) from None


def moment_of(text: str, zone: str, *, needs_time: bool) -> str:
    """Return a day with its time as a spec holds it, `2027-05-14T14:00`; a day alone where none is needed.

    Raises:
        ObcgenError: the time is missing, could be in either half of the day, or is told in another zone.
    """
    text = " ".join(text.split())
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}", text):
        return text.replace(" ", "T")
    if "midnight" in text.lower():
        message = f"“{shown(text)}” could be the beginning or the end of the day."
        raise unclear(message, "Write 12:01 am or 11:59 pm, with the day.", text)
    if day := date_of(text):
        if needs_time:
            raise unclear(f"“{shown(text)}” names no time of day.", "Add it, such as 2 pm.", text)
        return day
    for found in _CLOCK.finditer(text):
        before = re.sub(r"[,\s]*(?:\bat|\bby|@|T)?[,\s]*$", "", text[: found.start()])
        after = re.sub(r"^[,\s]*(?:\bon)?[,\s]*", "", text[found.end() :])
        if not (before and after) and (day := _day_beside(before or after)):
            _held_to(zone, found["zone"], text)
            return f"{day}T{_time(found, text)}"
    return ""


def _day_beside(text: str) -> str:
    return date_of(text) if re.search("[0-9]{4}|/", text) else ""


def _time(found: re.Match[str], typed: str) -> str:
    if found["word"]:
        return "12:00"
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half = (found["half"] or "").lower()[:1]
    if hour > (12 if half else 23) or minute > 59 or (half and not hour):
        raise unclear(f"There is no such time in “{shown(typed)}”.", "Write it such as 2:00 pm.", typed)
    if not half and 1 <= hour <= 12 and not re.match("0[0-9]", found["hour"]):
        message = f"“{shown(typed)}” could be in the morning or in the afternoon."
        raise unclear(message, "Add am or pm, such as 2:00 pm.", typed)
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02d}:{minute:02d}"


def zone_of(text: str) -> str:
    """Return the time zone that a text names, `America/Denver` of Mountain; nothing where it names none."""
    found = re.fullmatch(_ZONE, f" {text.strip()}", re.IGNORECASE)
    return _ZONES[_zone_named(found["zone"])][0] if found and found["zone"] else ""


def zone_words(zone: str) -> str:
    """Return a time zone as people call it: `Mountain time (Denver)`; nothing of another word."""
    name = next((name for name, zones in _ZONES.items() if zone in zones), "")
    place = zone.rpartition("/")[2].replace("_", " ")
    return f"{name.title()} time ({place})" if name else ""


def _zone_named(said: str) -> str:
    return said.lower() if said.lower() in _ZONES else _LETTERS[re.sub(r"[SD]?T$", "", said.upper()).lower()]


def _held_to(zone: str, said: str | None, typed: str) -> None:
    """Refuse a time zone that is not the procurement's own."""
    if not said or not zone:
        return
    name = _zone_named(said)
    if zone not in _ZONES[name]:
        message = f"“{shown(typed)}” names {name.title()} time, but the times of this RFP are in {zone}."
        raise unclear(message, "Write the time there, or change the time zone of the procurement.", typed)


def month_day_of(text: str) -> str:
    """Return a day of every year as a spec holds it, `07-01`; nothing where the text is none."""
    text = " ".join(text.split())
    if match := re.fullmatch(r"([0-9]{1,2})[-/]([0-9]{1,2})", text):
        return _made("2001", int(match[1]), match[2], text).isoformat()[5:]
    if match := re.fullmatch(rf"({_MONTHS})\.?\s+([0-9]{{1,2}}){_TH}", text, re.IGNORECASE):
        return f"{_MONTH[match[1][:3].lower()]:02d}-{int(match[2]):02d}"
    if match := re.fullmatch(rf"([0-9]{{1,2}}){_TH}\s+(?:of\s+)?({_MONTHS})\.?", text, re.IGNORECASE):
        return f"{_MONTH[match[2][:3].lower()]:02d}-{int(match[1]):02d}"
    return ""


def duration_of(text: str) -> str:
    """Return a length of time as a spec holds it, `15 business days`; nothing where the text is none."""
    match = re.fullmatch(r"([0-9]+|[a-z]+)[\s-]*([a-z][a-z .]*?)\.?", " ".join(text.lower().split()))
    if match is None:
        return ""
    count = int(match[1]) if match[1].isdigit() else COUNTED.get(match[1], 0)
    unit = match[2].replace(".", "").strip()
    unit = _UNIT.get(unit) or (unit if unit.removesuffix("s") in UNITS else "")
    return f"{count} {unit.removesuffix('s') if count == 1 else unit}" if count and unit else ""
