"""The folder that the studio serves: what is in it, and nothing beside it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from stat import S_ISREG

from obcgen.file_contents import contents
from obcgen.problems import Kind, ObcgenError, Problem
from obcgen.source.other_file import is_results

OUTSIDE = Kind("SRV-01", "A file outside the folder that the studio serves")
UNREADABLE = Kind("SRV-02", "A file that the studio cannot read")

SPECS = frozenset({".yaml", ".yml"})
READ = SPECS | {
    *(".csv", ".docx", ".html", ".css", ".jpeg", ".jpg", ".json", ".md"),
    *(".otf", ".png", ".svg", ".ttf", ".txt", ".xlsx", ".zip"),
}
"""What a spec, its pack and its results are made of; nothing else beside a spec is looked at."""
LARGEST = 10 * 1024 * 1024
"""Bytes of one file."""
LARGEST_IN_ALL = 40 * 1024 * 1024
MOST = 2_000
DEEPEST = 6
LOOKED_AT = 20_000
"""Names: a studio that was started in a large folder shows what it has met by then."""
_LONGEST = 200
"""Bytes of a part of a name, with room for the names under which a file is written first."""
_NOT_IN_NAMES = '\\:*?"<>|'
_OF_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices, whatever follows their first dot."""
_NO_SPECS = frozenset({"pack.yaml", "style.yaml", "outline.yaml", "long.yaml"})


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the folder: its name, as `deals/denver.yaml`, and when it was written, in seconds."""

    name: str
    written: int


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder; `root` is its real path."""

    root: Path

    def specs(self) -> tuple[Found, ...]:
        """Return the files that may be specs, the latest first."""
        found = [
            Found(name, int(looked.st_mtime))
            for name, path, looked in self._files()
            if path.suffix.lower() in SPECS and path.name not in _NO_SPECS and not is_results(path)
        ]
        return tuple(sorted(found, key=lambda each: (-each.written, each.name)))

    def read(self, name: str) -> bytes:
        """Return what a file holds.

        Raises:
            ObcgenError: it is outside (SRV-01), is not there or cannot be read (SRV-02).
        """
        path = self.path(name)
        try:
            found = contents(path, LARGEST + 1)
        except OSError as error:
            raise ObcgenError(_unreadable(name, error.strerror or str(error))) from error
        if len(found) > LARGEST:
            raise ObcgenError(_unreadable(name, f"it is larger than {LARGEST // 1024 // 1024} MB"))
        return found

    def beside(self, name: str) -> dict[str, bytes]:
        """Return what lies beside a file and below, by its path from there, as far as the limits go.

        What cannot be read is left out: whoever asks for it by name learns that it is not there.
        """
        start = PurePosixPath(name).parent
        found: dict[str, bytes] = {}
        left = LARGEST_IN_ALL
        for other, path, looked in self._files(self.path(str(start))):
            size = looked.st_size
            if other != PurePosixPath(name).name and size <= min(left, LARGEST) and len(found) < MOST:
                try:
                    found[other] = contents(path, LARGEST)
                except OSError:
                    continue
                left -= size
        return found

    def path(self, name: str) -> Path:
        """Return the real path of a name, whether there is a file or not.

        Raises:
            ObcgenError: it leads out of the folder, links followed (SRV-01).
        """
        plain = PurePosixPath(name)
        if not name or plain.is_absolute() or ".." in plain.parts or any(map(_is_odd, plain.parts)):
            raise ObcgenError(_outside(name))
        try:
            found = (self.root / name).resolve()
        except (OSError, RuntimeError):  # links that lead to each other; a part that no system can name
            raise ObcgenError(_outside(name)) from None
        if not found.is_relative_to(self.root):
            raise ObcgenError(_outside(name))
        return found

    def real(self, name: str) -> str:
        """Return the one name of a file that has several, by `./` or links; none stays none.

        Raises:
            ObcgenError: as `path`.
        """
        return self.path(name).relative_to(self.root).as_posix() if name else ""

    def digest(self, name: str) -> str:
        """Return the SHA-256 of a file, or nothing where there is none.

        Raises:
            ObcgenError: as `read`.
        """
        return sha256(self.read(name)).hexdigest() if self.path(name).exists() else ""

    def text(self, name: str) -> str:
        """Return the text of a file, or nothing where there is none.

        Raises:
            ObcgenError: as `read`, or it is no text (SRV-02).
        """
        return text_of(name, self.read(name)) if self.path(name).exists() else ""

    def _files(self, start: Path | None = None) -> Iterator[tuple[str, Path, os.stat_result]]:
        """Yield the files at and below a folder of this one: path from there, and what the system says."""
        top = start or self.root
        seen = 0
        for folder, below, names in os.walk(top):
            here = Path(folder)
            seen += len(names)
            deep = len(here.relative_to(top).parts) >= DEEPEST or seen > LOOKED_AT
            below[:] = (
                [] if deep else sorted(name for name in below if _is_shown(name) and name != "node_modules")
            )
            for name in sorted(names):
                path = here / name
                ours = _is_shown(name) and path.suffix.lower() in READ
                looked = self._looked(path) if ours else None
                if looked:
                    yield path.relative_to(top).as_posix(), path, looked

    def _looked(self, path: Path) -> os.stat_result | None:
        """Return what the system says of a file of this folder, links followed; nothing of anything else."""
        try:
            found = path.stat()
            ours = S_ISREG(found.st_mode) and path.resolve().is_relative_to(self.root)
        except (OSError, RuntimeError):  # gone meanwhile, not for us to see, or links that lead to each other
            return None
        return found if ours else None


