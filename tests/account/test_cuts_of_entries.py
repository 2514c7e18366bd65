"""Each entry of an account says what every limit took off it: what it earned, less that, is what it pays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given

from any_deal import deals
from cut_chains import chain_holds
from deals import Texts, deal
from obcgen.account.scenarios.assumed import Assumed, facts_of
from obcgen.account.settle import most, settle
from obcgen.deal.compile import deal_of
from obcgen.money import Money, total

if TYPE_CHECKING:
    from obcgen.spec import Spec


def flat(key: str, price: str, **changes: str) -> Texts:
    return {"outcome": key, "per_participant": price, "due": "2028-07-31", **changes}


@given(spec=deals())
def test_cuts_lead_from_what_is_earned_to_what_is_paid(spec: Spec) -> None:
    chain_holds(most(deal_of(spec)))
    levels = {key: outcome.target for key, outcome in spec.outcomes.items()}
    chain_holds(settle(spec, facts_of(spec, Assumed(spec.population.planned, levels))))


def test_a_ceiling_is_noted_with_its_own_line_alone() -> None:
    rates = {"reading": flat("reading", "$10", at_most="$600"), "math": flat("math", "$10", at_most="$500")}
    caps: Texts = {"total": "$1,000"}
    account = most(deal_of(deal(payment={"rates": rates, "caps": caps, "base": None})))
    told = {entry.line: [(cut.limit.scope, cut.after) for cut in entry.cuts] for entry in account.entries}
    # 100 x $10 each; ceilings leave $600 and $500; of $1,100 the cap leaves $1,000:
    # $545.4545 and $454.5454, the cent left over to the larger remainder
    assert told == {
        "reading": [("line", Money.dollars(600)), ("total", Money(54545))],
        "math": [("line", Money.dollars(500)), ("total", Money(45455))],
    }
    assert total(entry.amount for entry in account.entries) == Money.dollars(1000)


def test_cents_left_over_under_the_cap_for_one_raise_no_line_above_what_it_earns() -> None:
    part = flat("reading", "$88.89", factor="37.5%")
    one: Texts = {"population": {"planned": "1"}, "funding": {"not_to_exceed": "$20,000"}}
    rates = {key: dict(part) for key in ("first", "second", "third")}
    spec = deal(**one, payment={"rates": {"reading": None, **rates}, "caps": {"participant": "$100"}})
    account = most(deal_of(spec))
    # 3,333.375 cents each, 10,000.125 in all: the cap leaves 10,000, of which no line can take 3,334
    assert [entry.earned.cents for entry in account.entries] == [3333, 3333, 3333]
    assert [entry.amount.cents for entry in account.entries] == [3333, 3333, 3333]
    chain_holds(account)


def test_cents_left_over_go_to_the_next_line_that_they_do_not_raise() -> None:
    one: Texts = {"population": {"planned": "1"}, "funding": {"not_to_exceed": "$20,000"}}
    prices = {"first": "$0.23", "second": "$0.23", "third": "$0.64"}
    rates = {key: flat("reading", price, factor="15%") for key, price in prices.items()}
    spec = deal(**one, payment={"rates": {"reading": None, **rates}, "caps": {"participant": "$0.16"}})
    account = most(deal_of(spec))
    # 3.45, 3.45 and 9.6 cents; the cap leaves 3.345, 3.345 and 9.309
    assert [entry.earned.cents for entry in account.entries] == [3, 3, 10]
    assert [entry.amount.cents for entry in account.entries] == [3, 3, 10]
    chain_holds(account)


def test_a_ceiling_that_rounding_alone_could_pass_raises_no_cohort() -> None:
    cohorts = {
        key: {"name": key, "planned": "1", "starts": f"{year}-09-01", "ends": f"{year + 1}-06-01"}
        for key, year in (("a", 2027), ("b", 2028), ("c", 2029))
    }
    one: Texts = {"population": {"planned": "3"}, "cohorts": cohorts}
    line = flat("reading", "$0.04", factor="10%", at_most="$0.01")
    account = most(deal_of(deal(**one, payment={"rates": {"reading": line}, "base": None})))
    # 0.4 cents in each of three cohorts
    assert [entry.earned.cents for entry in account.entries] == [0, 0, 0]
    assert [entry.amount.cents for entry in account.entries] == [0, 0, 0]
    chain_holds(account)
