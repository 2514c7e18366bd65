"""The exact weight of each sum of amounts per participant, against every way in which it can come about."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import comb, prod

from hypothesis import given
from hypothesis import strategies as st

from obcgen.deal.chance import binomial, range_of, sums


@st.composite
def chances(draw: st.DrawFn) -> dict[int, Fraction]:
    values = draw(st.lists(st.integers(0, 4), min_size=1, max_size=4, unique=True))
    weights = draw(st.lists(st.integers(1, 9), min_size=len(values), max_size=len(values)))
    return {value: Fraction(weight, sum(weights)) for value, weight in zip(values, weights, strict=True)}


@given(st.integers(1, 4), chances())
def test_a_weight_is_in_proportion_to_all_the_ways_to_its_sum(count: int, each: dict[int, Fraction]) -> None:
    expected = [Fraction(0)] * (count * max(each) + 1)
    for drawn in product(each, repeat=count):
        expected[sum(drawn)] += prod((each[value] for value in drawn), start=Fraction(1))
    weights = sums(count, each)
    assert [Fraction(weight, sum(weights)) for weight in weights] == expected


@given(st.integers(1, 60), st.fractions(0, 1, max_denominator=50))
def test_two_values_give_the_binomial_distribution(count: int, chance: Fraction) -> None:
    weights = binomial(count, chance)
    whole = sum(weights)
    for successes, weight in enumerate(weights):
        ways = comb(count, successes) * chance**successes * (1 - chance) ** (count - successes)
        assert Fraction(weight, whole) == ways


def test_what_nobody_can_miss_lies_at_the_far_end() -> None:
    assert sums(3, {2: Fraction(1)}) == [0, 0, 0, 0, 0, 0, 1]
    assert range_of(sums(3, {2: Fraction(1)}), Fraction(95, 100)) == (6, 6)
