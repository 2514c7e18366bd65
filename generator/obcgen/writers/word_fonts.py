"""The fonts inside a Word file: parts of the PDF's own, so that pages break alike where none is installed.

Each stands under the name that the document uses: a program that has a font of that name takes its own, any
other takes ours. How the bytes are veiled is ECMA-376, part 1, section 17.8.1.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from obcgen.writers.font_faces import faces
from obcgen.writers.font_files import Held
from obcgen.writers.font_subset import subset
from obcgen.writers.word_xml import Xml, part, tag, w

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from obcgen.document.tree import Document
    from obcgen.style import Font, Style
    from obcgen.writers.font_faces import Face

FONT_TABLE: Final = "fontTable"
"""The name of the part that says which font stands in which part."""
_FACES: Final = {
    (False, False): "embedRegular",
    (True, False): "embedBold",
    (False, True): "embedItalic",
    (True, True): "embedBoldItalic",
}
"""The elements of a font, in the order in which Word wants them, by bold and italic."""
_KEY: Final = 16
_VEILED: Final = 2 * _KEY
"""Bytes of a key, and how many of a font are veiled with it."""


@dataclass(frozen=True, slots=True)
class EmbeddedFont:
    """A font inside the file: for which face of which typeface, its key, its veiled bytes."""

    font: Font
    element: str
    key: bytes
    content: bytes

    @property
    def guid(self) -> str:
        """The key as Word writes it."""
        digits = self.key.hex().upper()
        groups = (digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:])
        return f"{{{'-'.join(groups)}}}"


def embedded_fonts(document: Document, style: Style) -> dict[str, EmbeddedFont]:
    """Return the fonts that a document carries, by the name of their part.

    Raises:
        ObcgenError: a font file of the style cannot be read as a font.
    """
    found: dict[tuple[str, bool, bool], Face] = {}
    for face in faces(document, style, _fits):
        found.setdefault((face.font.word, face.italic, face.bold), face)
    return {f"font{number}": _embedded(found[one]) for number, one in enumerate(sorted(found), start=1)}


def font_table(style: Style, inside: Mapping[str, EmbeddedFont]) -> bytes:
    """Return fontTable.xml: each font with the free one of the same measures, and which part holds it."""
    fonts = (style.body, style.heading, *(one.font for one in inside.values()))
    by_name = {font.word: font for font in reversed(fonts)}
    return part("w:fonts", *(_font(by_name[name], inside.items()) for name in sorted(by_name)))


def veiled(content: bytes, key: bytes) -> bytes:
    """Return a font whose first bytes are mixed with a key; done twice, it is the font again."""
    mask = key[::-1] * (_VEILED // _KEY)
    return bytes(one ^ other for one, other in zip(content[:_VEILED], mask, strict=True)) + content[_VEILED:]


def _fits(font: Held) -> bool:
    return font.fits_word


def _embedded(face: Face) -> EmbeddedFont:
    content = subset(face.file, face.characters)
    key = sha256(content).digest()[:_KEY]
    return EmbeddedFont(face.font, _FACES[face.bold, face.italic], key, veiled(content, key))


def _font(font: Font, inside: Iterable[tuple[str, EmbeddedFont]]) -> Xml:
    held_by = (_held_by(name, one) for name, one in inside if one.font == font)
    return w("font", w("altName", val=font.shipped), w("charset", val="00"), *held_by, name=font.word)


def _held_by(name: str, one: EmbeddedFont) -> Xml:
    return tag(f"w:{one.element}", **{"r:id": name, "w:fontKey": one.guid})
