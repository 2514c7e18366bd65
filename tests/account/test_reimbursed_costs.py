"""Costs reimbursed in installments: they fill them in their order, each up to its share of the budget."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deals import Texts, deal
from obcgen.account.account import Account
from obcgen.account.early_end import base_arithmetic, costs_waiting
from obcgen.account.schedule import schedule
from obcgen.account.settle import settle, total_due
from obcgen.account.trace.settlement import of_settlement
from obcgen.deal.compile import deal_of
from obcgen.deal.facts import Facts, Ledger
from obcgen.money import ZERO, Money, allocate, total
from obcgen.sheets.schedule import schedule_book
from obcgen.show.settlement import settlement_json, settlement_text
from obcgen.spec import Spec
from obcgen.spec.results import Results
from spreadsheet import Spreadsheet

SHARES = {
    "first": ("22%", "2027-12-15"),
    "second": ("22%", "2028-03-15"),
    "third": ("22%", "2028-06-15"),
    "fourth": ("22%", "2028-09-15"),
    "follow_up": ("6%", "2029-03-15"),
    "close": ("6%", "2029-09-14"),
}
DAYS = [date.fromisoformat(due) for _, due in SHARES.values()]
FIRST, SECOND = DAYS[:2]


def reimbursing(budget: str = "$1,500,000", **changes: Texts) -> Spec:
    """Return the plain deal with the base of Central Ohio: shares of $330,000 four times, $90,000 twice."""
    parts = {key: {"share": share, "due": due} for key, (share, due) in SHARES.items()}
    base = {"fixed": None, "due": None, "reimbursed": {"budget": budget}, "installments": parts}
    changes = {"funding": {"not_to_exceed": "$2,175,000"}, **changes}
    return deal(payment={"base": base}, **changes)


SPEC = reimbursing()


def settled(costs: int, until: date | None = None, **paid: int) -> Account:
    """Return what is settled, in dollars, on costs so far; without a day the final settlement."""
    ledger = Ledger({f"base.{key}": Money.dollars(each) for key, each in paid.items()}, as_of=until)
    return settle(SPEC, facts(costs, until), ledger)


def facts(costs: int, until: date | None = None) -> Facts:
    """Return facts of costs in dollars; nothing is settled but the base."""
    return in_cents(costs * 100, until)


def in_cents(costs: int, until: date | None = None) -> Facts:
    return Facts(0, 0, (), costs=Money(costs), until=until, settled=frozenset())


def dollars(found: Account) -> list[int]:
    """Return what the installments pay, in dollars."""
    return [part.amount.cents // 100 for part in found.base_parts]


def test_costs_beyond_the_first_share_wait_for_a_later_installment_and_nothing_goes_back() -> None:
    # 341,000 so far; 22 % of 1,500,000 = 330,000; 11,000 is left
    found = settled(341_000, FIRST, first=330_000)
    assert (dollars(found), found.due) == ([330_000], ZERO)
    assert costs_waiting(deal_of(SPEC), facts(341_000, FIRST)) == Money.dollars(11_000)
    assert (
        "$11,000.00 of them is not payable yet: the installments due so far pay together"
        in base_arithmetic(deal_of(SPEC), facts(341_000, FIRST))
    )


def test_what_was_paid_ahead_is_told_as_such_and_pays_the_next_installment() -> None:
    # 341,000 was paid where the first installment pays 330,000 at most
    found, known = settled(341_000, FIRST, first=341_000), facts(341_000, FIRST)
    waiting = costs_waiting(deal_of(SPEC), known)
    assert (found.due, waiting) == (Money.dollars(-11_000), Money.dollars(11_000))
    results = Results.model_validate(
        {
            "obcgen": "1",
            "contract": "R-1",
            "settlement": "interim",
            "as_of": FIRST.isoformat(),
            "verified": {"by": "the office", "on": FIRST.isoformat()},
        }
    )
    text = settlement_text(SPEC, found, results, waiting=waiting).splitlines()
    assert text[-1].split("  ")[0] == "Paid ahead, comes off the next payment"
    assert text[-1].endswith(" $11,000.00")
    data = json.loads(settlement_json(found, results, waiting=waiting))
    assert (data["due"], data["costs_waiting"], data["closed"]) == ("-11000.00", "11000.00", False)
    assert "costs_waiting" not in json.loads(settlement_json(found, results))
    # the second installment then pays what is left: 600,000 of costs less 341,000
    assert settled(600_000, SECOND, first=341_000).due == Money.dollars(259_000)


def test_what_waited_is_paid_with_the_next_installment() -> None:
    # 600,000 so far: 330,000, and 270,000 of the second 330,000
    found = settled(600_000, SECOND, first=330_000)
    assert (dollars(found), found.due) == ([330_000, 270_000], Money.dollars(270_000))
    assert costs_waiting(deal_of(SPEC), facts(600_000, SECOND)) == ZERO


def test_what_low_costs_leave_of_an_installment_pays_costs_that_come_later() -> None:
    assert dollars(settled(200_000, FIRST)) == [200_000]
    # 500,000 by the second quarter, 200,000 paid: 300,000 is due, 130,000 of it in the first installment
    found = settled(500_000, SECOND, first=200_000)
    assert dollars(found) == [330_000, 170_000]
    assert [str(due.due) for due in found.dues] == ["$130,000", "$170,000"]


@pytest.mark.parametrize(
    ("costs", "parts"),
    [
        (1_200_000, [330_000, 330_000, 330_000, 210_000, 0, 0]),
        (1_500_000, [330_000, 330_000, 330_000, 330_000, 90_000, 90_000]),
        (1_600_000, [330_000, 330_000, 330_000, 330_000, 90_000, 90_000]),
        (0, [0, 0, 0, 0, 0, 0]),
    ],
)
def test_all_installments_together_pay_the_costs_and_no_more_than_the_budget(
    costs: int, parts: list[int]
) -> None:
    found = settled(costs)
    assert dollars(found) == parts
    assert found.total == total_due(deal_of(SPEC), facts(costs)) == Money.dollars(min(costs, 1_500_000))


def test_an_installment_that_is_not_due_yet_is_not_paid() -> None:
    assert dollars(settled(341_000, date(2027, 12, 14))) == []
    assert dollars(settled(1_500_000, SECOND)) == [330_000, 330_000]


def test_only_what_was_paid_beyond_the_costs_goes_back() -> None:
    # costs of 320,000 were accepted in the end
    assert settled(320_000, FIRST, first=330_000).due == Money.dollars(-10_000)


@given(
    st.integers(1, 10**9),
    st.lists(st.integers(0, 3 * 10**8), min_size=len(DAYS), max_size=len(DAYS)),
    st.integers(0, 1),
)
def test_whoever_pays_what_is_due_each_time_never_gets_anything_back(
    budget: int, quarters: list[int], one_cent: int
) -> None:
    spec, paid = (
        reimbursing(Money(budget).exact, funding={"not_to_exceed": "$20,000,000"}),
        dict[str, Money](),
    )
    shares = allocate(Money(budget), [22, 22, 22, 22, 6, 6])
    for n, (day, costs) in enumerate(zip(DAYS, accumulate(quarters), strict=True), 1):
        found = settle(spec, in_cents(costs, day), Ledger(paid, as_of=day))
        parts = [part.amount for part in found.base_parts]
        assert len(parts) == n
        assert total(parts) == min(Money(costs), total(shares[:n]))
        assert all(part <= share for part, share in zip(parts, shares, strict=False))
        assert all(due.due >= ZERO for due in found.dues)
        more = settle(spec, in_cents(costs + one_cent, day))
        assert all(a.amount <= b.amount for a, b in zip(found.base_parts, more.base_parts, strict=True))
        paid = {due.payment: due.settled for due in found.dues}
    assert settle(spec, in_cents(sum(quarters))).total == min(Money(sum(quarters)), Money(budget))


def test_shares_of_the_budget_sum_to_it_to_the_cent() -> None:
    # 22 % of 1,000.01 is 220.0022, 6 % is 60.0006: the cent left over goes to the largest remainder
    amounts = [each.amount for each in schedule(reimbursing("$1,000.01")).payments if each.kind == "base"]
    assert amounts == [Money(22_001), Money(22_000), Money(22_000), Money(22_000), Money(6_000), Money(6_000)]


def test_an_early_end_owes_the_costs_whatever_installments_had_fallen_due() -> None:
    # 800,000 of costs at an end on January 31: 330,000, 330,000 and 140,000, owed from then on
    ended = date(2028, 1, 31)
    found = settle(
        SPEC,
        Facts(0, 0, (), costs=Money.dollars(800_000), until=ended, ended=ended, settled=frozenset()),
        Ledger({"base.first": Money.dollars(330_000)}, as_of=ended),
    )
    assert dollars(found) == [330_000, 330_000, 140_000]
    assert {part.due for part in found.base_parts} == {FIRST, ended}
    assert found.payable == Money.dollars(470_000)


def test_an_explanation_names_the_costs_and_the_share_that_holds_them() -> None:
    known = facts(341_000, FIRST)
    told = of_settlement(deal_of(SPEC), known, settle(SPEC, known))
    figures = {figure.name: figure for figure in told}
    assert figures["settlement.base.first"].steps == (
        "$341,000.00 fills the installments in their order: $330,000.00, at most 22% of $1,500,000.00",
    )
    assert figures["settlement.base"].steps == (
        "$11,000.00 of the costs so far may be paid with later installments",
    )


@pytest.mark.parametrize("ceiling", ["$2,175,000", "$700,000.01", "$100"])
def test_the_sheet_fills_installments_as_the_schedule_does(ceiling: str) -> None:
    spec = reimbursing("$1,500,000.01", funding={"not_to_exceed": ceiling})
    book = schedule_book(spec)
    assert all(
        isclose(cell.value, gives, abs_tol=1e-7)
        for _, cell, gives in Spreadsheet(book).computed()
        if isinstance(cell.value, int | float | Decimal | Fraction)
    )
    (base,) = (sheet for sheet in book.sheets if sheet.name == "Base")
    amounts = [Money(int(Decimal(str(row[-1].value)) * 100)) for row in base.rows]
    assert amounts == [each.amount for each in schedule(spec).payments if each.kind == "base"]
