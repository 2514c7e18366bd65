"""Lines that never come to less than nothing, and what a district default adds to them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from deals import Texts, rated
from obcgen.account.account import Account
from obcgen.account.settle import settle
from obcgen.deal.facts import Alike, Facts, Mark
from obcgen.money import Money

if TYPE_CHECKING:
    from obcgen.spec import Spec

LINE: Texts = {"per_participant": "$100", "deduction": {"below": "10", "pay": "$60"}, "due": "2028-07-31"}
RULE = {"effect": "deemed_met", "reach": "affected_participants"}


def low(count: int, *lost: str) -> Alike:
    """Return participants who measured 5: nothing is earned, and $60 is deducted for each."""
    return Alike(count, {"reading": Mark("not_reached", Fraction(5))}, affected=frozenset(lost))


def settled(*people: Alike, **payment: Any) -> Account:
    spec: Spec = rated({"reading": LINE}, if_district_defaults=RULE, **payment)
    served = sum(each.count for each in people)
    return settle(spec, Facts(served, served, people))


def test_what_deductions_go_beyond_is_an_item_of_its_own_so_that_the_products_sum_to_the_line() -> None:
    (line,) = settled(low(3)).lines
    assert [item.amount for item in line.items] == [-18000, 18000]
    assert line.earned == line.amount == Money(0)


def test_a_default_adds_nothing_where_the_line_stays_at_nothing() -> None:
    found = settled(low(3), low(1, "reading"))  # without it -$240, with it $100 - $180: both pay nothing
    assert found.added == found.performance == Money(0)


def test_a_default_adds_what_lifts_the_line_above_nothing() -> None:
    found = settled(low(1), low(2, "reading"))  # without it -$180, paid as $0; with it $200 - $60
    assert found.added == found.performance == Money.dollars(140)
