"""What the cap for a year takes off, paid in later years that leave room: amounts, days, words, the most."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from deals import Texts, deal
from obcgen.account.account import Account
from obcgen.account.examples.examples import worked_examples
from obcgen.account.most_by_source import funded_at_most
from obcgen.account.quarters import quarters
from obcgen.account.schedule import schedule
from obcgen.account.settle import settle
from obcgen.account.to_data import settlement_data
from obcgen.account.trace.settlement import of_rates
from obcgen.deal.facts import Alike, Facts, Ledger, Mark
from obcgen.deal.limits import CarriedOver
from obcgen.deal.terms import cap_sentences
from obcgen.money import Money
from obcgen.pack import builtin
from obcgen.policy.funds import payments_made_in_time
from obcgen.policy.limits import caps_can_bind, caps_leave_what_is_promised
from obcgen.policy.payment import check_lines
from obcgen.render.environment import Templates
from obcgen.sheets.schedule import schedule_book
from obcgen.sheets.settlement import settlement_book
from obcgen.spec import Spec
from obcgen.statement.words import bound_words
from settlements import kinds, settled, two_lines
from spreadsheet import Spreadsheet
from worked_sums import holds

YEARS = {"first": 2028, "second": 2029, "third": 2030}
CAPS = {"2027-28": "$20,000", "2028-29": "$25,000", "2029-30": "$6,000"}


def three_years(caps: Texts | None = None, **changes: Any) -> Spec:
    """Return three cohorts of 60, each with a year of its own, $500 for each who reaches reading."""
    cohorts = {
        key: {"name": key.capitalize(), "planned": "60", "starts": f"{end - 1}-09-01", "ends": f"{end}-06-01"}
        for key, end in YEARS.items()
    }
    payment = {"caps": {"year": CAPS, "carry_over": "true", **(caps or {})}, **changes.pop("payment", {})}
    return deal(population={"planned": "180"}, cohorts=cohorts, payment=payment, **changes)


def reached(*counts: int, **changes: Any) -> Facts:
    """Return how many of each cohort reach reading."""
    people = tuple(
        Alike(count, {"reading": Mark("reached")}, cohort)
        for cohort, count in zip(YEARS, counts, strict=False)
    )
    return replace(Facts(180, 180, people), **changes)


def carried(account: Account) -> dict[str, dict[str, str]]:
    return {
        entry.cohort: {each.year: str(each.amount) for each in entry.carried} for entry in account.entries
    }


@pytest.mark.parametrize(
    ("counts", "amounts", "moved"),
    [
        ((60, 40, 0), ["$30,000", "$20,000"], {"first": {"2028-29": "$5,000", "2029-30": "$5,000"}}),
        ((60, 50, 0), ["$26,000", "$25,000"], {"first": {"2029-30": "$6,000"}}),
        ((60, 60, 0), ["$26,000", "$25,000"], {"first": {"2029-30": "$6,000"}}),
        (
            (44, 56, 4),
            ["$22,000", "$27,000", "$2,000"],
            {"first": {"2029-30": "$2,000"}, "second": {"2029-30": "$2,000"}},
        ),
        ((60, 60, 20), ["$20,000", "$25,000", "$6,000"], {}),
        ((40, 50, 12), ["$20,000", "$25,000", "$6,000"], {}),
    ],
)
def test_later_years_pay_what_they_have_room_for_the_earliest_first(
    counts: tuple[int, ...], amounts: list[str], moved: dict[str, dict[str, str]]
) -> None:
    account = settle(three_years(), reached(*counts))
    assert [str(entry.amount) for entry in account.entries] == amounts
    assert {key: own for key, own in carried(account).items() if own} == moved


def test_without_the_key_a_cap_for_a_year_takes_off_for_good() -> None:
    account = settle(three_years({"carry_over": "false"}), reached(60, 0, 0))
    assert str(account.performance) == "$20,000"
    assert not any(carried(account).values())


def test_several_lines_share_what_is_carried_over_in_proportion_to_the_cent() -> None:
    rates = {"math": {"per_participant": "$333.33", "due": "2028-07-31"}}
    both = Facts(180, 180, (Alike(60, {"reading": Mark("reached"), "math": Mark("reached")}, "first"),))
    account = settle(three_years({"year": {**CAPS, "2029-30": "$0.01"}}, payment={"rates": rates}), both)
    # $30,000 and $19,999.80: of $20,000, $25,000 and $0.01 each line has its part
    assert account.performance == Money(4_500_001)
    assert [entry.amount.cents for entry in account.entries if entry.amount] == [2_700_012, 1_799_989]
    assert [sum(each.amount.cents for each in entry.carried) for entry in account.entries if entry.size] == [
        entry.amount.cents - own for entry, own in zip(account.entries, (1_200_005, 799_995), strict=True)
    ]


def test_later_limits_take_what_is_carried_over_first_and_nothing_is_carried_past_them() -> None:
    account = settle(three_years({"total": "$22,000"}), reached(60))
    (entry,) = account.entries
    assert entry.amount == Money.dollars(22_000)
    assert [(each.year, each.amount) for each in entry.carried] == [("2028-29", Money.dollars(2_000))]


def test_what_is_carried_over_falls_due_when_the_later_year_has_ended_or_the_line_pays() -> None:
    spec = three_years(payment={"rates": {"reading": {"due": "2029-07-31"}}})
    account = settle(spec, reached(60))
    days = {due.on: due.settled for due in account.dues if due.payment == "rates.reading"}
    assert days == {date(2029, 7, 31): Money.dollars(30_000)}
    late = settle(spec, reached(0, 60))
    days = {due.on: due.settled for due in late.dues if due.payment == "rates.reading"}
    assert days == {date(2029, 7, 31): Money.dollars(25_000), date(2030, 6, 30): Money.dollars(5_000)}
    assert [(q.name, q.performance) for q in quarters(spec, late) if q.performance] == [
        ("2029-30 Q1", Money.dollars(25_000)),
        ("2029-30 Q4", Money.dollars(5_000)),
    ]


def test_what_is_carried_over_is_not_payable_while_the_later_year_still_earns() -> None:
    account, shown = settled(three_years(), reached(60))
    assert account.later == Money.dollars(10_000)
    assert [(due.on, due.payable) for due in shown.dues if due.payment == "rates.reading"] == [
        (date(2028, 7, 31), Money.dollars(20_000)),
        (date(2029, 6, 30), Money(0)),
    ]
    final = settle(three_years(), reached(60, 60), Ledger({"rates.reading": Money.dollars(20_000)}))
    assert [str(due.due) for due in final.dues if due.payment == "rates.reading"] == ["$25,000", "$6,000"]


def test_what_a_district_default_adds_is_carried_over_into_the_room_that_is_left() -> None:
    effect = {"effect": "deemed_met", "reach": "affected_participants"}
    spec = three_years(payment={"if_district_defaults": effect})
    missed = Alike(60, {"reading": Mark("not_reached")}, "first", affected=frozenset({"reading"}))
    account = settle(spec, Facts(180, 180, (missed, Alike(40, {"reading": Mark("reached")}, "second"))))
    assert account.added == Money.dollars(30_000)
    first = next(entry for entry in account.entries if entry.cohort == "first")
    assert [(each.year, str(each.amount)) for each in first.carried] == [
        ("2028-29", "$5,000"),
        ("2029-30", "$5,000"),
    ]
    limit = next(each for each in account.limits if each.name == "2027-28")
    assert limit.carried == (
        CarriedOver("2028-29", Money.dollars(5_000)),
        CarriedOver("2029-30", Money.dollars(5_000)),
    )


def test_the_most_is_what_all_years_can_pay_together_and_so_is_that_of_each_fiscal_year() -> None:
    spec = three_years()
    planned = schedule(spec)
    assert planned.performance == Money.dollars(51_000)
    years = {year.year: year.performance for year in funded_at_most(spec, planned).years}
    paid = settle(spec, reached(0, 60))
    for day, amount in (dated for entry in paid.entries for dated in entry.dated):
        assert day is not None
        assert (
            amount
            <= years[f"{day.year if day.month > 6 else day.year - 1}-{(day.year + (day.month > 6)) % 100}"]
        )
    assert years["2029-30"] > Money(0)


def test_the_words_say_what_is_carried_over_where_to_and_until_when() -> None:
    spec = three_years()
    (sentence,) = [each for each in cap_sentences(spec) if "carried over" in each]
    assert "in a later year that has a cap (2028-29 and 2029-30)" in sentence
    assert sentence.endswith("What is still unpaid after 2029-30 is not paid.")
    assert not [each for each in cap_sentences(three_years({"carry_over": "false"})) if "carried" in each]
    account = settle(spec, reached(60))
    (limit,) = [each for each in account.limits if each.acted]
    assert not limit.bound
    assert limit.sentence == (
        "The cap of $20,000 for the year 2027-28 leaves $20,000 of $30,000 in its year; "
        "$10,000 is carried over into 2028-29."
    )
    (limit, *_) = settle(spec, reached(60, 45)).cutting
    assert limit.sentence.endswith(
        "$2,500 is carried over into 2028-29, $6,000 is carried over into 2029-30 and $1,500 is not paid."
    )
    (figure,) = [each for each in of_rates(spec, account, "settlement.") if "reading" in each.name]
    assert any("$10,000.00 is carried over into 2028-29" in line for line in figure.steps)


def test_the_statement_and_the_data_say_it_too() -> None:
    account, shown = settled(three_years(), reached(60))
    assert bound_words(shown) == (
        "No limit cut anything. Of what “Most for the year 2027-28” takes off in its year, $10,000.00 is "
        "carried over into 2028-29."
    )
    caps = settlement_data(account)["caps"]
    assert isinstance(caps, list)
    moved = {each["name"]: each["carried_over"] for each in caps if "carried_over" in each}
    assert moved == {"2027-28": [{"year": "2028-29", "amount": "10000.00"}]}


def test_a_worked_example_shows_it() -> None:
    spec = three_years()
    examples = worked_examples(spec)
    holds(spec, examples)
    (example,) = [each for each in examples if each.title == "Carry-over"]
    assert example.amount == Money.dollars(30_000)


@pytest.mark.parametrize("year", [{}, {"2027-28": "$20,000"}])
def test_a_carry_over_without_a_later_year_is_a_problem(year: Texts) -> None:
    spec = deal(payment={"caps": {"year": year, "carry_over": "true"}})
    (problem,) = [each for each in check_lines(spec) if each.code == "PAY-46"]
    assert problem.path == ("payment", "caps", "carry_over")


def test_the_workbooks_hold_what_is_settled_and_planned() -> None:
    spec = three_years()
    account, shown = settled(spec, reached(60, 45))
    for book in (settlement_book(spec, shown, account), schedule_book(spec)):
        for place, cell, gives in Spreadsheet(book).computed():
            assert gives == cell.value or round(gives, 6) == round(float(cell.value), 6), place  # type: ignore[arg-type]


def test_a_cap_that_only_puts_off_is_no_cap_that_cuts_and_one_with_room_for_that_can_bind() -> None:
    caps = {"year": {"2027-28": "$29,000", "2028-29": "$31,000", "2029-30": "$32,001"}}
    spec = three_years(caps)
    assert [problem.path[-1] for problem in caps_leave_what_is_promised.find(spec)] == []
    assert [problem.path[-1] for problem in caps_can_bind.find(spec)] == ["2029-30"]
    without = three_years({**caps, "carry_over": "false"})
    assert [problem.path[-1] for problem in caps_leave_what_is_promised.find(without)] == ["2027-28"]
    assert [problem.path[-1] for problem in caps_can_bind.find(without)] == ["2028-29", "2029-30"]


@pytest.mark.parametrize("carries", ["true", "false"])
def test_the_contract_does_not_deny_what_it_promises(carries: str) -> None:
    spec = three_years({"carry_over": carries})
    names = {"payment": spec.payment, "cap_sentences": cap_sentences(spec), "district": spec.district}
    templates = Templates(builtin(), names)
    text = "".join(map(templates.html, ("contract/payment-caps.md", "contract/caps-in-settlement.md")))
    (denied,) = [line for line in text.splitlines() if "is not carried over to another line" in line]
    assert ("But for what the cap for a year takes off" in denied) == (carries == "true")
    assert ("takes off is carried over" in text) == (carries == "true")


@pytest.mark.parametrize(("last", "told"), [("2029-12-31", True), ("2030-06-30", False)])
def test_what_is_carried_beyond_the_days_of_its_money_is_a_problem(last: str, told: bool) -> None:
    source = {"name": "Title I", "liquidate_by": last, "pays": ["base", "rates"], "federal": "false"}
    spec = three_years(funding={"sources": {"title_i": source}})
    found = list(payments_made_in_time.find(spec))
    assert [problem.path for problem in found] == ([("payment", "caps", "carry_over")] if told else [])
    assert all("2030-06-30, after Title I can be paid out (2029-12-31)" in each.message for each in found)


def test_what_is_carried_beyond_the_end_of_a_grant_is_not_charged_to_it() -> None:
    # of $45,000, $10,000 are carried over and fall due on June 30, 2029
    both = {"pays": ["base", "rates"]}
    grant = {"name": "Grant", "federal": "true", "amount": "$500,000", "liquidate_by": "2028-12-31", **both}
    sources = {"grant": grant, "general": {"name": "General", "federal": "false", **both}}
    spec = three_years(funding={"sources": sources})
    for paid in ({}, {"rates.reading": 20_000}):
        _, found = settled(spec, reached(60, 20, 10), paid=paid)
        charged = {source.id: str(source.performance) for source in found.sources}
        assert charged == {"grant": "$35,000", "general": "$10,000"}


def test_what_a_grant_could_have_paid_in_time_is_not_charged_to_it_when_it_is_paid_late() -> None:
    both = {"pays": ["base", "rates"]}
    grant = {"name": "Grant", "federal": "true", "amount": "$500,000", "liquidate_by": "2028-09-30", **both}
    sources = {"grant": grant, "general": {"name": "General", "federal": "false", **both}}
    spec = two_lines(funding={"sources": sources})  # due on July 31, 2028
    for as_of, source in ((date(2028, 9, 30), "grant"), (date(2028, 10, 1), "general")):
        _, found = settled(spec, kinds({"++": 1}), paid={"base": 10_000}, as_of=as_of)
        charged = {each.id: str(each.performance) for each in found.sources}
        assert charged[source] == "$800"
