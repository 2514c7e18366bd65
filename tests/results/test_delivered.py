"""Services not delivered reduce the base by their share, to the cent; what cannot be is refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from obcgen.account.trace.settlement import of_settlement
from obcgen.money import Money
from obcgen.sheets.settlement import settlement_book
from obcgen.show.settlement import settlement_json, settlement_text
from obcgen.statement.from_results import from_results
from spreadsheet import Spreadsheet
from verified import TOTALS, contract, due, ending, refused, verified

if TYPE_CHECKING:
    from pathlib import Path

    from obcgen.account.account import Account
    from obcgen.spec import Spec

MISSED = "delivery: {scheduled: 730, delivered: 630, excused: 30}\n"
"""70 of 700 that are not excused: a tenth."""
INSTALLMENTS = {"a": {"share": "60%", "due": "2027-10-15"}, "b": {"share": "40%", "due": "2028-06-15"}}


def in_two(fixed: str = "$10,000", **payment: object) -> Spec:
    base = {"fixed": fixed, "due": None, "installments": INSTALLMENTS}
    return contract(payment={"base": base, **payment})


def cents(account: Account) -> list[int]:
    return [part.amount.cents for part in account.base_parts]


def test_the_last_installment_is_cut_first(tmp_path: Path) -> None:
    # $10,000 less a tenth: the first installment keeps its $6,000
    assert cents(due(tmp_path, TOTALS + MISSED, spec=in_two())) == [600_000, 300_000]
    most = "delivery: {scheduled: 100, delivered: 30}\n"
    assert cents(due(tmp_path, TOTALS + most, spec=in_two())) == [300_000, 0]


@pytest.mark.parametrize(("delivered", "left"), [(0, 0), (1, 333_333), (2, 666_666), (3, 999_999)])
def test_the_reduction_is_rounded_once(delivered: int, left: int, tmp_path: Path) -> None:
    # thirds of $9,999.99 are whole; of $10,000 they are not: 666,666.67 and 333,333.33 are taken off
    told = f"{TOTALS}delivery: {{scheduled: 3, delivered: {delivered}}}\n"
    assert sum(cents(due(tmp_path, told, spec=in_two("$9,999.99")))) == left
    other = {0: 0, 1: 333_333, 2: 666_667, 3: 1_000_000}[delivered]
    assert sum(cents(due(tmp_path, told, spec=in_two()))) == other


def test_what_is_taken_off_is_said_everywhere(tmp_path: Path) -> None:
    spec = in_two()
    found, account = verified(tmp_path, TOTALS + MISSED, spec=spec), due(tmp_path, TOTALS + MISSED, spec=spec)
    assert account.not_delivered == Money.dollars(1_000)
    text = settlement_text(spec, account, found.results).splitlines()
    assert [line.split()[-1] for line in text if "not delivered" in line] == ["$1,000.00"]
    assert json.loads(settlement_json(account, found.results))["base_not_delivered"] == "1000.00"
    said = from_results(spec, found, account, "results.yaml", "full").base_arithmetic
    assert said.endswith(
        "Of 700 sessions or other units scheduled and not excused, 70 were neither delivered nor made up: "
        "that share of the base, $1,000.00, is taken off."
    )
    told = {figure.name: figure.steps for figure in of_settlement(spec, found.facts, account)}
    assert (
        "70 of 700 sessions or other units not delivered: $10,000.00 is reduced by $1,000.00"
        in told["settlement.base"]
    )


def test_a_final_statement_says_where_nothing_was_stated_of_delivery(tmp_path: Path) -> None:
    found, account = verified(tmp_path, TOTALS, spec=in_two()), due(tmp_path, TOTALS, spec=in_two())
    said = from_results(in_two(), found, account, "results.yaml", "full").base_arithmetic
    assert said.endswith("no Services that were not delivered, so nothing is taken off for them.")
    assert "base_not_delivered" not in json.loads(settlement_json(account, found.results))


def test_an_end_for_cause_adds_nothing_and_reduces_what_days_earn(tmp_path: Path) -> None:
    # 120 of 229 days of $10,000 less a tenth
    spec, ended = ending(in_flight="30%", fee="$700"), TOTALS + "ended: 2028-01-31\n"
    account = due(tmp_path, f"{ended}for_cause: yes\n{MISSED}", spec=spec)
    assert {part.id: part.amount for part in account.base_parts} == {"base": Money(471_615)}
    assert len(due(tmp_path, ended, spec=spec).base_parts) > 1


def test_at_an_early_end_too_the_last_installment_is_cut_first_and_one_figure_is_told(tmp_path: Path) -> None:
    # 120 of 229 days of $10,000 are $5,240.17; a tenth of that is $524.02
    parts = {
        "a": {"share": "40%", "due": "2027-10-15"},
        "b": {"share": "60%", "due": "2028-01-31", "when": "so"},
    }
    spec = ending(payment={"base": {"due": None, "installments": parts}})
    text = f"{TOTALS}ended: 2028-01-31\nfor_cause: yes\n{MISSED}"
    found, account = verified(tmp_path, text, spec=spec), due(tmp_path, text, spec=spec)
    assert (cents(account), account.not_delivered) == ([400_000, 71_615], Money(52_402))
    statement = from_results(spec, found, account, "results.yaml", "full")
    assert (
        "ended early by the district's decision for cause, and nothing is added for it: service lasted 120 "
        "of 229 days, until January 31"
    ) in statement.base_arithmetic
    assert statement.base_arithmetic.endswith("that share of this amount, $524.02, is taken off.")
    assert statement.base[-1].condition == "Earned up to the early end of the Agreement"
    told = json.loads(settlement_json(account, found.results))
    assert (told["ended"], told["ground"], told["base_not_delivered"]) == ("2028-01-31", "cause", "524.02")


def test_what_is_excused_is_no_part_of_what_could_be_missed(tmp_path: Path) -> None:
    half = "delivery: {scheduled: 100, delivered: 0, excused: 50}\n"
    assert cents(due(tmp_path, TOTALS + half, spec=in_two())) == [0, 0]
    every = "delivery: {scheduled: 100, delivered: 0, excused: 100}\n"
    assert cents(due(tmp_path, TOTALS + every, spec=in_two())) == [600_000, 400_000]


def test_the_ledger_is_asked_for_what_a_reduction_leaves_and_for_nothing_else(tmp_path: Path) -> None:
    first = "paid: {base.a: {amount: $6000, on: 2027-10-20}}\n"
    parts = {"a": {"share": "60%", "due": "2027-10-15"}, "b": {"share": "40%", "due": "2028-02-15"}}
    spec = contract(payment={"base": {"fixed": "$10,000", "due": None, "installments": parts}})
    some = verified(tmp_path, TOTALS + MISSED + first, spec=spec)
    assert [x.message.partition("of it: ")[2] for x in some.oddities] == [
        "this settlement demands $3,000.00."
    ]
    most = "delivery: {scheduled: 100, delivered: 60}\n"
    assert verified(tmp_path, TOTALS + most + first, spec=spec).oddities == ()


@pytest.mark.parametrize(("missed", "left"), [(0, [6000, 4000]), (70, [6000, 3000]), (500, [2857.14, 0.0])])
def test_the_workbook_works_out_what_is_left_of_each_payment(
    missed: int, left: list[float], tmp_path: Path
) -> None:
    spec = in_two()
    found, account = verified(tmp_path, TOTALS + MISSED, spec=spec), due(tmp_path, TOTALS + MISSED, spec=spec)
    book = settlement_book(spec, from_results(spec, found, account, "r", "full"), account)
    calculated = Spreadsheet(book, {("Services not delivered", 1, 7): float(missed)})
    assert [calculated.value("Base", 2, row) for row in (5, 6)] == pytest.approx(left)
    assert calculated.value("Summary", 1, 5) == pytest.approx(sum(left))


COSTS = {"base": {"fixed": None, "reimbursed": {"budget": "$10,000"}}}


@pytest.mark.parametrize(
    ("results", "payment", "words"),
    [
        (TOTALS + MISSED, {"base": None}, "there is no Base Funding"),
        (TOTALS + MISSED, COSTS, "it reimburses costs"),
        (TOTALS.replace("final", "interim") + MISSED, {}, "until the Service Period ends"),
        (TOTALS + "delivery: {scheduled: 0, delivered: 0}\n", {}, "Of 0 scheduled, 0 cannot"),
        (TOTALS + "delivery: {scheduled: 9, delivered: 8, excused: 2}\n", {}, "Of 9 scheduled, 10 cannot"),
    ],
)
def test_what_cannot_be_or_changes_nothing_is_refused(
    results: str, payment: dict[str, object], words: str, tmp_path: Path
) -> None:
    found = [
        each for each in refused(tmp_path, results, spec=contract(payment=payment)) if each.code == "RES-50"
    ]
    assert [words in each.message for each in found] == [True]
