"""The logo stands at the head of the cover in every format, and those who do not see it hear its words."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import page as validation
import pikepdf
import pytest
from lxml import html
from pdf_sample import said, sample, shipped_style, small
from word_soundness import faults

from logos import SVG, jpeg, png
from obcgen.style import Logo, Style
from obcgen.style.picture import picture_of
from obcgen.writers import WRITERS

if TYPE_CHECKING:
    from pathlib import Path

PICTURES = {"png": png(), "jpeg": jpeg(), "svg": SVG}


def branded(kind: str, width: float = 2.0) -> Style:
    word = picture_of(PICTURES[kind if kind != "svg" else "png"])
    return replace(
        shipped_style(), logo=Logo(picture_of(PICTURES[kind]), "Our & their District", width, word)
    )


@cache
def printed(kind: str) -> bytes:
    """Return a PDF with the logo, of many pages with one of them; it is laid out once for all tests."""
    return WRITERS["pdf"](sample() if kind == "png" else small(said("One.")), branded(kind))


def test_the_web_page_holds_the_logo_itself_and_first() -> None:
    page: Any = html.fromstring(WRITERS["html"](sample(), branded("svg")).decode())
    (image,) = page.xpath("//main/section[1]/*[1]/img")
    assert image.get("src").startswith("data:image/svg+xml;base64,")
    assert image.get("alt") == "Our & their District"


@pytest.mark.parametrize("kind", PICTURES)
@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_3A"])
def test_a_pdf_with_a_logo_passes(kind: str, profile: str, tmp_path: Path) -> None:
    file = tmp_path / "logo.pdf"
    file.write_bytes(printed(kind))
    report = validation.validate_pdf(file, profile=validation.ValidationProfile[profile])
    assert report.is_compliant, [failure.message for failure in report.failures]


@pytest.mark.parametrize("kind", PICTURES)
def test_the_second_engine_prints_the_logo_and_passes(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "logo.pdf"
    file.write_bytes(WRITERS["pdf"](small(said("One.")), replace(branded(kind), engine="typst")))
    for profile in ("PDF_UA_1", "PDF_A_3A"):
        report = validation.validate_pdf(file, profile=validation.ValidationProfile[profile])
        assert report.is_compliant, [failure.message for failure in report.failures]
    with pikepdf.open(file) as pdf:
        found = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one]
        assert [str(one.Alt) for one in found] == ["Our & their District"]


def test_the_logo_is_a_figure_on_the_first_page_of_the_pdf() -> None:
    with pikepdf.open(io.BytesIO(printed("png"))) as pdf:
        figures = [
            one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        ]
        assert [str(one.Alt) for one in figures] == ["Our & their District"]
        assert figures[0].Pg.objgen == pdf.pages[0].obj.objgen
        before = WRITERS["pdf"](sample(), shipped_style())
        assert len(pdf.pages) == len(pikepdf.open(io.BytesIO(before)).pages)


def test_word_shows_the_logo_as_a_picture_with_words() -> None:
    data = WRITERS["docx"](sample(), branded("svg"))
    assert faults(data) == []
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert file.read("word/media/logo.png") == png()
        body = file.read("word/document.xml").decode()
    assert body.index("<wp:inline") < body.index("High-Dosage")
    assert 'descr="Our &amp; their District"' in body
    assert 'cx="1828800" cy="609600"' in body


def test_a_logo_wider_than_the_page_fills_the_width_between_the_margins() -> None:
    body = zipfile.ZipFile(io.BytesIO(WRITERS["docx"](sample(), branded("png", 8)))).read("word/document.xml")
    width = 3.75  # three times the height that a cover has room for
    assert f'cx="{round(width * 914_400)}"'.encode() in body


def test_without_a_logo_nothing_of_one_is_in_a_file() -> None:
    data = WRITERS["docx"](sample(), shipped_style())
    assert not [name for name in zipfile.ZipFile(io.BytesIO(data)).namelist() if "media" in name]
    assert b"data:image" not in WRITERS["html"](sample(), shipped_style())
