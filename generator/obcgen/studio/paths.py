"""Paths and patterns: which values of a spec a pattern with `*` means."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from obcgen.source.nodes import Node, steps

if TYPE_CHECKING:
    from obcgen.problems import Path

EVERY: Final = "*"


def found_at(root: Node, pattern: str) -> Iterator[Path]:
    """Yield the path of each value that a pattern means, in the order of the spec."""
    yield from _found(root, tuple(pattern.split(".")), ())


def _found(node: Node, rest: tuple[str, ...], path: Path) -> Iterator[Path]:
    if not rest:
        yield path
        return
    for step, below in steps(node):
        if rest[0] in {EVERY, str(step)}:
            yield from _found(below, rest[1:], (*path, step))


def fits(path: Path, pattern: str) -> bool:
    """Tell whether a pattern means what stands at a path."""
    wanted = pattern.split(".")
    return len(wanted) == len(path) and all(
        name in {EVERY, str(step)} for name, step in zip(wanted, path, strict=True)
    )


def lies_in(path: Path, pattern: str) -> bool:
    """Tell whether a path is what a pattern means, or lies below it."""
    return len(path) >= (length := pattern.count(".") + 1) and fits(path[:length], pattern)


def leaves(node: Node, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield each single value below a node, with its path."""
    if isinstance(node.value, str):
        yield path, node.value
    for step, below in steps(node):
        yield from leaves(below, (*path, step))
