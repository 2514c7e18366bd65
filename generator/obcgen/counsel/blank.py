"""What a blank looks like in a text that calls itself final."""

from __future__ import annotations

import re
from collections.abc import Collection

_BLANK = re.compile(
    r"\[[^\]\n]{0,80}\](?!\()|\b(?:TBD|TBC|TBA|TODO|XXX+)\b|\?{3,}|_{3,}"
    r"|\bto be (?:determined|decided|announced|confirmed)\b|\bcounsel to confirm\b|\blorem ipsum\b"
    r"|[\w.+-]+@[\w.-]*\bexample(?:\.(?:com|org|net))?\b|\b(?:www\.)?example\.(?:com|org|net)\b",
    re.IGNORECASE,
)


def blank_in(text: str, allowed: Collection[str] = ()) -> str:
    """Return the first blank, placeholder or sample address in a text that is not allowed; else nothing."""
    return next((found[0] for found in _BLANK.finditer(text) if found[0] not in allowed), "")
