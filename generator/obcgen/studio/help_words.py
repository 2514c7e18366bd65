"""The help of a field as the form says it: without what only the text of a spec has, such as its signs."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from obcgen.studio.in_words_of_form import days
from obcgen.words import capital, in_words

_SIGNS: Final = str.maketrans("", "", "[]{}")
_PLAINER: Final[tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...]] = (
    (r"^By id(?: of your choice)?(?: \([^)]*\))?[:;] ", ""),
    (r", in Markdown(?=[.,;])", ""),
    (r" In braces, quote it\.", ""),
    (r", or `\{who: third_party, name: \.\.\.\}`", ", or a third party by its name"),
    (r" `\{who: third_party, name: \.\.\.\}`", ""),
    (r"`true`; else `false`", "Yes; else No"),
    (r"; else `false`", "; else No"),
    (r"`true`", "Yes"),
    (r"`[\[{](.*?)[\]}]`(?=[\s.,;:]|$)", lambda found: f"`{found[1].translate(_SIGNS)}`"),
)
"""What stands in a description for who writes a text, and what the form says in its place."""
_WORD: Final = re.compile(r"`([a-z]+(?:_[a-z]+)+)`")


@lru_cache(maxsize=2_000)
def plain_help(text: str) -> str:
    """Return what a field is for, in the words of the form."""
    for pattern, words in _PLAINER:
        text = re.sub(pattern, words, text)
    return capital(days(_WORD.sub(lambda found: f"`{in_words(found[1]).lower()}`", text)).lstrip())
