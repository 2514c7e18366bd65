"""What once passed a clean check into the documents: each is told, or printed as it is meant."""

from __future__ import annotations

import pytest

from obcgen.checking import read_and_check
from obcgen.deal.terms import base_sentence
from obcgen.problems import Problem
from rule_pages import over

HOURS = (
    "without: [payment.base.per_participant, payment.base.counted]\n"
    "payment: {base: {per_unit: $25, unit: hour, units: 18000}}\n"
)


def only(code: str, example: str) -> Problem:
    (found,) = [each for each in read_and_check(over(example))[2] if each.code == code]
    return found


def test_a_harder_outcome_that_is_worth_more_says_from_which_year_the_gain_is_counted() -> None:
    example = "payment: {rates: {vocabulary: {per_participant: $600}, fluency: {per_participant: $400}}}\n"
    found = only("GUI-07", f"{example}outcomes: {{fluency: {{target: 40%}}}}").found
    assert "Text fluency: a gain of 12.58 points over the 27.42% of 2025-26" in found


def test_a_gain_over_what_is_expected_says_so() -> None:
    example = "payment: {rates: {vocabulary: {per_participant: $600}, fluency: {per_participant: $400}}}\n"
    found = only("GUI-07", f"{example}outcomes: {{fluency: {{expected_without: 35%}}}}").found
    assert "Text fluency: a gain of 10 points over the 35% expected" in found


def test_of_several_harder_outcomes_the_dearest_is_named() -> None:
    example = (
        "outcomes: {phonemic_awareness: {target: 34%}}\n"
        "payment: {rates: {phonemic_awareness: {per_participant: $200}, vocabulary: {per_participant: $300}, "
        "fluency: {per_participant: $250}}}\n"
    )
    found = only("GUI-07", example).found
    assert "; Vocabulary: " in found, found


def test_bare_criteria_are_told_once_with_their_weight() -> None:
    example = "without: [procurement.criteria.plan.description, procurement.criteria.evidence.description]"
    message = only("PRO-22", example).message
    assert message.startswith("55 of 100 points go to criteria that do not say what evaluators look for: ")


def test_a_table_with_each_result_that_no_flow_lets_go_to_the_provider_is_told() -> None:
    elements = "name, student id, accommodation plans, scores of each window"
    told = only("DAT-06", f"data: {{flows: {{referral: {{elements: [{elements}]}}}}}}")
    assert told.path == ("verification", "evidence_pack")
    assert told.hint.endswith("the result of each participant].")
    pack = "verification: {evidence_pack: The district shall give the provider the count of those reached.}"
    flows = f"data: {{flows: {{referral: {{elements: [{elements}]}}}}}}\n{pack}"
    assert "DAT-06" not in {each.code for each in read_and_check(over(flows))[2]}


def test_hours_are_counted_before_they_are_paid_and_have_their_name() -> None:
    spec, problems = read_and_check(over(HOURS))[1:]
    assert "PRO-24" in {each.code for each in problems}
    assert base_sentence(spec).endswith("$25 for each hour, which is at most $450,000 for 18,000 hours.")


@pytest.mark.parametrize(
    ("unit", "said"), [("license", "licenses"), ("visit", "visits"), ("pass", "passes"), ("day", "days")]
)
def test_a_unit_is_named_in_the_plural(unit: str, said: str) -> None:
    spec = read_and_check(over(HOURS.replace("hour", unit)))[1]
    assert base_sentence(spec).endswith(f"for 18,000 {said}.")


@pytest.mark.parametrize(
    ("written", "state"), [("TX", "TX"), ("Texas", "TX"), ("district of columbia", "DC")]
)
def test_a_state_is_read_by_its_letters_or_its_name(written: str, state: str) -> None:
    assert read_and_check(over(f"district: {{state: {written}}}"))[1].district.state == state


@pytest.mark.parametrize(
    ("written", "printed"), [("TX", "Texas"), ("Texas", "Texas"), ("the Navajo Nation", "the Navajo Nation")]
)
def test_the_law_that_governs_is_printed_by_the_name_of_the_state(written: str, printed: str) -> None:
    agreement = read_and_check(over(f"agreement: {{governing_law: {written}}}"))[1].agreement
    assert agreement is not None
    assert agreement.governing_law == printed


@pytest.mark.parametrize("grades", ["3-8", "[3-8]", "3 to 8", "[3 through 8]"])
def test_a_range_of_grades_is_told_with_the_list_that_it_means(grades: str) -> None:
    found = only("SPC-03", f"population: {{grades: {grades}}}")
    assert found.hint == "Write [3, 4, 5, 6, 7, 8]."
