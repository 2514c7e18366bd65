"""The examples of every shape of line, worked by hand. The plain deal plans 100 participants."""

from __future__ import annotations

from typing import Any

import pytest

from deals import Texts, deal, outcome, rated
from obcgen.account.examples.examples import worked_examples
from obcgen.figures import TIMES
from obcgen.money import Money
from obcgen.spec import Spec

DUE = {"due": "2028-07-31"}
PRICE: Texts = {"per_participant": "$500"}
TIERS: Texts = {"tiers": [{"at_least": "40", "pay": "$250"}, {"at_least": "60", "pay": "$500"}]}
STEPS: Texts = {"steps": [{"at_least": "50%", "pay": "$20,000"}, {"at_least": "65%", "pay": "$45,000"}]}
LINE: Texts = {"line": [{"at": "40%", "pay": "$100,000"}, {"at": "70%", "pay": "$180,000"}]}
Row = tuple[str, str, str]


def rows(spec: Spec, kind: str = "line") -> list[Row]:
    """Return the examples of a deal as they are printed, with a plain x for times."""
    found = [each for each in worked_examples(spec) if each.kind == kind]
    return [(each.situation, each.computation.replace(TIMES, " x "), str(each.amount)) for each in found]


def of(rate: Texts, key: str = "reading", **payment: Any) -> list[Row]:
    """Return the examples of a deal with one line."""
    return rows(rated({key: rate | DUE}, **payment))


def test_a_flat_price_just_reached_just_missed_and_not_measured() -> None:
    assert of(PRICE) == [
        ("A Participant scores at the 40th percentile.", "1 x $500 = $500", "$500"),
        ("A Participant scores at the 39th percentile.", "Counted, but not reached", "$0"),
        ("A Participant has no Final Measure.", "Not counted", "$0"),
    ]


def test_a_minimum_dosage_just_missed() -> None:
    assert of(PRICE | {"requires": {"dosage": "minimum"}})[2] == (
        "A Participant receives 35 hours and scores at the 40th percentile.",
        "Not counted: the Minimum Dosage is 36 hours",
        "$0",
    )


def test_a_minimum_dosage_of_one_has_nothing_whole_below_it() -> None:
    program = {"dosage": {"minimum": "1 hour"}}
    found = rows(deal(program=program, payment={"rates": {"reading": {"requires": {"dosage": "minimum"}}}}))
    assert found[2][0] == "A Participant receives less than 1 hour and scores at the 40th percentile."


def test_a_documented_condition_that_is_not_met() -> None:
    assert of(PRICE | {"requires": {"condition": "the participant is enrolled in May"}})[2] == (
        "A Participant scores at the 40th percentile, but does not meet the condition of this line.",
        "Not counted: paid only provided that the participant is enrolled in May",
        "$0",
    )


@pytest.mark.parametrize(
    ("rule", "computation", "amount"),
    [
        ("not_counted", "Not counted", "$0"),
        ("not_reached", "Counted as not having reached the Outcome", "$0"),
        ("deemed_reached", "Counted as having reached the Outcome; 1 x $500 = $500", "$500"),
    ],
)
def test_a_missing_last_measure_by_the_rule_of_its_outcome(rule: str, computation: str, amount: str) -> None:
    missing = {"initial": "not_counted", "final": rule}
    found = rows(deal(outcomes={"reading": {"missing": missing}}))
    assert found[2] == ("A Participant has no Final Measure.", computation, amount)


def test_a_missing_first_measure_only_where_another_rule_stands_for_it() -> None:
    windows = {"fall": {"opens": "2027-09-01", "closes": "2027-09-12"}}
    assessments = {"test": {"windows": windows}}
    gain = {"measure": {"kind": "gain", "from": "fall", "scale": "points"}}
    rules = {"missing": {"initial": "deemed_reached", "final": "not_reached"}}
    apart = rows(deal(assessments=assessments, outcomes={"reading": gain | rules}))
    same = rows(deal(assessments=assessments, outcomes={"reading": gain}))
    assert [row[0] for row in apart[2:]] == [
        "A Participant has no Final Measure.",
        "A Participant has no Initial Measure.",
    ]
    assert apart[3][2] == "$500"
    assert [row[0] for row in same[2:]] == ["A Participant has no Final Measure."]


