"""What the form calls a word of which a field takes one; a time zone goes by its name."""

from __future__ import annotations

from typing import Final

from obcgen.spec.typed_times import zone_words
from obcgen.words import in_words

_SPELLED: Final = {
    "true": "Yes",
    "false": "No",
    "rfp": "RFP",
    "edtech": "Education technology",
    "hipaa": "HIPAA",
    "wioa": "WIOA",
    "deidentified": "De-identified",
}


def choice_words(word: str) -> str:
    """Return a word of a choice as a person says it."""
    return _SPELLED.get(word) or zone_words(word) or in_words(word)
