"""Text straight under a heading stands at the edge of clauses, in a document that has clauses."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pypdf
import pytest
from pdf_sample import shipped_style, small
from word_making import body, clauses, paragraph, section

from obcgen.document.tree import Callout, Item, ItemList
from obcgen.writers import to_pdf, typst_pdf
from obcgen.writers.to_html import to_html

if TYPE_CHECKING:
    from collections.abc import Callable

    from obcgen.document.tree import Block, Document
    from obcgen.style import Style

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STYLE = shipped_style().of("contract")
CLAUSES = clauses(("1.1", (paragraph("Clause"),)))
BULLETS = ItemList("bullets", (Item((paragraph("Bullet"),)),))
each_engine = pytest.mark.parametrize("make", [to_pdf.to_pdf, typst_pdf.to_pdf])


def edges(make: Callable[[Document, Style], bytes], *blocks: Block) -> dict[str, float]:
    """Return where each text begins on its line."""
    found: dict[str, float] = {}

    def visit(text: str, page: list[float], line: list[float], _: object, __: float) -> None:
        found.setdefault(text.strip(), line[4] * page[0] + line[5] * page[2] + page[4])

    for page in pypdf.PdfReader(io.BytesIO(make(small(*blocks), STYLE))).pages:
        page.extract_text(visitor_text=visit)
    return found


@each_engine
def test_a_lone_paragraph_stands_where_the_clauses_do(make: Callable[[Document, Style], bytes]) -> None:
    found = edges(make, paragraph("Alone"), BULLETS, CLAUSES)
    assert found["Alone"] == pytest.approx(found["Clause"], abs=0.5)
    assert found["Bullet"] > found["Alone"] + 5


@each_engine
def test_text_of_a_box_or_of_a_document_without_clauses_does_not(
    make: Callable[[Document, Style], bytes],
) -> None:
    boxed = edges(make, Callout("note", "Box", (paragraph("Boxed"),)), CLAUSES)
    assert boxed["Boxed"] < boxed["Clause"] - 10
    assert edges(make, paragraph("Alone"))["Alone"] == pytest.approx(STYLE.page.left * 72, abs=0.5)


def test_word_gives_it_the_style_of_clause_text() -> None:
    styles = {
        "".join(text.text or "" for text in each.iter(f"{W}t")): [
            style.get(f"{W}val") for style in each.iter(f"{W}pStyle")
        ]
        for each in body(section("1", "One", paragraph("Alone"), BULLETS, CLAUSES)).iter(f"{W}p")
    }
    assert styles["Alone"] == ["ClauseText"]
    plain = body(section("1", "One", paragraph("Alone")))
    assert "ClauseText" not in [style.get(f"{W}val") for style in plain.iter(f"{W}pStyle")]


def test_the_page_says_which_document_has_clauses() -> None:
    assert 'class="clausal"' in to_html(small(paragraph("Alone"), CLAUSES), STYLE).decode()
    assert 'class="clausal"' not in to_html(small(paragraph("Alone")), STYLE).decode()
