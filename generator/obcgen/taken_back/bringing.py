"""Which of many values bring faults, without trying each alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from obcgen.problems import Path, Problem

_GROUPS = 24
"""So many values are looked at one by one; more are looked at in so many groups first."""


def brought(bring: Callable[[frozenset[Path]], Problem | None], paths: Sequence[Path]) -> dict[Path, Problem]:
    """Return which values bring faults, each with one of them.

    Args:
        bring: what returns the fault that some values bring.
        paths: the values.
    """
    found: dict[Path, Problem] = {}
    size = max(1, -(-len(paths) // _GROUPS))
    for start in range(0, len(paths), size):
        group = paths[start : start + size]
        if problem := bring(frozenset(group)):
            one_by_one = brought(bring, group) if size > 1 else {}
            found |= one_by_one or dict.fromkeys(group, problem)
    return found
