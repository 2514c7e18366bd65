"""What goes over a page is one thing to those who hear it: one table, one list, one paragraph."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, Any

import page as validation
import pikepdf
import pytest
from pdf_sample import TESTS, grid, row, said, shipped_style, small

from obcgen.document.tree import Cell, Item, ItemList, Link, Number, Paragraph, Row, Table, Text
from obcgen.writers.to_pdf import to_pdf

sys.path.append(str(TESTS / "examples"))
from tagged_pdf import Element, read_tags

if TYPE_CHECKING:
    from pathlib import Path

LONG = "Both parties read the data together, and each acts on what it sees in them. " * 60


def rows(count: int) -> list[Row]:
    return [
        Row((Cell((said(f"Row {i}"),), header=True), Cell((said(f"value of row {i}"),))))
        for i in range(count)
    ]


def long_table(count: int = 60) -> Table:
    return grid(row("Name", "Value", head=True), *rows(count))


def tags(*blocks: Any) -> Element:
    return read_tags(to_pdf(small(*blocks), shipped_style()))


def test_a_table_of_sixty_rows_over_several_pages_is_one_table() -> None:
    root = tags(said("Before."), long_table(), said("After."))
    (table,) = root.named("Table")
    assert [kid.kind for kid in table.kids if isinstance(kid, Element)] == ["Caption", "THead", "TBody"]
    assert [one.text for one in table.named("TR")] == [
        "Name Value",
        *(f"Row {i} value of row {i}" for i in range(60)),
    ]
    assert root.text.endswith("value of row 59 After.")


def test_a_repeated_header_row_is_printed_and_not_read_again() -> None:
    pdf = to_pdf(small(long_table()), shipped_style())
    assert read_tags(pdf).text.count("Name Value") == 1
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert len(opened.pages) == 2
        assert opened.pages[1].Contents.read_bytes().count(b"/Pagination") > 3


def test_every_cell_overleaf_is_headed_by_the_one_header_row() -> None:
    with pikepdf.open(io.BytesIO(to_pdf(small(long_table()), shipped_style()))) as pdf:
        cells = [
            one
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") in ("/TH", "/TD")
        ]
        named = {bytes(one.ID): one for one in cells if "/ID" in one}
        last = [one for one in cells if one.S == "/TD"][-1]
        headers = [named[bytes(key)] for key in last.A.Headers]
        assert [str(one.A.Scope) for one in headers] == ["/Row", "/Column"]
        columns = [one for one in cells if one.S == "/TH" and one.A.Scope == "/Column"]
        assert headers[1].objgen in [one.objgen for one in columns if one.P.P.P.S == "/Table"]


def test_a_paragraph_over_a_page_is_one_paragraph() -> None:
    root = tags(*(said("A line.") for _ in range(20)), said(LONG), said("After."))
    assert [one.text for one in root.named("P")][20:] == [LONG.strip(), "After."]


def test_an_item_over_a_page_keeps_its_one_number_and_its_lists() -> None:
    inner = ItemList(
        "letters",
        tuple(Item((said(f"letter {i}"),), Number("list-1", 0, i, f"({i})", f"({i})")) for i in range(40)),
    )
    number = Number("sections", 1, 1, "1.1", "Section 1.1")
    clauses = ItemList("clauses", (Item((said("Lead."), inner), number),))
    root = tags(*(said("A line.") for _ in range(20)), clauses, said("After."))
    outer, nested = root.named("L")
    (item,) = [kid for kid in outer.kids if isinstance(kid, Element)]
    assert [kid.kind for kid in item.kids if isinstance(kid, Element)] == ["Lbl", "LBody"]
    assert len([kid for kid in nested.kids if isinstance(kid, Element)]) == 40


def test_a_row_higher_than_a_page_is_one_row() -> None:
    tall = Row((Cell((said("Tall"),), header=True), Cell((said(LONG), said(LONG)))))
    (table,) = tags(grid(row("Name", "Value", head=True), tall)).named("Table")
    head, body = table.named("TR")
    assert head.text == "Name Value"
    assert [kid.kind for kid in body.kids if isinstance(kid, Element)] == ["TH", "TD"]
    assert [one.text for one in body.named("TD")] == [f"{LONG}{LONG}".strip()]


def test_the_document_has_one_section_element_however_many_pages() -> None:
    root = tags(*(said(LONG) for _ in range(6)))
    assert len(list(root.named("Part"))) == 1
    assert len(list(root.named("Sect"))) == 1


@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_3A"])
def test_long_tables_with_links_in_their_head_pass(profile: str, tmp_path: Path) -> None:
    link = Paragraph((Link("https://a.example/", (Text("Source"),)),))
    head = Row((Cell((link,), header=True), Cell((said("Value"),), header=True)), "head")
    file = tmp_path / "long.pdf"
    file.write_bytes(to_pdf(small(grid(head, *rows(60)), said(LONG)), shipped_style()))
    report = validation.validate_pdf(file, profile=validation.ValidationProfile[profile])
    assert report.is_compliant, [failure.message for failure in report.failures]
    with pikepdf.open(file) as pdf:
        assert ["/Annots" in page and len(page.Annots) for page in pdf.pages][:2] == [1, 0]
