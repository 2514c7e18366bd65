from __future__ import annotations

import re
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import article, blocks_in, section, tree_of
from obcgen.document import from_html as reader
from obcgen.document.dump import dump
from obcgen.document.from_html import from_html
from obcgen.document.tree import Heading, ItemList, Paragraph, Section, Table, Text
from obcgen.document.walk import blocks_of, texts
from obcgen.problems import ObcgenError

SAMPLE = (Path(__file__).parent / "sample.html").read_text(encoding="utf-8")
XML_TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")
)
TEXTS = st.one_of(XML_TEXT, st.text("<>&\"' \t\n\r[]{}|*#a]-é\u00a0"))


def test_a_document_says_what_it_is_and_what_references_call_its_parts() -> None:
    document = from_html(
        article(
            section("<p>x</p>"),
            data_status="draft",
            data_section_word="Article",
            data_attachment_word="Exhibit",
        )
    )
    assert (document.kind, document.name, document.title) == ("rfp", "Request for Proposals", "Tutoring")
    assert (document.number, document.owner, document.draft) == ("RFP-1", "District", True)
    assert (document.section_word, document.attachment_word) == ("Article", "Exhibit")


def test_a_document_that_does_not_say_calls_its_parts_section_and_attachment_in_american_english() -> None:
    document = from_html(article(section("<p>x</p>")))
    assert (document.section_word, document.attachment_word) == ("Section", "Attachment")
    assert (document.language, document.draft, document.marks) == ("en-US", False, "")


def test_a_document_says_what_every_page_is_marked_with() -> None:
    kept = from_html(article(section("<p>x</p>"), data_status="draft", data_mark="Not for publication"))
    assert kept.marks == "Draft · Not for publication"
    assert "draft, marked Not for publication" in dump(kept).splitlines()[0]


def test_every_block_knows_the_nearest_template_line() -> None:
    inner = (
        '<p>a</p><ul data-at="goals.md:4"><li data-at="goals.md:5">b</li></ul><p data-at="goals.md:9">c</p>'
    )
    places = [block.at for block in blocks_of(from_html(article(section(inner))).blocks)]
    assert places == ["part.md:1", "part.md:1", "goals.md:4", "goals.md:5", "goals.md:9"]


def _inner(id_: str, body: str) -> str:
    return f'<section id="{id_}" data-kind="part" data-title="T" data-at="{id_}.md:1">{body}</section>\n'


@pytest.mark.parametrize(
    ("inside", "wrong"),
    [
        (f"{_inner('b', '<p>B</p>')}{_inner('c', '<p>C</p>')}", ()),
        (_inner("b", f"<p>B</p>{_inner('c', '')}"), ()),
        (f"{_inner('b', '<p>B</p>')}<p>after</p>", ()),
        (f"{_inner('b', '<p>B</p>')}{_inner('b', '<p>C</p>')}", ("DOC-09",)),
        (f'<aside data-kind="note" data-title="N">{_inner("b", "<p>B</p>")}</aside>', ("DOC-04",)),
        (_inner("b", "<hr></hr>"), ("DOC-03",)),
    ],
)
def test_sections_read_one_by_one_are_those_read_together(
    inside: str, wrong: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = article(section(f"<p>x</p>{inside}"))

    def told() -> object:
        try:
            return from_html(text)
        except ObcgenError as error:
            return error.problems

    apart = told()
    was_apart = reader._by_sections(text) is not None  # noqa: SLF001 - which way it went, nobody else is told
    assert was_apart == (not wrong and "after" not in text)
    monkeypatch.setattr(reader, "_by_sections", lambda _: None)
    assert told() == apart
    assert (tuple(each.code for each in apart) if isinstance(apart, tuple) else ()) == wrong


# --- white space ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        ("<p>  one \n\t two  </p>", "paragraph: one two"),
        ("<p>one <strong> two </strong> three</p>", "paragraph: one **two **three"),
        ("<p>one<em> two</em></p>", "paragraph: one* two*"),
        ("<p><em>one </em> </p>", "paragraph: *one*"),
        ("<p>one <br/> two</p>", "paragraph: one / two"),
        ("<p><strong>one </strong><br/><em> two</em></p>", "paragraph: **one** / *two*"),
        ("<p>see <a href='#one'/> now</p>", "paragraph: see [Section 1](#one) now"),
        ("<p>see <a href='#one'> </a>.</p>", "paragraph: see [Section 1](#one)."),
        ("<p>see <a href='#one'> this  part </a></p>", "paragraph: see [this part](#one)"),
        ("<p>one<strong> </strong>two</p>", "paragraph: one** **two"),
        ("<p>one<strong></strong> two</p>", "paragraph: one two"),
        ("<p>a\u00a0 \u00a0b</p>", "paragraph: a\u00a0 \u00a0b"),
        ("<p>one</p><p> </p><p>two</p>", "paragraph: one\nparagraph: two"),
    ],
)
def test_white_space_is_read_as_html_reads_it(inner: str, shown: str) -> None:
    assert blocks_in(inner) == shown


