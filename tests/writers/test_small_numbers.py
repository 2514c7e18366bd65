"""The longest numbers of clauses leave room before their text, at a contract's sizes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, NamedTuple

import pypdf
import pytest
from pdf_sample import shipped_style, small
from word_counting import read
from word_making import clauses, paragraph

from obcgen.writers import to_pdf, typst_pdf
from obcgen.writers.to_docx import to_docx

if TYPE_CHECKING:
    from collections.abc import Callable

    from obcgen.document.tree import Document
    from obcgen.style import Style

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STYLE = shipped_style().of("contract")
LONG, SHORT = "B.20.10.1", "B.20.2"
each_engine = pytest.mark.parametrize("make", [to_pdf.to_pdf, typst_pdf.to_pdf])


class Printed(NamedTuple):
    """Where a text begins on its line, and how large it is."""

    left: float
    size: float


def printed(make: Callable[[Document, Style], bytes], label: str) -> dict[str, Printed]:
    found: dict[str, Printed] = {}

    def visit(text: str, page: list[float], line: list[float], _: object, size: float) -> None:
        left = line[4] * page[0] + line[5] * page[2] + page[4]
        found.setdefault(text.strip(), Printed(left, abs(size * line[3] * page[3])))

    pdf = io.BytesIO(make(small(clauses((label, (paragraph("Text"),)))), STYLE))
    for page in pypdf.PdfReader(pdf).pages:
        page.extract_text(visitor_text=visit)
    return found


@each_engine
def test_the_text_stands_at_one_edge_behind_long_and_short_numbers(
    make: Callable[[Document, Style], bytes],
) -> None:
    long, short = printed(make, LONG), printed(make, SHORT)
    assert long["Text"].left == pytest.approx(short["Text"].left, abs=0.5)
    assert long[LONG].left < long["Text"].left


@each_engine
def test_only_the_longest_numbers_are_smaller_than_their_text(
    make: Callable[[Document, Style], bytes],
) -> None:
    long, short = printed(make, LONG), printed(make, SHORT)
    assert long[LONG].size == pytest.approx(float(STYLE.sizes.small), abs=0.1)
    assert short[SHORT].size == pytest.approx(short["Text"].size, abs=0.1)
    assert long["Text"].size > long[LONG].size + 1


def test_word_sets_the_numbers_of_the_lowest_clauses_small_and_no_others() -> None:
    docx = to_docx(small(clauses((LONG, (paragraph("Text"),)))), STYLE)
    levels = read(docx, "word/numbering.xml").iter(f"{W}lvl")
    sized = {level.get(f"{W}ilvl"): size.get(f"{W}val") for level in levels for size in level.iter(f"{W}sz")}
    assert sized == {"3": str(round(STYLE.sizes.small * 2))}
