"""Each line says in one sentence what it pays; the sentence stands in the contract as it is."""

from __future__ import annotations

import pytest

from deals import Texts, deal, outcome, rated
from obcgen.account.rate_card import rate_lines
from obcgen.deal.terms import default_sentence, discount_sentence, rounding_sentences
from packs import AGREEMENT

TIERS = [{"at_least": "40", "pay": "$250"}, {"at_least": "60", "pay": "$500"}]
STEPS = [{"at_least": "50%", "pay": "$20000"}, {"at_least": "65%", "pay": "$45000"}]
POINTS = [{"at": "40%", "pay": "$100000"}, {"at": "70%", "pay": "$180000"}]


@pytest.mark.parametrize(
    ("keys", "sentence", "price"),
    [
        (
            {"per_participant": "$500"},
            "The District shall pay $500 for each Participant who reaches the Outcome “Reading”.",
            "$500 per participant",
        ),
        (
            {
                "per_participant": "$500",
                "factor": "5/6",
                "requires": {"dosage": "minimum"},
                "at_most": "$30,000",
            },
            (
                "The District shall pay 5/6 of $500 for each Participant with at least 36 hours of "
                "dosage who reaches the Outcome “Reading”, but no more than $30,000 in all."
            ),
            "5/6 of $500 per participant",
        ),
        (
            {"per_participant": "$500", "loading": "125%"},
            "The District shall pay 125% of $500 for each Participant who reaches the Outcome “Reading”.",
            "125% of $500 per participant",
        ),
        (
            {"per_participant": "$500", "loading": "125%", "factor": "2/5"},
            "The District shall pay 50% of $500 for each Participant who reaches the Outcome “Reading”.",
            "50% of $500 per participant",
        ),
        (
            {"all": ["reading", "math"], "per_participant": "$500"},
            (
                "The District shall pay $500 for each Participant who reaches both of the Outcomes "
                "“Reading” and “Math”."
            ),
            "$500 per participant",
        ),
        (
            {
                "any": ["reading", "math"],
                "per_participant": "$500",
                "requires": {"condition": "consent is on file"},
            },
            (
                "The District shall pay $500 for each Participant who reaches at least one of the "
                "Outcomes “Reading” and “Math”, provided that consent is on file."
            ),
            "$500 per participant",
        ),
        (
            {"per_participant": {"proposed": "true", "at_least": "$300", "at_most": "$500"}},
            (
                "The District shall pay the price that the Offeror proposes (at least $300 and at "
                "most $500) for each Participant who reaches the Outcome “Reading”."
            ),
            "proposed, $300 to $500 per participant",
        ),
        (
            {"per_participant": {"proposed": "true", "at_most": "$500"}},
            (
                "The District shall pay the price that the Offeror proposes (at most $500) for each "
                "Participant who reaches the Outcome “Reading”."
            ),
            "proposed, up to $500 per participant",
        ),
        (
            {"per_participant": {"tiers": TIERS}, "deduction": {"below": "0", "pay": "$50"}},
            (
                "The District shall pay the amount set for each Participant by the Participant's "
                "result on the Outcome “Reading” (percentile), which is $250 from 40 upward and $500 "
                "from 60 upward, only the highest of those reached being counted, less $50 for each "
                "Participant whose result is below 0, but never less than zero."
            ),
            "$250 to $500 per participant",
        ),
        (
            {"per_participant": "$500", "deduction": {"below": "20", "pay": "$50", "gives_back": "true"}},
            (
                "The District shall pay $500 for each Participant who reaches the Outcome “Reading”, less "
                "$50 for each Participant whose result is below 20, and where that is less than zero "
                "the Provider shall give back the difference."
            ),
            "$500 per participant",
        ),
        (
            {
                "score": {"reading": "80%", "math": "20%"},
                "per_participant": {"tiers": TIERS, "combine": "cumulative"},
            },
            (
                "The District shall pay the amount set for each Participant by the Participant's "
                "weighted results on the Outcomes “Reading” (80%) and “Math” (20%), which is $250 "
                "from 40 upward and $500 from 60 upward, all of those reached being added together."
            ),
            "$250 + $500 per participant",
        ),
        (
            {"per_unit": "$15.12", "unit": "day", "above": "3", "at_most": "$9,000"},
            (
                "The District shall pay $15.12 for each full day by which the result on the Outcome "
                "“Reading” (percentile) of each Participant is above 3, whether or not the Outcome is "
                "reached, but no more than $9,000 in "
                "all."
            ),
            "$15.12 per day",
        ),
        (
            {"group_result": {"steps": STEPS}, "requires": {"dosage": "minimum"}},
            (
                "The District shall pay the amount set by the share of counted Participants with at "
                "least 36 hours of dosage who reach the Outcome “Reading”, which is $20,000 from 50% "
                "upward and $45,000 from 65% upward, only the highest of those reached being counted."
            ),
            "up to $45,000",
        ),
        (
            {"group_result": {"line": POINTS}},
            (
                "The District shall pay the amount set by the share of counted Participants who "
                "reach the Outcome “Reading”, which is $100,000 at 40% and $180,000 at 70%, in a "
                "straight line from each of these points to the next, nothing below 40%, and "
                "$180,000 above 70%."
            ),
            "up to $180,000",
        ),
        (
            {"outcome": "absence", "share_of": {"budget": "9%", "of": "$200,000"}},
            (
                "The District shall pay $18,000, which is 9% of the fixed budget of $200,000, if the Outcome "
                "“Absence” is reached."
            ),
            "9% of the budget",
        ),
        (
            {"outcome": "absence", "share_of": {"savings": "95%"}, "at_most": "$9,000"},
            (
                "The District shall pay 95% of the savings that Verification finds if the Outcome "
                "“Absence” is reached, but no more than $9,000 in all."
            ),
            "95% of savings",
        ),
        (
            {"per_participant": "$1", "by_year": {"2027-28": "$500", "2028-29": "$650"}, "factor": "1/2"},
            (
                "The District shall pay 50% of a price of $500 in 2027-28 and $650 in 2028-29 for "
                "each Participant who reaches the Outcome “Reading”."
            ),
            "50% of $500 (2027-28), $650 (2028-29) per participant",
        ),
    ],
)
def test_a_line_says_what_it_pays(keys: Texts, sentence: str, price: str) -> None:
    (line,) = rate_lines(rated({"reading": keys}))
    assert (line.sentence, line.price) == (sentence, price)


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        ({"below": "first"}, "$100,000 below 40%, and $180,000 above 70%."),
        (
            {"below": "extend", "above": "extend"},
            (
                "the same line extended, but never less than zero, below 40%, and the same line "
                "extended, but never less than zero, above 70%."
            ),
        ),
    ],
)
def test_a_line_between_points_says_what_it_pays_beyond_them(ends: Texts, words: str) -> None:
    (line,) = rate_lines(rated({"reading": {"group_result": {"line": POINTS, **ends}}}))
    assert line.sentence.endswith(words)


