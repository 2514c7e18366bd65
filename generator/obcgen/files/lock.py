"""One run at a time writes into a folder.

The lock is the system's own on a small file, so it ends with the process that holds it, however that ends.
Where a file system knows no locks, runs are not kept apart.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from obcgen.problems import Kind, ObcgenError, Problem

BUSY = Kind("FIL-04", "A folder into which another run is writing")

LOCK = ".obcgen.lock"
PATIENCE = 30
"""Seconds until a user is told; a run holds the lock for as long as it takes to write a few files."""
_FLAGS = ("O_NOFOLLOW", "O_CLOEXEC", "O_NONBLOCK")  # the last: nobody waits at a pipe that another user left
_MODE = os.O_RDWR | os.O_CREAT | sum(getattr(os, name, 0) for name in _FLAGS)

if sys.platform == "win32":
    import msvcrt

    def _is_ours(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _release(descriptor: int, path: Path) -> None:
        os.close(descriptor)
        with suppress(OSError):  # another run has it open by now
            path.unlink()
else:
    import fcntl

    def _is_ours(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # the file system knows no locks
            return True
        return True

    def _release(descriptor: int, path: Path) -> None:
        with suppress(OSError):
            path.unlink()
        os.close(descriptor)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a folder while something is written into it.

    Raises:
        ObcgenError: another run has held it for longer than it should (FIL-04).
        OSError: the folder cannot be written.
    """
    path = folder / LOCK
    until = time.monotonic() + PATIENCE
    while (descriptor := _taken(path)) is None:
        if time.monotonic() > until:
            raise ObcgenError(_busy(folder))
        time.sleep(0.02)
    try:
        yield
    finally:
        _release(descriptor, path)


def _taken(path: Path) -> int | None:
    """Take the lock, or return None: another run holds it, or has just removed the file."""
    descriptor = _opened(path)
    try:
        if _is_ours(descriptor) and os.path.samestat(os.fstat(descriptor), path.stat()):
            return descriptor
    except FileNotFoundError:
        pass
    except BaseException:
        os.close(descriptor)
        raise
    os.close(descriptor)
    return None


def _opened(path: Path) -> int:
    """Open the lock's file; another user's may only be read, which is enough to hold it."""
    try:
        return os.open(path, _MODE, 0o666)
    except PermissionError:
        if not path.exists():
            raise
        return os.open(path, _MODE & ~(os.O_RDWR | os.O_CREAT))


def _busy(folder: Path) -> Problem:
    return BUSY.problem(
        f"Another run of obcgen has been writing into {folder} for {PATIENCE} seconds.",
        found="a folder in use",
        expected="a folder into which no other run writes",
        hint="Wait for the other run or end it, or name another folder with --output.",
    )
