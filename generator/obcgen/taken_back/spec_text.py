"""The text of a spec, changed value by value; comments, order and spelling of all else stay byte for byte.

A value that the file does not hold itself (copied by `like:`, from a file that is extended, a pack's default)
is written into it as a value of its own; several of one new group of keys share it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from obcgen.problems import ObcgenError, Path, Place
from obcgen.source import Source
from obcgen.source.cutting import Cut, applied
from obcgen.source.edits import with_texts, without_value
from obcgen.source.from_yaml import from_yaml
from obcgen.source.nodes import Node, at, steps
from obcgen.source.spans import line_starts


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

    def in_file(self, cuts: Sequence[Cut]) -> list[Cut]:
        """Return changes of its text as changes of the file."""
        start = self.start or 0
        return [Cut(start + cut.start, start + cut.end, cut.text) for cut in cuts]


@dataclass(frozen=True)
class SpecText:
    """The text of a spec's file and the values that it makes, also those from elsewhere."""

    text: str
    file: str
    source: Source

    @cached_property
    def own(self) -> Node:
        """The values as the file itself writes them."""
        return from_yaml(self.text, self.file)[0]

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """Every value that is a text, in order."""
        lines = line_starts(self.text)
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
        leaves = {leaf.path: leaf for leaf in self.leaves}
        in_blocks = [(leaves[path], cuts) for path, cuts in changes.items() if leaves[path].is_block]
        blocks = [cut for leaf, cuts in in_blocks for cut in leaf.in_file(cuts)]
        text = applied(self.text, blocks)
        values = {
            path: applied(leaves[path].text, list(cuts))
            for path, cuts in changes.items()
            if not leaves[path].is_block
        }
        if text is None or not all(value and value.strip() for value in values.values()):
            return None
        if not (all(map(self._may_stand, values)) and all(map(self._may_go, removed))):
            return None
        try:
            text = with_texts(text, {path: value or "" for path, value in values.items()})
            for path in sorted(removed, key=lambda each: each[-1], reverse=True):
                text = without_value(text, path)
        except ObcgenError:
            return None
        return text

    def _may_stand(self, path: Path) -> bool:
        """Tell whether a value may be written into the file: no item of a list that it has from elsewhere."""
        items = [depth for depth, step in enumerate(path) if isinstance(step, int)]
        return all(at(self.own, path[: depth + 1]) is not None for depth in items)

    def _may_go(self, path: Path) -> bool:
        """Tell whether something is an item of a list that the file itself writes."""
        node = at(self.own, path)
        return node is not None and isinstance(path[-1], int) and node.place.file == self.file


def _texts(path: Path, node: Node) -> list[tuple[Path, Node]]:
    if isinstance(node.value, str):
        return [(path, node)] if node.value else []
    return [found for step, below in steps(node) for found in _texts((*path, step), below)]


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
