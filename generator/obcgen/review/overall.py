"""The whole of a review in one word, one sentence, and the few things that matter most."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from obcgen.problems import Problem, is_error
from obcgen.review.answers import Lack
from obcgen.review.judgement import Judged

Word = Literal["sound", "settle", "weak", "errors"]
MOST_MATTERS = 5
DECIDES = 3
"""The weight of a row on which the deal itself depends."""
_TITLES: dict[Word, str] = {
    "sound": "The deal is sound",
    "settle": "The deal is sound in the main, with points to settle",
    "weak": "The deal is weak where it matters",
    "errors": "The spec is not ready",
}
_SENTENCES: dict[Word, str] = {
    "sound": "Nothing on which it depends is open. What is left is small, and is listed below.",
    "settle": "It holds together. Settle the points below, or say why they stand, before it is published.",
    "weak": "Something on which it depends is weak or open. Settle the points below before it is published.",
    "errors": "It has errors, and no document can be made from it until they are mended.",
}


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that matters: the question it belongs to, what is the matter, and how much depends on it."""

    row: str
    group: str
    asks: str
    words: str
    weight: int


@dataclass(frozen=True, slots=True)
class Overall:
    """The judgement of the whole, and what matters most, most first."""

    word: Word
    matters: tuple[Matter, ...]

    @property
    def title(self) -> str:
        """The judgement in a few words."""
        return _TITLES[self.word]

    @property
    def sentence(self) -> str:
        """What it means."""
        return _SENTENCES[self.word]


def overall(rows: Sequence[Judged], problems: Iterable[Problem]) -> Overall:
    """Return the judgement of the whole.

    It is weak where a row of weight 3 is not answered, or weak by a finding or a figure; there is something
    to settle where that is so of a row of weight 2.
    """
    matters = _matters(rows)
    most = max((_gravity(each) for each in rows), default=0)
    word: Word = "errors" if any(map(is_error, problems)) else _word(most)
    return Overall(word, matters[:MOST_MATTERS])


def _word(gravity: int) -> Word:
    return "weak" if gravity >= DECIDES else "settle" if gravity == DECIDES - 1 else "sound"


def _gravity(row: Judged) -> int:
    """Return how much a row that is not answered well weighs: 1 less where no rule or figure says so."""
    if row.grade == "well":
        return 0
    grave = row.grade == "not" or any(reason.grave for reason in row.reasons)
    return row.weight if grave else row.weight - 1


def _matters(rows: Sequence[Judged]) -> tuple[Matter, ...]:
    """Return what is the matter, each once: first what weighs most, then what a rule found, then in order."""
    found: dict[str, Matter] = {}
    open_ = sorted((row for row in rows if _gravity(row)), key=lambda row: (-_gravity(row), not _told(row)))
    for row in open_:
        words = _words(row)
        asked = row.answer.row
        found.setdefault(words, Matter(asked.id, asked.group, asked.asks, words, _gravity(row)))
    return tuple(found.values())


def _told(row: Judged) -> bool:
    return any(reason.grave for reason in row.reasons)


def _words(row: Judged) -> str:
    grave = sorted(row.reasons, key=lambda reason: not reason.grave)
    if grave:
        return grave[0].words
    lacks = "; ".join(_lack(lack) for lack in row.answer.lacks)
    return f"{row.answer.row.asks}: {lacks or 'not answered'}."


def _lack(lack: Lack) -> str:
    return f"{lack.words}, stated for {lack.met} of {lack.of}" if lack.met else f"{lack.words} is not stated"
