"""Small fonts for the tests, TrueType and PostScript: a bar for every character asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fontTools.agl import UV2AGL
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen

if TYPE_CHECKING:
    from pathlib import Path

HEBREW = "בית ספר"
CHINESE = "漢字學校"


def made_font(file: Path, characters: str = HEBREW + CHINESE, family: str = "Bars", rights: int = 0) -> Path:
    """Write a font that has these characters and no others, and may be embedded as `rights` (fsType) says."""
    letters = sorted(set(characters) | {" "})
    names = [".notdef", *(f"uni{ord(letter):04X}" for letter in letters)]
    pen = TTGlyphPen(None)
    for place, point in enumerate(((50, 0), (50, 700), (450, 700), (450, 0))):
        (pen.lineTo if place else pen.moveTo)(point)
    pen.closePath()
    bar = pen.glyph()
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder(names)
    font.setupCharacterMap({ord(letter): name for letter, name in zip(letters, names[1:], strict=True)})
    font.setupGlyf(dict.fromkeys(names, bar))
    font.setupHorizontalMetrics(dict.fromkeys(names, (500, 50)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": family, "styleName": "Regular", "psName": family})
    font.setupOS2(fsType=rights)
    font.setupPost()
    font.save(file)
    return file


def outlined_font(folder: Path, rights: int = 0) -> Path:
    """Return an OpenType font with PostScript outlines, whose letters are all a bar."""
    letters = [chr(code) for code in range(32, 127)]
    names = [".notdef", *(UV2AGL[ord(letter)] for letter in letters)]
    pen = T2CharStringPen(500, None)
    pen.moveTo((50, 0))
    pen.lineTo((450, 0))
    pen.lineTo((450, 700))
    pen.closePath()
    bar = pen.getCharString()
    font = FontBuilder(1000, isTTF=False)
    font.setupGlyphOrder(names)
    font.setupCharacterMap({ord(letter): name for letter, name in zip(letters, names[1:], strict=True)})
    font.setupCFF("Bars", {"FullName": "Bars"}, dict.fromkeys(names, bar), {})
    font.setupHorizontalMetrics(dict.fromkeys(names, (500, 50)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "Bars", "styleName": "Regular", "psName": "Bars"})
    font.setupOS2(fsType=rights)
    font.setupPost()
    file = folder / "bars.otf"
    font.save(file)
    return file
