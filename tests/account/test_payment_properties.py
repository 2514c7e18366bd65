"""What holds for every deal, whatever its lines, groups, cohorts and caps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings

from any_deal import deals
from obcgen.account.rate_card import rate_lines
from obcgen.account.schedule import schedule
from obcgen.account.settle import settle
from obcgen.deal.people import everyone, everything_reached
from obcgen.money import Money, total
from obcgen.policy.payment import check_lines

if TYPE_CHECKING:
    from obcgen.spec import Spec


@settings(deadline=None)
@given(deals())
def test_every_deal_made_here_is_one_that_the_rules_accept(spec: Spec) -> None:
    assert [problem for problem in check_lines(spec) if problem.severity == "error"] == []


@settings(deadline=None)
@given(deals())
def test_payments_run_up_to_the_maximum_which_is_their_sum_unless_they_share_limits(spec: Spec) -> None:
    found = schedule(spec)
    whole = total(payment.amount for payment in found.payments)
    assert found.maximum == min(found.base + found.performance, found.not_to_exceed)
    assert whole > found.maximum if found.shares_limits else whole == found.maximum
    assert found.payments[-1].running == found.maximum
    assert all(payment.amount >= Money(0) for payment in found.payments)


@settings(deadline=None)
@given(deals())
def test_installments_sum_to_the_base_and_shares_to_the_whole(spec: Spec) -> None:
    found = schedule(spec)
    assert total(payment.amount for payment in found.payments if payment.kind == "base") == found.base
    assert found.base_share.value + found.performance_share.value == 1
    assert found.base_of_limit.value <= 1


@settings(deadline=None)
@given(deals())
def test_no_limit_is_ever_passed(spec: Spec) -> None:
    found = schedule(spec)
    most = settle(spec, everything_reached(spec))
    portions, base, limits = most.entries, most.base, most.limits
    caps = spec.payment.caps
    assert found.maximum <= spec.funding.not_to_exceed
    assert found.base == base
    assert total(portion.amount for portion in portions) <= found.performance
    assert all(limit.after <= limit.limit for limit in limits if limit.scope != "participant")
    assert all(limit.after <= limit.before for limit in limits)
    if caps is not None and caps.participant is not None:
        years = {portion.year for portion in portions}
        paid = total(portion.amount for portion in portions if portion.size)
        assert paid <= caps.participant * everyone(spec) * len(years)


@settings(deadline=None)
@given(deals())
def test_caps_only_ever_take_away_from_a_line(spec: Spec) -> None:
    most = {line.id: line.maximum for line in rate_lines(spec)}
    portions = settle(spec, everything_reached(spec)).entries
    for key, maximum in most.items():
        assert total(portion.amount for portion in portions if portion.line == key) <= maximum
        at_most = spec.payment.rates[key].at_most
        assert at_most is None or maximum <= at_most


@settings(deadline=None)
@given(deals())
def test_each_line_is_one_sentence(spec: Spec) -> None:
    for line in rate_lines(spec):
        assert line.sentence.startswith("The District shall pay ")
        assert line.sentence.endswith(".")
        assert ". " not in line.sentence
        assert "None" not in line.sentence + line.price
