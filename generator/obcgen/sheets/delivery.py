"""The sheet of Services not delivered: what they take off Base Funding, and what is left for each payment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from obcgen.sheets.cells import count, entry, money, text
from obcgen.workbook import Column, Sheet, at

if TYPE_CHECKING:
    from obcgen.statement.missed import Missed

DELIVERY: Final = "Services not delivered"
_VALUE: Final = 1
_EARNED, _SCHEDULED, _MISSED, _OFF, _LEFT, _FULL = range(6)
_NOTE: Final = "What is left pays the payments in their order, each up to what it would have paid in full."


def delivery_sheet(found: Missed) -> Sheet:
    """Return the sheet of what was not delivered; the amounts of the sheet of Base Funding follow from it."""
    off = f"ROUND({at(_VALUE, _EARNED)}*{at(_VALUE, _MISSED)}/{at(_VALUE, _SCHEDULED)},2)"
    rows = (
        (text("Base Funding earned before the reduction"), entry(money(found.earned))),
        (text("Sessions or other units scheduled and not excused"), entry(count(found.scheduled))),
        (text("Of them, neither delivered nor made up"), entry(count(found.missed))),
        (text("Taken off"), money(found.off, off)),
        (text("Left"), money(found.earned - found.off, f"{at(_VALUE, _EARNED)}-{at(_VALUE, _OFF)}")),
        *((text(f"In full: {name}"), entry(money(amount))) for name, amount in found.full.values()),
    )
    return Sheet(DELIVERY, DELIVERY, (Column("Figure", 60), Column("Value", 20)), rows, _NOTE)


def left_for(found: Missed | None, part: str) -> str:
    """Return the formula of what a payment of Base Funding comes to; empty where nothing is taken off it."""
    if found is None or part not in found.full:
        return ""
    number = list(found.full).index(part)
    cell = at(_VALUE, _FULL + number, DELIVERY)
    left = at(_VALUE, _LEFT, DELIVERY)
    if number:
        left += f"-SUM({at(_VALUE, _FULL, DELIVERY)}:{at(_VALUE, _FULL + number - 1)})"
    return f"MAX(0,MIN({cell},{left}))"
