"""Which attachments and forms begin a page, and which forms share one."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pypdf
import pytest
from pdf_sample import shipped_style
from word_counting import W, read

from obcgen.document.tree import (
    Block,
    Cell,
    Column,
    Document,
    Field,
    Paragraph,
    Row,
    Section,
    Signature,
    Signatures,
    Table,
    Text,
)
from obcgen.document.walk import sections_of
from obcgen.writers import to_pdf, typst_pdf
from obcgen.writers.new_pages import on_pages
from obcgen.writers.to_docx import to_docx

if TYPE_CHECKING:
    from collections.abc import Callable

    from obcgen.style import Style

    Writer = Callable[[Document, Style], bytes]

each_engine = pytest.mark.parametrize("engine", [to_pdf.to_pdf, typst_pdf.to_pdf])
PLAIN = Paragraph((Text("Text."),))
BLANK = Paragraph((Field("name", "text", "Name"),))


def attachment(name: str, *blocks: Block) -> Section:
    return Section(name, name.title(), "attachment", blocks, starts_page=True)


def opened(*blocks: Block) -> list[str]:
    found = on_pages(Document("contract", "Title", "N", "Owner", blocks)).blocks
    return [one.id for one in found if isinstance(one, Section) and one.starts_page]


def test_the_first_attachment_opens_a_page_and_the_next_follows_on_it() -> None:
    assert opened(
        Section("body", "Body", "body", (PLAIN,)), attachment("a", PLAIN), attachment("b", PLAIN)
    ) == ["a"]


def test_a_form_is_a_sheet_of_its_own() -> None:
    form = attachment("form", Section("part", "Part", "attachment", (BLANK,), level=1))
    assert opened(attachment("a", PLAIN), form, attachment("b", PLAIN), attachment("c", PLAIN)) == [
        "a",
        "form",
        "b",
    ]


def test_an_attachment_of_pages_shares_none_with_those_beside_it() -> None:
    def rows(count: int) -> Table:
        return Table("", (Column(100),), (Row((Cell((PLAIN,)),)),) * count)

    short, long = (attachment(name, rows(count)) for name, count in (("short", 40), ("long", 41)))
    assert opened(attachment("a", PLAIN), short, attachment("b", PLAIN)) == ["a"]
    assert opened(attachment("a", PLAIN), long, attachment("b", PLAIN)) == ["a", "long", "b"]


def test_so_is_what_is_signed() -> None:
    signed = attachment("signed", Signatures((Signature("us", "District"),)))
    assert opened(attachment("a", PLAIN), signed) == ["a", "signed"]


def test_attachments_inside_a_part_are_placed_alike_and_other_sections_stay() -> None:
    part = Section(
        "part", "Part C", "part", (attachment("a", PLAIN), attachment("b", PLAIN)), starts_page=True
    )
    (found,) = on_pages(Document("contract", "Title", "N", "Owner", (part,))).blocks
    assert isinstance(found, Section)
    assert found.starts_page
    assert [one.starts_page for one in found.blocks if isinstance(one, Section)] == [True, False]


def test_a_form_with_its_signature_is_a_sheet_of_its_own_and_a_signature_alone_is_none() -> None:
    signed = Signatures((Signature("us", "District"),))
    table = Table("t", (Column(100),), (Row((Cell((BLANK,)),)),), look="form")
    price = Section("price", "Price", "body", (table, signed))
    letter = Section("letter", "Letter", "body", (PLAIN, signed))
    assert opened(price, letter, Section("asked", "Asked", "body", (table,)), price) == ["price"]
    assert opened(price) == []


def test_what_is_certified_and_the_signature_in_a_section_below_it_are_one_sheet() -> None:
    signed = Signatures((Signature("us", "Offeror"),))
    table = Table("t", (Column(100),), (Row((Cell((BLANK,)),)),), look="form")
    first = Section("first", "First", "body", (PLAIN,), level=1)
    last = Section("last", "Last", "body", (table, signed), level=1)
    certified = Section("certified", "Certified", "body", (PLAIN, first, last))
    apart = Section("apart", "Apart", "body", (last, first))
    assert opened(Section("asked", "Asked", "body", (PLAIN,)), certified, apart) == ["certified"]


def placed(*blocks: Block) -> tuple[Section, ...]:
    terms = Section("before", "Terms", "part", (PLAIN,), level=1)
    forms = Section("forms", "Forms", "part", blocks, level=1)
    part = Section("part", "Part C", "part", (terms, forms), starts_page=True)
    return tuple(sections_of(on_pages(Document("contract", "Title", "N", "Owner", (part,))).blocks))


def the_forms(*blocks: Block) -> list[str]:
    return [one.id for one in placed(*blocks) if one.starts_page]


def whole(*blocks: Block) -> list[str]:
    return [one.id for one in placed(*blocks) if one.whole]


def form(name: str, *blocks: Block) -> Section:
    return Section(name, name.title(), "part", blocks, level=2)


def test_forms_of_a_part_begin_no_page_and_each_of_them_is_whole() -> None:
    blocks = (form("law", PLAIN), form("invoice", BLANK), form("notice", BLANK))
    assert the_forms(*blocks) == ["part"]
    assert whole(*blocks) == ["invoice", "notice"]


def test_what_is_above_or_below_the_forms_of_a_part_may_break() -> None:
    deeper = Section("deeper", "Deeper", "part", (BLANK,), level=3)
    assert whole(form("terms", PLAIN, deeper)) == ["terms"]
    assert [one.id for one in placed(form("law", PLAIN)) if one.whole] == []


def rows(name: str, count: int) -> Table:
    """Return a table of rows that are named by a word and ask for two lines."""
    asked = (Field(f"{name}-{at}", "long", f"{name} {at}") for at in range(count))
    body = tuple(
        Row((Cell((Paragraph((Text(f"{one.title}."),)),)), Cell((Paragraph((one,)),)))) for one in asked
    )
    return Table(name, (Column(30), Column(70)), body, look="form")


@each_engine
def test_forms_share_a_page_where_both_are_whole_on_it(engine: Writer) -> None:
    forms = [form(name, rows(f"{name}1", 4), rows(f"{name}2", 3)) for name in ("one", "two", "three")]
    pages = printed(engine, *forms)
    assert [_standing(pages, f"{name}1 0.") for name in ("one", "two", "three")] == [1, 1, 2]
    assert [_standing(pages, f"{name}2 2.") for name in ("one", "two", "three")] == [1, 1, 2]


@each_engine
def test_a_form_longer_than_a_page_goes_over_several(engine: Writer) -> None:
    pages = printed(engine, form("long", *(rows(f"t{at}", 6) for at in range(6))))
    assert len(pages) > 2
    assert all(f"t{at} {row}." in " ".join(pages) for at in range(6) for row in range(6))


def _standing(pages: list[str], words: str) -> int:
    (found,) = (at for at, text in enumerate(pages) if words in text)
    return found


def printed(engine: Writer, *forms: Section) -> list[str]:
    part = Section("part", "Part C", "part", (Section("forms", "Forms", "part", forms, level=1),))
    pdf = engine(on_pages(Document("contract", "Title", "N", "Owner", (part,))), shipped_style())
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def test_word_keeps_each_paragraph_of_a_whole_form_with_the_next_but_its_last_row() -> None:
    document = on_pages(
        Document("contract", "Title", "N", "Owner", (form("notice", PLAIN, rows("a", 2), rows("b", 2)),))
    )
    data = to_docx(document, shipped_style())
    kept = [
        one.find(f"{W}pPr/{W}keepNext") is not None for one in read(data, "word/document.xml").iter(f"{W}p")
    ]
    # the heading by its style; the paragraph, two rows of two cells, the gap, a row; the last row and the end
    assert kept == [False] + [True] * 8 + [False] * 3
