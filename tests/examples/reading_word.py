"""Reads a Word file: its paragraphs with the numbers that Word would count."""

from __future__ import annotations

from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from reading import Reading, letters, plain
from word_counting import W, numbered_paragraphs, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_ABOUT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_DRAWN = "Figure Text"
_NAMES = f"{W}prefixMappings=\"xmlns:v='urn:obcgen:values:1'\""
_CIRCLE = "\u25cb"
"""What a person marks on paper to choose; a PDF draws it and does not write it."""
_HEADINGS = ("heading ", "Heading ", "Front Heading", "Minor Heading", "Title")


@cache
def read_word(docx: bytes) -> Reading:
    """Return what a Word file says."""
    body = read(docx, "word/document.xml")
    paragraphs = list(body.iter(f"{W}p"))
    numbered = numbered_paragraphs(docx)
    shown = {one: _line(label, one) for one, (label, _, _) in zip(paragraphs, numbered, strict=True)}
    styled = [(style, shown[one]) for one, (_, _, style) in zip(paragraphs, numbered, strict=True)]
    unread = {
        one
        for one, (_, _, style) in zip(paragraphs, numbered, strict=True)
        if style.startswith("toc ") or style == _DRAWN
    }
    return Reading(
        tuple(text for style, text in styled if style.startswith(_HEADINGS)),
        tuple(text for style, text in styled if style == "caption"),
        tuple(_cells(row, shown) for table in _tables(body) for row in table.iter(f"{W}tr")),
        tuple(
            _entry(one)
            for one, (_, _, style) in zip(paragraphs, numbered, strict=True)
            if style.startswith("toc ")
        ),
        plain(" ".join(shown[one] for one in _by_party(paragraphs) if one not in unread)),
        tuple(_figure(one) for one in body.iter(_ABOUT)),
    )


def _by_party(paragraphs: list[_Element]) -> list[_Element]:
    """Return paragraphs in order, those of signatures party by party: names stand a row above the lines."""

    def place(at: int) -> tuple[int, int, int]:
        cell, row, table = (next(paragraphs[at].iterancestors(W + tag), None) for tag in ("tc", "tr", "tbl"))
        if cell is None or row is None or table is None or not _is_signed(table):
            return at, 0, 0
        rows = list(table.iter(f"{W}tr"))
        first = rows[rows.index(row) // 2 * 2]
        start = paragraphs.index(next(first.iter(f"{W}p")))
        return start, row.index(cell), at

    return [paragraphs[at] for at in sorted(range(len(paragraphs)), key=place)]


def _is_signed(table: _Element) -> bool:
    """Tell whether a table holds the lines to sign on."""
    style = table.find(f"{W}tblPr/{W}tblStyle")
    return style is not None and style.get(f"{W}val") == "SignatureTable"


def _figure(about: _Element) -> tuple[str, str]:
    inline = about.getparent()
    assert inline is not None
    return plain(str(about.get("descr"))), letters("".join(one.text or "" for one in inline.iter(f"{W}t")))


def _line(label: str, paragraph: _Element) -> str:
    return plain(f"{label} {''.join(_shown(paragraph))}")


def _shown(paragraph: _Element) -> Iterator[str]:
    """Yield a paragraph's text without what stands in its blanks and drawings."""
    for run in paragraph.iter(f"{W}r"):
        around = takewhile(lambda one: one is not paragraph, run.iterancestors())
        if any(_is_blank(above) or above.tag == f"{W}txbxContent" for above in around):
            continue
        for one in run:
            yield {
                f"{W}t": (one.text or "").replace(_CIRCLE, " "),
                f"{W}tab": " ",
                f"{W}br": " ",
                f"{W}noBreakHyphen": "-",
            }.get(str(one.tag), "")


def _is_blank(element: _Element) -> bool:
    """Tell whether an element is a blank: content controls but those of contents, choices and names."""
    printed = (f"{W}sdtPr/{W}docPartObj", f"{W}sdtPr/{W}dropDownList", f"{W}sdtPr/{W}dataBinding[@{_NAMES}]")
    return element.tag == f"{W}sdt" and all(element.find(one) is None for one in printed)


def _tables(body: _Element) -> Iterator[_Element]:
    """Yield the tables of the document; the lines to sign on stand in one of their own kind."""
    for table in body.iter(f"{W}tbl"):
        style = table.find(f"{W}tblPr/{W}tblStyle")
        if style is not None and style.get(f"{W}val") != "SignatureTable":
            yield table


def _cells(row: _Element, shown: dict[_Element, str]) -> tuple[str, ...]:
    return tuple(plain(" ".join(shown[one] for one in cell.iter(f"{W}p"))) for cell in row.iter(f"{W}tc"))


def _entry(paragraph: _Element) -> tuple[str, str]:
    """Return a line of the contents and its page."""
    words = "".join(_shown(paragraph)).split()
    return (
        (plain(" ".join(words[:-1])), words[-1])
        if words and words[-1].isdigit()
        else (plain(" ".join(words)), "")
    )
