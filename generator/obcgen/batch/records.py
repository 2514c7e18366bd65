"""What a batch wrote into the folder of a spec, from what: so that it need not be made again.

The record changes together with the files, or not at all. It is believed only where every file still is what
it says.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from obcgen.batch.work import Made, Order
from obcgen.file_contents import contents, digest
from obcgen.problems import Problem, out_of
from obcgen.published import imprint
from obcgen.reading import Reading
from obcgen.source import Source
from obcgen.source.nodes import Node, steps

RECORD = ".obcgen-batch.json"
_LARGEST = 5_000_000


@dataclass(frozen=True, slots=True)
class Record:
    """What is on record: from what it was made, the SHA-256 of each file, and what was told."""

    key: str
    files: Mapping[str, str]
    problems: tuple[Problem, ...] = ()


def key_of(spec: Reading, order: Order, program: str) -> str:
    """Return the SHA-256 of all that the files of a spec are made from: other input, other key."""
    found = sha256(f"{program}\0{imprint(spec.pack)}\0{spec.name}\0".encode())
    found.update(repr((order.documents, order.formats, order.names, spec.pack.engine)).encode())
    source: Source | None = spec.source
    while source is not None:
        for line in _lines(source.root):
            found.update(line.encode())
        source = source.extended
    return found.hexdigest()


def _lines(root: Node, path: str = "") -> Iterator[str]:
    """Yield each value with its path and the file in which it stands."""
    if isinstance(root.value, str):
        yield f"{path}\0{Path(root.place.file).name}\0{len(root.value)}\0{root.value}\0"
        return
    yield f"{path}\0{Path(root.place.file).name}\0{type(root.value).__name__}\0"
    for step, below in steps(root):
        yield from _lines(below, f"{path}\0{step}")


def written(made: Made, key: str) -> bytes:
    """Return the record of files."""
    files = {name: sha256(content).hexdigest() for name, content in made.files.items()}
    data = {"key": key, "files": files, "problems": [asdict(each) for each in made.problems]}
    return (json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode()


def on_record(folder: Path) -> Record | None:
    """Return what is on record in a folder; None where there is nothing, or nothing that can be believed."""
    try:
        data = json.loads(contents(folder / RECORD, _LARGEST))
        problems = tuple(out_of(each) for each in data["problems"])
        files = {str(name): str(stated) for name, stated in data["files"].items()}
        return Record(str(data["key"]), files, problems)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def is_whole(record: Record, folder: Path) -> bool:
    """Tell whether every file on record is there and as it was written."""
    try:
        return all(digest(folder / name) == stated for name, stated in record.files.items())
    except (OSError, ValueError):
        return False
