"""The most that each shape of line can pay, with the arithmetic written out. The plain deal plans 100."""

from __future__ import annotations

from typing import Any

import pytest

from deals import PLAIN, Texts, deal, outcome, overlaid, rated
from obcgen.account.rate_card import rate_lines
from obcgen.account.schedule import schedule
from obcgen.money import Money
from obcgen.spec import Spec


def most(spec: Spec, key: str = "reading") -> Money:
    return next(line.maximum for line in rate_lines(spec) if line.id == key)


def line(**keys: Any) -> Spec:
    """Return a deal whose only line is `reading` with these keys."""
    return rated({"reading": keys})


@pytest.mark.parametrize(
    ("keys", "dollars"),
    [
        # 100 x $500
        ({"per_participant": "$500"}, "$50,000"),
        # 100 x $500 x 5/6 = 41,666.666..., rounded once
        ({"per_participant": "$500", "factor": "5/6"}, "$41,666.67"),
        # min(100 x $500, $30,000)
        ({"per_participant": "$500", "at_most": "$30,000"}, "$30,000"),
        # a proposed price counts at its ceiling: 100 x $450
        ({"per_participant": {"proposed": "true", "at_least": "$300", "at_most": "$450"}}, "$45,000"),
        # the highest tier: 100 x $500
        (
            {
                "per_participant": {
                    "tiers": [{"at_least": "40", "pay": "$250"}, {"at_least": "60", "pay": "$500"}]
                }
            },
            "$50,000",
        ),
        # every tier: 100 x ($250 + $500)
        (
            {
                "per_participant": {
                    "tiers": [{"at_least": "40", "pay": "$250"}, {"at_least": "60", "pay": "$500"}],
                    "combine": "cumulative",
                }
            },
            "$75,000",
        ),
        # units without end: what the line itself allows
        ({"per_unit": "$15.12", "unit": "day", "at_most": "$9,000"}, "$9,000"),
        # the highest step
        (
            {
                "group_result": {
                    "steps": [{"at_least": "50%", "pay": "$20000"}, {"at_least": "65%", "pay": "$45000"}]
                }
            },
            "$45,000",
        ),
        # above the last point the last: $180,000
        (
            {"group_result": {"line": [{"at": "40%", "pay": "$100000"}, {"at": "70%", "pay": "$180000"}]}},
            "$180,000",
        ),
        # extended to 100 %: 180,000 + (100 - 70) x 80,000 / 30 = 260,000
        (
            {
                "group_result": {
                    "line": [{"at": "40%", "pay": "$100000"}, {"at": "70%", "pay": "$180000"}],
                    "above": "extend",
                }
            },
            "$260,000",
        ),
        # a falling line extended to 0 %: 180,000 + 40 x 80,000 / 30 = 286,666.666...
        (
            {
                "group_result": {
                    "line": [{"at": "40%", "pay": "$180000"}, {"at": "70%", "pay": "$100000"}],
                    "below": "extend",
                }
            },
            "$286,666.67",
        ),
        # a deduction takes nothing off the most
        ({"per_participant": "$500", "deduction": {"below": "0", "pay": "$50"}}, "$50,000"),
        # several outcomes are one result: 100 x $500
        ({"all": ["reading", "math"], "per_participant": "$500"}, "$50,000"),
        ({"any": ["reading", "math"], "per_participant": "$500"}, "$50,000"),
        # a score weighs results; the highest step pays
        (
            {
                "score": {"reading": "80%", "math": "20%"},
                "group_result": {"steps": [{"at_least": "50%", "pay": "$7000"}]},
            },
            "$7,000",
        ),
        # each year counts the whole population: 100 x $500 + 100 x $650
        ({"per_participant": "$500", "by_year": {"2027-28": "$500", "2028-29": "$650"}}, "$115,000"),
    ],
)
def test_a_line_can_pay_at_most(keys: Texts, dollars: str) -> None:
    assert most(line(**keys)) == Money.parse(dollars)


def test_a_share_of_a_budget_is_taken_from_the_fixed_budget() -> None:
    # 9 % of $1,500,000
    spec = deal(
        funding={"not_to_exceed": "$3,000,000"},
        payment={
            "base": {"fixed": None, "reimbursed": {"budget": "$1,500,000"}},
            "rates": {"absence": {"share_of": {"budget": "9%"}}},
        },
    )
    assert most(spec, "absence") == Money.dollars(135_000)


def test_a_share_of_a_stated_amount_needs_no_reimbursed_base() -> None:
    # 9 % of $200,000
    spec = rated({"absence": {"share_of": {"budget": "9%", "of": "$200,000"}}})
    assert most(spec, "absence") == Money.dollars(18_000)


