from __future__ import annotations

from word_counting import W, table_texts, values
from word_making import body, cell, grid, made, pairs, paragraph
from word_soundness import faults

from obcgen.document.tree import (
    Block,
    Cell,
    Column,
    Field,
    Paragraph,
    Row,
    Table,
    Text,
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


def kept(*blocks: Block) -> list[bool]:
    return [bool(list(row.iter(f"{W}keepNext"))) for row in body(*blocks).iter(f"{W}tr")]


def test_every_row_of_a_short_table_but_the_last_stays_with_the_next() -> None:
    assert kept(grid("t", 1, "T", ("A", "B"), *[("a", "b")] * 6, ("In all", "d"))) == [*[True] * 7, False]


def test_so_does_every_row_of_a_schedule_of_eleven_dates_each_on_one_line_and_not_of_eleven_of_two() -> None:
    assert kept(grid("t", 1, "T", ("A", "B"), *[("a", "b")] * 11)) == [*[True] * 11, False]
    two = "A text of more than the letters that half a line from margin to margin holds."
    assert kept(grid("t", 1, "T", ("A", "B"), *[(two, "b")] * 11)).count(True) == 4


def test_of_a_long_table_the_head_and_two_rows_stay_together_and_so_do_two_rows_and_the_total() -> None:
    expected = [True, True, *[False] * 9, True, True, False]
    assert kept(grid("t", 1, "T", ("A", "B"), *[("a", "b")] * 12, ("In all", "d"))) == expected


def test_of_a_table_of_tall_rows_the_head_stays_with_the_first_and_each_other_row_may_stand_alone() -> None:
    tall = "A cell of many words that runs over several lines. " * 12
    assert kept(grid("t", 1, "T", ("A", "B"), *[(tall, "b")] * 4)) == [True, False, False, True, False]


def test_the_name_of_a_group_stays_with_its_first_row() -> None:
    group = Row((Cell((paragraph("Group"),), span=2),))
    rows = [Row((cell("a"), cell("b"))) for _ in range(14)]
    table = Table("t", (Column(50), Column(50)), (*rows[:5], group, *rows[5:]))
    assert kept(table) == [True, *[False] * 4, True, *[False] * 7, True, False]


def test_every_paragraph_of_a_row_that_stays_is_kept_not_its_first_alone() -> None:
    rows = (Row((cell((paragraph("a"), paragraph("b"))),)), Row((cell("c"),)))
    root = body(Table("t", (Column(100),), rows))
    assert [bool(list(one.iter(f"{W}keepNext"))) for one in root.iter(f"{W}p")][:3] == [True, True, False]


def test_a_form_of_a_page_stays_whole_though_a_table_as_long_does_not() -> None:
    rows = [("label", (Text("x"),))] * 14
    assert kept(pairs("t", "form", *rows)) == [*[True] * 13, False]
    assert kept(pairs("t", "facts", *rows)).count(True) == 2


def test_a_row_that_asks_for_a_long_answer_has_room_for_two_lines() -> None:
    short, long = (Field(kind, kind, kind) for kind in ("text", "long"))
    root = body(pairs("t", "form", ("a", (short,)), ("b", (long,))))
    assert values(root, "trHeight") == ["440", "720"]


def test_a_blank_in_a_ruled_table_has_the_height_of_a_written_line() -> None:
    blank = cell((Paragraph((Field("a", "text", "A"),)),))
    root = body(Table("t", (Column(50), Column(50)), (Row((cell("x"), cell("y"))), Row((blank, blank)))))
    assert values(root, "trHeight") == ["440"]


def test_what_a_row_with_a_blank_says_stands_beside_it_in_the_middle_its_total_too() -> None:
    blank = Cell((Paragraph((Field("a", "money", "A"),)),))
    rows = (
        Row((cell("x"), cell("y"))),
        Row((cell("Line", header=True), blank)),
        Row((cell("Total"), blank), "total"),
    )
    found = [values(one, "vAlign") for one in body(Table("t", (Column(50), Column(50)), rows)).iter(f"{W}tc")]
    assert found == [[]] * 2 + [["center"]] * 4


def test_the_label_of_a_fact_that_is_asked_for_stands_at_the_edge_of_the_others() -> None:
    blank = (Field("a", "text", "A"),)
    root = body(pairs("t", "facts", ("Offeror", blank), ("Due", (Text("May 1"),))))
    edges = [values(next(row.iter(f"{W}tc")), "left", "w") for row in root.iter(f"{W}tr")]
    assert edges == [["0"], ["0"]]


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
