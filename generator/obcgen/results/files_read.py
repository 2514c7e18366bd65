"""Which files results were read from, and the checksum of each, so that a statement says what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from obcgen.source.nodes import entries

if TYPE_CHECKING:
    from obcgen.results.beside import Beside
    from obcgen.source import Source
    from obcgen.spec.results import Results


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file that was read: its name as seen from the results file, and the SHA-256 of its bytes."""

    name: str
    sha256: str


def files_read(file: str, source: Source, results: Results, beside: Beside) -> tuple[FileRead, ...]:
    """Return the results file, those that it extends, its table of participants and its exports."""
    below = {node.place.file for node in entries(source.root).values()} - {file}
    tables = [] if results.participants is None else [results.participants]
    tables += [export.file for export in results.exports.values()]
    named = (file, *sorted(below), *(beside.called(name) for name in dict.fromkeys(tables)))
    return tuple(FileRead(*beside.digest(each)) for each in named)
