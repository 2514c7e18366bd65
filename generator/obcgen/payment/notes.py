"""What a reader of the schedule must know about its figures: ceilings counted, limits that cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.payment.guaranteed import base_price
from obcgen.payment.names import outcome_name, rate_name
from obcgen.payment.prices import prices_by_year
from obcgen.payment.subjects import flat_price
from obcgen.spec.scalars import Proposed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.payment.caps import Limit
    from obcgen.spec import Spec


def _proposed(spec: Spec) -> Iterator[tuple[str, Proposed]]:
    """Yield each price that bidders propose, with the name of what it prices."""
    base = spec.payment.base
    prices = [("Base Funding", base_price(base))] if base is not None else []
    for key, rate in spec.payment.rates.items():
        name = rate_name(spec, key)
        prices.append((f"“{name}”", flat_price(rate)))
        prices += [(f"“{name}” in {year}", price) for year, price in prices_by_year(rate).items()]
    yield from ((name, price) for name, price in prices if isinstance(price, Proposed))


def _limit_name(spec: Spec, limit: Limit) -> str:
    if limit.scope == "outcome":
        return f"for the Outcome “{outcome_name(spec, limit.name)}”"
    if limit.scope == "cohort":
        return f"for the cohort “{spec.cohorts[limit.name].name}”"
    if limit.scope == "year":
        return f"for the year {limit.name}"
    return "for each Participant" if limit.scope == "participant" else "for all lines together"


def limit_words(spec: Spec, limit: Limit) -> str:
    """Return what a limit that cuts does, in a sentence with its figures."""
    if limit.scope == "line":
        name = f"The ceiling of {limit.limit} of the line “{rate_name(spec, limit.name)}”"
        return f"{name} cuts it from {limit.before} to {limit.after}."
    if limit.scope == "district_default":
        what = f"The ceiling of {limit.limit} on what a District Default adds"
        return f"{what} cuts it from {limit.before} to {limit.after}."
    if limit.scope == "not_to_exceed":
        ceiling = f"The Not-to-Exceed Amount of {limit.limit}"
        return f"{ceiling} cuts the maximum from {limit.before} to {limit.after}."
    name = _limit_name(spec, limit)
    return f"The cap of {limit.limit} {name} cuts Performance Funding from {limit.before} to {limit.after}."


def _held_back(spec: Spec) -> list[str]:
    """Return what is held back of the base, and until when."""
    invoicing = spec.payment.invoicing
    if invoicing is None or not invoicing.retainage.value or spec.payment.base is None:
        return []
    until = invoicing.released or "the final Settlement"
    share = invoicing.retainage.exact
    return [f"Of each installment of the base {share} may be held back; it is released: {until}."]


def notes(spec: Spec, limits: tuple[Limit, ...]) -> tuple[str, ...]:
    """Return the notes to a schedule."""
    base = spec.payment.base
    found = [
        f"The price of {name} is proposed and counts at its ceiling of {price.at_most}."
        for name, price in _proposed(spec)
    ]
    if base is not None and base.reimbursed is not None:
        found.append(f"Costs reimbursed count at the budget of {base.reimbursed.budget}.")
    if spec.payment.discount.value:
        found.append(f"Prices of the Rate Card count after the discount of {spec.payment.discount.exact}.")
    found += _held_back(spec)
    return (*found, *(limit_words(spec, limit) for limit in limits if limit.bound and limit.scope != "line"))
