"""Which attachments begin a page."""

from __future__ import annotations

from obcgen.document.tree import Block, Document, Field, Paragraph, Section, Signature, Signatures, Text
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
