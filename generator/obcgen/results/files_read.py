"""Which files results were read from, and the checksum of each, so that a statement says what it rests on."""

from __future__ import annotations

import os
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING

from obcgen.source.nodes import entries

if TYPE_CHECKING:
    from obcgen.source import Source
    from obcgen.spec.results import Results


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file that was read: its name as seen from the results file, and the SHA-256 of its bytes."""

    name: str
    sha256: str


def files_read(path: Path, source: Source, results: Results) -> tuple[FileRead, ...]:
    """Return the results file, those that it extends, and its table of participants."""
    below = {Path(node.place.file) for node in entries(source.root).values()} - {path}
    table = [path.parent / results.participants] if results.participants is not None else []
    return tuple(_read(each, path.parent) for each in (path, *sorted(below), *table))


def _read(path: Path, folder: Path) -> FileRead:
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    return FileRead(Path(os.path.relpath(path, folder)).as_posix(), digest)
