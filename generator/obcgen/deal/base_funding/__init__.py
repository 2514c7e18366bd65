"""Base funding: what is paid whatever the results, one class for each way to price it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from obcgen.deal.base_funding.base_funding import BaseFunding, BasePart
from obcgen.deal.base_funding.for_participants import ByDosage, Counting, PerParticipant
from obcgen.deal.base_funding.for_service import ByYear, Fixed, PerUnit, Reimbursed
from obcgen.deal.indexed import base_by_year
from obcgen.money import total
from obcgen.spec.payment import Installment
from obcgen.spec.rates import INDEXED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.spec import Spec
    from obcgen.spec.payment import BaseFunding as Stated

__all__ = [
    "BaseFunding",
    "BasePart",
    "ByDosage",
    "ByYear",
    "Counting",
    "Fixed",
    "PerParticipant",
    "PerUnit",
    "Reimbursed",
    "base_funding",
]

NO_BASE = "There is no Base Funding: every payment depends on results."
_KEYS = ("per_participant", "fixed", "by_year", "per_unit", "units", "reimbursed", "tiers", "combine")


def base_funding(spec: Spec) -> BaseFunding | None:
    """Return the base funding of a spec; None where everything depends on results."""
    base = spec.payment.base
    return next(_ways(spec, base), None) if base is not None else None


def _by_year(spec: Spec, base: Stated, keys: tuple[str, ...]) -> ByYear:
    """Return base funding with an amount for each year, each paid as one installment."""
    indexation = spec.payment.indexation
    amounts = base_by_year(base, indexation, {})
    whole = total(amounts.values())
    parts = {
        year: Installment.model_construct(
            name=f"Base funding {year}", share=amount.over(whole), due=each.due, when=each.when
        )
        for (year, each), amount in zip(base.by_year.items(), amounts.values(), strict=False)
    }
    by_index = indexation is not None and indexation.index is not None
    indexed = frozenset(year for year, each in base.by_year.items() if by_index and each.pay == INDEXED)
    return ByYear(
        fixed=whole, amounts=amounts, indexed=indexed, due=None, when=None, installments=parts, keys=keys
    )


def _ways(spec: Spec, base: Stated) -> Iterator[BaseFunding]:
    """Yield base funding in the one way in which a spec prices it."""
    stated = [
        key for key in _KEYS if getattr(base, key) not in (None, {}) and (key != "combine" or base.tiers)
    ]
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
    if base.by_year:
        yield _by_year(spec, base, tuple(stated))
    if base.fixed is not None:
        yield Fixed(fixed=base.fixed, **paid)
    if base.per_unit is not None:
        yield PerUnit(each=base.per_unit, unit=base.unit or "unit", units=base.units or 0, **paid)
    if base.tiers:
        yield ByDosage(tiers=base.tiers, combine=base.combine, **people, **paid)
    if base.per_participant is not None:
        yield PerParticipant(each=base.per_participant, **people, **paid)
