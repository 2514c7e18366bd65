from __future__ import annotations

import io
from dataclasses import replace

import docx
from lxml import etree
from word_counting import W, read, text_of, values, zipped
from word_making import attachment, body, bullets, cell, clauses, grid, made, paragraph, section
from word_sample import SAMPLE
from word_soundness import faults

from obcgen.document.tree import (
    Callout,
    Column,
    Document,
    Row,
    Section,
    Signature,
    Signatures,
    Table,
)
from obcgen.style import Font, Page, Style
from obcgen.writers.to_docx import to_docx


def test_the_cover_has_no_header_and_later_pages_have_owner_number_section_and_page() -> None:
    data = to_docx(replace(SAMPLE, draft=False), Style())
    assert text_of(read(data, "word/header1.xml")) == ""
    header = read(data, "word/header2.xml")
    assert text_of(header).startswith("Denver Public Schools \N{MIDDLE DOT} RFP-2027-014\t")
    assert [one.text for one in header.iter(f"{W}instrText")] == [
        ' STYLEREF "Heading 1" \\n ',
        ' STYLEREF "Heading 1" ',
    ]
    assert text_of(header).split("\t")[-1].strip() == ""
    footer = text_of(read(data, "word/footer2.xml"))
    assert footer == f"Request for Proposals\tPage 1 of 1{SAMPLE.title}"


def test_in_a_document_of_parts_the_header_names_the_article() -> None:
    inner = Section("a1", "Article", "part", (), level=1)
    parts = replace(SAMPLE, blocks=(Section("a", "Part", "part", (inner,)),))
    (number, title) = read(to_docx(parts, Style()), "word/header2.xml").iter(f"{W}instrText")
    assert (number.text, title.text) == (' STYLEREF "Heading 2" \\n ', ' STYLEREF "Heading 2" ')


def test_where_no_section_has_a_heading_of_its_own_the_header_names_none() -> None:
    front = replace(SAMPLE, blocks=(Section("a", "Letter", "front", ()),))
    assert not list(read(to_docx(front, Style()), "word/header2.xml").iter(f"{W}instrText"))


def test_a_draft_says_so_on_every_page() -> None:
    assert text_of(read(to_docx(SAMPLE, Style()), "word/header2.xml")).split("\t")[1] == "DRAFT"


def test_a_mark_stands_in_the_header_of_every_page_beside_that_of_a_draft() -> None:
    marked = replace(SAMPLE, mark="Not for publication")
    header = text_of(read(to_docx(marked, Style()), "word/header2.xml"))
    assert header.split("\t")[1] == "DRAFT · NOT FOR PUBLICATION"


def test_a_long_name_leaves_the_number_alone_in_the_header_and_touches_no_mark() -> None:
    board = "Workforce Development Board of Central Ohio"
    headers = [
        text_of(read(to_docx(replace(SAMPLE, owner=board, mark=mark), Style()), "word/header2.xml"))
        for mark in ("", "Not for publication")
    ]
    assert [one.split("\t")[0] for one in headers] == ["RFP-2027-014"] * 2


def test_a_long_title_is_shortened_in_the_footer_at_a_word() -> None:
    data = to_docx(replace(SAMPLE, title="Literacy tutoring " * 12), Style())
    shown = text_of(read(data, "word/footer2.xml")).partition("Page 1 of 1")[2]
    assert shown.endswith(("tutoring\u2026", "Literacy\u2026"))
    assert 80 < len(shown) <= 106


def test_a_part_that_starts_a_page_breaks_before_its_heading_except_at_the_very_start() -> None:
    parts = [replace(section(str(one), f"Part {one}"), starts_page=True) for one in (1, 2)]
    root = body(*parts)
    breaks = [bool(list(one.iter(f"{W}pageBreakBefore"))) for one in root.iter(f"{W}p")]
    assert breaks == [False, True]


def test_what_follows_the_cover_starts_a_page() -> None:
    cover, legal = (Section(name, "", "front", (paragraph(name),)) for name in ("cover", "legal"))
    root = body(cover, legal, section("1", "Scope"))
    breaks = [bool(list(one.iter(f"{W}pageBreakBefore"))) for one in root.iter(f"{W}p")]
    assert breaks == [False, True, False]


def test_every_attachment_starts_a_page() -> None:
    root = body(paragraph("x"), attachment("A", "Form"), attachment("B", "Rates"))
    assert len(values(root, "pageBreakBefore")) == 2


def test_the_style_decides_fonts_colours_and_page() -> None:
    style = Style(body=Font("Arial", "Arimo"), page=Page(size="a4", left=1.5))
    data = to_docx(SAMPLE, style)
    assert b'typeface="Arial"' in zipped(data)["word/theme1.xml"]
    root = read(data, "word/document.xml")
    assert set(values(root, "pgSz", "w")) == {"11909"}
    assert set(values(root, "pgMar", "left")) == {"2160"}


