"""The price file gives, for any offer, what the engine settles under it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from any_deal import deals
from obcgen.account.scenarios.assumed import facts_of
from obcgen.account.scenarios.scenarios import cases
from obcgen.account.settle import settle
from obcgen.money import Money, Share
from obcgen.sheets.price_file import TOTALS, price_book
from obcgen.source import parse, read
from obcgen.spec import Proposed, Spec
from spreadsheet import Spreadsheet

if TYPE_CHECKING:
    from obcgen.workbook import Cell, Sheet, Workbook

ROOT = Path(__file__).parents[2]
SPECS = sorted((ROOT / "specs").glob("*.yaml"))


def offered(book: Workbook, offer: dict[str, Any]) -> Workbook:
    """Return a price file with an offer put into the cells of these names."""
    put = dict(offer)
    sheets = tuple(_put(sheet, put) for sheet in book.sheets)
    assert not put
    return replace(book, sheets=sheets)


def _put(sheet: Sheet, offer: dict[str, Any]) -> Sheet:
    def cell(one: Cell) -> Cell:
        return replace(one, value=offer.pop(one.name)) if one.name in offer else one

    return replace(sheet, rows=tuple(tuple(map(cell, row)) for row in sheet.rows))


def totals(book: Workbook) -> list[list[Any]]:
    """Return what the formulas make of base, performance and total, in cents."""
    sheet = next(sheet for sheet in book.sheets if sheet.name == TOTALS)
    found = Spreadsheet(book)
    return [
        [round(100 * found.value(TOTALS, column, row), 4) for column in (1, 2, 3)]
        for row in range(5, 5 + len(sheet.rows))
    ]


def settled(spec: Spec) -> list[list[int]]:
    known = {case.id: case.assumed for case in cases(spec)}
    found = [settle(spec, facts_of(spec, known[key])) for key in ("all", "target")]
    return [[each.base.cents, each.performance.cents, each.total.cents] for each in found]


def under(spec: Spec, offer: dict[str, Any]) -> Spec:
    """Return the deal at an offer: a discount, or prices by line; `base` is that of base funding."""
    payment, base = spec.payment, spec.payment.base
    rates = dict(payment.rates)
    for key, price in offer.items():
        if key in rates:
            rates[key] = rates[key].model_copy(update={"per_participant": price})
    if "base" in offer and base is not None and base.reimbursed is not None:
        budget = base.reimbursed.model_copy(update={"budget": offer["base"]})
        base = base.model_copy(update={"reimbursed": budget})
    elif "base" in offer and base is not None:
        base = base.model_copy(update={"per_participant": offer["base"]})
    changed = {"rates": rates, "base": base, "discount": offer.get("Discount", payment.discount)}
    return spec.model_copy(update={"payment": payment.model_copy(update=changed)})


def entered(offer: dict[str, Any]) -> dict[str, Any]:
    """Return an offer as it is put into the cells of the file."""
    return {
        "Discount" if key == "Discount" else f"Price_{key}": float(value.plain)
        for key, value in offer.items()
    }


OFFERS: dict[str, list[dict[str, Any]]] = {
    "central-ohio-workforce": [
        {"base": Money.parse(budget), "Discount": Share.parse(discount)}
        for budget, discount in (("$1,499,999.99", "0%"), ("$1,234,567.89", "7.25%"), ("$0", "100%"))
    ],
    "": [{"Discount": Share.parse(discount)} for discount in ("0%", "7.25%", "33.33%", "100%")],
}


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_an_offer_comes_to_what_the_engine_settles_under_it(path: Path) -> None:
    spec = parse(read(path), Spec)
    book = price_book(spec)
    for offer in OFFERS.get(path.stem, OFFERS[""]):
        assert totals(offered(book, entered(offer))) == settled(under(spec, offer))


@settings(max_examples=25)
@given(spec=deals(), data=st.data())
def test_any_offer_on_any_deal_comes_to_what_the_engine_settles_under_it(
    spec: Spec, data: st.DataObject
) -> None:
    book = price_book(spec)
    cells = [cell for sheet in book.sheets[:1] for row in sheet.rows for cell in row if cell.entry]
    offer: dict[str, Any] = {}
    for cell in cells:
        if cell.name == "Discount":
            offer["Discount"] = Share(Fraction(data.draw(st.integers(0, 10_000)), 10_000))
        elif cell.form == "money":
            key = cell.name.removeprefix("Price_")
            price = spec.payment.rates[key].per_participant
            assert isinstance(price, Proposed)
            offer[key] = Money(data.draw(st.integers(0, price.at_most.cents)))
    assert totals(offered(book, entered(offer))) == settled(under(spec, offer))
