"""The base: what it comes to, and the installments it is paid in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.money import ZERO, Money, total
from obcgen.payment.counts import counted_for_base
from obcgen.payment.maximum import ceiling
from obcgen.spec.scalars import Proposed

if TYPE_CHECKING:
    from obcgen.spec import Spec
    from obcgen.spec.payment import BaseFunding

BASE_KINDS = ("per_participant", "fixed", "per_unit", "reimbursed", "tiers")


def base_price(base: BaseFunding) -> Money | Proposed | None:
    """Return the one price of a base that has one."""
    return base.per_participant or base.fixed or base.per_unit


def _each(base: BaseFunding) -> Money:
    """Return the most for one participant, license or whole service."""
    if base.tiers:
        pays = [tier.pay for tier in base.tiers]
        return total(pays) if base.combine == "cumulative" else max(pays)
    price = base_price(base)
    return ceiling(price) if price is not None else ZERO


def base_amount(spec: Spec) -> Money:
    """Return the most that the base comes to: costs reimbursed count at the budget."""
    base = spec.payment.base
    if base is None:
        return ZERO
    if base.reimbursed is not None:
        return base.reimbursed.budget
    if base.fixed is not None:
        return _each(base)
    return _each(base) * (base.units or 0 if base.per_unit is not None else counted_for_base(spec))
