"""Participants of a scenario: dealt out by rule, so that every share that it states comes true."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from any_deal import deals
from deals import deal, outcome
from obcgen.account.scenarios.assumed import Assumed, eligible, facts_of, group_mark
from obcgen.account.settle import settle
from obcgen.deal.facts import Alike, Facts, Mark
from obcgen.money import Money, Share
from obcgen.spec import Spec

shares = st.fractions(0, 1, max_denominator=200)


def reached(facts: Facts, key: str, people: list[Alike] | None = None) -> int:
    found = facts.people if people is None else people
    return sum(each.count for each in found if each.marks[key].standing == "reached")


@settings(deadline=None)
@given(deals(), shares, shares, shares)
def test_shares_come_true_to_the_nearest_participant(
    spec: Spec, reading: Fraction, math: Fraction, dosage: Fraction
) -> None:
    planned = spec.population.planned
    attainment = {"reading": Share(reading), "math": Share(math)}
    facts = facts_of(spec, Assumed(planned, attainment, dosage))
    year = facts.people[0].year
    people = [each for each in facts.people if each.year == year]
    met = [each for each in people if each.dosage_met]
    assert sum(each.count for each in people) == planned == facts.served
    assert abs(sum(each.count for each in met) - dosage * planned) <= Fraction(1, 2)
    for key, share in (("reading", reading), ("math", math)):
        among = sum(each.count for each in met)
        assert abs(reached(facts, key, met) - share * among) <= Fraction(1, 2)


@settings(deadline=None)
@given(deals(), shares, shares)
def test_who_reaches_the_harder_outcome_reaches_the_easier_one(
    spec: Spec, one: Fraction, other: Fraction
) -> None:
    harder, easier = sorted((one, other))
    facts = facts_of(
        spec, Assumed(spec.population.planned, {"reading": Share(harder), "math": Share(easier)})
    )
    total = sum(
        each.count
        for each in facts.people
        if each.marks["reading"].standing == "reached" and each.marks["math"].standing != "reached"
    )
    assert total <= len(facts.people), "only rounding may part them"


def test_in_one_place_nobody_reaches_the_harder_outcome_alone() -> None:
    facts = facts_of(deal(), Assumed(100, {"reading": Share.parse("20%"), "math": Share.parse("45%")}))
    found = [
        (each.count, each.marks["reading"].standing, each.marks["math"].standing) for each in facts.people
    ]
    assert found == [
        (20, "reached", "reached"),
        (25, "not_reached", "reached"),
        (55, "not_reached", "not_reached"),
    ]


def test_groups_and_cohorts_have_their_share_of_those_served() -> None:
    spec = deal(
        population={"groups": {"learners": {"name": "Learners", "planned": "40"}}},
        cohorts={
            "first": {"name": "First", "planned": "75", "starts": "2027-09-01", "ends": "2028-06-01"},
            "second": {"name": "Second", "planned": "25", "starts": "2028-09-01", "ends": "2029-06-01"},
        },
    )
    people = facts_of(spec, Assumed(80)).people
    assert sum(each.count for each in people if each.cohort == "first") == 60
    assert sum(each.count for each in people if "learners" in each.groups) == 32


def test_steps_are_reached_evenly_from_the_threshold_upward() -> None:
    tiers = [{"at_least": str(at), "pay": f"${at}"} for at in (30, 40, 50, 60)]
    spec = deal(payment={"rates": {"reading": {"per_participant": {"tiers": tiers}}}})
    facts = facts_of(spec, Assumed(100, {"reading": Share.parse("31%")}))
    values = [(each.count, each.marks["reading"].value) for each in facts.people]
    assert values == [(11, Fraction(60)), (10, Fraction(50)), (10, Fraction(40)), (69, None)]


def test_who_misses_the_minimum_dosage_has_the_last_step_of_the_base_below_it() -> None:
    tiers = [{"at_least": f"{hours} hours", "pay": f"${hours}"} for hours in (12, 24, 36, 48)]
    spec = deal(payment={"base": {"fixed": None, "tiers": tiers, "counted": "served"}})
    facts = facts_of(spec, Assumed(100, dosage_met=Fraction(3, 4)))
    assert [(each.count, each.dosage) for each in facts.people] == [
        (75, Fraction(48)),
        (25, Fraction(24)),
    ]


def test_only_those_of_its_group_and_with_the_dosage_count_for_an_outcome() -> None:
    gated = {"reading": {"requires": {"dosage": "minimum"}}}
    spec = deal(
        population={"groups": {"learners": {"name": "Learners", "planned": "40"}}},
        outcomes={"reading": {"group": "learners"}},
        payment={"rates": gated},
    )
    assumed = Assumed(100, dosage_met=Fraction(1, 2))
    assert (eligible(spec, "reading", assumed), eligible(spec, "math", assumed)) == (20, 100)


@pytest.mark.parametrize(
    ("scale", "bound", "level", "mark"),
    [
        ("percent of days", {"at_least": "93"}, "94%", Mark("reached", Fraction(94))),
        ("percent of days", {"at_least": "93"}, "92.5%", Mark("not_reached", Fraction(925, 10))),
        ("days", {"at_least": None, "at_most": "5"}, "4", Mark("reached", Fraction(4))),
        ("days", {"at_least": None, "at_most": "5"}, "6", Mark("not_reached", Fraction(6))),
        ("days", {"at_least": "40"}, "40%", Mark("reached", None)),
        ("days", {"at_least": "40"}, "20%", Mark("not_reached", None)),
    ],
)
def test_the_result_of_a_group_is_held_against_its_threshold(
    scale: str, bound: dict[str, str], level: str, mark: Mark
) -> None:
    changed = outcome("Absence", measure={"counted_by": "group", "scale": scale, **bound})
    spec = deal(
        outcomes={"absence": changed}, payment={"scenarios": {"one": {"attainment": {"absence": level}}}}
    )
    assert group_mark(spec, "absence", spec.payment.scenarios["one"].attainment["absence"]) == mark


def test_a_line_that_states_shares_reads_a_result_in_percent() -> None:
    points = [{"at": "90%", "pay": "$0"}, {"at": "95%", "pay": "$5000"}]
    spec = deal(
        outcomes={"absence": {"measure": {"scale": "percent of days", "at_least": "93"}}},
        payment={
            "rates": {"absence": {"group_result": {"line": points}}},
            "scenarios": {
                "one": {"attainment": {"absence": "94"}},
                "two": {"attainment": {"absence": "94%"}},
            },
        },
    )
    for scenario in spec.payment.scenarios.values():
        facts = facts_of(spec, Assumed(100, scenario.attainment))
        assert settle(spec, facts).performance == Money.dollars(4000)
