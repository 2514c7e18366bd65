"""Results that a scenario adds are told to one decimal, half upward; tables have four columns at the most."""

from __future__ import annotations

from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest

from obcgen.scenarios.rows import _blocks, _rounded


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(0), "0"),
        (Fraction(1, 20), "0.1"),
        (Fraction(49, 1000), "0"),
        (Fraction(1, 4), "0.3"),
        (Fraction(199, 20), "10"),
        (Fraction(12345, 10), "1,234.5"),
        (Fraction(90), "90"),
    ],
)
def test_half_a_tenth_is_rounded_upward(number: Fraction, text: str) -> None:
    assert _rounded(number) == text


@pytest.mark.parametrize(("scenarios", "columns"), [(4, [4]), (5, [3, 2]), (8, [4, 4]), (9, [3, 3, 3])])
def test_more_scenarios_than_a_page_holds_stand_in_tables_of_about_as_many(
    scenarios: int, columns: list[int]
) -> None:
    cases = [SimpleNamespace(case=SimpleNamespace(name=f"Case {number}")) for number in range(scenarios)]
    found: Any = SimpleNamespace(outlooks=cases)
    assert [len(block.names) for block in _blocks(found, [])] == columns
