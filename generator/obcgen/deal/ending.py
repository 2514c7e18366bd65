"""What of the base is earned: by an early end, and where Services were not delivered."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from obcgen.deal.base_funding import Reimbursed
from obcgen.money import ZERO, Money, filled, total

if TYPE_CHECKING:
    from datetime import date

    from obcgen.deal.base_funding import BasePart
    from obcgen.deal.deal import Deal
    from obcgen.deal.facts import Facts, Ground
    from obcgen.spec import Spec
    from obcgen.spec.agreement import Convenience


def convenience(spec: Spec) -> Convenience | None:
    """Return the terms on which the district may end the contract without cause; None where it may not."""
    termination = spec.agreement.termination if spec.agreement else None
    return termination.convenience if termination else None


def adds(ground: Ground | None) -> bool:
    """Tell whether what an end for convenience adds is owed at an end on a ground; on none named it is."""
    return ground in {None, "convenience", "district_failure"}


def pro_rata(spec: Spec) -> bool:
    """Tell whether an early end leaves what was earned until then, not the installments due by then."""
    termination = spec.agreement.termination if spec.agreement else None
    return termination is None or termination.settlement.base == "pro_rata"


def service_days(spec: Spec) -> int:
    """Return the days of service, the first and the last included."""
    return max(0, (spec.program.ends - spec.program.starts).days) + 1


def days_served(spec: Spec, last_day: date) -> int:
    """Return the days of service up to a day, which is the last of them."""
    return min(max((last_day - spec.program.starts).days + 1, 0), service_days(spec))


def part_served(spec: Spec, last_day: date) -> Fraction:
    """Return the part of the days of service that is over at the end of a day."""
    return Fraction(days_served(spec, last_day), service_days(spec))


def not_delivered(base: Money, facts: Facts) -> Money:
    """Return what an earned base is reduced by: its share of Services not delivered, half a cent upward."""
    found = facts.undelivered
    return base.times(Fraction(found.missed, found.scheduled)) if found is not None else ZERO


def earned_base(deal: Deal, base: Money, ended: date) -> Money:
    """Return what of a base is owed where service ends on a day: by days, installments, or delivery."""
    return total(part.amount for part in earned_parts(deal, base, ended))


def earned_parts(deal: Deal, base: Money, ended: date) -> tuple[BasePart, ...]:
    """Return the payments of a base where service ends on a day.

    What is earned by days, the costs, or the steps of service that were reached fill the installments in
    their order and are owed from the end on.
    """
    if deal.base_funding is None:
        return ()
    parts = deal.base_funding.parts(base)
    if not isinstance(deal.base_funding, Reimbursed) and not pro_rata(deal.spec):
        return tuple(part for part in parts if part.falls_due_by(ended))
    earned = base if deal.base_funding.by_delivery else base.times(part_served(deal.spec, ended))
    found = [
        _until(replace(part, amount=amount), ended)
        for part, amount in zip(parts, filled(earned, [part.amount for part in parts]), strict=True)
    ]
    return tuple(part for part in found if part.amount > ZERO or part is found[0])


def _until(part: BasePart, ended: date) -> BasePart:
    """Return a payment that falls due at an early end at the latest, and no longer on its condition then."""
    if part.due is not None and part.due < ended:
        return part
    return replace(part, due=ended, condition="Earned up to the early end of the Agreement")
