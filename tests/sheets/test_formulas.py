"""Every formula of a workbook gives the value beside it, also in the binary fractions of a spreadsheet."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from math import isclose
from pathlib import Path
from typing import Any

import pytest

from deals import deal
from obcgen.sheets.price_file import price_book
from obcgen.sheets.schedule import schedule_book
from obcgen.sheets.settlement import settlement_book
from obcgen.source import parse, read
from obcgen.spec import Spec
from obcgen.workbook import Workbook
from settlements import AUGUST_1, kinds, settled, two_lines
from spreadsheet import Spreadsheet

ROOT = Path(__file__).parents[2]
SPECS = [*sorted((ROOT / "specs").glob("*.yaml")), *sorted((ROOT / "tests" / "specs").glob("m*.yaml"))]
BINDING = (
    "payment.caps.participant=$1,000",
    "payment.caps.outcome.fluency=$130,000.01",
    "payment.caps.total=$400,000.37",
    "payment.base.installments.launch.share=1/3",
    "payment.base.installments.midyear.share=1/3",
    "payment.base.installments.close.share=1/3",
    "payment.rates.vocabulary.factor=5/6",
    "payment.discount=2.5%",
    "funding.sources.title_i.amount=$800,000.01",
)
CAPS: dict[str, Any] = {"outcome": {"math": "$2,000.01"}, "total": "$9,000.03"}
DEFAULT = {"effect": "deemed_met", "reach": "affected_participants", "at_most": "$1,000"}
HALVES = {key: {"per_participant": "$1.30", "due": "2028-07-31"} for key in ("reading", "math")}


def wrong(book: Workbook) -> list[tuple[str, str, object, object]]:
    """Return each formula that gives something else than the value beside it."""
    found = [(place, cell, gives) for place, cell, gives in Spreadsheet(book).computed()]
    assert found
    return [
        (place, cell.formula, cell.value, gives)
        for place, cell, gives in found
        if not _same(cell.value, gives)
    ]


def _same(value: Any, gives: Any) -> bool:
    if isinstance(value, str | None) or isinstance(gives, str):
        return bool((value or "") == gives)
    return isclose(float(value), gives, rel_tol=1e-12, abs_tol=1e-7)


def spec_of(path: Path, *settings: str) -> Spec:
    return parse(read(path, settings), Spec)


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_the_formulas_of_a_schedule(path: Path) -> None:
    assert wrong(schedule_book(spec_of(path))) == []


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_the_formulas_of_a_price_file_before_anything_is_entered(path: Path) -> None:
    assert wrong(price_book(spec_of(path))) == []


def test_the_formulas_of_a_price_file_whose_limits_cut_and_leave_cents_over() -> None:
    denver = next(path for path in SPECS if path.stem == "denver-literacy")
    without = [each for each in BINDING if "discount" not in each]
    assert wrong(price_book(spec_of(denver, *without, "payment.rates.fluency.at_most=$99,999.99"))) == []


def test_the_formulas_of_a_schedule_whose_limits_cut_and_leave_cents_over() -> None:
    denver = next(path for path in SPECS if path.stem == "denver-literacy")
    book = schedule_book(spec_of(denver, *BINDING))
    assert "Limits" in {sheet.name for sheet in book.sheets}
    assert wrong(book) == []


def test_the_formulas_of_sources_that_pay_one_after_another() -> None:
    both = {"federal": "false", "pays": ["base", "rates"]}
    sources = {
        "a": {"name": "A", "amount": "$20,000.01", "liquidate_by": "2028-01-31", **both},
        "b": {"name": "B", "amount": "$15,000.03", **both},
        "c": {"name": "C", "amount": "$90,000", **both},
    }
    assert wrong(schedule_book(deal(funding={"sources": sources}))) == []


@pytest.mark.parametrize(
    ("payment", "people", "paid"),
    [
        ({"caps": CAPS}, {"++": 10, "+-": 10}, {}),
        ({"caps": {"participant": "$700.01", **CAPS}}, {"++": 10, "+-": 10}, {}),
        ({"caps": CAPS, "if_district_defaults": DEFAULT}, {"++": 3, "+-": 10}, {}),
        ({"caps": {"participant": "$700"}}, {"++": 10, "+-": 10, "-?": 1}, {"rates.reading": 1000}),
        ({}, {"--": 3}, {"base": 10_000}),
        ({"invoicing": {"retainage": "10%"}}, {"++": 7, "-+": 2}, {"base": 5_000, "rates.math": 100}),
        ({"rates": HALVES, "discount": "1%"}, {"+-": 25, "++": 25}, {}),
    ],
)
def test_the_formulas_of_a_settlement(
    payment: dict[str, Any], people: dict[str, int], paid: dict[str, int]
) -> None:
    spec = two_lines(payment=payment) if "rates" not in payment else deal(payment=payment)
    affected = 5 if "if_district_defaults" in payment else 0
    for as_of in (AUGUST_1, date(2028, 6, 20)):
        settlement, found = settled(spec, kinds(people, affected), paid, as_of=as_of)
        assert wrong(settlement_book(spec, found, settlement)) == []


@pytest.mark.parametrize(
    ("price", "discount", "reached", "earned"),
    [
        # $1.30 less 1% is 128.7 cents; 25 are 3,217.5, half a cent upward, and 3217.4999999999995 in binary
        ("$1.30", "1%", 25, "32.18"),
        ("$1.33", "1%", 50, "65.84"),
        ("$1.30", "1%", 24, "30.89"),
        ("$500", "0%", 3, "1500"),
    ],
)
def test_half_a_cent_is_rounded_upward(price: str, discount: str, reached: int, earned: str) -> None:
    rates = {"reading": {"per_participant": price, "due": "2028-07-31"}}
    spec = deal(payment={"rates": rates, "discount": discount})
    settlement, found = settled(spec, kinds({"+-": reached, "--": 2}))
    book = settlement_book(spec, found, settlement)
    (row,) = next(each for each in book.sheets if each.name == "Lines").rows
    assert row[1].value == Decimal(earned)
    assert Spreadsheet(book).value("Lines", 1, 5) == float(earned)


def test_a_formula_that_gives_something_else_is_found() -> None:
    spec = two_lines()
    settlement, found = settled(spec, kinds({"++": 1}))
    book = settlement_book(spec, found, settlement)
    sheets = Spreadsheet(book)
    sheets.known["Products", 5, 5] = 1.0
    assert sheets.value("Lines", 1, 5) == 0.01
