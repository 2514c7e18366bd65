"""Each cap cuts what it covers, in the stated order, and says what it did. The plain deal plans 100."""

from __future__ import annotations

from typing import Any

from deals import Texts, deal, outcome, rated
from obcgen.account.schedule import schedule
from obcgen.account.settle import most
from obcgen.deal.compile import deal_of
from obcgen.deal.terms import cap_sentences
from obcgen.money import Money
from obcgen.spec import Spec

TWO: Texts = {"reading": {"per_participant": "$500"}, "math": {"per_participant": "$250"}}


def amounts(spec: Spec) -> list[str]:
    """Return what each line pays where everything is reached."""
    return [str(line.amount) for line in most(deal_of(spec)).lines]


def notes(spec: Spec) -> tuple[str, ...]:
    """Return what the schedule says of limits, and not of what they share."""
    return tuple(note for note in schedule(spec).notes if not note.startswith("Payments share"))


def capped(rates: Texts, **caps: Any) -> Spec:
    return rated(rates, caps=caps)


def test_a_cap_per_participant_cuts_the_lines_of_a_participant_in_proportion() -> None:
    # $500 + $250 = $750 a participant, cut to $600: two thirds and one third of 100 x $600
    assert amounts(capped(TWO, participant="$600")) == ["$40,000", "$20,000"]


def test_a_cap_that_is_not_reached_cuts_nothing_and_is_not_mentioned() -> None:
    found = capped(TWO, participant="$750", total="$75,000")
    assert (amounts(found), schedule(found).notes) == (["$50,000", "$25,000"], ())


def test_a_cap_that_cuts_is_reported_with_both_figures() -> None:
    assert notes(capped(TWO, participant="$600")) == (
        "The cap of $600 for each Participant cuts Performance Funding from $75,000 to $60,000.",
    )


def test_cents_that_do_not_divide_go_to_the_largest_remainder() -> None:
    # $100.00 in proportion 500 : 250 = 66.666... and 33.333...; the cent left over goes to the first
    assert amounts(capped(TWO, total="$100")) == ["$66.67", "$33.33"]


def test_only_participants_of_a_group_reach_the_cap_that_their_extra_line_brings_them_over() -> None:
    # 40 learners: $500 + $300 cut to $600; 60 others: $500
    # in all 40 x $600 + 60 x $500 = $54,000; of the 40 x $600, $15,000 and $9,000
    spec = deal(
        population={"groups": {"learners": {"name": "Learners", "planned": "40"}}},
        payment={
            "rates": {"extra": {"outcome": "math", "per_participant": "$300", "group": "learners"}},
            "caps": {"participant": "$600"},
        },
    )
    assert schedule(spec).performance == Money.dollars(54_000)
    assert amounts(spec) == ["$45,000", "$9,000"]


def test_groups_overlap_only_as_far_as_they_must_and_only_those_in_both_reach_the_cap() -> None:
    # 80 + 80 of 100 participants: 60 in both at $1,000 cut to $600, 40 in one at $500
    # 60 x $600 + 40 x $500 = $56,000
    groups = {key: {"name": key.title(), "planned": "80"} for key in ("one", "two")}
    rates = {
        key: {"outcome": "reading", "per_participant": "$500", "group": key, "due": "2028-07-31"}
        for key in groups
    }
    spec = deal(
        population={"groups": groups},
        payment={"rates": {"reading": None, **rates}, "caps": {"participant": "$600"}},
    )
    assert schedule(spec).performance == Money.dollars(56_000)


def test_a_cap_per_participant_leaves_a_payment_for_the_group_alone() -> None:
    rates = {
        **TWO,
        "absence": {"group_result": {"steps": [{"at_least": "3", "pay": "$9,000"}]}},
    }
    assert amounts(capped(rates, participant="$600")) == ["$40,000", "$20,000", "$9,000"]


def test_a_cap_for_an_outcome_covers_every_line_that_pays_for_it() -> None:
    # reading: $50,000 + both: $10,000, cut to $30,000 as 5 : 1; math is not covered
    rates = {**TWO, "both": {"all": ["reading", "math"], "per_participant": "$100"}}
    assert amounts(capped(rates, outcome={"reading": "$30,000"})) == ["$25,000", "$25,000", "$5,000"]


def test_caps_apply_in_the_stated_order_each_on_what_the_last_one_left() -> None:
    # participant: 75,000 to 60,000, which is 40,000 + 20,000; reading: 40,000 to 30,000;
    # total: 50,000 to 45,000 as 3 : 2
    found = capped(TWO, participant="$600", outcome={"reading": "$30,000"}, total="$45,000")
    assert amounts(found) == ["$27,000", "$18,000"]
    assert [note.split(" cuts ")[1] for note in notes(found)] == [
        "Performance Funding from $75,000 to $60,000.",
        "Performance Funding from $40,000 to $30,000.",
        "Performance Funding from $50,000 to $45,000.",
    ]


