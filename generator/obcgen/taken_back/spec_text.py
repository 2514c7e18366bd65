"""The text of a spec, changed value by value; comments, order and spelling of all else stay byte for byte.

A value that the file does not hold itself (copied by `like:`, from a file that is extended, a pack's default)
is written into it as a value of its own; several of one new group of keys share it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from obcgen.problems import ObcgenError, Path, Place
from obcgen.source import Source
from obcgen.source.from_yaml import from_yaml
from obcgen.source.nodes import Node, at, child, entries, nearest, steps
from obcgen.taken_back.transfer import Cut, applied

_SURE: Final = re.compile(r"[A-Za-z0-9$][A-Za-z0-9 $%.()/-]*")
"""Texts that need no quotes anywhere in YAML."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value of a spec: its path, the text from which it is printed, where it stands in a file.

    `start` is where that text begins in the file, or None where the file does not hold it as one piece.
    """

    path: Path
    value: str
    text: str
    place: Place
    start: int | None = None
    is_block: bool = False


@dataclass(frozen=True, slots=True)
class SpecText:
    """The text of a spec's file and the values that it makes, also those from elsewhere."""

    text: str
    file: str
    source: Source

    @property
    def own(self) -> Node:
        """The values as the file itself writes them."""
        return from_yaml(self.text, self.file)[0]

    def leaves(self) -> tuple[Leaf, ...]:
        """Return every value that is a text, in order."""
        lines = _starts(self.text)
        return tuple(self._leaf(path, node, lines) for path, node in _texts((), self.source.root))

    def _leaf(self, path: Path, node: Node, lines: Sequence[int]) -> Leaf:
        value, place = str(node.value), node.place
        if not self._is_here(path, node):
            return Leaf(path, value, value, place)
        start = lines[place.line - 1] + place.column - 1
        raw = self.text[start : start + place.width]
        if raw[:1] in {"|", ">"}:
            first, last = _block(self.text, lines, place)
            return Leaf(path, value, self.text[first:last], place, first, is_block=True)
        is_whole = raw == value or (raw[:1] in {'"', "'"} and raw[:1] == raw[-1:] and len(raw) > 1)
        return Leaf(path, value, value, place, start if is_whole else None)

    def _is_here(self, path: Path, node: Node) -> bool:
        """Tell whether the file writes a value at this path, and not only where it is copied from."""
        written = at(self.own, path)
        return written is not None and written.place == node.place

    def changed(self, changes: Mapping[Path, Sequence[Cut]], removed: Sequence[Path] = ()) -> str | None:
        """Return the text with other values; nothing where one of them cannot be written here.

        Args:
            changes: by the path of a value, what changes in its text.
            removed: paths of items of lists to take out.
        """
        leaves = {leaf.path: leaf for leaf in self.leaves()}
        known = {path: leaf for path, leaf in leaves.items() if leaf.start is None}
        cuts = [self._cut(leaves[path], tuple(found)) for path, found in changes.items() if path not in known]
        values = {path: applied(known[path].text, found) for path, found in changes.items() if path in known}
        cuts += self._beside(values)
        cuts += [self._without(path) for path in removed]
        if any(one is None for one in cuts):
            return None
        return applied(self.text, [one for one in cuts if one is not None])

    def _cut(self, leaf: Leaf, cuts: tuple[Cut, ...]) -> Cut | None:
        """Return the change of the file that changes a value."""
        start = leaf.start or 0
        value = applied(leaf.text, list(cuts))
        if leaf.is_block:
            return None if value is None else Cut(start, start + len(leaf.text), value)
        if value is None or not value.strip():
            return None
        return self._spelled(leaf, start, value)

    def _spelled(self, leaf: Leaf, start: int, value: str) -> Cut | None:
        """Return a value in place of one on its line: plain where it reads back so, else in quotes."""
        raw = self.text[start : start + leaf.place.width]
        quoted = json.dumps(value, ensure_ascii=False)
        single = "'" + value.replace("'", "''") + "'"
        ways = {'"': (quoted,), "'": (single, quoted)}.get(raw[:1], (value, quoted))
        for way in ways:
            cut = Cut(start, start + len(raw), way)
            if self._reads_as(cut, leaf.path, value):
                return cut
        return None

    def _reads_as(self, cut: Cut, path: Path, value: str) -> bool:
        new = applied(self.text, [cut])
        try:
            root, problems = from_yaml(new or "", self.file)
        except ObcgenError:
            return False
        found = at(root, path)
        known = from_yaml(self.text, self.file)[1]
        return found is not None and found.value == value and len(problems) <= len(known)

    def _beside(self, values: Mapping[Path, str | None]) -> list[Cut | None]:
        """Return values written into the nearest groups of keys that the file has, each group once."""
        groups: dict[Path, dict[str, Any]] = {}
        for path, value in values.items():
            depth = 0
            while depth < len(path) and child(nearest(self.own, path[:depth]), path[depth]) is not None:
                depth += 1
            rest = [step for step in path[depth:] if isinstance(step, str)]
            if value is None or not value.strip() or not rest or len(rest) < len(path) - depth:
                return [None]
            keys = groups.setdefault(path[:depth], {})
            for step in rest[:-1]:
                keys = keys.setdefault(step, {})
            keys[rest[-1]] = value
        return [self._into(group, keys) for group, keys in groups.items()]

    def _into(self, path: Path, added: Mapping[str, Any]) -> Cut | None:
        """Return keys written before the first one of a group, or at the end of the file, below `extends`."""
        group = nearest(self.own, path)
        keys = [node.key for node in entries(group).values() if node.key]
        if not keys:
            return None
        first = keys[0]
        lines = _starts(self.text)
        written = [f"{key}: {_in_flow(value)}" for key, value in added.items()]
        if self.text[lines[group.place.line - 1] + group.place.column - 1] == "{":
            end = ", "
        elif first.column == 1:
            new_line = "" if self.text.endswith("\n") else "\n"
            return Cut(len(self.text), len(self.text), new_line + "".join(f"{one}\n" for one in written))
        else:
            end = "\n" + " " * (first.column - 1)
        place = lines[first.line - 1] + first.column - 1
        return Cut(place, place, "".join(one + end for one in written))

    def _without(self, path: Path) -> Cut | None:
        """Return the removal of an item that stands on a line of its own."""
        node = at(self.own, path)
        if node is None or not isinstance(path[-1], int) or node.place.file != self.file:
            return None
        lines = _starts(self.text)
        start = lines[node.place.line - 1]
        line = self.text[start : lines[node.place.line] if node.place.line < len(lines) else None]
        is_alone = re.fullmatch(r"\s*- ", line[: node.place.column - 1]) and str(node.value) in line
        return Cut(start, start + len(line), "") if is_alone else None


