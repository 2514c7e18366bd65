"""DSN-23: which levels a definition states in figures, from which side, and what mends another one."""

from __future__ import annotations

import pytest
from designed import spec_of

from obcgen.policy.design.definition import definitions_say_the_level

BARE = (
    "without: [outcomes.fluency.measure.at_least, outcomes.vocabulary, outcomes.lasting, "
    "payment.rates.vocabulary, payment.rates.lasting, payment.caps]\n"
    "outcomes: {{fluency: {{definition: {words}, measure: {{scale: percent of days, {measure}}}}}}}"
)


def hints(words: str, measure: str) -> list[str]:
    """Return what mends a definition beside a measure."""
    changes = BARE.format(words=f"The share {words}", measure=measure)
    return [each.hint for each in definitions_say_the_level.find(spec_of(changes))]


@pytest.mark.parametrize(
    ("words", "measure", "remedy"),
    [
        ("is fewer than 10%", "at_least: 40", "at_most: 9.9"),
        ("is fewer than 10%", "at_least: 10", "at_most: 9.9"),
        ("is lower than 10 percent", "at_most: 10", "at_most: 9.9"),
        ("is lower than 10 percent", "at_most: 12", "at_most: 9.9"),
        ("is more than 40 percent", "at_least: 40", "at_least: 40.1"),
        ("is 10 or more", "at_least: 40", "at_least: 10"),
        ("fell by 10 points or more", "kind: gain, at_most: -12", "at_most: -10"),
        ("fell by at least 10", "kind: gain, at_least: 12", "at_least: 10"),
        ("fell by at least 10", "kind: gain, at_most: -12", "at_most: -10"),
    ],
)
def test_another_level_is_told_with_the_line_that_mends_it(words: str, measure: str, remedy: str) -> None:
    (hint,) = hints(words, measure)
    assert hint.startswith(
        (
            f"Write outcomes.fluency.measure.{remedy}, or",
            f"Write {remedy} in place of at_least under outcomes.fl",
        )
    )


def test_a_measure_that_is_copied_is_mended_in_the_copy() -> None:
    changes = "outcomes: {vocabulary: {definition: The score is at or above the 30th percentile}}"
    (found,) = definitions_say_the_level.find(spec_of(changes))
    assert found.path == ("outcomes", "vocabulary", "definition")
    assert "Write outcomes.vocabulary.measure.at_least: 30, or" in found.hint


@pytest.mark.parametrize(
    ("words", "measure"),
    [
        ("is fewer than 10%", "at_most: 9.9"),
        ("is fewer than 10%", "at_most: 9"),
        ("is no fewer than 10%", "at_least: 10"),
        ("fell by 10 points or more", "kind: gain, at_most: -10"),
        ("of days missed fell by at least 10", "kind: gain, at_least: 10"),
        ("of those who started below 20% is 40% or more", "at_least: 40"),
        ("of those who started below 20% is high", "at_least: 40"),
        ("is reached in less than 28 weeks", "at_least: 40"),
    ],
)
def test_the_same_level_and_other_numbers_are_not_told(words: str, measure: str) -> None:
    assert hints(words, measure) == []
