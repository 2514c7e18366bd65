"""What a results file asks, as the fields of a form, and what is wrong with it in their words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from asking import told
from obcgen.checking import sound
from obcgen.results.people import TWICE
from obcgen.statement.from_results import from_results
from obcgen.statement.statement import Edition
from obcgen.studio.desk import Desk
from obcgen.studio.protocol import answer
from obcgen.studio.results_asked import in_words_of_results
from obcgen.verifying import settled_among

OHIO = Path(__file__).parents[2] / "specs/central-ohio-workforce.yaml"
COSTS = {"path": ["amounts", "costs"], "typed": "$412,500"}
GAINS = {"path": ["groups", "skill_gains"], "typed": "62%"}


@pytest.fixture(scope="module")
def desk() -> Desk:
    return told(Desk(), do="open", name=OHIO.name, text=OHIO.read_text("utf-8"), files={})[0]


def settled(desk: Desk, **request: Any) -> list[dict[str, Any]]:
    """Return what a settlement says of results that were begun with what is typed."""
    after, _ = told(desk, do="results", **request)
    problems: list[dict[str, Any]] = answer(after, {"do": "settle"})[1]["problems"]
    return problems


def test_results_of_a_whole_group_and_costs_are_asked_by_name(desk: Desk) -> None:
    asked = {".".join(each["path"]): each["label"] for each in told(desk, do="payments")[1]["asked"]}
    assert asked["groups.skill_gains"] == "Result of “Measurable skill gains” for the whole group"
    assert asked["amounts.costs"] == "Costs that were found"
    assert not asked.keys() & {"as_of", "verified.by", "roster", "served"}


def test_what_is_asked_is_typed_as_answers_are(desk: Desk) -> None:
    text = told(desk, do="results", answers=[GAINS, COSTS])[1]["text"]
    assert "\n  skill_gains: 62%\n" in text
    assert "\n  costs: $412,500\n" in text
    assert "groups.skill_gains" not in {each["path"] for each in settled(desk, answers=[GAINS])}


@pytest.mark.parametrize(
    "wrong", ["62%", [["groups"]], [{"path": "groups", "typed": "1"}], [{"path": ["groups", "skill_gains"]}]]
)
def test_answers_that_are_none_are_refused(desk: Desk, wrong: object) -> None:
    assert not answer(desk, {"do": "results", "answers": wrong})[1]["ok"]


def test_costs_that_are_no_amount_are_told_at_their_field(desk: Desk) -> None:
    _, found = answer(desk, {"do": "results", "answers": [{**COSTS, "typed": "many"}]})
    assert [each["steps"] for each in found["problems"]] == [["amounts", "costs"]]


def of_results(desk: Desk, **facts: Any) -> list[dict[str, Any]]:
    """Return what is said of results in which nobody was measured, but for the facts that are given."""
    known = {
        "as_of": "8/1/2029",
        "verified": {"by": "Office", "on": "7/1/2029"},
        "roster": "200",
        "served": "180",
    }
    groups = [
        {"path": each["path"], "typed": "missing"} for each in told(desk, do="payments")[1]["asked"][:-1]
    ]
    problems = settled(desk, facts={**known, **facts}, answers=[*groups, COSTS])
    return [each for each in problems if each["code"].startswith("RES")]


def test_what_is_wrong_with_results_is_said_in_the_words_of_the_form(desk: Desk) -> None:
    (found,) = of_results(desk, paid={"base.first_quarter": {"amount": "$10", "on": "1/1/2020"}})
    said = "“First quarter installment” was paid on January 1, 2020, which lies before what can be."
    assert (found["says"], found["advice"], found["remedy"]) == (said, "Correct the date.", None)


def test_what_the_form_does_not_ask_is_said_of_the_text(desk: Desk) -> None:
    found = next(each for each in of_results(desk) if "First quarter" in each["says"])
    sentence = "If it is right, answer it in the results: acknowledged: {RES-30 paid: "
    assert f"In the results file as text: {sentence}" in found["advice"]
    assert found["advice"].startswith("Enter what was paid")


INTERIM = {"as_of": "8/1/2029", "settlement": "interim"}


def empty_groups(desk: Desk, **request: Any) -> set[str]:
    """Return which results of a whole group are told as not said yet."""
    paths = (each["path"] for each in settled(desk, **request) if each["code"] == "SPC-19")
    return {path for path in paths if path.startswith("groups.")}


def test_a_result_that_is_not_known_yet_is_in_no_interim_settlement(desk: Desk) -> None:
    assert empty_groups(desk, facts=INTERIM, answers=[GAINS, COSTS]) == set()
    assert empty_groups(desk, facts={**INTERIM, "settlement": "final"}, answers=[GAINS, COSTS])


def test_a_result_that_was_left_out_is_asked_again_once_it_is_known(desk: Desk) -> None:
    text = told(desk, do="results", facts=INTERIM)[1]["text"]
    assert "\n  skill_gains: " not in text
    assert "skill_gains: 62%" in told(desk, do="results", text=text, answers=[GAINS])[1]["text"]


@pytest.mark.parametrize(
    ("hint", "advice"),
    [
        (
            "Remove the row that is wrong, or say with rows: which count.",
            "Remove the row that is wrong, or in the results file as text: say with rows: which count.",
        ),
        ("Write digits, with a point before decimals: 36.5.",) * 2,
        ("Say with rows: which count.", "In the results file as text: Say with rows: which count."),
    ],
)
def test_only_what_needs_keys_is_said_of_the_text(desk: Desk, hint: str, advice: str) -> None:
    spec = sound(desk.reading(), "contract")[1]
    assert in_words_of_results(TWICE.problem("Twice.", hint=hint), spec, {}).hint == advice


@pytest.mark.parametrize(
    ("value", "edition", "words"),
    [
        ("52.5%", "full", "52.5, at least 52 is needed: reached"),
        ("49.6", "full", "49.6, at least 52 is needed: not reached"),
        ("52.5%", "finance", "reached"),
        ("yes", "full", "reached"),
    ],
)
def test_a_statement_tells_the_result_of_a_group_beside_its_threshold(
    desk: Desk, value: str, edition: Edition, words: str
) -> None:
    facts = {**INTERIM, "roster": "200", "served": "180", "verified": {"by": "Office", "on": "7/1/2029"}}
    answers = [{**GAINS, "typed": value}, COSTS]
    text = told(desk, do="results", facts=facts, answers=answers)[1]["text"]
    spec, verified, account, _ = settled_among(desk.reading(), text, "results.yaml", {})
    lines = from_results(spec, verified, account, "results.yaml", edition).lines
    assert next(each.result for each in lines if each.id == "skill_gains") == words
