"""Which of many values bring faults is found without a look at each."""

from __future__ import annotations

import pytest

from obcgen.problems import Kind, Path, Problem
from obcgen.taken_back.bringing import brought

FAULT = Kind("XXX-04", "Only here").problem("No.")


def looks(count: int, *bad: int, together: bool = False) -> tuple[set[int], int]:
    """Return which of a number of values are blamed, and after how many looks."""
    asked = []

    def bring(group: frozenset[Path]) -> Problem | None:
        asked.append(group)
        found = {(f"{number:04}",) in group for number in bad}
        return FAULT if bad and (all(found) if together else any(found)) else None

    paths: list[Path] = [(f"{number:04}",) for number in range(count)]
    return {int(str(path[0])) for path in brought(bring, paths)}, len(asked)


@pytest.mark.parametrize(
    ("count", "bad", "most"),
    [
        (0, (), 0),
        (1, (0,), 1),
        (24, (3, 23), 24),
        (25, (24,), 26),
        (240, (7,), 34),
        (240, (), 24),
        (3_000, (2_999,), 60),
    ],
)
def test_each_value_that_brings_a_fault_is_found(count: int, bad: tuple[int, ...], most: int) -> None:
    found, asked = looks(count, *bad)
    assert found == set(bad)
    assert asked <= most


def test_values_that_bring_a_fault_only_together_are_all_to_blame() -> None:
    assert looks(48, 4, 5, together=True)[0] == {4, 5}
    assert looks(48, 4, 9, together=True)[0] == set()
