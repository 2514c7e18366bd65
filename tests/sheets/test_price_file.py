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
from deals import deal
from obcgen.account.settle import most
from obcgen.deal.compile import deal_of
from obcgen.money import Money, Share
from obcgen.sheets.price_file import TOTALS, price_book
from obcgen.source import parse, read
from obcgen.spec import Proposed, Spec
from offers import entered, settled, under
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


OFFERS: dict[str, list[dict[str, Any]]] = {
    "central-ohio-workforce": [
        {"base": Money.parse(budget), "Discount": Share.parse(discount)}
        for budget, discount in (("$1,499,999.99", "0%"), ("$1,234,567.89", "7.25%"), ("$0", "99.99%"))
    ],
    "": [{"Discount": Share.parse(discount)} for discount in ("0%", "7.25%", "33.33%", "99.99%")],
}


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_an_offer_comes_to_what_the_engine_settles_under_it(path: Path) -> None:
    spec = parse(read(path), Spec)
    book = price_book(spec)
    for offer in OFFERS.get(path.stem, OFFERS[""]):
        assert totals(offered(book, entered(offer))) == settled(under(spec, offer))


@settings(max_examples=8)
@given(spec=deals(), data=st.data())
def test_any_offer_on_any_deal_comes_to_what_the_engine_settles_under_it(
    spec: Spec, data: st.DataObject
) -> None:
    book = price_book(spec)
    cells = [cell for sheet in book.sheets[:1] for row in sheet.rows for cell in row if cell.entry]
    offer: dict[str, Any] = {}
    for cell in cells:
        if cell.name == "Discount":
            offer["Discount"] = Share(Fraction(data.draw(st.integers(0, 9_999)), 10_000))
        elif cell.form == "money":
            key = cell.name.removeprefix("Price_")
            price = spec.payment.rates[key].per_participant
            assert isinstance(price, Proposed)
            offer[key] = Money(data.draw(st.integers(0, price.at_most.cents)))
    assert totals(offered(book, entered(offer))) == settled(under(spec, offer))


def value_of(book: Workbook, name: str) -> Any:
    """Return what the cell of this name shows."""
    sheets = Spreadsheet(book)
    for sheet in book.sheets:
        for row, cells in enumerate(sheet.rows, 5):
            for column, cell in enumerate(cells):
                if cell.name == name:
                    return sheets.value(sheet.name, column, row)
    raise AssertionError(name)


def shown(book: Workbook, offer: dict[str, Any]) -> tuple[list[Any], list[Any]]:
    """Return the column Check of the offer, and the totals, once this is entered."""
    book = offered(book, offer)
    sheets, names = Spreadsheet(book), {sheet.name: sheet for sheet in book.sheets}
    checks = [sheets.value("Offer", 5, row) for row in range(5, 6 + len(names["Offer"].rows))]
    return checks, [sheets.value(TOTALS, 3, row) for row in range(5, 5 + len(names[TOTALS].rows))]


PROPOSED = {"proposed": "true", "at_least": "$300", "at_most": "$500"}


@pytest.mark.parametrize("price", [None, "450", 299.99, 500.01, 450.001, -1.0])
def test_nothing_is_shown_until_each_price_is_one_that_the_rfp_allows(price: object) -> None:
    book = price_book(deal(payment={"rates": {"reading": {"per_participant": PROPOSED}}}))
    checks, totals = shown(book, {"Price_reading": price})
    assert checks[1:] == ["Enter dollars and cents from $300 to $500.", "Nothing to enter", "No"]
    assert set(totals) == {""}
    checks, totals = shown(book, {"Price_reading": 300.0, "Offeror": "Tutors, Inc."})
    assert checks == ["OK", "OK", "Nothing to enter", "Yes"]
    assert totals == [10_000 + 100 * 300, 10_000 + 40 * 300]


