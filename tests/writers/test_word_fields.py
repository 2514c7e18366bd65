from __future__ import annotations

from word_counting import W, fields, numbered_paragraphs, read, texts, values
from word_making import body, grid, line, made, section, to
from word_sample import SAMPLE
from word_soundness import faults

from obcgen.document.tree import (
    Block,
    Contents,
    Entry,
    Reference,
    Section,
    Text,
)
from obcgen.style import Style
from obcgen.writers.to_docx import to_docx


def test_a_reference_to_a_section_is_its_number_as_a_field_after_the_word() -> None:
    data = made(line(to("two", "Section 1")), section("1", "Two", identity="two"))
    assert fields(data) == [("REF two \\n \\h", "1")]
    assert texts(data)[0] == "Section 1"


def test_a_reference_to_a_letter_follows_each_part_of_its_number() -> None:
    found = [
        code for code, shown in fields(to_docx(SAMPLE, Style())) if code.startswith("REF list_") and shown
    ]
    codes = [
        (code, shown) for code, shown in fields(to_docx(SAMPLE, Style())) if shown in {"2.2", "(a)", "(i)"}
    ]
    assert codes == [
        ("REF clause_2_2 \\n \\h", "2.2"),
        ("REF list_1_1 \\n \\h", "(a)"),
        ("REF list_2_1 \\n \\h", "(i)"),
    ]
    assert len(found) == 2


def test_a_reference_in_the_authors_words_is_a_link_that_no_update_changes() -> None:
    root = body(line(to("two", "the second part")), section("1", "Two", identity="two"))
    assert values(root, "hyperlink", "anchor") == ["two"]
    assert values(root, "instrText") == []


def test_a_reference_to_nothing_prints_its_words_and_leads_nowhere() -> None:
    data = made(line(to("gone", "Section 9")))
    assert texts(data) == ["Section 9"]
    assert faults(data) == []


def test_a_reference_to_a_table_repeats_its_caption_number() -> None:
    table = grid("money", 1, "Money", ("Date", "Amount"), ("now", "$1"), ("In all", "$1"))
    root = body(line(to("money", "Table 1")), table)
    start = next(root.iter(f"{W}bookmarkStart"))
    assert start.get(f"{W}name") == "money"
    assert fields(made(line(to("money", "Table 1")), table))[0] == ("REF money \\h", "Table 1")


def test_ids_that_differ_only_in_signs_get_bookmarks_of_their_own() -> None:
    parts = [
        section(str(place + 1), "Part", identity=name) for place, name in enumerate(("a-b", "a_b", "A b"))
    ]
    names = values(body(*parts), "bookmarkStart", "name")
    assert len({name.casefold() for name in names}) == 3


def test_an_id_of_any_length_makes_a_bookmark_of_forty_characters_at_most() -> None:
    name = "very-long-id-" * 8
    data = made(section("1", "One", identity=name), line(Reference(name, (Text("Section 1"),))))
    assert faults(data) == []


def contents(*pages: int | None) -> tuple[Block, ...]:
    parts = [section(str(place + 1), f"Part {place}", identity=f"p{place}") for place in range(len(pages))]
    entries = [Entry(one.id, str(place + 1), one.title, 0, pages[place]) for place, one in enumerate(parts)]
    return (Section("contents", "Contents", "front", (Contents(1, tuple(entries)),)), *parts)


def test_the_contents_are_a_field_whose_entries_are_links_with_pages() -> None:
    found = fields(made(*contents(3, 4)))
    assert found[0][0] == 'TOC \\h \\z \\t "Heading 1,1"'
    assert found[1:] == [("PAGEREF p0 \\h", "3"), ("PAGEREF p1 \\h", "4")]


def test_the_contents_have_no_page_numbers_unless_all_are_known() -> None:
    found = fields(made(*contents(3, None)))
    assert [code for code, _ in found] == ['TOC \\h \\z \\t "Heading 1,1"']


def test_contents_without_entries_leave_nothing_behind() -> None:
    data = made(Section("contents", "Contents", "front", (Contents(),)))
    assert texts(data) == ["Contents"]
    assert faults(data) == []


def test_front_headings_stay_out_of_the_styles_that_the_contents_gather() -> None:
    styles = {text: style for _, text, style in numbered_paragraphs(to_docx(SAMPLE, Style()))}
    assert styles["Contents"] == "Front Heading"
    assert styles["How they were set"] == "Minor Heading 3"


def test_the_hyphens_of_a_code_and_a_telephone_end_no_line_and_those_that_are_searched_for_may() -> None:
    held = ("24-85-103", "22-32-109.8", "303-555-0100", "1501-11", "109-3")
    words = f"C.R.S. {', '.join(held)}; 2027-09-15, 2024-25, RFP-2027-014, K-12-14, 12-month"
    root = read(made(line(Text(words))), "word/document.xml")
    shown = "".join(
        (one.text or "") if one.tag == f"{W}t" else "=" for one in root.iter(f"{W}t", f"{W}noBreakHyphen")
    )
    for one in held:
        words = words.replace(one, one.replace("-", "="))
    assert shown == words
