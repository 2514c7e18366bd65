"""Looking things up in the texts of a spec, whatever its models make of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.problems import Path

Tree = str | list["Tree"] | dict[str, "Tree"]
"""Texts under their keys and in their lists."""


def at(tree: Tree | None, path: Path) -> Tree | None:
    """Return what stands at a path."""
    for step in path:
        if isinstance(step, int):
            items = tree if isinstance(tree, list) else []
            tree = items[step] if step < len(items) else None
        else:
            tree = entries(tree).get(step)
    return tree


def entries(tree: Tree | None) -> dict[str, Tree]:
    """Return the keys with what stands under them; none for a text or a list."""
    return tree if isinstance(tree, dict) else {}


def uses(tree: Tree | None, pattern: list[str], path: Path) -> Iterator[tuple[Path, str]]:
    """Yield each id that stands where a pattern leads, with its path."""
    if not pattern:
        if isinstance(tree, str) and tree:
            yield path, tree
        return
    step, rest = pattern[0], pattern[1:]
    if step == "[]":
        for position, item in enumerate(tree if isinstance(tree, list) else ()):
            yield from uses(item, rest, (*path, position))
    elif step == "{}":
        yield from (((*path, key), key) for key in entries(tree))
    else:
        for key in entries(tree) if step == "*" else [step]:
            yield from uses(at(tree, (key,)), rest, (*path, key))


def written(tree: Tree, text: str) -> Path:
    """Return the path that a text such as `population.schools.1` names; items of lists count from 1."""
    path: Path = ()
    for step in text.split("."):
        in_list = isinstance(at(tree, path), list) and re.fullmatch("[1-9][0-9]{0,5}", step)
        path = (*path, int(step) - 1 if in_list else step)
    return path


def without(tree: Tree, path: Path) -> Tree:
    """Return the tree without what stands at a path."""
    step, rest = path[0], path[1:]
    if isinstance(tree, list):
        changed = [without(item, rest) if rest and place == step else item for place, item in enumerate(tree)]
        return changed if rest else [item for place, item in enumerate(tree) if place != step]
    found = {
        key: without(each, rest) if rest and key == step else each for key, each in entries(tree).items()
    }
    return found if rest else {key: each for key, each in found.items() if key != step}
