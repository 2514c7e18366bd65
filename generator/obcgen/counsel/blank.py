"""What a blank looks like in a text that calls itself final."""

from __future__ import annotations

import re
from collections.abc import Collection

from obcgen.counsel.drafting import left_by_a_drafter
from obcgen.counsel.stand_ins import stand_in

_BLANK = re.compile(
    r"\[(?!sic\])(?!\w\]\w)(?!(?<=[^\W_]\[)[a-z]{1,3}\])[^\]\n]{0,80}\](?!\()"
    r"|\?{3,}|_{3,}(?![\w*])|_{3,}(?=[^\W_])(?![^_\n]{1,80}_{3})|\b(?-i:xxx+)\b"
    r"|\blorem ipsum\b"
    r"|[\w.+-]+@[\w.-]*\bexample(?:\.(?:com|org|net))?\b|\b(?:www\.)?example\.(?:com|org|net)\b",
    re.IGNORECASE,
)
"""Brackets but for those that show how a quotation was altered, and signs with no other use."""


def blank_in(text: str, allowed: Collection[str] = (), known: frozenset[str] = frozenset()) -> str:
    """Return the first blank, placeholder or sample address in a text; else nothing.

    Args:
        text: what would be printed.
        allowed: blanks that stand for somebody who is not known yet.
        known: abbreviations such as TBA that are spelled out elsewhere.
    """
    found = (match[0] for match in _BLANK.finditer(text) if match[0] not in allowed)
    return next(found, "") or stand_in(text, known) or left_by_a_drafter(text)
