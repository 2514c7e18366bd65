"""Blanks in a PDF are fields: named, drawn by the file, in the order in which they are read."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import page as validation
import pikepdf
import pytest
from made_font import outlined_font
from pdf_sample import said, shipped_style, small

from obcgen.document.tree import (
    Cell,
    Column,
    Field,
    Paragraph,
    Row,
    Signature,
    Signatures,
    Table,
    Text,
)
from obcgen.style import Font
from obcgen.writers.to_pdf import to_pdf

if TYPE_CHECKING:
    from pathlib import Path

    from obcgen.document.tree import Document, FieldKind
    from obcgen.style import Style

KIND = Field("kind", "choice", "Kind of body", choices=("Public", "Nonprofit"))


def form(*fields: Field) -> Table:
    rows = tuple(Row((Cell((said(one.title),), header=True), Cell((Paragraph((one,)),)))) for one in fields)
    return Table("form", (Column(40), Column(60)), rows, look="form")


OPENED: list[pikepdf.Pdf] = []
"""What keeps a file open while its objects are looked at."""


def opened(*blocks: Any) -> pikepdf.Pdf:
    OPENED[:] = [*OPENED[-1:], pikepdf.open(io.BytesIO(to_pdf(small(*blocks), shipped_style())))]
    return OPENED[-1]


def blank(kind: FieldKind, name: str = "answer", hint: str = "") -> Field:
    return Field(name, kind, f"The {kind}", hint)


def fields(pdf: pikepdf.Pdf) -> list[Any]:
    return list(pdf.Root.AcroForm.Fields)


def drawn(appearance: Any) -> bytes:
    return bytes(appearance.read_bytes())


def faults(document: Document, profile: str, folder: Path, style: Style | None = None) -> list[str]:
    file = folder / "form.pdf"
    file.write_bytes(to_pdf(document, style or shipped_style()))
    report = validation.validate_pdf(file, profile=validation.ValidationProfile[profile])
    return [failure.message for failure in report.failures]


def test_every_kind_of_blank_is_a_field_with_its_name_and_its_title() -> None:
    kinds: tuple[FieldKind, ...] = ("text", "long", "date", "money", "number", "checkbox")
    pdf = opened(form(*(blank(kind, f"the-{kind}") for kind in kinds), KIND))
    found = {str(one.T): (str(one.FT), int(one.get("/Ff", 0)), str(one.TU)) for one in fields(pdf)}
    assert found == {
        "the-text": ("/Tx", 0, "The text"),
        "the-long": ("/Tx", 1 << 12, "The long"),
        "the-date": ("/Tx", 0, "The date"),
        "the-money": ("/Tx", 0, "The money"),
        "the-number": ("/Tx", 0, "The number"),
        "the-checkbox": ("/Btn", 0, "The checkbox"),
        "kind": ("/Btn", (1 << 14) | (1 << 15), "Kind of body"),
    }


def test_a_hint_shows_until_somebody_answers_and_is_read_with_the_title() -> None:
    (field,) = fields(opened(form(blank("date", hint="Month day, year"))))
    assert str(field.TU) == "The date (Month day, year)"
    assert b"(Month day, year) Tj" in drawn(field.AP.N)
    assert "/V" not in field


def test_an_empty_field_is_drawn_empty() -> None:
    (field,) = fields(opened(form(blank("text"))))
    assert drawn(field.AP.N).split() == [b"/Tx", b"BMC", b"EMC"]


def test_a_hint_in_letters_that_nobody_can_type_does_not_break_the_file() -> None:
    (field,) = fields(opened(form(blank("text", hint="a (b) \\ Č “x”"))))
    assert b"Tj" in drawn(field.AP.N)


def test_a_choice_is_one_field_with_a_circle_before_each_printed_answer() -> None:
    pdf = opened(form(KIND))
    (field,) = fields(pdf)
    assert [str(one) for one in field.Opt] == ["Public", "Nonprofit"]
    assert [str(one.Contents) for one in field.Kids] == ["Public", "Nonprofit"]
    assert [sorted(one.AP.N.keys()) for one in field.Kids] == [["/0", "/Off"], ["/1", "/Off"]]
    assert all(str(one.AS) == "/Off" and "/T" not in one for one in field.Kids)
    left = [float(one.Rect[0]) for one in field.Kids]
    assert left[0] == left[1]


def test_two_choices_are_two_fields() -> None:
    pdf = opened(form(KIND, replace(KIND, id="other")))
    assert [(str(one.T), len(one.Kids)) for one in fields(pdf)] == [("kind", 2), ("other", 2)]


def test_a_name_with_points_stays_one_name() -> None:
    (field,) = fields(opened(form(blank("text", "price.line.1"))))
    assert str(field.T) == "price/line/1"


def test_a_blank_that_fills_its_cell_can_be_clicked_in_all_of_it() -> None:
    (cell,) = fields(opened(form(blank("text"))))
    (inline,) = fields(opened(Paragraph((Text("A discount of "), blank("number"), Text(" percent.")))))
    widths = [float(one.Rect[2]) - float(one.Rect[0]) for one in (cell, inline)]
    assert 270 < widths[0] < 290
    assert 88 < widths[1] < 100


def signing() -> tuple[Signatures, Signatures]:
    parties = Signatures((Signature("us", "District", "A. Name"), Signature("them", "Provider")))
    return parties, Signatures((Signature("more-signature", "Provider", "B. Name", "Owner"),))


def test_the_lines_of_a_signature_are_fields_named_as_signing_services_read_them() -> None:
    names = [str(one.T) for one in fields(opened(*signing()))]
    assert names == [
        "us-signature_es_:signer1:signature",
        "us-title_es_:signer1:title",
        "us-date_es_:signer1:date",
        "them-signature_es_:signer2:signature",
        "them-name_es_:signer2:fullname",
        "them-title_es_:signer2:title",
        "them-date_es_:signer2:date",
        "more-signature_es_:signer2:signature",
        "more-signature-date_es_:signer2:date",
    ]


def test_a_party_signs_in_a_field_for_a_certificate_over_the_whole_line() -> None:
    pdf = opened(*signing())
    places = [one for one in fields(pdf) if str(one.FT) == "/Sig"]
    assert [str(one.TU) for one in places] == ["Signature, District", *["Signature, Provider"] * 2]
    assert all(drawn(one.AP.N).split() == [b"/Tx", b"BMC", b"EMC"] and "/V" not in one for one in places)
    sizes = [(one.Rect[2] - one.Rect[0], one.Rect[3] - one.Rect[1]) for one in places]
    assert all(170 < width < 190 and 25 < height < 35 for width, height in sizes)
    assert int(pdf.Root.AcroForm.SigFlags) == 1


def test_only_a_file_with_a_place_to_sign_says_that_it_has_one() -> None:
    assert "/SigFlags" not in opened(form(blank("text"))).Root.AcroForm


def test_fields_come_in_the_order_of_reading_and_each_is_held_by_a_form_element() -> None:
    pdf = opened(form(blank("text", "a"), KIND, blank("checkbox", "b")), said("x"))
    forms: list[Any] = []

    def walk(element: Any) -> None:
        if str(element.get("/S", "")) == "/Form":
            forms.append(element)
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                walk(kid)

    walk(pdf.Root.StructTreeRoot.K[0])
    held = [form.K.Obj.objgen for form in forms]
    assert held == [one.objgen for one in pdf.pages[0].Annots]
    assert len(held) == 4
    assert str(pdf.pages[0].Tabs) == "/S"


def test_a_document_without_blanks_has_no_form() -> None:
    assert "/AcroForm" not in opened(said("x")).Root


def test_the_font_for_answers_is_in_the_file_with_the_letters_of_a_keyboard() -> None:
    pdf = opened(form(blank("text")))
    (font,) = pdf.Root.AcroForm.DR.Font.values()
    assert str(font.Encoding) == "/WinAnsiEncoding"
    assert len(font.Widths) == 224
    assert 5_000 < int(font.FontDescriptor.FontFile2.Length1) < 60_000
    assert "/NeedAppearances" not in pdf.Root.AcroForm


MISREAD = "has a rendered Type1 glyph absent from its descriptor /CharSet"
"""What the everyday checker says of any font with PostScript outlines; veraPDF finds all glyphs named."""


@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_3A"])
def test_forms_pass_with_an_opentype_font_too(profile: str, tmp_path: Path) -> None:
    bars = Font("Bars", "Bars")
    style = replace(shipped_style(), body=bars, heading=bars, font_files=(outlined_font(tmp_path),))
    document = small(form(blank("text", hint="Hint"), blank("checkbox", "b"), KIND))
    assert [one for one in faults(document, profile, tmp_path, style) if MISREAD not in one] == []


@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_3A"])
def test_every_kind_of_field_passes(profile: str, tmp_path: Path) -> None:
    kinds: tuple[FieldKind, ...] = ("text", "long", "date", "money", "number", "checkbox")
    document = small(form(*(blank(kind, kind, "Hint") for kind in kinds), KIND), *signing())
    assert faults(document, profile, tmp_path) == []
