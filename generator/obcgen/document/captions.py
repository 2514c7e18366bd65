"""What a caption says that the headings around its table do not say already."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from obcgen.document.tree import Text
from obcgen.document.walk import text_of

if TYPE_CHECKING:
    from obcgen.document.tree import Inlines

_WORD: Final = re.compile(r"\w+")
_JOINING: Final = frozenset(("and", "by", "do", "each", "from", "in", "of", "shall", "the", "what"))
"""Words that join others: alone they name no table."""


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text that carry its meaning."""
    return frozenset(word.casefold() for word in _WORD.findall(text)) - _JOINING


def unsaid(caption: Inlines, said: frozenset[str]) -> Inlines:
    """Return a caption without what is said: nothing, or what follows its first sentence, or all of it."""
    if _repeats(text_of(caption), said):
        return ()
    match caption:
        case (Text(text), *rest):
            name, stop, more = text.partition(". ")
            return (Text(more), *rest) if stop and _repeats(name, said) else caption
        case _:
            return caption


def _repeats(text: str, said: frozenset[str]) -> bool:
    words = words_of(text)
    return bool(words) and words <= said
