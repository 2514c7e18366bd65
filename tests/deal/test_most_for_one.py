"""The most that one line pays for one participant."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from deals import Texts, rated
from obcgen.account.examples.examples import worked_examples
from obcgen.account.rate_card import rate_lines
from obcgen.account.schedule import schedule
from obcgen.account.settle import most, settle
from obcgen.deal.compile import deal_of
from obcgen.deal.facts import Alike, Facts, Mark
from obcgen.money import Money
from obcgen.policy.payment import check_lines
from worked_sums import holds

TIERS: Texts = {
    "tiers": [{"at_least": "40", "pay": "$250"}, {"at_least": "60", "pay": "$500"}],
    "combine": "cumulative",
}
DAYS: Texts = {"per_unit": "$10", "unit": "day", "above": "39", "at_most_each": "$100"}


def person(value: int, count: int = 1) -> Alike:
    return Alike(
        count, {"reading": Mark("reached", Fraction(value)), "math": Mark("reached", Fraction(value))}
    )


def paid(rates: Texts, *people: Alike) -> Money:
    size = sum(each.count for each in people)
    return settle(rated(rates), Facts(size, size, people)).performance


def test_units_beyond_the_most_for_one_are_not_paid() -> None:
    # 5 days are $50 for each of two; 31 days would be $310 for each of three, and are $100
    spec = rated({"reading": DAYS})
    settled = settle(spec, Facts(5, 5, (person(44, 2), person(70, 3))))
    assert settled.performance == Money.dollars(2 * 50 + 3 * 100)
    (line,) = settled.lines
    assert [(item.what, int(item.quantity), int(item.each)) for item in line.items] == [
        ("Full units (day) above 39", 2 * 5 + 3 * 31, 1_000),
        ("Above the most for one Participant", 1, -3 * 21_000),
    ]


def test_steps_that_add_up_stop_at_the_most_for_one_after_the_factor() -> None:
    line = {"per_participant": TIERS, "at_most_each": "$300"}
    assert paid({"reading": line}, person(70)) == Money.dollars(300)
    assert paid({"reading": {**line, "factor": "1/3"}}, person(70)) == Money.dollars(250)
    assert paid({"reading": line}, person(50)) == Money.dollars(250)


def test_the_best_of_several_lines_has_a_most_for_one_of_its_own() -> None:
    rates: Texts = {
        "reading": {"per_participant": "$500"},
        "math": {"per_participant": "$400"},
        "best": {"best_of": ["reading", "math"], "at_most_each": "$450"},
    }
    assert paid(rates, person(50, 2)) == Money.dollars(900)


def test_another_line_for_the_same_participant_is_not_touched() -> None:
    rates: Texts = {"reading": DAYS, "math": {"per_participant": "$400"}}
    assert paid(rates, person(70)) == Money.dollars(500)


def test_the_line_has_a_maximum_a_sentence_and_examples() -> None:
    spec = rated({"reading": {**DAYS, "due": "2028-07-31"}})
    assert check_lines(spec) == ()
    assert most(deal_of(spec)).performance == Money.dollars(100 * 100)
    (line,) = rate_lines(spec)
    assert line.sentence.endswith("is above 39, but no more than $100 for any one Participant.")
    examples = worked_examples(spec)
    holds(spec, examples)
    assert any("no more than $100 for any one Participant" in each.computation for each in examples)
    both = rated({"reading": {**DAYS, "at_most": "$900"}})
    assert rate_lines(both)[0].sentence.endswith("$100 for any one Participant and $900 in all.")


@pytest.mark.parametrize(
    ("changed", "caps", "most_payable"),
    [
        ({}, {}, 100 * 100),
        ({"factor": "1/2"}, {}, 100 * 100),
        ({"at_most": "$9,000"}, {}, 9_000),
        ({"at_most_each": "$300"}, {"participant": "$200"}, 100 * 200),
        ({}, {"participant": "$200"}, 100 * 100),
    ],
)
def test_what_is_printed_as_the_most_knows_the_most_for_one(
    changed: Texts, caps: Texts, most_payable: int
) -> None:
    planned = schedule(rated({"reading": {**DAYS, "due": "2028-07-31", **changed}}, caps=caps))
    assert planned.performance == Money.dollars(most_payable)


@pytest.mark.parametrize(
    ("name", "line", "words"),
    [
        ("reading", {"per_participant": "$500"}, "its price is the most for one participant"),
        ("absence", {"per_unit": "$5", "unit": "day"}, "it pays once for all"),
        ("reading", {"group_result": {"steps": [{"at_least": "5%", "pay": "$9"}]}}, "it pays once for all"),
    ],
)
def test_where_it_means_nothing_it_is_a_problem(name: str, line: dict[str, Any], words: str) -> None:
    spec = rated({name: {**line, "at_most_each": "$100", "due": "2028-07-31", "at_most": "$900"}})
    (problem,) = check_lines(spec)
    assert (problem.code, words in problem.message) == ("PAY-14", True)


@pytest.mark.parametrize(
    ("second", "factor", "dollars"),
    [
        ({"per_unit": "$10", "unit": "day", "at_most_each": "$80"}, {}, 10_000),
        ({"per_unit": "$10", "unit": "day", "at_most_each": "$180"}, {}, 18_000),
        ({"per_participant": "$150"}, {}, 15_000),
        ({"per_participant": "$150"}, {"factor": "1/3"}, 5_000),
        ({"per_participant": "$150"}, {"at_most_each": "$90"}, 9_000),
        ({"per_unit": "$10", "unit": "day", "at_most": "$300"}, {}, 990_000),  # any number of days
    ],
)
def test_the_best_of_lines_by_unit_pays_no_more_than_the_most_of_each(
    second: Texts, factor: Texts, dollars: int
) -> None:
    best = {"best_of": ["reading", "math"], "due": "2028-07-31", **factor}
    spec = rated({"reading": DAYS, "math": second, "best": best})
    assert schedule(spec).performance == Money.dollars(dollars)
    people = tuple(person(days, 25) for days in (39, 49, 60, 90))
    assert settle(spec, Facts(100, 100, people)).performance <= Money.dollars(dollars)
