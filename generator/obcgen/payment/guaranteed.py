"""The base: what it comes to over given facts and at most, and the parts in which it is paid."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from obcgen.money import ZERO, Money, allocate, total
from obcgen.payment.conditions import base_condition
from obcgen.payment.counts import counted_for_base
from obcgen.payment.maximum import ceiling
from obcgen.payment.names import in_words
from obcgen.spec.scalars import Proposed

if TYPE_CHECKING:
    from datetime import date

    from obcgen.payment.facts import Alike, Facts
    from obcgen.spec import Duration, Spec
    from obcgen.spec.payment import BaseFunding

BASE_KINDS = ("per_participant", "fixed", "per_unit", "reimbursed", "tiers")
_MINUTES = {"minutes": 1, "hours": 60}


@dataclass(frozen=True, slots=True)
class BasePart:
    """One payment of the base: its id in the schedule, and what of it is held back until later."""

    id: str
    name: str
    due: date | None
    condition: str
    amount: Money
    retained: Money = ZERO


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


def base_quantity(spec: Spec, facts: Facts) -> int:
    """Return how many participants or units a base price is multiplied by; 1 for one fixed amount."""
    base = spec.payment.base
    if base is None or base.fixed is not None:
        return 1
    if base.per_unit is not None:
        return facts.units if facts.units is not None else base.units or 0
    return {"planned": spec.population.planned, "roster": facts.roster, "served": facts.served}[base.counted]


def base_due(spec: Spec, facts: Facts) -> Money:
    """Return what the base comes to over given facts; costs that are not known count at the budget."""
    base = spec.payment.base
    if base is None:
        return ZERO
    if base.reimbursed is not None:
        known = (facts.costs, facts.budget, base.reimbursed.budget)
        return min(base.reimbursed.budget, next(amount for amount in known if amount is not None))
    if base.tiers:
        return min(base_amount(spec), _by_dosage(base, facts))
    return _each(base) * base_quantity(spec, facts)


def _by_dosage(base: BaseFunding, facts: Facts) -> Money:
    people = [each for each in facts.people if base.counted != "served" or each.served]
    return total(_at_dosage(base, person) * person.count for person in people)


def _at_dosage(base: BaseFunding, person: Alike) -> Money:
    """Return what the base pays for one participant by the service received."""
    dosage = person.dosage if person.dosage is not None else Fraction(0)
    reached = [tier.pay for tier in base.tiers or () if dosage >= tier.at_least.amount]
    return total(reached if base.combine == "cumulative" else reached[-1:])


def dosage_unit(spec: Spec) -> str:
    """Return the unit in which dosage is counted: that of the base's tiers, or of the minimum."""
    base, dosage = spec.payment.base, spec.program.dosage
    if base is not None and base.tiers:
        return base.tiers[0].at_least.unit
    return dosage.minimum.unit if dosage is not None and dosage.minimum is not None else "hours"


def in_unit(duration: Duration, unit: str) -> Fraction | None:
    """Return a length of time in another unit; None where the two cannot be compared."""
    if duration.unit == unit:
        return Fraction(duration.amount)
    if duration.unit in _MINUTES and unit in _MINUTES:
        return Fraction(duration.amount * _MINUTES[duration.unit], _MINUTES[unit])
    return None


def retainage(spec: Spec) -> Fraction:
    """Return the share of each installment of the base that is held back."""
    invoicing = spec.payment.invoicing
    return invoicing.retainage.value if invoicing is not None else Fraction(0)


def base_parts(spec: Spec, amount: Money) -> tuple[BasePart, ...]:
    """Return the parts in which the base is paid, before anything is held back."""
    base = spec.payment.base
    if base is None:
        return ()
    if not base.installments:
        return (BasePart("base", "Base funding", base.due, base_condition(base.when), amount),)
    parts = allocate(amount, [installment.share.value for installment in base.installments.values()])
    return tuple(
        BasePart(
            f"base.{key}",
            installment.name or f"{in_words(key)} installment",
            installment.due,
            base_condition(installment.when),
            part,
        )
        for (key, installment), part in zip(base.installments.items(), parts, strict=True)
    )
