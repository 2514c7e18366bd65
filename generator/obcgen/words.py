"""How texts are joined in a sentence: lists, quotation marks, capitals, ranks; and which word was meant."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def listed(items: Sequence[str], last: str = "and") -> str:
    """Return items as a sentence lists them: `a, b and c`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def quoted(names: Sequence[str], last: str = "and") -> str:
    """Return names in quotation marks, as a sentence lists them."""
    return listed([f"“{name}”" for name in names], last)


def printable(text: str) -> str:
    """Return a text from elsewhere as one line, with a mark for what would end or turn it."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)


def capital(text: str) -> str:
    """Return a text as a sentence begins."""
    return text[:1].upper() + text[1:]


def ended(sentence: str) -> str:
    """Return a sentence with the mark that ends it; a period where it has none."""
    return sentence if sentence.endswith(("?", "!")) else f"{sentence}."


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


def nearest(word: str, known: Iterable[object]) -> str:
    """Return a hint: the words that begin so, the nearest, or all where they are few; or nothing."""
    words = sorted({str(name) for name in known if not str(name).startswith("_")})
    begun = [each for each in words if len(word) > 3 and each.startswith(f"{word}-")]
    if len(begun) > 1:
        return f"It may be one of: {', '.join(begun[:8])}."
    if near := get_close_matches(word, words, n=1, cutoff=0.6):
        return f"Did you mean {near[0]}?"
    return f"It may be one of: {', '.join(words)}." if 0 < len(words) <= 12 else ""
