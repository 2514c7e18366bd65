from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html
from pdf_sample import grid, row, said, sample, shipped_style, small

from obcgen.document.tree import (
    Callout,
    Cell,
    Document,
    Field,
    Item,
    ItemList,
    Paragraph,
    Reference,
    Row,
    Section,
    Text,
)
from obcgen.document.walk import blocks_of, fields_of, texts
from obcgen.style import Font
from obcgen.writers import WRITERS
from obcgen.writers.to_html import to_html

HEADINGS = "//h1|//h2|//h3|//h4|//h5|//h6"


def page(document: Document) -> html.HtmlElement:
    return html.document_fromstring(to_html(document, shipped_style()).decode())


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.fixture(scope="module")
def sample_page() -> html.HtmlElement:
    return page(sample())


def test_the_writer_is_in_the_table_of_writers() -> None:
    assert WRITERS["html"](sample(), shipped_style()) == to_html(sample(), shipped_style())


def test_the_page_says_its_language_and_its_title(sample_page: html.HtmlElement) -> None:
    assert sample_page.get("lang") == "en-US"
    assert sample_page.findtext(".//title") == sample().title


def test_the_page_has_one_header_one_main_and_a_skip_link_to_it(sample_page: html.HtmlElement) -> None:
    body = sample_page.find("body")
    assert body is not None
    assert [child.tag for child in body] == ["a", "header", "main"]
    assert body[0].get("href") == "#" + str(body[2].get("id"))


def test_the_contents_are_a_named_landmark_whose_links_all_lead_somewhere(
    sample_page: html.HtmlElement,
) -> None:
    (nav,) = sample_page.xpath("//nav")
    assert nav.get("aria-label") == "Contents"
    ids = set(sample_page.xpath("//@id"))
    targets = {href[1:] for href in sample_page.xpath("//a/@href") if href.startswith("#")}
    assert targets <= ids
    assert len(nav.xpath(".//a")) > 10


