"""Results that can be read and still cannot be true: nothing is paid on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from deals import Texts, group_outcome
from obcgen.money import Money
from verified import HEAD, TABLE, TOTALS, contract, due, refused

if TYPE_CHECKING:
    from pathlib import Path

DEFAULT = (
    "defaults:\n  - {party: district, duty: rosters, notice: 2027-10-05, cure_failed: 2027-10-20,"
    " outcomes: [reading], participants: all}\nserved: 90\n"
)
GATED: Texts = {"rates": {"reading": {"requires": {"dosage": "minimum"}}}}


def test_one_who_was_not_served_counts_neither_above_nor_below(tmp_path: Path) -> None:
    steps: Texts = {"per_participant": None, "group_result": {"steps": [{"at_least": "100%", "pay": "$900"}]}}
    table = "participant,served,reading\nA,yes,50\nB,no,50\nC,no,10\n"
    assert due(tmp_path, TABLE, table).performance == Money.dollars(500)
    of_all = contract(payment={"rates": {"reading": steps}})
    assert due(tmp_path, TABLE, table, of_all).performance == Money.dollars(900)


def test_one_who_was_not_served_needs_no_dosage_and_can_have_none(tmp_path: Path) -> None:
    table = "participant,served,dosage,reading\nA,yes,36,50\nB,no,,50\nC,no,0,50\n"
    spec = contract(payment=GATED)
    assert due(tmp_path, TABLE, table, spec).performance == Money.dollars(500)
    (problem,) = refused(tmp_path, TABLE, table.replace("B,no,", "B,no,40"), spec)
    assert problem.message == "dosage: The participant was not served, but received 40."
    assert problem.place is not None
    assert (problem.place.line, problem.place.column) == (3, 6)
    assert [each.code for each in refused(tmp_path, TABLE, table.replace("yes,36", "yes,"), spec)] == [
        "RES-01"
    ]


@pytest.mark.parametrize("result", ["155", "100.5", "-1"])
def test_no_percentile_lies_outside_0_to_100(result: str, tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, TABLE, f"participant,reading\nA,50\nB,{result}\n")
    assert problem.message == f"reading: “{result}” is no percentile."
    spec = contract(payment={"rates": {"absence": {"share_of": {"budget": "9%", "of": "$900"}}}})
    of_group = refused(tmp_path, TOTALS + f"groups: {{absence: {result}}}\n", spec=spec)
    assert [(each.code, f"{result} is no percentile" in each.message) for each in of_group] == [
        ("RES-14", True)
    ]


def test_a_gain_of_percentiles_may_be_negative(tmp_path: Path) -> None:
    spec = contract(outcomes={"reading": {"measure": {"kind": "gain", "at_least": "5"}}})
    assert due(tmp_path, TABLE, "participant,reading\nA,-40\nB,6\n", spec).performance == Money.dollars(500)


@pytest.mark.parametrize(
    ("totals", "words"),
    [
        ("measured: 79, eligible: 80, reached: 50", "eligible is 80, but 79 were measured"),
        ("measured: 40, eligible: 40, reached: 41", "reached is 41, but 40 are eligible"),
        ("measured: 10200, eligible: 10200, reached: 9", "there may be 100 participants at most"),
    ],
)
def test_totals_that_cannot_be_true_together_are_refused(totals: str, words: str, tmp_path: Path) -> None:
    found = refused(tmp_path, HEAD + f"outcomes:\n  reading: {{{totals}}}\n")
    assert any(each.code == "RES-05" and words in each.message for each in found)


def test_no_more_can_be_eligible_than_were_served(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, TOTALS + "served: 79\n")
    assert "eligible is 80, but 79 were served" in problem.message


@pytest.mark.parametrize(
    ("rule", "measured", "reached", "fits"),
    [
        ("not_reached", 60, 50, True),
        ("not_reached", 60, 61, False),
        ("deemed_reached", 60, 61, True),
        ("not_counted", 60, 50, False),
    ],
)
def test_who_is_not_measured_counts_only_by_the_rule_for_missing_measures(
    rule: str, measured: int, reached: int, fits: bool, tmp_path: Path
) -> None:
    spec = contract(outcomes={"reading": {"missing": {"final": rule}}})
    totals = HEAD + f"outcomes:\n  reading: {{measured: {measured}, eligible: 80, reached: {reached}}}\n"
    if fits:
        assert due(tmp_path, totals, spec=spec).performance == Money.dollars(500) * reached
    else:
        assert {each.code for each in refused(tmp_path, totals, spec=spec)} == {"RES-05"}


def test_no_more_are_paid_for_than_there_may_be_though_those_who_left_are_listed(tmp_path: Path) -> None:
    rows = "".join(f"P{number},50\n" for number in range(100))
    left = "".join(f"L{number},\n" for number in range(9))
    table = f"participant,reading\n{rows}{left}"
    assert due(tmp_path, TABLE, table).performance == Money.dollars(50_000)
    (problem,) = refused(tmp_path, TABLE, f"{table}X,50\n")
    assert "eligible for reading is 101, but there may be 100 participants at most" in problem.message


@pytest.mark.parametrize(
    ("duty", "notice", "ended", "words"),
    [
        # 2027-10-05 is a Tuesday; ten Business Days later is the 20th, since Columbus Day is a holiday
        ({"cure": "10 business days"}, "2027-10-05", "2027-10-19", "10 business days from notice, ended on"),
        ({"cure": "10 business days"}, "2027-10-05", "2027-10-20", ""),
        ({"cure": "2 weeks"}, "2027-10-05", "2027-10-18", "2 weeks from notice, ended on 2027-10-18"),
        ({"cure": "2 weeks"}, "2027-10-05", "2027-10-19", ""),
        ({"cure": "99999 years"}, "2027-10-05", "2027-10-19", "lies before what can be"),
        ({}, "2027-10-05", "2027-10-19", "10 business days from notice, ended on 2027-10-19"),
        ({}, "2027-10-05", "2027-10-20", ""),
        ({"by": "2027-10-06"}, "2027-10-05", "2027-10-20", "Notice was given on 2027-10-05"),
        ({"by": "monthly"}, "2027-10-05", "2027-10-20", ""),
    ],
)
def test_a_default_counts_once_it_was_due_and_its_time_to_cure_is_over(
    duty: Texts, notice: str, ended: str, words: str, tmp_path: Path
) -> None:
    rule = {"effect": "deemed_met", "reach": "outcome"}
    spec = contract(duties={"district": {"rosters": duty}}, payment={"if_district_defaults": rule})
    results = TOTALS + DEFAULT.replace("2027-10-05", notice).replace("2027-10-20", ended)
    if words:
        (problem,) = refused(tmp_path, results, spec=spec)
        assert problem.code == "RES-10"
        assert words in problem.message
    else:
        assert due(tmp_path, results, spec=spec).added > Money.dollars(0)


def test_costs_of_nothing_are_reimbursed_with_nothing(tmp_path: Path) -> None:
    base: Texts = {"fixed": None, "reimbursed": {"budget": "$300,000"}}
    found = due(tmp_path, TOTALS + "amounts: {costs: $0}\n", spec=contract(payment={"base": base}))
    assert found.base == Money.dollars(0)


def test_a_price_of_nothing_in_one_year_pays_nothing_in_that_year(tmp_path: Path) -> None:
    rates: Texts = {"reading": {"by_year": {"2026-27": "$0", "2027-28": "$650"}}}
    table = "participant,year,reading\nA,2026-27,50\nA,2027-28,50\n"
    found = due(tmp_path, TABLE, table, contract(payment={"rates": rates}))
    assert found.performance == Money.dollars(650)


def test_a_column_for_an_outcome_counted_by_group_is_told_where_it_belongs(tmp_path: Path) -> None:
    spec = contract(outcomes={"math": group_outcome("Math")})
    (problem,) = refused(tmp_path, TABLE, "participant,reading,math\nA,50,50\n", spec)
    assert problem.message == "The outcome math is counted by group, so it has one value and no column."


@pytest.mark.parametrize(
    ("notice", "late"), [("2028-05-19", False), ("2028-06-05", False), ("2028-06-06", True)]
)
def test_a_notice_after_service_and_measures_covers_only_the_days_before_it(
    notice: str, late: bool, tmp_path: Path
) -> None:
    rule = {"effect": "deemed_met", "reach": "outcome"}
    duties = {"district": {"rosters": {"by": "2027-09-30"}}}
    spec = contract(duties=duties, payment={"if_district_defaults": rule})
    results = TOTALS.replace("2028-06-20", "2028-07-20")
    results += DEFAULT.replace("2027-10-05", notice).replace("2027-10-20", "2028-07-19")
    if late:  # service ends on May 19, ten Business Days before June 5
        (problem,) = refused(tmp_path, results, spec=spec)
        assert (problem.code, "too late to change a payment" in problem.message) == ("RES-21", True)
        assert "had ended by 2028-05-19" in problem.message
    else:
        assert due(tmp_path, results, spec=spec).added > Money.dollars(0)


@pytest.mark.parametrize(
    ("threshold", "given", "hint"),
    [
        ("40", "120", "Write groups.absence as the value that was measured (percentile), or yes or no."),
        (None, "30", "Write groups.absence: yes or no; or state at_least under outcomes.absence.measure"),
    ],
)
def test_the_remedy_for_a_result_names_its_key_and_its_scale(
    threshold: str | None, given: str, hint: str, tmp_path: Path
) -> None:
    absence: Texts = {"absence": {"measure": {"at_least": threshold}}}
    rates = {"absence": {"share_of": {"budget": "9%", "of": "$900"}}}
    spec = contract(outcomes=absence, payment={"rates": rates})
    problems = refused(tmp_path, TOTALS + f"groups: {{absence: {given}}}\n", spec=spec)
    assert [each.hint[: len(hint)] for each in problems] == [hint]
