"""The price file of an RFP: an offeror enters a discount or prices, and reads what the offer comes to.

Every amount is a formula that gives, to the cent, what a settlement under the offer would.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from obcgen.account.scenarios.assumed import facts_of
from obcgen.account.scenarios.scenarios import cases
from obcgen.deal.compile import deal_of
from obcgen.deal.terms import cap_sentences, rounding_sentences
from obcgen.sheets.cells import money, text
from obcgen.sheets.offer import offer
from obcgen.sheets.offered_results import OfferedResults
from obcgen.spec.addenda import in_series
from obcgen.spec.dates import day_words
from obcgen.workbook import CELL, Accepts, Cell, Column, Sheet, Workbook, at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.sheets.offer import Offer
    from obcgen.sheets.offered_results import Result
    from obcgen.spec import Spec
    from obcgen.spec.procurement import AwardCriterion

TOTALS: Final = "Totals"
_BASE, _PERFORMANCE, _TOTAL = range(1, 4)
_NAMES: Final = {
    "all": "Every Outcome reached in full",
    "target": "Each Outcome at its target",
    "expected": "Each Outcome as expected without the Program",
}
_COLUMNS: Final = (
    Column("What the offer comes to", 54),
    Column("Base Funding", 28),
    Column("Performance Funding", 28),
    Column("Total", 28),
)
_NOTE: Final = (
    "After every cap, rounded as the Agreement says. Nothing is shown until every price or discount on the "
    "sheet Offer is right. Not more than {} can fall due in all."
)
_POINTS_NOTE: Final = (
    "The offer with the lowest figure receives all points; every other offer receives the points times the "
    "lowest figure over its own, rounded to two decimals. The lowest figure of another offer is not known: "
    "enter one to see what it would do. Left empty, this offer counts as the lowest."
)
_NO_NAME: Final = "No name on the sheet Offer"
_LOWEST: Final = Accepts(
    "Lowest figure of another offer",
    "Enter an amount above $0, or leave it empty.",
    f"IF(ISNUMBER({CELL}),{CELL}>0,0)=1",
)


def price_book(spec: Spec) -> Workbook:
    """Return the price file of an RFP, before an offeror has entered anything. The spec has no errors."""
    deal, title = deal_of(spec), f"Price file: {spec.document.title}{_conformed(spec)}"
    asked = offer(deal, title)
    working = OfferedResults(deal, asked)
    known = {case.id: case.assumed for case in cases(deal)}
    found = {key: working.add(_NAMES[key], facts_of(deal, known[key])) for key in _compared(spec)}
    sheets = (
        asked.sheet,
        _totals(asked, found, _NOTE.format(deal.not_to_exceed)),
        *_points(spec, asked, found),
        _rules(spec),
        *working.sheets(),
    )
    number, issued, owner = spec.document.number, spec.document.issued, spec.district.name
    belongs = f"{owner} \N{MIDDLE DOT} {number} \N{MIDDLE DOT} issued {day_words(issued)}"
    return Workbook(f"{title} ({number})", owner, issued, sheets, belongs)


def _conformed(spec: Spec) -> str:
    """Return by which addendum the file is conformed, so that nobody prices an earlier one."""
    addenda = in_series(spec.addenda)
    return f", as conformed by Addendum No. {addenda[-1][0]}" if addenda else ""


def _scored(spec: Spec) -> Iterator[tuple[AwardCriterion, str]]:
    """Yield each criterion that is scored by formula, with the results at which offers are compared."""
    for criterion in spec.procurement.criteria.values() if spec.procurement is not None else ():
        if criterion.scoring is not None:
            at_target = criterion.scoring.attainment == "target"
            in_full = criterion.scoring.compare == "maximum_total"
            yield criterion, "all" if in_full else "target" if at_target else "expected"


def _compared(spec: Spec) -> tuple[str, ...]:
    """Return the results over which an offer is worked out."""
    scored = {key for _, key in _scored(spec)}
    return tuple(key for key in _NAMES if key != "expected" or key in scored)


def _shown(asked: Offer, cell: Cell) -> Cell:
    """Return a cell that stays empty until every price is there."""
    formula = f'IF({asked.complete},{cell.formula},"")'
    return Cell(cell.value if asked.at_first else None, cell.form, formula, name=cell.name)


def _totals(asked: Offer, found: dict[str, Result], note: str) -> Sheet:
    """Return base, performance and total over each set of results."""
    rows = []
    for row, (key, result) in enumerate(found.items()):
        amounts = (result.base, result.performance)
        cells = [_shown(asked, money(each.amount, each.formula)) for each in amounts]
        whole = money(
            result.base.amount + result.performance.amount, f"{at(_BASE, row)}+{at(_PERFORMANCE, row)}"
        )
        rows.append((text(result.name), *cells, _shown(asked, _named(whole, f"Total_{key}"))))
    title = "What the offer comes to"
    return Sheet(TOTALS, title, _COLUMNS, tuple(rows), note, _offeror(asked), protected=True)


def _named(cell: Cell, name: str) -> Cell:
    return Cell(cell.value, cell.form, cell.formula, name=name)


def _offeror(asked: Offer) -> tuple[Cell, ...]:
    """Return the last row, which carries the offeror's name through."""
    name = Cell(_NO_NAME, "text", f'IF({asked.offeror}="","{_NO_NAME}",{asked.offeror})')
    return text("Offeror"), Cell(), Cell(), name


def _points(spec: Spec, asked: Offer, found: dict[str, Result]) -> tuple[Sheet, ...]:
    """Return the sheet of price points, where a formula gives them."""
    keys = list(found)
    rows = []
    for row, (criterion, key) in enumerate(_scored(spec)):
        own, lowest = at(_TOTAL, keys.index(key), TOTALS), at(4, row)
        least = f"IF(ISNUMBER({lowest}),MIN({lowest},{own}),{own})"
        points = f"IF({own}<=0,{criterion.weight},ROUND(ROUND({criterion.weight}*{least}/{own},8),2))"
        whole = found[key].base.amount + found[key].performance.amount
        rows.append(
            (
                text(criterion.name),
                Cell(criterion.weight, "plain"),
                text(found[key].name),
                _shown(asked, money(whole, own)),
                Cell(None, "money", entry=True, accepts=_LOWEST, name=f"Lowest_{row + 1}"),
                _shown(asked, Cell(Decimal(criterion.weight), "points", points, name=f"Points_{row + 1}")),
            )
        )
    columns = (
        Column("Criterion", 34),
        Column("Most points", 14),
        Column("Total compared", 42),
        Column("This offer", 20),
        Column("Lowest of another offer", 24),
        Column("Points", 12),
    )
    sheet = Sheet("Points", "Price points", columns, tuple(rows), _POINTS_NOTE, protected=True)
    return (sheet,) if rows else ()


def _rules(spec: Spec) -> Sheet:
    """Return the rules of the RFP behind the figures."""
    rows = tuple((text(words),) for words in (*cap_sentences(spec), *rounding_sentences(spec)))
    return Sheet("Rules", "Rules behind the figures", (Column("Rule", 95),), rows, protected=True)
