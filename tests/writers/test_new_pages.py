"""Which attachments and forms begin a page."""

from __future__ import annotations

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
from obcgen.writers.new_pages import on_pages

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


def the_forms(*blocks: Block) -> list[str]:
    terms = Section("terms", "Terms", "part", (PLAIN,), level=1)
    forms = Section("forms", "Forms", "part", blocks, level=1)
    part = Section("part", "Part C", "part", (terms, forms), starts_page=True)
    found = on_pages(Document("contract", "Title", "N", "Owner", (part,)))
    return [one.id for one in sections_of(found.blocks) if one.starts_page]


def form(name: str, *blocks: Block) -> Section:
    return Section(name, name.title(), "part", blocks, level=2)


def test_each_form_of_a_part_begins_a_page_the_first_one_under_the_heading_of_all() -> None:
    assert the_forms(form("invoice", BLANK), form("notice", BLANK)) == ["part", "forms", "notice"]


def test_clauses_of_a_part_begin_no_page() -> None:
    assert the_forms(form("law", PLAIN), form("notice", BLANK), form("more", PLAIN)) == ["part", "notice"]


def test_forms_that_come_first_in_their_part_stay_under_its_heading() -> None:
    forms = Section("forms", "Forms", "part", (form("invoice", BLANK),), level=1)
    part = Section("part", "Part C", "part", (forms,), starts_page=True)
    found = on_pages(Document("contract", "Title", "N", "Owner", (part,)))
    assert [one.id for one in sections_of(found.blocks) if one.starts_page] == ["part"]
