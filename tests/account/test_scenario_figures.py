"""What scenarios cost: the worked examples by hand, and what holds for every deal."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from any_deal import deals
from deals import Texts, deal
from obcgen.account.scenarios.assumed import Assumed, facts_of
from obcgen.account.scenarios.scenarios import Outlook, cases, exposure, outlooks
from obcgen.account.schedule import schedule
from obcgen.account.settle import settle
from obcgen.deal.people import everyone
from obcgen.money import Money, Share, total
from obcgen.source import parse, read
from obcgen.spec import Spec

SPECS = Path(__file__).parents[2] / "specs"


def of(spec: Spec) -> dict[str, Outlook]:
    return {each.case.id: each for each in outlooks(spec)}


def example(name: str) -> dict[str, Outlook]:
    return of(parse(read(SPECS / f"{name}.yaml"), Spec))


# --- by hand -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scenario", "performance"),
    [
        ("none", 0),
        # each half of 250: 68 of 27%, 83 of 33% at $1,000; all 500: 150 of 30% at $500
        ("expected", (68 + 83) * 1000 + 150 * 500),
        # 480 x 80% = 384 count, 192 a half: 67 of 35%, 77 of 40%; of all 34% = 130.56, 131
        ("cautious", (67 + 77) * 1000 + 131 * 500),
        # 500 x 95% = 475 count: 123 of 52% of one half, 138 of 58% of the other; of all 47% = 223.25, 223
        ("strong", (123 + 138) * 1000 + 223 * 500),
        # 113 of 45% of one half, 125 of 50% of the other; of all 42% = 210
        ("target", (113 + 125) * 1000 + 210 * 500),
        ("all", 500 * 1500),
        # everyone affected: 1,000 results deemed reached, held to $150,000
        ("district_default", 150_000),
    ],
)
def test_denver_by_hand(scenario: str, performance: int) -> None:
    found = example("denver-literacy")[scenario]
    assert (found.base, found.performance) == (Money.dollars(450_000), Money.dollars(performance))


@pytest.mark.parametrize(
    ("scenario", "base", "performance"),
    [
        # 450 x 50% = 225 reach 12 points: 75 each at 12, 18 and 24 points, at $250, $500 and $750
        ("target", 450 * 670, 75 * (250 + 500 + 750)),
        # 430 x 75% = 322.5, so 323 count; x 38% = 122.74, so 123: 41 at each step
        ("cautious", 430 * 670, 41 * (250 + 500 + 750)),
        ("all", 450 * 670, 450 * 750),
    ],
)
def test_duval_by_hand(scenario: str, base: int, performance: int) -> None:
    found = example("duval-math")[scenario]
    assert (found.base, found.performance) == (Money.dollars(base), Money.dollars(performance))


@pytest.mark.parametrize(
    ("scenario", "metrics"),
    # a metric pays 9% of $1,500,000 once its own baseline is reached: 52, 58, 40, 64 and 59 percent
    [("none", 0), ("expected", 0), ("cautious", 2), ("strong", 5), ("target", 5), ("all", 5)],
)
def test_central_ohio_by_hand(scenario: str, metrics: int) -> None:
    assert example("central-ohio-workforce")[scenario].performance == Money.dollars(135_000) * metrics


def test_prices_follow_from_the_total() -> None:
    found = example("denver-literacy")["target"]
    assert found.contingent == Share(Fraction(343_000, 793_000))
    assert found.per_participant == Money.dollars(1586)
    # 113 + 210 + 125 results less the 68 + 150 + 83 expected anyway, each counted in whole participants
    assert found.additional == 147
    assert found.per_additional == Money.dollars(793_000).times(Fraction(1, 147))
    assert found.room == Money.dollars(1_200_000 - 793_000)


def test_results_that_would_have_come_anyway_have_no_price() -> None:
    found = example("denver-literacy")
    assert [found[name].per_additional for name in ("none", "expected", "district_default")] == [None] * 3


def test_nobody_served_has_no_price_for_each() -> None:
    spec = deal(payment={"scenarios": {"closed": {"served": "0", "attainment": {"reading": "50%"}}}})
    found = of(spec)["closed"]
    assert (found.per_participant, found.per_additional, found.performance) == (None, None, Money(0))


def test_scenarios_come_in_order_with_the_specs_own_between_expected_and_target() -> None:
    spec = deal(payment={"scenarios": {"strong": {}, "cautious": {}}})
    names = [case.id for case in cases(spec)]
    assert names == ["none", "expected", "strong", "cautious", "target", "all", "district_default"]


def test_a_scenario_of_a_default_pays_what_follows_from_one_within_its_ceiling() -> None:
    rule = {"effect": "deemed_met", "reach": "contract", "at_most": "$7,000"}
    half = {"attainment": {"reading": "50%"}}
    spec = deal(
        payment={
            "if_district_defaults": rule,
            "scenarios": {"well": half, "badly": {**half, "district_defaults": "true"}},
        }
    )
    found = of(spec)
    assert found["badly"].performance - found["well"].performance == Money.dollars(7_000)


def test_savings_of_a_scenario_are_shared() -> None:
    rates: Texts = {
        "absence": {"share_of": {"savings": "20%"}, "at_most": "$50,000", "due": "2028-07-31"},
    }
    scenario = {"attainment": {"absence": "40"}, "savings": "$100,000"}
    spec = deal(payment={"rates": {"reading": None, **rates}, "scenarios": {"one": scenario}})
    assert of(spec)["one"].performance == Money.dollars(20_000)


# --- what holds for every deal -------------------------------------------------------------------


@settings(deadline=None)
@given(deals())
def test_everything_reached_is_the_maximum_of_the_schedule_unless_limits_are_shared(spec: Spec) -> None:
    found, planned = of(spec)["all"], schedule(spec)
    assert found.base == planned.base
    assert found.total <= planned.maximum
    if not (planned.shares_limits or spec.payment.caps):  # with caps the most is a bound
        assert (planned.maximum - found.total).cents <= len(planned.payments)


@settings(deadline=None)
@given(deals())
def test_no_scenario_passes_a_limit_and_its_parts_sum_to_its_total(spec: Spec) -> None:
    for each in outlooks(spec):
        assert each.room >= Money(0)
        assert all(
            limit.after <= limit.limit for limit in each.settled.limits if limit.scope != "participant"
        )
        assert total(line.amount for line in each.settled.lines) == each.performance
        assert total(quarter.total for quarter in each.quarters) == each.total


@settings(deadline=None)
@given(deals())
def test_settling_the_facts_of_a_scenario_again_gives_the_same(spec: Spec) -> None:
    for each in outlooks(spec):
        assert settle(spec, each.facts) == each.settled


@settings(deadline=None)
@given(deals())
def test_nothing_reached_costs_no_more_than_everything(spec: Spec) -> None:
    nothing, everything = exposure(spec)
    assert nothing.total <= everything.total
    assert everything.case.assumed.served == everyone(spec)


@settings(deadline=None, max_examples=50)
@given(deals(), st.integers(0, 100), st.integers(0, 100))
def test_a_better_result_never_costs_less(spec: Spec, one: int, other: int) -> None:
    """In one place: where there are several, rounding may move a participant from one to another."""
    plain = _in_one_place(spec)
    less, more = (
        settle(plain, facts_of(plain, _all_at(plain, percent))).total for percent in sorted((one, other))
    )
    assert less <= more


def _in_one_place(spec: Spec) -> Spec:
    rates = {key: rate for key, rate in spec.payment.rates.items() if not (rate.group or rate.cohort)}
    assume(rates)
    caps = spec.payment.caps.model_copy(update={"cohort": {}, "outcome": {}}) if spec.payment.caps else None
    return spec.model_copy(
        update={
            "cohorts": {},
            "population": spec.population.model_copy(update={"groups": {}}),
            "payment": spec.payment.model_copy(update={"rates": rates, "caps": caps}),
        }
    )


def _all_at(spec: Spec, percent: int) -> Assumed:
    share = Share(Fraction(percent, 100))
    return Assumed(spec.population.planned, dict.fromkeys(("reading", "math"), share))
