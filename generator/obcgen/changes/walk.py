"""The way to a value of a spec: what stands at each step, and the pattern of its path."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from obcgen.spec.links import REFERENCES
from obcgen.spec.shapes import Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.problems import Path

NAMED_BY = {
    each.pattern.removesuffix("[]").removesuffix("{}"): each.target
    for each in REFERENCES
    if "{" not in each.target
}
"""Where ids of other things stand, by pattern, and where those things are defined."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: the key, the pattern of the path so far, and the value there."""

    key: str
    pattern: str
    value: object

    @property
    def is_id(self) -> bool:
        """Whether the key is an id or a year of the district's own choice."""
        return self.pattern.endswith(".*")


def steps(root: object, path: Path) -> Iterator[Step]:
    """Yield each step of a path, as far as the value goes."""
    value, pattern = root, ""
    for key in map(str, path):
        chosen = isinstance(value, dict)
        pattern = f"{pattern}.{'*' if chosen else key}".removeprefix(".")
        value = part(value, key)
        yield Step(key, pattern, value)


def part(value: object, key: str) -> object:
    """Return what stands under a key; None where nothing does."""
    match value:
        case dict():
            return value.get(key)
        case Section():
            return getattr(value, attribute(value, key), None)
    return None


def attribute(section: Section, key: str) -> str:
    """Return the name under which a section holds a key: `from` is `from_`."""
    return key if key in type(section).model_fields else f"{key}_"


def at(root: object, path: Path) -> object:
    """Return what stands at a path; None where nothing does."""
    value = root
    for key in map(str, path):
        value = part(value, key)
    return value


def stated(section: Section) -> Iterator[tuple[str, object]]:
    """Yield each key of a section whose value is another than what holds without a word."""
    for name, info in type(section).model_fields.items():
        value = getattr(section, name)
        if value not in (None, (), {}) and value != info.default:
            yield info.alias or name, value
