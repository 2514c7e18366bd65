"""The last day on which Base Funding is paid by the contract's own times, and the year that pays it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from obcgen import api
from obcgen.account.cash_flow import cash_flow
from obcgen.account.quarters import quarters
from obcgen.account.scenarios.scenarios import at_target
from obcgen.account.schedule import Payment, schedule
from obcgen.account.sources import due_in_later_years, funded, paid_by
from obcgen.deal.compile import deal_of
from obcgen.deal.payable import payable, steps
from obcgen.money import Money
from obcgen.review.measures import years
from obcgen.review.reckoned import reckoned
from obcgen.spec import Spec

DENVER = (Path(__file__).parents[2] / "specs" / "denver-literacy.yaml").read_text("utf-8")


def denver(month: str = "April") -> Spec:
    """Return the worked example, its last installment paid on the report for a month."""
    return api.model(api.read_text(DENVER.replace("report for April 2028", f"report for {month} 2028")))


@pytest.mark.parametrize(
    ("condition", "day"),
    [
        ("The monthly report for January 2028 is accepted", date(2028, 3, 23)),
        ("The report for January 2028, of which February 2028 is a part, is accepted", date(2028, 4, 20)),
        ("The monthly report for May 2028 is accepted", date(2028, 7, 24)),
        ("The log of use to November 30, 2027 is accepted", date(2028, 2, 4)),
        ("The final report is accepted", date(2028, 7, 24)),
        ("The roster is confirmed and staff screening is complete", date(2027, 11, 1)),
    ],
)
def test_a_report_and_the_roster_have_a_last_day(condition: str, day: date) -> None:
    found = steps(denver(), condition)
    assert found is not None
    assert found.payable == day


@pytest.mark.parametrize(
    "condition",
    [
        "",
        "The report is accepted",
        "The report for May 2028 is sent",
        "The log to February 31, 2028 is accepted",
        "The monthly report for December 9999 is accepted",
        "The final report for the first semester is accepted",
        "The last monthly report before the winter break is accepted",
        "The whole log is accepted",
        "The board meets in May 2028",
        "May 2028",
    ],
)
def test_what_names_no_accepted_report_has_no_day_of_its_own(condition: str) -> None:
    assert steps(denver(), condition) is None
    assert payable(denver(), date(2028, 1, 3), condition) == date(2028, 1, 3)
    assert payable(denver(), None, "The monthly report for May 2028 is accepted") is None


def test_a_later_date_stands() -> None:
    spec = denver()
    assert payable(spec, date(2029, 1, 3), "The monthly report for May 2028 is accepted") == date(2029, 1, 3)


def by_year(spec: Spec) -> dict[str, str]:
    return {each.year: str(each.base) for each in funded(spec, schedule(spec).payments).years}


def test_every_figure_of_a_year_takes_the_last_day_to_pay() -> None:
    sound, late = denver(), denver("May")
    assert by_year(sound) == {"2027-28": "$450,000", "2028-29": "$0"}
    assert by_year(late) == {"2027-28": "$315,000", "2028-29": "$135,000"}
    assert due_in_later_years(sound, schedule(sound).payments) == Money.dollars(750_000)
    assert due_in_later_years(late, schedule(late).payments) == Money.dollars(885_000)
    assert [(row.last, str(row.base)) for row in cash_flow(late) if row.base] == [
        (date(2027, 11, 30), "$180,000"),
        (date(2028, 3, 31), "$135,000"),
        (date(2028, 7, 31), "$135,000"),
    ]
    found = quarters(late, at_target(deal_of(late)).settled)
    assert {each.name: str(each.base) for each in found if each.base} == {
        "2027-28 Q2": "$180,000",
        "2027-28 Q3": "$135,000",
        "2028-29 Q1": "$135,000",
    }
    assert "$315,000 in fiscal year 2027-28" in years(reckoned(late)).words


def test_money_for_results_keeps_its_date_whatever_report_its_condition_names() -> None:
    payment = Payment(
        "rates.fluency",
        date(2028, 6, 15),
        "performance",
        "Text fluency",
        Money(100),
        "The monthly report for May 2028 is accepted",
        Money(100),
        "",
    )
    assert paid_by(denver(), payment) == date(2028, 6, 15)
    assert paid_by(denver(), replace(payment, kind="base")) == date(2028, 7, 24)
