"""What is worked out once of a spec, or of what it is read from: both are frozen and known by identity."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from operator import is_
from typing import Generic, TypeVar, TypeVarTuple

from obcgen.problems import Path
from obcgen.spec import Spec
from obcgen.spec.shapes import texts_of

Given = TypeVar("Given")
More = TypeVarTuple("More")
Made = TypeVar("Made")
_MOST = 8
"""How many specs are remembered: those of one document with what may be shown of it, and a few more."""


class _Same(Generic[Given]):
    def __init__(self, given: Given) -> None:
        self.given = given

    def __hash__(self) -> int:
        return id(self.given)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.given is self.given


class _SameSections:
    """A spec known by the sections that are read of it, each by its identity."""

    def __init__(self, spec: Spec, unread: frozenset[str]) -> None:
        self.spec = spec
        self._sections = [getattr(spec, name) for name in Spec.model_fields if name not in unread]

    def __hash__(self) -> int:
        return hash(tuple(map(id, self._sections)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _SameSections) and all(map(is_, self._sections, other._sections))


def once_for_each(make: Callable[[Given, *More], Made]) -> Callable[[Given, *More], Made]:
    """Let a function work out what it makes of one thing once, as long as that is among the last few.

    The first argument is known by its identity, others by their value.
    """

    @lru_cache(maxsize=_MOST)
    def made(same: _Same[Given], *more: *More) -> Made:
        return make(same.given, *more)

    return lambda given, *more: made(_Same(given), *more)


def once_for_a_spec(make: Callable[[Spec], Made]) -> Callable[[Spec], Made]:
    """Let a function work out what it makes of a spec once, as long as the spec is among the last few."""
    return once_for_each(make)


def once_for_sections(make: Callable[[Spec], Made], unread: Iterable[str]) -> Callable[[Spec], Made]:
    """Let a function work out once what it makes of all specs that differ in sections it does not read."""
    names = frozenset(unread)

    @lru_cache(maxsize=_MOST)
    def made(same: _SameSections) -> Made:
        return make(same.spec)

    return lambda spec: made(_SameSections(spec, names))


@once_for_a_spec
def all_texts(spec: Spec) -> tuple[tuple[Path, str], ...]:
    """Return every text of a spec with its path."""
    return tuple(texts_of(spec))
