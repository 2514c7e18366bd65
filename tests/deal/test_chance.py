"""The exact binomial interval: against sums by hand, and against the whole distribution."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from obcgen.deal.chance import LARGEST, binomial, by_chance

SURE = Fraction(95, 100)


def chance(count: int, expected: Fraction, reached: range) -> Fraction:
    return sum((comb(count, k) * expected**k * (1 - expected) ** (count - k) for k in reached), Fraction(0))


def test_twenty_participants_at_27_percent() -> None:
    assert by_chance(20, Fraction(27, 100), SURE) == (2, 9)


def test_a_coin_thrown_ten_times() -> None:
    assert by_chance(10, Fraction(1, 2), SURE) == (2, 8)


@pytest.mark.parametrize(("expected", "weights"), [(Fraction(3, 2), [0, 0, 1]), (Fraction(-1, 2), [1, 0, 0])])
def test_a_chance_is_never_more_than_certain_or_less_than_none(
    expected: Fraction, weights: list[int]
) -> None:
    assert [bool(each) for each in binomial(2, expected)] == [bool(each) for each in weights]


def test_nothing_expected_and_all_expected_leave_nothing_to_chance() -> None:
    assert by_chance(10, Fraction(0), SURE) == (0, 0)
    assert by_chance(10, Fraction(1), SURE) == (10, 10)


def test_a_large_group_is_left_alone() -> None:
    assert by_chance(LARGEST + 1, Fraction(1, 2), SURE) is None
    assert by_chance(LARGEST, Fraction(1, 2), SURE) == (469, 531)


@given(st.integers(1, 40), st.fractions(0, 1, max_denominator=100))
def test_each_side_leaves_out_no_more_than_half_of_what_is_unsure(count: int, expected: Fraction) -> None:
    found = by_chance(count, expected, SURE)
    assert found is not None
    low, high = found
    tail = (1 - SURE) / 2
    assert chance(count, expected, range(low)) <= tail < chance(count, expected, range(low + 1))
    assert chance(count, expected, range(high + 1, count + 1)) <= tail
    assert chance(count, expected, range(high, count + 1)) > tail
