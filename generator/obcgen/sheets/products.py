"""What each line earns, as quantity times price, and what the limits leave of it, as formulas."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from obcgen.deal.compile import deal_of
from obcgen.figures import to_the_cent
from obcgen.sheets.cells import Inputs, count, entry, quantity, text
from obcgen.sheets.division import Divisions
from obcgen.sheets.limits import LIMITS, apply, ceiling, limits, limits_sheet
from obcgen.workbook import Cell, Column, Sheet, at

if TYPE_CHECKING:
    from obcgen.account.account import Account
    from obcgen.spec import Spec
    from obcgen.statement.statement import Statement

PRODUCTS: Final = "Products"
_QUANTITY, _PRICE, _EXACT = range(3, 6)
_HEAD: Final = (
    Column("Line", 34),
    Column("Counted, or result", 12),
    Column("For", 36),
    Column("Quantity", 14),
    Column("Price in cents", 16),
    Column("Exact cents", 18),
)
_NOTE: Final = "Quantity times price, exact. A line is rounded once, to the nearest cent, half a cent upward."


@dataclass(frozen=True, slots=True)
class Products:
    """The sheet, the limits' sheet if they can be followed, and the formulas that others refer to.

    `earned` holds them by line, `left` by line and name of a limit.
    """

    sheet: Sheet
    limits: tuple[Sheet, ...]
    earned: dict[str, str] = field(default_factory=dict)
    left: dict[tuple[str, str], str] = field(default_factory=dict)


def products(spec: Spec, statement: Statement, settlement: Account, inputs: Inputs) -> Products:
    """Return what the lines of a statement earn; a line that is shown with others is not among them."""
    rows: list[tuple[Cell, ...]] = []
    earned: dict[str, str] = {}
    for line in statement.lines:
        first = len(rows)
        for item in line.items:
            row = len(rows)
            exact = Cell(item.amount, "number", f"{at(_QUANTITY, row)}*{at(_PRICE, row)}")
            figures = (entry(quantity(item.quantity)), entry(Cell(item.each, "number")), exact)
            counted = text(line.result) if line.counted is None else count(line.counted)
            rows.append((text(line.name), counted, text(item.what), *figures))
        whole = sum((item.amount for item in line.items), Fraction(0))
        if line.items and to_the_cent(whole) == line.earned:
            cells = f"{at(_EXACT, first, PRODUCTS)}:{at(_EXACT, len(rows) - 1)}"
            earned[line.id] = f"ROUND(ROUND(SUM({cells}),4),0)/100"
    sheet = Sheet(PRODUCTS, "Counts and prices", _HEAD, tuple(rows), _NOTE)
    return _limited(spec, statement, settlement, inputs, Products(sheet, (), earned))


def _limited(
    spec: Spec, statement: Statement, settlement: Account, inputs: Inputs, found: Products
) -> Products:
    """Add the limits where every line is one entry and they give the settlement's amounts."""
    entries, deal = settlement.entries, deal_of(spec)
    lines = {line.id: line for line in statement.lines if not line.together and not line.open}
    if deal.carries_over or [paid.line for paid in entries] != list(lines):
        return found
    after = [(paid.earned, found.earned.get(paid.line, "")) for paid in entries]
    if not all(formula or not amount for amount, formula in after):
        return found
    divisions, names = Divisions(LIMITS), [lines[paid.line].name for paid in entries]
    places: dict[tuple[str, str], str] = {}
    base = f"SUM({at(2, 0, 'Base')}:{at(2, max(len(statement.base), 1) - 1)})"
    for limit in (
        *limits(deal, inputs, entries, participants=False),
        ceiling(deal, inputs, statement.totals.base, base, len(entries)),
    ):
        apply(divisions, limit, names, after)
        title = limit.terms.title if limit.terms is not None else ""
        places |= {(entries[index].line, title): after[index][1] for index in limit.covers}
    left = [amount for amount, _ in after]
    if left != [paid.amount - paid.added for paid in entries]:
        return found
    return Products(found.sheet, (limits_sheet(divisions),), found.earned, places)