def test_the_best_of_several_lines_pays_and_they_count() -> None:
    lines = rate_lines(
        rated(
            {
                "growth": {"outcome": "reading", "per_participant": "$500"},
                "level": {"outcome": "math", "per_participant": "$700"},
                "better": {"best_of": ["growth", "level"]},
            }
        )
    )
    assert [line.sentence for line in lines] == [
        "The line “Better” counts $500 for each Participant who reaches the Outcome “Reading”.",
        "The line “Better” counts $700 for each Participant who reaches the Outcome “Math”.",
        (
            "The District shall pay the largest of the amounts counted for each Participant by "
            "the lines “Reading” and “Math”, which do not pay by themselves."
        ),
    ]
    assert [line.outcomes for line in lines] == [("reading",), ("math",), ("reading", "math")]


def test_a_line_names_the_group_and_the_cohort_it_counts() -> None:
    spec = deal(
        population={"groups": {"learners": {"name": "English learners", "planned": "40"}}},
        cohorts={"first": {"name": "Year 1", "planned": "60", "starts": "2027-09-01", "ends": "2028-06-01"}},
        payment={"rates": {"reading": {"group": "learners", "cohort": "first"}}},
    )
    assert rate_lines(spec)[0].sentence == (
        "The District shall pay $500 for each Participant in the group “English learners” of "
        "the cohort “Year 1” who reaches the Outcome “Reading”."
    )


def test_an_outcome_measured_as_a_gain_is_called_one() -> None:
    spec = deal(
        outcomes={"reading": outcome("Reading", measure={"kind": "gain", "scale": "scale score points"})},
        payment={"rates": {"reading": {"per_participant": {"tiers": TIERS}}}},
    )
    assert (
        "the Participant's gain on the Outcome “Reading” (scale score points)" in rate_lines(spec)[0].sentence
    )


def test_two_lines_on_one_outcome_have_names_of_their_own() -> None:
    lines = rate_lines(
        rated(
            {
                "reading": {"per_participant": "$5"},
                "reading_bonus": {"outcome": "reading", "per_participant": "$1"},
            }
        )
    )
    assert [line.name for line in lines] == ["Reading", "Reading bonus"]


