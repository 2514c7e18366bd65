from __future__ import annotations

import pytest
from word_counting import W, read, text_of, texts, values
from word_making import body, line, made
from word_soundness import faults

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
from obcgen.style import Style

CONTROLS = {"text": "richText", "money": "richText", "number": "richText", "long": "richText", "date": "date"}


@pytest.mark.parametrize(("kind", "element"), [*CONTROLS.items(), ("choice", "dropDownList")])
def test_every_kind_of_blank_is_a_typed_control(kind: str, element: str) -> None:
    root = body(line(Field("the-id", kind, "The title", "Say it", ("One", "Two"))))  # type: ignore[arg-type]
    control = next(root.iter(f"{W}sdtPr"))
    assert values(control, "alias") == ["The title"]
    assert values(control, "tag") == ["the-id"]
    assert control.find(f"{W}{element}") is not None
    assert control.find(f"{W}showingPlcHdr") is not None


def test_a_placeholder_is_muted_and_lined_by_itself_and_an_answer_is_not() -> None:
    control = next(body(line(Field("a", "long", "A"))).iter(f"{W}sdt"))
    answer, placeholder = control.iter(f"{W}rPr")
    assert (values(answer, "color"), values(answer, "u")) == ([Style().colours.text], [])
    assert values(placeholder, "color") == [Style().colours.muted]
    assert values(placeholder, "u") == ["single"]


def test_a_blank_that_shares_its_answer_looks_like_the_others_by_its_paragraph_and_its_answer_does_not() -> (
    None
):
    shared = Field("a", "text", "A", shared="offeror")
    table = Table("t", (Column(100),), (Row((Cell((line(shared),)),)),), look="facts")
    data = made(table)
    assert values(read(data, "word/document.xml"), "pStyle")[0] == "TableBlank"
    answer = next(next(read(data, "word/document.xml").iter(f"{W}sdtPr")).iter(f"{W}rPr"))
    assert (values(answer, "color"), values(answer, "u")) == ([Style().colours.text], ["none"])
    style = read(data, "word/styles.xml").findall(f"{W}style[@{W}styleId='TableBlank']/{W}rPr")[0]
    assert (values(style, "color"), values(style, "u")) == ([Style().colours.muted], ["single"])


def test_a_blank_of_its_own_or_beside_words_has_the_style_of_text_in_tables() -> None:
    own, beside = (
        Table("t", (Column(100),), (Row((Cell((one,)),)),))
        for one in (
            line(Field("a", "text", "A")),
            line(Text("By "), Field("b", "text", "B", shared="offeror")),
        )
    )
    assert {*values(body(own, beside), "pStyle")} & {"TableBlank", "TableText"} == {"TableText"}


def test_a_choice_offers_each_of_its_choices_once() -> None:
    root = body(line(Field("a", "choice", "A", "", ("Yes", "No", "Yes"))))
    assert values(root, "listItem", "value") == ["Yes", "No"]


def test_a_checkbox_can_be_ticked() -> None:
    data = made(line(Field("a", "checkbox", "Agreed")))
    root = read(data, "word/document.xml")
    assert list(root.iter("{http://schemas.microsoft.com/office/word/2010/wordml}checkbox"))
    assert texts(data) == ["\u2610"]


def test_the_same_blank_has_the_same_number_in_every_document() -> None:
    alone = values(body(line(Field("price", "money", "Price"))), "id")
    second = values(body(line(Field("name", "text", "Name")), line(Field("price", "money", "Price"))), "id")
    assert alone[0] in second


def test_blanks_with_one_id_still_get_numbers_of_their_own() -> None:
    assert faults(made(line(Field("a", "text", "A")), line(Field("a", "text", "A")))) == []


def test_a_blank_without_a_placeholder_says_what_to_do() -> None:
    assert texts(made(line(Field("a", "date", "A")))) == ["Choose a date"]


def test_a_choice_in_a_cell_prints_each_answer_on_a_line_of_its_own() -> None:
    choice = Field("a", "choice", "A", choices=("Yes", "No"))
    assert texts(made(line(choice))) == ["Choose one\n\u25cb\xa0Yes\n\u25cb\xa0No"]
    assert texts(made(Paragraph((Text("Say: "), choice)))) == ["Say: Choose one \u25cb\xa0Yes \u25cb\xa0No"]


def test_circles_and_boxes_are_as_high_as_text_and_have_the_typeface_of_signs() -> None:
    choice = Field("a", "choice", "A", choices=("Yes",))
    signs = {
        text_of(run): values(run, "rFonts", "ascii")
        for run in body(line(choice), line(Field("b", "checkbox", "B"))).iter(f"{W}r")
    }
    assert signs["\u25cb"] == signs["\u2610"] == ["MS Gothic"]
    assert signs["\xa0Yes"] == []


def test_a_signature_block_has_controls_for_what_is_not_known() -> None:
    root = body(Signatures((Signature("one", "District", "Ada Diaz", ""), Signature("two", "Provider"))))
    assert values(root, "tag") == ["one-title", "one-date", "two-name", "two-title", "two-date"]


def test_a_signature_block_never_splits_and_three_parties_fill_two_rows_of_names_and_of_lines() -> None:
    root = body(Signatures(tuple(Signature(name, name) for name in ("a", "b", "c"))))
    rows = list(root.iter(f"{W}tr"))
    assert len(rows) == 4
    assert all(list(row.iter(f"{W}cantSplit")) for row in rows)
    assert all(list(names.iter(f"{W}keepNext")) for names in rows[::2])
