"""A settlement as `settle --json` prints it: money as text with two decimals. Keys may be added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.figures import dollars_in_data, in_data
from obcgen.money import ZERO

if TYPE_CHECKING:
    from obcgen.account.account import Account, SettledLine
    from obcgen.deal.earned import Item
    from obcgen.deal.limits import AppliedLimit

Data = dict[str, object]


def limit_data(limit: AppliedLimit) -> Data:
    """Return one limit and what it did."""
    return {
        "scope": limit.scope,
        "name": limit.name,
        "limit": limit.limit.plain,
        "before": limit.before.plain,
        "after": limit.after.plain,
        "bound": limit.bound,
    }


def settlement_data(settlement: Account) -> Data:
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


def _line(line: SettledLine) -> Data:
    return {
        "id": line.id,
        "name": line.name,
        "quantity": in_data(line.quantity),
        "unit": line.unit,
        "result": in_data(line.result) if line.result is not None else None,
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
        "quantity": in_data(item.quantity),
        "each": dollars_in_data(item.each),
        "amount": dollars_in_data(item.amount),
    }
