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
_CODE: Final = tuple(Path(__file__).with_name(name) for name in _MADE_BY)
READY: Final = Path(__file__).parent.parent / "ready"
_LIBRARIES: Final = ("fonttools", "brotli", "brotlicffi", "uharfbuzz")
"""What writes fonts; the last two are used where they happen to be installed."""


def kept_of(font: bytes, asked: str, make: Callable[[], bytes]) -> bytes:
    """Return what an earlier run made of a font with this content when it was asked the same, or make it."""
    return kept_or_made(own_fonts(), _key(font, asked), make)


def brought(font: bytes, asked: str) -> bytes | None:
    """Return what a wheel of this version brings of a font; a checkout brings nothing."""
    with suppress(OSError):
        return (READY / _ready_version() / _ready_name(_key(font, asked))).read_bytes()
    return None


def keep_ready(folder: Path, font: bytes, asked: str, made: bytes) -> None:
    """Write what is worked out of a font where a wheel brings it along."""
    into = folder / _ready_version()
    into.mkdir(parents=True, exist_ok=True)
    (into / _ready_name(_key(font, asked))).write_bytes(made)


def _key(font: bytes, asked: str) -> bytes:
    return sha256(font).digest() + asked.encode("utf-8", "surrogatepass")


def _ready_name(key: bytes) -> str:
    return sha256(key).hexdigest()


@cache
def _ready_version() -> str:
    return version_of(code=_CODE)


@cache
def own_fonts() -> Path | None:
    """Return the folder of what this version makes: of Python, of the libraries, of the code here."""
    return own_folder("fonts", version_of(sys.version, *map(_version, _LIBRARIES), code=_CODE))


def _version(library: str) -> str:
    with suppress(PackageNotFoundError):
        return version(library)
    return ""
