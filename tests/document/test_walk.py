from __future__ import annotations

from pathlib import Path

from articles import article, section
from obcgen.document.from_html import from_html
from obcgen.document.tree import (
    Emphasis,
    Field,
    LineBreak,
    Link,
    Paragraph,
    Reference,
    Section,
    Strong,
    Table,
    Text,
)
from obcgen.document.walk import blocks_of, fields_of, groups_of, inlines_of, sections_of, text_of, texts

SAMPLE = from_html((Path(__file__).parent / "sample.html").read_text(encoding="utf-8"))


def test_the_text_of_inlines_is_what_a_reader_sees() -> None:
    inlines = (
        Text("a "),
        Strong((Text("b"), Emphasis((Text("c"),)))),
        LineBreak(),
        Link("https://x.example", (Text("d"),)),
        Reference("one", (Text("e"),)),
        Reference("two"),
        Field("f", "date", "Title", "day"),
    )
    assert text_of(inlines) == "a bc\ndeday"
    assert text_of(()) == ""


def test_blocks_come_in_the_order_in_which_they_print() -> None:
    inner = "<ul><li>a<ul><li>b</li></ul></li></ul><table><tbody><tr><td>c</td></tr></tbody></table>"
    kinds = [type(block).__name__ for block in blocks_of(from_html(article(section(inner))).blocks)]
    assert kinds == ["Section", "ItemList", "Paragraph", "ItemList", "Paragraph", "Table", "Paragraph"]


def test_every_section_of_the_sample_is_found_once() -> None:
    names = [one.id for one in sections_of(SAMPLE.blocks)]
    assert len(names) == len(set(names)) == 18
    assert names[:4] == ["cover", "contents", "background", "goals"]


def test_every_blank_of_the_sample_is_found() -> None:
    assert [field.kind for field in fields_of(SAMPLE.blocks)] == [
        "text",
        "date",
        "money",
        "number",
        "choice",
        "long",
        "checkbox",
        "number",
    ]


def test_inlines_inside_marks_and_captions_are_found() -> None:
    table = "<table><caption>c</caption><tbody><tr><td>d</td></tr></tbody></table>"
    inner = f"<p><strong>a<em>b</em></strong></p>{table}"
    found = inlines_of(from_html(article(section(inner))).blocks)
    assert [inline.text for inline in found if isinstance(inline, Text)] == ["a", "b", "c", "d"]


def test_texts_hold_titles_captions_cells_and_signatures_and_no_blank_lines() -> None:
    found = list(texts(SAMPLE))
    for text in (
        "Background and need",
        "Payment schedule",
        "$1,200,000.00",
        "Superintendent",
        "Worked example",
    ):
        assert text in found
    assert all(found)


def test_a_paragraph_holds_no_groups_and_a_table_one_for_each_cell() -> None:
    assert groups_of(Paragraph((Text("x"),))) == ()
    tables = [block for block in blocks_of(SAMPLE.blocks) if isinstance(block, Table)]
    assert len(groups_of(tables[0])) == 12
    assert len(groups_of(Section("a", "A", "body", ()))) == 1
