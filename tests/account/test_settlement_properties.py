"""What holds for every settlement, whatever the deal, its limits and the results."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from any_deal import deals
from any_results import DEAL_AND_RESULTS
from deals import Texts, rated
from obcgen.account.account import Account
from obcgen.account.schedule import schedule
from obcgen.account.settle import settle
from obcgen.deal.facts import Alike, Facts, Ledger, Mark
from obcgen.deal.people import everything_reached
from obcgen.money import ZERO, Money, total
from obcgen.spec import Spec
from obcgen.spec.payment import DistrictDefault

BETTER = Mark("reached", Fraction(100))


def sums_are_whole(found: Account) -> None:
    assert found.total == found.base + found.performance
    assert found.performance == total(portion.amount for portion in found.entries)
    assert found.base == total(part.amount for part in found.base_parts)
    assert found.due == found.total - found.paid
    assert found.payable == found.due - found.disputed - found.retained


@settings(deadline=None)
@given(DEAL_AND_RESULTS)
def test_parts_sum_to_the_whole_and_no_limit_is_ever_passed(pair: tuple[Spec, Facts]) -> None:
    spec, known = pair
    found = settle(spec, known)
    sums_are_whole(found)
    caps = spec.payment.caps
    assert found.total <= spec.funding.not_to_exceed
    for line in found.lines:
        at_most = spec.payment.rates[line.id].at_most
        assert at_most is None or line.amount <= at_most
    if caps is None:
        return
    portions = found.entries
    for name, cap in caps.outcome.items():
        assert total(p.amount for p in portions if name in p.outcomes) <= cap
    for name, cap in caps.cohort.items():
        assert total(p.amount for p in portions if p.cohort == name) <= cap
    for name, cap in caps.year.items():
        assert total(p.amount for p in portions if p.year == name) <= cap
    if caps.total is not None:
        assert found.performance <= caps.total
    if caps.participant is not None:
        people = sum(person.count for person in known.people)
        assert total(p.amount for p in portions if p.size) <= caps.participant * people


@settings(deadline=None)
@given(DEAL_AND_RESULTS)
def test_nothing_is_due_beyond_the_schedules_maximum_of_each_line(pair: tuple[Spec, Facts]) -> None:
    spec, known = pair
    planned = schedule(spec).payments
    for line in settle(spec, known).lines:
        own = [each.amount for each in planned if each.id.split(".")[:2] == ["rates", line.id]]
        assert line.amount <= total(own)


@settings(deadline=None)
@given(deals())
def test_the_schedule_is_the_settlement_of_everything_reached_unless_limits_are_shared(spec: Spec) -> None:
    best = settle(spec, everything_reached(spec))
    assert schedule(spec).base == best.base
    assert best.performance <= schedule(spec).performance
    payments = {payment.id: payment.amount for payment in schedule(spec).payments}
    assert total(payments.values()) >= best.base + best.performance
    if total(payments.values()) > best.base + best.performance:
        return
    settled_with_it = settle(spec, everything_reached(spec), Ledger(payments))
    assert settled_with_it.due == ZERO


@settings(deadline=None)
@given(DEAL_AND_RESULTS, st.randoms(use_true_random=False))
def test_the_order_of_participants_and_how_they_are_bundled_change_nothing(
    pair: tuple[Spec, Facts], shuffled: Random
) -> None:
    spec, known = pair
    single = [replace(person, count=1) for person in known.people for _ in range(person.count)]
    shuffled.shuffle(single)
    found = settle(spec, replace(known, people=tuple(single)))
    whole = settle(spec, known)
    assert [p.amount for p in found.entries] == [p.amount for p in whole.entries]
    assert found.limits == whole.limits
    assert [line.items for line in found.lines] == [line.items for line in whole.lines]


RISING = st.sampled_from(
    [
        {"per_participant": "$333.33"},
        {"per_participant": {"tiers": [{"at_least": "20", "pay": "$7"}, {"at_least": "60", "pay": "$11"}]}},
        {"per_unit": "$0.37", "unit": "point", "above": "10", "at_most": "$900"},
        {"group_result": {"steps": [{"at_least": "1/3", "pay": "$777"}, {"at_least": "70%", "pay": "$999"}]}},
        {"group_result": {"line": [{"at": "40%", "pay": "$10"}, {"at": "70%", "pay": "$1000"}]}},
    ]
)


@settings(deadline=None)
@given(RISING, st.integers(1, 60), st.integers(0, 60), st.sampled_from(["5/6", "100%"]), st.booleans())
def test_a_better_result_never_pays_less(
    shape: Texts, better: int, others: int, factor: str, capped: bool
) -> None:
    # Two limits that cut the same money in proportion, one after the other, can make a better one pay less.
    caps = {"total": "$1,500"} if "at_most" in shape else {"participant": "$9", "total": "$1,500"}
    caps = caps if capped else {"total": "$90,000"}
    spec = rated({"reading": {**shape, "factor": factor}}, caps=caps)
    rest = Alike(others, {"reading": Mark("not_reached", Fraction(15))})

    def due(reached: int) -> Money:
        people = (
            Alike(reached, {"reading": BETTER}),
            Alike(60 - reached, {"reading": Mark("not_reached", Fraction(30))}),
            rest,
        )
        return settle(spec, Facts(100, 100, people)).total

    assert due(better) >= due(better - 1)


@settings(deadline=None)
@given(DEAL_AND_RESULTS)
def test_two_interim_settlements_and_a_final_one_pay_what_the_final_one_alone_pays(
    pair: tuple[Spec, Facts],
) -> None:
    spec, known = pair
    ledger: dict[str, Money] = {}
    early = replace(known, settled=frozenset({"reading"}), until=date(2027, 12, 31), retains=True)
    later = replace(known, settled=frozenset({"reading", "math"}), until=date(2028, 3, 1), retains=True)
    for facts_then in (early, later, known):
        found = settle(spec, facts_then, Ledger(ledger))
        for part in found.base_parts:
            ledger[part.id] = part.amount - part.retained
        for line in found.lines:
            ledger[f"rates.{line.id}"] = line.amount
    assert total(ledger.values()) == settle(spec, known).total
    assert settle(spec, known, Ledger(ledger)).due == ZERO


@settings(deadline=None)
@given(DEAL_AND_RESULTS, st.sampled_from(["deemed_met", "full_price", "expected", "excluded"]), st.booleans())
def test_a_default_adds_no_more_than_its_ceiling_and_never_takes_away(
    pair: tuple[Spec, Facts], effect: str, everywhere: bool
) -> None:
    spec, known = pair
    reach = "outcome" if everywhere else "affected_participants"
    rule = {"effect": effect, "reach": reach, "at_most": "$1,234.56"}
    with_rule = spec.model_copy(
        update={
            "payment": spec.payment.model_copy(
                update={"if_district_defaults": DistrictDefault.model_validate(rule)}
            )
        }
    )
    people = tuple(replace(person, affected=frozenset({"reading"})) for person in known.people[:1])
    affected = replace(known, people=people + known.people[1:])
    plain, relieved = settle(with_rule, known), settle(with_rule, affected)
    assert ZERO <= relieved.added <= Money.parse("$1,234.56")
    assert relieved.total == plain.total + relieved.added
    assert relieved.total <= spec.funding.not_to_exceed
    for before, after in zip(plain.lines, relieved.lines, strict=True):
        assert after.amount == before.amount + after.added
        assert after.added >= ZERO
