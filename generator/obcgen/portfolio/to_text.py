"""A portfolio as the terminal and `portfolio --json` show it: the sums of its workbook."""

from __future__ import annotations

from collections.abc import Sequence

from obcgen.money import Money, total
from obcgen.portfolio.exposure import Exposure, usual_name
from obcgen.portfolio.gather import Portfolio
from obcgen.show.problems import as_json

Sums = dict[str, Money]


def by_year_of(deals: Sequence[Exposure]) -> Sums:
    """Return the most of all deals together in each fiscal year; undated payments last, under no name."""
    parts = [part for deal in deals for part in deal.parts]
    years = sorted({part.year for part in parts}, key=lambda year: (not year, year))
    return {year: total(part.amount for part in parts if part.year == year) for year in years}


def by_scenario(deals: Sequence[Exposure]) -> dict[str, tuple[str, int, Money]]:
    """Return for each scenario its name, in how many deals it is, and what it costs in all of them."""
    found = [each for deal in deals for each in deal.scenarios]
    return {
        id_: (
            usual_name(found, id_),
            sum(each.id == id_ for each in found),
            total(each.base + each.performance for each in found if each.id == id_),
        )
        for id_ in dict.fromkeys(each.id for each in found)
    }


def to_text(portfolio: Portfolio) -> str:
    """Return the sums of a portfolio."""
    deals = portfolio.deals
    rows = [("Deals", f"{len(deals):,}"), ("In all, at most", total(deal.maximum for deal in deals).exact)]
    rows += [(f"  {year or 'undated'}", amount.exact) for year, amount in by_year_of(deals).items()]
    for name, number, sum_ in by_scenario(deals).values():
        rows.append((name if number == len(deals) else f"{name} (only {number} deals)", sum_.exact))
    settled = [deal.settlement.account for deal in deals if deal.settlement]
    if settled:
        rows += [("Settled", total(each.total for each in settled).exact)]
        rows += [("Payable now", total(each.payable for each in settled).exact)]
    left, right = (max(len(row[side]) for row in rows) for side in (0, 1))
    return "".join(f"{name:<{left}}  {figure:>{right}}\n" for name, figure in rows)


def to_json(portfolio: Portfolio) -> str:
    """Return the stable JSON of a portfolio: money as text; keys may be added."""
    deals = portfolio.deals
    return as_json(
        {
            "deals": [_deal(deal) for deal in deals],
            "maximum": total(deal.maximum for deal in deals).plain,
            "by_fiscal_year": {year or "undated": sum_.plain for year, sum_ in by_year_of(deals).items()},
            "scenarios": {
                id_: {"deals": number, "total": sum_.plain}
                for id_, (_, number, sum_) in by_scenario(deals).items()
            },
        }
    )


def _deal(deal: Exposure) -> dict[str, object]:
    account = deal.settlement.account if deal.settlement else None
    return {
        "name": deal.name,
        "district": deal.spec.district.name,
        "number": deal.number,
        "base": deal.base.plain,
        "performance": deal.performance.plain,
        "maximum": deal.maximum.plain,
        "exposure": [
            {"year": part.year or None, "source": part.source, "amount": part.amount.plain}
            for part in deal.parts
        ],
        "scenarios": {each.id: (each.base + each.performance).plain for each in deal.scenarios},
        "settlement": account
        and deal.settlement
        and {
            "file": deal.settlement.file,
            "as_of": deal.settlement.as_of.isoformat(),
            "total": account.total.plain,
            "paid": account.paid.plain,
            "due": account.due.plain,
            "payable_now": account.payable.plain,
        },
    }
