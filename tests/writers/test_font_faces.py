"""Which fonts travel inside a Word file and a web page, read back from the files."""

from __future__ import annotations

import io
import re
import zipfile
from base64 import b64decode
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
from fontTools.ttLib import TTFont
from made_font import CHINESE, HEBREW, made_font, outlined_font
from pdf_sample import said, sample, shipped_style, small
from word_counting import W, read
from word_soundness import faults

from obcgen.document.tree import Emphasis, Paragraph, Text
from obcgen.problems import ObcgenError
from obcgen.style import Font, Style
from obcgen.writers import WRITERS, font_problems

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from obcgen.document.tree import Block

_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RULE = re.compile(r"@font-face\{([^}]*)\}")
SLANTED = Paragraph((Emphasis((Text("leaning"),)),))


@dataclass(frozen=True)
class Face:
    """A font inside a file: the name that the file gives it, which face it is, the characters it has."""

    name: str
    look: str
    font: TTFont

    @property
    def letters(self) -> set[str]:
        return set(map(chr, self.font.getBestCmap()))


def in_word(docx: bytes) -> list[Face]:
    """Return the fonts of a Word file, unveiled as the standard says it, by code of its own."""
    relations = {one.get("Id"): one.get("Target") for one in read(docx, "word/_rels/fontTable.xml.rels")}
    found = []
    for one in read(docx, "word/fontTable.xml"):
        for element in one:
            if not element.tag.startswith(f"{W}embed"):
                continue
            digits = str(element.get(f"{W}fontKey")).strip("{}").replace("-", "")
            key = [int(digits[place : place + 2], 16) for place in range(30, -2, -2)]
            with zipfile.ZipFile(io.BytesIO(docx)) as package:
                data = bytearray(package.read(f"word/{relations[element.get(_ID)]}"))
            for place in range(32):
                data[place] ^= key[place % 16]
            look = element.tag.removeprefix(f"{W}embed")
            found.append(Face(str(one.get(f"{W}name")), look, TTFont(io.BytesIO(data))))
    return found


def on_page(html: bytes) -> list[Face]:
    """Return the fonts of a web page."""
    found = []
    for rule in _RULE.findall(html.decode()):
        said_of = dict(part.split(":", 1) for part in rule.split(";") if ":" in part)
        data = b64decode(re.search(r"base64,([^)]*)", rule)[1])  # type: ignore[index]
        look = f"{said_of['font-weight']} {said_of['font-style']} {said_of.get('unicode-range', '')}".strip()
        found.append(Face(said_of["font-family"].strip('"'), look, TTFont(io.BytesIO(data))))
    return found


def word(*blocks: Block, style: Style | None = None) -> bytes:
    return WRITERS["docx"](small(*blocks), style or shipped_style())


def page(*blocks: Block, style: Style | None = None) -> bytes:
    return WRITERS["html"](small(*blocks), style or shipped_style())


def with_font(file: Path) -> Style:
    return replace(shipped_style(), font_files=(*shipped_style().font_files, file))


def test_a_word_file_carries_its_text_regular_and_bold_and_its_headings_bold() -> None:
    assert [(one.name, one.look) for one in in_word(word(said("x")))] == [
        ("Calibri", "Regular"),
        ("Calibri", "Bold"),
        ("Cambria", "Bold"),
    ]


def test_italic_faces_travel_only_where_something_is_italic() -> None:
    faces = in_word(word(SLANTED))
    assert [one.look for one in faces] == ["Regular", "Bold", "Italic", "BoldItalic", "Bold"]
    assert [one.look for one in on_page(page(SLANTED))] == [
        "normal normal",
        "bold normal",
        "normal italic",
        "bold italic",
        "bold normal",
    ]


def test_every_character_of_the_document_is_in_the_fonts_it_carries() -> None:
    docx, whole = WRITERS["docx"](sample(), shipped_style()), set()
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        for name in package.namelist():
            if name.startswith("word/") and name.endswith(".xml"):
                whole |= {c for one in read(docx, name).iter(f"{W}t") for c in one.text or ""}
    text = next(one for one in in_word(docx) if (one.name, one.look) == ("Calibri", "Regular"))
    lacking = {"\N{NO-BREAK SPACE}", "\N{BALLOT BOX}"}  # drawn as a space; taken by Word from MS Gothic
    assert whole - text.letters <= lacking


def test_what_somebody_types_later_is_there_too() -> None:
    for face in (*in_word(word(said("x"))), *on_page(page(said("x")))):
        assert set("The quick brown fox ¿jumpó? “$1,250.00” — 50 % …") <= face.letters