def test_a_gain_and_a_result_that_must_be_low() -> None:
    gain = outcome("Reading", measure={"kind": "gain", "scale": "points", "at_least": "2"})
    days = outcome("Math", measure={"scale": "days", "at_least": None, "at_most": "5.5"})
    found = rows(deal(outcomes={"reading": gain, "math": days}, payment={"rates": {"math": PRICE | DUE}}))
    assert [row[0] for row in found if "Measure" not in row[0]] == [
        "A Participant gains 2 points.",
        "A Participant gains 1 point.",
        "A Participant has a result of 5.5 days.",
        "A Participant has a result of 5.6 days.",
    ]


def test_a_threshold_by_grade_speaks_of_one_grade() -> None:
    spec = deal(
        population={"grades": ["2", "3"]},
        outcomes={"reading": {"measure": {"at_least": {"2": "41", "3": "43"}}}},
    )
    assert [row[0] for row in rows(spec)[:2]] == [
        "A Participant in grade 2 scores at the 41st percentile.",
        "A Participant in grade 2 scores at the 40th percentile.",
    ]


def test_tiers_just_below_the_first_at_one_and_at_the_top() -> None:
    three = [*TIERS["tiers"], {"at_least": "80", "pay": "$900"}]
    assert of({"per_participant": {"tiers": three}})[:3] == [
        ("A Participant scores at the 60th percentile.", "1 x $500 = $500", "$500"),
        ("A Participant scores at the 39th percentile.", "Counted, but below 40", "$0"),
        ("A Participant scores at the 80th percentile.", "1 x $900 = $900", "$900"),
    ]


def test_cumulative_tiers_are_added_up() -> None:
    # $250 + $500
    assert of({"per_participant": TIERS | {"combine": "cumulative"}})[2][1:] == (
        "1 x $250 + 1 x $500 = $750",
        "$750",
    )


def test_units_one_full_none_several_and_the_ceiling() -> None:
    # above 10: 11.5 is one full unit; 12 units x $15.12; 28 x 12 x $15.12 = $5,080.32 is more than $5,000,
    # and 27 x 12 x $15.12 = $4,898.88 is not
    rate = {"per_unit": "$15.12", "unit": "point", "above": "10", "at_most": "$5,000"}
    assert [row[1:] for row in of(rate)] == [
        ("1 x $15.12 = $15.12", "$15.12"),
        ("No full point above 10", "$0"),
        ("12 x $15.12 = $181.44", "$181.44"),
        ("Not counted", "$0"),
        ("336 x $15.12 = $5,080.32; no more than $5,000 in all", "$5,000"),
    ]


def test_a_factor_and_a_discount_show_the_one_rounding_of_a_line() -> None:
    # $100.01 x 5/6 x 2/3 = $55.56111...; x 7 = $388.92777..., and not 7 x $55.56 = $388.92
    found = of({"per_participant": "$100.01", "factor": "5/6"}, discount="1/3")
    assert found[0][1:] == (
        "1 x $100.01 x 5/6 x (100% - 1/3) = $55.56 and 1/9 of a cent, rounded to $55.56",
        "$55.56",
    )
    assert found[-1] == (
        "7 Participants score at the 40th percentile.",
        "7 x $100.01 x 5/6 x (100% - 1/3) = $388.92 and 7/9 of a cent, rounded to $388.93",
        "$388.93",
    )


def test_a_ceiling_that_more_participants_than_there_are_would_reach_is_not_shown() -> None:
    assert len(of(PRICE | {"at_most": "$50,000"})) == 3
    assert of(PRICE | {"at_most": "$49,999"})[3] == (
        "100 Participants score at the 40th percentile.",
        "100 x $500 = $50,000; no more than $49,999 in all",
        "$49,999",
    )


def test_a_deduction_beside_what_is_earned_and_alone() -> None:
    # 6 x $500 - 2 x $50; alone never less than zero, unless it gives back
    deduction = {"below": "20", "pay": "$50"}
    kept, given = (
        of(PRICE | {"deduction": deduction}),
        of(PRICE | {"deduction": deduction | {"gives_back": "true"}}),
    )
    both = ("6 x $500 - 2 x $50 = $2,900", "$2,900")
    assert [row[1:] for row in kept[2:4]] == [both, ("-1 x $50 = -$50; never less than zero: $0", "$0")]
    assert [row[1:] for row in given[2:4]] == [both, ("-1 x $50 = -$50", "-$50")]
    assert kept[2][0] == (
        "6 Participants score at the 40th percentile; 2 Participants score at the 19th percentile."
    )


