"""A statement that a law wants in boldface of at least 14 points is so in each writer, wherever it stands."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pypdf
import pytest
from pdf_sample import said, shipped_style, small
from word_counting import read

from obcgen.document.tree import Callout, Item, ItemList, Paragraph, Text
from obcgen.writers import to_pdf, typst_pdf
from obcgen.writers.css import screen_css
from obcgen.writers.to_docx import to_docx
from obcgen.writers.to_html import to_html

if TYPE_CHECKING:
    from collections.abc import Callable

    from obcgen.document.tree import Block, Document
    from obcgen.style import Style

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CAPITALS = "ASK THE CUSTODIAN"
NOTICE = Paragraph((Text(CAPITALS),), "notice")
PLACES = {
    "alone": NOTICE,
    "in an item": ItemList("bullets", (Item((said("The statement:"), NOTICE)),)),
    "in a box": Callout("note", "Note", (NOTICE,)),
}
each_place = pytest.mark.parametrize("block", PLACES.values(), ids=PLACES)


def lettering(make: Callable[[Document, Style], bytes], block: Block) -> dict[str, tuple[float, str]]:
    """Return the size and the font of each text of a PDF."""
    found: dict[str, tuple[float, str]] = {}

    def visit(text: str, page: list[float], line: list[float], font: dict[str, str], size: float) -> None:
        if text.strip():
            found[text.strip()] = (abs(size * line[3] * page[3]), str(font["/BaseFont"]))

    for page in pypdf.PdfReader(io.BytesIO(make(small(said("Plain"), block), shipped_style()))).pages:
        page.extract_text(visitor_text=visit)
    return found


@each_place
@pytest.mark.parametrize("make", [to_pdf.to_pdf, typst_pdf.to_pdf])
def test_a_pdf_sets_it_bold_and_of_14_points_and_nothing_else(
    make: Callable[[Document, Style], bytes], block: Block
) -> None:
    found = lettering(make, block)
    size, font = found[CAPITALS]
    assert size >= 13.999
    assert "Bold" in font
    assert found["Plain"][0] < 12
    assert "Bold" not in found["Plain"][1]


@each_place
def test_word_gives_it_a_style_of_its_own_that_is_bold_and_of_14_points(block: Block) -> None:
    docx = to_docx(small(said("Plain"), block), shipped_style())
    body, styles = read(docx, "word/document.xml"), read(docx, "word/styles.xml")
    named = [
        (text, style)
        for one in body.iter(f"{W}p")
        if (text := "".join(each.text or "" for each in one.iter(f"{W}t"))) in ("Plain", CAPITALS)
        for style in ([each.get(f"{W}val") for each in one.iter(f"{W}pStyle")] or [None])
    ]
    assert named == [("Plain", None), (CAPITALS, "StatutoryNotice")]
    (style,) = (one for one in styles if one.get(f"{W}styleId") == "StatutoryNotice")
    assert [one.get(f"{W}val") for one in style.iter(f"{W}sz")] == ["28"]
    assert len(list(style.iter(f"{W}b"))) == 1


@each_place
def test_a_page_sets_it_bold_and_of_14_points(block: Block) -> None:
    page = to_html(small(said("Plain"), block), shipped_style()).decode()
    assert f'<p class="notice">{CAPITALS}</p>' in page
    rule = re.search(r"\.notice \{ font-size: ([\d.]+)rem; font-weight: bold \}", screen_css(shipped_style()))
    assert rule
    assert float(rule[1]) * 16 * 0.75 >= 14
