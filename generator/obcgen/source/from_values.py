"""From plain Python values to a tree of texts, as a file would hold them; what stands in it has no line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from obcgen.problems import Kind, ObcgenError, Path, Place, Problem
from obcgen.source.nodes import Node

VALUE = Kind("SRC-30", "A Python value that a spec cannot hold")
DEEPEST = 40
NO_LINE = 0
_LONGEST = 10_000
"""Bits of a number: Python writes none of more than 4,300 digits."""


def from_values(values: Mapping[str, object], name: str) -> tuple[Node, tuple[Problem, ...]]:
    """Return a mapping as the tree that its YAML file would give, and a Problem for each value refused.

    Texts stay as they are; int, Decimal, bool and date become the text that a file would hold; None is blank.
    A float is refused: 0.1 is no exact number.

    Raises:
        ObcgenError: it is no mapping, or it is nested deeper than any spec.
    """
    if not isinstance(values, Mapping):
        message = f"A spec is a mapping of its sections, not a value of type {type(values).__name__}."
        raise ObcgenError(VALUE.problem(message, hint="Give a dict, as yaml or json would load it."))
    work = _Work(Place(name, NO_LINE, 0))
    return work.node(values, ()), tuple(work.problems)


class _Work:
    """One tree on the way: the place of all in it, and what was refused so far."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.problems: list[Problem] = []

    def node(self, value: object, path: Path) -> Node:
        if len(path) > DEEPEST:
            message, hint = (
                f"Values are nested more than {DEEPEST} deep.",
                "Look for one that contains itself.",
            )
            raise ObcgenError(VALUE.problem(message, path=path, hint=hint))
        if isinstance(value, Mapping):
            inside = {self.key(key, path): self.node(each, (*path, str(key))) for key, each in value.items()}
            return Node(inside, self.place)
        if isinstance(value, list | tuple):
            return Node(tuple(self.node(each, (*path, at)) for at, each in enumerate(value)), self.place)
        return Node(self.text(value, path), self.place)

    def key(self, key: object, path: Path) -> str:
        if not isinstance(key, str):
            hint = f'Write it as "{key}".'
            if isinstance(key, bool):
                hint = "Loaders of YAML may make this of on: or yes:. Read the file itself: obcgen.read."
            self.refuse(f"The key {key!r} is not a text.", key, path, hint)
        return str(key)

    def text(self, value: object, path: Path) -> str:
        if value is None or isinstance(value, str):
            return value or ""
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, int) and value.bit_length() > _LONGEST:
            self.refuse("This number has thousands of digits.", "", path, "Check how it was computed.")
            return ""
        if isinstance(value, int | Decimal):
            return f"{value:f}" if isinstance(value, Decimal) else str(value)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value.isoformat()
        hint = "Give a text, int, Decimal, bool, date, list or dict."
        if isinstance(value, float):
            hint = f'Give it as a text, such as "{value}", or as a Decimal: a float is not exact.'
        self.refuse(f"A value of type {type(value).__name__} cannot stand in a spec.", value, path, hint)
        return ""

    def refuse(self, message: str, value: object, path: Path, hint: str) -> None:
        self.problems.append(VALUE.problem(message, path=path, found=repr(value)[:80], hint=hint))
