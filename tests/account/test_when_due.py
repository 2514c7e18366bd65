"""When each amount can be demanded: dates, disputes, what was paid before, and what is held back."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from any_deal import deals
from any_results import results
from deals import rated
from obcgen.account.account import Account
from obcgen.account.settle import settle, with_disputes
from obcgen.account.to_data import settlement_data
from obcgen.deal.facts import Facts, Ledger, Mark
from obcgen.money import Money, total
from settlements import kinds, two_lines

JUNE_20 = date(2028, 6, 20)
HALVES = {
    "fixed": "$10,000",
    "installments": {
        "first": {"share": "50%", "due": "2027-10-01"},
        "last": {"share": "50%", "due": "2028-06-30"},
    },
}


def account(ledger: Ledger, **payment: Any) -> Account:
    return settle(two_lines(payment=payment), kinds({"++": 10, "+-": 10}), ledger)


def dollars(**paid: int) -> dict[str, Money]:
    return {key.replace("__", "."): Money.dollars(amount) for key, amount in paid.items()}


def test_nothing_is_payable_before_its_date() -> None:
    # due: $5,000 on October 1 and $5,000 on June 30; reading $10,000 and math $3,000 on July 31
    found = account(Ledger(as_of=JUNE_20), base=HALVES)
    assert (str(found.due), str(found.later), str(found.payable)) == ("$23,000", "$18,000", "$5,000")
    on_the_day = account(Ledger(as_of=date(2028, 6, 30)), base=HALVES)
    assert (str(on_the_day.later), str(on_the_day.payable)) == ("$13,000", "$10,000")


def test_each_amount_has_its_date_and_fiscal_year() -> None:
    found = account(Ledger(as_of=JUNE_20), base=HALVES)
    assert [(due.payment, str(due.on), due.year, str(due.due)) for due in found.dues] == [
        ("base.first", "2027-10-01", "2027-28", "$5,000"),
        ("base.last", "2028-06-30", "2027-28", "$5,000"),
        ("rates.reading", "2028-07-31", "2028-29", "$10,000"),
        ("rates.math", "2028-07-31", "2028-29", "$3,000"),
    ]


def test_a_payment_that_was_made_too_high_goes_back_now_though_the_line_is_dated_later() -> None:
    found = account(Ledger(dollars(rates__math=4_000), as_of=JUNE_20), base=HALVES)
    assert (str(found.later), str(found.payable)) == ("$15,000", "$4,000")


def test_a_payment_that_was_made_early_leaves_only_the_rest_for_later() -> None:
    found = account(Ledger(dollars(rates__reading=9_000), as_of=JUNE_20), base=HALVES)
    assert (str(found.later), str(found.payable)) == ("$9,000", "$5,000")


def test_a_dispute_goes_before_the_date_so_that_nothing_waits_twice() -> None:
    found = account(Ledger(disputed=frozenset({"math"}), as_of=JUNE_20), base=HALVES)
    assert [str(each) for each in (found.disputed, found.later, found.payable)] == [
        "$3,000",
        "$15,000",
        "$5,000",
    ]
    part = with_disputes(
        two_lines(payment={"base": HALVES}), found, {"reading": Money.dollars(1_500), "math": Money(0)}
    )
    assert [str(each) for each in (part.disputed, part.later)] == ["$4,500", "$13,500"]


def test_only_what_is_not_paid_yet_waits_for_a_dispute() -> None:
    whole = account(Ledger(dollars(rates__reading=4_000), frozenset({"reading"}), as_of=JUNE_20), base=HALVES)
    assert str(whole.disputed) == "$6,000"
    paid = account(Ledger(dollars(rates__reading=9_000), as_of=JUNE_20), base=HALVES)
    part = with_disputes(two_lines(payment={"base": HALVES}), paid, {"reading": Money.dollars(1_500)})
    assert str(part.disputed) == "$1,000"


def test_what_was_returned_too_much_goes_back_at_once() -> None:
    found = account(Ledger(dollars(rates__reading=-300), as_of=JUNE_20), base=HALVES)
    assert (str(found.later), str(found.payable)) == ("$18,000", "$5,300")


@pytest.mark.parametrize(("paid", "later", "payable"), [(0, "-$500", "$10,000"), (-800, "$0", "$10,300")])
def test_what_a_line_gives_back_waits_for_its_date_too(paid: int, later: str, payable: str) -> None:
    back = {"below": "30", "pay": "$500", "gives_back": "true"}
    steps = {"steps": [{"at_least": "40", "pay": "$10,000"}]}
    spec = rated({"absence": {"group_result": steps, "deduction": back, "due": "2028-07-31"}})
    facts = Facts(1, 1, (), {("absence", "", ""): Mark("not_reached", Fraction(10))})
    found = settle(spec, facts, Ledger(dollars(rates__absence=paid), as_of=JUNE_20))
    assert (str(found.later), str(found.payable)) == (later, payable)


def test_the_json_keeps_its_keys_and_adds_what_is_payable_now() -> None:
    found = settlement_data(account(Ledger(disputed=frozenset({"math"}), as_of=JUNE_20), base=HALVES))
    assert (found["undisputed"], found["not_due_yet"], found["payable_now"]) == (
        "20000.00",
        "15000.00",
        "5000.00",
    )
    lines: Any = found["lines"]
    reading, math = lines
    assert (reading["due_on"], reading["fiscal_year"], reading["payable_now"]) == (
        "2028-07-31",
        "2028-29",
        "0.00",
    )
    assert (math["disputed"], math["disputed_amount"]) == (True, "3000.00")


@settings(deadline=None)
@given(
    deals().flatmap(lambda spec: st.tuples(st.just(spec), results(spec))),
    st.dates(date(2027, 7, 1), date(2029, 7, 1)),
    st.integers(0, 2_000),
)
def test_the_dates_add_up_to_what_is_due(pair: Any, day: date, paid: int) -> None:
    spec, facts = pair
    found = settle(spec, facts, Ledger(dollars(rates__reading=paid, base=3), as_of=day))
    assert total(due.due for due in found.dues) == found.due - found.retained
    assert found.payable == total(due.payable for due in found.dues)
    assert all(due.later == Money(0) for due in found.dues if due.on is None or due.on <= day)
