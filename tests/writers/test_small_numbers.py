"""The numbers of a contract's clauses are all of one size, which leaves room before their text."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import pypdf
import pytest
from pdf_sample import shipped_style, small
from word_counting import read
from word_making import clauses, paragraph

from obcgen.document.tree import Number, Section
from obcgen.writers import to_pdf, typst_pdf
from obcgen.writers.to_docx import to_docx

if TYPE_CHECKING:
    from collections.abc import Callable

    from obcgen.document.tree import Document, SectionKind
    from obcgen.style import Style

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STYLE = shipped_style().of("contract")
LONG, SHORT = "B.20.10.1", "B.20.2"


def clause(label: str, sequence: str = "parts") -> Document:
    """Return a document of one clause in a part, or in a section of a document without parts."""
    kind: SectionKind = "part" if sequence == "parts" else "body"
    inner = (clauses((label, (paragraph("Text"),)), sequence=sequence),)
    below = Section(
        "below", "Below", kind, inner, level=1, number=Number(sequence, 1, 1, "B.1", "Article B.1")
    )
    top = Section("one", "One", kind, (below,), number=Number(sequence, 0, 2, "B", "Part B", "upper-letter"))
    return replace(small(), blocks=(top,))


each_engine = pytest.mark.parametrize("make", [to_pdf.to_pdf, typst_pdf.to_pdf])


class Printed(NamedTuple):
    """Where a text begins on its line, and how large it is."""

    left: float
    size: float


def printed(
    make: Callable[[Document, Style], bytes], label: str, sequence: str = "parts"
) -> dict[str, Printed]:
    found: dict[str, Printed] = {}

    def visit(text: str, page: list[float], line: list[float], _: object, size: float) -> None:
        left = line[4] * page[0] + line[5] * page[2] + page[4]
        found.setdefault(text.strip(), Printed(left, abs(size * line[3] * page[3])))

    for page in pypdf.PdfReader(io.BytesIO(make(clause(label, sequence), STYLE))).pages:
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
def test_long_and_short_numbers_of_a_part_are_of_one_small_size_and_its_headings_are_not(
    make: Callable[[Document, Style], bytes],
) -> None:
    long, short = printed(make, LONG), printed(make, SHORT)
    assert long[LONG].size == short[SHORT].size == pytest.approx(float(STYLE.sizes.small), abs=0.1)
    assert long["Text"].size > long[LONG].size + 1
    assert long["B.1"].size == long["Below"].size > long[LONG].size + 1


@each_engine
def test_numbers_of_a_document_without_parts_are_as_large_as_their_text(
    make: Callable[[Document, Style], bytes],
) -> None:
    found = printed(make, "7.2.1", "sections")
    assert found["7.2.1"].size == pytest.approx(found["Text"].size, abs=0.1)


def test_word_sets_the_lowest_level_small_and_the_numbers_of_clauses_on_levels_that_headings_share() -> None:
    half_points = str(round(STYLE.sizes.small * 2))
    levels = read(to_docx(clause(LONG), STYLE), "word/numbering.xml").iter(f"{W}lvl")
    sized = {level.get(f"{W}ilvl"): size.get(f"{W}val") for level in levels for size in level.iter(f"{W}sz")}
    assert sized == {"3": half_points}
    assert marked(clause(SHORT)) == {"Text": half_points}
    assert marked(clause(LONG)) == marked(clause("7.2.1", "sections")) == {}


def marked(document: Document) -> dict[str, str | None]:
    """Return the size that the marks of paragraphs say, by their texts."""
    paragraphs = read(to_docx(document, STYLE), "word/document.xml").iter(f"{W}p")
    sizes = ((one, one.find(f"{W}pPr/{W}rPr/{W}sz")) for one in paragraphs)
    return {"".join(map(str, one.itertext())): size.get(f"{W}val") for one, size in sizes if size is not None}
