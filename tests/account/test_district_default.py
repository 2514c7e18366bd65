"""What a district default adds, in its four effects and three reaches, with the arithmetic written out.

Of 100 participants 60 reached reading, 25 did not, and 15 lost their final measure through the district. The
target is 40%. The line pays $500 for each who reaches it: $30,000 without the default.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from deals import Texts, deal, rated
from obcgen.account.account import Account
from obcgen.account.settle import settle
from obcgen.deal.facts import Alike, Facts, Mark
from obcgen.money import Money

LOST = frozenset({"reading"})
REACHED = Alike(60, {"reading": Mark("reached", Fraction(60)), "math": Mark("not_reached", Fraction(30))})
BELOW = Alike(25, {"reading": Mark("not_reached", Fraction(20)), "math": Mark("reached", Fraction(50))})
AFFECTED = Alike(15, {"reading": Mark("no_final"), "math": Mark("not_reached", Fraction(30))}, affected=LOST)
FACTS = Facts(100, 100, (REACHED, BELOW, AFFECTED))
TIERS = [{"at_least": "40", "pay": "$250"}, {"at_least": "60", "pay": "$500"}]


def relieved(
    effect: str, reach: str, facts: Facts = FACTS, rates: Texts | None = None, **more: Texts | str
) -> Account:
    default = {
        "effect": effect,
        "reach": reach,
        **({"at_most": more.pop("at_most")} if "at_most" in more else {}),
    }
    lines = rates or {"reading": {"per_participant": "$500"}}
    return settle(rated(lines, if_district_defaults=default, **more), facts)


@pytest.mark.parametrize(
    ("effect", "reach", "dollars"),
    [
        # the 15 affected count as reached
        ("deemed_met", "affected_participants", 7_500),
        # the full price of a flat line is its price
        ("full_price", "affected_participants", 7_500),
        # of the 15 none reached it; 40% of them are 6
        ("expected", "affected_participants", 3_000),
        # they are left out, and were not counted before
        ("excluded", "affected_participants", 0),
        # everyone: the 25 below and the 15
        ("deemed_met", "outcome", 20_000),
        ("full_price", "outcome", 20_000),
        # 60 of 100 reached it already, more than 40%
        ("expected", "outcome", 0),
        # nobody counts then; a default takes nothing away
        ("excluded", "outcome", 0),
        ("deemed_met", "contract", 20_000),
        ("full_price", "contract", 20_000),
        ("expected", "contract", 0),
        ("excluded", "contract", 0),
    ],
)
def test_a_default_adds(effect: str, reach: str, dollars: int) -> None:
    found = relieved(effect, reach)
    assert (found.added, found.performance) == (Money.dollars(dollars), Money.dollars(30_000 + dollars))


def test_only_a_default_of_the_contract_reaches_another_outcome() -> None:
    # math: 60 + 15 did not reach it: 75 x $100
    rates: Texts = {"math": {"per_participant": "$100"}}
    assert relieved("deemed_met", "outcome", rates=rates).added == Money(0)
    assert relieved("deemed_met", "contract", rates=rates).added == Money.dollars(7_500)


@pytest.mark.parametrize(
    ("effect", "dollars"),
    [
        # 15 at the threshold of 40 x $250; at the highest step x $500; 40% of 15 = 6 x $250
        ("deemed_met", 3_750),
        ("full_price", 7_500),
        ("expected", 1_500),
    ],
)
def test_a_line_with_steps_pays_the_threshold_the_highest_step_or_the_target(
    effect: str, dollars: int
) -> None:
    rates: Texts = {"reading": {"per_participant": {"tiers": TIERS}}}
    assert relieved(effect, "affected_participants", rates=rates).added == Money.dollars(dollars)


def test_participants_left_out_raise_the_share_that_sets_a_payment_for_the_group() -> None:
    # 60 of 100 without; the missing count as not reached; without the 15 it is 60 of 85 = 70.6%
    steps = [{"at_least": "50%", "pay": "$20000"}, {"at_least": "65%", "pay": "$45000"}]
    missed = replace(AFFECTED, marks={"reading": Mark("not_reached", Fraction(0))})
    facts = Facts(100, 100, (REACHED, BELOW, missed))
    rates: Texts = {"reading": {"group_result": {"steps": steps}}}
    found = relieved("excluded", "affected_participants", facts, rates)
    assert (found.performance, found.added) == (Money.dollars(45_000), Money.dollars(25_000))


def test_a_default_stands_in_for_the_minimum_dosage_that_it_prevented() -> None:
    # 15 reached it without the dosage: with the default they count
    short = replace(AFFECTED, marks={"reading": Mark("reached", Fraction(50))}, dosage_met=False)
    rates: Texts = {"reading": {"per_participant": "$500", "requires": {"dosage": "minimum"}}}
    facts = Facts(100, 100, (REACHED, BELOW, short))
    assert relieved("deemed_met", "affected_participants", facts, rates).added == Money.dollars(7_500)


def test_a_condition_on_record_is_asked_for_in_spite_of_a_default() -> None:
    gone = replace(AFFECTED, unmet=LOST)
    rates: Texts = {"reading": {"per_participant": "$500", "requires": {"condition": "enrolled in May"}}}
    facts = Facts(100, 100, (REACHED, BELOW, gone))
    assert relieved("deemed_met", "affected_participants", facts, rates).added == Money(0)


def test_the_result_of_a_group_is_deemed_reached() -> None:
    rates: Texts = {"absence": {"share_of": {"budget": "9%", "of": "$200,000"}}}
    results = {("absence", "", ""): Mark("not_reached", Fraction(30))}
    facts = Facts(100, 100, (), results, affected=frozenset({"absence"}))
    assert relieved("deemed_met", "outcome", facts, rates).added == Money.dollars(18_000)


def test_what_a_default_adds_is_held_to_its_ceiling() -> None:
    found = relieved("deemed_met", "affected_participants", at_most="$4,000")
    assert (found.added, found.performance) == (Money.dollars(4_000), Money.dollars(34_000))
    (limit,) = [limit for limit in found.limits if limit.scope == "district_default"]
    assert (limit.before, limit.after, limit.bound) == (Money.dollars(7_500), Money.dollars(4_000), True)


def test_what_a_default_adds_comes_after_everything_else_in_the_room_that_caps_leave() -> None:
    # $30,000 earned, $33,000 in all: $3,000 of the $7,500
    found = relieved("deemed_met", "affected_participants", caps={"total": "$33,000"})
    assert (found.added, found.performance) == (Money.dollars(3_000), Money.dollars(33_000))
    # nothing is left where what was earned fills the cap
    assert relieved("deemed_met", "affected_participants", caps={"total": "$20,000"}).added == Money(0)


def test_the_cap_per_participant_leaves_room_for_each_by_what_he_has() -> None:
    # the 15 have nothing yet: $300 each
    found = relieved("deemed_met", "affected_participants", caps={"participant": "$300"})
    assert (found.added, found.performance) == (Money.dollars(4_500), Money.dollars(22_500))


def test_without_a_clause_a_default_adds_nothing() -> None:
    found = settle(rated({"reading": {"per_participant": "$500"}}), FACTS)
    assert (found.added, found.performance) == (Money(0), Money.dollars(30_000))


def test_the_target_counts_neither_those_who_were_not_served_nor_whom_the_outcome_does_not_concern() -> None:
    unserved = replace(REACHED, count=10, served=False, affected=LOST)
    facts = Facts(110, 100, (REACHED, BELOW, AFFECTED, unserved))
    found = relieved("expected", "affected_participants", facts)
    assert found.added == Money.dollars(3_000)  # 40% of 15 are 6

    concerned = deal(
        population={"groups": {"learners": {"name": "Learners", "planned": "40"}}},
        outcomes={"reading": {"group": "learners"}},
        payment={"if_district_defaults": {"effect": "expected", "reach": "affected_participants"}},
    )
    inside = replace(AFFECTED, groups=frozenset({"learners"}))
    outside = replace(REACHED, count=10, affected=LOST)
    found = settle(concerned, Facts(25, 25, (inside, outside)))
    assert found.added == Money.dollars(3_000)  # 40% of the 15 are 6
