"""Saving documents so that nothing is half-written and nothing a person made is lost.

Every file is written beside its target, flushed to the disk and renamed over it. A folder's `.obcgen.json`
remembers the SHA-256 of what was written there; a file that changed since is somebody's work and stays.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path

from obcgen.problems import Kind, ObcgenError, Problem

CHANGED = Kind("FIL-01", "A file to be written was made or changed by somebody else")
NOT_WRITABLE = Kind("FIL-02", "A file or folder cannot be written")
TAKEN = Kind("FIL-03", "A file that would be overwritten")

RECORD = ".obcgen.json"


def save(files: Mapping[str, bytes], folder: Path, *, replace: bool = False) -> tuple[Path, ...]:
    """Write every file into `folder`, or none of them.

    Args:
        files: contents by file name.
        folder: made if it does not exist.
        replace: overwrite files that were changed since obcgen wrote them.

    Raises:
        ObcgenError: a file would be lost (FIL-01), or the folder cannot be written (FIL-02).
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        written = _record(folder)
        foreign = () if replace else _foreign(files, folder, written)
        if foreign:
            raise ObcgenError(*foreign)
        record = {**written, **{name: _hash(content) for name, content in files.items()}}
        text = json.dumps(dict(sorted(record.items())), indent=1) + "\n"
        return _write({**files, RECORD: text.encode()}, folder)[:-1]
    except OSError as error:
        raise ObcgenError(_not_writable(error, folder)) from error


def create(files: Mapping[str, bytes], folder: Path) -> tuple[Path, ...]:
    """Write files that are not there yet, or none of them; one with the same contents is left as it is.

    Raises:
        ObcgenError: a file of that name is there (FIL-03), or the folder cannot be written (FIL-02).
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        there = [name for name in files if os.path.lexists(folder / name)]
        same = [name for name in there if (folder / name).read_bytes() == files[name]]
        if taken := [name for name in there if name not in same]:
            raise ObcgenError(*(_taken(folder / name) for name in taken))
        return _write({name: content for name, content in files.items() if name not in same}, folder)
    except OSError as error:
        raise ObcgenError(_not_writable(error, folder)) from error


def overwrite(files: Mapping[str, bytes], folder: Path) -> tuple[Path, ...]:
    """Write files in place of what is there: records that the program keeps beside what a person wrote.

    Raises:
        ObcgenError: the folder cannot be written (FIL-02).
    """
    try:
        return _write(files, folder)
    except OSError as error:
        raise ObcgenError(_not_writable(error, folder)) from error


def _taken(path: Path) -> Problem:
    return TAKEN.problem(
        f"{path} is already there.",
        found="a file",
        expected="no file",
        hint="Name a folder that does not exist yet; obcgen new overwrites nothing.",
    )


def _write(files: Mapping[str, bytes], folder: Path) -> tuple[Path, ...]:
    """Write all contents under temporary names first; rename only when every one is on the disk."""
    with ExitStack() as undo:
        ready = []
        for name, content in files.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
            undo.callback(Path(temporary).unlink, missing_ok=True)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            # mkstemp makes a file only its owner can read; a document is for the office.
            Path(temporary).chmod(0o644)
            ready.append((Path(temporary), target))
        for temporary_path, target in ready:
            temporary_path.replace(target)
    return tuple(target for _, target in ready)


def _record(folder: Path) -> dict[str, str]:
    """Return what obcgen wrote here before; an unreadable record counts as none, so that files are kept."""
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in record.items()} if isinstance(record, dict) else {}


def _foreign(files: Mapping[str, bytes], folder: Path, written: Mapping[str, str]) -> tuple[Problem, ...]:
    def is_foreign(name: str) -> bool:
        if not (folder / name).exists():
            return False
        there = _hash((folder / name).read_bytes())
        return there not in (written.get(name), _hash(files[name]))

    return tuple(
        CHANGED.problem(
            f"{folder / name} is already there and was changed since obcgen wrote it.",
            found="a file with other contents",
            expected="no file, or the one that obcgen wrote last",
            hint="Move it away, name another folder with --output, or give --replace to overwrite it.",
        )
        for name in files
        if is_foreign(name)
    )


def _not_writable(error: OSError, folder: Path) -> Problem:
    return NOT_WRITABLE.problem(
        f"{error.filename or folder} cannot be written: {error.strerror or error}.",
        found=str(error.strerror or error),
        expected="a folder that can be written",
        hint="Close the file where it is open, or name another folder with --output.",
    )


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()
