"""The order of a document's parts: an outline of ids, and what a pack changes in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from obcgen.pack import Data, Pack
from obcgen.problems import Kind, ObcgenError, Path, Place, Problem
from obcgen.words import nearest

BAD_OUTLINE = Kind("TPL-25", "An outline that cannot be read")
UNKNOWN_PART = Kind("TPL-26", "A change to a part that the outline does not have")
TWICE = Kind("TPL-27", "A part that stands twice in the outline")

WORDS = ("name", "section_word", "attachment_word")
MAY = ("mark", "edition", "layout")
"""What an outline may lack: a mark on each page, the edition of its conditions, which outline it changes."""
LAYOUTS = {"parts": "outline.yaml", "long": "long.yaml"}
"""The built-in outline of each layout that a pack may choose."""
PLACES = ("front", "parts", "body", "attachments")
WHOLE = frozenset({"parts", "body"})
"""What a whole outline has; one that changes another has neither."""
CHANGES = ("remove", "replace", "insert", "move")
MOST_CHANGES = 1_000
"""Changes of one kind in one outline: each walks the whole of it."""
DEEPEST = 10
"""Levels of parts inside parts; a document prints three."""
WHERE = ("after", "before", "first", "last")
_EXAMPLES = {"mark": "Not for publication", "edition": "2026.11"}


@dataclass(frozen=True, slots=True)
class Part:
    """An id, the parts inside it, and where an outline names it."""

    id: str
    parts: tuple[Part, ...] = ()
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Outline:
    """What a document and its parts are called, the parts of each place in order, and the document's mark."""

    name: str
    section_word: str
    attachment_word: str
    places: Mapping[str, tuple[Part, ...]]
    mark: str = ""
    edition: str = ""

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every part, also those inside others, in order."""
        return tuple(part for place in PLACES for part in _deep(self.places[place]))

    @property
    def ids(self) -> tuple[str, ...]:
        """The id of every part, in order."""
        return tuple(part.id for part in self.parts)


def _deep(parts: tuple[Part, ...]) -> Iterator[Part]:
    for part in parts:
        yield part
        yield from _deep(part.parts)


def read_outline(pack: Pack, kind: str) -> Outline:
    """Return the outline of a document: the built-in one, with what each folder above it changes.

    A folder's `outline.yaml` either holds a whole outline (it has `parts` or `body`), or changes the one
    below by id, in this order: `remove: [id]`, `replace: [{id, by}]`, `insert: [{id, after}]`, `move`.
    In place of `after` stands `before`, or `first` or `last` with the part or place it shall stand in.

    Raises:
        ObcgenError: an outline cannot be read or a change names a part that is not there.
    """
    return tuple(_layered(pack, kind) if pack.foreign else _ours(pack, kind))[-1]


@lru_cache(maxsize=64)  # what came with the program stays as it is while it runs
def _ours(pack: Pack, kind: str) -> tuple[Outline, ...]:
    return tuple(_layered(pack, kind))


def every_id(pack: Pack, kind: str) -> frozenset[str]:
    """Return the ids of every folder's outline, also those that a folder above it removes.

    Raises:
        ObcgenError: as `read_outline`.
    """
    return frozenset(id_ for outline in _layered(pack, kind) for id_ in outline.ids)


def _layered(pack: Pack, kind: str) -> Iterator[Outline]:
    """Yield an empty outline, and what each folder, the lowest first, makes of the one before."""
    outline = Outline("", "", "", dict.fromkeys(PLACES, ()))
    yield outline
    versions = pack.versions(f"{kind}/outline.yaml")
    chosen = _chosen_layout(pack, kind, versions)
    for path in (*chosen, *versions[len(chosen) :]):
        data = pack.data(path)
        outline = _whole(data) if WHOLE & data.mapping().keys() else _changed(outline, data)
        yield outline


def _chosen_layout(pack: Pack, kind: str, versions: Sequence[str]) -> tuple[str, ...]:
    """Return the outline that stands in for the lowest one, where the topmost `layout` asks for another."""
    for data in map(pack.data, reversed(versions)):
        if "layout" not in data.mapping():
            continue
        layout = data.mapping()["layout"]
        file = LAYOUTS.get(layout) if isinstance(layout, str) else None
        found = pack.versions(f"{kind}/{file}") if file else ()
        if not found:
            message = f"There is no layout “{layout}” of this document."
            hint = "Write layout: long for one long form of the contract, or leave the key out."
            raise ObcgenError(
                *data.locate([BAD_OUTLINE.problem(message, path=("layout",), found=str(layout), hint=hint)])
            )
        return tuple(found[:1])
    return ()


def _whole(data: Data) -> Outline:
    values = data.mapping()
    problems = [
        BAD_OUTLINE.problem(
            f"Outlines have no key “{key}”.", path=(key,), hint=nearest(key, WORDS + MAY + PLACES)
        )
        for key in values
        if key not in WORDS + MAY + PLACES
    ]
    problems += [
        BAD_OUTLINE.problem(
            f"“{key}” is missing from the outline.", expected="a word", hint=f"Write {key}: …"
        )
        for key in WORDS
        if not isinstance(values.get(key), str) or not values[key]
    ]
    places = {place: _parts(data, values.get(place, []), (place,), problems) for place in PLACES}
    lines = (_line(key, values, "", problems) for key in ("mark", "edition"))
    outline = Outline(*_words(values, {}), places, *lines)
    problems += _doubles(outline)
    if problems:
        raise ObcgenError(*data.locate(problems))
    return outline


def _words(values: Mapping[str, Any], below: Mapping[str, str]) -> tuple[str, str, str]:
    name, section, attachment = (str(values.get(key, below.get(key, ""))) for key in WORDS)
    return name, section, attachment


def _line(key: str, values: Mapping[str, Any], below: str, problems: list[Problem]) -> str:
    line = values.get(key, below)
    if isinstance(line, str):
        return line
    hint = f"Write {key}: {_EXAMPLES[key]}, or leave the key out."
    problems.append(BAD_OUTLINE.problem(f"“{key}” is one line of text.", path=(key,), hint=hint))
    return below


def _parts(data: Data, values: Any, path: Path, problems: list[Problem]) -> tuple[Part, ...]:
    """Read `[id, {id: [children]}]`."""
    if not isinstance(values, list):
        hint = "Write [cover, contents] or one id a line, each after a hyphen."
        problems.append(BAD_OUTLINE.problem("Parts are given as a list of ids.", path=path, hint=hint))
        return ()
    parts: list[Part] = []
    for at, value in enumerate(values):
        match value:
            case str() if value:
                parts.append(Part(value, (), data.place((*path, at))))
            case dict() if len(value) == 1:
                id_, children = next(iter(value.items()))
                inside = _parts(data, children, (*path, at, id_), problems)
                parts.append(Part(id_, inside, data.place((*path, at))))
            case _:
                hint = "Write an id, or an id, a colon and the list of the parts inside it."
                problems.append(BAD_OUTLINE.problem("This is not a part.", path=(*path, at), hint=hint))
    return tuple(parts)


def _doubles(outline: Outline) -> list[Problem]:
    return [
        TWICE.problem(f"“{id_}” stands twice in the outline.", found=id_, hint="Keep one of the two places.")
        for id_, count in Counter(outline.ids).items()
        if count > 1
    ]


# --- changes -------------------------------------------------------------------------------------


def _changed(outline: Outline, data: Data) -> Outline:
    values = data.mapping()
    problems = [
        BAD_OUTLINE.problem(
            f"An outline cannot be changed by “{key}”.", path=(key,), hint=nearest(key, CHANGES)
        )
        for key in values
        if key not in CHANGES + WORDS + MAY
    ]
    below = {key: getattr(outline, key) for key in WORDS}
    lines = (_line(key, values, getattr(outline, key), problems) for key in ("mark", "edition"))
    outline = Outline(*_words(values, below), outline.places, *lines)
    for at, id_ in enumerate(_listed(values, "remove", problems)):
        outline, _ = _taken(outline, str(id_), ("remove", at), problems)
    for at, change in enumerate(_listed(values, "replace", problems)):
        outline = _replaced(outline, change, ("replace", at), problems, data)
    for key in ("insert", "move"):
        for at, change in enumerate(_listed(values, key, problems)):
            outline = _placed(outline, key, change, (key, at), problems, data)
    problems += _doubles(outline)
    if problems:
        raise ObcgenError(*data.locate(problems))
    return outline


def _listed(values: dict[str, Any], key: str, problems: list[Problem]) -> list[Any]:
    found = values.get(key, [])
    if isinstance(found, list) and len(found) <= MOST_CHANGES:
        return found
    fault = f"has more than {MOST_CHANGES:,} entries" if isinstance(found, list) else "is a list"
    problems.append(BAD_OUTLINE.problem(f"“{key}” {fault}.", path=(key,), hint=f"Write {key}: [ … ]."))
    return []


def _replaced(outline: Outline, change: Any, path: Path, problems: list[Problem], data: Data) -> Outline:
    """Return the outline with another part in place of one; what stands inside it stays."""
    if not isinstance(change, dict) or set(change) != {"id", "by"}:
        hint = "Write replace: [{id: interviews, by: our-interviews}]."
        problems.append(BAD_OUTLINE.problem("This change needs an id and by.", path=path, hint=hint))
        return outline
    old, new = str(change["id"]), str(change["by"])
    if not _there(outline, old, (*path, "id"), problems):
        return outline
    at = data.place((*path, "by"))
    return _each(outline, lambda parts: _renamed(parts, old, new, at))


def _renamed(parts: tuple[Part, ...], old: str, new: str, at: Place | None) -> tuple[Part, ...]:
    return tuple(
        Part(new, part.parts, at)
        if part.id == old
        else replace(part, parts=_renamed(part.parts, old, new, at))
        for part in parts
    )


def _placed(
    outline: Outline, key: str, change: Any, path: Path, problems: list[Problem], data: Data
) -> Outline:
    where = next((word for word in WHERE if isinstance(change, dict) and set(change) == {"id", word}), None)
    if where is None:
        hint = f"Write {key}: [{{id: local-preference, after: criteria}}]."
        message = "This change needs an id and one of after, before, first and last."
        problems.append(BAD_OUTLINE.problem(message, path=path, hint=hint))
        return outline
    part: Part | None = Part(str(change["id"]), (), data.place((*path, "id")))
    if key == "move":
        outline, part = _taken(outline, str(change["id"]), (*path, "id"), problems)
    goal, inside = str(change[where]), where in {"first", "last"}
    if part is None or not (
        (inside and goal in PLACES) or _there(outline, goal, (*path, where), problems, inside=inside)
    ):
        return outline
    placed = _put(outline, part, where, goal)
    if max(map(_levels, placed.places.values())) > DEEPEST:
        message = f"Parts stand more than {DEEPEST} levels deep here."
        hint = "Put it after another part and not inside one."
        problems.append(BAD_OUTLINE.problem(message, path=(*path, where), found=goal, hint=hint))
        return outline
    return placed


def _levels(parts: tuple[Part, ...]) -> int:
    return 1 + max(_levels(part.parts) for part in parts) if parts else 0


def _put(outline: Outline, part: Part, where: str, goal: str) -> Outline:
    """Return the outline with a part beside another, or at the start or end of a part or place."""
    if where in {"first", "last"} and goal in PLACES:
        there = outline.places[goal]
        changed = (part, *there) if where == "first" else (*there, part)
        return replace(outline, places={**outline.places, goal: changed})
    return _each(outline, lambda parts: tuple(_beside(parts, part, where, goal)))


def _beside(parts: tuple[Part, ...], new: Part, where: str, goal: str) -> Iterator[Part]:
    for part in parts:
        inside = tuple(_beside(part.parts, new, where, goal))
        if part.id != goal:
            yield replace(part, parts=inside)
        elif where in {"first", "last"}:
            yield replace(part, parts=(new, *inside) if where == "first" else (*inside, new))
        else:
            found = replace(part, parts=inside)
            yield from (new, found) if where == "before" else (found, new)


def _taken(outline: Outline, id_: str, path: Path, problems: list[Problem]) -> tuple[Outline, Part | None]:
    """Return the outline without a part, and the part."""
    if not _there(outline, id_, path, problems):
        return outline, None
    found = next(part for part in outline.parts if part.id == id_)
    return _each(outline, lambda parts: _without(parts, id_)), found


def _there(outline: Outline, id_: str, path: Path, problems: list[Problem], *, inside: bool = False) -> bool:
    if id_ in outline.ids:
        return True
    known = (*outline.ids, *PLACES) if inside else outline.ids
    message = f"The outline has no part “{id_}”."
    problems.append(UNKNOWN_PART.problem(message, path=path, found=id_, hint=nearest(id_, known)))
    return False


def _each(outline: Outline, change: Callable[[tuple[Part, ...]], tuple[Part, ...]]) -> Outline:
    return replace(outline, places={place: change(parts) for place, parts in outline.places.items()})


def _without(parts: tuple[Part, ...], id_: str) -> tuple[Part, ...]:
    return tuple(replace(part, parts=_without(part.parts, id_)) for part in parts if part.id != id_)
