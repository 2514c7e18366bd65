"""How texts are joined in a sentence: lists, quotation marks, capitals, ranks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def listed(items: Sequence[str], last: str = "and") -> str:
    """Return items as a sentence lists them: `a, b and c`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def quoted(names: Sequence[str], last: str = "and") -> str:
    """Return names in quotation marks, as a sentence lists them."""
    return listed([f"“{name}”" for name in names], last)


def capital(text: str) -> str:
    """Return a text as a sentence begins."""
    return text[:1].upper() + text[1:]


def ordinal(number: str) -> str:
    """Return a number as a rank: `40th`."""
    if not number.isdigit() or number[-2:] in {"11", "12", "13"}:
        return f"{number}th"
    return number + {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th")


def in_words(key: str) -> str:
    """Return an id as words: `phonemic_awareness` is Phonemic awareness."""
    words = key.replace("_", " ").replace("-", " ").strip()
    return capital(words)


def combined(steps: int, how: str) -> str:
    """Return how several steps reached combine, as a clause after them; nothing where there is one."""
    if steps < 2:
        return ""
    if how == "cumulative":
        return ", all of those reached being added together"
    return ", only the highest of those reached being counted"


def plural(noun: str, count: int) -> str:
    """Return a noun in the number that its count asks for: `license`, `licenses`."""
    if count == 1:
        return noun
    if re.search(r"(s|x|z|ch|sh)$", noun):
        return f"{noun}es"
    return re.sub(r"([^aeiou])y$", r"\1ie", noun) + "s"
