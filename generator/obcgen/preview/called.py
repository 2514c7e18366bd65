"""What a blank is called where it prints: by the words of the blank, or by what its key is called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from obcgen.changes.labels import LABELS
from obcgen.words import in_words

if TYPE_CHECKING:
    from obcgen.problems import Path

_BLANK: Final = re.compile(r"\s*<([^<>]+)>\s*")
_PATTERNS: Final = {tuple(pattern.split(".")): label for pattern, label in LABELS.items()}


def called(path: Path, written: str = "") -> str:
    """Return what a blank is called: what stands between its signs, or the label of its key and its id."""
    if blank := _BLANK.fullmatch(written):
        return blank[1]
    steps = tuple(str(step) for step in path if isinstance(step, str)) or ("value",)
    for pattern, label in _PATTERNS.items():
        if len(pattern) == len(steps) and all(a in {"*", b} for a, b in zip(pattern, steps, strict=True)):
            return _small(label) + _of(steps, pattern)
    return _small(in_words(steps[-1])) + (f" of {_small(in_words(steps[-2]))}" if len(steps) > 2 else "")


def _of(steps: tuple[str, ...], pattern: tuple[str, ...]) -> str:
    ids = [step for step, part in zip(steps, pattern, strict=True) if part == "*" and step != steps[-1]]
    return f" of {_small(in_words(ids[-1]))}" if ids else ""


def _small(words: str) -> str:
    """Return words as they stand inside a sentence; an abbreviation stays as it is."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