def test_lines_to_copy_keep_the_spaces_that_they_begin_with_and_no_other_text_does() -> None:
    inner = "a: {<br/>    b: 1,<br/>        c: 2}"
    document = from_html(article(section(f'<p class="lines">{inner}</p><p>{inner}</p>')))
    kept, settled = (
        [one.text for one in block.content if isinstance(one, Text)]
        for block in blocks_of(document.blocks)
        if isinstance(block, Paragraph)
    )
    assert kept == ["a: {", "    b: 1,", "        c: 2}"]
    assert settled == ["a: {", "b: 1,", "c: 2}"]


def test_neighbouring_texts_are_one_text() -> None:
    (block,) = blocks_of(from_html(article(section("<p>a<!-- x -->b<strong/>&amp;c</p>"))).blocks[0].blocks)  # type: ignore[union-attr]
    assert isinstance(block, Paragraph)
    assert block.content == (Text("ab&c"),)


# --- lists ---------------------------------------------------------------------------------------


def test_a_numbered_list_of_a_section_is_its_clauses_and_one_inside_a_clause_is_lettered() -> None:
    inner = "<ol><li>a<ol><li>b<ol><li>c</li></ol></li></ol></li></ol>"
    assert blocks_in(inner) == (
        "clauses\n  1.1 a\n    letters\n      (a) b\n        letters\n          (i) c"
    )


@pytest.mark.parametrize(
    "around",
    [
        "<div class='prose'>{}</div>",
        "<blockquote>{}</blockquote>",
        "<aside data-kind='note' data-title='Note'>{}</aside>",
        "<table><tbody><tr><td>{}</td></tr></tbody></table>",
        "<ul><li>x{}</li></ul>",
        "<ol><li>x<div class='prose'>{}</div></li></ol>",
    ],
)
def test_a_numbered_list_anywhere_else_is_steps(around: str) -> None:
    lines = blocks_in(around.format("<ol><li>a</li></ol>")).splitlines()
    assert [line.strip() for line in lines[-2:]] == ["steps", "1. a"]


def test_a_numbered_list_in_front_matter_is_steps() -> None:
    assert tree_of(section("<ol><li>a</li></ol>", kind="front")).splitlines()[1:] == ["  steps", "    1. a"]


def test_an_item_holds_text_then_blocks_then_text() -> None:
    inner = "<ul><li>one <em>two</em><ul><li>x</li></ul>three</li></ul>"
    assert blocks_in(inner) == ("bullets\n  - one *two*\n    bullets\n      - x\n    paragraph: three")


# --- boxes, headings, tables ---------------------------------------------------------------------


def test_a_quotation_is_a_note_and_a_box_keeps_its_kind_and_title() -> None:
    assert blocks_in("<blockquote><p>x</p></blockquote>") == 'note "Note"\n  paragraph: x'
    box = "<aside data-kind='warning' data-title='Mind'>x <em>y</em></aside>"
    assert blocks_in(box) == 'warning "Mind"\n  paragraph: x *y*'


def test_a_minor_heading_takes_its_level_from_its_section_whatever_its_tag() -> None:
    assert blocks_in("<h2>a</h2><h6>b</h6>") == "heading 2: a\nheading 2: b"


def test_a_wrapper_of_prose_leaves_no_trace() -> None:
    assert blocks_in("<div class='prose'><div class='prose'><p>a</p></div><h3>b</h3></div>") == (
        "paragraph: a\nheading 2: b"
    )


