"""The fiscal years as a sheet: what falls due in each, by kind of funding and by source, as formulas."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from obcgen.account.sources import NO_SOURCE, Funded, YearTotal, in_charging_order
from obcgen.deal.compile import deal_of
from obcgen.money import ZERO
from obcgen.sheets.cells import money, sums
from obcgen.sheets.sources import (
    AMOUNT,
    FIRST_SOURCE,
    KIND,
    NOT_COVERED,
    SCHEDULE,
    SOURCES,
    YEAR,
    unlike_names,
)
from obcgen.workbook import Cell, Column, Sheet, at, down

if TYPE_CHECKING:
    from obcgen.account.schedule import Schedule
    from obcgen.spec import Spec

UNDATED: Final = "not dated"
_NOTE: Final = (
    "A payment falls into the fiscal year of its date. A year that is not listed had no payment when this "
    "workbook was made."
)

_SHARED: Final = (
    "Payments share limits, or are carried over: each year stands at the most that can fall into it, and "
    "years do not add up."
)


def years_sheet(spec: Spec, found: Funded, planned: Schedule) -> Sheet:
    """Return what falls due in each fiscal year; where payments share limits, the most of each as it is."""
    sources = in_charging_order(spec)
    heads = (Column("Fiscal year", 14), Column("Base", 16), Column("Performance", 16), Column("Total", 16))
    names = (*unlike_names(sources), NOT_COVERED)
    columns = (*heads, *(Column(name, 18) for name in names))
    keys = (*sources, NO_SOURCE)
    count = len(planned.payments)
    rows = tuple(_row(year, index, keys, count) for index, year in enumerate(found.years))
    title = "Payments by fiscal year"
    if not planned.shares_limits and not deal_of(spec).carries_over:
        return Sheet("Fiscal years", title, columns, rows, _NOTE, sums("All years", rows, 1))
    fixed = tuple(tuple(replace(cell, formula="") for cell in row) for row in rows)
    return Sheet("Fiscal years", title, columns, fixed, f"{_NOTE} {_SHARED}")


def _row(year: YearTotal, index: int, keys: tuple[str, ...], payments: int) -> tuple[Cell, ...]:
    own = f"({down(YEAR, payments, SCHEDULE)}={at(0, index)})"
    kinds, amounts = down(KIND, payments, SCHEDULE), down(AMOUNT, payments, SCHEDULE)
    base, performance = (
        f'SUMPRODUCT({own}*({kinds}="{kind}")*{amounts})' for kind in ("base", "performance")
    )
    by_source = dict(year.by_source)
    return (
        Cell(year.year or UNDATED, "year"),
        money(year.base, base),
        money(year.performance, performance),
        money(year.total, f"{at(1, index)}+{at(2, index)}"),
        *(
            money(by_source.get(key, ZERO), f"SUMPRODUCT({own}*{down(column, payments, SOURCES)})")
            for column, key in enumerate(keys, FIRST_SOURCE)
        ),
    )
