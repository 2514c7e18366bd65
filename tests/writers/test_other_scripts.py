"""Names in Hebrew and Chinese: printed by a font of the pack in PDF and Word, or told before printing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import page as validation
import pikepdf
import pytest
from made_font import CHINESE, HEBREW, made_font
from pdf_sample import said, shipped_style, small
from tagged_pdf import read_tags
from word_counting import W, read
from word_soundness import faults

from obcgen.document.tree import Paragraph, Strong, Text
from obcgen.problems import ObcgenError
from obcgen.writers import WRITERS, page_numbers

if TYPE_CHECKING:
    from pathlib import Path

    from obcgen.style import Style

NAMES = f"The schools are {HEBREW} and {CHINESE}."
THEME = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@pytest.fixture
def style(tmp_path: Path) -> Style:
    files = (*shipped_style().font_files, made_font(tmp_path / "bars.ttf"))
    return replace(shipped_style(), font_files=files)


@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_3A"])
def test_a_pdf_prints_them_with_the_packs_font_and_passes(profile: str, style: Style, tmp_path: Path) -> None:
    file = tmp_path / "names.pdf"
    file.write_bytes(WRITERS["pdf"](small(said(NAMES)), style))
    report = validation.validate_pdf(file, profile=validation.ValidationProfile[profile])
    assert report.is_compliant, [failure.message for failure in report.failures]
    assert CHINESE in read_tags(file.read_bytes()).text
    with pikepdf.open(file) as pdf:
        fonts = [
            str(one.BaseFont)
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and "/BaseFont" in one
        ]
    assert any("Bars" in font for font in fonts)


def test_word_names_the_packs_font_for_them(style: Style) -> None:
    docx = WRITERS["docx"](small(said(NAMES)), style)
    theme = read(docx, "word/theme1.xml")
    for script in ("ea", "cs"):
        assert {one.get("typeface") for one in theme.iter(f"{THEME}{script}")} == {"Bars"}
    assert faults(docx) == []


def test_a_document_in_english_names_no_font_for_them() -> None:
    theme = read(WRITERS["docx"](small(said("plain")), shipped_style()), "word/theme1.xml")
    assert {one.get("typeface") for one in theme.iter(f"{THEME}ea", f"{THEME}cs")} == {""}


def test_word_runs_hebrew_from_right_to_left_and_nothing_else(style: Style) -> None:
    body = read(WRITERS["docx"](small(said(NAMES)), style), "word/document.xml")
    turned = {
        "".join(map(str, run.itertext())): run.find(f"{W}rPr/{W}rtl") is not None
        for run in body.iter(f"{W}r")
    }
    assert turned["The schools are "] is False
    assert turned[HEBREW] is True
    assert turned[f" and {CHINESE}."] is False


def test_bold_hebrew_is_bold(style: Style) -> None:
    bold = Paragraph((Strong((Text(HEBREW),)),))
    body = read(WRITERS["docx"](small(bold), style), "word/document.xml")
    (run,) = (run for run in body.iter(f"{W}r") if "".join(map(str, run.itertext())) == HEBREW)
    assert [one.tag.removeprefix(W) for one in run.find(f"{W}rPr")] == ["b", "bCs", "rtl"]  # type: ignore[union-attr]


@pytest.mark.parametrize("name", [HEBREW, CHINESE])
def test_without_a_font_the_character_and_its_place_are_told(name: str) -> None:
    block = replace(said(f"The school {name} in Denver"), at="templates/rfp/need.md:7")
    with pytest.raises(ObcgenError) as caught:
        page_numbers(small(block), shipped_style())
    (problem,) = caught.value.problems
    assert problem.code == "WRT-01"
    assert f"“{name[0]}” (U+{ord(name[0]):04X}" in problem.message
    assert f"The school {name} in Denver" in problem.message
    assert problem.place
    assert problem.place.line == 7