@pytest.mark.parametrize("discount", [None, "5", -0.01, 1.0, 0.05555])
def test_a_discount_that_is_none_is_told_and_nothing_is_shown(discount: object) -> None:
    checks, totals = shown(price_book(deal()), {"Discount": discount})
    assert checks[-1] == "No"
    assert checks[1].startswith("Enter a percentage from 0% to 99.99%")
    assert set(totals) == {""}


def test_a_file_without_a_name_shows_totals_and_says_that_a_row_is_open() -> None:
    checks, totals = shown(price_book(deal()), {})
    assert (checks[0], checks[-1]) == ("Enter the name of the Offeror.", "Yes, but a row above is open")
    assert "" not in totals
    checks, _ = shown(price_book(deal()), {"Offeror": "Tutors, Inc."})
    assert (checks[0], checks[-1]) == ("OK", "Yes")


def test_entries_stand_together_above_what_is_published_and_every_row_says_what_it_counts_as() -> None:
    for path in SPECS:
        rows = price_book(parse(read(path), Spec)).sheets[0].rows
        entered = [row[3].entry for row in rows]
        assert entered == sorted(entered, reverse=True)
        assert all(row[4].value is not None for row in rows)


def test_each_sheet_says_whose_file_it_is_and_the_workings_stand_last() -> None:
    spec = parse(read(ROOT / "specs" / "denver-literacy.yaml"), Spec)
    book = price_book(spec)
    assert (
        book.belongs_to
        == "Denver Public Schools \N{MIDDLE DOT} RFP-2027-014 \N{MIDDLE DOT} issued March 1, 2027"
    )
    names = [sheet.name for sheet in book.sheets]
    assert names == ["Offer", "Totals", "Points", "Rules", "Participants", "Lines", "Limits"]


def test_a_price_asked_for_by_year_stands_once_for_each_year() -> None:
    years = {"2027-28": PROPOSED, "2028-29": "$400"}
    spec = deal(
        payment={"rates": {"reading": {"per_participant": "$1", "by_year": years}}},
    )
    book = price_book(spec)
    names = {cell.name for row in book.sheets[0].rows for cell in row} - {""}
    assert names == {"Offeror", "Price_reading_2027_28"}
    _, totals = shown(book, {"Price_reading_2027_28": 350.5})
    assert totals[0] == 10_000 + 100 * 350.5 + 100 * 400


@pytest.mark.parametrize("first", ["$300", "$421.37", "$500"])
def test_the_cap_for_one_participant_holds_all_years_in_the_price_file(first: str) -> None:
    def priced(price: Any) -> Spec:
        years = {"2026-27": price, "2027-28": "$400"}
        rates = {"reading": {"per_participant": "$1", "by_year": years}}
        return deal(payment={"rates": rates, "caps": {"participant": "$777.77"}})

    price = Money.parse(first)
    book = offered(price_book(priced(PROPOSED)), {"Price_reading_2026_27": price.cents / 100})
    found = totals(book)
    assert found == settled(priced(first))
    assert max(row[1] for row in found) == 100 * min(77_777, price.cents + 40_000)


def test_a_deal_in_lots_asks_which_lot_the_file_is_for() -> None:
    lots = {"east": {"name": "East"}, "west": {"name": "West"}}
    row = price_book(deal(lots=lots)).sheets[0].rows[1]
    assert row[3].accepts is not None
    assert row[3].accepts.choices == ("East", "West")
    for name in ("West, and what lies beyond", 'The "far" west', "West" * 100):
        lots["west"]["name"] = name
        row = price_book(deal(lots=lots)).sheets[0].rows[1]
        assert row[3].accepts is not None
        assert not row[3].accepts.choices


def test_a_line_called_base_has_a_name_of_its_own() -> None:
    payment = {
        "base": {"fixed": None, "per_participant": PROPOSED},
        "rates": {"base": {"outcome": "math", "per_participant": PROPOSED, "due": "2028-07-31"}},
    }
    cells = [cell for row in price_book(deal(payment=payment)).sheets[0].rows for cell in row if cell.name]
    assert [cell.name for cell in cells] == ["Offeror", "Base_price", "Price_base"]


