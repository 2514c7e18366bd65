"""The sources as a sheet: what each pays of each payment, as formulas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from obcgen.account.sources import NO_SOURCE, SOURCE_SENTENCE, Funded, can_pay, in_charging_order
from obcgen.money import ZERO, Money
from obcgen.sheets.cells import Inputs, day, money, sums, text
from obcgen.workbook import Cell, Column, Sheet, at

if TYPE_CHECKING:
    from obcgen.account.schedule import Payment, Schedule
    from obcgen.spec import Spec
    from obcgen.spec.funding import FundingSource

SCHEDULE: Final = "Schedule"
SOURCES: Final = "Sources"
DATE, YEAR, KIND, NAME, CONDITION, AMOUNT, RUNNING, SHARE = range(8)
"""The columns of the sheet of payments."""
FIRST_SOURCE: Final = 3
_HEADINGS: Final = frozenset(
    {"payment", "kind", "amount", "not covered", "fiscal year", "base", "performance", "total"}
)
NOT_COVERED: Final = "Not covered"


def sources_sheet(spec: Spec, planned: Schedule, found: Funded, inputs: Inputs) -> Sheet:
    """Return what each source pays of each payment: what is left of both, source after source."""
    sources = in_charging_order(spec)
    heads = (Column("Payment", 36), Column("Kind", 13), Column("Amount", 16))
    columns = (*heads, *(Column(name, 18) for name in unlike_names(sources)), Column(NOT_COVERED, 16))
    parts = {(charge.payment, charge.source): charge.amount for charge in found.charges}
    limits = {key: _inputs_of(key, source, inputs) for key, source in sources.items()}
    rows = tuple(
        (
            text(payment.name),
            text(payment.kind),
            money(payment.amount, at(AMOUNT, row, SCHEDULE)),
            *(
                _charge(payment, row, column, source, limits[key], parts.get((payment.id, key), ZERO))
                for column, (key, source) in enumerate(sources.items(), FIRST_SOURCE)
            ),
            _not_covered(row, len(sources), parts.get((payment.id, NO_SOURCE), ZERO)),
        )
        for row, payment in enumerate(planned.payments)
    )
    totals = _most(planned, found, tuple(sources)) if planned.shares_limits else sums("All payments", rows, 2)
    return Sheet(SOURCES, "Payments by funding source", columns, rows, SOURCE_SENTENCE, totals)


def _most(planned: Schedule, found: Funded, keys: tuple[str, ...]) -> tuple[Cell, ...]:
    """Return the most in all and from each source, where payments share limits and do not add up."""
    most = {source.id: source.total for source in found.sources}
    whole = money(planned.maximum)
    return (
        text("In all, at most"),
        Cell(),
        whole,
        *(money(most.get(key, ZERO)) for key in (*keys, NO_SOURCE)),
    )


def unlike_names(sources: dict[str, FundingSource]) -> list[str]:
    """Return the name of each source as a heading, with its id where another heading is the same."""
    names = [source.name for source in sources.values()]
    taken = _HEADINGS | {
        name.casefold() for name in names if [other.casefold() for other in names].count(name.casefold()) > 1
    }
    return [
        f"{source.name} ({key})" if source.name.casefold() in taken else source.name
        for key, source in sources.items()
    ]


def _inputs_of(key: str, source: FundingSource, inputs: Inputs) -> tuple[str, str]:
    """Return the addresses of a source's amount and last day; empty where the spec states none."""
    where = f"funding.sources.{key}"
    name, amount, last = f"{source.name} ({key})", source.amount, source.liquidate_by
    held = "" if amount is None else inputs.put(f"{name}: amount", money(amount), f"{where}.amount")
    until = "" if last is None else inputs.put(f"{name}: last day", day(last), f"{where}.liquidate_by")
    return held, until


def _charge(
    payment: Payment, row: int, column: int, source: FundingSource, limits: tuple[str, str], part: Money
) -> Cell:
    """Return what a source pays of a payment: the lesser of what is left of the payment and of the source."""
    if not can_pay(source, payment.kind, None):
        return money(ZERO)
    held, until = limits
    due = _left_of_payment(row, column)
    above = f"SUM({at(column, 0)}:{at(column, row - 1)})" if row else "0"
    least = f"ROUND(MAX(0,MIN({due},{held}-{above})),2)" if held else f"ROUND(MAX(0,{due}),2)"
    when = at(DATE, row, SCHEDULE)
    return money(part, f"IF({when}>{until},0,{least})" if until else least)


def _left_of_payment(row: int, column: int) -> str:
    amount = at(FIRST_SOURCE - 1, row)
    left = f"SUM({at(FIRST_SOURCE, row)}:{at(column - 1, row)})"
    return f"{amount}-{left}" if column > FIRST_SOURCE else amount


def _not_covered(row: int, sources: int, part: Money) -> Cell:
    return money(part, f"ROUND({_left_of_payment(row, FIRST_SOURCE + sources)},2)")
