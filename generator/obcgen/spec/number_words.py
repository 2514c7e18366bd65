"""Whole numbers as people say them: `three hundred`, `fifty-five`, `one thousand two hundred and ten`."""

from __future__ import annotations

import re
from typing import Final

_SMALL: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS: Final = {word: number for number, word in enumerate(_SMALL)} | {
    word: number * 10 for number, word in enumerate(_TENS, 2)
}
NUMBER_WORDS: Final = (*_SMALL[2:], *_TENS)
"""The words with which numbers from two on begin, below a hundred."""
_ONES: Final = 10
_HUNDRED: Final = 100


def spoken_number(text: str) -> int | None:
    """Return the number, less than a million, that a text says in English words; nothing of another text."""
    words = re.sub(r"[\s-]+", " ", text.strip().lower())
    thousands, found, rest = words.rpartition(" thousand")
    many = _below_thousand(thousands) if found else 0
    few = _below_thousand(rest.strip().removeprefix("and ")) if rest.strip() or not found else 0
    return None if many is None or few is None or (found and not many) else many * 1000 + few


def _below_thousand(words: str) -> int | None:
    hundreds, found, rest = words.rpartition(" hundred")
    many = _WORDS.get(hundreds) if found else 0
    few = _below_hundred(rest.strip().removeprefix("and ")) if rest.strip() or not found else 0
    return (
        None if many is None or few is None or (found and not 0 < many < _HUNDRED) else many * _HUNDRED + few
    )


def _below_hundred(words: str) -> int | None:
    if words in _WORDS:
        return _WORDS[words]
    tens, _, ones = words.partition(" ")
    few = _WORDS.get(ones, 0)
    return _WORDS[tens] + few if tens in _TENS and 0 < few < _ONES else None
