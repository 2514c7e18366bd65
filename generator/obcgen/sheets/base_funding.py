"""Base funding as a sheet: quantity times price, held to the ceiling, divided into its installments."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from obcgen.deal.base_funding import Reimbursed
from obcgen.money import Money, Share
from obcgen.sheets.cells import Inputs, count, entry, money, share
from obcgen.sheets.division import COLUMNS, NOTE, PART, Divisions, Weight
from obcgen.workbook import Column, Sheet, at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from obcgen.account.schedule import Schedule
    from obcgen.deal.base_funding import BaseFunding, BasePart
    from obcgen.deal.deal import Deal

BASE: Final = "Base"
_FILLED: Final = "Costs fill the parts in their order, within the not-to-exceed amount."


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
    most = _most(base, inputs) if base is not None else "0"
    whole = f"MIN({most},{ceiling_at(deal, inputs)})" if base is not None else most
    costs = base if isinstance(base, Reimbursed) else None
    divisions = Divisions(BASE)
    weights = [Weight(names[key], part.value, entry(share(part))) for key, part in parts.items()]
    divided = divisions.add(
        "Base funding", weights, costs.budget if costs else planned.base, most if costs else whole
    )
    heads = (Column("What", 18), Column("Payment", 36), Column("Share of the base", 12), Column("Base", 16))
    sheet = Sheet(BASE, "Base funding in installments", (*heads, *COLUMNS), tuple(divisions.rows), NOTE)
    places = [place for _, place in divided]
    if costs:
        sheet, places = _fill(sheet, costs.parts(planned.base), whole)
    return BaseSheet(sheet, whole, dict(zip(parts, places, strict=True)))


def _fill(sheet: Sheet, parts: Sequence[BasePart], whole: str) -> tuple[Sheet, list[str]]:
    """Return the sheet with a column for what each installment pays of costs, and the cells of that."""
    column, rows = len(sheet.columns), []
    for row, (cells, part) in enumerate(zip(sheet.rows, parts, strict=True)):
        before = f"-SUM({at(column, 0)}:{at(column, row - 1)})" if row else ""
        rows.append((*cells, money(part.amount, f"ROUND(MIN({at(PART, row)},{whole}{before}),2)")))
    columns = (*sheet.columns, Column("Paid at most", 16))
    filled = replace(sheet, columns=columns, rows=tuple(rows), note=f"{NOTE} {_FILLED}")
    return filled, [at(column, row, BASE) for row in range(len(rows))]


def _parts(base: BaseFunding) -> dict[str, Share]:
    """Return the share of each base payment by its id in the schedule."""
    parts = {f"base.{key}": part.share for key, part in base.installments.items()}
    return parts or {"base": Share.parse("100%")}


def _most(base: BaseFunding, inputs: Inputs) -> str:
    """Return the formula of the most that the base is, with its quantity and its price among the inputs."""
    quantity, counted = base.multiplied
    each = Money(base.most.cents // max(quantity, 1))
    price = inputs.put("Base: price or most", money(each), "payment.base")
    times = inputs.put(counted, count(quantity), "population") if counted else "1"
    return f"{times}*{price}"


def ceiling_at(deal: Deal, inputs: Inputs) -> str:
    """Return the address of the not-to-exceed amount among the inputs."""
    return inputs.put("Not-to-exceed amount", money(deal.not_to_exceed), "funding.not_to_exceed")
