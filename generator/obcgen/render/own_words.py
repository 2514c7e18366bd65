"""The district's own words as a document prints them: what it defines begins with a capital letter there too.

A spec says "the provider" and "10 business days"; the documents define Provider and Business Day. Only what
cannot be read in another way is changed: "a provider" may be any provider, and "participant@" is an address.
"""

from __future__ import annotations

import re

_ALWAYS = "business day|base funding|participant|performance funding|program lead|rate card"
_ONE = "district|provider|roster|threshold"
"""What a document has one of: a term after an article."""
_WHOLE = r"program(?! (?:director|lead|manager|office|staff|team|year)\b)|part(?:y|ies)"
_ANY_PARTY = r"(?<=both\s)|(?<=each\s)|(?<=either\s)|(?<=neither\s)"
_TERM = re.compile(
    rf"(?<![\w@/.-])(?:(?:{_ALWAYS})(?=s?\b)|(?<=the\s)(?:{_ONE})(?=s?\b)|(?:district|provider)(?='s\b)"
    rf"|(?<=the\s)(?:{_WHOLE})\b|(?:{_ANY_PARTY})part(?:y|ies)\b)(?!\w*[@/]|-)",
    re.IGNORECASE,
)


def with_terms(text: str) -> str:
    """Return a text of a spec with a capital letter on each defined term in it."""
    return _TERM.sub(lambda found: found[0].title(), text)
