"""The parts of a small Word file, laid out one element a line, beside what they are to be.

`pytest tests/writers/test_word_goldens.py --accept` renews tests/golden; read the diff.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from pdf_sample import shipped_style, small
from word_counting import read

from obcgen.document.tree import (
    Callout,
    Cell,
    Column,
    Emphasis,
    Field,
    Item,
    ItemList,
    Link,
    Number,
    Paragraph,
    Reference,
    Row,
    Signature,
    Signatures,
    Strong,
    Table,
    Text,
)
from obcgen.writers.to_docx import to_docx

GOLDEN = Path(__file__).parent.parent / "golden"
PARTS = ("document", "numbering", "styles", "settings", "header2", "footer2")


def said(*texts: str) -> Paragraph:
    return Paragraph(tuple(Text(text) for text in texts))


def everything() -> bytes:
    """Return a Word file with one of each kind of thing."""
    table = Table(
        "rates",
        (Column(60), Column(40, "right")),
        (
            Row((Cell((said("Line"),)), Cell((said("Amount"),))), "head"),
            Row((Cell((said("Reading"),), header=True), Cell((said("$1,250,000.00"),)))),
            Row((Cell((said("Total"),), header=True), Cell((said("$1,250,000.00"),))), "total"),
        ),
        (Text("Rates"),),
        number=Number("tables", 0, 1, "Table 1", "Table 1"),
    )
    letters = ItemList(
        "letters", (Item((said("a letter"),), Number("list-1", 0, 1, "(a)", "(a)", "lower-letter")),)
    )
    clause = Item((said("A clause with a letter:"), letters), Number("sections", 1, 1, "1.1", "Section 1.1"))
    blanks = (
        Field("name", "text", "Your name", "As registered"),
        Field("day", "date", "Day"),
        Field("agreed", "checkbox", "Agreed"),
        Field("kind", "choice", "Kind", choices=("Public", "Private")),
    )
    rows = tuple(Row((Cell((said(one.title),), header=True), Cell((Paragraph((one,)),)))) for one in blanks)
    words = (
        Strong((Text("Bold"),)),
        Text(" and "),
        Emphasis((Text("italic"),)),
        Text(", "),
        Link("https://a.example/", (Text("a link"),)),
        Text(", see "),
        Reference("rates", (Text("Table 1"),)),
        Text("."),
    )
    return to_docx(
        small(
            Paragraph(words),
            ItemList("clauses", (clause,)),
            ItemList("bullets", (Item((said("a bullet"),)),)),
            table,
            Table("form", (Column(40), Column(60)), rows, look="form"),
            Callout("note", "Note", (said("A box."),)),
            Signatures((Signature("us", "District", "A. Name", "Chair"), Signature("them", "Provider"))),
        ),
        shipped_style(),
    )


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_as_accepted(part: str, request: pytest.FixtureRequest) -> None:
    root = read(everything(), f"word/{part}.xml")
    etree.indent(root)
    found = etree.tostring(root, encoding="unicode") + "\n"
    golden = GOLDEN / f"word-{part}.xml"
    if request.config.getoption("--accept"):
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")
