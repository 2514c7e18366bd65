"""Paths of the checklist: `outcomes.*.measure.at_least|at_most` in the language of specs, and in one spec."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from obcgen.problems import Path
from obcgen.spec import Section, Spec
from obcgen.spec.schema import shapes

EVERY = "*"
Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Match:
    """A place of one spec that a path leads to, and what stands there; None where nothing does."""

    path: Path
    value: object

    @property
    def filled(self) -> bool:
        """Whether the spec says anything there."""
        return is_filled(self.value)


@dataclass(frozen=True, slots=True)
class WrongStep:
    """A step that the language does not have, and those that it has in its place."""

    step: str
    known: tuple[str, ...]


def is_filled(value: object) -> bool:
    """Tell whether a value says anything; no and zero do."""
    return value is not None and value not in ("", (), {})


def matches(spec: Spec, path: str) -> tuple[Match, ...]:
    """Return every place of a spec that a path leads to; none where there are no entries for a `*`."""
    return tuple(_matches(spec, path.split("."), ()))


def _matches(value: object, steps: list[str], at: Path) -> Iterator[Match]:
    if not steps:
        yield Match(at, value)
    elif steps[0] == EVERY:
        for key in _keys(value):
            yield from _matches(_child(value, key), steps[1:], (*at, key))
    else:
        names = steps[0].split("|")
        name = next((name for name in names if is_filled(_child(value, name))), names[0])
        yield from _matches(_child(value, name), steps[1:], (*at, name))


def _keys(value: object) -> Iterator[str | int]:
    if isinstance(value, Mapping):
        yield from (str(key) for key in value)
    elif isinstance(value, tuple):
        yield from range(len(value))


def _child(value: object, step: str | int) -> object:
    """Return what stands under a key as the file writes it, or at a position of a list."""
    if isinstance(value, Mapping):
        return value.get(step)
    if isinstance(value, tuple) and isinstance(step, int):
        return value[step]
    if isinstance(value, Section):
        return getattr(value, str(step), getattr(value, f"{step}_", None))
    return None


# --- in the language -----------------------------------------------------------------------------


def wrong_step(path: str) -> WrongStep | None:
    """Return the first step of a path that no spec can have; None where a spec can have them all."""
    here = [_schema()]
    for step in path.split("."):
        shapes = [shape for each in here for shape in _shapes(each)]
        below = [schema for name in step.split("|") for schema in _below(shapes, name)]
        unknown = next((name for name in step.split("|") if not list(_below(shapes, name))), None)
        if unknown is not None:
            return WrongStep(unknown, tuple(sorted({key for shape in shapes for key in _named(shape)})))
        here = below
    return None


@cache
def _schema() -> Schema:
    return shapes()


def _shapes(schema: Schema) -> Iterator[Schema]:
    """Yield the shapes that a value may have, with the named ones looked up."""
    if "$ref" in schema:
        yield from _shapes(_schema()["$defs"][schema["$ref"].rsplit("/", 1)[1]])
    elif branches := (*schema.get("anyOf", ()), *schema.get("oneOf", ())):
        for branch in branches:
            yield from _shapes(branch)
    else:
        yield schema


def _named(shape: Schema) -> tuple[str, ...]:
    return tuple(shape.get("properties", ()))


def _below(shapes: list[Schema], step: str) -> Iterator[Schema]:
    """Yield what may stand under a step: a key of the language, one of the user's own, or any entry."""
    for shape in shapes:
        if step in _named(shape):
            yield shape["properties"][step]
        else:
            yield from _entries(shape, items=step == EVERY)


def _entries(shape: Schema, *, items: bool) -> Iterator[Schema]:
    """Yield what stands under any key of the user's own; of a list, only what `*` reaches."""
    yield from shape.get("patternProperties", {}).values()
    for entry in (shape.get("additionalProperties"), shape.get("items") if items else None):
        if isinstance(entry, Mapping):
            yield entry
