"""Templates as code: kept while the program runs and, of those that came with it, in the user's cache folder.

What is kept on the disk is code. It is read only from a folder and from files that nobody but their owner,
who runs this, can write, and that no link stands in for; where the system cannot tell, or nothing can be
written, there is none. Templates of a district or a stranger are never kept there.
"""

from __future__ import annotations

import marshal
import os
import shutil
import stat
import sys
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from types import CodeType
from typing import Final

from jinja2.bccache import Bucket, BytecodeCache

MOST_COMPILED: Final = 1_000
_MOST_FOLDERS: Final = 3
"""Of so many versions of the program what they compiled is kept."""
_LARGEST: Final = 4_000_000
_DIGEST: Final = 32
_BY_OTHERS: Final = stat.S_IWGRP | stat.S_IWOTH
_MADE_BY: Final = ("environment.py", "rewrite.py", "sandbox.py")
"""The files of this room that decide what code a template becomes."""


class Compiled(BytecodeCache):
    """The templates as code, by their names and texts: a run prints many documents of the same ones."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template the code that was made of the same text before, if there is any."""
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template; the oldest gives way."""
        if bucket.code:
            self._code[bucket.key, bucket.checksum] = bucket.code
        if len(self._code) > MOST_COMPILED:
            del self._code[next(iter(self._code))]


class Kept(Compiled):
    """The same, kept from one run to the next in a folder of the user's."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template the code that this run or an earlier one made of the same text."""
        super().load_bytecode(bucket)
        if bucket.code is None and (folder := own_folder()):
            bucket.code = read_code(folder / _name(bucket))
            super().dump_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template, for later runs as well."""
        super().dump_bytecode(bucket)
        if bucket.code and (folder := own_folder()):
            write_code(folder / _name(bucket), bucket.code)


def _name(bucket: Bucket) -> str:
    return f"{bucket.key}-{bucket.checksum}"


def read_code(file: Path) -> CodeType | None:
    """Return the code in a file that only the user can write; nothing where it is another's, or damaged."""
    try:
        handle = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(handle, "rb") as opened:
            state = os.fstat(handle)
            if not (stat.S_ISREG(state.st_mode) and _is_own(state)) or state.st_size > _LARGEST:
                return None
            content = opened.read()
    except OSError:
        return None
    digest, code = content[:_DIGEST], content[_DIGEST:]
    if sha256(code).digest() != digest:
        return None
    found = marshal.loads(code)  # noqa: S302 - nobody but this user can have written it
    return found if isinstance(found, CodeType) else None


def write_code(file: Path, code: CodeType) -> None:
    """Write code into a file, whole or not at all; a disk that is full is no reason to stop."""
    content = marshal.dumps(code)
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
def own_folder() -> Path | None:
    """Return the folder of this version's code, made if need be; nothing where it would not be safe there."""
    if not hasattr(os, "geteuid") or not hasattr(os, "O_NOFOLLOW"):
        return None
    try:
        home = _caches().resolve() / "obcgen"
        folder = home / f"templates-{_version()}"
        if not folder.exists():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _forget(home, folder)
        return folder if is_safe(folder) else None
    except (OSError, RuntimeError):  # the latter where nobody knows the user's home
        return None


def _caches() -> Path:
    """Return where programs keep what they can make again."""
    stated = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return stated if stated.is_absolute() else Path("~/.cache").expanduser()


def is_safe(folder: Path) -> bool:
    """Tell whether a folder is the user's own, and nobody else can put another in its place."""
    if not _is_own(folder.lstat()) or not stat.S_ISDIR(folder.lstat().st_mode):
        return False
    return all(_stays(each.lstat()) for each in folder.parents)


def _is_own(state: os.stat_result) -> bool:
    return state.st_uid == os.geteuid() and not state.st_mode & _BY_OTHERS


def _stays(state: os.stat_result) -> bool:
    """Tell whether nobody else can move what lies in a folder; a link is none."""
    is_sticky = bool(state.st_mode & stat.S_ISVTX)
    is_known = state.st_uid in {0, os.geteuid()}
    return stat.S_ISDIR(state.st_mode) and is_known and (is_sticky or not state.st_mode & _BY_OTHERS)


def _version() -> str:
    """Return what code depends on beside a template: Python, Jinja, and how this program compiles."""
    found = sha256(repr((sys.version, sys.implementation.cache_tag, version("jinja2"))).encode())
    for name in _MADE_BY:
        found.update(Path(__file__).with_name(name).read_bytes())
    return found.hexdigest()[:16]


def _forget(home: Path, newest: Path) -> None:
    """Remove what the oldest versions compiled."""
    others = [each for each in home.glob("templates-*") if each != newest and not each.is_symlink()]
    for old in sorted(others, key=lambda each: each.stat().st_mtime)[: -(_MOST_FOLDERS - 1)]:
        shutil.rmtree(old, ignore_errors=True)
