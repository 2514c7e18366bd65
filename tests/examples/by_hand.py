"""How a person writes amounts, shares, dates, parties and rows: not the code that prints the documents."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from obcgen.money import Money, Share
    from obcgen.spec import Who

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
PARTY = {"district": "the District", "provider": "the Provider", "third_party": "a third party"}


def dollars(amount: Money) -> str:
    """Write an amount: $1,200,000 or $450.50."""
    value = Decimal(amount.plain)
    return f"${value:,.0f}" if value == value.to_integral_value() else f"${value:,.2f}"


def percent(share: Share) -> str:
    """Write a share with at most two decimals: 62.5%."""
    value = Fraction(share.value) * 100
    rounded = (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{rounded.normalize():f}%"


def alike(share: str, others: Iterable[str]) -> str:
    """Write a share as it stands above others: with as many decimals as the longest of them."""
    decimals = max(len(one.strip("%").partition(".")[2]) for one in (share, *others))
    whole, _, part = share.strip("%").partition(".")
    return f"{whole}.{part:0<{decimals}}%" if decimals else share


def day(value: date) -> str:
    """Write a date: March 1, 2027."""
    return f"{MONTHS[value.month - 1]} {value.day}, {value.year}"


def moment(value: date) -> str:
    """Write a date, with its time of day if it has one: March 19, 2027, 5:00 p.m."""
    if not isinstance(value, datetime):
        return day(value)
    half = "a.m." if value.hour < 12 else "p.m."
    return f"{day(value)}, {(value.hour + 11) % 12 + 1}:{value.minute:02d} {half}"


def when(value: date | str | None) -> str:
    """Write a deadline: a date, or the words the spec gives."""
    return day(value) if isinstance(value, date) else value or ""


def who(party: Who) -> str:
    """Write a party."""
    return party.name or PARTY[party.who]


def row(*cells: object) -> str:
    """Write cells as they stand side by side, each with a capital as a cell begins."""
    return " ".join(capital(str(cell)) for cell in cells if cell not in (None, ""))


def capital(text: str) -> str:
    """Write a text as a sentence begins."""
    return text[:1].upper() + text[1:]


def series(parts: Iterable[str]) -> str:
    """Write a list in a sentence: a, b, and c."""
    *others, last = parts
    comma = "," if len(others) > 1 else ""
    return f"{', '.join(others)}{comma} and {last}" if others else last
