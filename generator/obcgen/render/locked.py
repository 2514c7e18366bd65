"""Locked clauses: words that law fixes. A pack may put clauses beside them, and nothing in their place."""

from __future__ import annotations

from collections.abc import Iterator

from obcgen.library.clauses import is_id
from obcgen.library.outline import read_outline
from obcgen.pack import Pack
from obcgen.problems import Kind, Place, Problem
from obcgen.render.template_names import LABELS

CHANGED = Kind("TPL-42", "A locked clause that a pack changes or removes")
_HINT = "Put a clause of your own after it: insert: [{{id: our-clause, after: {id}}}] in outline.yaml."


def locked_faults(pack: Pack, kind: str) -> Iterator[Problem]:
    """Yield a Problem for each locked clause of a document that a folder above it covers or removes."""
    for depth in range(len(pack.layers) - 1):
        upper, below = Pack(pack.layers[depth : depth + 1]), Pack(pack.layers[depth + 1 :])
        kept = read_outline(Pack(pack.layers[depth:]), kind).ids
        for id_ in read_outline(below, kind).ids:
            path = _file(upper, kind, id_)
            if path and is_locked(below, kind, id_):
                yield _changed(id_, "changed", Place(upper.shown(path), 1, 1))
            elif id_ not in kept and is_locked(below, kind, id_):
                yield _changed(id_, "removed", outline_place(upper, kind, id_))
        yield from _renamed(upper, below, kind)


def _renamed(upper: Pack, below: Pack, kind: str) -> Iterator[Problem]:
    """Yield a Problem for each locked clause to which the words of a folder give another heading."""
    if not upper.find(LABELS):
        return
    data = upper.data(LABELS)
    headings = data.mapping().get("heading", {})
    for id_ in headings if isinstance(headings, dict) else ():
        if is_locked(below, kind, id_):
            yield _changed(id_, "renamed", data.place(("heading", id_)))


def is_locked(pack: Pack, kind: str, id_: str) -> bool:
    """Tell whether a clause may not be changed by folders above those of a pack."""
    path = _file(pack, kind, id_)
    return bool(path) and pack.front(str(path)).mapping().get("locked") == "true"


def _file(pack: Pack, kind: str, id_: str) -> str | None:
    return pack.find(f"{kind}/{id_}.md", f"shared/{id_}.md") if is_id(id_) else None


def _changed(id_: str, how: str, place: Place | None) -> Problem:
    message = f"The clause {id_} is locked: it may be added to, but not {how}."
    return CHANGED.problem(message, place=place, found=id_, hint=_HINT.format(id=id_))


def outline_place(upper: Pack, kind: str, id_: str) -> Place | None:
    """Return where the outline of a folder names a clause, or the file, or nothing if it has none."""
    path = f"{kind}/outline.yaml"
    if not upper.find(path):
        return None
    return upper.data(path).spot(id_) or Place(upper.shown(path), 1, 1)
