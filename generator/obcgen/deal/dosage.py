"""The service that participants receive: in which unit it is counted, and how much meets every demand."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from obcgen.deal.base_funding import ByDosage
from obcgen.deal.ending import part_served

if TYPE_CHECKING:
    from datetime import date

    from obcgen.deal.deal import Deal
    from obcgen.spec import Duration

MINUTES = {"minutes": 1, "hours": 60}


def in_unit(duration: Duration, unit: str) -> Fraction | None:
    """Return a length of time in another unit; None where the two cannot be compared."""
    if duration.unit == unit:
        return Fraction(duration.amount)
    if duration.unit in MINUTES and unit in MINUTES:
        return Fraction(duration.amount * MINUTES[duration.unit], MINUTES[unit])
    return None


def dosage_unit(deal: Deal) -> str:
    """Return the unit in which dosage is counted: that of the base's tiers, or of the minimum."""
    base, dosage = deal.base_funding, deal.spec.program.dosage
    if isinstance(base, ByDosage):
        return base.tiers[0].at_least.unit
    return dosage.minimum.unit if dosage is not None and dosage.minimum is not None else "hours"


def full_dosage(deal: Deal) -> Fraction | None:
    """Return a dosage that meets the minimum and every tier of the base."""
    base, dosage = deal.base_funding, deal.spec.program.dosage
    wanted = [tier.at_least for tier in base.tiers] if isinstance(base, ByDosage) else []
    wanted += [dosage.minimum] if dosage is not None and dosage.minimum is not None else []
    amounts = [in_unit(each, dosage_unit(deal)) for each in wanted]
    return max((amount for amount in amounts if amount is not None), default=None)


def minimum_dosage(deal: Deal) -> Fraction | None:
    """Return the minimum dosage in the unit in which dosage is counted; None where there is none."""
    dosage = deal.spec.program.dosage
    return in_unit(dosage.minimum, dosage_unit(deal)) if dosage and dosage.minimum else None


def dosage_below_minimum(deal: Deal) -> Fraction:
    """Return the last step of the base below the minimum dosage; nothing where there is none."""
    base, minimum = deal.base_funding, minimum_dosage(deal)
    steps = [Fraction(tier.at_least.amount) for tier in base.tiers] if isinstance(base, ByDosage) else []
    return max((step for step in steps if minimum is not None and step < minimum), default=Fraction(0))


def planned_dosage(deal: Deal, last_day: date) -> Fraction | None:
    """Return the service planned for one participant up to a day, in proportion to the days.

    None in a unit that the plan does not have.
    """
    planned, unit = deal.spec.program.dosage, dosage_unit(deal)
    if planned is None or unit not in MINUTES:
        return None
    whole = Fraction(planned.sessions_per_week * planned.minutes * planned.weeks, MINUTES[unit])
    return whole * part_served(deal.spec, last_day)
