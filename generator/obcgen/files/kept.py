"""What a run can make again, kept for the next in the user's cache folder.

It is read only from a folder and from files that nobody but their owner, who runs this, can write, and that
no link stands in for; where the system cannot tell, or nothing can be written, nothing is kept.
"""

from __future__ import annotations

import os
import shutil
import stat
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

LARGEST: Final = 4_000_000
"""Bytes of a file that is kept."""
_MOST_FOLDERS: Final = 3
"""Of so many versions of the program what they made is kept."""
_MOST: Final = 500
"""So many files of a kind are kept; one more, and the older half goes."""
_DIGEST: Final = 32
_BY_OTHERS: Final = stat.S_IWGRP | stat.S_IWOTH


def kept_or_made(folder: Path | None, key: bytes, make: Callable[[], bytes]) -> bytes:
    """Return what an earlier run made of this key, or make it; it is kept where there is a folder for it."""
    if folder is None:
        return make()
    file = folder / sha256(key).hexdigest()
    found = read_kept(file)
    if found is None:
        found = make()
        _make_room(folder)
        keep(file, found)
    return found


def read_kept(file: Path) -> bytes | None:
    """Return what was kept in a file that only the user can write, or nothing: another's, or damaged."""
    try:
        handle = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(handle, "rb") as opened:
            state = os.fstat(handle)
            if not (stat.S_ISREG(state.st_mode) and _is_own(state)) or state.st_size > LARGEST:
                return None
            content = opened.read()
    except OSError:
        return None
    digest, kept = content[:_DIGEST], content[_DIGEST:]
    return kept if sha256(kept).digest() == digest else None


def keep(file: Path, content: bytes) -> None:
    """Write a file, whole or not at all; a disk that is full is no reason to stop."""
    if len(content) + _DIGEST > LARGEST:
        return
    making = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        handle = os.open(making, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    except OSError:
        return
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(sha256(content).digest() + content)
        making.replace(file)
    except OSError:
        with suppress(OSError):
            making.unlink()


@cache
def own_folder(kind: str, version: str) -> Path | None:
    """Return the folder of what a version made of a kind, made if need be; nothing where it is not safe.

    Nothing either where the version is not known.

    Of the folders of older versions all but the last few are removed when a new one is made.
    """
    if not version or not hasattr(os, "geteuid") or not hasattr(os, "O_NOFOLLOW"):
        return None
    try:
        home = _caches().resolve() / "obcgen"
        folder = home / f"{kind}-{version}"
        if not folder.exists():
            for each in (
                *reversed(folder.parents),
                folder,
            ):  # `parents=True` would take the mode of the umask
                each.mkdir(mode=0o700, exist_ok=True)
            _forget(home, folder, kind)
        return folder if is_safe(folder) else None
    except (OSError, RuntimeError):  # the latter where nobody knows the user's home
        return None


def version_of(*made_by: object, code: tuple[Path, ...]) -> str:
    """Return a version that changes with any of what makes a thing, and with the files of its code.

    It is empty where the program came without the text of its code: then nothing is kept.
    """
    found = sha256(repr(made_by).encode())
    try:
        for file in code:
            found.update(file.read_bytes())
    except OSError:
        return ""
    return found.hexdigest()[:16]


def is_safe(folder: Path) -> bool:
    """Tell whether a folder is the user's own, and nobody else can put another in its place."""
    if not _is_own(folder.lstat()) or not stat.S_ISDIR(folder.lstat().st_mode):
        return False
    return all(_stays(each.lstat()) for each in folder.parents)


def _caches() -> Path:
    """Return where programs keep what they can make again."""
    stated = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return stated if stated.is_absolute() else Path("~/.cache").expanduser()


def _is_own(state: os.stat_result) -> bool:
    return state.st_uid == os.geteuid() and not state.st_mode & _BY_OTHERS


def _stays(state: os.stat_result) -> bool:
    """Tell whether nobody else can move what lies in a folder; a link is none."""
    is_sticky = bool(state.st_mode & stat.S_ISVTX)
    is_known = state.st_uid in {0, os.geteuid()}
    return stat.S_ISDIR(state.st_mode) and is_known and (is_sticky or not state.st_mode & _BY_OTHERS)


def _forget(home: Path, newest: Path, kind: str) -> None:
    """Remove what the oldest versions made of this kind."""
    others = [each for each in home.glob(f"{kind}-*") if each != newest and not each.is_symlink()]
    for old in sorted(others, key=lambda each: each.stat().st_mtime)[: -(_MOST_FOLDERS - 1)]:
        shutil.rmtree(old, ignore_errors=True)


def _make_room(folder: Path) -> None:
    """Remove the older half of what is kept where there is too much of it; other runs may be at it too."""
    with suppress(OSError):
        files = sorted(folder.iterdir(), key=lambda each: each.lstat().st_mtime)
        for old in files[: len(files) // 2] if len(files) >= _MOST else ():
            old.unlink(missing_ok=True)