def test_all_and_any_of_several_outcomes() -> None:
    every = of({"all": ["reading", "math"], "per_participant": "$150"}, "both")
    some = of({"any": ["reading", "math"], "per_participant": "$150"}, "both")
    assert [row[0] for row in every] == [
        "A Participant reaches “Reading” and “Math”.",
        "A Participant reaches “Reading” but not “Math”.",
    ]
    assert [row[0] for row in some] == [
        "A Participant reaches “Reading” but not “Math”.",
        "A Participant does not reach “Reading” or “Math”.",
    ]
    assert [row[2] for row in every] == [row[2] for row in some] == ["$150", "$0"]


def test_a_score_of_results_that_differ_but_weigh_out_to_the_step() -> None:
    # 80% x 41 + 20% x 36 = 32.8 + 7.2 = 40; one point less in math is 39.8
    found = of({"score": {"reading": "80%", "math": "20%"}, "per_participant": TIERS}, "both")
    assert found[0] == (
        (
            "A Participant scores at the 41st percentile on “Reading” "
            "and scores at the 36th percentile on “Math”."
        ),
        "80% x 41 + 20% x 36 = 40; 1 x $250 = $250",
        "$250",
    )
    assert found[1][1:] == ("80% x 41 + 20% x 35 = 39.8; counted, but below 40", "$0")


def test_the_best_of_several_lines_for_a_participant() -> None:
    # $500 against $100; at the 40th percentile $100 against $50; a third of the larger
    spec = rated(
        {
            "flat": {"outcome": "reading", "per_participant": "$100"},
            "steps": {
                "outcome": "math",
                "per_participant": {
                    "tiers": [{"at_least": "40", "pay": "$50"}, {"at_least": "60", "pay": "$500"}]
                },
            },
            "best": {"best_of": ["flat", "steps"], "factor": "1/3", **DUE},
        }
    )
    third = "x 1/3 = $166.66 and 2/3 of a cent, rounded to $166.67"
    assert [row[1:] for row in rows(spec)] == [
        (f"“Reading” comes to $100; “Math” comes to $500; the largest is paid: $500 {third}", "$166.67"),
        (
            (
                "“Reading” comes to $100; “Math” comes to $50; the largest is paid: "
                "$100 x 1/3 = $33.33 and 1/3 of a cent, rounded to $33.33"
            ),
            "$33.33",
        ),
    ]


def test_steps_one_participant_short_exactly_at_and_with_a_minimum_dosage() -> None:
    # a fifth of the 100 without the minimum: 40 of the other 80 are 50 %
    assert of({"group_result": STEPS, "requires": {"dosage": "minimum"}}) == [
        ("100 Participants are counted, and 50 of them reach the Outcome.", "50%: $20,000", "$20,000"),
        ("100 Participants are counted, and 49 of them reach the Outcome.", "49%: nothing is due", "$0"),
        ("100 Participants are counted, and 65 of them reach the Outcome.", "65%: $45,000", "$45,000"),
        (
            (
                "100 Participants are served; 20 of them, with less than 36 hours, are not counted; 80 are, "
                "and 40 of them reach the Outcome."
            ),
            "50%: $20,000",
            "$20,000",
        ),
    ]


def test_a_line_halfway_just_below_the_first_point_and_above_the_last() -> None:
    # 55 % is halfway from 40 % to 70 %: $100,000 + $80,000 / 2
    assert [row[1:] for row in of({"group_result": LINE})] == [
        ("55%: $100,000 + ($180,000 - $100,000) x (55% - 40%) ÷ (70% - 40%) = $140,000", "$140,000"),
        ("39%: nothing is due", "$0"),
        ("85%: $180,000", "$180,000"),
    ]


def test_a_line_that_goes_on_beyond_its_points() -> None:
    # 20 % below 40: -1/30 of $8,000; above, 29 of 30 more, held to the ceiling
    ends = {"above": "extend", "below": "extend"}
    points = [{"at": "40", "pay": "$10,000"}, {"at": "70", "pay": "$18,000"}]
    found = of({"group_result": {"line": points, **ends}, "at_most": "$20,000"}, "absence")
    assert found[1][1:] == (
        (
            "39: $10,000 + ($18,000 - $10,000) x (39 - 40) ÷ (70 - 40) = $9,733.33 and 1/3 of a cent, "
            "rounded to $9,733.33"
        ),
        "$9,733.33",
    )
    assert found[2][0] == "The group scores at the 99th percentile."
    assert found[2][2] == "$20,000"


