"""What was worked out of a font, kept between runs by the font's content and by what was asked of it."""

from __future__ import annotations

import sys
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from obcgen.files.kept import keep, own_folder, read_kept, version_of

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST: Final = 500
"""So many files are kept; one more, and the older half goes."""
_MADE_BY: Final = ("font_files.py", "font_subset.py")
"""The files of this room that decide what is worked out."""
_LIBRARIES: Final = ("fonttools", "brotli", "brotlicffi", "uharfbuzz")
"""What writes fonts; the last two are used where they happen to be installed."""


def kept_of(font: bytes, asked: str, make: Callable[[], bytes]) -> bytes:
    """Return what an earlier run made of a font with this content when it was asked the same, or make it."""
    folder = own_fonts()
    if folder is None:
        return make()
    file = folder / sha256(sha256(font).digest() + asked.encode("utf-8", "surrogatepass")).hexdigest()
    found = read_kept(file)
    if found is None:
        found = make()
        _make_room(folder)
        keep(file, found)
    return found


@cache
def own_fonts() -> Path | None:
    """Return the folder of what this version makes: of Python, of the libraries, of the code here."""
    code = tuple(Path(__file__).with_name(name) for name in _MADE_BY)
    return own_folder("fonts", version_of(sys.version, *map(_version, _LIBRARIES), code=code))


def _version(library: str) -> str:
    with suppress(PackageNotFoundError):
        return version(library)
    return ""


def _make_room(folder: Path) -> None:
    """Remove the older half of what is kept where there is too much of it; other runs may be at it too."""
    with suppress(OSError):
        files = sorted(folder.iterdir(), key=lambda each: each.lstat().st_mtime)
        for old in files[: len(files) // 2] if len(files) >= _MOST else ():
            old.unlink(missing_ok=True)