COHORTS: Texts = {
    "first": {"name": "First", "planned": "60", "starts": "2027-09-01", "ends": "2028-06-01"},
    "second": {"name": "Second", "planned": "40", "starts": "2028-09-01", "ends": "2029-06-01"},
}


def test_a_cap_for_a_cohort_covers_its_part_of_a_line_for_everyone() -> None:
    # 60 x $500 = $30,000 cut to $24,000; 40 x $500 = $20,000 stays
    spec = deal(cohorts=COHORTS, payment={"caps": {"cohort": {"first": "$24,000"}}})
    assert schedule(spec).performance == Money.dollars(44_000)


def test_a_cap_for_a_year_covers_what_cohorts_that_end_in_it_can_earn() -> None:
    # the second cohort ends in the fiscal year 2028-29: $20,000 cut to $15,000
    spec = deal(cohorts=COHORTS, payment={"caps": {"year": {"2028-29": "$15,000"}}})
    assert schedule(spec).performance == Money.dollars(45_000)


def test_a_fiscal_year_follows_the_districts_calendar() -> None:
    # a fiscal year from October: June 2029 lies in 2028-29, and so does November 2028
    spec = deal(
        district={"fiscal_year_starts": "10-01"},
        program={"ends": "2028-11-30"},
        payment={"caps": {"year": {"2028-29": "$15,000"}}},
    )
    assert schedule(spec).performance == Money.dollars(15_000)


def test_a_calendar_year_has_one_number() -> None:
    spec = deal(district={"fiscal_year_starts": "01-01"}, payment={"caps": {"year": {"2028": "$15,000"}}})
    assert schedule(spec).performance == Money.dollars(15_000)


def test_the_ceiling_of_the_contract_comes_last_and_cuts_performance_money_first() -> None:
    # $10,000 base + $75,000 performance under $40,000: $30,000 left, as 2 : 1
    spec = deal(
        funding={"not_to_exceed": "$40,000"}, payment={"rates": {"math": {"per_participant": "$250"}}}
    )
    assert (schedule(spec).base, amounts(spec)) == (Money.dollars(10_000), ["$20,000", "$10,000"])
    assert notes(spec) == ("The Not-to-Exceed Amount of $40,000 cuts the maximum from $85,000 to $40,000.",)


def test_every_cap_is_a_sentence_and_the_order_is_stated() -> None:
    spec = deal(
        cohorts=COHORTS,
        outcomes={"reading": outcome("Text fluency")},
        payment={
            "caps": {
                "participant": "$600",
                "outcome": {"reading": "$30,000"},
                "cohort": {"first": "$24,000"},
                "year": {"2028-29": "$15,000"},
                "total": "$45,000",
            }
        },
    )
    assert cap_sentences(spec) == (
        "The District shall pay no more than $600 of Performance Funding for any one Participant.",
        "The District shall pay no more than $30,000 of Performance Funding for the Outcome “Text fluency”.",
        "The District shall pay no more than $24,000 of Performance Funding for the cohort “First”.",
        "The District shall pay no more than $15,000 of Performance Funding for results of the year 2028-29.",
        "The District shall pay no more than $45,000 of Performance Funding.",
        (
            "The District shall pay no more than the Not-to-Exceed Amount of $1,000,000, Base "
            "Funding and Performance Funding together; Performance Funding is reduced before "
            "Base Funding."
        ),
        (
            "These limits apply one after the other in this order; where "
            "a limit covers more than one amount, those amounts are reduced in proportion."
        ),
    )


def test_a_cap_on_all_lines_says_so_where_there_is_more_than_one() -> None:
    assert cap_sentences(capped(TWO, total="$45,000"))[0] == (
        "The District shall pay no more than $45,000 of Performance Funding for all lines of the Rate "
        "Card together."
    )


def test_without_caps_only_the_ceiling_is_stated() -> None:
    (only,) = cap_sentences(deal())
    assert only.startswith("The District shall pay no more than the Not-to-Exceed Amount of $1,000,000")


def test_the_ceiling_of_a_line_comes_first_and_what_is_given_back_makes_no_room() -> None:
    lines = {
        "reading": {"per_participant": "$500", "at_most": "$900", "due": "2028-07-31"},
        "math": {
            "per_participant": "$5",
            "deduction": {"below": "10", "pay": "$5", "gives_back": "true"},
            "due": "2028-07-31",
        },
    }
    how, returned = cap_sentences(rated(lines, caps={"total": "$800"}))[-2:]
    assert "after the ceiling that a line of the Rate Card states for itself; where" in how
    assert returned == "An amount that is given back makes no room under a limit for other amounts."
