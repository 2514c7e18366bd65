"""Columns get the room that their texts can use, and no table changes for nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from obcgen.writers.column_balance import SIDES, balanced


def test_a_long_text_gets_the_room_of_short_ones() -> None:
    rows = [((8.0,), (200.0,), (8.0,))] * 3
    assert balanced((34, 33, 33), (10, 10, 10), rows) == (10, 80, 10)


def test_a_column_keeps_what_its_longest_word_needs() -> None:
    rows = [((8.0,), (200.0,), (8.0,))] * 3
    assert balanced((34, 33, 33), (20, 10, 30), rows) == (20, 50, 30)


def test_a_table_of_short_texts_stays_as_it_was_written() -> None:
    rows = [((20.0,), (8.0,), (8.0,))] * 30
    assert balanced((40, 30, 30), (5, 5, 5), rows) == (40, 30, 30)


def test_a_line_saved_once_moves_no_column() -> None:
    rows = [((35.0,), (8.0,)), *[((8.0,), (8.0,))] * 30]
    assert balanced((30, 70), (5, 5), rows) == (30, 70)


def test_a_table_without_rows_or_with_one_column_stays() -> None:
    assert balanced((50, 50), (5, 5), []) == (50, 50)
    assert balanced((100,), (5,), [((500.0,),)]) == (100,)


@given(
    st.lists(st.tuples(st.integers(10, 40), st.integers(1, 10), st.floats(0, 900)), min_size=1, max_size=5)
)
def test_the_sum_stays_and_no_column_falls_below_its_least(columns: list[tuple[int, int, float]]) -> None:
    widths, least, lengths = zip(*columns, strict=True)
    found = balanced(widths, [one + SIDES for one in least], [tuple((one,) for one in lengths)])
    assert sum(found) == sum(widths)
    assert all(one >= min(width, low) for one, width, low in zip(found, widths, least, strict=True))
