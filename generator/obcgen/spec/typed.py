"""Values as people type them, and the strict way in which a spec holds each: `1.2 million` is `$1,200,000`.

What could mean two things is refused in words, and what cannot be understood is refused by the strict reader,
with its remedy.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from fractions import Fraction
from typing import Final

from pydantic_core import PydanticCustomError

from obcgen.money import Money
from obcgen.problems import ObcgenError, Problem
from obcgen.spec.addenda import read_serial
from obcgen.spec.dates import (
    read_date,
    read_datetime,
    read_deadline,
    read_duration,
    read_moment,
    read_month_day,
)
from obcgen.spec.number_words import spoken_number
from obcgen.spec.rates import read_level
from obcgen.spec.scalars import read_count, read_money, read_quantity, read_share, read_yes_no
from obcgen.spec.shapes import CHOICE, shown
from obcgen.spec.texts import read_email, read_id, read_line, read_prose, read_title, read_year
from obcgen.spec.typed_times import COUNTED, date_of, duration_of, moment_of, month_day_of, zone_of
from obcgen.spec.typed_words import unclear

_NUMBER: Final = r"([0-9]{1,3}(?:[,\s\u00a0\u202f][0-9]{3})+|[0-9]+)(\.[0-9]+)?"
_TIMES: Final = {"k": 10**3, "thousand": 10**3, "m": 10**6, "mm": 10**6, "mio": 10**6, "million": 10**6,
                 "mil": 10**6, "b": 10**9, "bn": 10**9, "billion": 10**9}  # fmt: skip
_FRACTIONS: Final = {
    "half": "1/2", "a half": "1/2", "one half": "1/2", "a third": "1/3", "one third": "1/3",
    "two thirds": "2/3",
    "a quarter": "1/4", "one quarter": "1/4", "three quarters": "3/4", "all": "100%", "none": "0%",
}  # fmt: skip
_FEW: Final = 12
_UNSEEN: Final = re.compile("[\u200b\u2060\ufeff]")
"""Characters without width, which a copy from elsewhere brings and nobody sees."""
_SUCH_AS: Final = {
    "date": "Write the day such as March 1, 2027 or 03/01/2027.",
    "date_time": "Write the day and the time such as March 1, 2027, 2:00 pm.",
    "moment": "Write the day such as March 1, 2027, with its time if it has one: 2:00 pm.",
    "count": "Write one whole number, such as 3 or 1,200.",
}
"""How people type what the strict reader takes in one form only."""
_YES: Final = {"yes", "y", "true", "t", "on"}
_NO: Final = {"no", "n", "false", "f", "off"}
Reader = Callable[[str], object]

_READERS: Final[Mapping[str, Reader]] = {
    "text": read_prose, "line": read_line, "title": read_title, "email": read_email, "id": read_id,
    "year": read_year, "money": read_money, "serial": read_serial, "share": read_share, "count": read_count,
    "quantity": read_quantity, "level": read_level, "date": read_date, "date_time": read_datetime,
    "moment": read_moment, "deadline": read_deadline, "month_day": read_month_day,
    "duration": read_duration, "yes_no": read_yes_no,
}  # fmt: skip
"""By the name of a kind of value (`spec.written.KINDS`): its strict reader."""


def strict(kind: str, typed: str, zone: str = "") -> str:
    """Return what a person typed as a spec holds it.

    Args:
        kind: the kind of value, a name of `spec.written.KINDS`.
        typed: what was typed.
        zone: the time zone of the procurement, such as `America/Denver`: another one, if named, is refused.

    Raises:
        ObcgenError: it cannot be understood, or could mean two things.
    """
    typed = _UNSEEN.sub("", typed)
    text = typed.strip() if kind != "text" else typed.replace("\r\n", "\n").replace("\r", "\n")
    try:
        text = _meant(kind, text, zone)
        _READERS[kind](text)
    except PydanticCustomError as error:
        told = _problem(error)
        raise ObcgenError(replace(told, hint=_SUCH_AS.get(kind, told.hint))) from None
    return text


def choice(typed: str, choices: Sequence[str]) -> str:
    """Return the one of some words that a person typed, in whatever letters.

    Raises:
        ObcgenError: it is none of them.
    """
    by_look = {_look(each.rpartition("/")[2]): each for each in choices} | {
        _look(each): each for each in choices
    }
    if found := by_look.get(_look(zone_of(typed) or typed)):
        return found
    begins = [each for each in choices if _look(typed) and _look(each).startswith(_look(typed))]
    if len(begins) == 1:
        return begins[0]
    expected = f"one of: {', '.join(choices)}"
    message = f"“{shown(typed)}” is not a choice here."
    raise ObcgenError(
        CHOICE.problem(message, found=shown(typed), expected=expected, hint=_nearest(typed, choices))
    )


def _nearest(typed: str, choices: Sequence[str]) -> str:
    if near := get_close_matches(typed.strip().title(), choices, n=1):
        return f"Did you mean {near[0]}?"
    return f"Choose one of: {', '.join(choices)}." if len(choices) <= _FEW else "Choose one from the list."


def _meant(kind: str, text: str, zone: str) -> str:
    """Return a text in the form of its kind where it can be understood, else as it is."""
    if kind in {"date_time", "moment"}:
        return moment_of(text, zone, needs_time=kind == "date_time") or text
    if kind == "level":
        return _share(text) if re.search(r"%|percent|per cent|/| of ", text) else _quantity(text)
    return _WAYS[kind](text) or text if kind in _WAYS else _text(kind, text)


def _yes_no(text: str) -> str:
    word = text.lower().rstrip(".")
    return "true" if word in _YES else "false" if word in _NO else text


def _text(kind: str, text: str) -> str:
    match kind:
        case "line" | "title":
            return " ".join(text.split())
        case "email":
            return re.sub(r"^mailto:|[<>;,.\s]+$|^<", "", text)
        case "year":
            years = re.fullmatch(r"(?:SY\s*)?([0-9]{4})\s*[-/\u2013]\s*(?:[0-9]{2})?([0-9]{2})", text)
            return f"{years[1]}-{years[2]}" if years else text
        case "id" if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]{0,39}", text):
            return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")[:40].rstrip("_")
    return text


def _number(text: str) -> Decimal | None:
    """Return a number with or without its commas, and with a word such as million behind it."""
    if (spoken := spoken_number(text)) is not None:
        return Decimal(spoken)
    found = re.fullmatch(rf"{_NUMBER}\s*([A-Za-z]*)\.?", text)
    if found is None or (found[3] and found[3].lower() not in _TIMES):
        return None
    try:
        digits = Decimal(re.sub(r"\D", "", found[1]) + (found[2] or ""))
    except InvalidOperation:
        return None
    return digits * _TIMES.get(found[3].lower(), 1)


def _money(text: str) -> str:
    bare = re.sub(r"^(?:USD?\s*)?\$?\s*|\s*(?:US\s*)?(?:dollars?|USD|\$)$", "", text, flags=re.IGNORECASE)
    if re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]{2})?|[0-9]+,[0-9]{1,2}", bare):
        raise unclear(
            f"“{shown(text)}” has its comma or its point where other countries put it.",
            "Write dollars with commas between groups of three digits and a point before cents: $1,200.50.",
            text,
        )
    amount = _number(bare)
    if amount is None or amount * 100 != (amount * 100).to_integral_value() or amount >= 10**13:
        return text
    return str(Money(int(amount * 100)))


def _share(text: str) -> str:
    bare = re.sub(r"\s*(?:%|percent|per cent|pct\.?)$", "%", text, flags=re.IGNORECASE)
    if word := _FRACTIONS.get(bare.lower().replace("-", " ")):
        return word
    if found := re.fullmatch(r"([0-9]+)\s*(?:/|of|in|out of)\s*([0-9]+)", bare):
        return f"{found[1]}/{found[2]}"
    if (spoken := spoken_number(bare.removesuffix("%"))) is not None:
        bare = f"{spoken}{'%' * bare.endswith('%')}"
    found = re.fullmatch(r"([0-9]*\.?[0-9]+)(%?)", bare)
    if found is None:
        return bare
    number = Fraction(found[1])
    if not found[2] and number <= 1 and number != 0:
        raise unclear(
            f"“{shown(text)}” could mean {_plain(number * 100)}% or {_plain(number)}%.",
            "Write the percent sign with the share that you mean.",
            text,
        )
    return f"{_plain(number)}%"


def _plain(number: Fraction) -> str:
    return f"{Decimal(number.numerator) / Decimal(number.denominator):f}"


def _count(text: str) -> str:
    bare = str(COUNTED.get(text.lower(), text)) if len(text) > len("an") else text
    bare = re.sub(r"^([0-9]+)\s*:\s*1$", r"\1", bare)
    bare = re.sub(r"(?<=[0-9])\s+[a-z]+$", lambda said: said[0] if said[0].strip() in _TIMES else "", bare)
    number = _number(bare)
    if number is None or number != number.to_integral_value() or number >= 10**9:
        return text
    return str(int(number)) if number < 10**4 else f"{int(number):,}"


def _quantity(text: str) -> str:
    bare = text.replace("\u2212", "-").removeprefix("+")
    bare = re.sub(r"(?<=[0-9])(?:st|nd|rd|th)(?:\s+percentile)?$", "", bare)
    sign, digits = ("-", bare[1:].strip()) if bare.startswith("-") else ("", bare)
    number = _number(digits)
    return text if number is None else f"{sign}{number:f}"


def _look(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", text.lower())


def _problem(error: PydanticCustomError) -> Problem:
    """Return what a strict reader refuses as a Problem."""
    said = error.context or {}
    found = Problem(error.type, str(said.get("message", "")))
    return replace(
        found,
        found=str(said.get("found", "")),
        expected=str(said.get("expected", "")),
        hint=str(said.get("hint", "")),
    )


_WAYS: Final[Mapping[str, Callable[[str], str]]] = {
    "money": _money, "share": _share, "count": _count, "quantity": _quantity, "yes_no": _yes_no,
    "date": date_of, "deadline": date_of, "month_day": month_day_of, "duration": duration_of,
}  # fmt: skip
"""By kind: what was typed as a spec holds it; nothing where it cannot be understood."""
