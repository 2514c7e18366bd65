"""The longest numbers of clauses leave room before their text, at a contract's sizes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pdf_sample import shipped_style, small
from word_counting import read
from word_making import clauses, paragraph

from obcgen.writers import to_pdf, typst_pdf
from obcgen.writers.to_docx import to_docx

sys.path.append(str(Path(__file__).parent.parent.parent / "scripts"))
from page_lines import Line, pages_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from obcgen.document.tree import Document
    from obcgen.style import Style

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STYLE = shipped_style().of("contract")
LONG, SHORT = "B.20.10.1", "B.20.2"
ROOM = 3.0
"""Points that a reader sees as a space between a number and its text."""
each_engine = pytest.mark.parametrize("make", [to_pdf.to_pdf, typst_pdf.to_pdf])


def printed(make: Callable[[Document, Style], bytes], label: str, folder: Path) -> dict[str, Line]:
    pdf = folder / "page.pdf"
    pdf.write_bytes(make(small(clauses((label, (paragraph("Text"),)))), STYLE))
    return {line.text.strip(): line for page in pages_of(pdf, STYLE)[0] for line in page.lines}


@each_engine
def test_the_text_stands_at_the_edge_behind_the_longest_number(
    make: Callable[[Document, Style], bytes], tmp_path: Path
) -> None:
    long, short = printed(make, LONG, tmp_path), printed(make, SHORT, tmp_path)
    assert long["Text"].left == pytest.approx(short["Text"].left, abs=0.5)
    assert long["Text"].left - long[LONG].right > ROOM


@each_engine
def test_shorter_numbers_are_as_large_as_their_text(
    make: Callable[[Document, Style], bytes], tmp_path: Path
) -> None:
    long, short = printed(make, LONG, tmp_path), printed(make, SHORT, tmp_path)
    assert long[LONG].height < short[SHORT].height == short["Text"].height


def test_word_sets_the_numbers_of_the_lowest_clauses_small_and_no_others() -> None:
    docx = to_docx(small(clauses((LONG, (paragraph("Text"),)))), STYLE)
    levels = read(docx, "word/numbering.xml").iter(f"{W}lvl")
    sized = {level.get(f"{W}ilvl"): size.get(f"{W}val") for level in levels for size in level.iter(f"{W}sz")}
    assert sized == {"3": str(round(STYLE.sizes.small * 2))}
