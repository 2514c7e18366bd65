"""Edges of money that a cent or a name decides: what the engine pays there, and how it is told."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from deals import Texts, deal, outcome, rated
from obcgen.account.examples.computation import in_steps
from obcgen.account.scenarios.assumed import Assumed, facts_of
from obcgen.account.settle import settle
from obcgen.account.trace.settlement import of_rates, of_settlement
from obcgen.deal.compile import deal_of
from obcgen.deal.facts import Alike, Facts, Mark
from obcgen.figures import exact_money as exact
from obcgen.money import Money, Share
from obcgen.policy.payment import check_lines
from obcgen.words import combined
from settlements import kinds, settled

HALF_A_CENT: Texts = {"per_participant": "$100.01", "due": "2028-07-31"}
"""With a discount of 50 %, each participant who reaches the outcome earns $50.00 and half a cent."""
COHORTS: Texts = {
    "first": {"name": "First", "planned": "60", "starts": "2027-09-01", "ends": "2028-06-01"},
    "second": {"name": "Second", "planned": "40", "starts": "2028-09-01", "ends": "2029-06-01"},
}


def line_of(key: str, price: str, **changes: Any) -> Texts:
    return {"outcome": key, "per_participant": price, "due": "2028-07-31", **changes}


@pytest.mark.parametrize(
    ("paid_for", "due"),
    [
        ("rates.reading_bonus", {"reading": 500, "reading_bonus": 0}),
        ("rates.reading", {"reading": 450, "reading_bonus": 50}),
        ("rates.reading.first", {"reading": 450, "reading_bonus": 50}),
        ("rates.read", {"reading": 500, "reading_bonus": 50}),
    ],
)
def test_what_was_paid_counts_for_its_own_line_and_no_line_named_alike(
    paid_for: str, due: dict[str, int]
) -> None:
    rates = {"reading": line_of("reading", "$500"), "reading_bonus": line_of("reading", "$50")}
    settlement, _ = settled(deal(payment={"rates": rates}), kinds({"+-": 1}), {paid_for: 50})
    assert {line.id: line.due for line in settlement.lines} == {
        key: Money.dollars(amount) for key, amount in due.items()
    }


@pytest.mark.parametrize(
    ("cap", "amounts"),
    [
        # $50.005 and $50.005 are exactly the cap; rounded one by one they would be a cent above it
        ("$100.01", [5001, 5000]),
        # the cap leaves a cent of room for the rounding of each
        ("$100.03", [5001, 5001]),
        # a cent below what is earned, cut to the cap
        ("$100", [5000, 5000]),
    ],
)
def test_nobody_is_paid_more_than_the_cap_by_rounding(cap: str, amounts: list[int]) -> None:
    rates = {"reading": HALF_A_CENT, "math": HALF_A_CENT}
    spec = deal(payment={"rates": rates, "discount": "50%", "caps": {"participant": cap}})
    settlement, _ = settled(spec, kinds({"++": 1}))
    assert [line.amount.cents for line in settlement.lines] == amounts


@pytest.mark.parametrize(("planned", "served", "members"), [(33, 50, 17), (31, 50, 16), (33, 49, 16)])
def test_members_of_a_group_are_the_nearest_number_of_those_served(
    planned: int, served: int, members: int
) -> None:
    # of 100 planned; 33 x 50% = 16.5, so 17; 31 x 50% = 15.5, so 16; 33 x 49% = 16.17, so 16
    spec = deal(
        population={"groups": {"learners": {"name": "Learners", "planned": str(planned)}}},
        payment={"rates": {"reading": None, "extra": line_of("reading", "$10", group="learners")}},
    )
    facts = facts_of(spec, Assumed(served, {"reading": Share(Fraction(1))}))
    assert settle(spec, facts).performance == Money.dollars(10 * members)


def test_a_document_prints_what_is_paid_where_each_cohort_is_rounded_by_itself() -> None:
    # 2 x $33.33 1/3: for one in each of two cohorts $33.33, together $66.66, and not $66.67
    line = {"per_participant": "$100", "factor": "1/3", "due": "2028-07-31"}
    spec = deal(cohorts=COHORTS, payment={"rates": {"reading": line}})
    for cohorts, end in {
        ("first", "second"): ", rounded half a cent upward for each cohort and year: $66.66",
        ("first",): ", rounded to $66.67",
    }.items():
        each = 2 // len(cohorts)
        people = tuple(Alike(each, {"reading": Mark("reached")}, cohort=key) for key in cohorts)
        facts = Facts(2, 2, people)
        account = settle(spec, facts)
        told = in_steps(deal_of(spec), facts, account, account.line("reading"))
        assert told.endswith(f"= $66.66 and 2/3 of a cent{end}")
        assert told.endswith(account.line("reading").amount.exact)


def steps(first: int, second: int) -> str:
    """Return how the line of a deal with two cohorts is told, by who reached its outcome in each."""
    spec = deal(
        cohorts=COHORTS,
        outcomes={"math": None, "absence": None, "reading": outcome("Reading")},
        payment={"rates": {"reading": HALF_A_CENT}, "discount": "50%"},
    )
    reached = {"reading": Mark("reached")}
    counts = {"first": first, "second": second}
    people = tuple(Alike(count, reached, cohort) for cohort, count in counts.items() if count)
    facts = Facts(first + second, first + second, people)
    (figure,) = of_rates(spec, settle(spec, facts), "settlement.")
    return f"{'; '.join(figure.steps)} -> {figure.value}"


def test_the_rounding_of_each_cohort_is_told_where_there_are_two() -> None:
    # first: $50.005, so $50.01; second: $100.01
    assert steps(1, 2).endswith("rounded half a cent upward for each cohort and year: $150.02 -> $150.02")


def test_the_rounding_of_one_cohort_is_told_with_what_was_rounded() -> None:
    assert steps(1, 0).endswith("1/2 of a cent, rounded half a cent upward: $50.01 -> $50.01")


@pytest.mark.parametrize(
    ("cents", "text"),
    [
        (Fraction(100) + Fraction(35, 36), "$1 and 35/36 of a cent"),
        (Fraction(100) + Fraction(36, 37), "$1.009729…"),
        (Fraction(-1, 2), "-$0 and 1/2 of a cent"),
        (Fraction(100), "$1"),
        (Fraction(0), "$0"),
    ],
)
def test_a_fraction_of_a_cent_is_told_up_to_thirty_sixths(cents: Fraction, text: str) -> None:
    assert exact(cents) == text


@pytest.mark.parametrize(
    ("until", "base"), [("2027-10-14", 0), ("2027-10-15", 5_000), ("2028-02-15", 10_000)]
)
def test_an_interim_settlement_holds_what_is_due_on_its_own_day(until: str, base: int) -> None:
    parts = {"a": {"share": "50%", "due": "2027-10-15"}, "b": {"share": "50%", "due": "2028-02-15"}}
    spec = deal(payment={"base": {"due": None, "installments": parts}})
    facts = Facts(100, 100, (), until=date.fromisoformat(until), settled=frozenset())
    assert settle(spec, facts).base == Money.dollars(base)


@pytest.mark.parametrize("lots", [("$900,000", "$100,000"), ("$500,000", "$500,000")])
@pytest.mark.parametrize("contract", [True, False])
def test_ceilings_of_lots_that_come_to_the_ceiling_of_the_whole_fit(
    lots: tuple[str, str], contract: bool
) -> None:
    provider = {"provider": {"name": "P", "address": "1 Street"}} if contract else {}
    each = {key: {"name": key, "not_to_exceed": amount} for key, amount in zip("ab", lots, strict=True)}
    assert "PAY-26" not in {problem.code for problem in check_lines(deal(lots=each, **provider))}


@pytest.mark.parametrize(
    ("keys", "hint"),
    [
        ({}, "Add per_participant, "),
        (
            {"per_participant": "$5", "per_unit": "$5", "unit": "day"},
            "Keep one of them; two prices are two lines.",
        ),
    ],
)
def test_a_line_with_two_prices_or_none_is_told_what_to_do(keys: Texts, hint: str) -> None:
    spec = rated({"reading": {"due": "2028-07-31", **keys}})
    (problem,) = [each for each in check_lines(spec) if each.code == "PAY-02"]
    assert problem.hint.startswith(hint)


@pytest.mark.parametrize(
    ("steps", "how", "text"),
    [
        (1, "highest", ""),
        (2, "highest", ", only the highest of those reached being counted"),
        (2, "cumulative", ", all of those reached being added together"),
    ],
)
def test_two_steps_combine_and_one_does_not(steps: int, how: str, text: str) -> None:
    assert combined(steps, how) == text


@pytest.mark.parametrize(("ceiling", "codes"), [("$9,999.99", {"PAY-24"}), ("$10,000", set())])
def test_a_base_of_all_that_may_be_paid_fits(ceiling: str, codes: set[str]) -> None:
    problems = check_lines(deal(funding={"not_to_exceed": ceiling}))
    assert {problem.code for problem in problems} & {"PAY-24"} == codes


def test_an_explanation_tells_of_roundings_that_differ_from_the_sum() -> None:
    # $100.01 x 1/2 is $50.005: rounded for each of two cohorts $50.01, together $100.02, and not $100.01
    line = {"per_participant": "$100.01", "factor": "1/2", "due": "2028-07-31"}
    spec = deal(cohorts=COHORTS, payment={"rates": {"reading": line}})
    people = tuple(Alike(1, {"reading": Mark("reached")}, cohort=key) for key in COHORTS)
    known = Facts(2, 2, people)
    traced = {each.name: each for each in of_settlement(spec, known, settle(spec, known))}
    assert traced["settlement.rates.reading"].value == "$100.02"
    assert traced["settlement.rates.reading"].steps == (
        "2 x $50.00 and 1/2 of a cent = $100.01 (participants who reached it)",
        "rounded half a cent upward for each cohort and year: $100.02",
    )
