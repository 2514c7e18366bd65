"""Lines by unit that pay a part of a unit in proportion."""

from __future__ import annotations

from fractions import Fraction

import pytest

from deals import Texts, rated
from obcgen.account.curves import by_result
from obcgen.account.examples.examples import worked_examples
from obcgen.account.rate_card import rate_lines
from obcgen.account.settle import settle
from obcgen.deal.compile import deal_of
from obcgen.deal.facts import Alike, Facts, Mark
from obcgen.money import Money
from obcgen.policy.payment import check_lines
from worked_sums import holds

LINE: Texts = {"per_unit": "$10", "unit": "day", "above": "40", "at_most": "$9,000", "due": "2028-07-31"}


@pytest.mark.parametrize(
    ("value", "in_proportion", "full"),
    [("45.25", 5_250, 5_000), ("40.5", 500, 0), ("40", 0, 0), ("39.5", 0, 0)],
)
def test_a_part_of_a_unit_pays_its_part(value: str, in_proportion: int, full: int) -> None:
    person = Alike(1, {"reading": Mark("reached", Fraction(value))})
    facts = Facts(1, 1, (person,))
    assert settle(rated({"reading": LINE | {"fractions": "true"}}), facts).performance == Money(in_proportion)
    assert settle(rated({"reading": LINE}), facts).performance == Money(full)


def test_the_line_is_rounded_once() -> None:
    # three times a third of a day: $10 in all
    person = Alike(3, {"reading": Mark("reached", Fraction(121, 3))})
    settled = settle(rated({"reading": LINE | {"fractions": "true"}}), Facts(3, 3, (person,)))
    assert settled.performance == Money.dollars(10)


def test_sentence_examples_and_curve_speak_of_parts() -> None:
    spec = rated({"reading": LINE | {"fractions": "true"}})
    assert check_lines(spec) == ()
    assert rate_lines(spec)[0].sentence.startswith(
        "The District shall pay $10 for each day, and in proportion for a part of one, by which the result"
    )
    examples = worked_examples(spec)
    holds(spec, examples)
    assert examples[0].amount == Money.dollars(15)  # one day and a half
    assert by_result(spec)[0].points[-1].pays == Money.dollars(9_000)


def test_without_units_it_means_nothing() -> None:
    spec = rated({"reading": {"per_participant": "$5", "fractions": "true", "due": "2028-07-31"}})
    (problem,) = check_lines(spec)
    assert (problem.code, problem.path[-1]) == ("PAY-14", "fractions")


@pytest.mark.parametrize(
    ("limits", "last"),
    [
        ({"at_most": "$900"}, 90),
        ({"at_most": "$900", "at_most_each": "$70"}, 7),
        ({"at_most": "$70", "at_most_each": "$900"}, 7),
        ({"at_most": "$9000000", "at_most_each": "$8000000"}, 100_000),  # the not-to-exceed amount is less
    ],
)
def test_units_turn_where_the_lowest_of_their_limits_ends_them(limits: Texts, last: int) -> None:
    line = deal_of(rated({"reading": {"per_unit": "$10", "unit": "day", **limits}})).lines["reading"]
    assert [int(each) for each in line.turns()] == [0, 1, last]
