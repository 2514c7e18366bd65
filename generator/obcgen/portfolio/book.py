"""A portfolio as a workbook: the figures of each deal once, everything else a formula over them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from obcgen.money import Money, total
from obcgen.portfolio.exposure import Exposure, usual_name
from obcgen.portfolio.gather import Portfolio
from obcgen.sheets.cells import count, day, entry, money, sums, text
from obcgen.workbook import Cell, Column, Sheet, Workbook, at, down

DEALS, YEARS, SOURCES, SCENARIOS = "Deals", "Fiscal years", "Sources", "Scenarios"
EXPOSURE, OUTLOOKS = "Exposure", "Scenarios by deal"
SETTLEMENTS, SETTLED_YEARS, SETTLED_SOURCES = "Settlements", "Settled by year", "Settled by source"
UNDATED: Final = "undated"

_AT_MOST: Final = (
    "The most that can fall due. A deal whose payments share limits can come to less than the sum of its "
    "years and sources: what it can come to in all stands on Deals."
)
_OWN_YEARS: Final = "Fiscal years are those of each district, named by their first and last year. "
_ADDED_UP: Final = (
    "The same scenario of all deals that have it, added up. Deals seldom all fare alike: what lies between "
    "is likelier than either end."
)
_LATEST: Final = "The latest settlement of each contract; amounts are those of obcgen settle."


def portfolio_book(portfolio: Portfolio) -> Workbook:
    """Return the workbook of a portfolio; its amounts are those of each deal, to the cent."""
    deals = portfolio.deals
    parts = [(deal, part) for deal in deals for part in deal.parts]
    sheets = (
        _deals_sheet(deals),
        _years_sheet(deals),
        _sources_sheet(deals),
        _scenarios_sheet(deals),
        *_settled_sheets(deals),
        _table(
            EXPOSURE,
            "What falls on each source in each fiscal year, at most",
            (("Deal", 26), ("District", 34), ("Fiscal year", 12), ("Source", 40), ("At most", 18)),
            [
                (
                    *map(text, (deal.name, deal.spec.district.name)),
                    _year(part.year),
                    text(part.source),
                    entry(money(part.amount)),
                )
                for deal, part in parts
            ],
            _AT_MOST,
        ),
        _outlooks_sheet(deals),
    )
    made = max((deal.spec.document.issued for deal in deals), default=date.min)
    return Workbook(f"Portfolio of {len(deals)} deals", "obcgen", made, sheets)


def _table(
    name: str, title: str, heads: Iterable[tuple[str, int]], rows: Sequence[tuple[Cell, ...]], note: str = ""
) -> Sheet:
    return Sheet(name, title, tuple(Column(*head) for head in heads), tuple(rows), note)


def _year(name: str) -> Cell:
    return Cell(name or UNDATED, "year")


def _deals_sheet(deals: Sequence[Exposure]) -> Sheet:
    heads = (("Deal", 26), ("District", 34), ("Number", 18), ("Participants", 13), ("Base", 18))
    more = (("Performance, at most", 20), ("Not to exceed", 18), ("In all, at most", 18))
    rows = [
        (
            text(deal.name),
            text(deal.spec.district.name),
            text(deal.number),
            entry(count(deal.spec.population.planned)),
            entry(money(deal.base)),
            entry(money(deal.performance)),
            entry(money(deal.spec.funding.not_to_exceed)),
            money(deal.maximum, f"MIN({at(4, row)}+{at(5, row)},{at(6, row)})"),
        )
        for row, deal in enumerate(deals)
    ]
    people = sum(deal.spec.population.planned for deal in deals)
    totals = sums("All deals", rows, 4)
    if totals:
        totals = (*totals[:3], count(people, f"SUM({down(3, len(rows))})"), *totals[4:])
    note = "What each deal can cost; yellow figures come from the specs."
    columns = tuple(Column(*head) for head in (*heads, *more))
    return Sheet(DEALS, "What the deals can cost", columns, tuple(rows), note, totals)


def _matching(column: int, value: str, rows: int, sheet: str) -> str:
    return f"({down(column, rows, sheet)}={value})"


def _sum_of(*matches: str, column: int, rows: int, sheet: str) -> str:
    """Return the formula of a column's amounts in the rows that match."""
    return f"SUMPRODUCT({'*'.join((*matches, down(column, rows, sheet)))})"


