"""Every combination that makes no sense is a Problem that says what was found and what to do."""

from __future__ import annotations

from importlib import import_module

import pytest

from deals import PLAIN, Texts, deal, group_outcome, rated
from obcgen.policy.payment import check_lines
from obcgen.problems import Kind, dotted
from obcgen.spec import Spec
from payment_faults import BAD_LINES, INSTALLMENTS, PRICE, STEPS, TIERS, line, payment
from payment_term_faults import BAD_TERMS

BAD = BAD_LINES + BAD_TERMS


@pytest.mark.parametrize(
    ("spec", "code", "path", "words"), BAD, ids=[f"{code} {words}" for _, code, _, words in BAD]
)
def test_what_makes_no_sense_is_told_once_at_its_place(spec: Spec, code: str, path: str, words: str) -> None:
    where = (
        path
        if path.split(".", maxsplit=1)[0] in {*PLAIN, "cohorts", "lots", "procurement"}
        else f"payment.{path}".rstrip(".")
    )
    (found,) = [problem for problem in check_lines(spec) if problem.code == code and words in problem.message]
    assert dotted(found.path).startswith(where)
    assert found.found
    assert found.expected
    assert found.hint.endswith(".")


def kinds() -> dict[str, str]:
    modules = [
        import_module(f"obcgen.policy.payment.{name}")
        for name in (
            "base_funding",
            "choices",
            "computed",
            "counting",
            "effects",
            "indexing",
            "interim",
            "ladders",
            "limits",
            "lines",
            "own_amounts",
            "qualities",
            "parts",
        )
    ]
    found = [
        (value.code, value.title)
        for module in modules
        for value in vars(module).values()
        if isinstance(value, Kind)
    ]
    return dict(found)


def test_every_kind_of_payment_problem_is_shown_by_a_bad_deal() -> None:
    assert set(kinds()) == {code for _, code, _, _ in BAD}


def test_installments_that_fall_short_are_told_with_the_remedy_in_dollars() -> None:
    # 100 x $900 = $90,000; 5 % of it is $4,500
    spec = payment(base={"fixed": None, "due": None, "per_participant": "$900", "installments": INSTALLMENTS})
    (problem,) = check_lines(spec)
    assert problem.found == "Launch 40% + Midyear 30% + Close 25% = 95%"
    assert problem.hint == (
        "Add 5% to one of them, or add an installment of 5% ($4,500.00 of the $90,000.00 base)."
    )


def test_installments_that_are_too_much_are_told_what_to_take_off() -> None:
    parts = {"a": {"share": "60%", "due": "2027-10-15"}, "b": {"share": "50%", "due": "2028-02-15"}}
    (problem,) = check_lines(payment(base={"due": None, "installments": parts}))
    assert problem.hint == "Take 10% off one of them ($1,000.00 of the $10,000.00 base)."


@pytest.mark.parametrize("side", ["at_least", "at_most"])
def test_zero_is_a_threshold_at_which_a_deemed_result_counts(side: str) -> None:
    spec = deal(
        outcomes={
            "reading": {"measure": {"at_least": None, side: "0"}, "missing": {"final": "deemed_reached"}}
        },
        payment={"rates": {"reading": {"per_participant": {"tiers": TIERS}}}},
    )
    assert [problem for problem in check_lines(spec) if problem.code == "PAY-27"] == []


GOOD: list[Texts] = [
    {"per_participant": "$500"},
    {"per_participant": {"tiers": TIERS}},
    {"per_participant": {"tiers": [TIERS[0], {"at_least": "60", "pay": "$200"}], "combine": "cumulative"}},
    {"per_unit": "$5", "unit": "day", "at_most": "$900"},
    {"group_result": {"steps": STEPS}},
    {"group_result": {"line": [{"at": "40%", "pay": "$9"}, {"at": "70%", "pay": "$5"}], "above": "extend"}},
    {"score": {"reading": "80%", "math": "20%"}, "group_result": {"steps": STEPS}},
    {"all": ["reading", "absence"], "per_participant": "$5"},
    {"outcome": "absence", "share_of": {"budget": "9%", "of": "$9"}},
    {"outcome": "absence", "share_of": {"actual_cost": "9%"}, "at_most": "$9"},
    {"outcome": "absence", "per_unit": "$5", "unit": "point", "at_most": "$9"},
    {
        "by_year": {"2027-28": {"pay": "$5", "due": "2028-07-31"}},
        "per_participant": "$5",
        "due": "2028-07-31",
    },
]


@pytest.mark.parametrize("keys", GOOD, ids=", ".join)
def test_every_way_of_paying_is_accepted_where_it_makes_sense(keys: Texts) -> None:
    assert check_lines(line(**keys)) == ()


def test_a_units_line_is_bounded_by_a_cap_per_participant() -> None:
    assert (
        check_lines(
            rated(
                {"reading": {"per_unit": "$5", "unit": "day", "due": "2028-07-31"}},
                caps={"participant": "$9"},
            )
        )
        == ()
    )


def test_rules_hold_still_where_ids_lead_nowhere() -> None:
    spec = rated(
        {"nowhere": PRICE, "best": {"best_of": ["lost", "nowhere"]}, "a": {"best_of": ["best", "a"]}}
    )
    assert {problem.code for problem in check_lines(spec)} <= {"PAY-07", "PAY-10"}


def test_a_line_that_leads_into_a_circle_is_not_followed_round_it() -> None:
    rates = {
        "a": {"best_of": ["b", "reading"]},
        "b": {"best_of": ["c", "math"]},
        "c": {"best_of": ["b", "reading"]},
    }
    problems = check_lines(rated(rates | {"reading": PRICE, "math": PRICE}))
    assert {dotted(p.path) for p in problems if "itself" in p.message} == {
        "payment.rates.b.best_of",
    }


def test_several_faults_are_told_in_one_run() -> None:
    spec = deal(
        outcomes={"absence": group_outcome("Absence")},
        payment={
            "base": {"due": None},
            "discount": "100%",
            "rates": {"reading": {"unit": "day"}, "absence": PRICE},
        },
    )
    assert {problem.code for problem in check_lines(spec)} == {"PAY-21", "PAY-09", "PAY-14", "PAY-16"}


@pytest.mark.parametrize(
    ("best_of", "told"),
    [(["reading", "math"], False), (["reading"], True), (["reading", "reading"], True),
     (["reading", "math", "reading"], True)],
)  # fmt: skip
def test_a_choice_names_two_lines_or_more_and_each_once(best_of: list[str], told: bool) -> None:
    rates = {"reading": PRICE, "math": PRICE, "best": {"best_of": best_of, "due": "2028-07-31"}}
    messages = [problem.message for problem in check_lines(rated(rates))]
    assert ("The line best needs two or more different lines to choose from." in messages) is told