def test_a_table_has_its_columns_its_spans_and_its_kinds_of_rows() -> None:
    inner = (
        "<table id='t' class='grid' data-widths='60 40' data-align='left right'><caption>Money</caption>"
        "<thead><tr><th>Name</th><th>Amount</th></tr></thead>"
        "<tbody><tr><th>One</th><td></td></tr><tr class='total'><td>Sum</td><td>$1</td></tr></tbody>"
        "<tfoot><tr><td colspan='2'>All</td></tr></tfoot></table>"
    )
    assert blocks_in(inner).splitlines() == [
        "grid table #t (Table 1) [60, 40 right]: Money",
        "  head | !Name | !Amount",
        "  body | !One |",
        "  total | Sum | $1",
        "  total | <2> All",
    ]


@pytest.mark.parametrize(
    ("look", "cells", "widths"),
    [("grid", 3, [34, 33, 33]), ("facts", 2, [32, 68]), ("form", 3, [32, 34, 34]), ("facts", 1, [100])],
)
def test_a_table_without_widths_has_those_of_its_look(look: str, cells: int, widths: list[int]) -> None:
    inner = f"<table class='{look}'><tbody><tr>{'<td>x</td>' * cells}</tr></tbody></table>"
    table = next(
        block for block in blocks_of(from_html(article(section(inner))).blocks) if isinstance(block, Table)
    )
    assert [column.width for column in table.columns] == widths


def test_every_kind_of_blank_is_read() -> None:
    inner = (
        '<p><input id="a" type="money" title="Price" placeholder="$"/>'
        '<textarea id="b" title="Why"></textarea>'
        '<select id="c" title="Kind"><option>One</option><option>Two</option></select></p>'
    )
    assert blocks_in(inner) == 'paragraph: {money a "Price" $}{long b "Why"}{choice c "Kind" One | Two}'


def test_signature_blocks_name_party_person_and_capacity() -> None:
    inner = (
        '<div class="signatures"><div class="signature" id="s" data-party="District" data-name=""'
        ' data-role="Superintendent"/></div>'
    )
    assert blocks_in(inner) == 'signatures\n  #s "District" "" "Superintendent"'


# --- no text changes the structure ---------------------------------------------------------------


def settled(text: str) -> str:
    return re.sub("[ \t\n\r\f]+", " ", text).strip(" ")


@given(st.lists(TEXTS, min_size=6, max_size=6))
def test_no_text_changes_the_structure_and_every_text_comes_back(values: list[str]) -> None:
    filled = [f"x{value}" for value in values]
    plain, item, cell, caption, strong, title = (escape(value) for value in filled)
    inner = (
        f"<p>{plain}</p><ol><li>{item}</li></ol>"
        f"<table><caption>{caption}</caption><tbody><tr><td>{cell}</td></tr></tbody></table>"
        f"<h3><strong>{strong}</strong></h3>"
        f"<aside data-kind='note' data-title={quoteattr(title)}>x</aside>"
    )
    document = from_html(article(section(inner)))
    kinds = [type(block) for block in blocks_of(document.blocks)][:6]
    assert kinds == [Section, Paragraph, ItemList, Paragraph, Table, Paragraph]
    assert any(isinstance(block, Heading) for block in blocks_of(document.blocks))
    found = set(texts(document))
    assert {settled(value) for value in filled[:5]} <= found
    assert len(list(blocks_of(document.blocks))) == 9


@given(TEXTS, TEXTS)
def test_text_on_either_side_of_a_mark_is_the_text_without_the_mark(before: str, after: str) -> None:
    marked = from_html(article(section(f"<p>x{escape(before)}<em>{escape(after)}</em></p>")))
    bare = from_html(article(section(f"<p>x{escape(before)}{escape(after)}</p>")))
    assert list(texts(marked)) == list(texts(bare))


def test_the_sample_is_read_whole() -> None:
    document = from_html(SAMPLE)
    assert [block.id for block in document.blocks if isinstance(block, Section)] == [
        "cover",
        "contents",
        "background",
        "outcomes",
        "payment",
        "form-price",
        "form-certification",
    ]
    assert "“<tags>” & signs such as § 7 and é print as they are." in " ".join(texts(document))