def _names(found: Iterable[str]) -> tuple[str, ...]:
    """Return names in order, those that a spreadsheet takes for the same once."""
    return tuple({name.casefold(): name for name in sorted(found, reverse=True)}.values())[::-1]


def _years_sheet(deals: Sequence[Exposure]) -> Sheet:
    """Return the most of each deal in each fiscal year."""
    years = sorted({part.year for deal in deals for part in deal.parts}, key=lambda year: (not year, year))
    rows, first = [], 0
    for deal in deals:
        cells = [_own_year(deal, year, first) for year in years]
        rows.append((text(deal.name), text(deal.spec.district.name), *cells))
        first += len(deal.parts)
    columns = (Column("Deal", 26), Column("District", 34), *(Column(year or UNDATED, 18) for year in years))
    title = "What can fall due by fiscal year"
    return Sheet(YEARS, title, columns, tuple(rows), _OWN_YEARS + _AT_MOST, sums("All deals", rows, 2))


def _own_year(deal: Exposure, year: str, first: int) -> Cell:
    """Return the most of a deal in a year: a formula over its own rows alone, so that many stay quick."""
    amount = total(part.amount for part in deal.parts if part.year == year)
    if not deal.parts:
        return money(amount)
    last = first + len(deal.parts) - 1
    years, amounts = (f"{at(column, first, EXPOSURE)}:{at(column, last)}" for column in (2, 4))
    return money(amount, f'SUMPRODUCT(({years}="{year or UNDATED}")*{amounts})')


def _sources_sheet(deals: Sequence[Exposure]) -> Sheet:
    """Return the most on each source in each fiscal year, the deals together; one name is one source."""
    parts = [part for deal in deals for part in deal.parts]
    years = sorted({part.year for part in parts}, key=lambda year: (not year, year))
    rows = []
    for row, name in enumerate(_names(part.source for part in parts)):
        own = [part for part in parts if part.source.casefold() == name.casefold()]
        cells = [
            money(
                total(part.amount for part in own if part.year == year),
                _sum_of(
                    _matching(3, at(0, row), len(parts), EXPOSURE),
                    _matching(2, f'"{year or UNDATED}"', len(parts), EXPOSURE),
                    column=4,
                    rows=len(parts),
                    sheet=EXPOSURE,
                ),
            )
            for year in years
        ]
        whole = money(
            total(part.amount for part in own), "+".join(at(each + 1, row) for each in range(len(years)))
        )
        rows.append((text(name), *cells, whole))
    columns = (
        Column("Source", 44),
        *(Column(year or UNDATED, 18) for year in years),
        Column("All years", 18),
    )
    title = "What can fall on each source"
    return Sheet(SOURCES, title, columns, tuple(rows), _OWN_YEARS + _AT_MOST, sums("All sources", rows, 1))


def _outlooks_sheet(deals: Sequence[Exposure]) -> Sheet:
    found = [(deal, each) for deal in deals for each in deal.scenarios]
    heads = (
        ("Deal", 26),
        ("Scenario", 22),
        ("What is reached", 40),
        ("Base", 18),
        ("Performance", 18),
        ("Total", 18),
    )
    rows = [
        (
            *map(text, (deal.name, each.id, each.name)),
            entry(money(each.base)),
            entry(money(each.performance)),
            money(each.base + each.performance, f"{at(3, row)}+{at(4, row)}"),
        )
        for row, (deal, each) in enumerate(found)
    ]
    return _table(OUTLOOKS, "What each scenario of each deal costs", heads, rows)


def _scenarios_sheet(deals: Sequence[Exposure]) -> Sheet:
    found = [each for deal in deals for each in deal.scenarios]
    ids = tuple(dict.fromkeys(each.id for each in found))
    rows = [_scenario_row(row, usual_name(found, id_), id_, deals) for row, id_ in enumerate(ids)]
    heads = (
        ("Scenario", 22),
        ("What is reached", 40),
        ("Deals", 9),
        ("Base", 18),
        ("Performance", 18),
        ("Total", 18),
    )
    return _table(SCENARIOS, "Scenarios, all deals added up", heads, rows, _ADDED_UP)


