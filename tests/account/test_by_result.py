"""What a line pays at a measured result: by hand, and as one participant is settled."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from any_deal import deals
from deals import deal, rated
from obcgen.account.curves import ByResult, by_result
from obcgen.account.settle import settle
from obcgen.deal.facts import Alike, Facts, Mark
from obcgen.money import ZERO, Money
from obcgen.spec import Spec

DUE = {"due": "2028-07-31"}
TIERS = [{"at_least": "40", "pay": "$250"}, {"at_least": "60", "pay": "$500"}]
STEPS = [{"at_least": "3", "pay": "$100"}, {"at_least": "4.5", "pay": "$900"}]
LINE = [{"at": "3", "pay": "$100"}, {"at": "5", "pay": "$300"}]
FALLING = [{"at": "3", "pay": "$300"}, {"at": "5", "pay": "$100"}]


def found(cap: str | None = None, **rate: Any) -> list[str]:
    """Return what one line pays: below its results, and at each; `+` where it goes on."""
    caps = {"caps": {"participant": cap, "total": "$1"}} if cap else {}
    (line,) = by_result(rated({"reading": rate | DUE}, **caps))
    points = (f"{float(one.result):g}{'+' if one.goes_on else ''}: {one.pays}" for one in line.points)
    return [f"below: {line.below}", *points]


@pytest.mark.parametrize(
    ("rate", "expected"),
    [
        ({"per_participant": {"tiers": TIERS}}, ["40+: $250", "60+: $500"]),
        ({"per_participant": {"tiers": TIERS, "combine": "cumulative"}}, ["40+: $250", "60+: $750"]),
        ({"per_participant": {"tiers": TIERS}, "factor": "5/6"}, ["40+: $208.33", "60+: $416.67"]),
        ({"per_participant": {"tiers": TIERS}, "cap": "$300"}, ["40+: $250", "60+: $300"]),
        ({"outcome": "absence", "group_result": {"steps": STEPS}}, ["3+: $100", "4.5+: $900"]),
    ],
)
def test_a_step_pays_from_its_result_on(rate: dict[str, Any], expected: list[str]) -> None:
    assert found(**rate) == ["below: $0", *expected]


def test_steps_in_per_cent_of_a_group_stand_on_its_scale() -> None:
    steps = [{"at_least": "30%", "pay": "$100"}, {"at_least": "45%", "pay": "$900"}]
    assert found(outcome="absence", group_result={"steps": steps}) == ["below: $0", "30+: $100", "45+: $900"]


@pytest.mark.parametrize(
    ("rate", "expected"),
    [
        ({"at_most": "$9,000", "above": "10"}, ["10: $0", "11: $15", "610+: $9,000"]),
        (
            {"at_most": "$9,000", "above": "10", "cap": "$100"},
            ["10: $0", "11: $15", "16: $90", "17+: $100"],
        ),
        ({"at_most": "$9,000", "outcome": "absence", "cap": "$100"}, ["0: $0", "1: $15", "600+: $9,000"]),
        ({"at_most": "$60", "above": "10", "cap": "$100"}, ["10: $0", "11: $15", "14+: $60"]),
        ({"at_most": "$9"}, ["0: $0", "1+: $9"]),
        ({"at_most": "$15"}, ["0: $0", "1+: $15"]),
    ],
)
def test_units_begin_where_the_line_says_and_end_at_its_ceiling_or_the_cap_for_one(
    rate: dict[str, Any], expected: list[str]
) -> None:
    assert found(per_unit="$15", unit="day", **rate) == ["below: $0", *expected]


@pytest.mark.parametrize(
    ("line", "ends", "expected"),
    [
        (LINE, {}, ["below: $0", "3: $100", "5+: $300"]),
        (LINE, {"below": "first"}, ["below: $100", "3: $100", "5+: $300"]),
        (LINE, {"below": "extend"}, ["below: $0", "2: $0", "3: $100", "5+: $300"]),
        (LINE, {"above": "extend"}, ["below: $0", "3: $100", "5: $300", "6.5+: $450"]),
        (FALLING, {"above": "extend"}, ["below: $0", "3: $300", "5: $100", "6+: $0"]),
        (FALLING, {"below": "extend"}, ["below: $450", "1.5: $450", "3: $300", "5+: $100"]),
    ],
)
def test_a_line_goes_on_to_nothing_or_to_its_ceiling(
    line: list[dict[str, str]], ends: dict[str, str], expected: list[str]
) -> None:
    assert found(outcome="absence", group_result={"line": line, **ends}, at_most="$450") == expected


def test_a_ceiling_between_two_points_bends_the_line() -> None:
    bent = found(outcome="absence", group_result={"line": LINE}, at_most="$200")
    assert bent == ["below: $0", "3: $100", "4: $200", "5+: $200"]


@pytest.mark.parametrize(
    "rate",
    [
        {"per_participant": "$500"},
        {"group_result": {"steps": [{"at_least": "50%", "pay": "$100"}]}},
        {"all": ["reading", "math"], "per_participant": {"tiers": TIERS}},
        {"score": {"reading": "50%", "math": "50%"}, "per_participant": {"tiers": TIERS}},
        {"per_participant": {"tiers": TIERS}, "deduction": {"below": "10", "pay": "$50"}},
        {"per_unit": "$5", "unit": "day", "at_most": "$9", "by_year": {"2027-28": "$5", "2028-29": "$6"}},
        {"per_participant": {"tiers": TIERS}, "factor": "0%"},
        {"per_unit": "$5", "unit": "day", "at_most": "$9", "factor": "0%"},
        {"outcome": "absence", "share_of": {"budget": "9%", "of": "$10,000"}},
    ],
)
def test_a_line_that_one_result_does_not_decide_is_left_out(rate: dict[str, Any]) -> None:
    assert by_result(rated({"reading": rate | DUE})) == ()


def test_lines_that_another_chooses_from_are_left_out() -> None:
    tiers = {"per_participant": {"tiers": TIERS}} | DUE
    rates = {"reading": tiers, "math": tiers, "best": {"best_of": ["reading", "math"]} | DUE}
    assert by_result(rated(rates)) == ()


def test_a_line_for_a_group_or_a_cohort_is_drawn_for_one_of_them() -> None:
    groups = {"learners": {"name": "Learners", "planned": "10"}}
    cohorts = {"first": {"name": "A", "planned": "50", "starts": "2027-10-04", "ends": "2028-05-19"}}
    rate = {"per_participant": {"tiers": TIERS}, "group": "learners", "cohort": "first"}
    spec = deal(population={"groups": groups}, cohorts=cohorts, payment={"rates": {"reading": rate}})
    (line,) = by_result(spec)
    assert [str(point.pays) for point in line.points] == ["$250", "$500"]


# --- as it is settled ------------------------------------------------------------------------------


def drawn_at(line: ByResult, result: Fraction) -> Fraction:
    """Return where the line of the chart stands at a result, in cents."""
    if result < line.points[0].result:
        return Fraction(line.below.cents)
    for before, after in pairwise(line.points):
        if before.result <= result < after.result:
            share = (result - before.result) / (after.result - before.result)
            rise = (after.pays.cents - before.pays.cents) * share if line.rises == "line" else 0
            return before.pays.cents + Fraction(rise)
    return Fraction(line.points[-1].pays.cents)


def settled_alone(spec: Spec, line: ByResult, result: Fraction) -> Money:
    """Return what one participant's result comes to where a line is the only one, by the whole engine."""
    payment = spec.payment
    caps = type(payment.caps).model_construct(participant=payment.caps.participant) if payment.caps else None
    rates = {line.line: payment.rates[line.line]}
    alone = payment.model_copy(update={"base": None, "rates": rates, "caps": caps})
    cohort, groups = rates[line.line].cohort or "", frozenset(spec.population.groups)
    one = Alike(1, {line.outcome: Mark("reached", result)}, cohort, groups)
    return settle(spec.model_copy(update={"payment": alone}), Facts(1, 1, (one,))).performance


@settings(max_examples=60, deadline=None)
@given(deals(), st.integers(-20, 200))
def test_the_chart_says_what_one_participant_is_paid(spec: Spec, result: int) -> None:
    for line in by_result(spec):
        assert line.counts == "participant"
        gap = abs(drawn_at(line, Fraction(result)) - settled_alone(spec, line, Fraction(result)).cents)
        assert gap <= (1 if line.rises == "line" else 0)


@settings(max_examples=40, deadline=None)
@given(deals())
def test_results_rise_and_none_pays_more_than_the_most(spec: Spec) -> None:
    for line in by_result(spec):
        results = [point.result for point in line.points]
        assert results == sorted(set(results))
        assert line.most > ZERO
        cap = spec.payment.caps.participant if spec.payment.caps else None
        assert cap is None or line.most <= cap
