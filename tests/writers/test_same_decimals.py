"""Figures below each other: which columns are written alike, and which stay."""

from __future__ import annotations

import pytest

from obcgen.document.tree import Align, Cell, Column, Document, Paragraph, Row, Strong, Table, Text
from obcgen.document.walk import blocks_of, content_of, text_of
from obcgen.writers.same_decimals import same_decimals


def column_of(*texts: str, align: Align = "right", strong: bool = False) -> list[str]:
    def row(text: str) -> Row:
        shown = Strong((Text(text),)) if strong else Text(text)
        return Row((Cell((Paragraph((Text("x"),)),)), Cell((Paragraph((shown,)),))))

    head = Row((Cell((Paragraph((Text("A"),)),), span=2),), "head")
    table = Table("t", (Column(50), Column(50, align)), (head, *map(row, texts)))
    (made,) = same_decimals(Document("rfp", "T", "N", "O", (table,))).blocks
    assert isinstance(made, Table)
    cells = (row.cells[1] for row in made.rows[1:])
    return ["".join(text_of(content_of(block)) for block in blocks_of(cell.blocks)) for cell in cells]


@pytest.mark.parametrize(
    ("texts", "written"),
    [
        (("24.28%", "26.1%", "30%"), ["24.28%", "26.10%", "30.00%"]),
        (("$500", "$1,416.67", ""), ["$500.00", "$1,416.67", ""]),
        (("\N{MINUS SIGN}$5", "$0.50"), ["\N{MINUS SIGN}$5.00", "$0.50"]),
        (("37.5%", "about 20.83%", "100%"), ["37.50%", "about 20.83%", "100.00%"]),
    ],
)
@pytest.mark.parametrize("strong", [False, True])
def test_figures_below_each_other_get_the_same_decimals(
    texts: tuple[str, ...], written: list[str], strong: bool
) -> None:
    assert column_of(*(text or "" for text in texts), strong=strong) == written


@pytest.mark.parametrize(
    "texts",
    [
        ("24%", "26%"),
        ("$500", "$416.66 and 2/3 of a cent"),
        ("24.28%", "under 26%"),
        ("24.28%", "$5"),
        ("3.5", "36"),
        ("0.12345%", "1%"),
    ],
)
def test_a_column_of_something_else_stays(texts: tuple[str, ...]) -> None:
    assert column_of(*texts) == list(texts)


def test_a_column_of_words_stays_whatever_it_says() -> None:
    assert column_of("24.28%", "26.1%", align="left") == ["24.28%", "26.1%"]


def beside(*rows: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return the rows of a table of right-aligned columns as it is written."""
    cells = (Row(tuple(Cell((Paragraph((Text(text),)),)) for text in row)) for row in rows)
    table = Table("t", tuple(Column(20, "right") for _ in rows[0]), tuple(cells))
    (made,) = same_decimals(Document("rfp", "T", "N", "O", (table,))).blocks
    assert isinstance(made, Table)
    texts = ((text_of(content_of(block)) for cell in row.cells for block in cell.blocks) for row in made.rows)
    return [tuple(row) for row in texts]


def test_all_amounts_of_a_table_have_cents_or_none_has() -> None:
    rows = ("$24,000", "$728.64", "40%"), ("$24,000", "$24,728", "45%")
    assert beside(*rows) == [("$24,000.00", "$728.64", "40%"), ("$24,000.00", "$24,728.00", "45%")]
    assert beside(("$24,000", "$728"), ("$0", "$1")) == [("$24,000", "$728"), ("$0", "$1")]


def test_a_column_of_amounts_and_words_lends_no_cents_and_takes_none() -> None:
    rows = ("$24,000", "$728.64"), ("$24,000", "none")
    assert beside(*rows) == list(rows)
