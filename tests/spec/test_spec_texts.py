from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from obcgen.spec.texts import Prose, read_email, read_id, read_line, read_prose, read_title, read_year


def code(reader: Any, text: str) -> str:
    with pytest.raises(PydanticCustomError) as caught:
        reader(text)
    return caught.value.type


def test_a_line_loses_the_space_around_it() -> None:
    assert read_line("  Text fluency \n") == "Text fluency"


def test_a_line_of_two_lines_is_refused() -> None:
    assert code(read_line, "one\ntwo") == "SPC-06"


def test_prose_may_have_paragraphs() -> None:
    assert read_prose("one\n\ntwo\n") == Prose("one\n\ntwo")
    assert isinstance(read_prose("one"), Prose)


@pytest.mark.parametrize(
    "character", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\u2028", "\ud800", "\ufeff", "\uffff"]
)
def test_a_character_that_no_document_can_hold_is_refused(character: str) -> None:
    assert code(read_line, f"a{character}b") == code(read_prose, f"a{character}b") == "SPC-04"


def test_a_word_may_have_a_thousand_characters_and_no_more() -> None:
    assert read_prose("x" * 1_000)
    assert code(read_prose, "x" * 1_001) == "SPC-05"


def test_a_paragraph_may_have_fifty_thousand_characters_and_no_more() -> None:
    paragraph = "word " * 10_000
    assert read_prose(f"{paragraph}\n\n{paragraph}")
    assert code(read_prose, f"{paragraph}more") == "SPC-05"


def test_a_title_fits_into_the_properties_of_a_word_file() -> None:
    assert read_title("word " * 51) == ("word " * 51).strip()
    assert code(read_title, "word " * 52) == "SPC-05"


@pytest.mark.parametrize("text", ["literacy@district.example", "a.b+c@x.co"])
def test_an_email_address_is_kept_as_it_is(text: str) -> None:
    assert read_email(text) == text


@pytest.mark.parametrize(
    "text", ["literacy", "a@b", "a b@c.org", "@c.org", "a@@c.org", "<a@c.org>", "mailto:a@c.org"]
)
def test_what_is_no_email_address_is_refused(text: str) -> None:
    assert code(read_email, text) == "SPC-16"


@pytest.mark.parametrize("text", ["title_i", "K3", "form-price", "a" * 40])
def test_an_id_starts_with_a_letter(text: str) -> None:
    assert read_id(text) == text


@pytest.mark.parametrize("text", ["", "1a", "two words", "a.b", "café", "a" * 41, "_x", "a\n"])
def test_what_cannot_be_an_anchor_cannot_be_an_id(text: str) -> None:
    assert code(read_id, text) == "SPC-14"


@pytest.mark.parametrize("text", ["2027", "2027-28", "2099-00"])
def test_a_year_is_a_calendar_year_or_a_school_year(text: str) -> None:
    assert read_year(text) == text


@pytest.mark.parametrize("text", ["27", "2027-29", "2027-2028", "2027-8", "FY28", "1027"])
def test_a_year_that_is_none_is_refused(text: str) -> None:
    assert code(read_year, text) == "SPC-15"


@given(st.text(alphabet=st.characters(codec=None)))
def test_what_a_line_keeps_can_be_written_anywhere(text: str) -> None:
    try:
        line = read_line(text)
    except PydanticCustomError:
        return
    assert line.encode("utf-8").decode("utf-8") == line
    assert all(ord(letter) >= ord(" ") for letter in line)