def test_a_line_beyond_its_points_on_a_scale_without_an_end_goes_on_by_its_last_part() -> None:
    # as far above 70 as 70 is above 40: 100, which pays $18,000
    line = {"line": [{"at": "40", "pay": "$10,000"}, {"at": "70", "pay": "$18,000"}]}
    points = outcome("Absence", measure={"counted_by": "group", "scale": "points"})
    spec = deal(
        outcomes={"absence": points},
        payment={"rates": {"reading": None, "absence": DUE | {"group_result": line}}},
    )
    assert rows(spec)[2][0] == "The group has a result of 100 points."


def test_steps_on_the_value_of_the_group_with_its_missing_measure() -> None:
    steps = [{"at_least": "40", "pay": "$10,000"}, {"at_least": "62.5", "pay": "$18,000"}]
    assert of({"group_result": {"steps": steps}}, "absence") == [
        ("The group scores at the 40th percentile.", "40: $10,000", "$10,000"),
        ("The group scores at the 39th percentile.", "Below 40", "$0"),
        ("The group scores at the 62.5th percentile.", "62.5: $18,000", "$18,000"),
        ("The group has no Final Measure.", "Not counted", "$0"),
    ]


def test_a_share_of_savings_within_and_beyond_its_ceiling() -> None:
    assert of({"share_of": {"savings": "95%"}, "at_most": "$95,000"}, "absence")[:3] == [
        (
            "The group scores at the 40th percentile, and Verification finds savings of $50,000.",
            "$50,000 x 95% = $47,500",
            "$47,500",
        ),
        (
            "The group scores at the 39th percentile, and Verification finds savings of $50,000.",
            "Not reached",
            "$0",
        ),
        (
            "The group scores at the 40th percentile, and Verification finds savings of $120,000.",
            "$120,000 x 95% = $114,000; no more than $95,000 in all",
            "$95,000",
        ),
    ]


def test_a_share_of_a_fixed_budget_and_of_actual_cost() -> None:
    fixed = of({"share_of": {"budget": "9%", "of": "$1,500,000"}}, "absence")
    assert [row[1:] for row in fixed[:2]] == [
        ("$1,500,000 x 9% = $135,000", "$135,000"),
        ("Not reached", "$0"),
    ]
    actual = of({"share_of": {"actual_cost": "10%"}, "at_most": "$10,000"}, "absence")
    assert actual[0] == (
        "The group scores at the 40th percentile, and the actual cost is $50,000.",
        "$50,000 x 10% = $5,000",
        "$5,000",
    )


def test_prices_by_year_show_the_first_and_the_last() -> None:
    by_year = {"2026-27": "$200", "2027-28": "$100"}
    assert of({"per_participant": "$1", "by_year": by_year})[:2] == [
        ("A Participant in 2026-27 scores at the 40th percentile.", "1 x $200 = $200", "$200"),
        ("A Participant in 2027-28 scores at the 40th percentile.", "1 x $100 = $100", "$100"),
    ]


def test_somebody_of_another_group_or_cohort_is_not_counted() -> None:
    spec = deal(
        population={"groups": {"learners": {"name": "Learners", "planned": "40"}}},
        cohorts={
            key: {"name": key.title(), "planned": "50", "starts": "2027-09-01", "ends": "2028-06-01"}
            for key in ("first", "second")
        },
        payment={
            "rates": {
                "reading": {"group": "learners"},
                "math": {"per_participant": "$300", "cohort": "first", **DUE},
            }
        },
    )
    elsewhere = [row for row in rows(spec) if row[1] == "Not counted for this line"]
    assert [row[0] for row in elsewhere] == [
        "A Participant outside the group “Learners” scores at the 40th percentile.",
        "A Participant of another cohort scores at the 40th percentile.",
    ]
    assert rows(spec)[0][0] == "A Participant in the group “Learners” scores at the 40th percentile."


def test_lines_that_differ_in_their_outcome_alone_share_their_examples() -> None:
    found = worked_examples(rated({"reading": PRICE | DUE, "math": PRICE | DUE}))
    assert {each.title for each in found if each.kind == "line"} == {"Reading and Math"}
    assert [each.lines for each in found if each.first] == [("reading", "math")]


# --- across lines ---------------------------------------------------------------------------------


