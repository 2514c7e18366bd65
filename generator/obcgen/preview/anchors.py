"""Where a value of the spec prints: a sign before and after it on the way through the templates, then a mark.

A value is known by being the very object that the spec holds: what was computed from it has no place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from obcgen.document.marks import Mark
from obcgen.document.rewrite import rewritten, with_content
from obcgen.document.tree import Document, Emphasis, Inline, Inlines, Link, Marked, Strong, Text
from obcgen.problems import Path
from obcgen.render.places import BEGINS, ENDS, NUMBER_ENDS
from obcgen.spec import Spec
from obcgen.spec.shapes import values_of

_SIGN: Final = re.compile(f"({BEGINS}[0-9]+{NUMBER_ENDS}|{ENDS})")
_SHARED: Final = 256
"""Whole numbers up to this are one object each, wherever they stand; so may be words of the language."""
_FIRST: Final = re.compile(r'<span data-path="([^"]*)"')


def paths_of(spec: Spec) -> dict[Path, int]:
    """Return a number for the path of each value of a spec."""
    return {path: number for number, (path, _) in enumerate(values_of(spec))}


def places_of(spec: Spec, paths: Mapping[Path, int]) -> dict[int, int]:
    """Return the number of each value by its identity, for as long as the spec is there."""
    return {id(value): paths[path] for path, value in values_of(spec) if path in paths and _is_own(value)}


def _is_own(value: object) -> bool:
    if isinstance(value, str):
        return type(value) is not str
    return not (value is None or (isinstance(value, int) and value <= _SHARED))


def with_anchors(document: Document, paths: Mapping[Path, int]) -> Document:
    """Return a document with a mark around what was printed from a value, in place of the signs."""
    names = {number: ".".join(map(str, path)) for path, number in paths.items()}
    blocks = rewritten(
        document.blocks, lambda block: with_content(block, lambda inlines: _anchored(inlines, names))
    )
    return replace(document, blocks=blocks)


def _anchored(content: Inlines, names: Mapping[int, str]) -> Inlines:
    found: list[Inline] = []
    inside: list[Inline] = []
    path = ""

    def closed() -> None:
        found.extend((Marked(Mark("printed", path=path), tuple(inside)),) if path and inside else inside)
        inside.clear()

    for one in _parted(content, names):
        if isinstance(one, Text) and _SIGN.fullmatch(one.text):
            closed()
            path = "" if one.text == ENDS else names.get(int(one.text[1:-1]), "")
        else:
            inside.append(one)
    closed()
    return tuple(found)


def _parted(content: Inlines, names: Mapping[int, str]) -> Iterator[Inline]:
    """Yield the text with each sign as a text of its own."""
    for one in content:
        match one:
            case Text():
                yield from (Text(part) for part in _SIGN.split(one.text) if part)
            case Strong() | Emphasis() | Link() | Marked():
                yield replace(one, content=_anchored(one.content, names))
            case _:
                yield one


def with_ids(html: str) -> tuple[str, dict[str, str]]:
    """Return a page in which what prints a value first has an id, and those ids by path.

    A group of values is where the first of its values prints.
    """
    anchors: dict[str, str] = {}

    def named(found: re.Match[str]) -> str:
        path = found[1]
        if path in anchors and anchors[path] in own:
            return found[0]
        name = f"at-{len(own)}"
        own.add(name)
        anchors[path] = name
        steps = path.split(".")
        for end in range(1, len(steps)):
            anchors.setdefault(".".join(steps[:end]), name)
        return f'<span id="{name}" data-path="{path}"'

    own: set[str] = set()
    return _FIRST.sub(named, html), anchors