def test_savings_count_at_the_ceiling_of_their_line_whatever_the_discount() -> None:
    spec = rated({"absence": {"share_of": {"savings": "95%"}, "at_most": "$9,000"}}, discount="5%")
    assert most(spec, "absence") == Money.dollars(9_000)


def test_without_a_ceiling_a_line_can_pay_up_to_the_not_to_exceed_amount() -> None:
    savings = rated({"absence": {"share_of": {"savings": "95%"}}})
    units = rated({"reading": {"per_unit": "$15.12", "unit": "day"}})
    # $1,000,000; for each of 100 participants a hundredth of it; the base of $10,000 is paid first
    assert most(savings, "absence") == most(units) == Money.dollars(1_000_000)
    assert schedule(savings).performance == schedule(units).performance == Money.dollars(990_000)


def test_the_best_of_two_lines_counts_the_better_one_and_the_two_pay_nothing_by_themselves() -> None:
    # the better of 100 x $500 and 100 x $700
    spec = rated(
        {
            "growth": {"outcome": "reading", "per_participant": "$500"},
            "level": {"outcome": "math", "per_participant": "$700"},
            "better": {"best_of": ["growth", "level"]},
        }
    )
    assert [row.maximum for row in rate_lines(spec)] == [Money(0), Money(0), Money.dollars(70_000)]
    assert [row.part_of for row in rate_lines(spec)] == ["better", "better", ""]
    assert [payment.id for payment in schedule(spec).payments if payment.kind == "performance"] == [
        "rates.better"
    ]


def test_a_bidders_discount_comes_off_every_rate_but_not_off_the_base() -> None:
    # 100 x $500 x 95 %
    spec = rated({"reading": {"per_participant": "$500"}}, discount="5%")
    assert (most(spec), schedule(spec).base) == (Money.dollars(47_500), Money.dollars(10_000))


def test_a_units_line_is_bounded_by_the_cap_per_participant() -> None:
    # 100 participants x $120
    spec = rated({"reading": {"per_unit": "$15.12", "unit": "day"}}, caps={"participant": "$120"})
    assert most(spec) == Money.dollars(12_000)


def test_the_most_counts_the_maximum_population_and_a_group_counts_what_it_plans() -> None:
    # 130 x $500; 40 x $300; the outcome of a group counts that group: 40 x $10
    spec = Spec.model_validate(
        overlaid(
            {
                **PLAIN,
                "outcomes": {"reading": outcome("Reading"), "english": outcome("English", group="learners")},
            },
            {
                "population": {
                    "maximum": "130",
                    "groups": {"learners": {"name": "English learners", "planned": "40"}},
                },
                "payment": {
                    "rates": {
                        "reading": {"per_participant": "$500"},
                        "extra": {"outcome": "reading", "per_participant": "$300", "group": "learners"},
                        "english": {"per_participant": "$10"},
                    }
                },
            },
        )
    )
    assert [row.maximum for row in rate_lines(spec)] == [
        Money.dollars(65_000),
        Money.dollars(12_000),
        Money.dollars(400),
    ]


COHORTS: Texts = {
    "first": {"name": "First year", "planned": "60", "starts": "2027-09-01", "ends": "2028-06-01"},
    "second": {"name": "Second year", "planned": "40", "starts": "2028-09-01", "ends": "2029-06-01"},
}


def test_with_cohorts_the_price_of_a_year_is_paid_for_the_cohort_that_ends_in_it() -> None:
    # 60 x $500 in 2027-28 + 40 x $650 in 2028-29
    spec = deal(
        cohorts=COHORTS,
        payment={
            "rates": {
                "reading": {"by_year": {"2027-28": "$500", "2028-29": {"pay": "$650", "due": "2029-07-31"}}}
            }
        },
    )
    paid = {payment.id: (payment.amount, str(payment.date)) for payment in schedule(spec).payments[1:]}
    assert paid == {
        "rates.reading.2027-28": (Money.dollars(30_000), "2028-07-31"),
        "rates.reading.2028-29": (Money.dollars(26_000), "2029-07-31"),
    }


def test_a_line_for_a_cohort_counts_that_cohort() -> None:
    # 40 x $500
    spec = deal(cohorts=COHORTS, payment={"rates": {"reading": {"cohort": "second"}}})
    assert most(spec) == Money.dollars(20_000)


def test_participants_in_no_cohort_yet_are_counted_too() -> None:
    # (60 + 40 + 20) x $500
    spec = deal(population={"planned": "120"}, cohorts=COHORTS)
    assert most(spec) == Money.dollars(60_000)
