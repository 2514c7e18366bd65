"""Lines that require another outcome to be reached: units of one gated by another."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from deals import Texts, deal, group_outcome, rated
from obcgen.account.curves import by_result
from obcgen.account.examples.examples import worked_examples
from obcgen.account.rate_card import rate_lines
from obcgen.account.scenarios.scenarios import outlooks
from obcgen.account.settle import most, settle
from obcgen.deal.compile import deal_of
from obcgen.deal.facts import Alike, Facts, Mark
from obcgen.money import Money
from obcgen.policy.payment import check_lines
from worked_sums import holds

if TYPE_CHECKING:
    from obcgen.spec import Spec

DAYS: Texts = {"per_unit": "$10", "unit": "day", "at_most": "$9,000", "due": "2028-07-31"}


def gated(*gates: str, name: str = "reading", **line: str) -> Spec:
    return rated({name: {**DAYS, **line, "requires": {"reached": list(gates)}}})


def person(days: int, math: str, count: int = 1) -> Alike:
    standing = "reached" if days >= 40 else "not_reached"
    return Alike(count, {"reading": Mark(standing, Fraction(days)), "math": Mark(math)})  # type: ignore[arg-type]


def paid(spec: Spec, *people: Alike, **groups: str) -> Money:
    results = {(key, "", ""): Mark(standing, Fraction(50)) for key, standing in groups.items()}  # type: ignore[arg-type]
    return settle(spec, Facts(10, 10, people, results)).performance


def test_units_are_paid_only_to_those_who_reach_the_other_outcome() -> None:
    # 2 x 30 days of those who reached math; 50 days of one who did not; 20 of one without a score
    people = person(30, "reached", 2), person(50, "not_reached"), person(20, "no_final")
    assert paid(gated("math"), *people) == Money.dollars(600)


def test_its_own_outcome_as_a_gate_pays_nothing_below_the_threshold() -> None:
    assert paid(gated("reading"), person(39, "reached"), person(40, "reached")) == Money.dollars(400)


def test_a_result_of_the_group_opens_a_line_for_everyone() -> None:
    people = person(30, "reached"), person(50, "not_reached")
    assert paid(gated("absence"), *people, absence="reached") == Money.dollars(800)
    assert paid(gated("absence"), *people, absence="not_reached") == Money(0)
    assert paid(gated("absence"), *people) == Money(0)


def test_a_line_paid_once_is_gated_by_a_result_of_the_group() -> None:
    spec = deal(
        outcomes={"climate": deal().outcomes["absence"].model_copy(update={"name": "Climate"})},
        payment={"rates": {"reading": None, "absence": {**DAYS, "requires": {"reached": ["climate"]}}}},
    )
    assert paid(spec, absence="reached", climate="reached") == Money.dollars(500)
    assert paid(spec, absence="reached", climate="not_reached") == Money(0)


def test_who_fails_the_gate_loses_nothing_by_a_deduction() -> None:
    spec = gated("math", deduction={"below": "10", "pay": "$3", "gives_back": "true"})  # type: ignore[arg-type]
    # 5 days - $3 for the one who reached math; nothing for the other
    assert paid(spec, person(5, "reached"), person(5, "not_reached")) == Money.dollars(47)


def test_the_sentence_says_what_is_required() -> None:
    (line,) = rate_lines(gated("math"))
    assert line.sentence.endswith(
        "but no more than $9,000 in all, provided that the Participant reaches the Outcome “Math”."
    )
    (line,) = rate_lines(gated("absence", "reading"))
    assert "provided that the Participant reaches the Outcomes “Absence” and “Reading”" in line.sentence


@pytest.mark.parametrize("gates", [("math",), ("reading",), ("absence",), ("math", "absence")])
def test_examples_curves_and_the_most_go_through_the_gates(gates: tuple[str, ...]) -> None:
    spec = gated(*gates)
    assert most(deal_of(spec)).performance == Money.dollars(9_000)
    holds(spec, worked_examples(spec))
    assert any(example.amount for example in worked_examples(spec))
    curves = by_result(spec)
    assert [curve.points[-1].pays.cents > 0 for curve in curves] == [True] * ("reading" not in gates)
    known = {each.case.id: each.settled.performance for each in outlooks(spec)}
    assert known["none"] == Money(0)


def test_an_example_shows_who_does_not_count_for_want_of_the_gate() -> None:
    shown = [each for each in worked_examples(gated("math")) if "but does not reach “Math”" in each.situation]
    (example,) = shown
    words = "Not counted: paid only provided that the Participant reaches the Outcome “Math”"
    assert (example.computation, example.amount) == (words, Money(0))


@pytest.mark.parametrize(
    ("spec", "code", "words"),
    [
        (
            rated({"absence": {**DAYS, "requires": {"reached": ["math"]}}}),
            "PAY-16",
            "pays once for all, but requires math",
        ),
        (
            rated(
                {
                    "reading": {"per_participant": "$5"},
                    "math": {"per_participant": "$5"},
                    "best": {
                        "best_of": ["reading", "math"],
                        "due": "2028-07-31",
                        "requires": {"reached": ["math"]},
                    },
                }
            ),
            "PAY-14",
            "requires.reached means nothing on the line best",
        ),
    ],
)
def test_a_gate_that_makes_no_sense_is_told(spec: Spec, code: str, words: str) -> None:
    (found,) = [problem for problem in check_lines(spec) if problem.code == code]
    assert words in found.message


COMPUTED: Texts = {
    "counted_by": "group",
    "scale": "participants",
    "at_least": "2",
    "computed": {"figure": "count", "of": "reading"},
}
STEPS: Texts = {"steps": [{"at_least": "50%", "pay": "$800"}]}


def behind_a_count(line: Texts, **groups: str) -> Spec:
    """Return one line that requires of its group that two at least reach reading."""
    return deal(
        population={"groups": {key: {"name": key, "planned": "40"} for key in ("learners", "others")}},
        outcomes={
            "absence": group_outcome("Count") | {"measure": group_outcome("Count")["measure"] | COMPUTED},
            **{key: {"group": group} for key, group in groups.items()},
        },
        payment={"rates": {"reading": None, "line": {**line, "requires": {"reached": ["absence"]}}}},
    )


def reader(group: str) -> Alike:
    return Alike(1, {key: Mark("reached") for key in ("reading", "math")}, groups=frozenset({group}))


def test_a_count_required_is_that_of_the_group_which_the_outcome_of_the_line_concerns() -> None:
    # The sentence says: for the Participants in the group "learners", provided that "Count" is reached
    line: Texts = {"outcome": "math", "group_result": STEPS, "at_most": "$900"}
    one, two = (reader("learners"), reader("others")), (reader("learners"), reader("learners"))
    spec = behind_a_count(line, math="learners")
    assert "in the group “learners”" in deal_of(spec).lines["line"].sentence
    assert paid(spec, *one) == Money(0)
    assert paid(spec, *two) == Money.dollars(800)


def test_a_count_required_beside_a_score_is_everyones_where_only_a_part_concerns_a_group() -> None:
    # The line counts no one group: both readers make the count, though one alone is a learner
    line: Texts = {
        "score": {"reading": "60%", "math": "40%"}, "group_result": STEPS, "at_most": "$900"
    }  # fmt: skip
    spec = behind_a_count(line, math="learners")
    assert "in the group" not in deal_of(spec).lines["line"].sentence
    assert paid(spec, reader("learners"), reader("others")) == Money.dollars(800)
    assert paid(spec, reader("learners")) == Money(0)
