"""Templates as code: kept while the program runs and, of those that came with it, in the user's cache folder.

What is kept on the disk is code: `files/kept.py` reads it only where nobody but the user can write. Templates
of a district or a stranger are never kept there. A wheel brings those of the program as code (`ready.py`).
"""

from __future__ import annotations

import marshal
import sys
from functools import cache
from hashlib import sha256
from importlib.machinery import SourceFileLoader
from importlib.metadata import version
from pathlib import Path
from types import CodeType
from typing import Final

from jinja2.bccache import Bucket, BytecodeCache

from obcgen.files.kept import keep, own_folder, read_kept, version_of

MOST_COMPILED: Final = 1_000
_MADE_BY: Final = ("environment.py", "markdown.py", "rewrite.py", "sandbox.py", "values.py")
"""The files of this room that decide what code a template becomes: its marks of lines, its constants."""


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
        if bucket.code is None:
            bucket.code = _ready(bucket)
        if bucket.code is None and (folder := own_code()):
            bucket.code = read_code(folder / _name(bucket))
        super().dump_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template, for later runs as well."""
        super().dump_bytecode(bucket)
        if bucket.code and (folder := own_code()):
            write_code(folder / _name(bucket), bucket.code)


def _name(bucket: Bucket) -> str:
    return f"{bucket.key}-{bucket.checksum}"


def ready_name(key: str, checksum: str) -> str:
    """Return the name of the file that brings a text of a template as Python."""
    return f"t{sha256(f'{key}-{checksum}'.encode()).hexdigest()[:32]}.py"


@cache
def ready_folder() -> Path | None:
    """Return where what came with this program, as this Jinja writes it, is Python; a checkout has none."""
    version_made = ready_version()
    folder = Path(__file__).parent.parent / "ready" / version_made
    return folder if version_made and folder.is_dir() else None


def ready_version() -> str:
    """Return a version that changes with whatever decides what Python a template becomes."""
    return version_of(version("jinja2"), code=_code_here())


def _ready(bucket: Bucket) -> CodeType | None:
    folder = ready_folder()
    if folder is None or not (file := folder / ready_name(bucket.key, bucket.checksum)).is_file():
        return None
    return SourceFileLoader(file.stem, str(file)).get_code(file.stem)


def _code_here() -> tuple[Path, ...]:
    return tuple(Path(__file__).with_name(name) for name in _MADE_BY)


def read_code(file: Path) -> CodeType | None:
    """Return the code in a file that only the user can write; nothing where it is another's, or damaged."""
    content = read_kept(file)
    if content is None:
        return None
    found = marshal.loads(content)  # noqa: S302 - nobody but this user can have written it
    return found if isinstance(found, CodeType) else None


def write_code(file: Path, code: CodeType) -> None:
    """Keep code in a file."""
    keep(file, marshal.dumps(code))


@cache
def own_code() -> Path | None:
    """Return the folder of the code that this version of Python, Jinja and the program makes."""
    made_by = (sys.version, sys.implementation.cache_tag, version("jinja2"))
    return own_folder("templates", version_of(*made_by, code=_code_here()))
