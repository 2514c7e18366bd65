"""A settlement as `settle --json` prints it: money as text with two decimals. Keys may be added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.figures import dollars_in_data, in_data
from obcgen.money import ZERO, total

if TYPE_CHECKING:
    from obcgen.account.account import Account, Due, SettledLine
    from obcgen.account.effects import EffectRow
    from obcgen.deal.earned import Item
    from obcgen.deal.late_interest import Late
    from obcgen.deal.limits import AppliedLimit

Data = dict[str, object]


def limit_data(limit: AppliedLimit) -> Data:
    """Return one limit and what it did; what is carried over stands there only where something is."""
    moved = [{"year": each.year, "amount": each.amount.plain} for each in limit.carried]
    return {
        "scope": limit.scope,
        "name": limit.name,
        "limit": limit.limit.plain,
        "before": limit.before.plain,
        "after": limit.after.plain,
        "bound": limit.bound,
        **({"carried_over": moved} if moved else {}),
    }


def settlement_data(settlement: Account) -> Data:
    """Return a settlement."""
    return {
        "lines": [_line(settlement, line) for line in settlement.lines],
        "base": settlement.base.plain,
        **({"base_not_delivered": less.plain} if (less := settlement.not_delivered) else {}),
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
        "undisputed": settlement.undisputed.plain,
        "not_due_yet": settlement.later.plain,
        "payable_now": settlement.payable.plain,
        "late_interest": [_late(each) for each in settlement.ledger.late],
        "interest_due": settlement.interest.plain,
        "dues": [_due(due) for due in settlement.dues],
    }


def _late(late: Late) -> Data:
    """Return a payment that was made late, with its interest."""
    return {
        "id": late.payment,
        "amount": late.amount.plain,
        "last_day": late.last_day.isoformat(),
        "paid_on": late.paid_on.isoformat(),
        "days": late.days,
        "interest": late.interest.plain,
        "paid": late.paid.plain,
        "due": late.due.plain,
    }


def _due(due: Due) -> Data:
    """Return a payment, or what of it has a date of its own."""
    return {
        "id": due.payment,
        "due_on": due.on.isoformat() if due.on else None,
        "fiscal_year": due.year or None,
        "settled": due.settled.plain,
        "paid": due.paid.plain,
        "due": due.due.plain,
        "disputed": due.disputed.plain,
        "not_due_yet": due.later.plain,
        "payable_now": due.payable.plain,
    }


def _line(settlement: Account, line: SettledLine) -> Data:
    own = [due for due in settlement.dues if due.payment == f"rates.{line.id}"]
    once = own[0] if len(own) == 1 else None
    return {
        "id": line.id,
        "name": line.name,
        "quantity": in_data(line.quantity),
        "unit": line.unit,
        "result": in_data(line.result) if line.result is not None else None,
        "result_not_counted": line.why_not or None,
        "price": line.price,
        "counted": line.counted,
        "items": [_item(item) for item in line.items],
        "before_caps": line.earned.plain,
        "amount": line.amount.plain,
        "added_by_default": line.added.plain,
        "paid": line.paid.plain,
        "due": line.due.plain,
        "disputed": line.disputed,
        "disputed_amount": total(due.disputed for due in own).plain,
        "due_on": once.on.isoformat() if once and once.on else None,
        "fiscal_year": once.year or None if once else None,
        "payable_now": total(due.payable for due in own).plain,
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


def effect_data(row: EffectRow) -> Data:
    """Return an effect with its evidence, and whether that shows it."""
    effect = row.effect
    return {
        "outcome": row.id,
        "part": row.part or None,
        "value": in_data(effect.value),
        "interval": [in_data(effect.low), in_data(effect.high)],
        "confidence": effect.confidence.exact,
        "method": effect.method,
        "n": {"program": effect.program, "comparison": effect.comparison},
        "shown": not row.why,
        "why_not": row.why or None,
    }