def test_a_cap_for_one_participant_cuts_to_the_cent_by_the_largest_remainder() -> None:
    # $200.01 in proportion 100 : 150 = $80.004 and $120.006; the cent left over goes to the second
    spec = rated(
        {"reading": {"per_participant": "$100", **DUE}, "math": {"per_participant": "$150", **DUE}},
        caps={"participant": "$200.01"},
    )
    assert rows(spec, "limit") == [
        (
            "A Participant earns $100 under “Reading” and $150 under “Math”.",
            (
                "Together $250; the cap of $200.01 for any one Participant cuts $250 to $200.01; "
                "in proportion $80 and 2/5 of a cent for “Reading” and $120 and 3/5 of a cent for “Math”; "
                "rounded down, and each cent left over to the largest remainder, "
                "$80 for “Reading” and $120.01 for “Math”"
            ),
            "$200.01",
        )
    ]


def test_the_not_to_exceed_amount_leaves_what_the_base_leaves() -> None:
    # $10,000 base; $5,000 left for 100 x $500 and 100 x $250, two to one: $3,333.33 1/3 and $1,666.66 2/3
    spec = deal(
        funding={"not_to_exceed": "$15,000"},
        payment={"rates": {"math": {"per_participant": "$250", **DUE}}},
    )
    ((situation, computation, amount),) = rows(spec, "limit")
    assert situation == "100 Participants earn $50,000 under “Reading” and $25,000 under “Math”."
    assert (
        "the Not-to-Exceed Amount of $15,000 cuts $85,000, Base Funding of $10,000 included, to $15,000"
        in computation
    )
    assert computation.endswith("$3,333.33 for “Reading” and $1,666.67 for “Math”")
    assert amount == "$5,000"


def test_a_limit_that_cuts_nothing_or_only_one_line_has_no_example() -> None:
    two = {"reading": PRICE | DUE, "math": PRICE | DUE}
    assert rows(rated(two, caps={"participant": "$1,000"}), "limit") == []
    assert rows(rated(two, caps={"outcome": {"math": "$100"}}), "limit") == []


@pytest.mark.parametrize(
    ("effect", "computation", "amount"),
    [
        # the plain target is 40 %, met by whole participants where 10 are affected: 4 of them
        ("deemed_met", "Deemed reached: 10 x $500 = $5,000", "$5,000"),
        ("full_price", "Paid at the full price: 10 x $500 = $5,000", "$5,000"),
        ("expected", "Paid as if the target had been met: 4 x $500 = $2,000", "$2,000"),
        ("excluded", "Left out of the count", "$0"),
    ],
)
def test_what_a_district_default_adds(effect: str, computation: str, amount: str) -> None:
    rule = {"effect": effect, "reach": "affected_participants", "at_most": "$9,000"}
    assert rows(deal(payment={"if_district_defaults": rule}), "default") == [
        ("A District Default keeps 10 Participants from reaching “Reading”.", computation, amount)
    ]


def test_a_district_default_is_held_to_its_ceiling() -> None:
    rule = {"effect": "deemed_met", "reach": "outcome", "at_most": "$4,000.50"}
    ((_, computation, amount),) = rows(deal(payment={"if_district_defaults": rule}), "default")
    assert computation.endswith("; the cap of $4,000.50 on what a District Default adds leaves $4,000.50")
    assert amount == "$4,000.50"


def test_a_true_up_takes_back_what_final_data_do_not_bear_out() -> None:
    # 48 x $500 = $24,000 against 50 x $500 = $25,000
    assert rows(deal(), "true_up") == [
        (
            (
                "For “Reading” an earlier Settlement counted 50 Participants with the result of "
                "the first example of that line, and paid $25,000. The corrected data count 48."
            ),
            "48 x $500 = $24,000; $24,000 less $25,000 paid before: the Provider owes back $1,000",
            "-$1,000",
        )
    ]


def test_a_true_up_of_a_line_paid_once_goes_from_one_result_to_a_lower_one() -> None:
    ((situation, _, amount),) = rows(rated({"reading": {"group_result": STEPS, **DUE}}), "true_up")
    assert "paid $20,000. In the corrected data: 100 Participants are counted, and 49 of them" in situation
    assert amount == "-$20,000"


def test_a_deal_without_a_default_has_no_example_of_one() -> None:
    assert {each.kind for each in worked_examples(deal())} == {"line", "true_up"}
    assert sum((each.amount for each in worked_examples(deal())), Money(0)) == Money.dollars(500 - 1_000)
