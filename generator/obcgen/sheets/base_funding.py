"""Base funding as a sheet: quantity times price, held to the ceiling, divided into its installments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from obcgen.money import Money, Share
from obcgen.sheets.cells import Inputs, count, entry, money, share
from obcgen.sheets.division import COLUMNS, NOTE, Divisions, Weight
from obcgen.workbook import Column, Sheet

if TYPE_CHECKING:
    from obcgen.account.schedule import Schedule
    from obcgen.deal.base_funding import BaseFunding
    from obcgen.deal.deal import Deal

BASE: Final = "Base"


@dataclass(frozen=True, slots=True)
class BaseSheet:
    """The sheet, the formula of the whole base, and the address of each payment's amount by its id."""

    sheet: Sheet
    whole: str
    addresses: dict[str, str]


def base_sheet(deal: Deal, planned: Schedule, inputs: Inputs) -> BaseSheet:
    """Return base funding as formulas; without base funding an empty sheet and a whole of 0."""
    base = deal.base_funding
    parts = _parts(base) if base is not None else {}
    names = {payment.id: payment.name for payment in planned.payments}
    whole = _whole(deal, base, inputs) if base is not None else "0"
    divisions = Divisions(BASE)
    weights = [Weight(names[key], part.value, entry(share(part))) for key, part in parts.items()]
    divided = divisions.add("Base funding", weights, planned.base, whole)
    heads = (Column("What", 18), Column("Payment", 36), Column("Share of the base", 12), Column("Base", 16))
    sheet = Sheet(BASE, "Base funding in installments", (*heads, *COLUMNS), tuple(divisions.rows), NOTE)
    return BaseSheet(sheet, whole, {key: place for key, (_, place) in zip(parts, divided, strict=True)})


def _parts(base: BaseFunding) -> dict[str, Share]:
    """Return the share of each base payment by its id in the schedule."""
    parts = {f"base.{key}": part.share for key, part in base.installments.items()}
    return parts or {"base": Share.parse("100%")}


def _whole(deal: Deal, base: BaseFunding, inputs: Inputs) -> str:
    """Return the formula of the whole base, with its quantity and its price among the inputs."""
    quantity, counted = base.multiplied
    each = Money(base.most.cents // max(quantity, 1))
    price = inputs.put("Base: price or most", money(each), "payment.base")
    times = inputs.put(counted, count(quantity), "population") if counted else "1"
    return f"MIN({times}*{price},{ceiling_at(deal, inputs)})"


def ceiling_at(deal: Deal, inputs: Inputs) -> str:
    """Return the address of the not-to-exceed amount among the inputs."""
    return inputs.put("Not-to-exceed amount", money(deal.not_to_exceed), "funding.not_to_exceed")
