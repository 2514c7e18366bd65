"""What Services not delivered take off Base Funding, payment by payment, as a statement shows it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from obcgen.account.settle import base_due, base_parts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from obcgen.account.account import Account
    from obcgen.deal.deal import Deal
    from obcgen.deal.facts import Facts
    from obcgen.money import Money


@dataclass(frozen=True, slots=True)
class Missed:
    """What Services not delivered take off Base Funding.

    `full` holds by payment its name, and what it would have paid without them.
    """

    earned: Money
    scheduled: int
    missed: int
    off: Money
    full: Mapping[str, tuple[str, Money]]


def missed_of(deal: Deal, facts: Facts, settlement: Account) -> Missed | None:
    """Return what Services not delivered take off the base; None where the results tell of none."""
    found = facts.undelivered
    if found is None or deal.base_funding is None:
        return None
    before = replace(facts, undelivered=None)
    earned = base_due(deal, before)
    parts = base_parts(deal, before, min(earned, deal.not_to_exceed))
    full = {part.id: (part.name, part.amount) for part in parts}
    return Missed(earned, found.scheduled, found.missed, settlement.not_delivered, full)
