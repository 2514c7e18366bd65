"""Results that a scenario adds are told to one decimal, half upward."""

from __future__ import annotations

from fractions import Fraction

import pytest

from obcgen.scenarios.rows import _rounded


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