def test_no_id_stands_twice(sample_page: html.HtmlElement) -> None:
    ids = sample_page.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_headings_begin_with_the_title_and_skip_no_level(sample_page: html.HtmlElement) -> None:
    levels = [int(heading.tag[1]) for heading in sample_page.xpath(HEADINGS)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_document_without_a_title_block_is_given_its_title() -> None:
    (heading,) = page(small(said("Text"))).xpath("//h1")
    assert heading.text == "Tutoring"


def test_each_numbered_section_is_headed_by_its_number_and_its_title(sample_page: html.HtmlElement) -> None:
    sections = [block for block in blocks_of(sample().blocks) if isinstance(block, Section) and block.number]
    wanted = [f"{section.number.label} {section.title}" for section in sections if section.number]
    found = [words(heading) for heading in sample_page.xpath("//section/*[self::h2 or self::h3 or self::h4]")]
    assert [text for text in found if text in wanted] == wanted


def test_every_text_of_the_tree_is_on_the_page(sample_page: html.HtmlElement) -> None:
    shown = words(sample_page.xpath("//main")[0])
    blanks = {field.placeholder for field in fields_of(sample().blocks) if field.placeholder}
    lines = [line for text in texts(sample()) for line in text.splitlines()]
    assert len(lines) > 100
    for line in lines:
        assert any(blank in line for blank in blanks) or " ".join(line.split()) in shown


def test_head_cells_head_columns_and_side_cells_head_rows(sample_page: html.HtmlElement) -> None:
    assert set(sample_page.xpath("//thead//th/@scope")) == {"col"}
    assert set(sample_page.xpath("//tbody//th/@scope")) == {"row"}
    assert not sample_page.xpath("//th[not(@scope)]")


def test_a_head_cell_over_two_columns_heads_the_group() -> None:
    wide = Row((Cell((said("Both"),), header=True, span=2),), "head")
    (cell,) = page(small(grid(wide, row("a", "b")))).xpath("//thead//th")
    assert (cell.get("scope"), cell.get("colspan")) == ("colgroup", "2")


def test_each_cell_knows_what_its_column_is_called_for_windows_without_columns() -> None:
    over_two = Row((Cell((said("both"),), span=2), Cell((said("third"),))))
    head = row("Name", "When & where", "Price", head=True)
    table = grid(head, row("one", "two", "three"), over_two, widths=(40, 30, 30))
    shown = page(small(table)).xpath("//table//tr[td]")
    labels = [[cell.get("data-label") for cell in each] for each in shown]
    assert labels == [["Name", "When & where", "Price"], ["Name", "Price"]]


def test_a_table_without_a_head_calls_no_cell_anything_and_a_row_head_is_its_own_name() -> None:
    plain = page(small(grid(row("one", "two"), widths=(50, 50))))
    assert plain.xpath("//td[@data-label]") == []
    named = Row((Cell((said("x"),), header=True), Cell((said("y"),))))
    headed = page(small(grid(row("A", "B", head=True), named, widths=(50, 50))))
    assert headed.xpath("//tbody//th[@data-label]") == []
    assert headed.xpath("//td/@data-label") == ["B"]


def test_a_figure_that_scrolls_by_itself_can_be_reached_by_the_keyboard(
    sample_page: html.HtmlElement,
) -> None:
    assert set(sample_page.xpath("//figure/@tabindex")) <= {"0"}
    assert len(sample_page.xpath("//figure[@tabindex]")) == len(sample_page.xpath("//figure"))


def test_the_number_of_a_document_stands_on_one_line_and_other_hyphens_may_end_one() -> None:
    (paragraph,) = page(small(said("Proposals for RFP-2027-014 by high-dosage tutors"))).xpath("//section/p")
    assert [words(one) for one in paragraph.xpath("./span[@class='whole']")] == ["RFP-2027-014"]


def test_what_leads_to_something_says_so_in_text_and_in_a_list() -> None:
    items = ItemList(
        "bullets", (Item((said("In turn:"), said("x"))), Item((said("Last:"),)), Item((said("No."),)))
    )
    shown = page(small(said("These are:"), items))
    assert [words(one) for one in shown.xpath("//p[@class='lead-in']")] == ["These are:", "In turn:", "Last:"]


def test_a_grid_carries_its_number_and_caption(sample_page: html.HtmlElement) -> None:
    captions = [words(caption) for caption in sample_page.xpath("//caption")]
    assert captions[0].startswith("Table 1. ")
    assert len(captions) == len(sample_page.xpath("//table[contains(@class, 'grid')]"))


def test_every_blank_has_a_name_and_its_own_kind_of_input(sample_page: html.HtmlElement) -> None:
    blanks = sample_page.xpath("//input|//textarea|//select")
    lines_to_sign = sample_page.xpath("//*[@class='line']/input")
    assert len(blanks) - len(lines_to_sign) == len(list(fields_of(sample().blocks)))
    assert {blank.get("type") for blank in lines_to_sign} == {"text", "date"}
    assert all(blank.get("aria-label") for blank in blanks)
    assert sample_page.xpath("//input[@type='checkbox']")
    assert sample_page.xpath("//select/option[text()='Public body']")


def test_nothing_is_loaded_from_anywhere(sample_page: html.HtmlElement) -> None:
    assert not sample_page.xpath("//script|//link|//img|//iframe|//@src")
    styles = "".join(sample_page.xpath("//style/text()"))
    assert set(re.findall(r"url\([^,)]*", styles)) == {"url(data:font/woff2;base64"}
    assert "@import" not in styles


def test_the_draft_mark_is_a_word_and_only_on_drafts() -> None:
    assert "Draft" in words(page(small(said("x"), draft=True)).xpath("//header")[0])
    assert "Draft" not in words(page(small(said("x"))).xpath("//header")[0])


def test_a_mark_stands_in_the_header() -> None:
    header = page(replace(small(said("x")), mark="Not for <publication>")).xpath("//header")[0]
    assert "Not for <publication>" in words(header)


def test_the_same_document_gives_the_same_bytes() -> None:
    assert to_html(sample(), shipped_style()) == to_html(replace(sample()), shipped_style())


HOSTILE = "<script>alert(1)</script> \"><img src=x onerror=y> &amp; </style> ' {{ x }} --> ]]>"


def test_hostile_text_stays_text_wherever_it_stands() -> None:
    blocks = (
        said(HOSTILE),
        Callout("note", HOSTILE, (said("x"),)),
        Paragraph((Reference("one", (Text(HOSTILE),)), Field("f", "choice", HOSTILE, HOSTILE, (HOSTILE,)))),
    )
    document = small(*blocks, title=HOSTILE, owner=HOSTILE, number=HOSTILE, name=HOSTILE)
    found = page(document)
    assert not found.xpath("//script|//img|//@onerror")
    assert found.findtext(".//title") == HOSTILE
    assert found.xpath("//select/@aria-label") == [HOSTILE]


def test_a_font_name_cannot_leave_its_string_in_the_style_sheet() -> None:
    style = replace(shipped_style(), body=Font("x", '"; } </style><script>'))
    text = to_html(small(said("x")), style).decode()
    assert text.count("</style>") == text.count("<style>") == 2
    assert "<script" not in text


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=60))
def test_no_text_changes_the_structure_of_the_page(text: str) -> None:
    no_fonts = replace(shipped_style(), font_files=())  # they would be cut down anew for each text

    def shape(document: Document) -> list[str]:
        elements = html.document_fromstring(to_html(document, no_fonts).decode()).iter(etree.Element)
        return [re.sub(r"\W", "", str(element.tag)) for element in elements]

    hostile = small(said(text), grid(row(text, text)), title=text, owner=text)
    plain = small(said("x"), grid(row("x", "x")), title="x", owner="x")
    assert shape(hostile) == shape(plain)
