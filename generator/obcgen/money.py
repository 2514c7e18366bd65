"""Exact money and exact shares.

No float enters here, money times money does not exist, splits sum to the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from math import ceil, floor

_MONEY = re.compile(r"\$?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{2}))?")
_PERCENT = re.compile(r"(\d{1,6}(?:\.\d{1,6})?)%")
_RATIO = re.compile(r"(\d{1,6})/(\d{1,6})")
LARGEST_CENTS = 10**15
"""Ten trillion dollars: no district contract is larger, and no figure we print grows past it."""


class Rounding(Enum):
    """How a fraction of a cent becomes cents. Each document states the roundings it uses."""

    HALF_UP = "to the nearest cent, half a cent upward"
    DOWN = "down to the cent below"


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount of US dollars, held as whole cents."""

    cents: int

    @classmethod
    def parse(cls, text: str) -> Money:
        """Read `$1,200,000`, `$900` or `450.50`.

        Raises:
            ValueError: the text is no amount; the message says why.
        """
        match = _MONEY.fullmatch(text.strip())
        if match is None:
            raise ValueError("write dollars as $1,200,000 or $900 or $450.50")
        cents = int(match[1].replace(",", "")) * 100 + int(match[2] or 0)
        if cents > LARGEST_CENTS:
            raise ValueError("the amount is larger than any contract")
        return cls(cents)

    @classmethod
    def dollars(cls, amount: int) -> Money:
        """Return a whole number of dollars."""
        return cls(amount * 100)

    def __add__(self, other: Money) -> Money:
        return Money(self.cents + other.cents) if isinstance(other, Money) else NotImplemented

    def __sub__(self, other: Money) -> Money:
        return Money(self.cents - other.cents) if isinstance(other, Money) else NotImplemented

    def __mul__(self, count: int) -> Money:
        return Money(self.cents * count) if type(count) is int else NotImplemented

    __rmul__ = __mul__

    def __neg__(self) -> Money:
        return Money(-self.cents)

    def __bool__(self) -> bool:
        return self.cents != 0

    def times(self, factor: Fraction, rounding: Rounding = Rounding.HALF_UP) -> Money:
        """Return this amount times an exact factor, rounded as named."""
        exact = self.cents * factor
        return Money(floor(exact + Fraction(1, 2)) if rounding is Rounding.HALF_UP else floor(exact))

    def over(self, whole: Money) -> Share:
        """Return what share of `whole` this amount is; nothing of nothing is 0 %."""
        return Share(Fraction(self.cents, whole.cents)) if whole.cents else Share(Fraction(0))

    @property
    def plain(self) -> str:
        """The amount as machines exchange it: `450000.00`."""
        sign, cents = ("-", -self.cents) if self.cents < 0 else ("", self.cents)
        return f"{sign}{cents // 100}.{cents % 100:02d}"

    @property
    def exact(self) -> str:
        """The amount with its cents, for columns of figures: `$450,000.00`."""
        sign, cents = ("-", -self.cents) if self.cents < 0 else ("", self.cents)
        return f"{sign}${cents // 100:,}.{cents % 100:02d}"

    def __str__(self) -> str:
        return self.exact.removesuffix(".00")


ZERO = Money(0)


def plain(amount: Money | None) -> str | None:
    """Return an amount as machines exchange it; None where there is none."""
    return amount.plain if amount is not None else None


def total(amounts: Iterable[Money]) -> Money:
    """Return the sum."""
    return Money(sum(amount.cents for amount in amounts))


@dataclass(frozen=True, slots=True, order=True)
class Share:
    """An exact part of a whole: 40 % or 5/6."""

    value: Fraction

    @classmethod
    def parse(cls, text: str) -> Share:
        """Read `40%`, `62.5%` or `5/6`.

        Raises:
            ValueError: the text is no share; the message says why.
        """
        if match := _PERCENT.fullmatch(text.strip().replace(" %", "%")):
            return cls(Fraction(match[1]) / 100)
        if (match := _RATIO.fullmatch(text.strip())) and int(match[2]):
            return cls(Fraction(int(match[1]), int(match[2])))
        raise ValueError("write a share as 40% or 62.5% or 5/6")

    @property
    def plain(self) -> str:
        """The share as machines exchange it: `0.625`, at most six decimals, half upward."""
        millionths = floor(self.value * 10**6 + Fraction(1, 2))
        text = f"{millionths // 10**6}.{millionths % 10**6:06d}".rstrip("0")
        return text + "0" if text.endswith(".") else text

    @property
    def exact(self) -> str:
        """The share where no digit may be lost: `62.5%`, or `5/6` where no percent is exact."""
        hundred_millionths = self.value * 10**8
        if hundred_millionths.denominator != 1:
            return f"{self.value.numerator}/{self.value.denominator}"
        text = f"{hundred_millionths.numerator // 10**6}.{hundred_millionths.numerator % 10**6:06d}"
        return f"{text.rstrip('0').rstrip('.')}%"

    def __str__(self) -> str:
        """The share as people read it: `62.5%`; two decimals at most, half upward."""
        text = self.hundredths[:-1].rstrip("0").rstrip(".")
        return f"{text}%"

    @property
    def hundredths(self) -> str:
        """The share as it stands beside others of its kind: `26.10%`; always two decimals, half upward."""
        hundredths = floor(self.value * 10**4 + Fraction(1, 2))
        return f"{hundredths // 100}.{hundredths % 100:02d}%"


def split(
    whole: int, weights: Sequence[Fraction | int], most: Sequence[int] | None = None
) -> tuple[int, ...]:
    """Split a whole number in proportion to `weights`; without `most` the parts always sum to the whole.

    Each part is rounded down; the ones left over go one each to the largest remainders, the earlier part
    first where two are equal (the largest-remainder method). Without any weight nothing is split. With
    `most` no part is larger than its own there: a one that would make it so goes to the next part, and is
    left out where there is none.
    """
    base = sum(weights, Fraction(0))
    if not base:
        return tuple(0 for _ in weights)
    if len(weights) == 1:
        return (whole if most is None else min(whole, most[0]),)
    exact = [Fraction(whole) * weight / base for weight in weights]
    bounds = most if most is not None else [ceil(value) for value in exact]
    parts = [min(floor(value), bound) for value, bound in zip(exact, bounds, strict=True)]
    rising = [i for i, part in enumerate(parts) if part < exact[i] and part < bounds[i]]
    by_remainder = sorted(rising, key=lambda i: (parts[i] - exact[i], i))
    for i in by_remainder[: whole - sum(parts)]:
        parts[i] += 1
    return tuple(parts)


def allocate(whole: Money, weights: Sequence[Fraction | int]) -> tuple[Money, ...]:
    """Split an amount in proportion to `weights` as `split` does, to the cent.

    Raises:
        ValueError: a negative weight, or weights that sum to nothing while there is money to split.
    """
    if any(weight < 0 for weight in weights) or (not any(weights) and whole):
        raise ValueError("weights must not be negative and must sum to more than nothing")
    return tuple(Money(part) for part in split(whole.cents, weights))


def filled(whole: Money, most: Iterable[Money]) -> tuple[Money, ...]:
    """Fill parts one after the other with an amount that is not negative, each up to the most it can hold."""
    left, parts = whole, list[Money]()
    for limit in most:
        parts.append(min(left, limit))
        left -= parts[-1]
    return tuple(parts)
