"""What differs between two readings of a document, clause by clause.

A clause is known by its id, whatever its number and its place: so a clause that was moved is not one that was
removed and another that was added.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from operator import eq
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

Change = Literal["changed", "removed", "added", "moved"]


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a document as it was read: its id, and its words up to the next part, single-spaced."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """How a clause differs: its words before and after; one that was moved has the same words."""

    id: str
    change: Change
    before: str = ""
    after: str = ""


def compare(
    before: Sequence[Clause], after: Sequence[Clause], alike: Callable[[str, str], bool] = eq
) -> tuple[Difference, ...]:
    """Return what differs, in the order of `before`; what was added comes last.

    Args:
        before: a reading.
        after: another one.
        alike: whether the words of a clause say the same in both.
    """
    was, now = _by_id(before), _by_id(after)
    moved = _moved(tuple(was), tuple(now))
    return (
        *(found for one in was for found in _of(one, was, now, moved, alike)),
        *(Difference(one, "added", after=text) for one, text in now.items() if one not in was),
    )


def _of(
    one: str,
    was: Mapping[str, str],
    now: Mapping[str, str],
    moved: frozenset[str],
    alike: Callable[[str, str], bool],
) -> Iterator[Difference]:
    if one not in now:
        yield Difference(one, "removed", before=was[one])
    elif not alike(was[one], now[one]):
        yield Difference(one, "changed", was[one], now[one])
    elif one in moved:
        yield Difference(one, "moved", was[one], now[one])


def _by_id(clauses: Iterable[Clause]) -> dict[str, str]:
    """Return the text of each clause; a second one of the same id is a clause of its own."""
    found: dict[str, str] = {}
    count: dict[str, int] = {}
    for one in clauses:
        count[one.id] = count.get(one.id, 0) + 1
        found[one.id if count[one.id] == 1 else f"{one.id} ({count[one.id]})"] = one.text
    return found


def _moved(before: Sequence[str], after: Sequence[str]) -> frozenset[str]:
    """Return the ids that are in both, but not in the longest run of ids in which both agree."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    stayed = {one for start, _, size in matcher.get_matching_blocks() for one in before[start : start + size]}
    return frozenset(before) & frozenset(after) - stayed