def _in_flow(value: str | Mapping[str, Any]) -> str:
    """Return a value, or keys with theirs, on one line."""
    if isinstance(value, str):
        return value if _SURE.fullmatch(value) else json.dumps(value, ensure_ascii=False)
    return "{" + ", ".join(f"{key}: {_in_flow(one)}" for key, one in value.items()) + "}"


def _texts(path: Path, node: Node) -> list[tuple[Path, Node]]:
    if isinstance(node.value, str):
        return [(path, node)] if node.value else []
    return [found for step, below in steps(node) for found in _texts((*path, step), below)]


def _starts(text: str) -> list[int]:
    """Return where each line of a text begins."""
    return [0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", text))]


def _block(text: str, lines: Sequence[int], place: Place) -> tuple[int, int]:
    """Return from where to where the lines of a text below a `|` or `>` go."""
    opening = re.match(r"\s*", place.excerpt)
    outer = len(opening[0]) if opening else 0
    first = place.line
    last = first
    while last < len(lines):
        line = text[lines[last] : lines[last + 1] if last + 1 < len(lines) else None]
        if line.strip() and len(line) - len(line.lstrip()) <= outer:
            break
        last += 1
    end = lines[last] if last < len(lines) else len(text)
    return (lines[first] if first < len(lines) else len(text)), end
