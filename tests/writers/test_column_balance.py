"""Columns get the room that their texts can use, and no table changes for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from obcgen.writers.column_balance import balanced

if TYPE_CHECKING:
    from obcgen.writers.column_balance import Paragraphs

WORD = 4.55
"""Per cent that a word takes here; with the space after it that is five."""


def cell(*words: int) -> Paragraphs:
    """Return a cell of paragraphs of so many words each."""
    return tuple((WORD,) * one for one in words)


def test_a_long_text_gets_the_room_of_short_ones() -> None:
    rows = [(cell(1), cell(40), cell(1))] * 3
    assert balanced((34, 33, 33), (10, 10, 10), rows) == (13, 73, 14)


def test_a_column_keeps_what_its_longest_word_needs() -> None:
    rows = [(cell(1), cell(40), cell(1))] * 3
    assert balanced((34, 33, 33), (20, 10, 30), rows) == (25, 43, 32)


def test_a_table_of_short_texts_stays_as_it_was_written() -> None:
    rows = [(cell(4), cell(1), cell(1))] * 30
    assert balanced((40, 30, 30), (5, 5, 5), rows) == (40, 30, 30)


def test_columns_that_are_high_together_get_room_together() -> None:
    rows = [(cell(4), cell(4), cell(1))]
    assert balanced((20, 20, 60), (8, 8, 8), rows) == (23, 23, 54)


def test_a_line_that_no_width_can_save_moves_no_column() -> None:
    rows = [(cell(16), cell(16)), *[(cell(1), cell(1))] * 30]
    assert balanced((50, 50), (8, 8), rows) == (50, 50)


def test_a_second_paragraph_is_a_line_of_its_own() -> None:
    assert balanced((80, 20), (8, 8), [(cell(2), cell(2, 2, 2))]) == (80, 20)
    assert balanced((80, 20), (8, 8), [(cell(2), cell(6))]) == (67, 33)


def test_a_column_gives_back_what_others_use_better() -> None:
    """A column that is widened first would bar two that save more."""
    rows = [(cell(7), cell(4), cell(9)), *[(cell(9), cell(5), cell(4))] * 3, (cell(6), cell(5), cell(6))]
    assert balanced((34, 33, 33), (8, 8, 8), rows) == (48, 28, 24)


def test_a_row_becomes_lower_by_less_than_a_line_too() -> None:
    """Paragraphs of one and four words are two and a quarter lines high, beside a text on three lines."""
    assert balanced((50, 50), (8, 8), [(cell(1, 4), cell(28))]) == (27, 73)


def test_a_table_without_rows_or_with_one_column_stays() -> None:
    assert balanced((50, 50), (5, 5), []) == (50, 50)
    assert balanced((100,), (5,), [(cell(100),)]) == (100,)


def test_a_head_on_one_line_does_not_starve_what_stands_below_other_heads() -> None:
    """Four words above one, beside a text: as many lines in all, in the head or below it."""
    heads, rows = [(cell(4), cell(1))], [(cell(1), cell(16))]
    assert balanced((30, 30), (8, 8), rows, heads) == (17, 43)
    assert balanced((30, 30), (8, 8), [*heads, *rows]) == (27, 33)


def test_room_that_lowers_no_row_goes_to_the_cells_with_the_most_lines() -> None:
    rows = [(cell(26), cell(4), cell(1))]
    assert balanced((60, 12, 28), (8, 8, 8), rows) == (68, 23, 9)


@given(
    st.lists(
        st.tuples(st.integers(10, 40), st.integers(1, 60), st.lists(st.floats(0, 90), max_size=8)),
        min_size=1,
        max_size=5,
    )
)
def test_the_sum_stays_and_no_column_falls_below_its_least(
    columns: list[tuple[int, int, list[float]]],
) -> None:
    widths, least, words = zip(*columns, strict=True)
    found = balanced(widths, least, [tuple((tuple(one),) for one in words)])
    assert sum(found) == sum(widths)
    assert all(one >= min(width, low) for one, width, low in zip(found, widths, least, strict=True))
