"""A small TrueType font for the tests: a bar for every character asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

if TYPE_CHECKING:
    from pathlib import Path

HEBREW = "בית ספר"
CHINESE = "漢字學校"


def made_font(file: Path, characters: str = HEBREW + CHINESE, family: str = "Bars") -> Path:
    """Write a font that has these characters and no others."""
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
    font.setupOS2()
    font.setupPost()
    font.save(file)
    return file
