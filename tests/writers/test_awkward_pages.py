"""Content that breaks pages elsewhere: nested lists, great amounts, empty parts, one part alone."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pypdf
import pytest
from pdf_sample import grid, row, said, shipped_style, small
from tagged_pdf import read_tags
from word_counting import numbered_paragraphs, texts
from word_soundness import faults

from obcgen.document.from_html import from_html
from obcgen.document.resolve import resolve
from obcgen.document.tree import Cell, Column, Item, ItemList, Number, Paragraph, Row, Table, Text
from obcgen.writers import WRITERS

if TYPE_CHECKING:
    from obcgen.document.tree import Document

MILLIONS = ("$999,999,999.99", "$1,250,000.00", "$-12,500,000.00")


def article(*sections: str) -> Document:
    """Return the tree of a document of these sections."""
    head = (
        'data-kind="rfp" data-name="RFP" data-title="Tutoring" data-number="R-1" data-owner="District" '
        'data-status="final" lang="en-US"'
    )
    return resolve(from_html(f"<article {head}>{''.join(sections)}</article>"))


def lines_of(pdf: bytes) -> list[str]:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).splitlines()


def amounts() -> Table:
    rows = [
        Row((Cell((said(f"Line {i}"),), header=True), *cells(amount))) for i, amount in enumerate(MILLIONS)
    ]
    head = Row(
        tuple(Cell((said(text),), header=True) for text in ("Line", "Base", "Performance", "Total")), "head"
    )
    columns = (Column(34), Column(22, "right"), Column(22, "right"), Column(22, "right"))
    number = Number("tables", 0, 1, "Table 1", "Table 1")
    return Table("t", columns, (head, *rows), (Text("Amounts"),), "grid", number)


def cells(amount: str) -> tuple[Cell, ...]:
    return tuple(Cell((said(amount),)) for _ in range(3))


def test_amounts_of_hundreds_of_millions_stay_on_a_line_of_their_column() -> None:
    pdf = WRITERS["pdf"](small(amounts()), shipped_style())
    found = lines_of(pdf)
    for amount in MILLIONS:
        assert any(amount in line for line in found), f"{amount} is broken over lines"


def test_amounts_stand_right_aligned_on_one_edge() -> None:
    reader = pypdf.PdfReader(io.BytesIO(WRITERS["pdf"](small(amounts()), shipped_style())))
    pieces: list[tuple[float, str]] = []
    reader.pages[0].extract_text(visitor_text=lambda text, _, matrix, *__: pieces.append((matrix[4], text)))
    starts = {text.strip(): x for x, text in pieces if text.strip() in MILLIONS}
    assert starts[MILLIONS[1]] > starts[MILLIONS[0]]


def nested(depth: int = 3) -> ItemList:
    inner = (nested(depth - 1),) if depth > 1 else ()
    return ItemList("bullets", tuple(Item((said(f"depth {4 - depth}, item {i}"), *inner)) for i in range(2)))


def test_bullets_nest_three_deep_in_every_format() -> None:
    document = small(said("Lists."), nested())
    words = " ".join(read_tags(WRITERS["pdf"](document, shipped_style())).text.split("•"))
    docx = WRITERS["docx"](document, shipped_style())
    assert faults(docx) == []
    for depth, count in ((1, 2), (2, 4), (3, 8)):
        assert words.count(f"depth {depth}, item") == count
        assert sum(f"depth {depth}, item" in text for text in texts(docx)) == count


def test_letters_in_clauses_count_alike_in_word_and_pdf() -> None:
    document = article(
        '<section id="a" data-kind="body" data-title="One"><ol>'
        "<li>first<ol><li>alpha<ol><li>deep</li><li>deeper</li></ol></li><li>beta</li></ol></li>"
        "<li>second<ol><li>gamma</li></ol></li></ol></section>"
    )
    expected = ["1", "1.1", "(a)", "(i)", "(ii)", "(b)", "1.2", "(a)"]
    counted = numbered_paragraphs(WRITERS["docx"](document, shipped_style()))
    assert [label for label, _, _ in counted if label] == expected
    pdf = read_tags(WRITERS["pdf"](document, shipped_style()))
    assert [one.text for one in pdf.named("Lbl")] == expected[1:]


@pytest.mark.parametrize("writer", ["docx", "pdf", "html"])
def test_an_outline_with_one_part_is_a_whole_document(writer: str) -> None:
    document = article('<section id="a" data-kind="body" data-title="Only"><p>All of it.</p></section>')
    made = WRITERS[writer](document, shipped_style())
    if writer == "docx":
        assert faults(made) == []
        assert "All of it." in texts(made)
    elif writer == "pdf":
        assert "1 Only All of it." in read_tags(made).text
    else:
        assert b"All of it." in made


def test_contents_of_one_part_have_one_line_and_its_page() -> None:
    document = article(
        '<section id="c" data-kind="front" data-title="Contents"><nav data-depth="2"></nav></section>',
        '<section id="a" data-kind="body" data-title="Only"><p>All of it.</p></section>',
    )
    pdf = read_tags(WRITERS["pdf"](document, shipped_style()))
    assert [one.text for one in pdf.named("Link")] == ["1 Only 1"]


def test_parts_without_content_leave_a_heading_and_no_hole() -> None:
    document = article(
        '<section id="a" data-kind="body" data-title="Empty"></section>',
        '<section id="b" data-kind="body" data-title="Parent">'
        '<section id="b1" data-kind="body" data-title="Child"></section></section>',
        '<section id="x" data-kind="attachment" data-page="new" data-title="Form"></section>',
    )
    pdf = WRITERS["pdf"](document, shipped_style())
    docx = WRITERS["docx"](document, shipped_style())
    assert faults(docx) == []
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) == 2
    shown = [text for text in texts(docx) if text]
    assert shown == ["Empty", "Parent", "Child", "Form"]


def test_empty_cells_keep_their_places() -> None:
    table = grid(row("A", "B", head=True), Row((Cell(()), Cell((said("x"),)))))
    docx = WRITERS["docx"](small(table), shipped_style())
    assert faults(docx) == []
    (found,) = read_tags(WRITERS["pdf"](small(table), shipped_style())).named("TBody")
    assert [one.kind for one in found.below() if one.kind in ("TD", "TH")] == ["TD", "TD"]


def test_a_cell_may_hold_a_list_and_a_blank() -> None:
    bullets = ItemList("bullets", (Item((said("one"),)), Item((Paragraph((Text("two"),)),))))
    table = grid(row("A", "B", head=True), Row((Cell((said("x"),)), Cell((bullets,)))))
    docx = WRITERS["docx"](small(table), shipped_style())
    assert faults(docx) == []
    assert {"one", "two"} <= set(texts(docx))
