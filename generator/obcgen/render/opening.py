"""The first sentences of a text of the spec, for a page that has room for no more."""

from __future__ import annotations

import re
from typing import Final

from obcgen.spec import Prose

_END: Final = re.compile(r"[.!?](?:\*\*|[*_])?(?=\s+[A-Z0-9“\"*_])")
_SHORT_FORM: Final = re.compile(r"(?:^|[\s(])(?:(?:[A-Z]\.)+|(?:Dr|Mr|Mrs|Ms|No|St|vs)\.)$")
"""What ends with a stop that ends no sentence: `U.S.`, `St.`"""
_HEADINGS: Final = re.compile(r"\A(?:#.*\n\s*)+")
_PAIRS: Final = ("**", "`", "_")


def opening(text: str, sentences: int = 2) -> Prose:
    """Return the first sentences of a text; its whole first paragraph where a cut would part marks."""
    paragraph = _HEADINGS.sub("", text.strip()).split("\n\n", 1)[0]
    ends = [end.end() for end in _END.finditer(paragraph) if not _SHORT_FORM.search(paragraph[: end.end()])]
    cut = paragraph[: ends[sentences - 1]] if len(ends) >= sentences else paragraph
    return Prose(cut if _is_whole(cut) else paragraph)


def _is_whole(text: str) -> bool:
    return text.count("[") == text.count("]") and all(text.count(mark) % 2 == 0 for mark in _PAIRS)
