"""Part of the oracle: what is owed where the contract ended early, from the words of its contract.

The base: days of service over all days of it, the installments due by then, or, of costs and of steps of
service, all that was delivered. Then what was not delivered is taken off, the last payments first. What an
end for convenience adds stands beside it, in what the not-to-exceed amount leaves.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from oracle_cuts import half_up, largest_remainder
from oracle_lines import raised

if TYPE_CHECKING:
    from datetime import date

    from oracle_lines import Deal

    from obcgen.spec import Spec

ADDING = {"", "convenience", "district_failure"}


def days(spec: Spec, ended: date) -> Fraction:
    """Return the days of service until an end over all of them, the first and the last day included."""
    every = (spec.program.ends - spec.program.starts).days + 1
    return Fraction(max(0, (ended - spec.program.starts).days + 1), every)


def base_at_end(deal: Deal, whole: int) -> list[int]:
    """Return the payments of a base that are owed at an early end, before Services not delivered."""
    base, ended = deal.spec.payment.base, deal.record.ended
    assert ended is not None
    if base is None:
        return []
    dated = [(part.due, part.share.value) for part in base.installments.values()] or [(base.due, Fraction(1))]
    if base.by_year:
        dated = [(each.due, Fraction(1)) for each in base.by_year.values()]
    if base.reimbursed is not None:
        return filling(whole, largest_remainder(base.reimbursed.budget.cents, [share for _, share in dated]))
    if base.by_year:
        stated = {year: each.pay for year, each in base.by_year.items()}
        parts = [raised(deal, stated, year) for year in stated]
    else:
        parts = largest_remainder(whole, [share for _, share in dated])
    agreement = deal.spec.agreement
    assert agreement is not None
    assert agreement.termination is not None
    if agreement.termination.settlement.base == "installments_due":
        pairs = zip(dated, parts, strict=True)
        return [cents for (due, _), cents in pairs if due is not None and due <= ended]
    return filling(whole if base.tiers else half_up(whole * days(deal.spec, ended)), parts)


def filling(whole: int, parts: list[int]) -> list[int]:
    """Return what a whole leaves in each part, the first filled first."""
    found = []
    for part in parts:
        found.append(min(part, whole))
        whole -= found[-1]
    return found


def besides(deal: Deal, performance: int, at_target: int, room: int) -> dict[str, int]:
    """Return what an end adds; `at_target` is the figure that the contract prints."""
    agreement, ended = deal.spec.agreement, deal.record.ended
    assert agreement is not None
    ending = agreement.termination.convenience if agreement.termination else None
    if ending is None or ended is None or deal.record.ground not in ADDING:
        return {}
    share = ending.in_flight.value if ending.in_flight else Fraction(0)
    accrued = half_up(at_target * share * days(deal.spec, ended))
    owed = {"in_flight": max(0, accrued - max(0, performance)), "fee": ending.fee.cents if ending.fee else 0}
    if ended < deal.spec.program.starts and ending.start_up:
        known = deal.record.amounts.get("start_up")
        owed["start_up"] = min(known.cents if known else 0, ending.start_up.cents)
    paid = {}
    for name, cents in owed.items():
        paid[name] = min(cents, max(0, room))
        room -= paid[name]
    return {f"ending.{name}": cents for name, cents in paid.items() if cents}
