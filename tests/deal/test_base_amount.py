"""What the base comes to, with the arithmetic written out. The plain deal plans 100 participants."""

from __future__ import annotations

import pytest

from deals import Texts, deal
from obcgen.account.schedule import schedule
from obcgen.deal.terms import base_sentence
from obcgen.money import Money, total

ROSTER = {"planned": "100", "maximum": "120"}


@pytest.mark.parametrize(
    ("base", "dollars", "sentence"),
    [
        # 100 planned x $900
        (
            {"per_participant": "$900"},
            "$90,000",
            (
                "the District shall pay $900 for each Participant planned, which is $90,000 for 100 "
                "Participants."
            ),
        ),
        # at most 120 on the roster x $900
        (
            {"per_participant": "$900", "counted": "roster"},
            "$108,000",
            "$900 for each Participant on the Roster, which is at most $108,000 for 120 Participants.",
        ),
        # at most 120 served x $450.50
        ({"per_participant": "$450.50", "counted": "served"}, "$54,060", "for each Participant served"),
        ({"fixed": "$30,000"}, "$30,000", "$30,000 for the whole Program."),
        # 450 licenses x $120
        (
            {"per_unit": "$120", "unit": "license", "units": "450"},
            "$54,000",
            "$120 for each license, which is at most $54,000 for 450 licenses.",
        ),
        (
            {"reimbursed": {"budget": "$80,000"}},
            "$80,000",
            "reimburse the Provider's allowable operating costs up to a fixed budget of $80,000.",
        ),
        # the highest step: 100 x $900
        (
            {"tiers": [{"at_least": "12 hours", "pay": "$300"}, {"at_least": "36 hours", "pay": "$900"}]},
            "$90,000",
            "$300 from 12 hours upward and $900 from 36 hours upward, only the highest of those reached",
        ),
        # every step: 100 x ($300 + $600)
        (
            {
                "tiers": [{"at_least": "12 hours", "pay": "$300"}, {"at_least": "36 hours", "pay": "$600"}],
                "combine": "cumulative",
            },
            "$90,000",
            "all of those reached being added together",
        ),
        # a proposed price counts at its ceiling: 100 x $950
        (
            {"per_participant": {"proposed": "true", "at_most": "$950"}},
            "$95,000",
            "the price that the Offeror proposes (at most $950) for each Participant planned",
        ),
    ],
)
def test_the_base_comes_to(base: Texts, dollars: str, sentence: str) -> None:
    spec = deal(population=ROSTER, payment={"base": {"fixed": None, **base}})
    assert schedule(spec).base == Money.parse(dollars)
    assert sentence in base_sentence(spec)


def test_a_deal_may_pay_for_outcomes_alone() -> None:
    found = schedule(deal(payment={"base": None}))
    assert (found.base, found.performance_share.plain) == (Money(0), "1.0")
    assert base_sentence(deal(payment={"base": None})).startswith("There is no Base Funding")


def test_installments_that_do_not_divide_evenly_still_sum_to_the_base() -> None:
    # a third of $100.00 three times: 33.34 + 33.33 + 33.33
    parts = {
        key: {"share": "1/3", "due": due}
        for key, due in [("a", "2027-10-15"), ("b", "2028-02-15"), ("c", "2028-06-15")]
    }
    found = schedule(deal(payment={"base": {"fixed": "$100", "due": None, "installments": parts}}))
    amounts = [payment.amount for payment in found.payments if payment.kind == "base"]
    assert amounts == [Money(3334), Money(3333), Money(3333)]
    assert total(amounts) == found.base


def test_costs_reimbursed_are_said_to_count_at_the_budget() -> None:
    found = schedule(deal(payment={"base": {"fixed": None, "reimbursed": {"budget": "$80,000"}}}))
    assert found.notes == (
        "These figures assume that the whole budget of $80,000 is spent. Only actual costs are reimbursed.",
    )


def test_a_base_above_the_ceiling_is_cut_to_it_and_leaves_nothing_for_results() -> None:
    found = schedule(deal(funding={"not_to_exceed": "$8,000"}))
    assert (found.base, found.performance) == (Money.dollars(8_000), Money(0))
