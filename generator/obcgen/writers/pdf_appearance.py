"""How a field of a PDF is drawn: by streams of its own, in a font that the file holds.

PDF/A lets a reader draw a field from its appearance only, so every field has one, also when it is empty:
the hint that a blank shows until somebody answers, a square to tick, a circle to choose.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

import pydyf  # type: ignore[import-untyped]  # the PDF objects of the engine
from fontTools.ttLib import TTFont

from obcgen.writers.font_files import told_of_font
from obcgen.writers.font_kept import kept_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FONT: Final = "Answers"
ENCODING: Final = "cp1252"
"""What PDF calls WinAnsiEncoding: all that is typed on keyboards for English and its neighbors."""

_FIRST, _LAST = 32, 255
_NONSYMBOLIC: Final = 1 << 5
_PADDING: Final = 2.0
_CURVE: Final = 0.5523
"""How far the handles of four curves that make a circle stand out, as a part of its radius."""

Color = tuple[float, float, float]
Size = tuple[float, float]
"""Width and height in points."""


class Drawer:
    """Adds appearances to a file; they share one font, the upright one of a family where there is one."""

    def __init__(self, pdf: pydyf.PDF, files: Sequence[Path], family: str) -> None:
        self.pdf = pdf
        with told_of_font(family):
            font = _embedded(pdf, *_chosen(files, family))
        self.resources = pydyf.Dictionary({"Font": pydyf.Dictionary({FONT: font.reference})})
        pdf.add_object(self.resources)

    def words(self, text: str, size: Size, letters: float, color: Color, *, top: bool) -> bytes:
        """Return the appearance of a field to write in, which shows a text: at its top, or in its middle."""
        width, height = size
        base = height - letters - _PADDING if top else (height - letters) / 2 + 0.2 * letters
        stream = self._stream(width, height)
        stream.stream.append(b"/Tx BMC")
        if text:
            stream.push_state()
            stream.begin_text()
            stream.set_font_size(FONT, letters)
            stream.set_color_rgb(*color)
            stream.move_text_to(_PADDING, base)
            stream.show_text_string(_encoded(text))
            stream.end_text()
            stream.pop_state()
        stream.stream.append(b"EMC")
        return self._added(stream)

    def square(self, size: Size, color: Color, *, on: bool) -> bytes:
        """Return the appearance of a square to tick."""
        width, height = size
        stream = self._drawing(size, color)
        stream.rectangle(0.5, 0.5, width - 1, height - 1)
        if on:
            stream.move_to(width * 0.22, height * 0.5)
            stream.line_to(width * 0.42, height * 0.26)
            stream.line_to(width * 0.8, height * 0.78)
        stream.stroke()
        return self._added(stream)

    def circle(self, size: Size, color: Color, *, on: bool) -> bytes:
        """Return the appearance of a circle to choose."""
        width, height = size
        stream = self._drawing(size, color)
        middle, radius = (width / 2, height / 2), min(width, height) / 2 - 0.5
        _ring(stream, middle, radius)
        stream.stroke()
        if on:
            _ring(stream, middle, radius * 0.55)
            stream.fill()
        return self._added(stream)

    def _drawing(self, size: Size, color: Color) -> pydyf.Stream:
        stream = self._stream(*size)
        stream.set_line_width(0.75)
        stream.set_color_rgb(*color, stroke=True)
        stream.set_color_rgb(*color)
        return stream

    def _stream(self, width: float, height: float) -> pydyf.Stream:
        extra = {
            "Type": "/XObject",
            "Subtype": "/Form",
            "BBox": pydyf.Array((0, 0, round(width, 2), round(height, 2))),
            "Resources": self.resources.reference,
        }
        return pydyf.Stream(extra=extra)

    def _added(self, stream: pydyf.Stream) -> bytes:
        self.pdf.add_object(stream)
        reference: bytes = stream.reference
        return reference


def default(letters: float) -> pydyf.String:
    """Return how a field draws what is typed into it."""
    return pydyf.String(f"/{FONT} {letters:g} Tf 0 g")


def _ring(stream: pydyf.Stream, middle: tuple[float, float], radius: float) -> None:
    x, y = middle
    handle = radius * _CURVE
    stream.move_to(x + radius, y)
    stream.curve_to(x + radius, y + handle, x + handle, y + radius, x, y + radius)
    stream.curve_to(x - handle, y + radius, x - radius, y + handle, x - radius, y)
    stream.curve_to(x - radius, y - handle, x - handle, y - radius, x, y - radius)
    stream.curve_to(x + handle, y - radius, x + radius, y - handle, x + radius, y)
    stream.close()


def _encoded(text: str) -> str:
    return text.encode(ENCODING, "replace").decode("latin-1")


# --- the font ------------------------------------------------------------------------------------


def _chosen(files: Sequence[Path], family: str) -> tuple[bytes, TTFont]:
    """Return the font to type in; outlines of the TrueType kind first, which every reader can type in."""
    fonts = [(content, _opened(content)) for content in (file.read_bytes() for file in files)]
    return min(
        fonts,
        key=lambda each: (
            "glyf" not in each[1],
            each[1]["name"].getBestFamilyName() != family,
            each[1]["name"].getBestSubFamilyName() != "Regular",
        ),
    )


def _opened(content: bytes) -> TTFont:
    return TTFont(io.BytesIO(content), lazy=True, recalcTimestamp=False)


def _embedded(pdf: pydyf.PDF, content: bytes, font: TTFont) -> pydyf.Dictionary:
    """Add a font with one byte a letter: what a reader needs to let somebody type."""
    widths = _widths(font)
    name = f"/ANSWER+{font['name'].getDebugName(6)}"
    stream = _program(content, font)
    cut = _opened(stream.stream[0])
    pdf.add_object(stream)
    descriptor = pydyf.Dictionary(_measures(cut) | {"FontName": name, _key(stream): stream.reference})
    if "Length1" not in stream.extra:
        descriptor["CharSet"] = pydyf.String("".join(f"/{glyph}" for glyph in cut.getGlyphOrder()[1:]))
    pdf.add_object(descriptor)
    added = pydyf.Dictionary(
        {
            "Type": "/Font",
            "Subtype": "/TrueType" if "Length1" in stream.extra else "/Type1",
            "BaseFont": name,
            "Encoding": "/WinAnsiEncoding",
            "FirstChar": _FIRST,
            "LastChar": _LAST,
            "Widths": pydyf.Array(widths),
            "FontDescriptor": descriptor.reference,
        }
    )
    pdf.add_object(added)
    return added


def _key(stream: pydyf.Stream) -> str:
    return "FontFile2" if "Length1" in stream.extra else "FontFile3"


def _letters() -> Sequence[str]:
    """Return the letter of each code; a code without one is a space."""
    return [bytes([code]).decode(ENCODING, "ignore") or " " for code in range(_FIRST, _LAST + 1)]


def _widths(font: TTFont) -> list[int]:
    glyphs, units = font.getBestCmap(), font["head"].unitsPerEm
    return [
        round(font["hmtx"][glyphs.get(ord(letter), ".notdef")][0] * 1000 / units) for letter in _letters()
    ]


def _measures(font: TTFont) -> dict[str, object]:
    head, lines = font["head"], font["hhea"]
    scale = 1000 / head.unitsPerEm
    box = (head.xMin, head.yMin, head.xMax, head.yMax)
    return {
        "Type": "/FontDescriptor",
        "Flags": _NONSYMBOLIC,
        "FontBBox": pydyf.Array(round(edge * scale) for edge in box),
        "ItalicAngle": 0,
        "Ascent": round(lines.ascent * scale),
        "Descent": round(lines.descent * scale),
        "CapHeight": round(lines.ascent * scale),
        "StemV": 80,
    }


def _program(content: bytes, font: TTFont) -> pydyf.Stream:
    """Return the font with no other letters than those that can be typed."""
    letters = "".join(_letters())
    data = kept_of(content, f"to type in: {letters}", lambda: _cut(font, letters))
    kind = {"Subtype": "/OpenType"} if "CFF " in font else {"Length1": len(data)}
    return pydyf.Stream([data], kind, compress=True)


def _cut(font: TTFont, letters: str) -> bytes:
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415 - what is kept needs neither

    keep = Subsetter(Options(hinting=False, layout_features=[], notdef_outline=True, name_IDs=[]))
    keep.populate(text=letters)
    keep.subset(font)
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()
