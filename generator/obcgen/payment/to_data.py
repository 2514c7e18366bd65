"""A settlement as `settle --json` prints it: money as text with two decimals. Keys may be added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.money import ZERO, Money

if TYPE_CHECKING:
    from fractions import Fraction

    from obcgen.payment.caps import Limit
    from obcgen.payment.earning import Item
    from obcgen.payment.settle import Line, Settlement

Data = dict[str, object]


def exact(number: Fraction) -> int | str:
    """Return a number as JSON exchanges it exactly: an integer, or a decimal or a quotient as text."""
    if number.denominator == 1:
        return number.numerator
    millionths = number * 10**6
    if millionths.denominator == 1:
        sign = "-" if millionths < 0 else ""
        whole, rest = divmod(abs(millionths.numerator), 10**6)
        return f"{sign}{whole}.{rest:06d}".rstrip("0")
    return f"{number.numerator}/{number.denominator}"


def limit_data(limit: Limit) -> Data:
    """Return one limit and what it did."""
    return {
        "scope": limit.scope,
        "name": limit.name,
        "limit": limit.limit.plain,
        "before": limit.before.plain,
        "after": limit.after.plain,
        "bound": limit.bound,
    }


def settlement_data(settlement: Settlement) -> Data:
    """Return a settlement."""
    return {
        "lines": [_line(line) for line in settlement.lines],
        "base": settlement.base.plain,
        "performance": settlement.performance.plain,
        "total": settlement.total.plain,
        "paid": settlement.paid.plain,
        "due": settlement.due.plain,
        "caps": [limit_data(limit) for limit in settlement.limits],
        "base_parts": [
            {
                "id": part.id,
                "date": part.due.isoformat() if part.due else None,
                "amount": part.amount.plain,
                "retained": part.retained.plain,
                "paid": settlement.ledger.paid.get(part.id, ZERO).plain,
            }
            for part in settlement.base_parts
        ],
        "added_by_default": settlement.added.plain,
        "retained": settlement.retained.plain,
        "disputed": settlement.disputed.plain,
        "undisputed": settlement.payable.plain,
    }


def _line(line: Line) -> Data:
    return {
        "id": line.id,
        "name": line.name,
        "quantity": exact(line.quantity),
        "unit": line.unit,
        "result": exact(line.result) if line.result is not None else None,
        "price": line.price,
        "counted": line.counted,
        "items": [_item(item) for item in line.items],
        "before_caps": line.earned.plain,
        "amount": line.amount.plain,
        "added_by_default": line.added.plain,
        "paid": line.paid.plain,
        "due": line.due.plain,
        "disputed": line.disputed,
        "settled": not line.open,
    }


def _item(item: Item) -> Data:
    """Return a quantity times a price, which is exact in dollars."""
    return {
        "what": item.what,
        "quantity": exact(item.quantity),
        "each": _dollars(item.each),
        "amount": _dollars(item.amount),
    }


def _dollars(cents: Fraction) -> str:
    """Return exact cents in dollars: two decimals, more where a price is a fraction of a cent."""
    if cents.denominator == 1:
        return Money(cents.numerator).plain
    return str(exact(cents / 100))
