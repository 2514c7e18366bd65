"""The cells of a table of participants, each kind read once and kept as a small number."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from obcgen.problems import Kind
from obcgen.source.table import FORMULA, LONGEST_CELL, is_formula
from obcgen.spec.on_record import answer
from obcgen.spec.shapes import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

CELL = Kind("RES-01", "A cell of the results that cannot be read")

_NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9})?")
_AMOUNT = re.compile(r"(-?[0-9]{1,6}(?:\.[0-9]{1,6})?)(?:\s*([A-Za-z][A-Za-z .]*))?")
_TIME = re.compile(r"([0-9]{1,4}):([0-5][0-9])(?::00)?")
_UNITS = {
    "h": "hours", "hr": "hours", "hrs": "hours", "hour": "hours", "hours": "hours",
    "min": "minutes", "mins": "minutes", "minute": "minutes", "minutes": "minutes",
    "day": "days", "days": "days", "week": "weeks", "weeks": "weeks",
    "month": "months", "months": "months", "year": "years", "years": "years",
    "school day": "school days", "school days": "school days",
    "business day": "business days", "business days": "business days",
}  # fmt: skip
_SUMS = {"total", "totals", "grand total", "subtotal", "sum"}
_NO_IDS = {"nan", "null", "none", "na", "n/a", "nil", "undefined"}
_ERROR_VALUE = re.compile(r"#[A-Z0-9/]+[!?]?", re.IGNORECASE)
"""`#REF!`, `#N/A`, `#NAME?`: what a spreadsheet shows where a formula fails."""
_IGNORED = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0") | frozenset(
    map(chr, range(0xFE00, 0xFE10))
)
"""Letters and marks that Unicode calls printable and asks nobody to show."""
_SHORTENED = re.compile(r"[0-9][.,]?[0-9]*E[+-]?[0-9]+", re.IGNORECASE)
_MINUTES = {"minutes": 1, "hours": 60}


class BadCellError(Exception):
    """One cell that cannot be read; it becomes a Problem where its row is known."""

    def __init__(self, message: str, expected: str, hint: str, *, kind: Kind = CELL, at: int = 0) -> None:
        super().__init__(message)
        self.message, self.expected, self.hint, self.kind, self.at = message, expected, hint, kind, at


@dataclass(slots=True)
class Coded:
    """What stands in one column, or in several that belong together: each different value has a number."""

    columns: tuple[int, ...]
    read: Callable[..., Hashable]
    values: list[Hashable] = field(default_factory=list)
    codes: dict[tuple[str, ...], int] = field(default_factory=dict)
    known: dict[Hashable, int] = field(default_factory=dict)

    def code(self, texts: tuple[str, ...]) -> int:
        """Return the number of what these cells say.

        Raises:
            BadCellError: they say nothing that is understood.
        """
        found = self.codes.get(texts)
        return self._new(texts) if found is None else found

    def _new(self, texts: tuple[str, ...]) -> int:
        for at, text in enumerate(texts):
            refuse_formula(text, at)
        value = self.read(*(text.strip() for text in texts))
        code = self.known.setdefault(value, len(self.values))
        if code == len(self.values):
            self.values.append(value)
        self.codes[texts] = code
        return code


def looks_spoilt(text: str) -> bool:
    """Tell whether an id may be none: it says Total, begins like NaN or null, or has an E among digits.

    So it may be where a character lies beyond ASCII, since it may be one that cannot be seen.
    """
    spoilt = text[0] in "nNuU" or (text[0].isdigit() and ("E" in text or "e" in text))
    return spoilt or text.casefold() in _SUMS or not (text.isascii() and text.isprintable())


def refuse_no_id(text: str) -> None:
    """Raise for what a program writes in place of an id that is missing or spoilt."""
    if text.lower() in _NO_IDS or _ERROR_VALUE.fullmatch(text):
        message = f"“{shown(text)}” is no id: a program writes it where a value is missing or wrong."
        raise BadCellError(message, "an id", "Look up the participant, or remove the row.")
    if text.casefold() in _SUMS:
        message = f"“{shown(text)}” is no id: this row holds sums, and no participant."
        raise BadCellError(message, "an id", "Remove the row.")
    if _SHORTENED.fullmatch(text):
        message = f"“{shown(text)}” is a long number that a spreadsheet has shortened; the id is lost."
        raise BadCellError(message, "an id", "Export the ids again, into a column that is formatted as text.")


def refuse_unseen(text: str) -> None:
    """Raise for an id with a character that nobody sees, such as one of no width or of another direction."""
    if unseen := next(filter(is_unseen, text), ""):
        message = f"The id “{shown(text)}” holds a character that cannot be seen, U+{ord(unseen):04X}."
        hint = "Type the id again by hand: such a character comes along when text is copied."
        raise BadCellError(message, "an id of which every character can be seen", hint)


def is_unseen(letter: str) -> bool:
    """Tell whether a character takes no room on a page; a space of any kind does."""
    return letter in _IGNORED or not (letter.isprintable() or letter.isspace())


def refuse_formula(text: str, at: int = 0) -> None:
    """Raise for a cell that a spreadsheet would run, or that is longer than any result."""
    if is_formula(text):
        message = f"“{shown(text)}” would be run as a formula where the table is opened."
        hint = "Replace the formula by its value; write a plain negative number as -3."
        raise BadCellError(message, "a value", hint, kind=FORMULA, at=at)
    if len(text) > LONGEST_CELL:
        message = f"The cell holds more than {LONGEST_CELL:,} characters."
        raise BadCellError(message, "a short value", "Check that the columns are where they belong.", at=at)


def yes_or_no(text: str) -> bool:
    """Read a cell that says yes or no."""
    found = answer(text)
    if found is None:
        message = f"“{shown(text)}” is neither yes nor no." if text else "Nothing says yes or no here."
        raise BadCellError(message, "yes or no", "Write yes or no.")
    return found


def quantity(text: str, at: int = 0) -> Fraction:
    """Read a plain number."""
    if _NUMBER.fullmatch(text):
        return Fraction(text)
    hint = "Write digits, with a point before decimals: 36.5."
    if not re.search("[0-9]", text):
        hint = "Leave the cell empty where there is no result; else write digits, such as 36.5."
    elif re.fullmatch(r"-?[0-9]+,[0-9]+", text):
        hint = f"Write {text.replace(',', '.')} with a decimal point, or no comma between thousands."
    elif text.endswith("%"):
        hint = "Leave out the percent sign; the scale of the outcome says what the numbers are."
    raise BadCellError(f"“{shown(text)}” is not a number.", "a number such as 40 or 36.5", hint, at=at)


def _dosage_meant(text: str, unit: str) -> str:
    """Return what to write in place of a time such as 39:30, a decimal comma, or anything else."""
    time = _TIME.fullmatch(text)
    if time and unit in _MINUTES:
        minutes = int(time[1]) * 60 + int(time[2])
        hours = f"{Decimal(minutes) / 60:f} hours or " if minutes % 3 == 0 else ""
        return f"Write {hours}{minutes} minutes."
    if re.fullmatch(r"[0-9]+,[0-9]{1,2}( [a-z ]+)?", text):
        return f"Write {text.replace(',', '.')} with a decimal point."
    return f"Write a number, or a number of {unit}: such as 36, or 36 {unit}."


def dosage(text: str, unit: str) -> Fraction:
    """Read the service received, `36`, `36.5` or `36 hours`, in the unit that is given."""
    match = _AMOUNT.fullmatch(text)
    if match is None:
        message = f"“{shown(text)}” is not an amount of service." if text else "The dosage is missing."
        hint = _dosage_meant(text, unit) if text else "Write 0 for a participant who received none."
        raise BadCellError(message, f"a number of {unit}", hint)
    amount = Fraction(match[1])
    if amount < 0:
        message = f"A dosage of {match[1]} is less than nothing."
        raise BadCellError(message, f"0 {unit} or more", "Correct the number; write 0 for no service.")
    named = _UNITS.get(" ".join((match[2] or unit).lower().replace(".", "").split()), "")
    if named in _MINUTES and unit in _MINUTES:
        return amount * _MINUTES[named] / _MINUTES[unit]
    if named != unit:
        message = f"“{shown(text)}” is not in {unit}."
        raise BadCellError(message, f"a number of {unit}", f"Write the dosage in {unit}.")
    return amount
