from __future__ import annotations

from word_counting import W, table_texts, values
from word_making import body, cell, grid, made
from word_soundness import faults

from obcgen.document.tree import (
    Column,
    Row,
    Table,
)


def test_a_table_has_its_widths_in_the_grid_and_in_every_cell() -> None:
    table = Table("t", (Column(33), Column(67)), (Row((cell("a"), cell("b"))), Row((cell("c", span=2),))))
    root = body(table)
    assert values(root, "gridCol", "w") == ["3089", "6271"]
    assert values(root, "tcW", "w") == ["3089", "6271", "9360"]
    assert values(root, "tblLayout", "type") == ["fixed"]


def test_head_rows_repeat_and_no_row_splits() -> None:
    root = body(grid("t", 1, "T", ("A", "B"), ("a", "b"), ("In all", "b")))
    rows = list(root.iter(f"{W}tr"))
    assert [len(list(row.iter(f"{W}tblHeader"))) for row in rows] == [1, 0, 0]
    assert all(len(list(row.iter(f"{W}cantSplit"))) == 1 for row in rows)


def test_a_head_row_and_a_row_before_a_total_stay_with_the_next() -> None:
    root = body(grid("t", 1, "T", ("A", "B"), ("a", "b"), ("c", "d"), ("In all", "d")))
    kept = [bool(list(row.iter(f"{W}keepNext"))) for row in root.iter(f"{W}tr")]
    assert kept == [True, False, True, False]


def test_a_table_tells_a_screen_reader_what_it_is() -> None:
    root = body(grid("t", 1, "Payment schedule", ("Date", "Amount"), ("now", "$1"), ("In all", "$1")))
    assert values(root, "tblCaption") == ["Payment schedule"]
    assert values(root, "tblDescription") == ["Columns: Date; Amount"]
    look = next(root.iter(f"{W}tblLook"))
    assert (look.get(f"{W}firstRow"), look.get(f"{W}firstColumn")) == ("1", "1")


def test_a_cell_without_content_still_has_a_paragraph() -> None:
    data = made(Table("t", (Column(100),), (Row((cell(()),)),)))
    assert faults(data) == []
    assert table_texts(data) == [[[""]]]


def test_a_table_inside_a_cell_is_followed_by_a_paragraph() -> None:
    inner = Table("inner", (Column(100),), (Row((cell("deep"),)),))
    assert faults(made(Table("outer", (Column(100),), (Row((cell((inner,)),)),)))) == []


def test_tables_that_follow_each_other_do_not_join() -> None:
    one, two = (Table(name, (Column(100),), (Row((cell(name),)),)) for name in ("one", "two"))
    data = made(one, two)
    assert faults(data) == []
    assert table_texts(data) == [[["one"]], [["two"]]]


def test_figures_align_as_their_column_does_and_a_joined_cell_to_the_left() -> None:
    root = body(grid("t", 1, "T", ("A", "B"), ("a", "$1"), ("In all", "$1")))
    aligned = [[one.get(f"{W}val") for one in row.iter(f"{W}jc")] for row in root.iter(f"{W}tr")]
    assert aligned == [["right"], ["right"], ["right"]]