def criterion(**scoring: str) -> dict[str, Any]:
    return {"name": "Price", "weight": "30", "scoring": {**scoring, "formula": "lowest_over_offer"}}


def scored(**scoring: str) -> Spec:
    procurement = {
        "method": "competitive proposals",
        "time_zone": "America/Denver",
        "schedule": {"issue": "2027-03-01", "proposals_due": "2027-05-14T14:00"},
        "submission": {"how": "electronic", "to": "a@b.example"},
        "criteria": {"price": criterion(**scoring)},
        "award": {"kind": "single"},
    }
    return deal(procurement=procurement)


@pytest.mark.parametrize(
    ("scoring", "own"),
    [
        ({"compare": "expected_total"}, 10_000 + 40 * 500),
        ({"compare": "expected_total", "attainment": "expected_without"}, 10_000 + 20 * 500),
        ({"compare": "maximum_total"}, 10_000 + 100 * 500),
    ],
)
def test_points_follow_the_formula_of_the_rfp(scoring: dict[str, str], own: int) -> None:
    book = price_book(scored(**scoring))
    assert value_of(book, "Points_1") == 30
    assert value_of(offered(book, {"Lowest_1": own * 2.0}), "Points_1") == 30
    third = offered(book, {"Lowest_1": round(own / 3, 2)})
    assert value_of(third, "Points_1") == 10
    assert value_of(offered(book, {"Lowest_1": own * 0.77777}), "Points_1") == 23.33
    assert value_of(offered(book, {"Lowest_1": "low"}), "Points_1") == 30


@pytest.mark.parametrize(("length", "chosen"), [(252, True), (253, False)])
def test_lots_are_chosen_from_a_list_that_a_cell_can_hold(length: int, chosen: bool) -> None:
    # with a comma and a name of two letters a list of 255 characters, the most that Excel takes
    lots = {"one": {"name": "A" * length, "planned": "50"}, "two": {"name": "BB", "planned": "50"}}
    book = price_book(deal(lots=lots))
    (accepts,) = (
        cell.accepts
        for sheet in book.sheets
        for row in sheet.rows
        for cell in row
        if cell.accepts is not None and cell.accepts.title == "Lot"
    )
    assert bool(accepts.choices) is chosen


def test_without_a_formula_there_are_no_points() -> None:
    assert "Points" not in {sheet.name for sheet in price_book(deal()).sheets}


def test_the_rules_print_within_ten_inches_in_the_widest_of_common_types() -> None:
    (rules,) = (one for one in price_book(deal()).sheets if one.name == "Rules")
    assert [column.width for column in rules.columns] <= [95]


def test_every_sheet_is_protected_and_each_entry_says_what_it_accepts() -> None:
    for path in SPECS:
        for sheet in price_book(parse(read(path), Spec)).sheets:
            assert sheet.protected
            entries = [cell for row in sheet.rows for cell in row if cell.entry]
            assert all(cell.accepts is not None and cell.name for cell in entries)
            for cell in entries:
                assert cell.accepts is not None
                assert len(cell.accepts.title) <= 32
                assert len(cell.accepts.message) <= 255


def test_the_best_of_several_payments_keeps_to_the_ceiling_of_each_also_in_full() -> None:
    steps = {"steps": [{"at_least": "50%", "pay": "$1,000"}]}
    rates = {
        "reading": {"group_result": steps, "per_participant": None, "at_most": "$700"},
        "math": {"group_result": {"steps": [{"at_least": "50%", "pay": "$800"}]}},
        "best": {"best_of": ["reading", "math"]},
    }
    spec = deal(payment={"rates": rates})
    assert most(deal_of(spec)).performance == Money.dollars(800)
    _, totals = shown(price_book(spec), {"Discount": 0.2})
    assert totals[0] == 10_000 + 700
