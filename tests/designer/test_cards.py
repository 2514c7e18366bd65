"""Every card over a small demand is tried here, with every course of chance; the designer finds the best."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from obcgen.deal.chance import Chances, binomial, convolved, range_of
from obcgen.deal.people import round_half_up
from obcgen.designer.cards import Card, best, ways_out
from obcgen.designer.demand import Demand, Paid, Served, chances_at_targets
from obcgen.money import Money, Share


def share(numerator: int, denominator: int) -> Share:
    return Share(Fraction(numerator, denominator))


@st.composite
def demands(draw: st.DrawFn) -> Demand:
    count, names = draw(st.integers(1, 4)), draw(st.sampled_from([("a",), ("a", "b")]))
    apart = len(names) > 1 and count > 1 and draw(st.booleans())
    kinds = (Served(("a",), 1), Served(names, count - 1)) if apart else (Served(names, count),)
    outcomes = {}
    for name in names:
        target, counted = draw(st.integers(1, 10)), sum(each.count for each in kinds if name in each.outcomes)
        met = round_half_up(counted * target, 10)
        outcomes[name] = Paid(share(0, 1), share(target, 10), draw(st.integers(1, 3)), counted, met)
    return Demand(
        outcomes,
        kinds,
        base=draw(st.sampled_from([0, count, count])),
        budget=Money.dollars(draw(st.integers(1, 50))),
        at_risk=share(draw(st.integers(0, 9)), 10),
        overrun=share(draw(st.sampled_from([0, 5, 20, 50, 100])), 100),
        rounding=Money.dollars(draw(st.sampled_from([1, 2, 5]))),
        cost=Money.dollars(draw(st.sampled_from([0, 0, 5, 20, 50]))),
        chances=chances_at_targets(outcomes, kinds),
    )


def by_hand(demand: Demand) -> dict[int, Fraction]:
    """Return how likely each number of parts is: every course of chance for every participant."""
    easiest = sorted(demand.outcomes, key=lambda key: -demand.outcomes[key].target.value)
    courses = []
    for kind in demand.kinds:
        own = [demand.outcomes[key] for key in easiest if key in kind.outcomes]
        chances = [Fraction(1), *(each.target.value for each in own), Fraction(0)]
        parts = [sum(each.parts for each in own[:reached]) for reached in range(len(own) + 1)]
        one = [(part, chances[at] - chances[at + 1]) for at, part in enumerate(parts)]
        courses += [one] * kind.count
    found: dict[int, Fraction] = {}
    for course in product(*courses):
        chance = Fraction(1)
        for _, each in course:
            chance *= each
        parts_paid = sum(part for part, _ in course)
        found[parts_paid] = found.get(parts_paid, Fraction(0)) + chance
    return found


def meets(demand: Demand, card: Card, chances: dict[int, Fraction]) -> bool:
    base, results = card.base * demand.base, card.part * demand.at_target
    beyond = sum(each for n, each in chances.items() if base + card.part * n > demand.budget.cents)
    return (
        base + results <= demand.budget.cents
        and base + results >= demand.cost.cents
        and results >= demand.at_risk.value * (base + results)
        and beyond <= demand.overrun.value
    )


def every_card(demand: Demand) -> list[Card]:
    step, most = demand.rounding.cents, demand.budget.cents
    bases = range(step, most + 1, step) if demand.base else (0,)
    return [Card(base, part) for part in range(step, most + 1, step) for base in bases]


@given(demands())
def test_the_best_card_is_found_and_a_refusal_is_right(demand: Demand) -> None:
    assume(demand.at_target)
    chances = by_hand(demand)
    good = [card for card in every_card(demand) if meets(demand, card, chances)]
    found = best(demand)
    if found is None:
        assert not good
        return
    assert meets(demand, found, chances)
    assert found.at_target(demand) == max(card.at_target(demand) for card in good)
    assert found.overrun(demand) == sum(
        each for n, each in chances.items() if found.base * demand.base + found.part * n > demand.budget.cents
    )


STRICTER = {
    "overrun": lambda near: Share(near.value - Fraction(1, 1000)),
    "at_risk": lambda near: Share(near.value + Fraction(1, 1000)),
    "budget": lambda near: near - Money.dollars(1),
    "cost": lambda near: near + Money(1),
}


@given(demands())
def test_each_way_out_is_the_nearest(demand: Demand) -> None:
    assume(demand.at_target and best(demand) is None)
    ways = ways_out(demand)
    assert ways
    for way in ways:
        assert best(replace(demand, **{way.constraint: way.nearest}))  # type: ignore[arg-type]
        if way.constraint in STRICTER:
            stricter = STRICTER[way.constraint](way.nearest)  # type: ignore[no-untyped-call]
            assert best(replace(demand, **{way.constraint: stricter})) is None
    unnamed = {"overrun": share(1, 1), "at_risk": share(0, 1), "cost": Money(0)}
    for name in unnamed.keys() - {way.constraint for way in ways}:
        assert best(replace(demand, **{name: unnamed[name]})) is None  # type: ignore[arg-type]


def test_with_everything_at_risk_over_a_base_no_budget_helps() -> None:
    outcomes = {"a": Paid(share(0, 1), share(1, 2), 1, 2, 1)}
    kinds = (Served(("a",), 2),)
    demand = Demand(
        outcomes,
        kinds,
        2,
        Money.dollars(10),
        share(1, 1),
        share(1, 1),
        Money.dollars(1),
        Money(0),
        chances_at_targets(outcomes, kinds),
    )
    assert [way.constraint for way in ways_out(demand)] == ["at_risk"]


@given(demands(), st.integers(-3, 30))
def test_the_chance_of_more_parts_is_that_of_every_course_of_chance(demand: Demand, parts: int) -> None:
    beyond = sum((chance for n, chance in by_hand(demand).items() if n > parts), Fraction(0))
    assert demand.chances.beyond(parts) == beyond
    assert demand.chances.least_safe(beyond) <= max(parts, 0)


@pytest.mark.parametrize("sizes", [(0, 3), (1, 1), (7, 2), (12, 12)])
def test_two_binomials_of_one_chance_are_one_of_both_counts(sizes: tuple[int, int]) -> None:
    left, right = (binomial(size, Fraction(3, 7)) for size in sizes)
    assert convolved(left, right) == binomial(sum(sizes), Fraction(3, 7))


@given(
    st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=5).filter(any), min_size=1, max_size=3),
    st.sampled_from([Fraction(1, 2), Fraction(9, 10), Fraction(99, 100), Fraction(1)]),
)
def test_a_central_range_of_a_sum_is_that_of_its_distribution(drawn: list[list[int]], sure: Fraction) -> None:
    whole = [1]
    for each in drawn:
        whole = convolved(whole, each)
    assert Chances.of(drawn).central(sure) == range_of(whole, sure)
