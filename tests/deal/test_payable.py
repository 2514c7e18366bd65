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
from obcgen.deal.awaited import Reading, reading
from obcgen.deal.compile import deal_of
from obcgen.deal.payable import payable, steps
from obcgen.money import Money
from obcgen.review.measures import years
from obcgen.review.reckoned import reckoned
from obcgen.spec import Spec

SPECS = Path(__file__).parents[2] / "specs"
DENVER = (SPECS / "denver-literacy.yaml").read_text("utf-8")
OHIO = (SPECS / "central-ohio-workforce.yaml").read_text("utf-8")


def denver(month: str = "April") -> Spec:
    """Return the worked example, its last installment paid on the report for a month."""
    return api.model(api.read_text(DENVER.replace("report for April 2028", f"report for {month} 2028")))


@pytest.mark.parametrize(
    ("condition", "day"),
    [
        ("The monthly report for January 2028 is accepted", date(2028, 3, 23)),
        ("The January 2028 progress report is accepted", date(2028, 3, 23)),
        ("The report for the month ended January 31, 2028 is approved", date(2028, 3, 23)),
        ("The report for January is accepted", date(2028, 3, 23)),
        ("Reports for January 2028 and for February 2028 are accepted", date(2028, 4, 20)),
        ("The reports for November to January are accepted", date(2028, 3, 23)),
        ("The monthly report for May 2028 is accepted", date(2028, 7, 24)),
        ("The log of use to November 30, 2027 is accepted", date(2028, 2, 4)),
        ("The log of use of the whole service period is accepted", date(2028, 7, 24)),
        ("The attendance report for the last month is accepted", date(2028, 7, 24)),
        ("The final report is accepted", date(2028, 7, 24)),
        ("The roster is locked", date(2027, 10, 25)),
        ("The roster is confirmed and staff screening is complete", date(2027, 11, 1)),
        ("The roster is confirmed and the report for January 2028 is accepted", date(2028, 3, 23)),
    ],
)
def test_a_report_and_the_roster_have_a_last_day(condition: str, day: date) -> None:
    found = steps(denver(), condition)
    assert found is not None
    assert found.payable == day
    assert not reading(denver(), condition).unclear


@pytest.mark.parametrize(
    "condition",
    [
        "The report is accepted",
        "The report for May 2028 is sent",
        "The report for July is accepted",
        "The report for May 2027-28 is accepted",
        "The report for January 2028 or for another month of 2029 is accepted",
        "The report for January 2028, due on February 15, 2028, is accepted",
        "The report for the month before January 2028 is accepted",
        "The report from January 2028 is accepted",
        "The midyear report due on February 15, 2028 is accepted",
        "The midyear report is accepted by the Board on March 1, 2028",
        "The plan of reports is approved, no later than March 2028",
        "The District has accepted the report for January 2028",
        "The log to February 31, 2028 is accepted",
        "The monthly report for December 9999 is accepted",
        "The final report for the first semester is accepted",
        "10 business days after the report for January 2028 is accepted",
        "A month after the report for January 2028 is accepted",
        "The report for January 2028 is accepted unless the Board objects",
        "The report for the first half of January 2028 is accepted",
        "The report for January 2028 is not accepted",
        "The roster is confirmed and the winter report is accepted",
        "The last monthly report before the winter break is accepted",
        "The whole log is accepted",
        "The roster of the second semester is confirmed",
        "The board meets in May 2028",
    ],
)
def test_what_leaves_doubt_has_no_day_and_check_says_so(condition: str) -> None:
    assert steps(denver(), condition) is None
    assert payable(denver(), date(2028, 1, 3), condition) == date(2028, 1, 3)
    assert found_of(condition) == [("DAY-07", condition)]
    assert not found_of(condition, due="")


@pytest.mark.parametrize(
    "condition", ["", "Every participant has a tutor", "Every participant can log in", "May 2028 is near"]
)
def test_what_names_no_report_and_no_roster_is_met_in_time(condition: str) -> None:
    assert steps(denver(), condition) is None
    assert payable(denver(), None, "The monthly report for May 2028 is accepted") is None


def found_of(condition: str, due: str = "due: 2028-09-29, ") -> list[tuple[str, str | None]]:
    """Return what is found of the last installment when it waits for something else."""
    close = "close: {share: 30%, due: 2028-06-30, when: the monthly report for April 2028 is accepted}"
    assert close in DENVER
    changed = DENVER.replace(close, f"close: {{share: 30%, {due}when: '{condition}'}}")
    problems = api.check(api.read_text(changed))
    return [(each.code, each.found) for each in problems if each.code in {"DAY-01", "DAY-07"}]


def test_a_month_that_the_service_has_twice_leaves_doubt() -> None:
    spec = denver()
    longer = spec.model_copy(update={"program": spec.program.model_copy(update={"ends": date(2028, 12, 15)})})
    assert reading(longer, "The report for October is accepted") == Reading((), unclear=True)
    assert not reading(longer, "The report for March is accepted").unclear


@pytest.mark.parametrize(
    ("condition", "day"),
    [
        ("The cost report for October to December 2027 is accepted", date(2028, 3, 15)),
        ("The quarterly report for December 2027 is accepted", date(2028, 3, 15)),
        ("The activity report for December 2027 is accepted", date(2028, 2, 18)),
        ("The monthly report for December 2027 is accepted", date(2028, 2, 18)),
    ],
)
def test_a_report_has_the_time_of_reports_of_its_own_term(condition: str, day: date) -> None:
    monthly = (
        "  provider:\n    activity: {duty: Send a monthly activity report, "
        "by: 2 business days after each month, measure: every report sent, "
        "cure: 5 business days, owner: director}\n"
    )
    assert OHIO.count("\n  provider:\n") == 1
    spec = api.model(api.read_text(OHIO.replace("\n  provider:\n", f"\n{monthly}")))
    found = steps(spec, condition)
    assert found is not None
    assert found.payable == day


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
