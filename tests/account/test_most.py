"""The most that payments can come to, alone and together; it can be more than everything reached pays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from deals import Texts, deal, rated
from obcgen.account.most_by_source import funded_at_most
from obcgen.account.schedule import schedule
from obcgen.account.settle import settle
from obcgen.deal.facts import Mark
from obcgen.deal.people import everything_reached
from obcgen.law.in_force import law_on
from obcgen.money import Money
from obcgen.pack import builtin
from obcgen.policy.less_for_more import more_success_pays_more
from obcgen.spec import Spec

LAW = law_on(builtin(), date(2027, 3, 1))
BOTH: Texts = {
    "reading": {"per_participant": "$100", "due": "2028-06-30"},
    "math": {"per_participant": "$100", "due": "2028-07-31"},
}
COHORTS: Texts = {
    key: {"name": key, "planned": "10", "starts": "2027-09-01", "ends": ends}
    for key, ends in (("first", "2028-06-01"), ("second", "2029-06-01"))
}


def _two(**changes: Texts) -> Spec:
    """Return two lines of 100 x $100 under one cap of $1,000 over two fiscal years, and no base."""
    return rated(BOTH, base=None, caps={"total": "$1,000"}, **changes)


def test_each_payment_stands_at_what_it_alone_can_pay_and_all_together_at_what_the_cap_leaves() -> None:
    found = schedule(_two())
    assert [(str(each.amount), str(each.running)) for each in found.payments] == [
        ("$1,000", "$1,000"),
        ("$1,000", "$1,000"),
    ]
    assert (str(found.performance), str(found.maximum), found.shares_limits) == ("$1,000", "$1,000", True)
    assert "In all, no more than $1,000 can fall due." in found.notes[-1]


def test_one_line_alone_pays_what_the_schedule_prints_for_it() -> None:
    spec = _two()
    facts = everything_reached(spec)
    people = tuple(replace(each, marks={**each.marks, "math": Mark("not_reached")}) for each in facts.people)
    reading, math = settle(spec, replace(facts, people=people)).lines
    assert (str(reading.amount), str(math.amount)) == ("$1,000", "$0")


def test_each_fiscal_year_and_source_stands_at_the_most_that_it_alone_can_bear() -> None:
    spec = deal(
        funding={
            "sources": {
                "grant": {"name": "Grant", "amount": "$700", "pays": ["rates"], "federal": "false"},
                "levy": {"name": "Levy", "amount": "$5,000", "pays": ["rates", "base"], "federal": "false"},
            }
        },
        payment={"base": None, "rates": {**BOTH}, "caps": {"total": "$1,000"}},
    )
    found = funded_at_most(spec, schedule(spec))
    assert [(year.year, str(year.total)) for year in found.years] == [
        ("2027-28", "$1,000"),
        ("2028-29", "$1,000"),
    ]
    # the levy bears only what $1,000 leaves once the grant of $700 is used up
    assert [(source.id, str(source.total)) for source in found.sources] == [
        ("grant", "$700"),
        ("levy", "$300"),
    ]


def test_a_source_that_could_bear_everything_stands_at_what_can_fall_to_it() -> None:
    rest = {"name": "Levy", "pays": ["rates", "base"], "federal": "false"}
    own = {"name": "Base", "amount": "$4,000", "pays": ["base"], "federal": "false"}
    spec = deal(funding={"sources": {"levy": rest, "own": own}})  # $10,000 of base, $50,000 of results
    found = {each.id: each for each in funded_at_most(spec, schedule(spec)).sources}
    assert [(str(each.base), str(each.performance)) for each in (found["own"], found["levy"])] == [
        ("$4,000", "$0"),
        ("$6,000", "$50,000"),
    ]


def test_what_no_source_covers_is_told_only_where_it_can_happen() -> None:
    sources = {"grant": {"name": "Grant", "amount": "$1,000", "pays": ["rates"], "federal": "false"}}
    enough = deal(
        funding={"sources": sources}, payment={"base": None, "rates": BOTH, "caps": {"total": "$1,000"}}
    )
    assert [each.id for each in funded_at_most(enough, schedule(enough)).sources] == ["grant"]
    short = deal(
        funding={"sources": sources}, payment={"base": None, "rates": BOTH, "caps": {"total": "$1,001"}}
    )
    found = funded_at_most(short, schedule(short)).sources
    assert [(each.id, str(each.total)) for each in found] == [("grant", "$1,000"), ("", "$1")]


def test_money_of_the_other_kind_uses_up_no_source_that_pays_one_kind() -> None:
    grant = {"name": "Grant", "amount": "$1,000", "pays": ["rates"], "federal": "false"}
    levy = {"name": "Levy", "amount": "$10,000", "pays": ["base"], "federal": "false"}
    for most, uncovered in (("$1,000", []), ("$1,001", ["$1"])):
        spec = deal(  # $10,000 of base, all of it the levy's
            funding={"sources": {"grant": grant, "levy": levy}},
            payment={"rates": BOTH, "caps": {"total": most}},
        )
        found = funded_at_most(spec, schedule(spec)).sources
        assert [str(each.performance) for each in found if not each.id] == uncovered


def _more_for_less() -> Spec:
    return deal(
        population={"planned": "20"},
        cohorts=COHORTS,
        payment={
            "base": None,
            "rates": {
                "reading": {"per_participant": "$100"},
                "math": {"per_participant": "$60", "cohort": "first", "due": "2028-07-31"},
            },
            "caps": {"outcome": {"reading": "$1,000"}, "year": {"2027-28": "$600"}},
        },
    )


def test_where_less_success_pays_more_the_most_is_what_less_pays() -> None:
    # everything: reading 2 x $1,000 cut to $500 + $500, and with $600 for math the year leaves $600: $1,100
    # reading missed by the first cohort: $1,000 for the second, and $600 for math
    spec = _more_for_less()
    facts = everything_reached(spec)
    people = tuple(
        replace(each, marks={**each.marks, "reading": Mark("not_reached")})
        if each.cohort == "first"
        else each
        for each in facts.people
    )
    assert settle(spec, facts).performance == Money.dollars(1_100)
    assert settle(spec, replace(facts, people=people)).performance == Money.dollars(1_600)
    assert schedule(spec).performance == Money.dollars(1_600)


def test_without_a_limit_that_cuts_payments_are_what_everything_reached_pays() -> None:
    found = schedule(rated(BOTH, base=None))
    assert ([str(each.amount) for each in found.payments], found.shares_limits) == (["$10,000"] * 2, False)


def test_units_can_come_to_the_ceiling_in_one_year_alone() -> None:
    line: Texts = {
        "outcome": "reading",
        "per_unit": "$5",
        "unit": "point",
        "at_most": "$900",
        "due": "2028-07-31",
    }
    cohorts = deal(
        population={"planned": "20"},
        cohorts=COHORTS,
        payment={"rates": {"reading": None, "units": line}, "caps": {"year": {"2027-28": "$850"}}},
    )
    assert str(schedule(cohorts).performance) == "$900"


def test_a_deal_in_which_missing_an_outcome_pays_more_is_told_with_both_figures() -> None:
    (problem,) = more_success_pays_more.run(_more_for_less(), LAW)
    assert problem.message == (
        "If everything is reached, results pay $1,100; "
        "if “Reading” is missed in the cohort “first”, they pay $1,600."
    )
    assert problem.path == ("payment", "caps", "outcome", "reading")


def test_a_deal_in_which_limits_only_share_money_is_not_told() -> None:
    assert not list(more_success_pays_more.run(_two(), LAW))


def test_an_index_that_rises_least_leaves_the_most_room_beside_the_base() -> None:
    # a base of $1,000 and at least $1,010 leaves $990 of $3,000; with $1,100 at the most it leaves $900
    first = {"pay": "$1,000", "due": "2027-10-15"}
    years = {"2027-28": first, "2028-29": {"pay": "indexed", "due": "2028-10-15"}}
    indexation = {"index": "Consumer Price Index", "at_most": "10%", "at_least": "1%"}
    base = {"fixed": None, "due": None, "by_year": years}
    spec = deal(payment={"base": base, "indexation": indexation}, funding={"not_to_exceed": "$3,000"})
    amounts = {payment.id: payment.amount for payment in schedule(spec).payments}
    assert amounts["rates.reading"] == Money.dollars(990)
