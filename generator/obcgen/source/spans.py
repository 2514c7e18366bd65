"""Where each value of a YAML text begins and ends, so that one of them can be changed and all else stays."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Literal

import yaml

from obcgen.problems import Path
from obcgen.source.from_yaml import LOADER, from_yaml
from obcgen.source.nodes import Node, child

Shape = Literal["plain", "quoted", "block", "group", "list"]
BREAK = re.compile(r"\r\n|\r|\n")
"""The end of a line."""
_COLON = re.compile(r"[ \t]*:(?=\s|$)")
_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Span:
    """A value in a text: from `start` to `end`, below its key if it has one.

    `after` is where something may be written on the line of its key, just behind the colon or the dash.
    `column` counts from 0: of the keys of a group, of the dashes of a list, or of the value itself.
    """

    start: int
    end: int
    shape: Shape
    column: int
    after: int
    flow: bool = False
    """Whether it is a group in braces or a list in brackets."""
    inside: bool = False
    """Whether it stands within one."""
    key: tuple[int, int] | None = None
    below: Mapping[str | int, Span] = field(default_factory=dict)

    @property
    def first(self) -> int:
        """Where the whole entry begins: its key, or the value of an item."""
        return self.key[0] if self.key else self.start


def span_at(root: Span, path: Path) -> Span | None:
    """Return the span of the value at a path."""
    found: Span | None = root
    for step in path:
        found = found.below.get(step) if found else None
    return found


def line_starts(text: str) -> list[int]:
    """Return where each line of a text begins."""
    return [0, *(found.end() for found in BREAK.finditer(text))]


def line_end_at(text: str, position: int) -> int:
    """Return where the line of a position ends."""
    found = BREAK.search(text, position)
    return found.start() if found else len(text)


@lru_cache(maxsize=16)
def spans(text: str, file: str = "spec.yaml") -> tuple[Span, Node]:
    """Return where the values of a text stand, and the values.

    Raises:
        ObcgenError: the text cannot be read as YAML at all.
    """
    root, _ = from_yaml(text, file)
    return _Reader(text).document(root), root


class _Reader:
    """One text on the way: its events, and where its lines begin."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts: list[int] = line_starts(text)
        self.shift = len(_MARK) if text.startswith(_MARK) else 0
        plain = text.removeprefix(_MARK).replace("\r\n", "\n").replace("\r", "\n")
        self.events: Iterator[Any] = yaml.parse(plain, Loader=LOADER)

    def document(self, root: Node) -> Span:
        for event in self.events:
            if isinstance(event, yaml.NodeEvent):
                return self.span(event, root, self.at(event.start_mark), None, flow=False)
        raise AssertionError(root)

    def at(self, mark: Any) -> int:
        """Return the position of a mark in the text as it is written."""
        if mark.line >= len(self.starts):
            return len(self.text)
        shift = 0 if mark.line else self.shift
        found: int = self.starts[mark.line] + mark.column + shift
        return min(len(self.text), found)

    def span(
        self, event: Any, node: Node | None, after: int, key: tuple[int, int] | None, *, flow: bool
    ) -> Span:
        start, end = self.at(event.start_mark), self.at(event.end_mark)
        column = event.start_mark.column
        if isinstance(event, yaml.CollectionStartEvent):
            own = bool(event.flow_style)
            is_group = isinstance(event, yaml.MappingStartEvent)
            found = Span(start, end, "group" if is_group else "list", column, after, own, flow, key)
            within = flow or own
            return self.whole(
                found,
                self.entries(node, flow=within) if is_group else self.items(node, column, flow=within),
            )
        style = getattr(event, "style", None)
        if style in {"|", ">"}:
            header = self.text[start : line_end_at(self.text, start)]
            end = end if "+" in header else start + len(self.text[start:end].rstrip())
            return Span(start, end, "block", column, after, inside=flow, key=key)
        if start == end:  # nothing is written: it stands behind its colon or dash
            start = end = after
        return Span(start, end, "quoted" if style else "plain", column, after, inside=flow, key=key)

    def closed(self, event: Any) -> int | None:
        """Return where a brace or a bracket closes; nothing where the end is only that of the indentation."""
        start, end = self.at(event.start_mark), self.at(event.end_mark)
        return end if start < end else None

    def whole(self, found: Span, inside: tuple[dict[str | int, Span], int | None]) -> Span:
        """Return a group or a list with all in it, up to its end."""
        below, closed = inside
        if closed is not None:
            return replace(found, end=closed, below=below)
        last = max((each.end for each in below.values()), default=found.start)
        return replace(found, end=last, below=below)

    def entries(self, node: Node | None, *, flow: bool) -> tuple[dict[str | int, Span], int | None]:
        found: dict[str | int, Span] = {}
        last: str | int | None = None
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                return found, self.closed(event)
            key = self.at(event.start_mark), self.at(event.end_mark)
            name = str(getattr(event, "value", ""))
            colon = _COLON.match(self.text, key[1])
            below = child(node, name) if node else None
            value = self.span(next(self.events), below, colon.end() if colon else key[1], key, flow=flow)
            if below is None and last is not None:  # a comma cut the value before it in two
                found[last] = replace(found[last], end=value.end)
            elif name not in found:
                found[name] = value
                last = name
        return found, None

    def items(
        self, node: Node | None, column: int, *, flow: bool
    ) -> tuple[dict[str | int, Span], int | None]:
        found: list[Span] = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                return dict(enumerate(self.mended(found, node))), self.closed(event)
            below = child(node, len(found)) if node else None
            start = self.at(event.start_mark)
            is_blank = isinstance(event, yaml.ScalarEvent) and start == self.at(event.end_mark)
            after = start if flow or is_blank else self.dash(start, column)
            found.append(self.span(event, below, after, None, flow=flow))
        return dict(enumerate(found)), None

    def mended(self, found: list[Span], node: Node | None) -> list[Span]:
        """Join what a comma cut in two, where the values have it in one."""
        if node is None or not isinstance(node.value, tuple) or len(node.value) == len(found):
            return found
        first = {self.starts[each.place.line - 1] + each.place.column - 1 for each in node.value}
        whole: list[Span] = []
        for each in found:
            if whole and each.start not in first:
                whole[-1] = replace(whole[-1], end=each.end)
            else:
                whole.append(each)
        return whole

    def dash(self, start: int, column: int) -> int:
        """Return the position behind the dash of an item."""
        line = bisect_right(self.starts, start) - 1
        while line >= 0:
            place = self.starts[line] + column + (self.shift if not line else 0)
            if place < start and self.text[place : place + 1] == "-":
                return place + 1
            line -= 1
        return start
