"""What was worked out of a font, kept between runs by the font's content and by what was asked of it."""

from __future__ import annotations

import sys
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from obcgen.files.kept import kept_or_made, own_folder, version_of

if TYPE_CHECKING:
    from collections.abc import Callable

_MADE_BY: Final = ("font_files.py", "font_subset.py", "pdf_appearance.py")
"""The files of this room that decide what is worked out."""
_LIBRARIES: Final = ("fonttools", "brotli", "brotlicffi", "uharfbuzz")
"""What writes fonts; the last two are used where they happen to be installed."""


def kept_of(font: bytes, asked: str, make: Callable[[], bytes]) -> bytes:
    """Return what an earlier run made of a font with this content when it was asked the same, or make it."""
    key = sha256(font).digest() + asked.encode("utf-8", "surrogatepass")
    return kept_or_made(own_fonts(), key, make)


@cache
def own_fonts() -> Path | None:
    """Return the folder of what this version makes: of Python, of the libraries, of the code here."""
    code = tuple(Path(__file__).with_name(name) for name in _MADE_BY)
    return own_folder("fonts", version_of(sys.version, *map(_version, _LIBRARIES), code=code))


def _version(library: str) -> str:
    with suppress(PackageNotFoundError):
        return version(library)
    return ""
