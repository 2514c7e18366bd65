"""The tree a YAML file is read into: every text, list and mapping with the place where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from obcgen.problems import Path, Place

Plain = str | list["Plain"] | dict[str, "Plain"]
"""A tree without places: every scalar is its text."""


@dataclass(frozen=True, slots=True)
class Node:
    """A value and its place; `key` is the place of the key it stands under, if it stands under one."""

    value: str | tuple[Node, ...] | Mapping[str, Node]
    place: Place
    key: Place | None = None

    @property
    def spot(self) -> Place:
        """Where a message about this value points: at a text itself, at the key of anything larger."""
        return self.place if self.key is None or (isinstance(self.value, str) and self.value) else self.key


def entries(node: Node) -> Mapping[str, Node]:
    """Return the keys of a mapping with what stands under them; nothing for a text or a list."""
    return {} if isinstance(node.value, str | tuple) else node.value


def child(node: Node, step: str | int) -> Node | None:
    """Return what stands under a key, or at a position of a list."""
    if isinstance(step, str):
        return entries(node).get(step)
    items = node.value if isinstance(node.value, tuple) else ()
    return items[step] if 0 <= step < len(items) else None


def at(root: Node, path: Path) -> Node | None:
    """Return what stands at a path."""
    node: Node | None = root
    for step in path:
        node = child(node, step) if node else None
    return node


def written(root: Node, path: Path) -> Path:
    """Return the path in the tree of a path as people write it, where the items of a list count from 1."""
    real: Path = ()
    for step in path:
        number = isinstance(step, str) and re.fullmatch("[1-9][0-9]{0,5}", step)
        in_list = isinstance(nearest(root, real).value, tuple)
        real = (*real, int(step) - 1 if number and in_list else step)
    return real


def nearest(root: Node, path: Path) -> Node:
    """Return what stands at a path, or at the longest beginning of it that exists."""
    node = root
    for step in path:
        below = child(node, step)
        if below is None:
            break
        node = below
    return node


def steps(node: Node) -> Iterator[tuple[str | int, Node]]:
    """Yield the keys or positions of a node with what stands there."""
    if isinstance(node.value, Mapping):
        yield from node.value.items()
    elif isinstance(node.value, tuple):
        yield from enumerate(node.value)


def size(root: Node, limit: int) -> int:
    """Return how many nodes a tree has when each copy counts, or any number above `limit`."""
    count, waiting = 0, [root]
    while waiting and count <= limit:
        node = waiting.pop()
        count += 1
        waiting.extend(below for _, below in steps(node))
    return count + len(waiting)


def to_plain(node: Node) -> Plain:
    """Return the values alone."""
    match node.value:
        case str() as text:
            return text
        case tuple() as items:
            return [to_plain(item) for item in items]
        case entries:
            return {key: to_plain(value) for key, value in entries.items()}


def overlay(below: Node, above: Node) -> Node:
    """Lay one tree over another: mappings merge by key, anything else of `above` replaces what is below."""
    if not (isinstance(below.value, Mapping) and isinstance(above.value, Mapping)):
        return above
    merged = dict(below.value)
    for key, value in above.value.items():
        merged[key] = overlay(merged[key], value) if key in merged else value
    return replace(above, value=merged)


def put(root: Node, path: Path, node: Node) -> Node:
    """Return the tree with another node in place of one that exists."""
    if not path:
        return node
    step = path[0]
    if isinstance(root.value, tuple):
        items = (
            put(item, path[1:], node) if place == step else item for place, item in enumerate(root.value)
        )
        return replace(root, value=tuple(items))
    below = entries(root)
    return replace(root, value={**below, str(step): put(below[str(step)], path[1:], node)})


def without(node: Node, path: Path) -> Node:
    """Return the tree without what stands at a path; a path that leads nowhere removes nothing."""
    step, rest = path[0], path[1:]
    below = child(node, step)
    if below is None:
        return node
    kept = [
        (name, without(value, rest) if name == step else value)
        for name, value in steps(node)
        if rest or name != step
    ]
    if isinstance(node.value, tuple):
        return replace(node, value=tuple(value for _, value in kept))
    return replace(node, value={str(name): value for name, value in kept})


def without_all(root: Node, paths: Iterable[Path]) -> Node:
    """Return the tree without what stands at some paths; later items of a list go before earlier ones."""
    for path in sorted(paths, key=_items_in_order, reverse=True):
        root = without(root, path)
    return root


def _items_in_order(path: Path) -> list[tuple[int, str]]:
    return [(step, "") if isinstance(step, int) else (-1, step) for step in path]


def resembling(word: str, words: Iterable[str]) -> str:
    """Return the nearest of some words, or nothing."""
    real = {each.lower(): each for each in words}
    found = get_close_matches(word.lower(), real, n=1)
    return real[found[0]] if found else ""
