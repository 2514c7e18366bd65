"""Putting one clause or part into a pack, with its origin recorded; and recording that one was looked at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from obcgen.pack import Pack
from obcgen.pack.contents import SHARED, covered, kinds, paths
from obcgen.pack.origins import origin_of, record
from obcgen.problems import Kind, ObcgenError, Place
from obcgen.render.locked import is_locked
from obcgen.words import nearest

NO_SUCH = Kind("PCK-16", "A clause or part that there is not")
SEVERAL = Kind("PCK-17", "An id that several documents have")
THERE = Kind("PCK-18", "An override that the pack has already")
NOT_YOURS = Kind("PCK-29", "A pack that cannot be written")
LOCKED = Kind("PCK-19", "A locked clause that a pack would change")


def override(pack: Pack, id_: str, document: str | None = None) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Return the file that puts a clause into the topmost folder of a pack, and those that record its origin.

    Args:
        pack: the pack, its own folder on top.
        id_: the id of the clause or part.
        document: the document, where several have a clause of this id.

    Raises:
        ObcgenError: there is none, the pack has it already, or it is locked.
    """
    _refuse_others(pack)
    path = _path(pack, id_, document)
    below = Pack(pack.layers[1:])
    if Pack(pack.layers[:1]).find(path):
        message = f"{pack.shown(path)} is in the pack already."
        place = Place(pack.shown(path), 1, 1)
        raise ObcgenError(THERE.problem(message, place=place, found=id_, hint="Edit it there."))
    if any(is_locked(below, kind, id_) for kind in _documents(below, path)):
        message = f"The clause {id_} is locked: it may be added to, but not changed."
        hint = f"Put a clause after it: insert: [{{id: our-clause, after: {id_}}}] in outline.yaml."
        raise ObcgenError(LOCKED.problem(message, found=id_, hint=hint))
    origin = origin_of(below, path)
    return {path: origin.text.encode()}, record(pack, {path: origin})


def looked_at(pack: Pack, ids: Sequence[str]) -> dict[str, bytes]:
    """Return the files that record that overrides fit the texts they cover today.

    Raises:
        ObcgenError: the pack has no override of an id.
    """
    _refuse_others(pack)
    own = [path for path in paths(pack.layers[0]) if path.endswith(".md") and covered(pack, path)]
    below = Pack(pack.layers[1:])
    new = {}
    for id_ in ids:
        found = [path for path in own if PurePosixPath(path).stem == id_ or path == id_]
        if not found:
            names = {PurePosixPath(path).stem for path in own}
            message = f"The pack has no override of “{id_}”."
            raise ObcgenError(NO_SUCH.problem(message, found=id_, hint=nearest(id_, names)))
        new.update({path: origin_of(below, str(covered(pack, path))) for path in found})
    return record(pack, new)


def _refuse_others(pack: Pack) -> None:
    """Refuse to write into anything but a folder of the user's own."""
    top = pack.layers[0]
    if top.ours or top.zipped:
        message = f"{top.name} is not a folder of yours that could be written."
        hint = "Make a pack of your own with obcgen pack new, and let it say inherits:."
        raise ObcgenError(NOT_YOURS.problem(message, found=top.name, hint=hint))


def _path(pack: Pack, id_: str, document: str | None) -> str:
    """Return the path of the clause of an id."""
    known = [path for path in _clauses(Pack(pack.layers[1:])) if document in (None, path.split("/")[0])]
    if document and not any(PurePosixPath(path).stem == id_ for path in known):
        known = [path for path in _clauses(Pack(pack.layers[1:])) if path.startswith(f"{SHARED}/")]
    found = sorted({path for path in known if PurePosixPath(path).stem == id_})
    if not found:
        message = f"There is no clause or part “{id_}”."
        names = {PurePosixPath(path).stem for path in known}
        raise ObcgenError(NO_SUCH.problem(message, found=id_, hint=nearest(id_, names)))
    if len(found) > 1:
        folders = [path.split("/")[0] for path in found]
        message = f"“{id_}” is in {' and in '.join(folders)}."
        hint = f"Say which: --document {folders[0]}."
        raise ObcgenError(SEVERAL.problem(message, found=id_, hint=hint))
    return found[0]


def _clauses(pack: Pack) -> set[str]:
    folders = (*kinds(pack), SHARED)
    return {
        path
        for layer in pack.layers
        for path in paths(layer)
        if path.endswith(".md") and path.split("/")[0] in folders and path.count("/") == 1
    }


def _documents(pack: Pack, path: str) -> Sequence[str]:
    folder = path.split("/", maxsplit=1)[0]
    return kinds(pack) if folder == SHARED else (folder,)
