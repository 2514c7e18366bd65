"""Texts that stand where an answer belongs and say too little: filler, or the question over again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from obcgen.problems import dotted
from obcgen.review.checklist import Need, Row
from obcgen.review.paths import matches
from obcgen.spec import Spec

_WORD = re.compile(r"[a-z0-9][a-z0-9%$.,'-]*[a-z0-9%]|[a-z0-9]", re.IGNORECASE)
_LITTLE_WORDS = (
    "a about after all also an and any are as at be been before but by can for from had has have how if in "
    "into is it its may more must no not of on one only or other our shall should so such than that the "
    "their them then there these they this those to under up was we were what when where which who why will "
    "with would your"
)
_FILLER_WORDS = (
    "adequate appropriate appropriately applicable available based best clear clearly comprehensive describe "
    "described effective effectively ensure excellent general good high necessary needed overall practice "
    "practices proper properly quality reasonable relevant required response robust standard strong suitable "
    "sufficient various well"
)
_LITTLE, _FILLER = frozenset(_LITTLE_WORDS.split()), frozenset(_FILLER_WORDS.split())
_STEM = 5
"""Letters by which two words count as the same: evaluate, evaluators, evaluation."""


def thin(row: Row, spec: Spec) -> Iterator[tuple[str, str]]:
    """Yield the path and the reason of each text that says too little to answer a row."""
    for need in row.needs:
        for path in need.paths if need.says else ():
            for place in matches(spec, path):
                if place.filled and (said := substance(str(place.value), row, need)) < need.says:
                    yield dotted(place.path), _reason(str(place.value), said)


def substance(text: str, row: Row, need: Need) -> int:
    """Return how many words of a text say something that neither the question nor filler says."""
    asked = {_stem(word) for word in (*_words(row.asks), *_words(need.words))}
    return len({stem for word in _words(text) if (stem := _stem(word)) not in asked and word not in _FILLER})


def _words(text: str) -> list[str]:
    return [word for word in map(str.lower, _WORD.findall(text)) if word not in _LITTLE]


def _stem(word: str) -> str:
    return word if any(letter.isdecimal() for letter in word) else word[:_STEM]


def _reason(text: str, said: int) -> str:
    shown = " ".join(text.split())
    short = shown if len(shown) <= 60 else f"{shown[:59]}…"
    return f"“{short}” says nothing beyond the question" if not said else f"“{short}” says little"