def _scenario_row(row: int, name: str, id_: str, deals: Sequence[Exposure]) -> tuple[Cell, ...]:
    found = [each for deal in deals for each in deal.scenarios]
    own, size = [each for each in found if each.id == id_], len(found)
    same = _matching(1, at(0, row), size, OUTLOOKS)
    amounts = (total(each.base for each in own), total(each.performance for each in own))
    return (
        text(id_),
        text(name),
        count(len(own), f"SUMPRODUCT({same}*1)"),
        *(
            money(amount, _sum_of(same, column=column, rows=size, sheet=OUTLOOKS))
            for column, amount in enumerate(amounts, 3)
        ),
        money(total(amounts), f"{at(3, row)}+{at(4, row)}"),
    )


def _settled_sheets(deals: Sequence[Exposure]) -> tuple[Sheet, ...]:
    """Return the sheets of what was settled; none where nothing was."""
    if not any(deal.settlement for deal in deals):
        return ()
    return (_settlements_sheet(deals), _settled_years_sheet(deals), _settled_sources_sheet(deals))


def _settlements_sheet(deals: Sequence[Exposure]) -> Sheet:
    heads = (
        ("Deal", 26),
        ("District", 34),
        ("Results", 34),
        ("As of", 12),
        ("Base", 18),
        ("Performance", 18),
    )
    more = ("Total", "Paid before", "Due", "Disputed", "Held back", "Not due yet", "Payable now")
    rows: list[tuple[Cell, ...]] = []
    for deal in deals:
        if deal.settlement is None:
            continue
        account, row = deal.settlement.account, len(rows)
        rows.append(
            (
                *map(text, (deal.name, deal.spec.district.name, Path(deal.settlement.file).name)),
                day(deal.settlement.as_of),
                entry(money(account.base)),
                entry(money(account.performance)),
                money(account.total, f"{at(4, row)}+{at(5, row)}"),
                entry(money(account.paid)),
                money(account.due, f"{at(6, row)}-{at(7, row)}"),
                *(entry(money(each)) for each in (account.disputed, account.retained, account.later)),
                money(account.payable, f"{at(8, row)}-{at(9, row)}-{at(10, row)}-{at(11, row)}"),
            )
        )
    columns = tuple(Column(*head) for head in (*heads, *((head, 18) for head in more)))
    return Sheet(SETTLEMENTS, "What was settled", columns, tuple(rows), _LATEST, sums("All deals", rows, 4))


def _settled_years_sheet(deals: Sequence[Exposure]) -> Sheet:
    rows = [
        (
            text(deal.name),
            _year(each.year),
            entry(money(each.settled)),
            entry(money(each.paid)),
            money(each.settled - each.paid, f"{at(2, row)}-{at(3, row)}"),
        )
        for row, (deal, each) in enumerate(
            (deal, each) for deal in deals if deal.settlement for each in deal.settlement.years
        )
    ]
    columns = (
        Column("Deal", 26),
        Column("Fiscal year", 12),
        *(Column(head, 18) for head in ("Settled", "Paid before", "Due")),
    )
    title, note = "What was settled, by the fiscal year in which it falls due", f"{_OWN_YEARS}{_HELD_BACK}"
    return Sheet(SETTLED_YEARS, title, columns, tuple(rows), note, sums("All deals", rows, 2))


_HELD_BACK: Final = "What is held back is not among it yet."


def _settled_sources_sheet(deals: Sequence[Exposure]) -> Sheet:
    found: list[tuple[str, str, Money]] = [
        (deal.name, name, amount)
        for deal in deals
        if deal.settlement
        for name, amount in deal.settlement.sources
    ]
    rows = [(text(deal), text(name), entry(money(amount))) for deal, name, amount in found]
    columns = (Column("Deal", 26), Column("Source", 44), Column("Charged", 18))
    title = "What each source is charged with by the settlements"
    return Sheet(SETTLED_SOURCES, title, columns, tuple(rows), _LATEST, sums("All deals", rows, 2))
