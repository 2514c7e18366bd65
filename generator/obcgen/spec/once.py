"""What is worked out of a spec once: a spec is frozen, and is equal to itself alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

from obcgen.problems import Path
from obcgen.spec import Spec
from obcgen.spec.shapes import texts_of

Made = TypeVar("Made")
_MOST = 8
"""How many specs are remembered: those of one document with what may be shown of it, and a few more."""


class _Same:
    def __init__(self, spec: Spec) -> None:
        self.spec = spec

    def __hash__(self) -> int:
        return id(self.spec)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.spec is self.spec


def once_for_a_spec(make: Callable[[Spec], Made]) -> Callable[[Spec], Made]:
    """Let a function work out what it makes of a spec once, as long as the spec is among the last few."""

    @lru_cache(maxsize=_MOST)
    def made(same: _Same) -> Made:
        return make(same.spec)

    return lambda spec: made(_Same(spec))


@once_for_a_spec
def all_texts(spec: Spec) -> tuple[tuple[Path, str], ...]:
    """Return every text of a spec with its path."""
    return tuple(texts_of(spec))
