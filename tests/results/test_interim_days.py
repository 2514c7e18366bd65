"""A line that is paid on several days: each interim settlement falls due on the next of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from deals import Texts
from obcgen.account.rate_card import rate_lines
from obcgen.account.schedule import schedule
from obcgen.deal.compile import deal_of
from obcgen.money import Money
from obcgen.policy.payment import check_lines
from verified import contract, due

if TYPE_CHECKING:
    from pathlib import Path

    from obcgen.spec import Spec

DAYS = ["2027-12-15", "2028-03-15"]


def quarterly(days: Any = DAYS, source: str = "monthly", **line: Any) -> Spec:
    """Return a contract with a line that is paid on several days; the last is June 15, 2028."""
    rates: Texts = {"reading": {"interim": days, "due": "2028-06-15", **line}}
    scores: Texts = {"verification": {"sources": {"scores": {"due": source}}}}
    return contract(outcomes={"reading": scores}, payment={"base": None, "rates": rates})


def results(settlement: str, verified: str, as_of: str, reached: int, paid: str = "") -> str:
    """Return results of so many participants, and what was paid before."""
    return (
        f"obcgen: 1\ncontract: C-1\nsettlement: {settlement}\nas_of: {as_of}\n"
        f"verified: {{by: Data Office, on: {verified}}}\nroster: 100\noutcomes:\n"
        f"  reading: {{measured: 90, eligible: 80, reached: {reached}}}\n{paid}"
    )


FIRST = "paid: {rates.reading: {amount: $5000, on: 2027-12-20}}\n"


@pytest.mark.parametrize(
    ("said", "day", "owed", "payable"),
    [
        (("interim", "2027-12-01", "2027-12-10", 10), date(2027, 12, 15), 5000, 0),
        (("interim", "2027-12-15", "2027-12-15", 10), date(2027, 12, 15), 5000, 5000),
        (("interim", "2027-12-16", "2027-12-20", 10), date(2028, 3, 15), 5000, 0),
        (("interim", "2028-03-01", "2028-03-20", 30, FIRST), date(2028, 3, 15), 10_000, 10_000),
        (("interim", "2028-03-01", "2028-03-20", 8, FIRST), date(2028, 3, 15), -1000, -1000),
        (("interim", "2028-04-01", "2028-05-01", 40, FIRST), date(2028, 6, 15), 15_000, 0),
        (("final", "2028-06-10", "2028-06-14", 50, FIRST), date(2028, 6, 15), 20_000, 0),
        (("final", "2028-06-10", "2028-06-15", 50, FIRST), date(2028, 6, 15), 20_000, 20_000),
    ],
)
def test_what_is_earned_by_then_falls_due_on_the_next_day(
    said: tuple[Any, ...], day: date, owed: int, payable: int, tmp_path: Path
) -> None:
    found = due(tmp_path, results(*said), spec=quarterly())
    (only,) = found.dues
    assert (only.on, found.due, found.payable) == (day, Money.dollars(owed), Money.dollars(payable))


def test_without_such_days_an_interim_settlement_waits_for_the_one_day(tmp_path: Path) -> None:
    found = due(tmp_path, results("interim", "2027-12-01", "2027-12-20", 10), spec=quarterly([]))
    (only,) = found.dues
    assert (only.on, found.payable) == (date(2028, 6, 15), Money.dollars(0))


def test_the_words_name_each_day() -> None:
    spec = quarterly()
    assert deal_of(spec).lines["reading"].sentence == (
        "The District shall pay $500 for each Participant who reaches the Outcome “Reading”. On each of "
        "these days what results verified by then have earned, less what was paid before, falls due: "
        "December 15, 2027 and March 15, 2028."
    )
    (payment,) = schedule(spec).payments
    assert (payment.date, payment.amount) == (date(2028, 6, 15), Money.dollars(50_000))
    assert payment.condition == (
        "Results verified; part of it on December 15, 2027 and March 15, 2028, as far as earned by then"
    )
    assert rate_lines(spec)[0].due == date(2027, 12, 15)
    assert "On this day what" in deal_of(quarterly(DAYS[:1])).lines["reading"].sentence


@pytest.mark.parametrize(
    ("spec", "at", "words"),
    [
        (quarterly(["2028-03-15", "2027-12-15"]), 1, "2027-12-15 follows 2028-03-15"),
        (quarterly(["2027-12-15", "2027-12-15"]), 1, "2027-12-15 follows 2027-12-15"),
        (quarterly(["2028-06-15"]), 0, "2028-06-15 follows 2028-06-15"),
        (quarterly(["2027-06-15"]), 0, "its last day falls into 2027-28"),
        (quarterly(source="2028-06-01"), 0, "the scores that decide reading are due on 2028-06-01"),
        (quarterly(due=None), 0, "it has no last day"),
        (quarterly(by_year={"2027-28": "$5"}), 0, "each year has a day of its own"),
    ],
)
def test_days_on_which_nothing_can_be_paid_are_a_problem(spec: Spec, at: int, words: str) -> None:
    (problem,) = (each for each in check_lines(spec) if each.code == "PAY-45")
    assert problem.path == ("payment", "rates", "reading", "interim", at)
    assert words in problem.message
    assert problem.expected


def test_a_line_that_another_one_chooses_has_no_days_of_its_own() -> None:
    rates: Texts = {
        "reading": {"interim": DAYS},
        "math": {"per_participant": "$5"},
        "best": {"best_of": ["reading", "math"], "due": "2028-06-15"},
    }
    (problem,) = (each for each in check_lines(contract(payment={"rates": rates})) if each.code == "PAY-45")
    assert "another line pays the best of it" in problem.message


def test_quarterly_days_with_monthly_data_are_no_problem() -> None:
    assert not [each for each in check_lines(quarterly()) if each.code == "PAY-45"]
