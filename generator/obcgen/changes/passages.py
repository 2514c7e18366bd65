"""The words in which two texts differ, passage by passage, each with a few words around it."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_AROUND: Final = 4
"""Words shown before and after a passage; passages nearer to each other than twice that are one."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that are other words now, with a few around them; empty where there are none."""

    before: str
    after: str


def passages(before: str, after: str) -> tuple[Passage, ...]:
    """Return the passages in which two texts differ."""
    was, now = before.split(), after.split()
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    return tuple(
        Passage(_around(was, group[0][1], group[-1][2]), _around(now, group[0][3], group[-1][4]))
        for group in matcher.get_grouped_opcodes(_AROUND)
    )


def _around(words: Sequence[str], start: int, stop: int) -> str:
    """Return some of the words, and dots where there are others."""
    before, after = ["…"] * (start > 0), ["…"] * (stop < len(words))
    return " ".join((*before, *words[start:stop], *after))
