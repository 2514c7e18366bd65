"""The sheet of due dates: from when each amount can be demanded, by the day of the settlement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from obcgen.sheets.cells import Inputs, day, entry, money, sums, text
from obcgen.workbook import Cell, Column, Sheet, at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from obcgen.account.account import Due
    from obcgen.statement.statement import Statement

DUE_DATES: Final = "Due dates"
_ON, _SETTLED, _PAID, DISPUTED, LATER = 1, 3, 4, 5, 6
_HEAD: Final = (
    Column("Payment", 40),
    Column("Due on", 14),
    Column("Fiscal year", 13),
    Column("Settled at", 16),
    Column("Paid before", 16),
    Column("Of what is due, under dispute", 16),
    Column("Of what is due, dated later", 16),
    Column("Payable now", 16),
)
_NOTE: Final = (
    "A date is the earliest day on which the District has to pay; what is dated after the day of the "
    "settlement is not payable yet. What is held back is not part of what a payment settles at."
)


def due_dates_sheet(
    statement: Statement, settled: Mapping[str, str], paid: Mapping[str, str], inputs: Inputs
) -> Sheet:
    """Return a row for each payment and date; `settled` and `paid` are cells of payments with one date."""
    as_of = inputs.put("Day of the settlement", day(statement.head.as_of), "as_of, in the results")
    payments = [due.payment for due in statement.dues]
    once = {key for key in payments if payments.count(key) == 1}
    rows = tuple(
        _row(
            due,
            row,
            settled.get(due.payment, "") if due.payment in once else "",
            paid.get(due.payment, "") if due.payment in once else "",
            as_of,
        )
        for row, due in enumerate(statement.dues)
    )
    return Sheet(
        DUE_DATES, "When each amount can be demanded", _HEAD, rows, _NOTE, sums("All payments", rows, 3)
    )


def _row(due: Due, row: int, settled: str, paid: str, as_of: str) -> tuple[Cell, ...]:
    whole, before = at(_SETTLED, row), at(_PAID, row)
    left = f"{whole}-{before}-{at(DISPUTED, row)}"
    later = f"MIN(MAX({left},0),MAX({whole},0))+MAX(MIN({left},0),MIN({whole},0))"
    disputed = f"{whole}-{before}" if due.disputed and due.disputed == due.due else ""
    return (
        text(due.name),
        day(due.on),
        text(due.year),
        money(due.settled, settled) if settled else entry(money(due.settled)),
        money(due.paid, paid) if paid else entry(money(due.paid)),
        money(due.disputed, disputed) if disputed else entry(money(due.disputed)),
        money(due.later, f"IF({at(_ON, row)}>{as_of},{later},0)") if due.on else money(due.later),
        money(due.payable, f"{left}-{at(LATER, row)}"),
    )
