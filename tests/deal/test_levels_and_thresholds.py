"""Lines by measured result pay by their own levels; the threshold decides who reached it; full prices."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from deals import Texts, deal, group_outcome, outcome, rated
from obcgen.account.rate_card import rate_lines
from obcgen.account.settle import settle
from obcgen.deal.facts import Alike, Facts, Mark
from obcgen.deal.terms import default_sentence
from obcgen.law.in_force import law_on
from obcgen.money import Money
from obcgen.pack import builtin
from obcgen.policy.check import check
from obcgen.policy.payment import check_lines
from obcgen.spec import Spec

LAW = law_on(builtin(), date(2027, 3, 1))
WHETHER = "whether or not the Outcome is reached"
TIERS = [{"at_least": "20", "pay": "$100"}, {"at_least": "60", "pay": "$500"}]
STEPS = [{"at_least": "20", "pay": "$100"}, {"at_least": "60", "pay": "$500"}]
LINE = [{"at": "30", "pay": "$0"}, {"at": "60", "pay": "$900"}]
BELOW: list[tuple[str, Texts, int]] = [
    ("reading", {"per_participant": {"tiers": TIERS}}, 100),
    ("reading", {"per_unit": "$10", "unit": "point", "at_most": "$9,000"}, 350),
    ("absence", {"group_result": {"steps": STEPS}}, 100),
    ("absence", {"group_result": {"line": LINE}}, 150),
    ("absence", {"per_unit": "$10", "unit": "point", "above": "30", "at_most": "$9,000"}, 50),
]
"""Each with what a result of 35 pays, where the threshold is 40."""
FROM_THE_THRESHOLD: list[tuple[str, Texts]] = [
    ("reading", {"per_participant": {"tiers": [{"at_least": "40", "pay": "$100"}]}}),
    ("reading", {"per_unit": "$10", "unit": "point", "above": "39", "at_most": "$9,000"}),
    ("reading", {"group_result": {"steps": [{"at_least": "5%", "pay": "$100"}]}}),
    ("absence", {"group_result": {"line": [{"at": "40", "pay": "$0"}, {"at": "60", "pay": "$900"}]}}),
    ("absence", {"share_of": {"budget": "9%", "of": "$900"}}),
    ("reading", {"per_participant": "$5"}),
]


def warned(spec: Spec) -> list[str]:
    return [problem.code for problem in check(spec, LAW) if problem.code == "PAY-29"]


def settled(spec: Spec, value: int, standing: str = "not_reached") -> Money:
    mark = Mark(standing, Fraction(value))  # type: ignore[arg-type]
    facts = Facts(1, 1, (Alike(1, {"reading": mark}),), {("absence", "", ""): mark})
    return settle(spec, facts).performance


@pytest.mark.parametrize(("name", "keys", "dollars"), BELOW)
def test_a_line_pays_below_the_threshold_says_so_and_is_warned_of(
    name: str, keys: Texts, dollars: int
) -> None:
    spec = rated({name: {"due": "2028-07-31", **keys}})
    (line,) = rate_lines(spec)
    assert settled(spec, 35) == Money.dollars(dollars)
    assert WHETHER in line.sentence
    assert warned(spec) == ["PAY-29"]


@pytest.mark.parametrize(("name", "keys"), FROM_THE_THRESHOLD)
def test_a_line_that_begins_where_the_outcome_is_reached_says_nothing_of_it(name: str, keys: Texts) -> None:
    spec = rated({name: {"due": "2028-07-31", **keys}})
    (line,) = rate_lines(spec)
    assert WHETHER not in line.sentence
    assert warned(spec) == []


def test_the_hardest_grade_decides_whether_a_line_begins_below_the_threshold() -> None:
    by_grade = outcome("Reading", measure={"at_least": {"K": "20", "1": "30"}})
    rates = {"reading": {"per_participant": {"tiers": TIERS}, "due": "2028-07-31"}}
    assert warned(deal(outcomes={"reading": by_grade}, payment={"rates": rates})) == ["PAY-29"]


def test_where_less_is_better_more_units_are_paid_beyond_the_threshold() -> None:
    fewer = group_outcome("Absence")
    fewer["measure"] = {**fewer["measure"], "at_least": None, "at_most": "5"}
    rates = {"absence": {"per_unit": "$5", "unit": "day", "at_most": "$90", "due": "2028-07-31"}}
    assert warned(deal(outcomes={"absence": fewer}, payment={"rates": rates})) == ["PAY-29"]


# The full price after a default

RULE = {"effect": "full_price", "reach": "affected_participants"}
AFFECTED = Alike(1, {"reading": Mark("not_reached", Fraction(6))}, affected=frozenset({"reading"}))
OTHER = Alike(1, {"reading": Mark("not_reached", Fraction(6))})


@pytest.mark.parametrize(
    ("keys", "caps", "dollars", "words"),
    [
        # $50,000 / 100 planned = $500, of which 6 x $10 were earned anyway
        (
            {"per_unit": "$10", "unit": "day", "at_most": "$50,000"},
            {},
            500,
            "$500 per participant, which is $50,000 divided by 100, the most Participants it can count",
        ),
        # the cap for one participant
        (
            {"per_unit": "$10", "unit": "day"},
            {"participant": "$80"},
            80,
            "$80 per participant, which is the most for one Participant",
        ),
        ({"per_participant": {"tiers": TIERS}}, {}, 500, "$500 per participant"),
        (
            {"per_participant": {"tiers": TIERS, "combine": "cumulative"}, "factor": "1/2"},
            {},
            300,
            "$300 per participant, after the factor",
        ),
        ({"per_participant": "$70"}, {}, 70, "$70 per participant"),
    ],
)
def test_the_full_price_of_one_participant_does_not_depend_on_how_many_there_are(
    keys: Texts, caps: Texts, dollars: int, words: str
) -> None:
    spec = rated({"reading": keys}, if_district_defaults=RULE, caps=caps)
    found = settle(spec, Facts(2, 2, (AFFECTED, OTHER)))
    with_one_more = settle(spec, Facts(2, 2, (OTHER,)))
    assert found.performance - with_one_more.performance == Money.dollars(dollars)
    assert f"for the line “Reading”, {words}" in default_sentence(spec)


def test_a_line_by_unit_without_a_limit_has_no_full_price() -> None:
    line = {"per_unit": "$10", "unit": "day", "due": "2028-07-31"}
    codes = [p.code for p in check_lines(rated({"reading": line}, if_district_defaults=RULE))]
    assert codes == ["PAY-06", "PAY-30"]
    capped = rated({"reading": line}, if_district_defaults=RULE, caps={"participant": "$80"})
    assert check_lines(capped) == ()
