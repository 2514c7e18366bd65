"""Things that got another id from one spec to the next while their name or their content stays."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, TypeVar

from obcgen.changes.material import WORDING
from obcgen.changes.walk import NAMED_BY, at
from obcgen.spec.shapes import Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.spec import Spec

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Renamed:
    """A thing with another id: where it is defined, its id before and after."""

    within: tuple[str, ...]
    before: str
    after: str


def with_new_ids(old: Spec, new: Spec) -> tuple[Spec, tuple[Renamed, ...]]:
    """Return the old spec with the ids of the new one, and what got another id."""
    found: list[Renamed] = []
    while renamed := next(_renamed(old, new, ()), None):
        found.append(renamed)
        old = _rewritten(old, "", renamed)
        if (line := _line_of(renamed, old, new)) is not None:
            old = _rewritten(old, "", line)
    return old, tuple(found)


def _line_of(renamed: Renamed, old: Spec, new: Spec) -> Renamed | None:
    """Return the line of the rate card that bears the id of a renamed outcome and follows it."""
    within = ("payment", "rates")
    was, now = at(old, (*within, renamed.before)), at(new, (*within, renamed.after))
    follows = renamed.within == ("outcomes",) and was is not None and now is not None
    return Renamed(within, renamed.before, renamed.after) if follows else None


def _renamed(old: object, new: object, path: tuple[str, ...]) -> Iterator[Renamed]:
    """Yield what is defined under one id in the old value and under another in the new one."""
    match old, new:
        case (Section(), Section()) if type(old) is type(new):
            for key in type(old).model_fields:
                yield from _renamed(
                    getattr(old, key, None), getattr(new, key, None), (*path, key.removesuffix("_"))
                )
        case dict(), dict():
            pairs = product(_only_in(old, new), _only_in(new, old))
            yield from (Renamed(path, *pair) for pair in pairs if _alike(old[pair[0]], new[pair[1]]))
            for key in old.keys() & new.keys():
                yield from _renamed(old[key], new[key], (*path, str(key)))


def _only_in(these: dict[str, object], others: dict[str, object]) -> list[str]:
    """Return the ids of things, in their order, that one side has and the other has not."""
    return [key for key, value in these.items() if isinstance(value, Section) and key not in others]


def _alike(was: object, now: object) -> bool:
    """Tell whether two things are one: called the same, or alike in all but their words."""
    if not (isinstance(was, Section) and isinstance(now, Section) and type(was) is type(now)):
        return False
    name = getattr(was, "name", None)
    return (name is not None and name == getattr(now, "name", None)) or _bare(was) == _bare(now)


def _bare(thing: Section) -> dict[str, object]:
    return {key: value for key, value in thing if key not in WORDING}


def _rewritten(value: Value, pattern: str, renamed: Renamed) -> Value:
    """Return a value with the new id wherever the old one stands."""
    changed: object = value
    match value:
        case Section():
            parts = {key: _rewritten(each, _below(pattern, key), renamed) for key, each in value}
            new = {key: each for key, each in parts.items() if each is not getattr(value, key)}
            changed = value.model_copy(update=new) if new else value
        case dict():
            inside = {key: _rewritten(each, _below(pattern, "*"), renamed) for key, each in value.items()}
            changed = {_id(key, pattern, renamed): each for key, each in inside.items()}
        case tuple():
            changed = tuple(_rewritten(each, pattern, renamed) for each in value)
        case str():
            changed = _id(value, pattern, renamed)
    return value if changed == value else changed  # type: ignore[return-value]


def _below(pattern: str, key: str) -> str:
    return f"{pattern}.{key.removesuffix('_')}".removeprefix(".")


def _id(text: str, pattern: str, renamed: Renamed) -> str:
    """Return the new id for the old one where things of this kind are defined or named."""
    within = ".".join(renamed.within)
    return renamed.after if text == renamed.before and within in {pattern, NAMED_BY.get(pattern)} else text
