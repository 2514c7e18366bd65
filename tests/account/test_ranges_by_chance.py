"""The range that chance gives, against every way in which small groups can turn out."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import prod

import pytest

from deals import Texts, deal
from obcgen.account.scenarios.assumed import Assumed, facts_of
from obcgen.account.scenarios.draws import drawn
from obcgen.account.scenarios.ranges import (
    AT_ENDS,
    DRAWN,
    EXACT,
    NOTHING,
    TOO_MANY,
    ChanceRange,
    range_by_chance,
)
from obcgen.account.scenarios.scenarios import Case, outlook
from obcgen.account.settle import settle
from obcgen.money import Money, Share
from obcgen.spec import Spec

SURE = Share.parse("95%")
TWO: Texts = {
    "reading": {"per_participant": "$500"},
    "math": {"per_participant": "$200", "due": "2028-07-31"},
}
STEPS: Texts = {
    "group_result": {"steps": [{"at_least": "30%", "pay": "$100"}, {"at_least": "50%", "pay": "$900"}]}
}


def of(spec: Spec, **attainment: str) -> ChanceRange:
    shares = {key: Share.parse(share) for key, share in attainment.items()}
    case = Case("one", "One", "", Assumed(spec.population.planned, shares))
    return range_by_chance(spec, outlook(spec, case), SURE)


def small(count: int, rates: Texts, **payment: Texts) -> Spec:
    return deal(population={"planned": str(count)}, payment={"rates": rates, **payment})


def central(ways: dict[int, Fraction]) -> tuple[int, int]:
    """Return the central range over amounts in cents with their chances."""
    tail, ordered = (1 - SURE.value) / 2, sorted(ways)

    def first(amounts: list[int]) -> int:
        so_far = Fraction(0)
        for amount in amounts:
            so_far += ways[amount]
            if so_far > tail:
                return amount
        raise AssertionError

    return first(ordered), first(ordered[::-1])


def test_the_range_of_a_sum_is_that_of_every_way_it_can_turn_out() -> None:
    spec = small(4, TWO)
    # with math at 60% and reading at 30%: 40% earn nothing, 30% earn $200, 30% earn $700
    each = {0: Fraction(4, 10), 20_000: Fraction(3, 10), 70_000: Fraction(3, 10)}
    ways: dict[int, Fraction] = {}
    for found in product(each, repeat=4):
        ways[sum(found)] = ways.get(sum(found), Fraction(0)) + prod(each[pay] for pay in found)
    low, high = central(ways)
    chance = of(spec, reading="30%", math="60%")
    base = Money.dollars(10_000)
    assert (chance.low, chance.high, chance.method) == (base + Money(low), base + Money(high), EXACT)


def test_an_outcome_that_is_certain_is_part_of_the_sum() -> None:
    chance = of(small(20, TWO), reading="27%", math="100%")
    alone = of(small(20, {"reading": {"per_participant": "$500"}}), reading="27%")
    assert alone.low is not None
    assert alone.high is not None
    assert (chance.low, chance.high) == (alone.low + Money.dollars(4_000), alone.high + Money.dollars(4_000))


def test_who_does_not_count_for_an_outcome_adds_nothing_of_it() -> None:
    groups = {"young": {"name": "Young", "planned": "1"}, "old": {"name": "Old", "planned": "3"}}
    spec = deal(
        population={"planned": "4", "groups": groups},
        outcomes={"math": {"group": "old"}},
        payment={"rates": TWO},
    )
    # with math at 60% and reading at 30%: one of four has reading alone
    apart = {0: Fraction(7, 10), 50_000: Fraction(3, 10)}
    each = {0: Fraction(4, 10), 20_000: Fraction(3, 10), 70_000: Fraction(3, 10)}
    ways: dict[int, Fraction] = {}
    for found in product(apart, each, each, each):
        chances = (apart[found[0]], *(each[pay] for pay in found[1:]))
        ways[sum(found)] = ways.get(sum(found), Fraction(0)) + prod(chances)
    low, high = central(ways)
    chance = of(spec, reading="30%", math="60%")
    base = Money.dollars(10_000)
    assert (chance.low, chance.high, chance.method) == (base + Money(low), base + Money(high), EXACT)


def test_one_outcome_is_settled_at_both_ends_of_its_exact_range() -> None:
    spec = small(20, {"reading": {"per_participant": None, **STEPS}})
    chance = of(spec, reading="27%")
    (count,) = chance.counts
    assert (count.counted, count.low, count.high) == (20, 2, 9)
    # 2 of 20 is 10%, below every step; 9 of 20 is 45%, the first step
    assert (chance.low, chance.high) == (Money.dollars(10_000), Money.dollars(10_100))
    assert chance.method == AT_ENDS


def test_a_cap_that_can_bind_is_not_added_up_but_drawn() -> None:
    spec = small(40, TWO, caps={"total": "$9,000"})
    chance = of(spec, reading="30%", math="60%")
    assert chance.method == DRAWN
    assert chance.low is not None
    assert chance.high is not None
    assert chance.low < chance.high <= Money.dollars(19_000)


@pytest.mark.parametrize("math", [{"requires": {"reached": ["reading"]}}, {"at_most_each": "$50"}])
def test_what_pays_less_than_its_price_is_not_added_up_by_price(math: Texts) -> None:
    spec = small(100, {**TWO, "math": {**TWO["math"], **math}})
    chance = of(spec, reading="10%", math="60%")
    shares = {"reading": Share.parse("10%"), "math": Share.parse("60%")}
    paid = settle(spec, facts_of(spec, Assumed(100, shares))).total
    assert chance.method == DRAWN
    assert chance.low is not None
    assert chance.high is not None
    assert chance.low <= paid <= chance.high


def test_drawn_results_agree_with_the_exact_range_where_both_are_possible() -> None:
    spec = small(200, TWO)
    exact = of(spec, reading="30%", math="60%")
    totals = drawn(spec, Assumed(200, {"reading": Share.parse("30%"), "math": Share.parse("60%")}))
    inside = [exact.low <= each <= exact.high for each in totals if exact.low and exact.high]
    assert Fraction(sum(inside), len(totals)) >= Fraction(91, 100)
    middle = settle(
        spec, facts_of(spec, Assumed(200, {"reading": Share.parse("30%"), "math": Share.parse("60%")}))
    )
    assert abs((totals[len(totals) // 2] - middle.total).cents) < Money.dollars(1_500).cents


def test_what_is_drawn_is_the_same_on_every_computer() -> None:
    spec = small(40, TWO, caps={"total": "$9,000"})
    chance = of(spec, reading="30%", math="60%")
    assert (chance.low, chance.high) == (Money.dollars(17_300), Money.dollars(19_000))


@pytest.mark.parametrize("certain", ["0%", "100%"])
def test_what_is_certain_is_not_left_to_chance(certain: str) -> None:
    chance = of(small(20, TWO), reading=certain, math=certain)
    assert (chance.counts, chance.low, chance.method) == ((), None, NOTHING)


def test_for_a_large_group_no_range_is_worked_out() -> None:
    chance = of(deal(population={"planned": "1001"}), reading="30%")
    assert (chance.counts, chance.low, chance.method) == ((), None, TOO_MANY)
