"""Which paragraph of one reading of a document is which of another: by words and clause, else by likeness."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from obcgen.taken_back.printed import Printed
from obcgen.taken_back.words import words

_ALIKE: Final = 0.4
"""The share of words from which on two paragraphs at one place are one that was edited."""
_MOVED: Final = 0.75
"""The same for two paragraphs at different places."""
_MOST: Final = 4_000
"""Pairs that are compared for likeness at one place; beyond it paragraphs are paired as they stand."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The places of a paragraph in both readings; None where it is not there. `moved` stands elsewhere."""

    old: int | None
    new: int | None
    moved: bool = False


def aligned(old: Sequence[Printed], new: Sequence[Printed]) -> tuple[Pair, ...]:
    """Return every paragraph of both readings once, in the order of the new one, those removed first."""
    pairs = [pair for found in _runs(old, new) for pair in found]
    return tuple(sorted(_with_moves(pairs, old, new), key=_order))


def _order(pair: Pair) -> tuple[int, int]:
    return (pair.new if pair.new is not None else -1, pair.old if pair.old is not None else -1)


def _runs(old: Sequence[Printed], new: Sequence[Printed]) -> Iterator[list[Pair]]:
    keeps = _keeps_clauses(old, new)
    was, now = ([(one.clause if keeps else "", _said(one)) for one in side] for side in (old, new))
    for tag, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag == "equal":
            yield [Pair(a + step, c + step) for step in range(b - a)]
        else:
            yield _within(old, new, range(a, b), range(c, d))


def _keeps_clauses(old: Sequence[Printed], new: Sequence[Printed]) -> bool:
    """Tell whether both know their clauses by the same ids; some programs drop the marks of a clause."""
    known = {one.clause for one in old}
    return 2 * len(known & {one.clause for one in new}) >= len(known)


def _said(one: Printed) -> tuple[str, ...]:
    return tuple(word.key for word in words(one.text))


def _within(old: Sequence[Printed], new: Sequence[Printed], here: range, there: range) -> list[Pair]:
    """Pair the paragraphs of a place where both readings differ."""
    if len(here) == len(there) == 1:
        return [Pair(here[0], there[0])]
    if len(here) * len(there) > _MOST:
        alike = [pair for pair in zip(here, there, strict=False) if likeness(old[pair[0]], new[pair[1]]) > 0]
    else:
        alike = _most_alike(old, new, here, there)
    return list(_with_gaps(old, alike, here, there))


def likeness(one: Printed, other: Printed) -> float:
    """Return how much two paragraphs have in common, from 0 to 1."""
    left, right = Counter(_said(one)), Counter(_said(other))
    return 2 * (left & right).total() / ((left.total() + right.total()) or 1)


def _most_alike(
    old: Sequence[Printed], new: Sequence[Printed], here: range, there: range
) -> list[tuple[int, int]]:
    """Return the pairs that have most in common, none crossing another."""
    best: list[list[tuple[float, tuple[int, int] | None]]]
    best = [[(0.0, None)] * (len(there) + 1) for _ in range(len(here) + 1)]
    for a in range(len(here) - 1, -1, -1):
        for b in range(len(there) - 1, -1, -1):
            like = likeness(old[here[a]], new[there[b]])
            both = best[a + 1][b + 1][0] + like if like >= _ALIKE else -1.0
            ways = ((both, (a + 1, b + 1)), (best[a + 1][b][0], (a + 1, b)), (best[a][b + 1][0], (a, b + 1)))
            best[a][b] = max(ways, key=lambda each: each[0])
    return list(_walked(best, here, there))


def _walked(
    best: list[list[tuple[float, tuple[int, int] | None]]], here: range, there: range
) -> Iterator[tuple[int, int]]:
    a = b = 0
    while a < len(here) and b < len(there):
        following = best[a][b][1]
        if following is None:
            return
        if following == (a + 1, b + 1):
            yield here[a], there[b]
        a, b = following


def _with_gaps(
    old: Sequence[Printed], alike: list[tuple[int, int]], here: range, there: range
) -> Iterator[Pair]:
    """Yield the pairs, and what lies between them: cells as they stand, others as removed and added."""
    a, b = here.start, there.start
    for left, right in (*alike, (here.stop, there.stop)):
        rest, others = range(a, left), range(b, right)
        is_row = len(rest) == len(others) and all(old[place].kind == "cell" for place in rest)
        if is_row or len(rest) == len(others) == 1:
            yield from (Pair(one, other) for one, other in zip(rest, others, strict=True))
        else:
            yield from (Pair(one, None) for one in rest)
            yield from (Pair(None, other) for other in others)
        if left < here.stop and right < there.stop:
            yield Pair(left, right)
        a, b = left + 1, right + 1


def _with_moves(pairs: list[Pair], old: Sequence[Printed], new: Sequence[Printed]) -> Iterator[Pair]:
    """Yield the pairs; what was removed here and added there, with nearly the same words, was moved."""
    gone = [pair.old for pair in pairs if pair.old is not None and pair.new is None]
    come = [pair.new for pair in pairs if pair.new is not None and pair.old is None]
    moved = _moved(gone, come, old, new)
    there = set(moved.values())
    for pair in pairs:
        if pair.new is None and pair.old in moved:
            yield Pair(pair.old, moved[pair.old], moved=True)
        elif not (pair.old is None and pair.new in there):
            yield pair


def _moved(
    gone: Sequence[int], come: Sequence[int], old: Sequence[Printed], new: Sequence[Printed]
) -> dict[int, int]:
    """Return which paragraph that went is which that came: the same words, else nearly the same."""
    waiting: dict[tuple[str, ...], list[int]] = {}
    for other in reversed(come):
        waiting.setdefault(_said(new[other]), []).append(other)
    moved = {place: waiting[said].pop() for place in gone if waiting.get(said := _said(old[place]))}
    rest = [place for place in gone if place not in moved]
    left = [other for several in waiting.values() for other in several]
    for place in rest if len(rest) * len(left) <= _MOST else ():
        best = max(((likeness(old[place], new[other]), other) for other in left), default=(0.0, 0))
        if best[0] >= _MOVED:
            moved[place] = best[1]
            left.remove(best[1])
    return moved
