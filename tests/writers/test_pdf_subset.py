"""The fonts inside a PDF are the same bytes whatever the machine has to cut them down with."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.TupleVariation import TupleVariation
from pdf_sample import SHARED, said, shipped_style, small

from obcgen.document.tree import Field, Paragraph
from obcgen.problems import ObcgenError
from obcgen.style import Style
from obcgen.writers.pdf_subset import cut_down
from obcgen.writers.to_pdf import _printed, to_pdf

from weasyprint.pdf import fonts as engine_fonts  # isort: skip - the writer imports the engine first

CARLITO = SHARED / "fonts" / "Carlito-Regular.ttf"
LONG_AGO = 3_000_000_000
"""Seconds after 1904: 1999."""


def printed(style: Style, text: str = "The District pays for results.") -> bytes:
    _printed.cache_clear()
    return to_pdf(small(said(text)), style)


def embedded(pdf: bytes) -> list[bytes]:
    with pikepdf.open(io.BytesIO(pdf)) as read:
        dictionaries = [one for one in read.objects if isinstance(one, pikepdf.Dictionary)]
        return [bytes(one.FontFile2.read_bytes()) for one in dictionaries if "/FontFile2" in one]


def drawn(font: TTFont, number: int) -> list[Any]:
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[font.getGlyphName(number)].draw(pen)
    return list(pen.value)


class Asked:
    """Stands for a subsetter of the machine, which nobody may ask."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"the machine's subsetter was asked for {name}")


def test_the_machines_subsetter_is_never_asked_and_the_bytes_are_the_same(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(engine_fonts, "harfbuzz_subset", Asked())
    one = printed(shipped_style())
    monkeypatch.setattr(engine_fonts, "harfbuzz_subset", None)
    assert printed(shipped_style()) == one
    assert caplog.messages == []


def test_an_embedded_font_keeps_the_date_of_its_file() -> None:
    found = [TTFont(io.BytesIO(one)) for one in embedded(printed(shipped_style()))]
    dates = {TTFont(file)["head"].modified for file in shipped_style().font_files}
    assert found
    assert {font["head"].modified for font in found} <= dates


def test_a_glyph_keeps_its_number_and_outline_and_the_others_lose_theirs() -> None:
    whole = TTFont(CARLITO)
    used, other = (whole.getGlyphID(whole.getBestCmap()[ord(letter)]) for letter in "Bb")
    accented = whole.getGlyphID(whole.getBestCmap()[ord("é")])
    less = TTFont(io.BytesIO(cut_down(CARLITO.read_bytes(), [used, accented])))
    assert drawn(less, used) == drawn(whole, used) != []
    assert drawn(less, accented) == drawn(whole, accented) != []
    assert drawn(less, other) == drawn(less, 0) == []
    assert less["hmtx"][less.getGlyphName(used)] == whole["hmtx"][whole.getGlyphName(used)]


def test_the_order_of_the_glyphs_and_numbers_that_the_font_lacks_change_nothing() -> None:
    content = CARLITO.read_bytes()
    assert cut_down(content, [5, 40, 900]) == cut_down(content, [900, 65_535, 5, 40])
    assert cut_down(content, [5, 40]) != cut_down(content, [5, 41])
    assert cut_down(content, [5], notdef=True) != cut_down(content, [5])


def test_only_tables_that_a_reader_of_pdfs_needs_are_kept() -> None:
    kept = set(TTFont(io.BytesIO(cut_down(CARLITO.read_bytes(), [5]))).keys())
    assert {"glyf", "loca", "head", "hhea", "hmtx", "maxp"} <= kept
    assert kept.isdisjoint({"GSUB", "GPOS", "GDEF", "fpgm", "prep", "kern", "DSIG"})


# --- other fonts ---------------------------------------------------------------------------------


def bar(width: int) -> Any:
    pen = TTGlyphPen(None)
    for place, point in enumerate(((50, 0), (50, 700), (width, 700), (width, 0))):
        (pen.lineTo if place else pen.moveTo)(point)
    pen.closePath()
    return pen.glyph()


def variable_font(file: Path) -> Path:
    """Write a font of long ago whose letters can be made any weight."""
    letters = sorted(set("The District pays for results.1ROn—-R·1Tutoring") | {" "})
    names = [".notdef", *(f"uni{ord(letter):04X}" for letter in letters)]
    font = FontBuilder(1000, isTTF=True)
    font.setupHead(unitsPerEm=1000, created=LONG_AGO, modified=LONG_AGO)
    font.setupGlyphOrder(names)
    font.setupCharacterMap({ord(letter): name for letter, name in zip(letters, names[1:], strict=True)})
    font.setupGlyf(dict.fromkeys(names, bar(450)))
    font.setupHorizontalMetrics(dict.fromkeys(names, (500, 50)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "Varied", "styleName": "Regular", "psName": "Varied"})
    font.setupOS2()
    font.setupPost()
    font.setupFvar([("wght", 400, 400, 700, "Weight")], [])
    wider = [(0, 0), (0, 0), (100, 0), (100, 0), *[(0, 0)] * 4]
    font.setupGvar({name: [TupleVariation({"wght": (0, 1, 1)}, wider)] for name in names})
    font.font.recalcTimestamp = False
    font.save(file)
    return file


def style_with(file: Path, family: str) -> Style:
    style = shipped_style()
    named = replace(style.body, shipped=family)
    return replace(style, body=named, font_files=(*style.font_files, file))


def test_a_variable_font_is_made_static_and_keeps_its_date(tmp_path: Path) -> None:
    file = variable_font(tmp_path / "Varied.ttf")
    assert TTFont(file)["head"].modified == LONG_AGO
    fonts = [TTFont(io.BytesIO(one)) for one in embedded(printed(style_with(file, "Varied")))]
    (found,) = [font for font in fonts if font["name"].getBestFamilyName() == "Varied"]
    assert "fvar" not in found
    assert found["head"].modified == LONG_AGO


def damaged(file: Path, table: str) -> Path:
    """Write Carlito with a table that breaks off; its names, widths and characters are sound."""
    content = bytearray(CARLITO.read_bytes())
    entry = content.index(table.encode(), 12)
    content[entry + 12 : entry + 16] = (5000).to_bytes(4, "big")
    file.write_bytes(content)
    return file


@pytest.mark.parametrize("table", ["glyf", "loca"])
def test_a_font_with_a_damaged_table_is_told_by_the_name_of_its_file(table: str, tmp_path: Path) -> None:
    file = damaged(tmp_path / "Ours.ttf", table)
    style = replace(shipped_style(), font_files=(file, *shipped_style().font_files[1:]))
    with pytest.raises(ObcgenError) as raised:
        printed(style)
    (problem,) = raised.value.problems
    assert (problem.code, problem.path) == ("WRT-02", ("fonts", "files"))
    assert "Ours.ttf" in problem.message
    assert problem.found


def test_a_damaged_font_is_told_also_where_people_type_in_it(tmp_path: Path) -> None:
    file = damaged(tmp_path / "Ours.ttf", "glyf")
    style = replace(shipped_style(), font_files=(file, *shipped_style().font_files[1:]))
    _printed.cache_clear()
    with pytest.raises(ObcgenError) as raised:
        to_pdf(small(Paragraph((Field("name", "text", "Name", "Full name"),))), style)
    assert {problem.code for problem in raised.value.problems} == {"WRT-02"}
