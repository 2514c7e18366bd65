"""What chance alone can do to a count: the exact binomial interval, in whole numbers."""

from __future__ import annotations

from fractions import Fraction

LARGEST = 1_000
"""In larger groups chance moves a result by no more than three points."""


def by_chance(count: int, expected: Fraction, certainty: Fraction) -> tuple[int, int] | None:
    """Return the least and the most of `count` that chance lets reach; None for a large group.

    The interval is central: each side leaves out at most half of what certainty leaves.
    """
    if count > LARGEST:
        return None
    if expected <= 0 or expected >= 1:
        sure = count if expected >= 1 else 0
        return sure, sure
    weights = _weights(count, expected.numerator, expected.denominator)
    whole = sum(weights)
    tail = (1 - certainty) / 2 * whole
    return _first_above(weights, tail), count - _first_above(weights[::-1], tail)


def _weights(count: int, part: int, whole: int) -> list[int]:
    """Return the chance of each number of successes, times the whole to the power of the count."""
    other = whole - part
    weight = other**count
    found = [weight]
    for successes in range(count):
        weight = weight * (count - successes) * part // ((successes + 1) * other)
        found.append(weight)
    return found


def _first_above(weights: list[int], tail: Fraction) -> int:
    """Return the first position at which the sum from the start exceeds the tail."""
    total = 0
    for position, weight in enumerate(weights):
        total += weight
        if total > tail:
            return position
    return len(weights) - 1
