"""What a line earns times a result of the group that only the results tell."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from deals import Texts, group_outcome, overlaid
from obcgen.account.examples.examples import worked_examples
from obcgen.account.schedule import schedule
from obcgen.deal.compile import deal_of
from obcgen.money import Money
from obcgen.policy.payment import check_lines
from obcgen.results.needs import needs
from verified import HEAD, contract, due, refused

if TYPE_CHECKING:
    from pathlib import Path

    from obcgen.spec import Spec

TOTALS = HEAD + "roster: 100\noutcomes:\n  reading: {measured: 90, eligible: 80, reached: 50}\n"


def paying(quality: Texts | None = None, final: str = "not_reached", **keys: Any) -> Spec:
    """Return a contract with $500 for each who reaches reading, times satisfaction."""
    measure: Texts = {"scale": "percent of families", "at_least": "70", **keys.pop("measure", {})}
    satisfaction = overlaid(group_outcome("Satisfaction"), {"measure": measure, "missing": {"final": final}})
    line = {"quality": {"of": "satisfaction", **(quality or {})}, **keys}
    rates: Texts = {"reading": line}
    return contract(outcomes={"satisfaction": satisfaction}, payment={"base": None, "rates": rates})


@pytest.mark.parametrize(
    ("result", "quality", "dollars"),
    [
        ("80", {}, 20_000),  # 50 x $500 = $25,000
        ("80%", {}, 20_000),
        ("100", {}, 25_000),
        ("120", {}, 25_000),
        ("120", {"at_most": "110%"}, 27_500),
        ("105", {"at_most": "110%"}, 26_250),
        ("60", {"at_least": "60%"}, 15_000),
        ("59.9", {"at_least": "60%"}, 0),
        ("0", {}, 0),
        ("missing", {}, 0),
    ],
)
def test_what_is_earned_is_multiplied_within_the_bounds(
    result: str, quality: Texts, dollars: int, tmp_path: Path
) -> None:
    results = TOTALS + f"groups: {{satisfaction: {result}}}\n"
    assert due(tmp_path, results, spec=paying(quality)).performance == Money.dollars(dollars)


def test_a_result_below_nothing_multiplies_by_nothing() -> None:
    quality = deal_of(paying()).lines["reading"].paid_for.quality
    assert quality is not None
    assert quality.factor(Fraction(-10)) == 0


def test_a_missing_result_that_is_deemed_reached_counts_at_its_threshold(tmp_path: Path) -> None:
    results = TOTALS + "groups: {satisfaction: missing}\n"
    spec = paying(final="deemed_reached")
    assert due(tmp_path, results, spec=spec).performance == Money.dollars(17_500)


def test_a_ceiling_and_a_deduction_apply_to_what_is_left(tmp_path: Path) -> None:
    results = HEAD + "groups: {absence: 30, satisfaction: 50}\n"
    steps = {"steps": [{"at_least": "20", "pay": "$900"}]}
    line: Texts = {"outcome": "absence", "group_result": steps, "per_participant": None}
    assert due(tmp_path, results, spec=paying(**line)).performance == Money.dollars(450)
    less: Texts = {"deduction": {"below": "40", "pay": "$100"}}
    assert due(tmp_path, results, spec=paying(**line, **less)).performance == Money.dollars(350)
    full = results.replace("50", "100")
    assert due(tmp_path, full, spec=paying(**line, at_most="$300")).performance == Money.dollars(300)


def test_the_most_is_at_the_highest_result() -> None:
    assert schedule(paying()).performance == Money.dollars(50_000)
    assert schedule(paying({"at_most": "110%"})).performance == Money.dollars(55_000)


@pytest.mark.parametrize(
    ("groups", "code", "words"),
    [
        ("", "RES-16", "There is no result of satisfaction"),
        ("groups: {satisfaction: yes}\n", "RES-14", "The line reading pays by the value, not by yes"),
        ("groups: {satisfaction: 0.8}\n", "RES-14", "it may be 80% or 0.8%"),
    ],
)
def test_results_must_tell_the_value(groups: str, code: str, words: str, tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, TOTALS + groups, spec=paying())
    assert problem.code == code
    assert words in problem.message


def test_words_and_examples_say_by_what_it_is_multiplied() -> None:
    spec = paying({"at_least": "60%"})
    line = deal_of(spec).lines["reading"]
    assert line.sentence == (
        "The District shall pay $500 for each Participant who reaches the Outcome “Reading”, multiplied by "
        "the result on the Outcome “Satisfaction” (percent of families), which counts as at most 100%, and "
        "as nothing below 60%."
    )
    assert line.price_text == "$500 per participant, times “Satisfaction”"
    found = {each.situation: each for each in worked_examples(spec)}
    part = next(each for text, each in found.items() if "is 80 percent of families" in text)
    assert part.amount == Money.dollars(400)
    none = next(each for text, each in found.items() if "is 59 percent of families" in text)
    assert none.amount == Money.dollars(0)
    assert needs(spec).by_group == ("satisfaction",)


@pytest.mark.parametrize(
    ("spec", "key", "words"),
    [
        (paying(measure={"scale": "points"}), ".of", "its scale is “points”"),
        (paying(measure={"counted_by": "participant"}), ".of", "each participant has a result of his own"),
        (paying(measure={"effect": {"against": "others"}}), ".of", "a difference"),
        (paying(requires={"reached": ["satisfaction"]}), ".of", "or requires it, already"),
        (paying({"at_most": "90%"}), ".at_most", "never the whole price"),
        (paying({"at_least": "0%"}), ".at_least", "at_least is 0%"),
        (paying({"at_least": "120%"}), ".at_least", "at_least is 120%"),
    ],
)
def test_a_result_that_multiplies_nothing_is_a_problem(spec: Spec, key: str, words: str) -> None:
    told = {".".join(map(str, each.path)): each for each in check_lines(spec) if each.code == "PAY-44"}
    assert words in told[f"payment.rates.reading.quality{key}"].message


def test_neither_the_best_of_several_lines_nor_a_raised_full_price_is_multiplied() -> None:
    best = {"reading": {}, "math": {"per_participant": "$5"}, "best": {"best_of": ["reading", "math"]}}
    changed = overlaid({"rates": {"reading": {"quality": {"of": "absence"}}}}, {"rates": {**best}})
    chosen = contract(outcomes={"absence": {"measure": {"scale": "percent"}}}, payment=changed)
    messages = [each.message for each in check_lines(chosen) if each.code == "PAY-44"]
    assert messages == [
        "The line reading cannot be multiplied by absence: the best of several lines is paid."
    ]
    assert not [each for each in check_lines(paying()) if each.code == "PAY-44"]
    default = {"effect": "full_price", "reach": "outcome", "at_most": "$900"}
    raised = contract(
        outcomes={"absence": {"measure": {"scale": "percent"}}},
        payment={
            "rates": {"reading": {"quality": {"of": "absence", "at_most": "110%"}}},
            "if_district_defaults": default,
        },
    )
    messages = [each.message for each in check_lines(raised) if each.code == "PAY-44"]
    assert len(messages) == 1
    assert "which would be raised" in messages[0]
