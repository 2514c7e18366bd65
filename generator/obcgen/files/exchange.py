"""A set of files put in place of another: all of them or none, also where the program is stopped half-way.

New contents are written under names of our own, what is there is kept under another name, and a journal says
what is about to change. Only then is each new file renamed over its target; the set is complete when the
journal is gone. Whoever finds a journal finds a run that did not come to its end, and takes it back.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from itertools import count
from pathlib import Path, PureWindowsPath

from obcgen.file_contents import contents, digest, opened

JOURNAL = ".obcgen.journal"
_OURS = re.compile(r"\.obcgen-\d+\.(new|old)")
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_LARGEST_JOURNAL = 10_000_000


@dataclass(frozen=True, slots=True)
class Change:
    """One target: its name, where its new and old contents wait, what it becomes, whether it was there."""

    name: str
    new: str
    old: str
    becomes: str
    was_there: bool


def exchange(files: Mapping[str, bytes], folder: Path, private: Collection[str] = ()) -> tuple[Path, ...]:
    """Write all contents into a folder, or none; the caller holds its lock and has recovered it.

    Args:
        files: contents by name; a name may lead into a folder below.
        folder: where to.
        private: names of files that only their owner may read, unless they are there already.

    Raises:
        OSError: something cannot be written; `filename` is the target's. All is as it was, or will be
            when `recover` is next called.
    """
    try:
        changes = [
            _prepared(folder, name, content, private=name in private) for name, content in files.items()
        ]
        _announce(folder, changes)
        for change in changes:
            with _about(folder / change.name):
                (folder / change.new).replace(folder / change.name)
        _sync(*{(folder / change.name).parent for change in changes})
        (folder / JOURNAL).unlink()
        _sync(folder)
    except BaseException:
        with suppress(OSError):
            recover(folder)
        raise
    _clear(folder)
    return tuple(folder / name for name in files)


def recover(folder: Path) -> None:
    """Take back what a run that was stopped has left half-done, and remove what it left behind.

    Raises:
        OSError: a file cannot be put back; nothing is lost, and the next call tries again.
    """
    for change in reversed(_announced(folder)):
        with _about(folder / change.name):
            _take_back(folder / change.name, folder / change.old, change)
    (folder / JOURNAL).unlink(missing_ok=True)
    _clear(folder)


def _prepared(folder: Path, name: str, content: bytes, *, private: bool) -> Change:
    target = folder / name
    with _about(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        new, old = _free_names(folder)
        was_there = os.path.lexists(target)
        _write(new, content, target, private=private)
        if was_there:
            _keep(target, old)
    return Change(name, new.name, old.name, sha256(content).hexdigest(), was_there)


def _free_names(folder: Path) -> tuple[Path, Path]:
    """Return names for the new and the old contents; Windows may have kept one of an earlier run open."""
    pairs = ((folder / f".obcgen-{number}.new", folder / f".obcgen-{number}.old") for number in count())
    return next(pair for pair in pairs if not any(map(os.path.lexists, pair)))


def _write(path: Path, content: bytes, target: Path, *, private: bool) -> None:
    """Write a new file to the disk, with the rights of the one that it will replace."""
    rights = target.stat().st_mode & 0o777 if target.exists() else None
    narrow = private or rights is not None
    with os.fdopen(os.open(path, _NEW_FILE, 0o600 if narrow else 0o666), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if rights is not None:
        path.chmod(rights)


def _keep(target: Path, old: Path) -> None:
    """Give what is there a second name, or make a copy where the file system knows no second names."""
    if target.is_symlink():
        old.symlink_to(target.readlink())
        return
    try:
        old.hardlink_to(target)
    except OSError:
        _copy(target, old)


def _copy(target: Path, old: Path) -> None:
    """Copy a file with its rights; nobody else reads the copy of a private file, not even for a moment."""
    with opened(target) as source, os.fdopen(os.open(old, _NEW_FILE, 0o600), "wb") as file:
        shutil.copyfileobj(source, file)
        file.flush()
        os.fsync(file.fileno())
    shutil.copystat(target, old)


def _announce(folder: Path, changes: list[Change]) -> None:
    """Write the journal, whole or not at all; from here on a stopped run is taken back."""
    new, _ = _free_names(folder)
    with _about(folder / JOURNAL):
        _write(new, json.dumps([asdict(change) for change in changes]).encode(), new, private=False)
        new.replace(folder / JOURNAL)
    _sync(folder)


def _announced(folder: Path) -> list[Change]:
    """Return what the journal says; one that is damaged was never acted on."""
    try:
        found = json.loads(contents(folder / JOURNAL, _LARGEST_JOURNAL))
        changes = [Change(**each) for each in found]
        return [change for change in changes if _is_inside(folder, change)]
    except (OSError, ValueError, TypeError, RecursionError):
        return []


def _is_inside(folder: Path, change: Change) -> bool:
    """Tell whether a change is one of this folder: a journal that a stranger sent reaches nothing else."""
    named = PureWindowsPath(change.name)
    leads_out = named.drive or named.root or ".." in named.parts
    if leads_out or not all(map(_OURS.fullmatch, (change.new, change.old))):
        return False
    return (folder / change.name).parent.resolve().is_relative_to(folder.resolve())


def _take_back(target: Path, old: Path, change: Change) -> None:
    """Undo one change, unless the target has become somebody's work in the meantime."""
    if os.path.lexists(target) and (target.is_symlink() or digest(target) != change.becomes):
        return
    if os.path.lexists(old):
        old.replace(target)
    elif not change.was_there:
        target.unlink(missing_ok=True)


def _clear(folder: Path) -> None:
    """Remove files of ours that no journal needs any more."""
    for path in folder.iterdir():
        if _OURS.fullmatch(path.name):
            with suppress(OSError):  # open in another program; the next run tries again
                path.unlink()


def _sync(*folders: Path) -> None:
    """Have the system write the names in folders to the disk, where it can."""
    for folder in folders:
        with suppress(OSError):  # Windows and some network file systems open no folder
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


@contextmanager
def _about(target: Path) -> Iterator[None]:
    """Let a failure name the file that the user knows, not the one under a name of ours."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(target)) from error
