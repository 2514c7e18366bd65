"""Single mistakes drawn at random from a seed; `benchmarks/mistakes.py` draws a thousand."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from mistakes import Verdict, draw, judge

EXAMPLES = sorted((Path(__file__).parent.parent / "specs").glob("*.yaml"))
HOW_MANY = 150


@cache
def verdicts() -> tuple[Verdict, ...]:
    """Return what check says of each mistake; that it says anything at all means that it did not break."""
    random = Random(7)
    texts = [path.read_text(encoding="utf-8") for path in EXAMPLES]
    with TemporaryDirectory() as folder:
        return tuple(
            judge(draw(texts[number % len(texts)], random), Path(folder)) for number in range(HOW_MANY)
        )


def test_no_mistake_passes_in_silence_but_what_stands_there_is_read() -> None:
    silent = [each.mistake for each in verdicts() if not each.found and not each.read_as_written]
    assert [(each.kind, each.before.split("\n")[each.line - 1]) for each in silent] == []


def test_nine_in_ten_at_least_are_reported_on_the_very_line() -> None:
    reported = [each for each in verdicts() if each.found]
    assert len(reported) > HOW_MANY // 2
    assert sum(each.on_the_line for each in reported) / len(reported) >= 0.93


def test_every_problem_points_at_text_inside_the_file() -> None:
    for verdict in verdicts():
        lines = verdict.mistake.after.split("\n")
        for problem in verdict.found:
            place = problem.place
            assert place is not None, problem
            assert place.excerpt == lines[place.line - 1]
            assert 1 <= place.column <= max(1, len(place.excerpt))
            assert place.column + place.width - 1 <= max(1, len(place.excerpt))


def test_every_kind_of_mistake_is_drawn() -> None:
    assert {each.mistake.kind for each in verdicts()} == {"value", "key", "drop", "double"}
