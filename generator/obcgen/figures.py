"""Exact numbers as text: the one place where a quantity, a result or a part of a cent becomes words."""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from obcgen.money import Money, Share

if TYPE_CHECKING:
    from decimal import Decimal

TIMES, OVER = " \N{MULTIPLICATION SIGN} ", "\N{DIVISION SIGN}"
_LONGEST = 36
"""Parts of a cent, up to which a fraction is still easy to read."""


def number(level: Share | Decimal) -> Fraction:
    """Return a result as a number: 50 % is a half."""
    return level.value if isinstance(level, Share) else Fraction(level)


def level_text(level: Share | Decimal) -> str:
    """Return a result as the spec states it: `50%`, `3.5`."""
    return level.exact if isinstance(level, Share) else str(level)


def to_the_cent(cents: Fraction) -> Money:
    """Return exact cents as money, half a cent upward."""
    return Money(cents.numerator) if cents.denominator == 1 else Money(1).times(cents)


def number_text(number: Fraction) -> str:
    """Return a quantity as people read it; four decimals at most, half upward."""
    if number.denominator == 1:
        return f"{number.numerator:,}"
    parts = floor(number * 10**4 + Fraction(1, 2))
    whole, rest = divmod(abs(parts), 10**4)
    return f"{'-' if parts < 0 else ''}{whole:,}.{rest:04d}".rstrip("0").rstrip(".")


def quantity(count: Fraction) -> str:
    """Return a quantity without losing a digit: `1,200`, `3.5`, `7/3` where four decimals are not enough."""
    return number_text(count) if (count * 10**4).denominator == 1 else str(count)


def in_data(number: Fraction) -> int | str:
    """Return a number as JSON exchanges it exactly: an integer, or a decimal or a quotient as text."""
    if number.denominator == 1:
        return number.numerator
    millionths = number * 10**6
    if millionths.denominator == 1:
        sign = "-" if millionths < 0 else ""
        whole, rest = divmod(abs(millionths.numerator), 10**6)
        return f"{sign}{whole}.{rest:06d}".rstrip("0")
    return f"{number.numerator}/{number.denominator}"


def dollars_in_data(cents: Fraction) -> str:
    """Return exact cents in dollars: two decimals, more where a price is a fraction of a cent."""
    if cents.denominator == 1:
        return Money(cents.numerator).plain
    return str(in_data(cents / 100))


def exact_money(amount: Fraction) -> str:
    """Return exact cents: `$500`, `$416.66 and 2/3 of a cent`, `$0.00975`; one too long cut: `$3.331234…`."""
    whole, rest = divmod(abs(amount), 1)
    sign, money = "-" if amount < 0 else "", Money(int(whole))
    if rest.denominator > _LONGEST:
        digits = rest * 10**4
        end = "…" if digits.denominator > 1 else ""
        return f"{sign}{money.exact}{f'{int(digits):04d}'.rstrip('' if end else '0')}{end}"
    return f"{sign}{money} and {rest} of a cent" if rest else f"{sign}{money}"


def as_factor(amount: Fraction) -> str:
    """Return exact cents as they stand in a product: with a fraction of a cent in brackets."""
    text = exact_money(amount)
    return f"({text})" if " of a cent" in text else text


def with_cents(amount: Fraction) -> str:
    """Return exact cents with two decimals: `$416.67`, or `$416.66 and 2/3 of a cent`."""
    sign = "-" if amount < 0 else ""
    whole, rest = divmod(abs(amount), 1)
    money = Money(int(whole)).exact
    return f"{sign}{money}" if not rest else f"{sign}{money} and {rest} of a cent"
