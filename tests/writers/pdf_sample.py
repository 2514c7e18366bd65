"""The style that ships, the sample document, and small documents by hand, for the tests of HTML and PDF."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from obcgen.document.from_html import from_html
from obcgen.document.resolve import resolve
from obcgen.document.tree import Cell, Column, Document, Number, Paragraph, Row, Section, Table, Text
from obcgen.style import from_data

if TYPE_CHECKING:
    from obcgen.document.tree import Block
    from obcgen.style import Style

TESTS = Path(__file__).parent.parent
SHARED = TESTS.parent / "templates" / "shared"


@cache
def shipped_style() -> Style:
    text = (SHARED / "style.yaml").read_text(encoding="utf-8")
    return from_data(yaml.load(text, Loader=yaml.BaseLoader), SHARED)  # noqa: S506 - the loader that makes only text


@cache
def sample() -> Document:
    return resolve(from_html((TESTS / "document" / "sample.html").read_text(encoding="utf-8")))


def small(*blocks: Block, **more: Any) -> Document:
    """Return a document of one section without a cover."""
    number = Number("sections", 0, 1, "1", "Section 1")
    section = Section("one", "One", "body", blocks, number=number)
    named = {"title": "Tutoring", "number": "R-1", "owner": "District"} | more
    return Document("rfp", blocks=(section,), **named)


def said(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def grid(*rows: Row, widths: tuple[int, ...] = (50, 50)) -> Table:
    columns = tuple(Column(width) for width in widths)
    number = Number("tables", 0, 1, "Table 1", "Table 1")
    return Table("grid", columns, rows, (Text("Figures"),), "grid", number)


def row(*texts: str, head: bool = False) -> Row:
    return Row(tuple(Cell((said(text),), head) for text in texts), "head" if head else "body")
