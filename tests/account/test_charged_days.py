"""An installment that waits for a report is charged, in every document, on the last day to pay it.

A statement charges what was paid on the day of its payment; no day is before that of the settlement.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from deals import deal
from obcgen.account.settle import settle
from obcgen.account.when_due import charged_on
from obcgen.deal.facts import Ledger
from obcgen.money import Money
from obcgen.what_if.figures import figures, settled_as_supposed
from obcgen.what_if.supposed import supposed
from settlements import kinds, settled

if TYPE_CHECKING:
    from obcgen.spec import Spec

SOURCES = {
    "title_i": {
        "name": "Title I, Part A",
        "federal": "true",
        "amount": "$1,000,000",
        "liquidate_by": "2028-07-15",
        "pays": ["base"],
    },
    "general": {
        "name": "General fund",
        "federal": "false",
        "amount": "$1,000,000",
        "pays": ["base", "rates"],
    },
}
MAY, APRIL = "the monthly report for May 2028 is accepted", "the monthly report for April 2028 is accepted"


def waiting(when: str, due: str | None = "2028-06-29") -> Spec:
    """Return a deal whose base of $10,000 is paid in two halves; Title I may pay until July 15, 2028."""
    parts = {
        "launch": {"share": "50%", "due": "2027-10-15"},
        "close": {"share": "50%", "due": due, "when": when},
    }
    funding = {"not_to_exceed": "$1,000,000", "sources": SOURCES}
    return deal(payment={"base": {"due": None, "installments": parts}}, funding=funding)


def base_by_source(rows: Any) -> dict[str, str]:
    return {each.id: each.base.plain for each in rows}


@pytest.mark.parametrize(
    ("when", "title_i", "general"), [(MAY, "5000.00", "5000.00"), (APRIL, "10000.00", "0.00")]
)
def test_a_statement_charges_the_source_that_may_still_pay_on_the_last_day(
    when: str, title_i: str, general: str
) -> None:
    statement = settled(waiting(when), kinds({"++": 10}), as_of=date(2028, 6, 20))[1]
    assert base_by_source(statement.sources) == {"title_i": title_i, "general": general}


def test_a_statement_charges_what_was_paid_on_the_day_of_its_payment() -> None:
    paid = {"base.launch": 5_000, "base.close": 5_000}  # by October 29, 2027
    statement = settled(waiting(MAY), kinds({"++": 10}), paid, as_of=date(2028, 6, 20))[1]
    assert base_by_source(statement.sources) == {"title_i": "10000.00", "general": "0.00"}


@pytest.mark.parametrize(
    ("when", "year", "general"), [(MAY, "2028-29", "5000.00"), (APRIL, "2027-28", "0.00")]
)
def test_a_supposition_has_the_same_year_for_a_payment_and_for_its_money(
    when: str, year: str, general: str
) -> None:
    spec = waiting(when)
    data: dict[str, Any] = figures(settled_as_supposed(spec, supposed(spec, {})), None)
    (close,) = [each for each in data["payments"] if each["id"] == "base.close"]
    assert (close["date"], close["fiscal_year"]) == ("2028-06-29", year)
    by_year = {each["year"]: each["base"] for each in data["by_fiscal_year"] if each["base"] != "0.00"}
    assert by_year == ({"2027-28": "10000.00"} if year == "2027-28" else dict.fromkeys(by_year, "5000.00"))
    assert year in by_year
    (local,) = [each for each in data["by_source"] if each["id"] == "general"]
    assert local["base"] == general


PAID = Money.dollars(5_000)


@pytest.mark.parametrize(
    ("ledger", "day", "year"),
    [
        (Ledger(), date(2028, 7, 24), "2028-29"),
        (
            Ledger({"base.close": PAID}, paid_on={"base.close": date(2028, 6, 19)}),
            date(2028, 6, 19),
            "2027-28",
        ),
        (
            Ledger({"base.close": PAID - Money(1)}, paid_on={"base.close": date(2028, 6, 19)}),
            date(2028, 7, 24),
            "2028-29",
        ),
        (
            Ledger({"base.launch": PAID}, paid_on={"base.launch": date(2027, 10, 15)}),
            date(2028, 7, 24),
            "2028-29",
        ),
    ],
)
def test_what_was_paid_in_full_belongs_to_the_year_of_its_payment(
    ledger: Ledger, day: date, year: str
) -> None:
    spec = waiting(MAY)
    found = settle(spec, kinds({"++": 10}), ledger)
    (part,) = [each for each in found.base_parts if each.id == "base.close"]
    assert charged_on(spec, part, ledger) == day
    assert [each.year for each in found.dues if each.payment == "base.close"] == [year]


@pytest.mark.parametrize(
    ("met", "day"), [(date(2028, 6, 20), date(2028, 7, 20)), (date(2028, 5, 31), date(2028, 6, 30))]
)
def test_a_part_without_a_date_is_paid_after_its_condition_was_met(met: date, day: date) -> None:
    spec, ledger = waiting(APRIL, due=None), Ledger(met={"base.close": met})
    (part,) = [each for each in settle(spec, kinds({"++": 10})).base_parts if each.id == "base.close"]
    assert charged_on(spec, part, ledger) == day
    assert charged_on(spec, part, Ledger()) is None
