"""A short imprint of texts: whoever confirmed them once can see whether they are still the same."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

LENGTH = 8


def imprint_of(texts: Iterable[str]) -> str:
    """Return eight hexadecimal digits of the SHA-256 of these texts, each ended, white space made even."""
    return sha256("".join(f"{' '.join(text.split())}\0" for text in texts).encode()).hexdigest()[:LENGTH]
