"""A spec with one of its changes made, and no other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from obcgen.changes.walk import NAMED_BY, at, attribute, stated
from obcgen.spec.links import SUBJECTS
from obcgen.spec.shapes import Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.problems import Path
    from obcgen.spec import Spec


def applied(old: Spec, new: Spec, path: Path) -> Spec | None:
    """Return the old spec with what the new one has at a path, or None where that cannot stand alone.

    It cannot where it needs something else of the new spec: the rest of a section that the old one lacks, or
    a thing that one of its ids names.
    """
    made = _with(old, new, tuple(map(str, path)))
    return made if made is not None and all(_defined(made, *each) for each in _ids(made, "")) else None


def _with(was: Any, now: Any, path: tuple[str, ...]) -> Any:
    """Return a value with what another has at a path; None where it cannot be without the rest of it."""
    key, rest = path[0], path[1:]
    if was is None:
        return _alone(now, key, rest)
    return _in_mapping(was, now, key, rest) if isinstance(was, dict) else _in_section(was, now, key, rest)


def _in_mapping(was: dict[str, Any], now: dict[str, Any] | None, key: str, rest: tuple[str, ...]) -> Any:
    theirs = (now or {}).get(key)
    inside = _with(was[key], theirs, rest) if rest else theirs
    if rest and inside is None:
        return None
    others = {each: value for each, value in was.items() if each != key}
    return others if inside is None else {**was, key: inside}


def _in_section(was: Section, now: Any, key: str, rest: tuple[str, ...]) -> Section | None:
    name = attribute(was, key)
    field, mine, theirs = type(was).model_fields[name], getattr(was, name), getattr(now, name, None)
    is_gone = rest and theirs is None and _count(mine) == 1
    inside = _with(mine, theirs, rest) if rest and not is_gone else theirs
    needed = (rest and not is_gone) or field.is_required()
    if inside is None and needed:
        return None
    usual = field.get_default(call_default_factory=True)
    return was.model_copy(update={name: usual if inside is None else inside})


def _count(value: object) -> int:
    """Return how many terms a value holds; one that holds a single term goes with it."""
    if isinstance(value, dict):
        return sum(map(_count, value.values()))
    return sum(_count(part) for _, part in stated(value)) if isinstance(value, Section) else 1


def _alone(now: Any, key: str, rest: tuple[str, ...]) -> Any:
    """Return a section, or things by id, with one of its parts; None where it needs others."""
    if isinstance(now, dict):
        return None if rest else {key: now[key]}
    name, fields = attribute(now, key), type(now).model_fields
    if any(info.is_required() for other, info in fields.items() if other != name):
        return None
    part = _alone(getattr(now, name), rest[0], rest[1:]) if rest else getattr(now, name)
    bare = {other: info.get_default(call_default_factory=True) for other, info in fields.items()}
    return None if part is None else now.model_copy(update={**bare, name: part})


def _ids(value: object, pattern: str) -> Iterator[tuple[str, str]]:
    """Yield each id that names a thing, with where such things are defined."""
    target = NAMED_BY.get(pattern)
    match value:
        case str() if target:
            yield target, value
        case tuple() if target:
            yield from ((target, each) for each in value)
        case dict():
            yield from ((target, key) for key in value if target)
            if pattern == "payment.rates":
                yield from (("outcomes", key) for key, line in value.items() if _pays_for_its_own(line))
            for each in value.values():
                yield from _ids(each, f"{pattern}.*")
        case Section():
            for name, each in value:
                yield from _ids(each, f"{pattern}.{name.removesuffix('_')}".removeprefix("."))


def _pays_for_its_own(line: Section) -> bool:
    """Tell whether a line of the rate card pays for the outcome of its own id."""
    return all(getattr(line, key) is None for key in SUBJECTS)


def _defined(spec: Spec, target: str, key: str) -> bool:
    return at(spec, (*target.split("."), key)) is not None
