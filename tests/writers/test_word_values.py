from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest
from word_counting import W, read, text_of, values, zipped
from word_making import DOCUMENT, line, paragraph, to
from word_soundness import faults

from obcgen.document.embedded import Embedded, Printed
from obcgen.document.tree import Block, Field, Link, Strong, Text
from obcgen.readers.from_docx import WordReader
from obcgen.style import Style
from obcgen.writers.to_docx import to_docx

DISTRICT: Final = Printed("district", "Name of the buyer", "Denver Public Schools")
NUMBER: Final = Printed("number", "Number of this document", "RFP-2027-014")


def bound(*blocks: Block, printed: tuple[Printed, ...] = (DISTRICT, NUMBER)) -> bytes:
    """Return a Word file of these blocks that carries these names."""
    carried = Embedded("spec.yaml", "The spec", "obcgen", "obcgen: 1", (), printed)
    return to_docx(replace(DOCUMENT, blocks=blocks), Style(), carried)


def controls(docx: bytes, part: str = "document") -> list[str]:
    """Return the values that controls in a part are bound to."""
    return values(read(docx, f"word/{part}.xml"), "dataBinding", "xpath")


def first_line(docx: bytes) -> str:
    return text_of(next(read(docx, "word/document.xml").iter(f"{W}p")))


def test_each_place_of_a_name_is_a_control_bound_to_one_value() -> None:
    docx = bound(paragraph("Denver Public Schools, called Denver Public Schools."), paragraph("RFP-2027-014"))
    district, number = "/v:values[1]/v:district[1]", "/v:values[1]/v:number[1]"
    assert controls(docx) == [district, district, number]
    assert controls(docx, "header2") == [district, number]
    assert text_of(next(read(docx, "word/document.xml").iter(f"{W}p"))).startswith(
        "Denver Public Schools, called"
    )
    assert faults(docx) == []


def test_the_values_lie_in_a_part_that_the_controls_name() -> None:
    parts = zipped(bound(paragraph("RFP-2027-014")))
    part, about = (parts[f"customXml/{name}2.xml"].decode() for name in ("item", "itemProps"))
    assert "<district>Denver Public Schools</district><number>RFP-2027-014</number>" in part
    store = values(read(bound(paragraph("RFP-2027-014")), "word/document.xml"), "dataBinding", "storeItemID")
    assert store[0] in about
    assert store[0] not in parts["customXml/itemProps1.xml"].decode()


@pytest.mark.parametrize(
    "text",
    [
        "RFP-2027-0141",
        "XRFP-2027-014",
        "RFP-2027-014-A",
        "Denver Public School",
        "denver public schools",
        "Denver Public Schools Foundation",
    ],
)
def test_what_only_looks_like_a_name_is_not_bound(text: str) -> None:
    assert controls(bound(paragraph(text))) == []


@pytest.mark.parametrize(
    "text", ["RFP-2027-014 Part A", "Denver Public Schools (District)", "x Denver Public Schools."]
)
def test_a_name_may_stand_beside_other_words(text: str) -> None:
    assert len(controls(bound(paragraph(text)))) == 1


def test_a_longer_name_is_not_taken_for_the_shorter_one_in_it() -> None:
    longer = Printed("districtLegalName", "Legal name", "Denver Public Schools of Colorado")
    docx = bound(paragraph("Denver Public Schools of Colorado"), printed=(DISTRICT, longer))
    assert controls(docx) == ["/v:values[1]/v:districtLegalName[1]"]


def test_a_name_whose_words_hang_together_is_found_either_way() -> None:
    grade = Printed("title", "What is bought", "Literacy to Grade 3")
    docx = bound(paragraph("Literacy to Grade 3"), paragraph("Literacy to Grade\u00a03"), printed=(grade,))
    assert len(controls(docx)) == 2
    assert "Grade\u00a03" in zipped(docx)["customXml/item2.xml"].decode()


def test_words_that_lead_somewhere_are_left_alone() -> None:
    name = (Text("Denver Public Schools"),)
    docx = bound(line(Link("https://a.example", name), to("gone", "RFP-2027-014"), Strong(name)))
    assert len(controls(docx)) == 2


def test_a_name_with_markup_in_it_stays_text() -> None:
    odd = Printed("district", "Name", "Smith & <Sons>")
    docx = bound(paragraph("Smith & <Sons> pays."), printed=(odd,))
    assert faults(docx) == []
    assert first_line(docx) == "Smith & <Sons> pays."


def test_a_file_that_carries_no_names_has_no_part_for_them() -> None:
    assert "customXml/item2.xml" not in zipped(bound(paragraph("x"), printed=()))


def test_a_reader_reads_bound_names_as_words_of_their_clause() -> None:
    (clause,) = WordReader().clauses(bound(paragraph("Denver Public Schools pays.")), {})
    assert " ".join(clause.text.split()) == "Denver Public Schools pays."


def test_an_answer_that_blanks_share_is_no_word_of_a_clause() -> None:
    blank = Field("name", "text", "Name", "Enter a name", shared="offeror")
    (clause,) = WordReader().clauses(bound(line(Text("Name: "), blank)), {})
    assert "dataBinding" in zipped(bound(line(blank)))["word/document.xml"].decode()
    assert clause.text.strip() == "Name:"
