"""What each shape of line pays for given results, with the arithmetic written out.

Unless a case says otherwise there are 100 participants, 40 is the threshold, and the results are those of
`CLASS`: 10 measured 80, 20 measured 60, 30 measured 40, 25 measured 20, and 15 have no final measure.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from deals import Texts, deal, outcome, rated
from obcgen.account.account import Account
from obcgen.account.settle import settle
from obcgen.deal.facts import Alike, Facts, Mark
from obcgen.money import Money

COUNTS: dict[int | None, int] = {80: 10, 60: 20, 40: 30, 20: 25}


def mark(value: int | None) -> Mark:
    if value is None:
        return Mark("no_final")
    return Mark("reached" if value >= 40 else "not_reached", Fraction(value))


def people(reading: dict[int | None, int], **more: Any) -> tuple[Alike, ...]:
    """Return participants by what they measured in reading."""
    return tuple(Alike(count, {"reading": mark(value)}, **more) for value, count in reading.items())


CLASS = Facts(100, 100, people({**COUNTS, None: 15}))


def line(found: Account, key: str = "reading") -> Money:
    return next(each.amount for each in found.lines if each.id == key)


def paid(keys: Texts, facts: Facts = CLASS, **payment: Any) -> Money:
    """Return what a line `reading` with these keys pays."""
    return line(settle(rated({"reading": keys}, **payment), facts))


TIERS = [{"at_least": "40", "pay": "$250"}, {"at_least": "60", "pay": "$500"}]
STEPS = [{"at_least": "50%", "pay": "$20000"}, {"at_least": "65%", "pay": "$45000"}]
POINTS = [{"at": "40%", "pay": "$100000"}, {"at": "80%", "pay": "$180000"}]


@pytest.mark.parametrize(
    ("keys", "dollars"),
    [
        # 10 + 20 + 30 = 60 reached it: 60 x $500
        ({"per_participant": "$500"}, "$30,000"),
        # 60 x $500 x 5/6
        ({"per_participant": "$500", "factor": "5/6"}, "$25,000"),
        # 60 x $0.01 x 1/7 = 8.571... cents, rounded once for the line
        ({"per_participant": "0.01", "factor": "1/7"}, "0.09"),
        # min(60 x $500, $12,345)
        ({"per_participant": "$500", "at_most": "$12,345"}, "$12,345"),
        # highest: 30 at 40 x $250 + (10 + 20) at 60 or more x $500
        ({"per_participant": {"tiers": TIERS}}, "$22,500"),
        # cumulative: 60 x $250 + 30 x $500
        ({"per_participant": {"tiers": TIERS, "combine": "cumulative"}}, "$30,000"),
        # full units above 45: 10 x 35 + 20 x 15 = 650 x $2
        ({"per_unit": "$2", "unit": "point", "above": "45", "at_most": "$9,000"}, "$1,300"),
        # half a unit is none: above 45.5: 10 x 34 + 20 x 14 = 620 x $2
        ({"per_unit": "$2", "unit": "point", "above": "45.5", "at_most": "$9,000"}, "$1,240"),
        # 60 of 85 counted = 70.58...%: the step from 65%
        ({"group_result": {"steps": STEPS}}, "$45,000"),
        # on the line: 100,000 + (60/85 - 40%) x 80,000 / 40% = 161,176.470...
        ({"group_result": {"line": POINTS}}, "$161,176.47"),
        # less $10 for each of the 25 below 30
        ({"per_participant": "$500", "deduction": {"below": "30", "pay": "$10"}}, "$29,750"),
        # 60 x $1 - 25 x $10 is less than nothing
        ({"per_participant": "$1", "deduction": {"below": "30", "pay": "$10"}}, "$0"),
        # the result of 70.58...% is below 75%: $45,000 - $5,000
        ({"group_result": {"steps": STEPS}, "deduction": {"below": "75%", "pay": "$5,000"}}, "$40,000"),
    ],
)
def test_a_line_pays(keys: Texts, dollars: str) -> None:
    assert paid(keys) == Money.parse(dollars)


def test_a_deduction_that_gives_back_makes_the_line_negative() -> None:
    # 60 x $1 - 25 x $10 = -$190
    keys = {"per_participant": "$1", "deduction": {"below": "30", "pay": "$10", "gives_back": "true"}}
    assert paid(keys) == Money.dollars(-190)


def test_a_discount_comes_off_every_price_but_not_off_a_deduction() -> None:
    # 60 x $500 x 95% - 25 x $10
    keys = {"per_participant": "$500", "deduction": {"below": "30", "pay": "$10"}}
    assert paid(keys, discount="5%") == Money.dollars(28_250)


@pytest.mark.parametrize(
    ("value", "below", "above", "dollars"),
    [
        # one in four reached it: below the first point nothing, the first, or on the line extended
        ((25, 75), "nothing", "last", "$0"),
        ((25, 75), "first", "last", "$100,000"),
        # 100,000 - (40% - 25%) x 200,000
        ((25, 75), "extend", "last", "$70,000"),
        # 90 of 100: above the last point the last, or 180,000 + (90% - 80%) x 200,000
        ((90, 10), "nothing", "last", "$180,000"),
        ((90, 10), "nothing", "extend", "$200,000"),
    ],
)
def test_a_line_between_points_has_two_ends(
    value: tuple[int, int], below: str, above: str, dollars: str
) -> None:
    reached, others = value
    facts = Facts(100, 100, people({50: reached, 30: others}))
    keys = {"group_result": {"line": POINTS, "below": below, "above": above}}
    assert paid(keys, facts) == Money.parse(dollars)


# Several outcomes

BOTH = {
    (80, 80): 10,
    (80, 20): 20,
    (20, 80): 30,
    (20, 20): 35,
    (80, None): 5,
}
PAIRS = Facts(100, 100, tuple(Alike(n, {"reading": mark(r), "math": mark(m)}) for (r, m), n in BOTH.items()))
TWO = ["reading", "math"]


@pytest.mark.parametrize(
    ("keys", "dollars"),
    [
        # both: 10 x $500
        ({"all": TWO, "per_participant": "$500"}, "$5,000"),
        # at least one: (10 + 20 + 30 + 5) x $500; a missing result leaves the other to count
        ({"any": TWO, "per_participant": "$500"}, "$32,500"),
        # both of those with both measures: 10 of 95 = 10.5%
        ({"all": TWO, "group_result": {"steps": [{"at_least": "10/95", "pay": "$7"}]}}, "$7"),
        # weighted value 0.75 x reading + 0.25 x math: 80 for 10, 65 for 20, 35 for 30, 20 for 35
        (
            {"score": {"reading": "75%", "math": "25%"}, "per_participant": {"tiers": TIERS}},
            "$15,000",  # (10 + 20) x $500
        ),
        # weighted share: reading 35 of 100, math 40 of 95: 75% x 0.35 + 25% x 0.42105... = 36.77%
        (
            {
                "score": {"reading": "75%", "math": "25%"},
                "group_result": {"line": [{"at": "0%", "pay": "$0"}, {"at": "100%", "pay": "$100000"}]},
            },
            "$36,776.32",
        ),
    ],
)
def test_a_line_for_several_outcomes_pays(keys: Texts, dollars: str) -> None:
    assert paid(keys, PAIRS) == Money.parse(dollars)


def test_the_best_of_several_lines_is_chosen_for_each_participant() -> None:
    # reading $300, math $500: 10 with both $500, 20 + 5 with reading $300, 30 with math $500
    # (10 + 30) x $500 + 25 x $300 = $27,500
    rates = {
        "growth": {"outcome": "reading", "per_participant": "$300"},
        "level": {"outcome": "math", "per_participant": "$500"},
        "better": {"best_of": ["growth", "level"]},
    }
    assert line(settle(rated(rates), PAIRS), "better") == Money.dollars(27_500)


def test_two_lines_on_one_outcome_pay_each_by_itself() -> None:
    # 60 x $100 + 30 at 60 or more x $40
    rates: Texts = {
        "reading": {"per_participant": "$100"},
        "high": {"outcome": "reading", "per_participant": {"tiers": [{"at_least": "60", "pay": "$40"}]}},
    }
    found = settle(rated(rates), CLASS)
    assert (line(found), line(found, "high")) == (Money.dollars(6_000), Money.dollars(1_200))


# The result of a group


def of_group(value: str, keys: Texts, **amounts: Any) -> Money:
    known = Mark("reached" if Fraction(value) >= 40 else "not_reached", Fraction(value))
    facts = Facts(100, 100, (), {("absence", "", ""): known}, **amounts)
    return line(settle(rated({"absence": keys}), facts), "absence")


@pytest.mark.parametrize(
    ("value", "keys", "dollars"),
    [
        # 9% of $200,000, once the outcome is reached
        ("40", {"share_of": {"budget": "9%", "of": "$200,000"}}, "$18,000"),
        ("39.9", {"share_of": {"budget": "9%", "of": "$200,000"}}, "$0"),
        # 95% of savings of $10,000, at most $9,000
        ("40", {"share_of": {"savings": "95%"}, "at_most": "$9,000"}, "$9,000"),
        # full points above 40: 3 x $100
        ("43.9", {"per_unit": "$100", "unit": "point", "above": "40", "at_most": "$900"}, "$300"),
        ("44", {"group_result": {"steps": [{"at_least": "44", "pay": "$7"}]}}, "$7"),
        # a value in percent on a line of shares: 91 is 91%: $0 + (91 - 90) / (93 - 90) x $20,000
        (
            "91",
            {"group_result": {"line": [{"at": "90%", "pay": "$0"}, {"at": "93%", "pay": "$20000"}]}},
            "$6,666.67",
        ),
    ],
)
def test_a_line_for_the_result_of_a_group_pays(value: str, keys: Texts, dollars: str) -> None:
    assert of_group(value, keys, savings=Money.dollars(10_000)) == Money.parse(dollars)


# Who counts


def test_the_minimum_dosage_and_a_condition_leave_out_those_who_do_not_meet_them() -> None:
    # 60 reached; of 30 who do not meet the gate 10 reached: 50 x $500
    keys = {"per_participant": "$500", "requires": {"dosage": "minimum", "condition": "enrolled in May"}}
    met = people({80: 50, 20: 20})
    unmet = people({80: 4, 20: 11}, dosage_met=False) + people({80: 6, 20: 9}, unmet=frozenset({"reading"}))
    facts = Facts(100, 100, met + unmet)
    found = settle(rated({"reading": keys}), facts)
    assert (line(found), found.lines[0].counted) == (Money.dollars(25_000), 70)


@pytest.mark.parametrize(
    ("rule", "share", "dollars"),
    [
        # 60 of 85 counted; of 100 with 15 not reached; 75 of 100 deemed reached
        ("not_counted", Fraction(60, 85), "$30,000"),
        ("not_reached", Fraction(60, 100), "$30,000"),
        ("deemed_reached", Fraction(75, 100), "$37,500"),
    ],
)
def test_a_missing_measure_follows_the_outcomes_rule(rule: str, share: Fraction, dollars: str) -> None:
    for which, standing in (("final", "no_final"), ("initial", "no_initial")):
        reading = outcome("Reading", missing={"initial": "not_counted", "final": "not_counted", which: rule})
        spec = deal(
            outcomes={"reading": reading}, payment={"rates": {"reading": {"per_participant": "$500"}}}
        )
        missing = Alike(15, {"reading": Mark(standing)})  # type: ignore[arg-type]
        found = settle(spec, Facts(100, 100, (*people(COUNTS), missing)))
        assert line(found) == Money.parse(dollars)
        assert found.entries[0].level == share


def test_a_result_deemed_reached_counts_at_the_threshold() -> None:
    # 15 missing count at 40: (30 + 15) x $250 + 30 x $500
    reading = outcome("Reading", missing={"initial": "not_counted", "final": "deemed_reached"})
    spec = deal(
        outcomes={"reading": reading}, payment={"rates": {"reading": {"per_participant": {"tiers": TIERS}}}}
    )
    assert line(settle(spec, CLASS)) == Money.dollars(26_250)


GROUPS: Texts = {
    "population": {"groups": {"learners": {"name": "Learners", "planned": "40"}}},
    "cohorts": {
        "first": {"name": "First", "planned": "60", "starts": "2027-09-01", "ends": "2028-06-01"},
        "second": {"name": "Second", "planned": "40", "starts": "2028-09-01", "ends": "2029-06-01"},
    },
}


def test_lines_by_group_cohort_and_year_count_only_theirs() -> None:
    # first: 20 reached, 5 of them learners; second: 10 reached, 8 of them learners
    rates: Texts = {
        "reading": {"per_participant": "$100", "by_year": {"2027-28": "$100", "2028-29": "$120"}},
        "extra": {"outcome": "reading", "per_participant": "$50", "group": "learners"},
        "late": {"outcome": "reading", "per_participant": "$30", "cohort": "second"},
    }
    learners = frozenset({"learners"})
    facts = Facts(
        100,
        100,
        people({80: 15, 20: 40}, cohort="first")
        + people({80: 5}, cohort="first", groups=learners)
        + people({80: 2, 20: 30}, cohort="second")
        + people({80: 8}, cohort="second", groups=learners),
    )
    found = settle(deal(**GROUPS, payment={"rates": rates}), facts)
    # 20 x $100 + 10 x $120; 13 x $50; 10 x $30
    assert [line(found, key) for key in rates] == [
        Money.dollars(3_200),
        Money.dollars(650),
        Money.dollars(300),
    ]
    assert [(p.cohort, p.year, str(p.amount)) for p in found.entries if p.line == "reading"] == [
        ("first", "2027-28", "$2,000"),
        ("second", "2028-29", "$1,200"),
    ]


def test_an_outcome_of_a_group_does_not_count_those_outside_it_even_where_a_missing_result_is_deemed() -> (
    None
):
    english = outcome(
        "English", group="learners", missing={"initial": "not_counted", "final": "deemed_reached"}
    )
    spec = deal(
        population=GROUPS["population"],
        outcomes={"english": english},
        payment={"rates": {"reading": None, "english": {"per_participant": "$10", "due": "2028-07-31"}}},
    )
    inside = Alike(3, {"english": Mark("no_final")}, groups=frozenset({"learners"}))
    outside = Alike(97, {"english": Mark("no_final")})
    # 3 x $10
    assert line(settle(spec, Facts(100, 100, (inside, outside))), "english") == Money.dollars(30)


# Base


@pytest.mark.parametrize(
    ("base", "dollars"),
    [
        # 100 planned, 96 on the roster, 90 served, x $900
        ({"per_participant": "$900"}, "$90,000"),
        ({"per_participant": "$900", "counted": "roster"}, "$86,400"),
        ({"per_participant": "$900", "counted": "served"}, "$81,000"),
        ({"fixed": "$30,000"}, "$30,000"),
        # 75 licenses used x $120
        ({"per_unit": "$120", "unit": "license", "units": "80"}, "$9,000"),
        # costs of $70,000 within the budget; 70,000 is what was spent
        ({"reimbursed": {"budget": "$80,000"}}, "$70,000"),
        ({"reimbursed": {"budget": "$60,000"}}, "$60,000"),
        # 50 with 40 hours x $900 + 30 with 12 hours x $300 + 16 with 3 hours x nothing
        (
            {
                "counted": "roster",
                "tiers": [{"at_least": "12 hours", "pay": "$300"}, {"at_least": "36 hours", "pay": "$900"}],
            },
            "$54,000",
        ),
        # cumulative: 80 x $300 + 50 x $900
        (
            {
                "counted": "roster",
                "combine": "cumulative",
                "tiers": [{"at_least": "12 hours", "pay": "$300"}, {"at_least": "36 hours", "pay": "$900"}],
            },
            "$69,000",
        ),
    ],
)
def test_the_base_is(base: Texts, dollars: str) -> None:
    spec = deal(payment={"base": {"fixed": None, **base}})
    received = ((50, 40), (30, 12), (16, 3))
    served = tuple(Alike(count, {}, dosage=Fraction(hours)) for count, hours in received)
    facts = Facts(96, 90, served, units=75, costs=Money.dollars(70_000))
    assert settle(spec, facts).base == Money.parse(dollars)


def test_outcomes_alone_have_no_base() -> None:
    assert settle(deal(payment={"base": None}), CLASS).base == Money(0)


def test_what_is_held_back_is_due_but_not_payable_until_it_is_released() -> None:
    # two installments of $5,000 are due, 10% of each is held back
    parts = {
        key: {"share": share, "due": due}
        for key, share, due in (("a", "50%", "2027-10-15"), ("b", "50%", "2028-02-15"))
    }
    spec = deal(
        payment={"base": {"due": None, "installments": parts}, "invoicing": {"retainage": "10%"}},
    )
    held = settle(spec, Facts(100, 100, (), until=None, settled=frozenset(), retains=True))
    assert (held.due, held.retained, held.payable) == (
        Money.dollars(10_000),
        Money.dollars(1_000),
        Money.dollars(9_000),
    )


def test_a_line_whose_outcome_has_no_results_yet_is_open() -> None:
    rates = {"reading": {"per_participant": "$500"}, "math": {"per_participant": "$300"}}
    spec = rated(rates)
    facts = Facts(100, 100, CLASS.people, settled=frozenset({"reading"}))
    assert [each.open for each in settle(spec, facts).lines] == [False, True]
