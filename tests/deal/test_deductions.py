"""Lines that never come to less than nothing, and what a district default adds to them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from deals import Texts, rated
from obcgen.account.account import Account
from obcgen.account.examples.examples import worked_examples
from obcgen.account.rate_card import rate_lines
from obcgen.account.settle import settle
from obcgen.deal.facts import Alike, Facts, Mark
from obcgen.figures import TIMES
from obcgen.money import Money
from obcgen.policy.payment import check_lines
from worked_sums import holds

if TYPE_CHECKING:
    from obcgen.spec import Spec

EACH: Texts = {"below": "10", "pay": "$6", "for_each": "point"}
LINE: Texts = {"per_participant": "$100", "deduction": {"below": "10", "pay": "$60"}, "due": "2028-07-31"}
RULE = {"effect": "deemed_met", "reach": "affected_participants"}


def low(count: int, *lost: str) -> Alike:
    """Return participants who measured 5: nothing is earned, and $60 is deducted for each."""
    return Alike(count, {"reading": Mark("not_reached", Fraction(5))}, affected=frozenset(lost))


def settled(*people: Alike, **payment: Any) -> Account:
    spec: Spec = rated({"reading": LINE}, if_district_defaults=RULE, **payment)
    served = sum(each.count for each in people)
    return settle(spec, Facts(served, served, people))


def test_what_deductions_go_beyond_is_an_item_of_its_own_so_that_the_products_sum_to_the_line() -> None:
    (line,) = settled(low(3)).lines
    assert [item.amount for item in line.items] == [-18000, 18000]
    assert line.earned == line.amount == Money(0)


def test_a_default_adds_nothing_where_the_line_stays_at_nothing() -> None:
    found = settled(low(3), low(1, "reading"))  # without it -$240, with it $100 - $180: both pay nothing
    assert found.added == found.performance == Money(0)


def test_a_default_adds_what_lifts_the_line_above_nothing() -> None:
    found = settled(low(1), low(2, "reading"))  # without it -$180, paid as $0; with it $200 - $60
    assert found.added == found.performance == Money.dollars(140)


# In proportion


@pytest.mark.parametrize(
    ("changes", "value", "dollars"),
    [
        ({"gives_back": "true"}, "5", -30),  # five full points below ten
        ({"gives_back": "true"}, "5.5", -24),  # four full points and a half
        ({"gives_back": "true"}, "9.5", 0),  # no full point
        ({"gives_back": "true"}, "10", 0),
        ({"gives_back": "true", "at_most": "$20"}, "5", -20),
        ({"gives_back": "true", "at_most": "$30"}, "5", -30),
        ({}, "5", 0),  # never less than zero
    ],
)
def test_a_deduction_for_each_unit_grows_with_the_shortfall(changes: Texts, value: str, dollars: int) -> None:
    spec = rated({"reading": {"per_participant": "$100", "deduction": EACH | changes}})
    person = Alike(1, {"reading": Mark("not_reached", Fraction(value))})
    assert settle(spec, Facts(1, 1, (person,))).lines[0].earned == Money.dollars(dollars)


def test_a_deduction_from_a_share_counts_percentage_points() -> None:
    deduction = {"below": "50%", "pay": "$100", "for_each": "percentage point", "gives_back": "true"}
    steps = [{"at_least": "20%", "pay": "$5000"}]
    spec = rated({"reading": {"group_result": {"steps": steps}, "deduction": deduction}})
    people = Alike(30, {"reading": Mark("reached")}), Alike(70, {"reading": Mark("not_reached")})
    assert settle(spec, Facts(100, 100, people)).performance == Money.dollars(5_000 - 20 * 100)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {},
            "for each full point by which a Participant's result is below 10, but never less than zero",
        ),
        (
            {"at_most": "$20"},
            "full point by which a Participant's result is below 10 (no more than $20 for one Participant)",
        ),
    ],
)
def test_a_deduction_in_proportion_says_so_and_its_examples_come_out(changes: Texts, words: str) -> None:
    spec = rated({"reading": {"per_participant": "$100", "deduction": EACH | changes, "due": "2028-07-31"}})
    assert words in rate_lines(spec)[0].sentence
    examples = worked_examples(spec)
    holds(spec, examples)
    assert any(f"3{TIMES}$6" in each.computation for each in examples)


def test_a_most_for_what_is_deducted_once_means_nothing() -> None:
    deduction = {"below": "10", "pay": "$6", "at_most": "$9"}
    spec = rated({"reading": {"per_participant": "$100", "deduction": deduction, "due": "2028-07-31"}})
    (problem,) = check_lines(spec)
    assert (problem.code, problem.path[-1]) == ("PAY-14", "at_most")