def test_the_language_of_the_document_is_the_language_of_its_text() -> None:
    data = to_docx(replace(SAMPLE, language="es-US"), Style())
    assert values(read(data, "word/styles.xml"), "lang") == ["es-US"]


def test_a_document_without_a_cover_has_its_running_lines_from_the_first_page_on() -> None:
    assert list(read(to_docx(SAMPLE, Style()), "word/document.xml").iter(f"{W}titlePg"))
    alone = replace(SAMPLE, blocks=(paragraph("Invoice"), *SAMPLE.blocks))
    assert not list(read(to_docx(alone, Style()), "word/document.xml").iter(f"{W}titlePg"))


def test_a_callout_stands_eight_points_below_what_is_above_it_and_ten_above_what_follows() -> None:
    close = replace(Style(), sizes=replace(Style().sizes, gap=3))
    box = Callout("note", "Note", (paragraph("a"),))
    for following in (paragraph("after"), section("1.1", "After")):
        blocks = (paragraph("before"), box, following)
        root = read(to_docx(replace(SAMPLE, blocks=blocks), close), "word/document.xml")
        found = [values(one, "spacing", "before") for one in root.iter(f"{W}p")]
        assert found[1:] == [["160"], [], ["200"]]


def test_below_a_callout_a_heading_keeps_its_own_distance_where_that_is_more() -> None:
    root = body(Callout("note", "Note", (paragraph("a"),)), section("1", "After"))
    assert [values(one, "spacing", "before") for one in root.iter(f"{W}p")] == [["0"], [], []]


def test_a_callout_stays_on_one_page_and_names_itself() -> None:
    root = body(Callout("warning", "Draft", (paragraph("One."), paragraph("Two."))))
    kept = [bool(list(one.iter(f"{W}keepNext"))) for one in root.iter(f"{W}p")]
    assert kept == [True, True, False]
    assert values(root, "pStyle") == ["CalloutWarningTitle", "CalloutWarning", "CalloutWarning"]


def test_the_items_of_a_small_callout_stay_together_and_those_of_a_large_one_do_not() -> None:
    for words, expected in (("Item. ", [True] * 4 + [False]), ("Item. " * 120, [True] * 2 + [False] * 3)):
        items = bullets(*((paragraph(words),) for _ in range(3)))
        root = body(Callout("warning", "Draft", (paragraph("One:"), items)))
        assert [bool(list(one.iter(f"{W}keepNext"))) for one in root.iter(f"{W}p")] == expected


def test_callouts_that_follow_each_other_stay_ten_points_apart_and_a_low_line_parts_their_bars() -> None:
    root = body(*(Callout("note", name, (paragraph(name),)) for name in ("One", "Two")))
    styles = values(root, "pStyle")
    box = ["CalloutNoteTitle", "CalloutNote"]
    assert styles == [*box, "LastLine", *box]
    assert [values(one, "spacing", "before") for one in root.iter(f"{W}p")] == [["0"], [], ["180"], [], []]


def test_a_clause_that_leads_to_a_table_after_its_list_stays_with_it() -> None:
    led = clauses(("1.1", (paragraph("Said before."),)), ("1.2", (paragraph("As planned here:"),)))
    root = body(led, grid("t", 1, "", ("A", "B"), ("a", "$1"), ("In all", "$1")))
    kept = [bool(list(one.iter(f"{W}keepNext"))) for one in root.iter(f"{W}p")]
    assert kept[:2] == [False, True]


def test_no_line_of_a_callout_goes_alone_to_a_page_and_its_title_stands_close_above() -> None:
    styles = read(made(Callout("note", "Note", (paragraph("a"),))), "word/styles.xml")
    box, title = (styles.findall(f"{W}style[@{W}styleId='CalloutNote{part}']")[0] for part in ("", "Title"))
    assert list(box.iter(f"{W}keepLines"))
    below = [int(values(one, "spacing", "after")[0]) for one in (title, box)]
    assert below[0] < below[1]
    assert values(title, "basedOn") == ["CalloutNote"]


def test_after_a_table_at_the_end_the_line_that_word_wants_takes_a_point() -> None:
    data = made(grid("t", 1, "T", ("A", "B"), ("a", "$1"), ("In all", "$1")))
    last = list(read(data, "word/document.xml").iter(f"{W}p"))[-1]
    assert (values(last, "pStyle"), values(last, "spacing", "before")) == (["LastLine"], [])
    style = read(data, "word/styles.xml").findall(f"{W}style[@{W}styleId='LastLine']")[0]
    assert (values(style, "spacing", "line"), values(style, "spacing", "lineRule")) == (["20"], ["exact"])


