from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from obcgen.money import LARGEST_CENTS, ZERO, Money, Rounding, Share, allocate, split, total

amounts = st.integers(min_value=0, max_value=LARGEST_CENTS).map(Money)
fractions = st.fractions(min_value=0, max_value=2, max_denominator=1000)


@pytest.mark.parametrize(
    ("text", "cents"),
    [("$1,200,000", 120_000_000), ("$900", 90_000), ("450.50", 45_050), ("0", 0), (" $1 ", 100)],
)
def test_an_amount_is_read_to_the_cent(text: str, cents: int) -> None:
    assert Money.parse(text) == Money(cents)


@pytest.mark.parametrize(
    "text",
    ["", "$", "1,20", "$1,2000", "450.5", "450.505", "-5", "1e3", "1_000", "$ 5", "€5", "5 USD", "1.200,00"],
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="write dollars as"):
        Money.parse(text)


def test_an_amount_larger_than_any_contract_is_refused() -> None:
    largest = Money(LARGEST_CENTS)
    assert Money.parse(largest.exact) == largest
    for text in (Money(LARGEST_CENTS + 1).exact, "99999999999999999999"):
        with pytest.raises(ValueError, match="larger than any contract"):
            Money.parse(text)


@settings(deadline=None)
@given(amounts)
def test_every_form_of_an_amount_reads_back_to_itself(amount: Money) -> None:
    assert Money.parse(str(amount)) == Money.parse(amount.plain) == Money.parse(amount.exact) == amount


def test_an_amount_prints_cents_only_where_there_are_some() -> None:
    assert (str(Money(120_000_000)), str(Money(45_050)), Money(45_000_000).exact) == (
        "$1,200,000",
        "$450.50",
        "$450,000.00",
    )
    assert (Money(-5).plain, Money(-100_05).exact) == ("-0.05", "-$100.05")


def test_money_times_money_does_not_exist() -> None:
    with pytest.raises(TypeError):
        Money(1) * Money(1)  # type: ignore[operator]


def test_money_is_not_multiplied_by_a_float_nor_added_to_a_number() -> None:
    with pytest.raises(TypeError):
        Money(1) * 0.5  # type: ignore[operator]
    with pytest.raises(TypeError):
        Money(1) + 1  # type: ignore[operator]


def test_roundings_are_named() -> None:
    assert Money(1).times(Fraction(1, 2)) == Money(1)
    assert Money(1).times(Fraction(1, 2), Rounding.DOWN) == ZERO
    assert Money(50_000).times(Fraction(5, 6)) == Money(41_667)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("40%", Fraction(2, 5)),
        ("62.5%", Fraction(5, 8)),
        ("5/6", Fraction(5, 6)),
        ("0%", Fraction(0)),
        ("9 %", Fraction(9, 100)),
    ],
)
def test_a_share_is_read_exactly(text: str, value: Fraction) -> None:
    assert Share.parse(text).value == value


@pytest.mark.parametrize("text", ["0.4", "40", "5/0", "-3%", "%", "1/2/3", ""])
def test_what_is_no_share_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="write a share as"):
        Share.parse(text)


@pytest.mark.parametrize(
    ("text", "printed", "exact", "plain"),
    [
        ("62.5%", "62.5%", "62.5%", "0.625"),
        ("5/6", "83.33%", "5/6", "0.833333"),
        ("1/3", "33.33%", "1/3", "0.333333"),
        ("1/2", "50%", "50%", "0.5"),
        ("33.3333%", "33.33%", "33.3333%", "0.333333"),
        ("100%", "100%", "100%", "1.0"),
        ("0%", "0%", "0%", "0.0"),
    ],
)
def test_a_share_prints_rounded_in_tables_and_exactly_in_clauses(
    text: str, printed: str, exact: str, plain: str
) -> None:
    share = Share.parse(text)
    assert (str(share), share.exact, share.plain) == (printed, exact, plain)


@settings(deadline=None)
@given(st.fractions(min_value=0, max_value=10, max_denominator=10**5))
def test_the_exact_form_of_a_share_reads_back_to_itself(value: Fraction) -> None:
    assert Share.parse(Share(value).exact).value == value


@pytest.mark.parametrize(
    ("text", "printed"),
    [("131/502", "26.10%"), ("3/10", "30.00%"), ("1/3", "33.33%"), ("1/20000", "0.01%"), ("1/1", "100.00%")],
)
def test_shares_of_counts_have_two_decimals_wherever_they_stand(text: str, printed: str) -> None:
    assert Share.parse(text).hundredths == printed


def test_a_share_of_nothing_is_nothing() -> None:
    assert Money(5).over(ZERO) == Share(Fraction(0))


@settings(deadline=None)
@given(amounts, st.lists(fractions, min_size=1, max_size=8).filter(any))
def test_the_parts_of_a_split_sum_to_the_whole(whole: Money, weights: list[Fraction]) -> None:
    parts = allocate(whole, weights)
    assert total(parts) == whole
    assert all(
        abs(part.cents - whole.cents * weight / sum(weights)) < 1
        for part, weight in zip(parts, weights, strict=True)
    )


def test_cents_left_over_go_to_the_largest_remainders_first_come_first_served() -> None:
    assert allocate(Money(100), [1, 1, 1]) == (Money(34), Money(33), Money(33))
    assert allocate(Money(100), [1, 2, 3]) == (Money(17), Money(33), Money(50))


@pytest.mark.parametrize(
    ("most", "parts"),
    [
        ([99, 99, 99], (34, 33, 33)),
        ([33, 99, 99], (33, 34, 33)),  # the cent left over goes to the next
        ([33, 33, 33], (33, 33, 33)),  # or to nobody
        ([20, 99, 99], (20, 34, 34)),  # nobody has more than one of them
    ],
)
def test_no_part_is_more_than_its_most(most: list[int], parts: tuple[int, ...]) -> None:
    assert split(100, [1, 1, 1], most) == parts
    assert split(100, [1], most[:1]) == (most[0],)


@pytest.mark.parametrize("weights", [[], [0, 0], [1, -1]])
def test_money_cannot_be_split_by_nothing(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        allocate(Money(1), weights)


def test_nothing_can_be_split_by_nothing() -> None:
    assert allocate(ZERO, [0, 0]) == (ZERO, ZERO)
