"""What a plain file holds, and nothing else: no wait for a pipe, no end of a device that has none."""

from __future__ import annotations

import os
import stat
from errno import EINVAL
from hashlib import file_digest
from io import BufferedReader
from pathlib import Path

_PLAINLY = (
    os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
)
_NO_FILE = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


class NotAFileError(OSError):
    """What stands at a path is something else: `what` says it, such as `a pipe`."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(EINVAL, f"it is {what}, not a file", str(path))
        self.what = what


def no_file(path: Path) -> str:
    """Return what stands at a path, links followed, where it is no file: `a pipe`; nothing for a file.

    Raises:
        OSError: nothing stands there, or it cannot be looked at.
    """
    mode = path.stat().st_mode
    return next((what for is_it, what in _NO_FILE if is_it(mode)), "")


def contents(path: Path, most: int = -1) -> bytes:
    """Return what a file holds, at most `most` bytes of it; -1 for all.

    Raises:
        OSError: it is no file, or it cannot be read; `strerror` can be shown to a user.
    """
    with opened(path) as file:
        return file.read(most)


def digest(path: Path) -> str:
    """Return the SHA-256 of what a file holds, in hexadecimal.

    Raises:
        OSError: it is no file, or it cannot be read.
    """
    with opened(path) as file:
        return file_digest(file, "sha256").hexdigest()


def opened(path: Path) -> BufferedReader:
    """Open a file to be read.

    Raises:
        OSError: it is no file, or it cannot be read; `strerror` can be shown to a user.
    """
    if what := no_file(path):
        raise NotAFileError(path, what)
    # It may have become a pipe since; opened like this, a pipe without a writer is empty and does not wait.
    return os.fdopen(os.open(path, _PLAINLY), "rb")
