"""What each participant's results come to: columns that sum to the settlement, to the cent."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from obcgen.account.dealing import Column, Dealing, divided
from obcgen.money import ZERO, Money, total
from settlements import RATES, kinds, settled, two_lines

COUNTS = st.dictionaries(
    st.sampled_from(["++", "+-", "-+", "--", "?+", "+?", "??"]), st.integers(1, 9), min_size=1
)
HALF = Fraction(1, 2)


def test_each_participant_gets_what_his_results_earn_and_the_cap_holds_him() -> None:
    # ++ earns $800 and is held to $600; -+ earns $300; a missing math score is not counted
    _, found = settled(
        two_lines(payment={"caps": {"participant": "$600"}}), kinds({"++": 1, "-+": 1, "+?": 1})
    )
    both, math, reading = (row.owed for row in found.people)
    assert (str(both.earned["reading"]), str(both.earned["math"]), str(both.held)) == ("$500", "$300", "$200")
    assert str(both.paid) == "$600"
    assert math.earned == {"reading": ZERO, "math": Money.dollars(300)}
    assert reading.earned == {"reading": Money.dollars(500)}


def test_a_district_default_adds_to_those_affected_alone() -> None:
    spec = two_lines(
        payment={"if_district_defaults": {"effect": "deemed_met", "reach": "affected_participants"}}
    )
    _, found = settled(spec, kinds({"++": 2, "+-": 3}, affected=1))
    assert [str(row.owed.added) for row in found.people] == ["$0", "$0", "$0", "$0", "$300"]


@given(
    COUNTS,
    st.sampled_from([None, "$400", "$600.01", "$799.99"]),
    st.sampled_from([None, "$1,000.01", "$777.77"]),
    st.sampled_from(["100%", "5/6", "1/3"]),
)
def test_columns_sum_to_the_settlement_whatever_binds(
    counts: dict[str, int], cap: str | None, whole: str | None, factor: str
) -> None:
    rates = {key: {**rate, "factor": factor} for key, rate in RATES.items()}
    spec = two_lines(payment={"rates": rates, "caps": {"participant": cap, "total": whole}})
    settlement, found = settled(spec, kinds(counts))
    owed = [row.owed for row in found.people]
    for line in settlement.lines:
        assert total(each.earned.get(line.id, ZERO) for each in owed) == line.earned
    assert total(each.paid for each in owed) == settlement.performance
    held = [limit.before - limit.after for limit in settlement.limits if limit.scope == "participant"]
    assert abs(total(each.held for each in owed).cents - total(held).cents) <= 1
    if cap is not None:
        assert max(each.paid for each in owed).cents <= Money.parse(cap).cents + 1


@pytest.mark.parametrize(
    ("whole", "weights", "parts"),
    [
        (100, [1, 1, 1], [34, 33, 33]),
        (0, [1, -1], [0, 0]),
        (-10, [-5, -5], [-5, -5]),
        (50, [100, -50], [100, -50]),
    ],
)
def test_amounts_divide_also_where_some_are_given_back(
    whole: int, weights: list[int], parts: list[int]
) -> None:
    assert [
        part.cents for part in divided(Money(whole), [*map(Fraction, weights)], range(len(weights)))
    ] == parts


@pytest.mark.parametrize(
    ("before", "exact", "whole", "dealt"),
    [
        ([(101, 100)], (HALF, HALF), 1, [0, 1]),  # the first has all that the cap of $1.01 lets him have
        ([(101, 100), (-10, -10)], (HALF, HALF), 1, [0, 1]),  # what is given back makes no room
        ([(100, 100)], (3 * HALF, HALF), 2, [1, 1]),  # one cent of his own part is all that he has room for
        ([(100, 100)], (HALF, HALF), 1, [1, 0]),
    ],
)
def test_the_cent_that_is_left_over_goes_to_one_with_room_under_the_cap(
    before: list[tuple[int, int]], exact: tuple[Fraction, Fraction], whole: int, dealt: list[int]
) -> None:
    dealing = Dealing([0, 1], 101)
    for own in before:
        dealing.deal(Column(sum(own), tuple(map(Fraction, own))))
    dealing.deal(Column(whole, exact))
    assert dealing.dealt[-1] == dealt
