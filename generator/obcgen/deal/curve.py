"""Payments as curves: corners over a result, and where they cross a limit."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

Corner = tuple[Fraction, Fraction]
"""A result, and the cents paid there; two corners at one result are a step."""


def extended(left: Corner, right: Corner, at: Fraction) -> Fraction:
    """Return where the line through two points is at a result, below nothing as well."""
    return left[1] + (right[1] - left[1]) / (right[0] - left[0]) * (at - left[0])


def crossed(corners: list[Corner], limit: Fraction) -> list[Corner]:
    """Return the corners, and one more wherever the payment crosses a limit."""
    found = corners[:1]
    for before, after in pairwise(corners):
        low, high = before[1] - limit, after[1] - limit
        if low * high < 0 and after[0] > before[0]:
            found.append((before[0] + (after[0] - before[0]) * low / (low - high), limit))
        found.append(after)
    return found


def beyond(before: Corner, last: Corner, limit: Fraction) -> tuple[Corner, ...]:
    """Return where a line that goes on beyond its last point meets nothing or its limit, if it does."""
    climbs = last[1] - before[1]
    goal = limit if climbs > 0 else Fraction(0)
    ahead = (goal - last[1]) / climbs if climbs else Fraction(0)
    return ((last[0] + (last[0] - before[0]) * ahead, goal),) if ahead > 0 else ()
