from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from articles import article, section
from obcgen.document.dump import dump
from obcgen.document.from_html import from_html
from obcgen.document.resolve import resolve
from obcgen.document.tree import Item, ItemList

SAMPLE = (Path(__file__).parent / "sample.html").read_text(encoding="utf-8")


def test_a_document_begins_with_what_it_is() -> None:
    assert dump(from_html(article(section("<p>x</p>"), data_status="draft"))).splitlines()[:6] == [
        'document rfp "Request for Proposals", draft, en-US',
        "  title: Tutoring",
        "  number: RFP-1",
        "  owner: District",
        "  words: Section, Attachment",
        'section #one "One"',
    ]


def test_a_cell_of_several_blocks_stands_on_lines_of_its_own() -> None:
    table = "<table><tbody><tr><th>a</th><td><p>b</p><ul><li>c</li></ul></td><td></td></tr></tbody></table>"
    assert dump(from_html(article(section(table)))).splitlines()[6:] == [
        "  grid table [34, 33, 33]",
        "    body",
        "      | !a",
        "      |",
        "        paragraph: b",
        "        bullets",
        "          - c",
        "      |",
    ]


def test_a_new_page_and_marks_inside_marks_are_shown() -> None:
    text = article(
        section("<p><strong>a <em>b</em></strong></p>").replace("data-at", "data-page='new' data-at")
    )
    assert dump(from_html(text)).splitlines()[5:] == ['section #one "One" new page', "  paragraph: **a *b***"]


def test_an_item_that_begins_with_a_list_is_still_shown() -> None:
    document = from_html(article(section("<p>x</p>")))
    bare = ItemList("bullets", (Item((ItemList("bullets", (Item(()),)),)),))
    assert dump(replace(document, blocks=(bare,))).splitlines()[5:] == [
        "bullets",
        "  -",
        "    bullets",
        "      -",
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<p>x</p>", "<p>y</p>"),
        ("<p>x</p>", "<p><em>x</em></p>"),
        ("<p>x</p>", "<p class='small'>x</p>"),
        ("<p>x</p>", "<p>x<a href='#one'/></p>"),
        ("<td>", "<th>"),
        ("data-widths='50 50'", "data-widths='60 40'"),
        ("data-widths", "class='form' data-widths"),
        ('"One"', '"Two"'),
    ],
)
def test_documents_that_print_differently_differ(old: str, new: str) -> None:
    table = "<table data-widths='50 50'><tbody><tr><td>a</td><th>b</th></tr></tbody></table>"
    text = article(section("<p>x</p>" + table))
    changed = text.replace(old, new).replace("<th>a</td>", "<th>a</th>")
    assert changed != text
    assert dump(resolve(from_html(changed))) != dump(resolve(from_html(text)))


def test_the_template_lines_are_left_out() -> None:
    assert ".md" not in dump(resolve(from_html(SAMPLE)))


def test_the_sample_prints_every_kind_of_part() -> None:
    shown = dump(resolve(from_html(SAMPLE)))
    parts = (
        "kicker: ",
        "facts table #key-terms",
        "contents 2 deep",
        "heading 3: ",
        "(ii) after",
        "1. writes",
        'note "Note"',
        "(Table 3)",
        "total | <4> In all",
        "{money price-fluency",
        "signatures",
        "Attachment B #form-certification",
        "[Section 2.2(a)(i)](#left-before)",
    )
    assert [part for part in parts if part not in shown] == []
