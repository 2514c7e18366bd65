"""What the font files of a style hold: family and face, characters and their widths, what may be embedded."""

from __future__ import annotations

import json
import logging
import struct
import sys
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Final

from obcgen.problems import Kind, ObcgenError
from obcgen.writers.font_kept import brought, kept_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from fontTools.ttLib import TTFont

logging.getLogger("fontTools").setLevel(logging.ERROR)  # it warns of the dates inside a font

NOT_A_FONT = Kind("WRT-02", "A font file of the style cannot be read as a font")

ASKED_HELD: Final = "held"
_SIGNATURES: Final = (b"\0\1\0\0", b"OTTO", b"true")
"""How the files of TrueType and OpenType fonts begin."""
_FAULTS: Final = (
    struct.error,
    OSError,
    ArithmeticError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    AssertionError,
)
_EM, _STYLE, _BOLD, _ITALIC = 18, 44, 1, 2
"""Where the head of a font says how many units its size has, and its style; its bits for bold and italic."""
_RIGHTS = 8
"""Where the OS/2 table of a font says what its maker allows to embed (`fsType`)."""
_INSTALLABLE, _EDITABLE = 0x0, 0x8
_FORBIDDEN = 0x2
"""Values of `fsType`. Others let a document only be printed, or forbid to cut the font down."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a font file holds: its family and face, how wide each character is for a size of 1.

    `rights` is what its maker allows, as the `fsType` of the font says it.
    """

    family: str
    bold: bool
    italic: bool
    advances: Mapping[str, float]
    rights: int
    outlines: str

    @property
    def fits_word(self) -> bool:
        """Tell whether a part of the font may be embedded in a file that others edit, and Word reads it."""
        return self.rights in (_INSTALLABLE, _EDITABLE) and self.outlines == "TrueType"

    @property
    def fits_web(self) -> bool:
        """Tell whether a part of the font may travel in a web page."""
        return self.rights == _INSTALLABLE


@cache
def held(file: Path) -> Held:
    """Return what a font file holds.

    Raises:
        ObcgenError: the file cannot be read as a font.
    """
    with told_of_font(file.name):
        content = _content(file)
        return Held(
            **json.loads(
                kept_of(content, ASKED_HELD, lambda: brought(content, ASKED_HELD) or written_held(content))
            )
        )


def written_held(content: bytes) -> bytes:
    """Return what a font holds, as it is kept.

    Raises:
        ValueError, struct.error and others: the content cannot be read as a font.
    """
    return json.dumps(asdict(_read(read_font(content)))).encode()


def opened(file: Path) -> TTFont:
    """Return a font that is read as far as it is asked; saved again, it keeps its dates.

    A pack may come from a stranger: a file of another kind, such as a web font that unpacks to any size, is
    not opened.

    Raises:
        ValueError, OSError: the file is no font, or cannot be read.
    """
    return read_font(_content(file))


def _content(file: Path) -> bytes:
    content = file.read_bytes()
    if content[:4] not in _SIGNATURES:
        raise ValueError("it does not begin as a font does")
    return content


def read_font(content: bytes) -> TTFont:
    """Return a font that is read as far as it is asked; saved again, it keeps its dates."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - a run that finds all it needs kept does not load it

    return TTFont(BytesIO(content), lazy=True, recalcTimestamp=False)


@contextmanager
def told_of_font(name: str) -> Iterator[None]:
    """Tell as a Problem what a reader of fonts stumbles over in the file of this name.

    Raises:
        ObcgenError: the file cannot be read as a font.
    """
    try:
        yield
    except Exception as error:
        if not _is_of_font(error):
            raise
        raise ObcgenError(
            NOT_A_FONT.problem(
                f"“{name}” cannot be read as a font.",
                path=("fonts", "files"),
                found=str(error) or "damaged data",
                expected="a TrueType or OpenType font (.ttf or .otf)",
                hint="Take the file anew from where it came from, or name another font.",
            )
        ) from error


def _is_of_font(error: Exception) -> bool:
    """Tell whether a reader of fonts raises such an error; its own kind exists only once it is loaded."""
    library = sys.modules.get("fontTools.ttLib")
    return isinstance(error, _FAULTS) or (library is not None and isinstance(error, library.TTLibError))


def _read(font: TTFont) -> Held:
    head = font.reader["head"]  # its bytes: to read it whole warns of dates that do not matter here
    (em,), (style,) = struct.unpack_from(">H", head, _EM), struct.unpack_from(">H", head, _STYLE)
    advances = font["hmtx"].metrics
    return Held(
        family=str(font["name"].getBestFamilyName()),
        bold=bool(style & _BOLD),
        italic=bool(style & _ITALIC),
        advances={chr(code): advances[name][0] / em for code, name in (font.getBestCmap() or {}).items()},
        rights=struct.unpack_from(">H", font.reader["OS/2"], _RIGHTS)[0] if "OS/2" in font else _FORBIDDEN,
        outlines="TrueType" if "glyf" in font else "PostScript",
    )
