"""Where the files that results name come from: a folder of the disk, or what somebody holds in memory."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Protocol

from obcgen.file_contents import digest
from obcgen.problems import ObcgenError, Place
from obcgen.source.table import LARGEST, NO_TABLE, bytes_of
from obcgen.source.workbook_table import any_table

if TYPE_CHECKING:
    from obcgen.source.table import Table


class Beside(Protocol):
    """The files beside a results file."""

    def called(self, name: str) -> str:
        """Return what places call a file that the results name."""

    def raw(self, name: str, named_at: Place | None = None) -> bytes:
        """Return the bytes of a file that the results name.

        Raises:
            ObcgenError: it is not there, or too large.
        """

    def digest(self, file: str) -> tuple[str, str]:
        """Return the name of a file by what places call it, as seen from the results, and its SHA-256."""


@dataclass(frozen=True, slots=True)
class OnDisk:
    """The files in a folder and below."""

    folder: Path

    def called(self, name: str) -> str:
        """Return the path of a file."""
        return str(self.folder / name)

    def raw(self, name: str, named_at: Place | None = None) -> bytes:
        """Return the bytes of a file in the folder."""
        return bytes_of(self.folder, name, named_at)

    def digest(self, file: str) -> tuple[str, str]:
        """Return the relative path and the SHA-256 of a file."""
        name = Path(os.path.relpath(file, self.folder)).as_posix()
        return name, digest(Path(file))


@dataclass(frozen=True)
class InMemory:
    """Files by relative path, beside the one of the results."""

    files: Mapping[str, bytes]
    home: str = ""
    """The folder of the results file, relative to the same."""

    def called(self, name: str) -> str:
        """Return the relative path of a file."""
        return posixpath.normpath(posixpath.join(self.home, name))

    def raw(self, name: str, named_at: Place | None = None) -> bytes:
        """Return the bytes of a file."""
        found = self.files.get(self.called(name))
        if found is None or len(found) > LARGEST:
            what = f"has more than {LARGEST:,} bytes" if found else "is not there"
            message, hint = f"The table {name} {what}.", "Open it together with the spec and the results."
            raise ObcgenError(NO_TABLE.problem(message, place=named_at, found=name, hint=hint))
        return found

    def digest(self, file: str) -> tuple[str, str]:
        """Return the relative path and the SHA-256 of a file."""
        name = posixpath.relpath(file, self.home or ".")
        return PurePosixPath(name).as_posix(), sha256(self.files[file]).hexdigest()


def table_in(beside: Beside, name: str, named_at: Place | None = None) -> Table:
    """Return a table that the results name: a CSV file, or the first sheet of a workbook.

    Raises:
        ObcgenError: it is not there, or holds no table of texts.
    """
    return any_table(beside.raw(name, named_at), beside.called(name))
