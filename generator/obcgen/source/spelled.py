"""How a value is written in YAML: on one line, or on its first line and those below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from obcgen.source.nodes import Plain
from obcgen.source.to_yaml import inline, quoted, scalar_lines

LONGEST: Final = 80
"""Groups and lists up to so many characters are written on one line."""
_SURE: Final = re.compile(r"[A-Za-z0-9$_][A-Za-z0-9 $%_.()/-]*")
"""Texts that need no quotes anywhere in YAML."""

Lines = tuple[str, tuple[str, ...]]
"""What stands behind a colon or a dash, and the lines below it, as far left as they go."""


def in_flow(value: Plain) -> str:
    """Return a value on one line, as it may stand in braces or brackets."""
    match value:
        case str():
            return value if _SURE.fullmatch(value) and value.lower() != "null" else quoted(value)
        case Mapping():
            return "{" + ", ".join(f"{in_flow(key)}: {in_flow(each)}" for key, each in value.items()) + "}"
        case items:
            return "[" + ", ".join(in_flow(each) for each in items) + "]"


def below_key(value: Plain) -> Lines:
    """Return a value as it is written behind a key."""
    if isinstance(value, str):
        return _text(value)
    if _is_short(value):
        return in_flow(value), ()
    return "", tuple(_lines(value))


def behind_dash(value: Plain) -> Lines:
    """Return a value as it is written as an item of a list."""
    first, below = below_key(value)
    return (first, below) if first else (below[0], below[1:])


def ways_of(value: str, raw: str) -> tuple[str, ...]:
    """Return a text as it may be written in place of another on its line: like that one if it can be."""
    single = "'" + value.replace("'", "''") + "'"
    if raw[:1] == '"':
        return (quoted(value),)
    return (single, quoted(value)) if raw[:1] == "'" else (value, inline(value), quoted(value))


def _lines(value: Mapping[str, Plain] | Sequence[Plain]) -> Iterator[str]:
    """Yield the lines of a group or a list, as far left as they go."""
    if isinstance(value, Mapping):
        entries = ((f"{in_flow(key)}:", below_key(each)) for key, each in value.items())
    else:
        entries = (("-", behind_dash(each)) for each in value)
    for head, (first, below) in entries:
        yield f"{head} {first}".rstrip()
        yield from (f"  {line}" if line else "" for line in below)


def _text(value: str) -> Lines:
    first, *below = scalar_lines(value)
    return first, tuple(below)


def _is_short(value: Plain) -> bool:
    """Tell whether a group or a list reads well on one line: nothing below what stands in it."""
    inside = list(value.values() if isinstance(value, Mapping) else value)
    flat = all(isinstance(each, str) and "\n" not in each for each in inside)
    return not inside or (flat and len(in_flow(value)) <= LONGEST)