def test_a_rare_character_comes_along_only_where_it_is_used() -> None:
    (plain, *_), (rare, *_) = in_word(word(said("x"))), in_word(word(said("Łódź")))
    assert rare.letters - plain.letters == set("Łź")


def test_a_web_page_carries_fonts_of_its_own_name_and_asks_for_them_first() -> None:
    html = page(said("x"))
    assert [one.name for one in on_page(html)] == ["Document Text", "Document Text", "Document Headings"]
    assert all(str(one.font["name"].getDebugName(1)) == one.name for one in on_page(html))
    assert html.count(b'"Document Text", "Carlito", "Calibri", sans-serif') == 2
    assert b'"Document Headings", "Document Text", "Caladea", "Cambria", serif' in html


def test_one_typeface_for_all_travels_once() -> None:
    style = replace(shipped_style(), heading=shipped_style().body)
    assert {one.name for one in on_page(page(said("x"), style=style))} == {"Document Text"}
    assert {one.name for one in in_word(word(said("x"), style=style))} == {"Calibri"}


def test_two_typefaces_that_word_calls_the_same_stand_once_in_its_table() -> None:
    style = replace(shipped_style(), heading=Font("Calibri", "Caladea"))
    docx = word(said("x"), style=style)
    assert [one.get(f"{W}name") for one in read(docx, "word/fontTable.xml")] == ["Calibri"]
    assert [one.look for one in in_word(docx)] == ["Regular", "Bold"]


def test_other_scripts_travel_with_the_characters_used_and_no_others(tmp_path: Path) -> None:
    style = with_font(made_font(tmp_path / "bars.ttf"))
    (bars,) = (one for one in in_word(word(said(HEBREW), style=style)) if one.name == "Bars")
    assert (bars.name, bars.look, bars.letters) == ("Bars", "Regular", set(HEBREW) - {" "})
    *_, shown = on_page(page(said(CHINESE[0]), style=style))
    assert (shown.name, shown.look) == ("Document Text", f"normal normal U+{ord(CHINESE[0]):X}")
    assert "Bars" not in [one.name for one in in_word(word(said("x"), style=style))]


@pytest.mark.parametrize(
    ("rights", "in_files", "in_pages"),
    [
        (0x0, True, True),
        (0x8, True, False),
        (0x2, False, False),
        (0x4, False, False),
        (0x100, False, False),
        (0x208, False, False),
    ],
)
def test_only_a_font_that_its_maker_lets_be_embedded_travels(
    rights: int, in_files: bool, in_pages: bool, tmp_path: Path
) -> None:
    style = with_font(made_font(tmp_path / "bars.ttf", rights=rights))
    docx = word(said(HEBREW), style=style)
    assert ("Bars" in [one.name for one in in_word(docx)]) is in_files
    assert (len(on_page(page(said(HEBREW), style=style))) == 4) is in_pages
    assert faults(docx) == []
    found = [(one.code, one.severity, one.path) for one in font_problems(style)]
    assert found == ([] if in_pages else [("WRT-05", "warning", ("fonts", "files", 8))])


def test_the_warning_says_which_file_and_what_to_do(tmp_path: Path) -> None:
    (problem,) = font_problems(with_font(made_font(tmp_path / "bars.ttf", rights=8)))
    assert problem.message.startswith("“bars.ttf” does not travel inside web pages.")
    assert problem.found == "TrueType outlines, embedding rights (fsType) 8"
    assert "open font" in problem.hint


def test_postscript_outlines_which_word_cannot_embed_travel_in_pages_alone(tmp_path: Path) -> None:
    bars = Font("Bars", "Bars")
    style = replace(shipped_style(), body=bars, heading=bars, font_files=(outlined_font(tmp_path),))
    assert "does not travel inside Word files." in font_problems(style)[0].message
    assert in_word_or_none(word(said("abc"), style=style)) == []
    assert len(on_page(page(said("abc"), style=style))) == 1


def in_word_or_none(docx: bytes) -> list[Face]:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        has_fonts = "word/_rels/fontTable.xml.rels" in package.namelist()
    return in_word(docx) if has_fonts else []


def test_a_style_without_font_files_embeds_nothing_and_says_nothing_of_it() -> None:
    docx = word(said("x"), style=Style())
    assert in_word_or_none(docx) == []
    assert b"embed" not in zipfile.ZipFile(io.BytesIO(docx)).read("word/settings.xml")
    assert on_page(page(said("x"), style=Style())) == []


@pytest.mark.parametrize("make", [word, page])
def test_a_file_that_is_no_font_stops_the_file(make: Callable[..., bytes], tmp_path: Path) -> None:
    (tmp_path / "text.ttf").write_text("not a font")
    with pytest.raises(ObcgenError, match="WRT-02"):
        make(said("x"), style=with_font(tmp_path / "text.ttf"))
