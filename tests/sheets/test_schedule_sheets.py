"""The schedule's workbook: cached values equal the schedule, and formulas reach every amount."""

from __future__ import annotations

import io
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deals import deal
from obcgen.account.schedule import schedule
from obcgen.account.settle import most
from obcgen.deal.compile import deal_of
from obcgen.money import Money, allocate
from obcgen.sheets.cells import Inputs, money
from obcgen.sheets.division import PART, Divisions, Weight
from obcgen.sheets.schedule import schedule_book, schedule_rows
from obcgen.source import parse, read
from obcgen.spec import Spec
from obcgen.workbook import FIRST_ROW, Cell, Workbook
from obcgen.writers.to_xlsx import to_xlsx
from spreadsheet import Spreadsheet

ROOT = Path(__file__).parents[2]
SPECS = [*sorted((ROOT / "specs").glob("*.yaml")), ROOT / "tests" / "specs" / "maximal-rfp.yaml"]


def sheet(book: Workbook, name: str) -> list[list[Any]]:
    return [[cell.value for cell in row] for each in book.sheets if each.name == name for row in each.rows]


def names(book: Workbook) -> list[str]:
    return [each.name for each in book.sheets]


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_amounts_and_totals_are_those_of_the_schedule(path: Path) -> None:
    spec = parse(read(path), Spec)
    planned, book = schedule(spec), schedule_book(spec)
    amounts = [Money(int(row[5] * 100)) for row in sheet(book, "Schedule")]
    assert amounts == [payment.amount for payment in planned.payments]
    assert [Money(int(row[1] * 100)) for row in sheet(book, "Totals")] == [
        planned.base,
        planned.performance,
        planned.maximum,
        planned.not_to_exceed,
    ]
    rows = [row for each in book.sheets if each.name == "Schedule" for row in each.rows]
    assert all(row[column].formula for row in rows for column in (1, 5, 7))
    assert all(bool(row[6].formula) is not planned.shares_limits for row in rows)


def test_the_real_deals_follow_their_inputs_to_the_last_limit() -> None:
    for path in SPECS[:-1]:
        assert {"Inputs", "Rate card", "Limits"} <= set(names(schedule_book(parse(read(path), Spec))))


def test_limits_that_cut_leave_what_the_schedule_pays() -> None:
    spec = deal(
        payment={
            "rates": {"math": {"per_participant": "$333.33", "factor": "5/6", "due": "2028-07-31"}},
            "caps": {"participant": "$600", "outcome": {"math": "$20,000.01"}, "total": "$50,000"},
        },
        funding={"not_to_exceed": "$40,000.03"},
    )
    planned, book = schedule(spec), schedule_book(spec)
    assert {row[0] for row in sheet(book, "Limits")} == {
        "Most for one participant, times participants (2027-28)",
        "Most for the outcome “Math”",
        "Most for all lines",
        "Not-to-exceed amount, less the base",
    }
    after = [Money(int(row[7] * 100)) for row in sheet(book, "Rate card")]
    assert after == [line.amount for line in most(deal_of(spec)).lines]
    assert sum(money.cents for money in after) == planned.performance.cents == 3_000_003
    amounts = [Money(int(row[5] * 100)) for row in sheet(book, "Schedule")]
    assert amounts == [payment.amount for payment in planned.payments]
    # $500 and 5/6 of $333.33 for each of 100; math is held to its outcome's cap
    assert [str(amount) for amount in amounts[1:]] == ["$30,000.03", "$20,000.01"]


def test_a_rate_card_follows_the_participants_and_the_price_of_its_inputs() -> None:
    # 7 x $333.35 x 5/6 is $1,944.54 after rounding: the price is found again from it, to the cent
    rates = {"reading": {"per_participant": "$333.35", "factor": "5/6"}}
    book = schedule_book(deal(population={"planned": "7"}, payment={"rates": rates}))
    rows = {cells[0]: (row, cells[1]) for row, cells in enumerate(sheet(book, "Inputs"), FIRST_ROW)}
    assert rows["Reading: price or most"][1] == Decimal("333.35")
    twelve = Spreadsheet(book, {("Inputs", 1, rows["Participants"][0]): 12.0})
    assert twelve.value("Schedule", 5, FIRST_ROW + 1) == 3333.5