def test_the_bar_of_a_callout_is_not_broken_by_a_list_within_a_list() -> None:
    nested = bullets((paragraph("a"), bullets((paragraph("b"),))))
    root = body(Callout("note", "", (paragraph("x"), nested)))
    edges = {int(one.get(f"{W}left", "0")) - int(one.get(f"{W}hanging", "0")) for one in root.iter(f"{W}ind")}
    assert len(edges) == 1


def test_the_one_paragraph_between_two_headings_keeps_with_the_second() -> None:
    inner = section("1.1", "Inner", paragraph("Text."))
    only = body(section("1", "Outer", paragraph("Intro."), inner))
    two = body(section("1", "Outer", paragraph("Intro."), paragraph("More."), inner))
    kept = [
        [text_of(one) for one in root.iter(f"{W}p") if one.find(f".//{W}keepNext") is not None]
        for root in (only, two)
    ]
    assert kept == [["Intro."], []]


def test_the_three_paragraphs_before_signatures_keep_with_them_and_no_other() -> None:
    signed = Signatures((Signature("us", "District"),))
    root = body(section("1", "Signed", *map(paragraph, ("First.", "Second.", "Third.", "Fourth.")), signed))
    paragraphs = root.findall(f".//{W}body/{W}p")
    kept = [text_of(one) for one in paragraphs if one.find(f".//{W}keepNext") is not None]
    assert kept == ["Second.", "Third.", "Fourth."]


def test_the_small_paragraph_between_a_table_and_signatures_parts_them_from_neither() -> None:
    table = Table("", (Column(50), Column(50)), (Row((cell("a"), cell("b"))),), look="facts")
    root = body(table, Signatures((Signature("us", "District"),)))
    small = (["Gap"], ["LastLine"])
    gaps = [one for one in root.iter(f"{W}p") if values(one, "pStyle", "val") in small]
    assert [bool(list(one.iter(f"{W}keepNext"))) for one in gaps] == [True, False]


def test_a_document_of_front_sections_alone_has_no_cover_and_no_page_break() -> None:
    cover, more = Section("a", "", "front", (paragraph("Text."),)), Section("b", "More", "front", ())
    assert not list(body(cover, more).iter(f"{W}pageBreakBefore"))
    assert len(list(body(cover, more, section("1", "Body")).iter(f"{W}pageBreakBefore"))) == 1


def test_a_heading_keeps_with_what_follows() -> None:
    sheet = read(to_docx(SAMPLE, Style()), "word/styles.xml")
    for level in ("1", "2", "3"):
        style = sheet.find(f"{W}style[@{W}styleId='Heading{level}']")
        assert style is not None
        assert list(style.iter(f"{W}keepNext"))
        assert values(style, "outlineLvl") == [str(int(level) - 1)]


def test_the_properties_name_title_number_owner_and_language_and_no_day_of_making() -> None:
    core = etree.fromstring(zipped(to_docx(SAMPLE, Style()))["docProps/core.xml"])
    found = {etree.QName(one).localname: one.text for one in core}
    assert found["title"] == SAMPLE.title
    assert (found["subject"], found["keywords"]) == (SAMPLE.number, SAMPLE.name)
    assert found["creator"] == found["lastModifiedBy"] == SAMPLE.owner
    assert found["language"] == SAMPLE.language
    assert found["created"] == found["modified"] == "1980-01-01T00:00:00Z"


def test_a_title_longer_than_a_property_may_be_is_cut_there_only() -> None:
    data = to_docx(replace(SAMPLE, title="t" * 300), Style())
    core = etree.fromstring(zipped(data)["docProps/core.xml"])
    assert [len(one.text or "") for one in core if etree.QName(one).localname == "title"] == [255]


def test_python_docx_opens_what_is_written() -> None:
    opened = docx.Document(io.BytesIO(to_docx(SAMPLE, Style())))
    assert opened.core_properties.title == SAMPLE.title
    assert len(opened.tables) > 0


def test_a_control_character_in_the_title_does_not_break_the_package() -> None:
    data = to_docx(Document("rfp", "Ti\x01tle", "1", "O\x02wner", ()), Style())
    assert faults(data) == []
    assert etree.fromstring(zipped(data)["docProps/core.xml"]) is not None


def test_a_paragraph_stays_with_the_table_below_it_and_with_no_other_paragraph() -> None:
    table = Table("", (Column(100),), (Row((cell("Outcome"),)),))
    root = body(paragraph("Apart."), paragraph("These are the Outcomes."), table)
    kept = [text_of(one) for one in root.iter(f"{W}p") if one.find(f".//{W}keepNext") is not None]
    assert kept == ["These are the Outcomes."]
