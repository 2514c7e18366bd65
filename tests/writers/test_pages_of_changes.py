"""A redline as page and PDF: marks that are seen without colour and heard; the PDF stays accessible."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

import page as validation
import pypdf
import pytest
from pdf_sample import shipped_style, small
from word_making import paragraph

from obcgen.document.marks import Revision
from obcgen.document.redline.on_paper import on_paper
from obcgen.document.redline.redline import redline
from obcgen.document.tree import Cell, Column, Field, Paragraph, Row, Section, Table, Text
from obcgen.writers.to_html import to_html
from obcgen.writers.to_pdf import to_pdf

if TYPE_CHECKING:
    from pathlib import Path

    from obcgen.document.tree import Document

DAY = Revision("District", "2027-03-01T00:00:00Z")


def deal(price: str, *more: str) -> Document:
    """Return a document with a price, a clause for each text, and a blank unless there are clauses."""
    blank = () if more else (Paragraph((Text("Name: "), Field("name", "text", "Legal name"))),)
    return small(paragraph(f"The District pays {price}."), *blank, *(paragraph(text) for text in more))


def table(id_: str, look: Literal["grid", "cards"], head: str) -> Table:
    """Return a table with one column."""
    top, below = (Cell((paragraph(text),), header=text == head) for text in (head, f"{id_} below"))
    return Table(id_, (Column(100),), (Row((top,), "head"), Row((below,))), look=look)


@cache
def changed() -> Document:
    old, new = deal("$500"), deal("$450", "The Provider keeps records.")
    (was,), (now,) = old.blocks, new.blocks
    assert isinstance(was, Section)
    assert isinstance(now, Section)
    was = replace(was, blocks=(*was.blocks, table("dates", "cards", "May 14")))
    more = table("dates", "cards", "May 21"), table("added", "grid", "Reason")
    now = replace(now, blocks=(*now.blocks, *more))
    return on_paper(redline(replace(old, blocks=(was,)), replace(new, blocks=(now,)), DAY))


@cache
def html() -> str:
    return to_html(changed(), shipped_style()).decode()


def test_changed_words_are_in_the_elements_for_them_and_said_to_who_cannot_see() -> None:
    heard = '<span class="heard">[{}:&nbsp;</span>{}<span class="heard">]</span>'
    assert (
        f"<del>{heard.format('deleted', '$500')}</del><ins>{heard.format('inserted', '$450')}</ins>" in html()
    )


def test_a_block_is_marked_as_a_whole() -> None:
    assert '<ins class="block"><p class="heard">[inserted:</p><p>The Provider keeps records.</p>' in html()


def test_marks_are_told_apart_without_colour() -> None:
    rules = dict(
        re.findall(r"\n?((?:ins|del), (?:ins|del)\.block \*) { text-decoration: ([a-z-]+) }", html())
    )
    assert rules == {"ins, ins.block *": "underline", "del, del.block *": "line-through"}
    assert '<p class="changed">' in html()


def test_what_was_deleted_is_no_field_to_fill_in() -> None:
    assert "<input" not in html()
    assert "<del" in html()


def test_a_plain_page_has_no_rule_for_marks() -> None:
    assert "text-decoration: line-through" not in to_html(deal("$500"), shipped_style()).decode()


@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_3A"])
def test_the_pdf_is_still_accessible(profile: str, tmp_path: Path) -> None:
    file = tmp_path / "redline.pdf"
    file.write_bytes(pdf())
    report = validation.validate_pdf(file, profile=validation.ValidationProfile[profile])
    assert report.is_compliant


def test_the_pdf_says_what_was_deleted_and_inserted() -> None:
    text = " ".join(pypdf.PdfReader(io.BytesIO(pdf())).pages[0].extract_text().split())
    assert re.search(r"pays \[deleted: ?\$500 ?\] ?\[inserted: ?\$450 ?\]", text)


def test_marks_in_a_head_row_are_seen_on_what_is_behind_them() -> None:
    """The head of a grid is dark, that of cards is pale."""
    colour = {text: colour for text, colour, _ in texts()}
    white = [1.0, 1.0, 1.0]
    assert colour["Reason"] == white
    assert white not in (colour["14"], colour["21"], colour["added below"])


def test_what_is_only_heard_takes_no_room_beside_the_words() -> None:
    places = [(text, left) for text, _, left in texts()]
    (heard, begins), (seen, left) = next(pair for pair in pairwise(places) if pair[1][0] == "$500")
    assert (heard, seen) == ("[deleted:", "$500")
    assert 0 < left - begins < 2


def texts() -> list[tuple[str, list[float], float]]:
    """Return each text of the PDF with its colour and how far it is from the left."""
    found: list[tuple[str, list[float], float]] = []
    colour: list[float] = []

    def seen(operator: bytes, operands: list[float], *_: object) -> None:
        if operator == b"rg":
            colour[:] = map(float, operands)

    def said(text: str, _: object, at: list[float], *__: object) -> None:
        if text.strip():
            found.append((text.strip(), list(colour), at[4]))

    reader = pypdf.PdfReader(io.BytesIO(pdf()))
    reader.pages[0].extract_text(visitor_operand_before=seen, visitor_text=said)
    return found


@cache
def pdf() -> bytes:
    return to_pdf(changed(), shipped_style())