@pytest.mark.parametrize(("cap", "before"), [("$24,000", 44_000), ("$30,000", 50_000), ("$31,000", 50_000)])
def test_whoever_raises_a_price_is_held_to_the_cap_of_a_cohort(cap: str, before: int) -> None:
    # 60 of 100 are in the cohort: at $500 they come to $30,000, at $1,000 to $60,000, which the cap cuts
    cohorts = {"first": {"name": "First", "planned": "60", "starts": "2027-10-04", "ends": "2028-05-19"}}
    book = schedule_book(deal(cohorts=cohorts, payment={"caps": {"cohort": {"first": cap}}}))
    (price,) = (row for row, cells in enumerate(sheet(book, "Inputs"), FIRST_ROW) if cells[1] == 500)
    as_planned, raised = Spreadsheet(book), Spreadsheet(book, {("Inputs", 1, price): 1000.0})
    after = Decimal(cap.strip("$").replace(",", "")) + 40 * 1000
    assert [each.value("Schedule", 5, FIRST_ROW + 1) for each in (as_planned, raised)] == [before, after]


def test_where_groups_overlap_the_amounts_are_inputs_and_the_sheet_says_so() -> None:
    group = {"name": "A group", "planned": "70"}
    rates = {
        "reading": {"group": "a"},
        "math": {"per_participant": "$500", "group": "b", "due": "2028-07-31"},
    }
    spec = deal(
        population={"groups": {"a": group, "b": group}},
        payment={"rates": rates, "caps": {"participant": "$600"}},
    )
    book = schedule_book(spec)
    assert "Rate card" not in names(book)
    assert any("overlap" in row[0] for row in sheet(book, "Rules"))
    assert [Money(int(row[5] * 100)) for row in sheet(book, "Schedule")] == [
        payment.amount for payment in schedule(spec).payments
    ]


def test_a_deal_without_base_funding_has_no_sheet_for_it() -> None:
    book = schedule_book(deal(payment={"base": None}))
    assert "Base" not in names(book)
    assert sheet(book, "Totals")[0][1] == 0


def test_an_input_used_twice_stands_once() -> None:
    inputs = Inputs()
    assert inputs.put("Price", money(Money(500)), "a") == inputs.put("Price", money(Money(500)), "a")
    assert inputs.put("Price", money(Money(501)), "b") != inputs.put("Price", money(Money(500)), "a")
    assert len(inputs.rows) == 2


WEIGHTS = st.lists(st.integers(0, 10**9), min_size=1, max_size=6).filter(any)


@given(whole=st.integers(0, 10**9), weights=WEIGHTS)
def test_a_division_shows_the_steps_of_the_largest_remainder(whole: int, weights: list[int]) -> None:
    divisions = Divisions("S")
    cells = [Weight("w", Fraction(weight), Cell(weight, "count")) for weight in weights]
    parts = divisions.add("What", cells, Money(whole), "1")
    assert [part for part, _ in parts] == list(allocate(Money(whole), weights))
    for row in divisions.rows:
        exact, cents, rest, rank, part = (cell.value for cell in row[4:])
        assert isinstance(cents, int)
        assert isinstance(rank, int)
        assert isinstance(part, Decimal)
        assert exact == cents + rest  # type: ignore[operator]
        assert 0 <= int(part * 100) - cents <= 1
    assert sorted(row[PART - 1].value for row in divisions.rows) == list(range(1, len(weights) + 1))  # type: ignore[type-var]


def test_the_rows_for_other_programs_add_up() -> None:
    spec = parse(read(ROOT / "tests" / "specs" / "maximal-rfp.yaml"), Spec)
    rows = schedule_rows(spec)
    heads = [column.title for column in rows.columns]
    assert heads[:8] == ["id", "date", "fiscal_year", "kind", "name", "condition", "amount", "running_total"]
    for row in rows.rows:
        assert sum(cell.value for cell in row[8:]) == row[6].value  # type: ignore[misc]


def test_the_file_opens_with_its_inputs_marked() -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(schedule_book(deal()))))
    value = book["Inputs"].cell(FIRST_ROW, 2)
    assert value.fill.fgColor.rgb == "FFFFF6D6"
    assert book.properties.title == "Payment schedule: Tutoring"
