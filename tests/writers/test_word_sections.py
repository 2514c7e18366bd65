"""Sections of Word: what its running head says where nobody fills in its fields."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from word_counting import W, read, text_of, values, zipped
from word_making import DOCUMENT, attachment, grid, made, paragraph, section
from word_soundness import faults

from obcgen.document.marks import Mark
from obcgen.document.tree import Block, Changed, Number, Section
from obcgen.style import Letterhead, Picture, Running, Style
from obcgen.writers.to_docx import to_docx

if TYPE_CHECKING:
    from lxml.etree import _Element

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
TEXT = paragraph("Text.")
COVER = Section("cover", "", "front", (TEXT,))
TABLE = grid("t", 1, "T", ("A", "B"), ("a", "$1"), ("In all", "$1"))


def part(label: str, title: str, *blocks: Block) -> Section:
    number = Number("parts", 0, ord(label) - ord("A") + 1, f"Part {label}", f"Part {label}", "upper-letter")
    return Section(title.lower(), title, "part", blocks, number=number)


def sections(docx: bytes) -> list[_Element]:
    return list(read(docx, "word/document.xml").iter(f"{W}sectPr"))


def heads(docx: bytes) -> list[str]:
    """Return what the head of each section says at its right before any field is filled in."""
    names = [
        reference.get(RELATION)
        for one in sections(docx)
        for reference in one.findall(f"{W}headerReference[@{W}type='default']")
    ]
    return [text_of(read(docx, f"word/{name}.xml")).split("\t")[-1].strip() for name in names]


def test_each_part_has_a_running_head_that_says_its_name_and_the_fields_stay() -> None:
    docx = made(COVER, part("A", "The deal", TEXT), part("B", "Conditions", TEXT))
    assert heads(docx) == ["", "Part A The deal", "Part B Conditions"]
    codes = [one.text for one in read(docx, "word/header4.xml").iter(f"{W}instrText")]
    assert codes == [' STYLEREF "Heading 2" \\n ', ' STYLEREF "Heading 2" ']
    assert faults(docx) == []


def test_a_section_ends_in_the_last_paragraph_or_in_a_line_of_a_point_after_a_table() -> None:
    docx = made(COVER, part("A", "The deal", TABLE), part("B", "Conditions", TEXT))
    root = read(docx, "word/document.xml")
    ends = [one for one in root.iter(f"{W}p") if list(one.iter(f"{W}sectPr"))]
    assert [text_of(one) for one in ends] == ["Text.", ""]
    assert [values(one, "pStyle") for one in ends] == [[], ["LastLine"]]
    assert faults(docx) == []


def test_only_the_cover_s_section_has_a_first_page_of_its_own() -> None:
    first, second, third = sections(made(COVER, part("A", "The deal", TEXT), part("B", "Conditions", TEXT)))
    assert list(first.iter(f"{W}titlePg"))
    assert not [*second.iter(f"{W}titlePg"), *third.iter(f"{W}titlePg")]
    assert values(third, "headerReference", "type") == ["default"]
    assert values(first, "pgMar", "left") == values(third, "pgMar", "left")


@pytest.mark.parametrize(
    "blocks",
    [
        (section("1", "Scope", TEXT), section("2", "Term", TEXT)),
        (section("1", "Scope", TEXT), replace(section("2", "Term", TEXT), starts_page=True)),
        (
            section("1", "Scope", TEXT),
            attachment("A", "Rates", TEXT),
            replace(attachment("B", "More", TEXT), starts_page=False),
        ),
        (COVER, Changed(Mark("deleted"), (part("A", "The deal", TEXT),)), part("B", "Conditions", TEXT)),
    ],
    ids=["sections", "a sheet of the body", "attachments on one page", "a redline"],
)
def test_where_a_name_would_not_hold_for_each_page_the_head_says_none(blocks: tuple[Block, ...]) -> None:
    assert heads(made(*blocks)) == [""]


def test_an_attachment_with_pages_of_its_own_is_named_and_those_after_it_are_not() -> None:
    shared = replace(attachment("C", "More", TEXT), starts_page=False)
    docx = made(
        section("1", "Scope", TEXT), attachment("A", "Scores", TABLE), attachment("B", "Rates", TEXT), shared
    )
    assert heads(docx) == ["", "Attachment A Scores", ""]
    assert faults(docx) == []


def test_a_letterhead_and_its_picture_stand_in_the_head_of_every_section() -> None:
    running = Running(
        "<w:p><w:r><w:t>Purchasing</w:t></w:r></w:p>", {"p1": Picture(b"x", "png", 1, 1)}, False
    )
    style = replace(Style(), letterhead=Letterhead({"header default": running}, first=False, told=()))
    docx = to_docx(replace(DOCUMENT, blocks=(COVER, part("A", "The deal", TEXT))), style)
    parts = zipped(docx)
    assert all(b"Purchasing" in parts[f"word/header{number}.xml"] for number in (2, 3))
    assert b"media/header3-p1.png" in parts["word/_rels/header3.xml.rels"]
    assert len(set(zipfile.ZipFile(BytesIO(docx)).namelist())) == len(parts)
