"""Interest on payments that were made late, as a sheet and as rows: days of delay times a yearly rate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from obcgen.deal.late_interest import YEAR, promised
from obcgen.money import Share
from obcgen.sheets.cells import Inputs, count, day, entry, money, share, sums, text
from obcgen.statement.names import paid_for
from obcgen.workbook import Cell, Column, Sheet, at

if TYPE_CHECKING:
    from obcgen.deal.late_interest import Late
    from obcgen.spec import Spec
    from obcgen.statement.statement import Statement

LATE: Final = "Late interest"
_AMOUNT, _DAYS, _INTEREST, _PAID, DUE = 1, 4, 5, 6, 7
_HEAD: Final = (
    Column("Payment", 40),
    Column("Amount", 16),
    Column("Last day for payment", 14),
    Column("Paid on", 14),
    Column("Days that bear interest", 12),
    Column("Interest", 16),
    Column("Interest paid", 16),
    Column("Interest owed", 16),
)
_NOTE: Final = (
    f"Simple interest: amount times rate times days over {YEAR}, rounded once, half a cent upward. It is "
    "owed beside everything else, and is no part of the total."
)


def late_sheet(spec: Spec, statement: Statement, inputs: Inputs) -> Sheet:
    """Return a row for each payment that bears interest, its amount a formula over days and rate."""
    terms = promised(spec)
    rate = terms.rate if terms is not None else Share.parse("0%")
    at_rate = inputs.put(
        "Rate of late interest for a year", share(rate), "payment.invoicing.late_interest.rate"
    )
    rows = tuple(_row(statement, late, row, at_rate) for row, late in enumerate(statement.late))
    total = sums("All late payments", rows, _INTEREST)
    return Sheet(LATE, "Interest on late payments", _HEAD, rows, _NOTE, total)


def _row(statement: Statement, late: Late, row: int, rate: str) -> tuple[Cell, ...]:
    exact = f"100*{at(_AMOUNT, row)}*{rate}*{at(_DAYS, row)}/{YEAR}"
    return (
        text(paid_for(statement, late.payment)),
        entry(money(late.amount)),
        day(late.last_day),
        day(late.paid_on),
        entry(count(late.days)),
        money(late.interest, f"INT(ROUND({exact},6)+0.5)/100"),
        entry(money(late.paid)),
        money(late.due, f"{at(_INTEREST, row)}-{at(_PAID, row)}"),
    )


def late_rows(statement: Statement) -> Sheet:
    """Return a row for each payment that bears interest, for other programs."""
    heads = ("payment", "amount", "last_day", "paid_on", "days", "interest", "interest_paid", "interest_due")
    rows = tuple(
        (
            text(late.payment),
            money(late.amount),
            day(late.last_day),
            day(late.paid_on),
            count(late.days),
            *map(money, (late.interest, late.paid, late.due)),
        )
        for late in statement.late
    )
    return Sheet(LATE, LATE, tuple(Column(head, 12) for head in heads), rows)
