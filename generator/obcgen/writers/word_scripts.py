"""Names in other scripts in a Word file: which typefaces print them, and which run from right to left.

Word chooses among three typefaces of a text by its characters: Latin, East Asian, and complex scripts such as
Hebrew and Arabic, and it sets a run from right to left only if the run says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from unicodedata import bidirectional, east_asian_width

from obcgen.writers.printed_texts import printed_texts

if TYPE_CHECKING:
    from obcgen.document.tree import Document
    from obcgen.style import Style

_FIRST_HEBREW: Final = "\u0590"
_RIGHT_TO_LEFT: Final = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
RIGHT_TO_LEFT: Final = re.compile(f"({_RIGHT_TO_LEFT}+(?:[ \u00a0.,'\"-]+{_RIGHT_TO_LEFT}+)*)")
"""Words from right to left, with what stands between them."""


@dataclass(frozen=True, slots=True)
class Scripts:
    """The typefaces of a document for scripts other than Latin; empty where it has none."""

    east_asian: str = ""
    complex: str = ""


def scripts_of(document: Document, style: Style) -> Scripts:
    """Return which typefaces of the style print the other scripts of a document."""
    characters = {one for text, _, _ in printed_texts(document) for one in text if one >= _FIRST_HEBREW}
    east = next((one for one in sorted(characters) if east_asian_width(one) in "WF"), "")
    right = next((one for one in sorted(characters) if bidirectional(one) in ("R", "AL")), "")
    if not (east or right):
        return Scripts()
    from obcgen.writers.pdf_glyphs import family_for  # noqa: PLC0415  few documents need fonts to be opened

    return Scripts(*(family_for(one, style) if one else "" for one in (east, right)))
