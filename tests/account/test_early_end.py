"""What an end without cause costs, and money by month: against sums by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from deals import Texts, deal
from obcgen.account.cash_flow import cash_flow
from obcgen.account.early_end import early_end, early_ends
from obcgen.deal.ending import service_days
from obcgen.money import Money
from obcgen.spec import Spec
from packs import AGREEMENT


def ending(base: str = "pro_rata", changes: Texts | None = None, **convenience: str) -> Spec:
    """Return the plain deal, which the district may end: base $10,000, at target 40 x $500 = $20,000."""
    agreement: dict[str, Any] = {
        **AGREEMENT,
        "termination": {
            "convenience": {"notice": "30 days", **convenience},
            "cause": {"cure": "15 days"},
            "settlement": {"base": base, "outcomes": "reached"},
        },
    }
    return deal(agreement=agreement, **(changes or {}))


# service lasts 229 days, October 4 to May 19
@pytest.mark.parametrize(
    ("day", "days", "base", "in_flight"),
    [
        (date(2027, 10, 3), 0, 0, 0),
        (date(2027, 10, 4), 1, 4367, 2620),  # 10,000 / 229 = 43.668; 6,000 / 229 = 26.201
        (date(2028, 1, 31), 120, 524_017, 314_410),
        (date(2028, 5, 19), 229, 1_000_000, 600_000),
        (date(2028, 7, 1), 229, 1_000_000, 600_000),
    ],
)
def test_results_in_flight_are_owed_by_days(day: date, days: int, base: int, in_flight: int) -> None:
    found = early_end(ending(in_flight="30%"), day)
    assert (found.days, found.base, found.in_flight) == (days, Money(base), Money(in_flight))
    assert found.total == Money(base + in_flight)


def test_a_fee_is_owed_besides_and_nothing_above_the_limit() -> None:
    limit: Texts = {"funding": {"not_to_exceed": "$30,500"}}
    found = early_end(ending(in_flight="100%", fee="$700", changes=limit), date(2028, 5, 18))
    assert found.fee == Money(70_000)
    assert found.total == Money(3_050_000)


def test_installments_count_by_their_date() -> None:
    parts: Texts = {
        "payment": {
            "base": {
                "due": None,
                "installments": {
                    "first": {"share": "40%", "due": "2027-11-01"},
                    "last": {"share": "60%", "due": "2028-03-01"},
                },
            }
        }
    }
    spec = ending("installments_due", parts)
    found = [early_end(spec, day).base for day in (date(2027, 10, 31), date(2027, 11, 1), date(2028, 3, 1))]
    assert found == [Money(0), Money(400_000), Money(1_000_000)]


def test_costs_are_not_known_before() -> None:
    costs: Texts = {"payment": {"base": {"fixed": None, "reimbursed": {"budget": "$9,000"}}}}
    found = early_end(ending(changes=costs, fee="$700"), date(2028, 1, 31))
    assert (found.base, found.total) == (None, Money(970_000))  # at most: the whole budget, and the fee


TIERS = [{"at_least": "12 hours", "pay": "$20"}, {"at_least": "36 hours", "pay": "$50"}]


# 3 x 30 minutes x 28 weeks are 42 hours: 12 of them by day 66 of 229, 36 by day 197
@pytest.mark.parametrize(
    ("day", "base"),
    [
        (date(2027, 10, 3), 0),
        (date(2027, 12, 7), 0),
        (date(2027, 12, 8), 200_000),
        (date(2028, 4, 16), 200_000),
        (date(2028, 4, 17), 500_000),
    ],
)
def test_a_base_by_service_counts_what_is_planned_by_then_and_no_days(day: date, base: int) -> None:
    tiers: Texts = {"payment": {"base": {"fixed": None, "tiers": TIERS}}}
    assert early_end(ending(changes=tiers), day).base == Money(base)


def test_a_base_by_service_is_not_known_before_where_the_plan_has_no_such_unit() -> None:
    tiers: Texts = {"payment": {"base": {"fixed": None, "tiers": [{"at_least": "9 weeks", "pay": "$20"}]}}}
    assert early_end(ending(changes=tiers), date(2028, 1, 31)).base is None


def test_rows_end_before_a_window_opens() -> None:
    days = [each.last_day for each in early_ends(ending())]
    assert days[0] == date(2027, 10, 31)
    assert days[-1] == date(2028, 4, 30)  # the window opens on May 1
    assert len(days) == 7


def test_service_that_ends_before_it_starts_still_has_a_day() -> None:
    assert service_days(deal(program={"ends": "2027-10-01"})) == 1


def test_money_by_month_is_all_that_is_payable_at_target() -> None:
    rows = cash_flow(deal())
    assert [row.last for row in rows if row.base or row.performance] == [
        date(2027, 10, 31),
        date(2028, 7, 31),
    ]
    assert (rows[0].base, rows[-1].performance, rows[-1].running) == (
        Money(1_000_000), Money(2_000_000), Money(3_000_000),
    )  # fmt: skip
    assert rows[0].served.value == Fraction(28, service_days(deal()))
    assert rows[-1].paid.value == 1
    assert [row.paid for row in rows] == sorted(row.paid for row in rows)


def test_what_has_no_date_stands_last() -> None:
    rows = cash_flow(deal(payment={"rates": {"reading": {"due": None}}}))
    assert (rows[-1].first, rows[-1].performance) == (None, Money(2_000_000))
    assert [row.first for row in rows[:-1]].count(None) == 0


def test_a_long_deal_is_shown_by_quarter() -> None:
    program = {"starts": "2027-11-08", "ends": "2031-05-19"}  # the quarter of the year begins before them
    payment = {"base": {"due": "2027-11-15"}, "rates": {"reading": {"due": "2031-07-31"}}}
    rows = cash_flow(deal(program=program, payment=payment))
    assert [row.first for row in rows[:2]] == [date(2027, 10, 1), date(2028, 1, 1)]
    assert rows[-1].last == date(2031, 9, 30)
