from __future__ import annotations

import pytest
from lxml import html

from obcgen.document.from_html import from_html
from obcgen.document.tree import ItemList, Paragraph, Table
from obcgen.document.walk import blocks_of, content_of, text_of
from obcgen.problems import ObcgenError
from obcgen.render.markdown import prose

DOCUMENT = (
    '<article data-kind="rfp" data-name="RFP" data-title="T" data-number="1" data-owner="D" '
    'data-status="draft" data-section-word="Section" data-attachment-word="Attachment" lang="en-US">'
    '<section id="s" data-kind="body" data-title="S">{}</section></article>'
)
SEATS = "| School | Seats |\n|:--|--:|\n| East | 12 |\n| West | 30 |"


def tables(text: str, around: str = "{}") -> list[Table]:
    """Return the tables of a document whose section holds a text of a spec."""
    document = from_html(DOCUMENT.format(around.format(prose(text).block)))
    return [block for block in blocks_of(document.blocks) if isinstance(block, Table)]


def cells(table: Table) -> list[list[str]]:
    return [
        [" ".join(text_of(content_of(one)) for one in blocks_of(cell.blocks)) for cell in row.cells]
        for row in table.rows
    ]


def test_a_table_of_bars_is_a_table_with_a_head_and_columns_as_they_were_aligned() -> None:
    (table,) = tables(SEATS)
    assert cells(table) == [["School", "Seats"], ["East", "12"], ["West", "30"]]
    assert [row.kind for row in table.rows] == ["head", "body", "body"]
    assert [column.align for column in table.columns] == ["left", "right"]
    assert (table.look, table.caption, table.number) == ("grid", (), None)


def test_a_table_whose_heading_is_blank_has_labels_at_its_left() -> None:
    (table,) = tables("| | |\n|--|--|\n| Seats | 12 |\n| Rooms | 3 |")
    assert table.look == "facts"
    assert [[cell.header for cell in row.cells] for row in table.rows] == [[True, False]] * 2


def test_two_tables_keep_their_alignments_and_the_words_between_them() -> None:
    first, second = tables(f"{SEATS}\n\nIn the morning:\n\n| A |\n|:-:|\n| b |")
    assert [column.align for column in first.columns] == ["left", "right"]
    assert [column.align for column in second.columns] == ["center"]


def test_what_is_marked_in_a_cell_stays_marked_and_a_bar_may_be_written() -> None:
    (table,) = tables("| A |\n|---|\n| **b** \\| [c](https://a.example) |")
    assert cells(table)[1] == ["b | c"]


def test_a_row_with_too_few_or_too_many_cells_is_filled_up_or_cut() -> None:
    (table,) = tables("| A | B |\n|---|---|\n| c |\n| d | e | f |")
    assert cells(table) == [["A", "B"], ["c", ""], ["d", "e"]]


@pytest.mark.parametrize(
    "around", ["<ol><li>{}</li></ol>", '<aside data-kind="note" data-title="Note">{}</aside>']
)
def test_a_table_may_stand_in_a_clause_and_in_a_box(around: str) -> None:
    assert len(tables(SEATS, around)) == 1


def test_a_table_may_follow_words_of_a_clause() -> None:
    (block,) = from_html(
        DOCUMENT.format(f"<ol><li>{prose('Seats:' + chr(10) * 2 + SEATS).block}</li></ol>")
    ).blocks
    (clauses,) = block.blocks  # type: ignore[union-attr]
    assert isinstance(clauses, ItemList)
    assert [type(one) for one in clauses.items[0].blocks] == [Paragraph, Table]


@pytest.mark.parametrize("text", ["A | B\nC | D", "| A | B |\n|---|\n| c | d |", "| A |\n| b |"])
def test_what_is_no_table_in_markdown_is_none_here(text: str) -> None:
    assert "<table" not in prose(text).html


def test_a_table_too_wide_for_a_page_is_told() -> None:
    wide = "|".join("A" * 60)
    with pytest.raises(ObcgenError, match="has 60 columns"):
        tables(f"|{wide}|\n|{'|'.join(['---'] * 60)}|\n|{wide}|")


def test_no_cell_keeps_a_style_of_its_own() -> None:
    assert not html.fromstring(prose(SEATS).html).xpath("//@style")
