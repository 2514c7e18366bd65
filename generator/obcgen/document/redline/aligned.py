"""Which parts of two sequences belong together: those of one key, then the most alike between them."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from obcgen.document.redline.words import likeness, words_of

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Sequence

LEAST_ALIKE: Final = 0.4
"""What shares fewer of its words is another thing."""
_MOST: Final = 40_000
"""Comparisons of one gap; beyond, its parts are taken as they come."""
Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Known(Generic[Thing]):
    """A part with what it is known by: a key that says what it is, the kind with which it may be paired.

    A part with an id is paired with none but the one of that id: its kind holds the id. `leaning` is a
    likeness that it has with any part of its kind.
    """

    thing: Thing
    key: str
    kind: str
    text: str
    leaning: float = 0.0


Pair = tuple["Thing | None", "Thing | None"]


def aligned(old: Sequence[Known[Thing]], new: Sequence[Known[Thing]]) -> Iterator[Pair[Thing]]:
    """Yield each part of both, in order, with the one it belongs to: what is deleted first."""
    keys = [one.key for one in old], [one.key for one in new]
    for kind, first, last, start, end in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from (
                (one.thing, other.thing) for one, other in zip(old[first:last], new[start:end], strict=True)
            )
        else:
            yield from _gap(old[first:last], new[start:end])


def _gap(old: Sequence[Known[Thing]], new: Sequence[Known[Thing]]) -> Iterator[Pair[Thing]]:
    """Yield the parts of a gap, paired so that the pairs are together as alike as can be."""
    place, other = 0, 0
    for at, on in (*_best(old, new), (len(old), len(new))):
        yield from ((one.thing, None) for one in old[place:at])
        yield from ((None, one.thing) for one in new[other:on])
        if at < len(old):
            yield old[at].thing, new[on].thing
        place, other = at + 1, on + 1


def _best(old: Sequence[Known[Thing]], new: Sequence[Known[Thing]]) -> list[tuple[int, int]]:
    """Return the places of the pairs whose likenesses have the greatest sum, in the order of both."""
    if not old or not new or len(old) * len(new) > _MOST:
        return []
    words = [words_of(one.text) for one in old], [words_of(one.text) for one in new]
    alike = [
        [_alike(one, other, words[0][at], words[1][on]) for on, other in enumerate(new)]
        for at, one in enumerate(old)
    ]
    sums = _sums(alike)
    return list(_path(alike, sums))


def _alike(one: Known[Thing], other: Known[Thing], was: Counter[str], now: Counter[str]) -> float:
    """Return how alike two parts are; 0 where they cannot be a pair."""
    if one.kind != other.kind:
        return 0.0
    found = max(likeness(was, now), one.leaning)
    return found if found >= LEAST_ALIKE else 0.0


def _sums(alike: list[list[float]]) -> list[list[float]]:
    """Return the greatest sum of likenesses of all that follows each place."""
    width = len(alike[0])
    sums = [[0.0] * (width + 1) for _ in range(len(alike) + 1)]
    for at in range(len(alike) - 1, -1, -1):
        for on in range(width - 1, -1, -1):
            paired = alike[at][on] + sums[at + 1][on + 1] if alike[at][on] else 0.0
            sums[at][on] = max(paired, sums[at + 1][on], sums[at][on + 1])
    return sums


def _path(alike: list[list[float]], sums: list[list[float]]) -> Iterator[tuple[int, int]]:
    at = on = 0
    while at < len(alike) and on < len(alike[0]):
        if alike[at][on] and sums[at][on] == alike[at][on] + sums[at + 1][on + 1]:
            yield at, on
            at, on = at + 1, on + 1
        elif sums[at][on] == sums[at + 1][on]:
            at += 1
        else:
            on += 1
