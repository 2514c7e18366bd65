"""What a folder may hold to be a pack: few and small files, no links. Looked at, never opened."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
import weakref
from collections.abc import Iterator
from pathlib import Path

from obcgen.pack.text import LARGEST_TEXT, TOO_LARGE
from obcgen.problems import Kind, Problem

LINK = Kind("PCK-04", "A link in a pack")

LARGEST_FILE = 10_000_000
LARGEST_PACK = 50_000_000
MOST_FILES = 2_000
DEEPEST = 8
"""Folders in one another; the deepest path that a program of any kind writes into a pack has three."""
ZIP = ".zip"
TEXTS = {".md", ".html", ".yaml"}


class _Held:
    """Stays as long as the layer whose folder it is."""


def temporary_folder() -> tuple[Path, object]:
    """Return a new folder, and what keeps it there as long as it is held."""
    folder, held = Path(tempfile.mkdtemp(prefix="obcgen-pack-")), _Held()
    weakref.finalize(held, shutil.rmtree, folder, ignore_errors=True)
    return folder, held


def folder_faults(folder: Path) -> Iterator[Problem]:
    """Yield what a pack may not hold, without following or opening anything."""
    count = size = 0
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if folders and len(Path(root).relative_to(folder).parts) >= DEEPEST:
            yield _too_large(Path(root), f"holds folders more than {DEEPEST} deep")
            folders[:] = []
        for name in (*folders, *sorted(files)):
            count += 1
            info = (Path(root) / name).lstat()
            size += info.st_size if stat.S_ISREG(info.st_mode) else 0
            yield from _fault(Path(root) / name, info)
        if count > MOST_FILES:
            yield _too_large(folder, f"holds more than {MOST_FILES:,} files")
            return
    if size > LARGEST_PACK:
        yield _too_large(folder, f"holds more than {LARGEST_PACK:,} bytes")


def largest(name: str) -> int:
    """Return how many bytes a file of this name may have."""
    return LARGEST_TEXT if Path(name).suffix in TEXTS else LARGEST_FILE


def _fault(file: Path, info: os.stat_result) -> Iterator[Problem]:
    shown = file.as_posix()
    if stat.S_ISLNK(info.st_mode):
        hint = "Put a copy of the file itself into the pack."
        yield LINK.problem(f"{shown} is a link to somewhere else.", found=shown, hint=hint)
    elif not stat.S_ISREG(info.st_mode) and not stat.S_ISDIR(info.st_mode):
        yield LINK.problem(f"{shown} is neither a file nor a folder.", found=shown, hint="Remove it.")
    elif stat.S_ISREG(info.st_mode) and info.st_size > largest(file.name):
        yield _too_large(file, f"is larger than {largest(file.name):,} bytes")


def _too_large(path: Path, what: str) -> Problem:
    hint = "Leave out what the documents do not need."
    return TOO_LARGE.problem(f"{path.as_posix()} {what}.", found=path.as_posix(), hint=hint)
