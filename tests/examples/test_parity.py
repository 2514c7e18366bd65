"""Word, PDF and the web page say the same, number for number and cell for cell.

Word's numbers are counted here as Word would count them from its own lists; the PDF is read by its tags.
Blanks are excepted, as `Reading` says. So is the look of the small line above the title: the PDF sets it
in capitals.
"""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from built import ROOT, Kind, built, each_document, each_with_figures, engine_of, least
from reading_html import parsed, read_html
from reading_pdf import read_pdf
from reading_word import read_word
from word_counting import W, fields, numbered_paragraphs, read

from obcgen.build import build
from obcgen.pack import builtin

if TYPE_CHECKING:
    from collections.abc import Sequence


DENVER = ROOT / "specs" / "denver-literacy.yaml"


@each_document
def test_headings_and_their_numbers_agree(spec: Path, kind: Kind) -> None:
    one = built(spec, kind)
    page = read_html(one.html).headings
    assert len(page) > least(kind, 50)
    agree(read_word(one.docx).headings, page)
    agree(read_pdf(one.pdf).headings, page)


@each_document
def test_every_table_cell_agrees(spec: Path, kind: Kind) -> None:
    one = built(spec, kind)
    page = lines(read_html(one.html).rows)
    assert len(page) > least(kind, 100)
    agree(lines(read_word(one.docx).rows), page)
    agree(lines(read_pdf(one.pdf).rows), page)


@each_document
def test_captions_and_their_numbers_agree(spec: Path, kind: Kind) -> None:
    one = built(spec, kind)
    page = read_html(one.html).captions
    for word in ("Table", "Figure"):
        counted = [caption.split(".")[0] for caption in page if caption.startswith(word)]
        assert counted == [f"{word} {n + 1}" for n in range(len(counted))]
        assert counted or word == "Figure"
    agree(read_word(one.docx).captions, page)
    agree(read_pdf(one.pdf).captions, page)


@each_with_figures
def test_alternative_texts_and_the_words_in_drawings_agree(spec: Path, kind: Kind) -> None:
    one = built(spec, kind)
    page = read_html(one.html).figures
    assert all(said.endswith(".") and len(said) > 100 for said, _ in page)
    agree(lines(read_word(one.docx).figures), lines(page))
    agree(lines(read_pdf(one.pdf).figures), lines(page))


@each_document
def test_every_word_and_every_clause_number_agrees(spec: Path, kind: Kind) -> None:
    one = built(spec, kind)
    page = read_html(one.html).text.casefold().split()
    assert len(page) > least(kind, 5000)
    agree(read_word(one.docx).text.casefold().split(), page)
    agree(read_pdf(one.pdf).text.casefold().split(), page)


@each_document
def test_contents_agree_page_numbers_included(spec: Path, kind: Kind) -> None:
    one = built(spec, kind)
    word = read_word(one.docx).contents
    pages_agree(word, read_pdf(one.pdf).contents)
    assert [name for name, _ in word] == [name for name, _ in read_html(one.html).contents]


@pytest.mark.parametrize(("kind", "other"), [("rfp", "typst"), ("response", "weasyprint")])
def test_the_other_engine_says_the_same_of_the_same_parts(kind: Kind, other: str) -> None:
    assert other != engine_of(DENVER, kind)
    one = built(DENVER, kind)
    (content,) = build(kind, DENVER, ("pdf",), replace(builtin(), engine=other)).files.values()
    page, first, second = read_html(one.html), read_pdf(one.pdf), read_pdf(content)
    agree(second.headings, page.headings)
    agree(lines(second.rows), lines(page.rows))
    agree(lines(second.figures), lines(page.figures))
    agree(second.text.casefold().split(), page.text.casefold().split())
    pages_agree(second.contents, first.contents)
    of_typst = second if other == "typst" else first
    agree(lines(read_word(one.docx).contents), lines(of_typst.contents))


@each_document
def test_references_in_word_show_the_number_of_what_they_lead_to(spec: Path, kind: Kind) -> None:
    docx = built(spec, kind).docx
    labels = _labels_by_bookmark(docx)
    pointers = [
        (re.fullmatch(r"REF (\S+)( \\n)? \\h", code), shown)
        for code, shown in fields(docx)
        if code.startswith("REF ")
    ]
    assert len(pointers) > least(kind, 30)
    for found, shown in pointers:
        assert found
        assert shown
        assert labels[found[1]].rstrip(".") == shown


@each_document
def test_references_on_the_page_show_the_number_of_what_they_lead_to(spec: Path, kind: Kind) -> None:
    page = parsed(built(spec, kind).html)
    targets = {str(one.get("id")): one for one in page.xpath("//*[@id]")}
    links = page.xpath("//main//a[starts-with(@href, '#')][not(ancestor::nav)]")
    assert len(links) > least(kind, 30)
    for link in links:
        words = link.text_content()
        target = targets[link.get("href")[1:]]
        assert words.replace("\xa0", " ").endswith(_label(target)), f"{words} leads to {_label(target)}"


def agree(found: Sequence[str], page: Sequence[str]) -> None:
    """Hold that two formats say the same, or show what differs with a little of what stands around."""
    differences = list(unified_diff(page, found, lineterm="", n=2))[2:]
    assert not differences, "\n".join(differences[:40])


def pages_agree(found: Sequence[tuple[str, str]], other: Sequence[tuple[str, str]]) -> None:
    """Hold that contents name the same headings, each on the same page or the next.

    Two engines break lines alike but not always pages. Word's numbers are those of Typst.
    """
    assert [name for name, _ in found] == [name for name, _ in other]
    far = [
        (*one, page) for one, (_, page) in zip(found, other, strict=True) if abs(int(one[1]) - int(page)) > 1
    ]
    assert far == []


def lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return each row on a line."""
    return [" | ".join(row) for row in rows]


def _label(target: Any) -> str:
    """Return the number that an element shows, of its heading, its item or its caption; else its heading."""
    if target.tag in {"table", "figure"}:
        return str(target.xpath("caption | figcaption")[0].text_content().split(".")[0])
    number = target.xpath("(./*[self::h2 or self::h3 or self::h4 or self::p]/span[@class='number'])[1]")
    named = number or target.xpath("./*[self::h1 or self::h2]")
    return str(named[0].text_content().strip().rstrip("."))


def _labels_by_bookmark(docx: bytes) -> dict[str, str]:
    """Return the number of the paragraph that each bookmark marks; for a table, its caption's own words."""
    body = read(docx, "word/document.xml")
    labels: dict[str, str] = {}
    for paragraph, (label, text, style) in zip(body.iter(f"{W}p"), numbered_paragraphs(docx), strict=True):
        for mark in paragraph.iter(f"{W}bookmarkStart"):
            labels[str(mark.get(f"{W}name"))] = text.split(".")[0] if style == "caption" else label
    return labels
