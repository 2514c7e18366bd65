"""Interest on late payments: by the days of invoice and payment, as the clause says, beside what is due."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from obcgen.account.to_data import settlement_data
from obcgen.document.dump import dump
from obcgen.document.from_html import from_html
from obcgen.document.resolve import resolve
from obcgen.money import Money
from obcgen.pack import builtin
from obcgen.render.render import render
from obcgen.show.settlement import settlement_text
from obcgen.statement.from_results import from_results
from obcgen.statement.names import names
from verified import TOTALS, contract, due, refused, verified

if TYPE_CHECKING:
    from pathlib import Path

    from obcgen.spec import Spec


def promising(terms: str = "30 days", **interest: str) -> Spec:
    invoicing: dict[str, Any] = {"terms": terms, "late_interest": {"rate": "8%", **interest}}
    return contract(payment={"invoicing": invoicing})


def paid(on: str, invoiced: str = "", more: str = "") -> str:
    """Return results in which the base of $10,000, due on October 15, 2027, was paid on a day."""
    received = f", invoiced: {invoiced}" if invoiced else ""
    return f"{TOTALS}paid:\n  base: {{amount: $10000, on: {on}{received}{more}}}\n"


# October 20 and 30 days are November 19, a Friday; October 18 and 30 days are November 17
@pytest.mark.parametrize(
    ("on", "invoiced", "days", "interest"),
    [
        ("2027-11-19", "2027-10-20", None, ""),
        ("2027-11-20", "2027-10-20", 1, "$2.19"),  # 10,000 x 8 % / 365 = 2.1918
        ("2027-12-19", "2027-10-20", 30, "$65.75"),  # 65.7534
        ("2028-06-19", "", None, ""),  # without an invoice nothing says when it was due
        # the time of the invoice ends on September 20, before the date of the payment, October 15
        ("2027-10-15", "2027-08-20", None, ""),
        ("2027-10-16", "2027-08-20", 1, "$2.19"),
        # October 21 and 30 days are a Saturday: the last day is Monday, November 22
        ("2027-11-22", "2027-10-21", None, ""),
        ("2027-11-23", "2027-10-21", 1, "$2.19"),
    ],
)
def test_interest_runs_from_the_last_day_for_payment(
    tmp_path: Path, on: str, invoiced: str, days: int | None, interest: str
) -> None:
    account = due(tmp_path, paid(on, invoiced), spec=promising())
    assert [(late.days, str(late.interest)) for late in account.ledger.late] == (
        [(days, interest)] if days else []
    )


@pytest.mark.parametrize(
    ("grace", "days"),
    [("5 days", 5), ("9 days", 1), ("10 days", None), ("5 business days", None), ("1 weeks", 3)],
)
def test_days_of_grace_bear_none(tmp_path: Path, grace: str, days: int | None) -> None:
    # ten days after November 19; five Business Days after it end on November 29: Thanksgiving is the 25th
    account = due(tmp_path, paid("2027-11-29", "2027-10-20"), spec=promising(grace=grace))
    assert [late.days for late in account.ledger.late] == ([days] if days else [])


def test_interest_stands_beside_what_is_settled(tmp_path: Path) -> None:
    results = paid("2027-12-19", "2027-10-20")
    plain, bearing = due(tmp_path, results), due(tmp_path, results, spec=promising())
    assert (bearing.total, bearing.due, bearing.payable) == (plain.total, plain.due, plain.payable)
    assert (plain.interest, bearing.interest) == (Money(0), Money(6575))


def test_interest_that_was_paid_with_it_is_taken_off(tmp_path: Path) -> None:
    results = paid("2027-12-19", "2027-10-20", ", interest: $60")
    account = due(tmp_path, results, spec=promising())
    assert account.interest == Money(575)
    rows: Any = settlement_data(account)["late_interest"]
    (row,) = rows
    assert (row["last_day"], row["days"], row["interest"], row["paid"], row["due"]) == (
        "2027-11-19", 30, "65.75", "60.00", "5.75",
    )  # fmt: skip


def test_money_that_was_given_back_bears_none(tmp_path: Path) -> None:
    first = "{amount: $10000, on: 2027-11-01}"
    back = "{amount: $10000, on: 2027-12-19, invoiced: 2027-10-20, returned: yes}"
    results = f"{TOTALS}paid:\n  base: [{first}, {back}]\n"
    assert due(tmp_path, results, spec=promising()).ledger.late == ()


def test_an_invoice_that_came_after_the_settlement_is_refused(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, paid("2027-12-19", "2028-06-21"), spec=promising())
    assert (problem.code, problem.path) == ("RES-10", ("paid", "base"))


def test_interest_that_is_not_promised_is_refused(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, paid("2027-12-19", "2027-10-20", ", interest: $60"))
    assert (problem.code, problem.path) == ("RES-12", ("paid", "base"))


def test_the_statement_shows_it_row_by_row_and_only_where_there_is_some(tmp_path: Path) -> None:
    for spec, there in ((promising(), True), (contract(), False)):
        results = paid("2027-12-19", "2027-10-20")
        found = verified(tmp_path, results, spec=spec)
        shown = from_results(spec, found, due(tmp_path, results, spec=spec), "r.yaml", "full")
        text = dump(resolve(from_html(render("statement", names(spec, shown), builtin()))))
        row = "November 19, 2027 | December 19, 2027 | 30 | $10,000.00 | $65.75"
        assert (row in text, "#statement-interest " in text) == (there, there)
        told = settlement_text(spec, due(tmp_path, results, spec=spec), found.results)
        assert ("Interest on late payments, beside this" in told) is there
