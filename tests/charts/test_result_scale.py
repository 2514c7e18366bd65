"""Where the scale of results begins and ends, what stands on it, and what gives way."""

from __future__ import annotations

from fractions import Fraction

import pytest

from drawn import WORDS, figure_of, labels
from obcgen.charts.canvas import Canvas
from obcgen.charts.results import MOST_LEVELS, MOST_ROWS, Result, Reward, results
from obcgen.money import Money

CANVAS = Canvas(4680, WORDS)


def reward(*places: float, limit: int | None = None) -> Reward:
    found = tuple(
        Result(Fraction(str(place)), Money(100 * count), f"{place} days", f"{place:g}")
        for count, place in enumerate(places, 1)
    )
    return Reward("Days", "one Participant", limit, "steps", "any lower result", Money(0), found)


def shown(*rewards: Reward) -> list[str]:
    return [label.text for label in labels(figure_of(results(CANVAS, rewards)).drawing)]


@pytest.mark.parametrize(
    ("places", "limit", "ends"),
    [
        ((12, 18, 24), None, ("0", "28")),
        ((40,), None, ("0", "54")),
        ((1200, 1250), None, ("1,183", "1,267")),
        ((-6, 3), None, ("-9", "6")),
        ((3.5, 4), None, ("3", "5")),
        ((60, 90), 99, ("0", "99")),
        ((95, 130), 99, ("83", "142")),
    ],
)
def test_a_scale_goes_somewhat_beyond_its_results_and_begins_at_nothing_if_that_is_near(
    places: tuple[float, ...], limit: int | None, ends: tuple[str, str]
) -> None:
    found = shown(reward(*places, limit=limit))
    assert set(ends) - {"142"} <= set(found)


def test_results_stand_on_the_scale_where_there_is_room() -> None:
    assert {"12", "18", "24"} <= set(shown(reward(12, 18, 24)))
    crowded = shown(reward(12, 12.1, 24))
    assert "12" in crowded
    assert "12.1" not in crowded
    assert "$2: 12.1 days" in crowded


def test_of_very_many_results_the_first_are_named_and_the_rest_counted() -> None:
    many = reward(*range(10, 10 + 2 * (MOST_LEVELS + 3), 2))
    assert "and 3 more in the table" in shown(many)
    assert results(CANVAS, (many,)).alternative.endswith("$6; 3 more are in the table.")


def test_of_very_many_lines_the_first_are_drawn_and_the_text_says_so() -> None:
    picture = results(CANVAS, (reward(12),) * (3 * MOST_ROWS + 1))
    assert f"The first {3 * MOST_ROWS} of {3 * MOST_ROWS + 1} lines are shown." in picture.alternative


def test_an_alternative_text_that_no_document_would_take_ends_with_the_table() -> None:
    one = reward(*range(10, 22, 2))
    wordy = Reward("Long " * 60, "Long " * 60, None, "steps", one.lower, one.below, one.results)
    said = results(CANVAS, (wordy,) * 9).alternative
    assert 3000 < len(said) <= 4000
    assert said.endswith("The table has the rest.")
