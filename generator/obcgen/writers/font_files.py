"""What the font files of a style hold: their family and weight, their characters and how wide each is."""

from __future__ import annotations

import struct
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Final

from fontTools.ttLib import TTFont, TTLibError

from obcgen.problems import Kind, ObcgenError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

NOT_A_FONT = Kind("WRT-02", "A font file of the style cannot be read as a font")

_SIGNATURES: Final = (b"\0\1\0\0", b"OTTO", b"true")
"""How the files of TrueType and OpenType fonts begin."""
_EM, _STYLE, _BOLD = 18, 44, 1
"""Where the head of a font says how many units its size has, and its style; the bit there that says bold."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a font file holds: its family, whether it is bold, how wide each character is for a size of 1."""

    family: str
    bold: bool
    advances: Mapping[str, float]


@cache
def held(file: Path) -> Held:
    """Return what a font file holds.

    A pack may come from a stranger: a file of another kind, such as a web font that unpacks to any size, is
    not opened, and whatever the reader stumbles over is a fault of the file.

    Raises:
        ObcgenError: the file cannot be read as a font.
    """
    with told_of_font(file.name):
        content = file.read_bytes()
        if content[:4] not in _SIGNATURES:
            raise TTLibError("it does not begin as a font does")
        return _read(TTFont(BytesIO(content), lazy=True))


@contextmanager
def told_of_font(name: str) -> Iterator[None]:
    """Tell as a Problem what a reader of fonts stumbles over in the file of this name.

    Raises:
        ObcgenError: the file cannot be read as a font.
    """
    try:
        yield
    except (
        TTLibError,
        struct.error,
        OSError,
        ArithmeticError,
        AssertionError,
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
    ) as error:
        raise ObcgenError(
            NOT_A_FONT.problem(
                f"“{name}” cannot be read as a font.",
                path=("fonts", "files"),
                found=str(error) or "damaged data",
                expected="a TrueType or OpenType font (.ttf or .otf)",
                hint="Take the file anew from where it came from, or name another font.",
            )
        ) from error


def _read(font: TTFont) -> Held:
    head = font.reader["head"]  # its bytes: to read it whole warns of dates that do not matter here
    (em,), (style,) = struct.unpack_from(">H", head, _EM), struct.unpack_from(">H", head, _STYLE)
    advances = font["hmtx"].metrics
    return Held(
        family=str(font["name"].getBestFamilyName()),
        bold=bool(style & _BOLD),
        advances={chr(code): advances[name][0] / em for code, name in (font.getBestCmap() or {}).items()},
    )
