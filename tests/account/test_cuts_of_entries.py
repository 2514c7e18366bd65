"""Each entry of an account says what every limit took off it: what it earned, less that, is what it pays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given

from any_deal import deals
from deals import Texts, deal
from obcgen.account.scenarios.assumed import Assumed, facts_of
from obcgen.account.settle import most, settle
from obcgen.deal.compile import deal_of
from obcgen.money import Money, total

if TYPE_CHECKING:
    from obcgen.account.account import Account
    from obcgen.spec import Spec


def flat(key: str, price: str, **changes: str) -> Texts:
    return {"outcome": key, "per_participant": price, "due": "2028-07-31", **changes}


def chain_holds(account: Account) -> None:
    for entry in account.entries:
        left = entry.earned
        for cut in entry.cuts:
            assert cut.limit.covers(entry)
            assert cut.before == left
            assert cut.after < cut.before
            left = cut.after
        assert left == entry.amount - entry.added


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
