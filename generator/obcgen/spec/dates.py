"""Readers of time: dates, times of day, deadlines, days of the year and durations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from obcgen.problems import Kind
from obcgen.spec.shapes import fault, shown
from obcgen.spec.texts import read_line
from obcgen.spec.written import LIKE_A_DATE

NOT_DATE = Kind("SPC-10", "Not a date")
NOT_TIME = Kind("SPC-11", "Not a date with a time of day")
NOT_DURATION = Kind("SPC-12", "Not a length of time")

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212/. ", "-"))
_FIRST_OF_SPREADSHEETS = date(1899, 12, 30)


def day_of_spreadsheet(number: int) -> date:
    """Return the day that a spreadsheet keeps as this number."""
    return _FIRST_OF_SPREADSHEETS + timedelta(days=number)


def _date_hint(text: str) -> str:
    """Return the date that was probably meant, as we write it."""
    meant = _meant(re.sub(r"^(by|on|until|before) ", "", text.strip()))
    return f"Write {meant}." if meant else "Write year, month and day: 2027-09-15."


def _meant(text: str) -> date | None:
    """Return the date that a text means: in figures, with a month's name, a spreadsheet's number."""
    if re.fullmatch(r"[345][0-9]{4}", text):
        return day_of_spreadsheet(int(text))
    if match := re.fullmatch(r"([A-Za-z]{3,9})\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})", text):
        return _day(match[3], _MONTH.get(match[1][:3].lower(), 0), match[2])
    if match := re.fullmatch(r"([0-9]{1,2}) ([A-Za-z]{3,9})\.?,? ([0-9]{4})", text):
        return _day(match[3], _MONTH.get(match[2][:3].lower(), 0), match[1])
    figures = text.translate(_DASHES)
    if match := re.fullmatch(r"([0-9]{4})-?([0-9]{1,2})-?([0-9]{1,2})", figures):
        return _day(match[1], match[2], match[3])
    if match := re.fullmatch(r"([0-9]{1,2})-([0-9]{1,2})-((?:19|20)?[0-9]{2})", figures):
        year = match[3] if len(match[3]) == 4 else f"20{match[3]}"
        return _day(year, match[1], match[2]) or _day(year, match[2], match[1])
    return None


def _day(year: str, month: str | int, day: str) -> date | None:
    """Return a day of our time, or nothing where there is none."""
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if 1990 <= found.year <= 2199 else None


def read_date(text: str) -> date:
    """Read `2027-09-15`."""
    text = text.strip()
    expected = "a date such as 2027-09-15"
    match = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text)
    if match is None:
        message = f"“{shown(text)}” is not a date."
        raise fault(NOT_DATE, message, found=text, expected=expected, hint=_date_hint(text))
    try:
        found = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        message = f"There is no such day as {text}."
        raise fault(
            NOT_DATE, message, found=text, expected=expected, hint="Check the month and the day."
        ) from None
    if not 1990 <= found.year <= 2199:
        message = f"The year {match[1]} cannot be meant."
        raise fault(NOT_DATE, message, found=text, expected=expected, hint="Check the year.")
    return found


def read_datetime(text: str) -> datetime:
    """Read `2027-05-14T14:00`, in the time zone of the procurement."""
    text = text.strip()
    match = re.fullmatch(r"([^T ]+)[T ]([01][0-9]|2[0-3]):([0-5][0-9])", text)
    if match is None:
        hint = "Write the date, a T and the time on a 24-hour clock: 2:00 p.m. is T14:00."
        message = f"“{shown(text)}” is not a date with a time of day."
        raise fault(NOT_TIME, message, found=text, expected="a time such as 2027-05-14T14:00", hint=hint)
    return datetime.combine(read_date(match[1]), time(int(match[2]), int(match[3])))


def read_moment(text: str) -> date | datetime:
    """Read a date, or a date with a time of day."""
    return read_datetime(text) if re.search(r"[T ]", text.strip()) and ":" in text else read_date(text)


def read_deadline(text: str) -> date | str:
    """Read a date; or words such as `monthly` or `5 business days after request`."""
    return read_date(text) if re.match(LIKE_A_DATE, text) else read_line(text)


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day of every year: `07-01`."""

    month: int
    day: int

    def __str__(self) -> str:
        return f"{MONTHS[self.month - 1]} {self.day}"


def read_month_day(text: str) -> MonthDay:
    """Read `07-01`."""
    text = text.strip()
    if match := re.fullmatch(r"([0-9]{2})-([0-9]{2})", text):
        found = read_date(f"2001-{text}")
        return MonthDay(found.month, int(match[2]))
    message = f"“{shown(text)}” is not a day of the year."
    hint = "Write month and day as two digits each."
    raise fault(NOT_DATE, message, found=text, expected="month and day such as 07-01", hint=hint)


CALENDAR_DAYS = {"days": 1, "weeks": 7, "months": 30, "years": 365}
"""A month is 30 days and a year 365, as the times of a contract are short."""
PARTS_OF_A_DAY = {"minutes": 24 * 60, "hours": 24}
UNITS = ("minute", "hour", "day", "business day", "school day", "week", "month", "year")


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time: an amount and a unit of `UNITS` in the plural (`business days`)."""

    amount: int
    unit: str

    @property
    def days(self) -> int:
        """The length in calendar days: five Business Days to the week, and a part of a day as a whole one."""
        if self.unit in {"business days", "school days"}:
            weeks, rest = divmod(self.amount, 5)
            return weeks * 7 + rest
        if self.unit in PARTS_OF_A_DAY:
            return -(-self.amount // PARTS_OF_A_DAY[self.unit])
        return self.amount * CALENDAR_DAYS[self.unit]

    def __str__(self) -> str:
        return f"{self.amount:,} {self.unit.removesuffix('s') if self.amount == 1 else self.unit}"


def read_duration(text: str) -> Duration:
    """Read `15 business days`, `36 hours` or `28 weeks`."""
    text = " ".join(text.split())
    match = re.fullmatch(r"([1-9][0-9]{0,4}) ([a-z ]+)", text)
    if match and match[2].removesuffix("s") in UNITS:
        return Duration(int(match[1]), match[2].removesuffix("s") + "s")
    units = ", ".join(unit + "s" for unit in UNITS)
    hint = f"Write a whole number and one of: {units}."
    message = f"“{shown(text)}” is not a length of time."
    if re.fullmatch(r"(0|[1-9][0-9]{5,}) [a-z ]+", text):
        message = (
            f"{shown(text)} is no length of time that a contract has: a number from 1 to 99,999 is read."
        )
    raise fault(
        NOT_DURATION, message, found=text, expected="a length of time such as 15 business days", hint=hint
    )


def day_words(day: date) -> str:
    """Return a day as a sentence names it: `December 15, 2027`."""
    return f"{MonthDay(day.month, day.day)}, {day.year}"


def clock(value: datetime) -> str:
    """Return `2:00 p.m.`."""
    return f"{value.hour % 12 or 12}:{value.minute:02d} {'a.m.' if value.hour < 12 else 'p.m.'}"


def day(value: date) -> str:
    """Return `March 1, 2027`, and the time of day where there is one."""
    time = f", {clock(value)}" if isinstance(value, datetime) else ""
    return f"{day_words(value)}{time}"
