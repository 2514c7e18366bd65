"""Base funding: what is paid whatever the results, one class for each way to price it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from obcgen.deal.base_funding.base_funding import BaseFunding, BasePart
from obcgen.deal.base_funding.for_participants import ByDosage, Counting, PerParticipant
from obcgen.deal.base_funding.for_service import Fixed, PerUnit, Reimbursed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.spec import Spec
    from obcgen.spec.payment import BaseFunding as Stated

__all__ = [
    "BaseFunding",
    "BasePart",
    "ByDosage",
    "Counting",
    "Fixed",
    "PerParticipant",
    "PerUnit",
    "Reimbursed",
    "base_funding",
]

NO_BASE = "There is no Base Funding: every payment depends on results."
_KEYS = ("per_participant", "fixed", "per_unit", "units", "reimbursed", "tiers", "combine")


def base_funding(spec: Spec) -> BaseFunding | None:
    """Return the base funding of a spec; None where everything depends on results."""
    base = spec.payment.base
    return next(_ways(spec, base), None) if base is not None else None


def _ways(spec: Spec, base: Stated) -> Iterator[BaseFunding]:
    """Yield base funding in the one way in which a spec prices it."""
    stated = [key for key in _KEYS if getattr(base, key) is not None and (key != "combine" or base.tiers)]
    paid: dict[str, Any] = {
        "due": base.due,
        "when": base.when,
        "installments": base.installments,
        "keys": tuple(stated),
    }
    planned, most = spec.population.planned, spec.population.maximum or spec.population.planned
    people: dict[str, Any] = {
        "counted": base.counted,
        "planned": planned if base.counted == "planned" else most,
        "population": planned,
    }
    if base.reimbursed is not None:
        costs = base.reimbursed.costs or "allowable operating costs"
        yield Reimbursed(budget=base.reimbursed.budget, costs=costs, **paid)
    if base.fixed is not None:
        yield Fixed(fixed=base.fixed, **paid)
    if base.per_unit is not None:
        yield PerUnit(each=base.per_unit, unit=base.unit or "unit", units=base.units or 0, **paid)
    if base.tiers:
        yield ByDosage(tiers=base.tiers, combine=base.combine, **people, **paid)
    if base.per_participant is not None:
        yield PerParticipant(each=base.per_participant, **people, **paid)
