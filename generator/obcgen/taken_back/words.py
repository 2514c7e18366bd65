"""Words, figures and dates of a text, each with its place; and what differs between two texts.

A date, an amount or a number is one word whatever it is spelled like, so that `$1000` in a spec is the
`$1,000` that a document prints, and `2027-10-15` is `October 15, 2027`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from obcgen.readers.edited import COUNTED, END

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
SHORT_MONTHS: Final = (*(month[:3] for month in MONTHS), "Sept")
FIGURES: Final = frozenset({"date", "money", "share", "number", "counted"})
_NUMBER: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d])|\d+(?:\.\d+)?"
_WORD: Final = re.compile(
    rf"(?P<counted>{COUNTED}[^{END}]*{END})"
    r"|(?P<opaque>\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\[[^\]\n]*\]\([^)\n]*\))"
    rf"|(?P<date>(?P<month>{'|'.join((*MONTHS, *SHORT_MONTHS))}) (?P<day>\d{{1,2}}), (?P<year>\d{{4}})\b"
    r"|\d{4}-\d{2}-\d{2}(?![\d-]))"
    rf"|(?P<money>\$(?:{_NUMBER}))"
    rf"|(?P<share>(?:{_NUMBER})%)"
    rf"|(?P<number>(?<![\w])(?:{_NUMBER})(?![A-Za-z0-9]))"
    r"|(?P<word>[^\W_][\w]*(?:['-][\w]+)*)"
    r"|(?P<sign>\S)",
    re.DOTALL,
)
_SPELLED: Final = frozenset(
    [
        *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
        *(
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
            "thirty",
        ),
        *("forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "thousand", "million", "half"),
        *("quarter", "percent", "twice", "dollars", "cents"),
    ]
)
_LONGEST: Final = 20_000
"""Words of two texts that are compared one by one; no paragraph of a document has a tenth of that."""
_MARKUP: Final = frozenset("*_`\\")


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its kind and place; `key` is what it says, however it is spelled."""

    kind: str
    key: str
    start: int
    end: int

    @property
    def is_figure(self) -> bool:
        """Whether it is a date, amount, share or number, also in letters, or holds a digit."""
        return self.kind in FIGURES or self.key.lower() in _SPELLED or any(map(str.isdigit, self.key))

    @property
    def is_markup(self) -> bool:
        """Whether it is a sign that Markdown reads and nobody sees."""
        return self.kind == "sign" and self.key in _MARKUP


@dataclass(frozen=True, slots=True)
class Hunk:
    """Words of one text that are others in another: from where to where in each."""

    start: int
    end: int
    new_start: int
    new_end: int


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[Word, ...]:
    """Return the words of a text in order."""
    return tuple(_word(found) for found in _WORD.finditer(text))


def _word(found: re.Match[str]) -> Word:
    kind = str(found.lastgroup)
    if found["date"]:
        kind = "date"
    return Word(kind, _key(kind, found), found.start(), found.end())


def _key(kind: str, found: re.Match[str]) -> str:
    text = found[0]
    match kind:
        case "counted":
            return COUNTED
        case "date":
            return text if found["month"] is None else _iso(found)
        case "money":
            return f"${_plain(text[1:])}"
        case "share":
            return f"{_plain(text[:-1])}%"
        case "number":
            return _plain(text)
    return text


def _iso(found: re.Match[str]) -> str:
    month = next(place for place, name in enumerate(MONTHS, 1) if name[:3] == found["month"][:3])
    return f"{found['year']}-{month:02d}-{int(found['day']):02d}"


def _plain(number: str) -> str:
    value = Decimal(number.replace(",", "")).normalize()
    return f"{value:f}"


def hunks(before: str, after: str) -> tuple[Hunk, ...]:
    """Return what differs between two texts, word by word."""
    old, new = words(before), words(after)
    if len(old) + len(new) > _LONGEST:
        return (Hunk(0, len(old), 0, len(new)),) if before != after else ()
    matcher = SequenceMatcher(None, [one.key for one in old], [one.key for one in new], autojunk=False)
    return tuple(Hunk(*places) for tag, *places in matcher.get_opcodes() if tag != "equal")


def same(one: str, other: str) -> bool:
    """Tell whether two texts have the same words."""
    return [word.key for word in words(one)] == [word.key for word in words(other)]


def cut(text: str, start: int, end: int) -> str:
    """Return the text from one word to before another."""
    found = words(text)[start:end]
    return text[found[0].start : found[-1].end] if found else ""


def gap_before(text: str, place: int) -> str:
    """Return what stands between a word and the one before it."""
    found = words(text)
    return text[found[place - 1].end : found[place].start] if 0 < place < len(found) else ""


def figures(text: str) -> tuple[str, ...]:
    """Return the figures and dates of a text as they are written."""
    return tuple(text[one.start : one.end] for one in words(text) if one.is_figure)


def respelled(new: Word, text: str, like: str) -> str:
    """Return a figure as the one it takes the place of is spelled: a date as 2027-10-15, $1000.

    Args:
        new: the word.
        text: how it is written.
        like: how the other one is written.
    """
    if new.kind == "date":
        return new.key if like[:4].isdigit() else printed_date(new.key)
    if new.kind in {"money", "number"} and "," not in like:
        return text.replace(",", "")
    return text


def printed_date(iso: str) -> str:
    """Return a date as documents print it; one that the calendar does not have stays as it is."""
    year, month, day = map(int, iso.split("-"))
    try:
        return f"{MONTHS[date(year, month, day).month - 1]} {day}, {year}"
    except ValueError:
        return iso
