"""What a reader of the schedule must know about its figures: ceilings counted, limits that cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.deal.base_funding import Reimbursed
from obcgen.deal.indexed import rises_asked
from obcgen.deal.lines.flat import Priced
from obcgen.spec.scalars import Proposed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.deal.deal import Deal
    from obcgen.deal.limits import AppliedLimit
    from obcgen.money import Money


def _prices(deal: Deal) -> Iterator[tuple[str, Money | Proposed | None]]:
    """Yield each price with the name of what it prices."""
    if deal.base_funding is not None:
        yield "Base Funding", deal.base_funding.price
    for line in (line for line in deal.lines.values() if isinstance(line, Priced)):
        yield f"“{line.name}”", line.prices.flat
        yield from ((f"“{line.name}” in {year}", price) for year, price in line.prices.by_year.items())


def _retainage(deal: Deal) -> Iterator[str]:
    """Yield what is held back of the base, and until when."""
    invoicing = deal.spec.payment.invoicing
    if deal.retainage and deal.base_funding is not None and invoicing is not None:
        until = invoicing.released or "the final Settlement"
        share = invoicing.retainage.exact
        yield f"Of each installment of the base {share} may be held back; it is released: {until}."


def notes(deal: Deal, limits: tuple[AppliedLimit, ...]) -> tuple[str, ...]:
    """Return the notes to a schedule."""
    told = [
        f"The price of {name} is proposed and counts at its ceiling of {price.at_most}."
        for name, price in _prices(deal)
        if isinstance(price, Proposed)
    ]
    if isinstance(deal.base_funding, Reimbursed):
        spent = f"These figures assume that the whole budget of {deal.base_funding.budget} is spent."
        told.append(f"{spent} Only actual costs are reimbursed.")
    if rises_asked(deal.spec):
        told.append("Indexed prices count at the most that the index lets them be.")
    if deal.discount.value:
        told.append(f"Prices of the Rate Card count after the discount of {deal.discount.exact}.")
    told += _retainage(deal)
    return (*told, *(limit.sentence for limit in limits if limit.acted and limit.scope != "line"))