@pytest.mark.parametrize(
    ("effect", "reach", "words"),
    [
        (
            "deemed_met",
            "affected_participants",
            "each Outcome affected is deemed reached for the Participants served who are affected",
        ),
        (
            "full_price",
            "outcome",
            "Outcome affected is paid at the full price for every Participant served",
        ),
        (
            "expected",
            "contract",
            "every Outcome is paid as if its target had been met for every Participant served",
        ),
        (
            "excluded",
            "affected_participants",
            "each Outcome affected is left out of the count for the Participants",
        ),
    ],
)
def test_the_districts_own_failure_has_a_stated_effect(effect: str, reach: str, words: str) -> None:
    default = {"effect": effect, "reach": reach}
    sentence = default_sentence(deal(payment={"if_district_defaults": default | {"at_most": "$5,000"}}))
    assert words in sentence
    assert "but the District shall pay no more than $5,000 on this ground." in sentence
    assert ("The full price is" in sentence) == (effect == "full_price")
    assert "no more than" not in default_sentence(deal(payment={"if_district_defaults": default}))


def test_what_is_not_agreed_is_not_said() -> None:
    assert (default_sentence(deal()), discount_sentence(deal())) == ("", "")
    assert (
        discount_sentence(deal(payment={"discount": "2.5%"}))
        == "Every price of the Rate Card is reduced by 2.5%."
    )


def test_every_rounding_is_stated() -> None:
    first, second, third, fourth = rounding_sentences(deal())
    assert "to the nearest cent, half a cent upward" in first
    assert "the sum is rounded down to the cent" in second
    assert "largest remainders" in third
    assert fourth == (
        "What an early end leaves of Base Funding and what Services not delivered then take off it are each "
        "rounded once, to the nearest cent, half a cent upward."
    )


@pytest.mark.parametrize(
    ("line", "compared"),
    [
        ({"per_participant": "$500"}, False),
        ({"group_result": {"steps": STEPS}}, True),
        ({"per_participant": "$500", "requires": {"reached": ["absence"]}}, True),
    ],
)
def test_a_share_is_said_to_be_compared_exactly_only_where_one_decides(line: Texts, compared: bool) -> None:
    exactly = "A share of Participants is compared with its Threshold exactly, without rounding."
    assert (exactly in rounding_sentences(rated({"reading": {**line, "due": "2028-07-31"}}))) == compared


@pytest.mark.parametrize(
    ("base", "settled", "convenience", "rounded"),
    [
        ({"reimbursed": {"budget": "$9,000"}}, "pro_rata", {}, ""),
        (
            {"tiers": [{"at_least": "9 hours", "pay": "$20"}]},
            "pro_rata",
            {"in_flight": "30%"},
            "What an early end adds for results not yet measured is rounded",
        ),
        (
            {"fixed": "$10,000"},
            "installments_due",
            {},
            "What Services not delivered take off Base Funding is rounded",
        ),
        (
            {"fixed": "$10,000"},
            "pro_rata",
            {"in_flight": "30%"},
            "then take off it and what an early end adds for results not yet measured are each rounded",
        ),
    ],
)
def test_only_what_an_early_end_works_out_is_said_to_be_rounded(
    base: Texts, settled: str, convenience: Texts, rounded: str
) -> None:
    termination = {
        "convenience": {"notice": "30 days", **convenience},
        "cause": {"cure": "15 days"},
        "settlement": {"base": settled, "outcomes": "reached"},
    }
    agreement = {**AGREEMENT, "termination": termination}
    found = rounding_sentences(deal(agreement=agreement, payment={"base": {"fixed": None, **base}}))[3:]
    assert [rounded in each for each in found] == ([True] if rounded else [])


@pytest.mark.parametrize(
    ("change", "said", "unsaid"),
    [
        ({}, "in the order of lines. ", ("cohort", "year")),
        (
            {"payment": {"rates": {"reading": {"by_year": {"2027-28": "$500"}}}}},
            "Each year is rounded by itself.",
            ("cohort",),
        ),
        (
            {"cohorts": {"a": {"name": "A", "planned": "9", "starts": "2027-10-04", "ends": "2028-05-19"}}},
            "Each cohort and year is rounded by itself.",
            (),
        ),
    ],
)
def test_a_rounding_names_cohorts_and_years_only_where_there_are_any(
    change: Texts, said: str, unsaid: tuple[str, ...]
) -> None:
    words = " ".join(rounding_sentences(deal(**change)))
    assert said in words
    assert not [each for each in unsaid if each in words]


@pytest.mark.parametrize("joined", ["all", "any"])
def test_all_or_any_of_one_outcome_is_that_outcome(joined: str) -> None:
    spec = rated({"one": {joined: ["reading"], "per_participant": "$500", "due": "2028-07-31"}})
    (line,) = rate_lines(spec)
    assert line.sentence.endswith("for each Participant who reaches the Outcome “Reading”.")
