"""A task for a worker that shares no disk with the batch: what a stranger's pack holds travels with it.

What came with the program is there already, wherever that is; the task says what it must be, and a worker
that has something else makes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from threading import Lock

from obcgen.batch.work import Made, Task, make
from obcgen.pack import builtin
from obcgen.pack.contents import paths
from obcgen.pack.folder import temporary_folder
from obcgen.pack.pack import Layer

_ALONE = Lock()


@dataclass(frozen=True, slots=True)
class Carried:
    """A folder of a pack: where it is in the program, or what it holds."""

    name: str
    within: str = ""
    files: tuple[tuple[str, bytes], ...] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """A task without a path to anything."""

    task: Task
    layers: tuple[Carried, ...]


def sent(task: Task) -> Sent:
    """Return a task as it travels."""
    return Sent(replace(task, layers=()), tuple(_carried(layer) for layer in task.layers))


def _carried(layer: Layer) -> Carried:
    if layer.ours:
        ground = builtin().layers[0].folder
        return Carried(layer.name, layer.folder.relative_to(ground).as_posix())
    return Carried(
        layer.name, files=tuple((path, (layer.folder / path).read_bytes()) for path in paths(layer))
    )


def make_sent(given: Sent) -> Made:
    """Make the documents of a task that has travelled, one at a time in this process."""
    with _ALONE:
        return make(replace(given.task, layers=tuple(unpacked(each) for each in given.layers)))


@lru_cache(maxsize=32)
def unpacked(carried: Carried) -> Layer:
    """Return a folder again; a stranger's is unpacked once, and removed when nobody needs it any more."""
    if carried.within:
        return Layer(builtin().layers[0].folder / carried.within, carried.name, ours=True)
    folder, held = temporary_folder()
    for path, content in carried.files:
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return Layer(folder, carried.name, held=held)
