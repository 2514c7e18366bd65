"""A contract that ended early without cause settles as its clause says and as its table shows beforehand."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from obcgen.account.early_end import early_ends
from obcgen.account.scenarios.scenarios import at_target
from obcgen.account.trace.settlement import of_settlement
from obcgen.deal.compile import deal_of
from obcgen.money import Money
from obcgen.show.settlement import settlement_json
from obcgen.statement.from_results import from_results
from obcgen.statement.words import bound_words
from packs import AGREEMENT
from verified import TABLE, contract, due, ending, refused, verified

if TYPE_CHECKING:
    from pathlib import Path

    from obcgen.spec import Spec

HEAD = """obcgen: 1
contract: C-1
settlement: interim
as_of: 2028-06-20
verified: {by: Data Office, on: 2028-06-20}
roster: 100
"""
READING = "outcomes:\n  reading: {measured: 20, eligible: 20, reached: 5}\n"


def test_each_row_of_the_table_is_what_such_an_end_settles_at(tmp_path: Path) -> None:
    spec = ending(in_flight="30%", fee="$700")
    for row in early_ends(spec):
        account = due(tmp_path, f"{HEAD}ended: {row.last_day}\n", spec=spec)
        assert {part.id: part.amount for part in account.base_parts} == {
            "base": row.base, "ending.in_flight": row.in_flight, "ending.fee": row.fee,
        }  # fmt: skip
        assert account.total == account.payable == row.total


def test_what_outcomes_earn_is_taken_off_what_is_owed_in_flight(tmp_path: Path) -> None:
    # 120 of 229 days: 30 % of $20,000 x 120/229 = $3,144.10, of which five results at $500 take $2,500
    spec = ending(in_flight="30%")
    account = due(tmp_path, f"{HEAD}{READING}ended: 2028-01-31\n", spec=spec)
    assert account.performance == Money(250_000)
    assert account.base_parts[-1].amount == Money(64_410)
    more = READING.replace("reached: 5", "reached: 7")
    assert [part.id for part in due(tmp_path, f"{HEAD}{more}ended: 2028-01-31\n", spec=spec).base_parts] == [
        "base"
    ]


def test_an_index_known_by_then_does_not_change_what_the_contract_prints_at_target(tmp_path: Path) -> None:
    # 40 x $400, and 40 x $412 at the most that the index lets it rise; it did not rise
    years = {"2027-28": "$400", "2028-29": "indexed"}
    line = {"per_participant": "$500", "by_year": years, "due": "2028-07-31"}
    terms = {"rates": {"reading": line}, "indexation": {"index": "Index", "at_most": "3%"}}
    spec = ending(payment=terms, in_flight="30%")
    printed = at_target(deal_of(spec)).performance
    figures = "index:\n" + "".join(
        f"  {year}: {{figure: {figure}, source: BLS, published: 2028-06-12}}\n"
        for year, figure in (("2027-28", "300"), ("2028-29", "300"))
    )
    account = due(tmp_path, f"{HEAD}{figures}ended: 2028-01-31\n", spec=spec)
    assert printed == Money(3_248_000)
    assert account.base_parts[-1].amount == printed.times(Fraction(3, 10) * Fraction(120, 229))


def test_what_is_taken_off_for_poor_results_raises_nothing_in_flight(tmp_path: Path) -> None:
    # 30 % of $20,000 x 120/229 = $3,144.10; the line comes to $500 less than nothing
    off = {"below": "20%", "pay": "$500", "gives_back": "true"}
    reading = {"per_participant": None, "group_result": {"steps": [{"at_least": "40%", "pay": "$20,000"}]}}
    spec = ending(in_flight="30%", payment={"rates": {"reading": {**reading, "deduction": off}}})
    none = READING.replace("reached: 5", "reached: 0")
    account = due(tmp_path, f"{HEAD}{none}ended: 2028-01-31\n", spec=spec)
    assert account.performance == Money.dollars(-500)
    assert account.base_parts[-1].amount == Money(314_410)


def test_installments_that_were_paid_and_not_earned_go_back(tmp_path: Path) -> None:
    parts = {"first": {"share": "60%", "due": "2027-11-01"}, "last": {"share": "40%", "due": "2028-03-01"}}
    payment = {"base": {"due": None, "installments": parts}}
    paid = "paid:\n  base.first: {amount: $6000, on: 2027-11-01}\n"
    by_days = due(tmp_path, f"{HEAD}ended: 2028-01-31\n{paid}", spec=ending(payment=payment))
    assert (by_days.base, by_days.due) == (Money(524_017), Money(-75_983))
    fell_due = due(tmp_path, f"{HEAD}ended: 2028-01-31\n{paid}", spec=ending("installments_due", payment))
    assert (fell_due.base, fell_due.due) == (Money(600_000), Money(0))
    later = due(tmp_path, f"{HEAD}ended: 2028-02-25\n{paid}", spec=ending(payment=payment))
    assert [(part.id, part.amount, part.due) for part in later.base_parts] == [
        ("base.first", Money(600_000), date(2027, 11, 1)),
        ("base.last", Money(33_188), date(2028, 2, 25)),  # owed from the end on
    ]


@pytest.mark.parametrize(("costs", "owed"), [("$12,000", 1_200_000), ("$40,000.01", 4_000_000), ("", 0)])
def test_start_up_cost_is_owed_before_service_starts(tmp_path: Path, costs: str, owed: int) -> None:
    amounts = f"amounts: {{start_up: '{costs}'}}\n" if costs else ""
    spec = ending(start_up="$40,000")
    account = due(tmp_path, f"{HEAD}ended: 2027-10-03\n{amounts}", spec=spec)
    assert account.total == Money(owed)
    started = due(tmp_path, f"{HEAD}ended: 2027-10-04\n{amounts}", spec=spec)
    assert started.total == Money(4367)  # one day of 229


def test_nothing_is_owed_above_the_not_to_exceed_amount(tmp_path: Path) -> None:
    spec = ending(fee="$995,000")
    account = due(tmp_path, f"{HEAD}ended: 2028-01-31\n", spec=spec)
    assert account.total == Money(100_000_000)


def test_units_beyond_the_plan_are_no_base_above_the_not_to_exceed_amount(tmp_path: Path) -> None:
    # 1,000 units at $2,000 are twice the $1,000,000 that the contract can pay; 181 of 229 days are served
    spec = ending(payment={"base": {"fixed": None, "per_unit": "$2,000", "unit": "session", "units": "100"}})
    account = due(tmp_path, f"{HEAD}units: 1000\nended: 2028-04-01\n", spec=spec)
    assert account.total == spec.funding.not_to_exceed


def test_no_end_for_convenience_is_named_that_a_contract_does_not_have(tmp_path: Path) -> None:
    spec, results = contract(), f"{HEAD}ended: 2028-01-31\n"
    found, account = verified(tmp_path, results, spec=spec), due(tmp_path, results, spec=spec)
    shown = from_results(spec, found, account, "r", "full")
    assert "The contract ended early: service lasted 120 of 229 days" in shown.base_arithmetic


def test_the_statement_says_how_much_of_the_base_is_owed(tmp_path: Path) -> None:
    spec, results = ending(in_flight="30%"), f"{HEAD}ended: 2028-01-31\n"
    shown = from_results(
        spec, verified(tmp_path, results, spec=spec), due(tmp_path, results, spec=spec), "r", "full"
    )
    assert shown.base_arithmetic.endswith(
        "The contract ended early; the results name no ground, so that this settles it like an end for "
        "convenience: service lasted 120 of 229 days, until January 31, 2028, and $5,240.17 "
        "of the base is earned."
    )
    assert shown.whole_base == Money(1_000_000)
    assert (
        "base included” counts the whole of Base Funding, $10,000.00. What of it is not earned makes no room "
        "for results; amounts that the early end adds may use it"
    ) in bound_words(shown)
    assert [part.name for part in shown.base] == ["Base funding", "Results not yet measured"]


@pytest.mark.parametrize(
    ("ground", "added"),
    [
        ("ground: convenience", True),
        ("ground: district_failure", True),
        ("ground: cause", False),
        ("ground: funds", False),
        ("ground: beyond_control", False),
        ("for_cause: yes", False),
        ("for_cause: no", True),
    ],
)
def test_what_convenience_adds_is_owed_on_its_grounds_alone(ground: str, added: bool, tmp_path: Path) -> None:
    spec, results = ending(in_flight="30%", fee="$700"), f"{HEAD}ended: 2028-01-31\n{ground}\n"
    account = due(tmp_path, results, spec=spec)
    assert [part.amount.cents for part in account.base_parts] == [
        524_017,
        *([314_410, 70_000] if added else []),
    ]
    found = verified(tmp_path, results, spec=spec)
    said = from_results(spec, found, account, "r", "full").base_arithmetic
    assert ("nothing is added for it" in said) != added
    told = json.loads(settlement_json(account, found.results))
    assert told["ground"] == {"for_cause: yes": "cause", "for_cause: no": None}.get(ground, ground[8:])


def test_what_is_taken_off_the_base_makes_no_room_for_what_an_end_adds(tmp_path: Path) -> None:
    # half of $5,240.17 is not delivered; a fee of $990 has the room beside all of it: $6,000 less $5,240.17
    spec = contract_within("$6,000", fee="$990")
    account = due(tmp_path, f"{HEAD}ended: 2028-01-31\ndelivery: {{scheduled: 2, delivered: 1}}\n", spec=spec)
    assert {part.id: part.amount.cents for part in account.base_parts} == {
        "base": 262_008,
        "ending.fee": 75_983,
    }


def contract_within(most: str, **convenience: str) -> Spec:
    plain = ending(**convenience)
    funding = plain.funding.model_copy(update={"not_to_exceed": Money.parse(most)})
    return plain.model_copy(update={"funding": funding})


TIERS = {
    "base": {
        "fixed": None,
        "counted": "served",
        "tiers": [{"at_least": "12 hours", "pay": "$20"}, {"at_least": "36 hours", "pay": "$50"}],
    }
}


def test_steps_of_service_that_were_reached_are_owed_in_full_at_an_early_end(tmp_path: Path) -> None:
    # two at $50, one at $20, one at nothing; half of the days make no difference
    table = "participant,served,dosage,reading\nA,yes,36,51\nB,yes,40,51\nC,yes,35.9,51\nD,yes,11,51\n"
    results = TABLE.replace("final", "interim") + "ended: 2028-04-17\nground: cause\n"
    spec = ending(payment=TIERS)
    account = due(tmp_path, results, table, spec=spec)
    assert [(part.amount.cents, part.due) for part in account.base_parts] == [(12_000, date(2027, 10, 15))]
    found = verified(tmp_path, results, table, spec=spec)
    said = from_results(spec, found, account, "r", "full").base_arithmetic
    assert said.endswith("It counts the service received until then; days do not reduce it.")
    before = due(tmp_path, results, table, spec=ending("installments_due", TIERS))
    assert before.base == Money(12_000)
    problems = refused(tmp_path, results + "delivery: {scheduled: 9, delivered: 8}\n", table, spec=spec)
    assert [(each.code, each.message.rpartition(": ")[2]) for each in problems] == [
        ("RES-50", "it pays for service received alone.")
    ]


def test_a_base_without_a_date_is_owed_from_an_early_end_on(tmp_path: Path) -> None:
    spec = ending(payment={"base": {"due": None, "when": "the report is accepted"}})
    assert due(tmp_path, HEAD, spec=spec).base == Money(0)
    account = due(tmp_path, f"{HEAD}ended: 2028-01-31\n", spec=spec)
    assert (account.base, account.payable) == (Money(524_017), Money(524_017))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("ground: cause\n", "and not when"),
        ("for_cause: yes\n", "and not when"),
        ("ended: 2028-01-31\nground: funds\nfor_cause: yes\n", "two grounds"),
        ("ended: 2028-01-31\nground: strike\n", "“strike” is not"),
    ],
)
def test_a_ground_is_one_and_has_a_day(said: str, words: str, tmp_path: Path) -> None:
    problems = refused(tmp_path, HEAD + said, spec=ending(fee="$700"))
    assert [words in each.message for each in problems] == [True]


@pytest.mark.parametrize("day", ["2028-05-19", "2028-06-21", "2027-06-30"])
def test_an_end_that_is_none_is_refused(tmp_path: Path, day: str) -> None:
    problems = refused(tmp_path, f"{HEAD}ended: {day}\n", spec=ending())
    assert [(each.code, each.path) for each in problems] == [("RES-10", ("ended",))]


def test_a_payment_for_an_early_end_needs_one(tmp_path: Path) -> None:
    paid = "paid:\n  ending.fee: {amount: $700, on: 2028-03-01}\n"
    spec = ending(fee="$700")
    assert due(tmp_path, f"{HEAD}ended: 2028-01-31\n{paid}", spec=spec).due == Money(524_017)
    (problem,) = refused(tmp_path, f"{HEAD}{paid}", spec=spec)
    assert problem.code == "RES-11"


def test_each_part_is_traced_with_its_arithmetic(tmp_path: Path) -> None:
    spec, results = ending(in_flight="30%", fee="$700"), f"{HEAD}{READING}ended: 2028-01-31\n"
    account = due(tmp_path, results, spec=spec)
    figures = {
        each.name: each for each in of_settlement(spec, verified(tmp_path, results, spec=spec).facts, account)
    }
    assert figures["settlement.total"].value == account.total.exact
    assert "after 120 of 229 days: $5,240.17" in figures["settlement.base"].steps[0]
    (step,) = figures["settlement.ending.in_flight"].steps
    assert step.startswith("30% of $20,000.00 at target x 120/229 days = $3,144.10")
    assert set(figures["settlement.base"].parts) <= figures.keys()


@pytest.mark.parametrize(
    ("ended", "found"),
    [
        ("2027-10-03", ["RES-26", "RES-26"]),  # the day before service begins
        ("2027-10-04", ["RES-26"]),  # one day holds 8 hours
        ("2027-10-15", ["RES-27"]),  # two weeks of the plan are 3 hours
        ("2028-04-30", []),
    ],
)
def test_service_after_an_early_end_counts_for_nothing(ended: str, found: list[str], tmp_path: Path) -> None:
    termination = {
        "convenience": {"notice": "30 days"},
        "cause": {"cure": "15 days"},
        "settlement": {"base": "pro_rata", "outcomes": "reached"},
    }
    spec = contract(
        agreement={**AGREEMENT, "termination": termination},
        program={"dosage": {"sessions_per_week": "3", "minutes": "30", "weeks": "28"}},
    )
    results = HEAD + f"participants: p.csv\nended: {ended}\n"
    table = "participant,served,dosage,reading\n" + "".join(f"P{n},yes,9,51\n" for n in range(100))
    if "RES-26" in found:
        problems = refused(tmp_path, results, table, spec=spec)
        assert [each.code for each in problems] == found
        return
    read = verified(tmp_path, results, table, spec=spec)
    assert [each.kind.code for each in read.oddities if each.kind.code == "RES-27"] == found


UNDATED = {
    "plan": {"name": "Plan", "share": "60%", "when": "the plan is approved"},
    "launch": {"name": "Launch", "share": "40%", "due": "2027-10-15", "when": "work starts"},
}
BY_INSTALLMENT = {"base": {"due": None, "installments": UNDATED}}


@pytest.mark.parametrize(
    ("spec", "ended", "names"),
    [
        (ending(fee="$1,000"), "ended: 2028-01-31\n", ["RES-53 ground"]),
        (ending(fee="$1,000"), "ended: 2028-01-31\nground: funds\n", []),
        (ending(fee="$1,000"), "ended: 2028-01-31\nfor_cause: yes\n", []),
        (ending(fee="$1,000"), "", []),
        (ending(), "ended: 2028-01-31\n", []),
        (contract(), "ended: 2028-01-31\nground: convenience\n", ["RES-53 ground"]),
        (contract(), "ended: 2028-01-31\nground: funds\n", []),
        (ending("installments_due", BY_INSTALLMENT), "ended: 2028-01-31\n", ["RES-53 base"]),
        (ending("pro_rata", BY_INSTALLMENT), "ended: 2028-01-31\n", []),
    ],
)
def test_an_early_end_that_pays_by_what_is_not_stated_is_told(
    spec: Spec, ended: str, names: list[str], tmp_path: Path
) -> None:
    found = verified(tmp_path, HEAD + ended, spec=spec)
    assert [each.name for each in found.oddities if each.kind.code == "RES-53"] == names
