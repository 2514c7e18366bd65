"""What chance alone can do to a count, and to a sum of amounts per participant: exact, in whole numbers.

Everything here is a distribution given by weights: whole numbers in proportion to the chances. A range is
central: each side leaves out at most half of what certainty leaves.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache, reduce
from itertools import accumulate
from math import lcm
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

LARGEST = 1_000
"""In larger groups chance moves a result by no more than three points."""


@lru_cache(maxsize=256)
def by_chance(count: int, expected: Fraction, certainty: Fraction) -> tuple[int, int] | None:
    """Return the least and the most of `count` that chance lets reach; None for a large group."""
    return None if count > LARGEST else range_of(binomial(count, expected), certainty)


def range_of(weights: Sequence[int], certainty: Fraction) -> tuple[int, int]:
    """Return the first and the last position of a central range that holds with this certainty."""
    tail = int((1 - certainty) / 2 * sum(weights))  # sums are whole: above the one is above the other
    return _first_above(weights, tail), len(weights) - 1 - _first_above(weights[::-1], tail)


def _first_above(weights: Sequence[int], tail: int) -> int:
    """Return the first position at which the sum from the start exceeds the tail."""
    sums = enumerate(accumulate(weights))
    return next(position for position, so_far in sums if so_far > tail)


def binomial(count: int, expected: Fraction) -> list[int]:
    """Return the weight of each number of successes among `count`, from none to all."""
    part = max(0, min(expected.numerator, expected.denominator))
    return sums(count, {0: 1 - Fraction(part, expected.denominator), 1: Fraction(part, expected.denominator)})


def sums(count: int, chances: Mapping[int, Fraction]) -> list[int]:
    """Return the weight of each sum of `count` values drawn alike and apart, from 0 to the largest.

    `chances` holds the chance of each whole value from 0 upward; they sum to one. The weights are the
    coefficients of a power of a polynomial, found one from those before it (J. C. P. Miller's recurrence).
    """
    whole = lcm(*(chance.denominator for chance in chances.values()))
    parts = {value: int(chance * whole) for value, chance in chances.items() if chance}
    least = min(parts)
    steps = [(value - least, part) for value, part in parts.items() if value > least]
    first, span = parts[least], max(parts) - least
    found = [first**count]
    for place in range(1, count * span + 1):
        terms = (
            (step * (count + 1) - place) * part * found[place - step] for step, part in steps if step <= place
        )
        found.append(sum(terms) // (place * first))
    return [0] * (least * count) + found + [0] * (count * (max(chances) - max(parts)))


def convolved(left: Sequence[int], right: Sequence[int]) -> list[int]:
    """Return the weight of each sum of two values drawn apart, each from a distribution given by weights.

    Both are packed into one whole number each, whose product holds every sum (Kronecker's substitution).
    """
    size = (
        max(left).bit_length() + max(right).bit_length() + min(len(left), len(right)).bit_length()
    ) // 8 + 1
    product = _packed(left, size) * _packed(right, size)
    found = product.to_bytes(size * (len(left) + len(right)), "little")
    places = range(len(left) + len(right) - 1)
    return [int.from_bytes(found[size * place : size * (place + 1)], "little") for place in places]


def _packed(weights: Sequence[int], size: int) -> int:
    return int.from_bytes(b"".join(weight.to_bytes(size, "little") for weight in weights), "little")


@dataclass(frozen=True)
class Chances:
    """The distribution of a sum of values drawn apart, each from a distribution given by weights.

    `weights` are those of all values but the last, `above` those of a last value above each; of these whole
    numbers `whole` is certain. Two distributions are never multiplied out: few of their sums are asked for.
    """

    weights: tuple[int, ...]
    above: tuple[int, ...]
    whole: int

    @classmethod
    def of(cls, drawn: Iterable[Sequence[int]]) -> Chances:
        """Return the distribution of the sum of one value of each."""
        *others, last = drawn
        weights = reduce(convolved, others, [1])
        upward = tuple(accumulate(last))
        above = tuple(upward[-1] - so_far for so_far in upward)
        return cls(tuple(weights), above, sum(weights) * upward[-1])

    @property
    def most(self) -> int:
        """The largest sum."""
        return len(self.weights) + len(self.above) - 2

    def beyond(self, least: int) -> Fraction:
        """Return the chance of a larger sum than this."""
        return Fraction(self._beyond(least), self.whole)

    def _beyond(self, least: int) -> int:
        """Return the weight of it, summed over the values of all but the last."""
        if least < 0:
            return self.whole
        certain = self.whole // sum(self.weights)
        first = max(0, least - len(self.above) + 1)
        near = enumerate(self.weights[first : least + 1], first)
        return sum(weight * self.above[least - at] for at, weight in near) + certain * sum(
            self.weights[least + 1 :]
        )

    def least_safe(self, chance: Fraction) -> int:
        """Return the least sum beyond which no more lies than this chance."""
        most = chance * self.whole
        return bisect_left(range(self.most), True, key=lambda least: self._beyond(least) <= most)

    def central(self, certainty: Fraction) -> tuple[int, int]:
        """Return the first and the last sum of a central range with this certainty, as `range_of` does."""
        tail = (1 - certainty) / 2 * self.whole
        sums = range(self.most + 1)
        first = bisect_left(sums, True, key=lambda each: self.whole - self._beyond(each) > tail)
        last = bisect_left(sums, True, key=lambda each: self._beyond(each) <= tail)
        return first, last
