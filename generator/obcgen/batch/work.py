"""What one worker does: a spec that is read already in, its files and Problems out.

Nothing but values goes in and comes out, so that the worker may be another process or another machine; and
nothing that goes wrong with one spec is raised, since others wait behind it.
"""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from obcgen.batch.program import program
from obcgen.build import build
from obcgen.layout import Built
from obcgen.naming import NamedFor
from obcgen.pack import Pack
from obcgen.pack.pack import Layer
from obcgen.package import build_package
from obcgen.problems import Kind, ObcgenError, Problem
from obcgen.reading import Reading
from obcgen.source import Settings, Source

BROKEN = Kind("BAT-06", "A fault of the program itself while it made a document")
NO_MEMORY = Kind("BAT-07", "Too little memory to make a document, or a worker that was ended")
OTHER_PROGRAM = Kind("BAT-09", "A worker with another version of the program")

Asked = Literal["rfp", "contract"]


@dataclass(frozen=True, slots=True)
class Order:
    """What is made of each spec."""

    documents: tuple[Asked, ...] = ("rfp",)
    formats: tuple[str, ...] = ("docx", "pdf")
    names: NamedFor = "document"
    pack: str | None = None
    engine: str = ""
    """What lays out pages in place of what the pack says; nothing leaves it to the pack."""
    settings: Settings = ()


@dataclass(frozen=True, slots=True)
class Task:
    """One spec as it was read, for a worker: nothing of it is looked up on a disk but its templates."""

    source: Source
    file: str
    pin: Problem | None
    layers: tuple[Layer, ...]
    engine: str
    order: Order
    program: str
    """What the answer depends on besides: a worker with another program gives none."""

    @classmethod
    def of(cls, spec: Reading, order: Order) -> Task:
        """Return the task of making what is ordered of a spec."""
        pack = spec.pack
        return cls(spec.source, spec.file, spec.pin, pack.layers, pack.engine, order, program())

    @property
    def spec(self) -> Reading:
        """The spec again, with a pack that this process has opened before if it can."""
        return Reading(self.source, _pack(self.layers, self.engine), self.file, self.pin)


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a task: its files, what the user should know, and the traceback of a fault of ours."""

    files: dict[str, bytes] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    failed: bool = False
    traceback: str = ""


@lru_cache(maxsize=32)
def _pack(layers: tuple[Layer, ...], engine: str) -> Pack:
    return Pack(layers, engine)


def make(task: Task) -> Made:
    """Make the documents of a task; whatever goes wrong is part of the answer."""
    if task.program != program():
        return Made({}, (_other_program(),), failed=True)
    try:
        spec = task.spec
        built = [_document(kind, spec, task.order) for kind in task.order.documents]
    except ObcgenError as error:
        return Made({}, error.problems, failed=True)
    except MemoryError:
        return Made({}, (no_memory(task.file),), failed=True)
    except Exception as error:  # noqa: BLE001 - a fault of ours is told with its traceback; the others go on
        return Made({}, (broken(task.file, error),), failed=True, traceback=traceback.format_exc())
    return Made(_together(built), tuple(dict.fromkeys(told for one in built for told in one.problems)))


def _document(kind: Asked, spec: Reading, order: Order) -> Built:
    if kind == "rfp":
        return build_package(spec, order.formats, spec.pack, names=order.names)
    return build(kind, spec, order.formats, spec.pack, names=order.names)


def _together(built: Sequence[Built]) -> dict[str, bytes]:
    return {name: content for one in built for name, content in one.files.items()}


def no_memory(file: str) -> Problem:
    """Return that there was too little memory for a spec, or that its worker was ended from outside."""
    return NO_MEMORY.problem(
        f"The worker that made the documents of {file} ran out of memory or was ended, twice.",
        found="no answer",
        hint="Give fewer --jobs, and run it again with --resume: what is done already is kept.",
    )


def broken(file: str, error: Exception) -> Problem:
    """Return that the program itself is at fault."""
    return BROKEN.problem(
        f"The program broke off at {file}. That is a fault of obcgen, not of the spec.",
        found=f"{type(error).__name__}: {error}"[:300],
        hint="Please report it with the traceback that stands below.",
    )


def _other_program() -> Problem:
    return OTHER_PROGRAM.problem(
        "A worker has another obcgen, other templates or other libraries than this machine, so that its "
        "documents might differ.",
        found="another program",
        expected="the same on every machine",
        hint="Install the same obcgen from the same lock file on every machine, and start the workers again.",
    )
