"""Offers under an RFP: what the engine settles under one, and how it is put into the price file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from obcgen.account.scenarios.assumed import facts_of
from obcgen.account.scenarios.scenarios import cases
from obcgen.account.settle import settle

if TYPE_CHECKING:
    from obcgen.spec import Spec


def settled(spec: Spec) -> list[list[int]]:
    known = {case.id: case.assumed for case in cases(spec)}
    found = [settle(spec, facts_of(spec, known[key])) for key in ("all", "target")]
    return [[each.base.cents, each.performance.cents, each.total.cents] for each in found]


def under(spec: Spec, offer: dict[str, Any]) -> Spec:
    """Return the deal at an offer: a discount, or prices by line; `base` is that of base funding."""
    payment, base = spec.payment, spec.payment.base
    rates = dict(payment.rates)
    for key, price in offer.items():
        if key in rates:
            rates[key] = rates[key].model_copy(update={"per_participant": price})
    if "base" in offer and base is not None and base.reimbursed is not None:
        budget = base.reimbursed.model_copy(update={"budget": offer["base"]})
        base = base.model_copy(update={"reimbursed": budget})
    elif "base" in offer and base is not None:
        base = base.model_copy(update={"per_participant": offer["base"]})
    changed = {"rates": rates, "base": base, "discount": offer.get("Discount", payment.discount)}
    return spec.model_copy(update={"payment": payment.model_copy(update=changed)})


def entered(offer: dict[str, Any]) -> dict[str, Any]:
    """Return an offer as it is put into the cells of the file, by their names."""
    names = {"Discount": "Discount", "base": "Base_price"}
    return {names.get(key, f"Price_{key}"): float(value.plain) for key, value in offer.items()}
