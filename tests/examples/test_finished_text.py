"""The documents read as finished: no leftover of a template, no empty part, no gap in the numbers."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from built import Kind, built, each_document, least
from reading_html import HEADINGS, parsed
from reading_pdf import read_pdf
from reading_word import read_word
from word_counting import W, read, text_of

Place = tuple[int | str, ...]
LEFTOVERS = {
    "a template's mark": r"\{\{|\}\}|\{%|%\}|\{#|#\}",
    "a value": r"\b(None|True(?!-Up)|False(?! Claims)|[Uu]ndefined|nan|NaN|null|Decimal|datetime)\b",
    "markup": r"[<>]|&(amp|lt|gt|quot|nbsp|#\d+);|\*\*|__|\]\(|^#+ |`",
    "the name of an object": r"<\w+ object|object at 0x|\w+\(\w+=",
    "a space before punctuation": r" [,.;:!?)](?!\w)",
    "punctuation twice": r",,|;;|::|(?<!\.)\.\.(?!\.)|,\.|(?<!Inc)(?<![ap]\.m)\.,|;\.|:\.|: ;|, ;",
    "an empty pair": r"\(\s*\)|\[\s*\]|“\s*”",
    "a wrong article": r"\b[Aa] ([Oo]utcome|[Oo]fferor|[Ee]xhibit|amount|invoice)\b|\b[Aa] an\b|\b[Aa]n a\b",
    "a word twice": r"\b(the|a|an|of|to|and|or|is|in|for|by|with|that) \1\b",
    "a raw code": r"\b(not_\w+|deemed_\w+|third_party|school_official|pro_rata|audit_or_\w+)\b",
    "a raw date": r"\b20\d\d-\d\d-\d\d\b",
    "a figure without commas": r"\$\d{4,}|(?<![\d-])\d{6,}(?![\d-])",
    "a stand-in": r"\b(TODO|TBD|XXX|FIXME|[Ll]orem)\b|\?\?",
}  # fmt: skip


@each_document
@pytest.mark.parametrize("what", LEFTOVERS)
def test_no_leftover_is_in_the_text(spec: Path, kind: Kind, what: str) -> None:
    one = built(spec, kind)
    for reading in (read_word(one.docx), read_pdf(one.pdf)):
        assert leftovers(what, reading.text) == []
        assert [left for heading in reading.headings for left in leftovers(what, heading)] == []


@each_document
def test_no_paragraph_in_word_holds_two_spaces_or_begins_or_ends_with_one(spec: Path, kind: Kind) -> None:
    paragraphs = [text_of(one) for one in read(built(spec, kind).docx, "word/document.xml").iter(f"{W}p")]
    assert [text for text in paragraphs if "  " in text or text != text.strip(" ")] == []


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a template's mark", "pays {{ price }} for"),
        ("a value", "by None, and"),
        ("markup", "the **price** is"),
        ("a space before punctuation", "the price , which"),
        ("punctuation twice", "is paid.. The"),
        ("an empty pair", "Istation () is"),
        ("a wrong article", "reaches a Outcome"),
        ("a word twice", "pays the the price"),
        ("a raw code", "it is not_counted then"),
        ("a raw date", "until 2027-05-14 at"),
        ("a figure without commas", "at most $450000 in all"),
    ],
)
def test_a_leftover_is_seen(what: str, text: str) -> None:
    assert leftovers(what, text)


@each_document
def test_nothing_printed_is_empty(spec: Path, kind: Kind) -> None:
    page = parsed(built(spec, kind).html)
    assert [one for one in page.xpath("//main//section") if not _has_content(one)] == []
    assert page.xpath("//main//a[not(normalize-space())]") == []
    assert page.xpath("//main//li[not(normalize-space()) and not(.//input | .//select | .//textarea)]") == []
    assert page.xpath("//main//p[not(normalize-space()) and not(.//input | .//select | .//textarea)]") == []
    assert page.xpath(f"//main//*[{HEADINGS}][not(normalize-space())]") == []


@each_document
def test_every_table_says_what_its_cells_are(spec: Path, kind: Kind) -> None:
    tables = parsed(built(spec, kind).html).xpath("//main//table")
    assert len(tables) > least(kind, 15)
    for table in tables:
        rows = table.xpath("./tbody/tr")
        named = [row for row in rows if row.xpath("./th[normalize-space()]")]
        assert rows, f"{table.get('id')} has no row"
        assert table.xpath("./thead/tr/th[normalize-space()]") or named == rows, (
            f"{table.get('id')} has no head"
        )
        assert table.get("class") != "grid" or table.find("caption") is not None, (
            f"{table.get('id')}: no caption"
        )


@each_document
def test_every_caption_is_a_title_that_no_heading_above_it_has(spec: Path, kind: Kind) -> None:
    captions = parsed(built(spec, kind).html).xpath("//main//caption | //main//figcaption")
    assert len(captions) >= least(kind, 12)
    for caption in captions:
        label, _, title = caption.text_content().strip().partition(". ")
        assert untitled(title, _headings_above(caption)) == [], label


@pytest.mark.parametrize(
    ("title", "headings", "fault"),
    [
        ("", ["Rate Card"], "no title"),
        ("Rate card", ["Payments", "Rate Card"], "the heading again"),
        ("Lines and prices", ["Rate Card"], ""),
    ],
)
def test_a_caption_without_a_title_of_its_own_is_seen(title: str, headings: list[str], fault: str) -> None:
    assert untitled(title, headings) == ([fault] if fault else [])


def untitled(title: str, headings: list[str]) -> list[str]:
    """Return what is wrong with the title of a table below these headings."""
    if not title:
        return ["no title"]
    return ["the heading again"] if title.casefold() in {one.casefold() for one in headings} else []


def _headings_above(caption: Any) -> list[str]:
    found = (section.xpath(f"./*[{HEADINGS}]") for section in caption.iterancestors("section"))
    return ["".join(one.xpath("text()")).strip() for ones in found for one in ones]


@each_document
def test_tables_in_word_repeat_their_head_rows(spec: Path, kind: Kind) -> None:
    one = built(spec, kind)
    page = parsed(one.html)
    body = read(one.docx, "word/document.xml")
    assert (
        len(list(body.iter(f"{W}tblHeader"))) == len(page.xpath("//main//table/thead/tr")) > least(kind, 10)
    )


@each_document
def test_numbers_count_without_a_gap(spec: Path, kind: Kind) -> None:
    page = parsed(built(spec, kind).html)
    numbers = [
        str(one).strip() for one in page.xpath("//main//*[@class='number' and not(ancestor::nav)]/text()")
    ]
    outline = [_place(number) for number in numbers if re.fullmatch(r"(\w+ )?([A-Z]|\d+)(\.\d+)*", number)]
    assert len(outline) > least(kind, 150)
    for before, after in pairwise([(), *outline]):
        assert _follows(before, after), f"{after} comes after {before}"


@pytest.mark.parametrize(
    ("before", "after", "is_next"),
    [
        ((1,), (2,), True),
        ((1,), (1, 1), True),
        ((1, 6, 2), (2,), True),
        ((3, 2), ("A",), True),
        (("A", 3), ("B",), True),
        ((1,), (3,), False),
        ((1, 1), (1, 3), False),
        ((1,), (1, 1, 1), False),
        ((1, 2), (2, 1), False),
        (("A",), ("C",), False),
    ],
)  # fmt: skip
def test_a_gap_in_the_numbers_is_seen(before: Place, after: Place, is_next: bool) -> None:
    assert _follows(before, after) == is_next


@each_document
def test_every_id_is_its_own(spec: Path, kind: Kind) -> None:
    page = parsed(built(spec, kind).html)
    ids = Counter(page.xpath("//@id"))
    assert [name for name, times in ids.items() if times > 1] == []
    assert [one for one in page.xpath("//a/@href[starts-with(., '#')]") if one[1:] not in ids] == []


@each_document
def test_the_page_is_well_formed_and_says_what_it_is(spec: Path, kind: Kind) -> None:
    one = built(spec, kind)
    assert Balance(one.html).faults == []
    page = parsed(one.html)
    assert page.get("lang") == "en-US"
    assert page.findtext(".//title")
    assert len(page.xpath("//h1")) == 1
    levels = [int(one.tag[1]) for one in page.xpath(f"//*[{HEADINGS}]")]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_an_unbalanced_page_is_seen() -> None:
    assert Balance("<p><b>bold</p></b>").faults
    assert Balance("<div><p>open</p>").faults
    assert not Balance("<p>one<br>two <input id='a'></p>").faults


class Balance(HTMLParser):
    """Collects the tags of a page that are not closed in the order in which they were opened."""

    VOID = frozenset(
        ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
    )

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.feed(page)
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.VOID or not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing at line {self.getpos()[0]}")


def leftovers(what: str, text: str) -> list[str]:
    """Return each leftover of a kind with a little of what stands around it."""
    return [text[max(0, one.start() - 30) : one.end() + 30] for one in re.finditer(LEFTOVERS[what], text)]


def _has_content(section: Any) -> bool:
    own = [one for one in section if not re.fullmatch(r"h\d", one.tag)]
    return any(
        "".join(one.itertext()).strip() or one.xpath(".//input | .//select | .//textarea") for one in own
    )


def _place(number: str) -> Place:
    parts = number.rsplit(maxsplit=1)[-1].split(".")
    return tuple(int(part) if part.isdigit() else part for part in parts)


def _follows(before: Place, after: Place) -> bool:
    """Tell whether a number may come next: the first below the last, or one more at its level or above."""
    *above, last = after
    if after == (*before, 1) or (last == "A" and len(after) == 1):
        return True
    kept = before[: len(after)]
    return len(kept) == len(after) and list(kept[:-1]) == above and last == _next(kept[-1])


def _next(part: int | str) -> int | str:
    return part + 1 if isinstance(part, int) else chr(ord(part) + 1)
