"""Part of the oracle: cutting amounts in proportion, so that the parts sum to the whole."""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def largest_remainder(whole: int, weights: Sequence[Fraction | int]) -> list[int]:
    """Return cents in proportion to weights: rounded down, the cents left over to the largest remainders."""
    exact = [Fraction(whole) * weight / (sum(weights) or 1) for weight in weights]
    parts = [floor(each) for each in exact]
    for _ in range(whole - sum(parts)):
        remainders = [each - part for each, part in zip(exact, parts, strict=True)]
        parts[remainders.index(max(remainders))] += 1
    return parts


def at_most(whole: int, weights: Sequence[Fraction], before: Sequence[int]) -> list[int]:
    """Return cents as by the largest remainder, of which none is more than before; a cent may be left out."""
    exact = [Fraction(whole) * weight / (sum(weights) or 1) for weight in weights]
    parts = [min(floor(each), limit) for each, limit in zip(exact, before, strict=True)]
    while sum(parts) < whole:
        room = [
            each - floor(each) if part == floor(each) < limit else Fraction(0)
            for each, part, limit in zip(exact, parts, before, strict=True)
        ]
        if not any(room):
            break
        parts[room.index(max(room))] += 1
    return parts


def cut(amounts: list[int], limit: int) -> list[int]:
    """Return amounts of which those paid come to no more than a limit; what is given back makes no room."""
    paid = [max(0, amount) for amount in amounts]
    if sum(paid) <= limit:
        return amounts
    less = largest_remainder(limit, paid)
    return [least if amount > 0 else amount for amount, least in zip(amounts, less, strict=True)]


def half_up(exact: Fraction) -> int:
    """Return whole cents, half a cent upward."""
    return floor(exact + Fraction(1, 2))