def text_of(name: str, content: bytes) -> str:
    """Return what a file holds as text; its ends of lines stay as they are.

    Raises:
        ObcgenError: it is no text (SRV-02).
    """
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ObcgenError(
            UNREADABLE.problem(
                f"{name} is not text in UTF-8.",
                found=f"a byte that is none of UTF-8 at {error.start + 1:,}",
                expected="a spec as a text file in UTF-8",
                hint="Open it in an editor and save it with the encoding UTF-8.",
            )
        ) from error


def unfit_for_new(name: str) -> str:
    """Return why no new file can have a name, as what the name is; nothing where it can."""
    parts = name.split("/")
    if any(len(part.encode(errors="replace")) > _LONGEST for part in parts):
        return f"a name of more than {_LONGEST} letters"
    if any(part.startswith(".") for part in parts):
        return "a name that begins with a dot"
    return "a name that Windows keeps for a device" if any(map(_OF_DEVICES.fullmatch, parts)) else ""


def _is_shown(name: str) -> bool:
    """Tell whether a name is no hidden one, and can be told: old disks have names that are no text."""
    return name[0] != "." and name.isprintable()


def _is_odd(part: str) -> bool:
    """Tell whether a part of a name could mean something else to the system than to us."""
    odd = part[0] == "." or not part.isprintable() or any(letter in part for letter in _NOT_IN_NAMES)
    return odd or len(part.encode()) > _LONGEST


def _outside(name: str) -> Problem:
    odd = [letter for letter in _NOT_IN_NAMES if letter in name]
    if odd:
        return OUTSIDE.problem(
            f"The name of a file cannot contain {' or '.join(f'“{letter}”' for letter in odd)}.",
            found=name[:_LONGEST],
            expected="letters, digits, spaces, - and _",
            hint="Leave that out of the name.",
        )
    return OUTSIDE.problem(
        f"{name[:_LONGEST]!r} is not a file of the folder that the studio serves.",
        found=name[:_LONGEST],
        expected="a file in the folder with which the studio was started",
        hint="Copy the file into the folder, or start the studio with the folder that holds it.",
    )


def _unreadable(name: str, why: str) -> Problem:
    return UNREADABLE.problem(
        f"{name[:_LONGEST]} cannot be read: {why}.",
        found=why,
        expected="a file that can be read",
        hint="Look at the file in its folder.",
    )
