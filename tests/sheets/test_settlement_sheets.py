"""The settlement's workbook and rows: the statement's figures, with formulas, in both editions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from obcgen.deal.late_interest import Late
from obcgen.money import Money
from obcgen.sheets.participants import participant_rows
from obcgen.sheets.settlement import line_rows, settlement_book, settlement_rows
from obcgen.statement.finance import finance
from obcgen.workbook import Sheet, Workbook
from obcgen.writers.to_csv import to_csv
from obcgen.writers.to_xlsx import to_xlsx
from settlements import kinds, settled, two_lines
from spreadsheet import Spreadsheet

CAPS = {"outcome": {"math": "$2,000.01"}, "total": "$9,000.03"}


def sheet(book: Workbook, name: str) -> Sheet:
    return next(each for each in book.sheets if each.name == name)


def column(page: Sheet, at: int) -> list[Any]:
    return [row[at].value for row in page.rows]


def test_limits_are_followed_to_what_each_line_pays() -> None:
    spec = two_lines(payment={"caps": CAPS})
    settlement, found = settled(spec, kinds({"++": 10, "+-": 10}))
    book = settlement_book(spec, found, settlement)
    lines = sheet(book, "Lines")
    assert column(lines, 4) == [Decimal(line.amount.cents) / 100 for line in settlement.lines]
    assert all(row[at].formula for row in lines.rows for at in (1, 2, 4))
    assert list(dict.fromkeys(column(sheet(book, "Limits"), 0))) == [
        "Most for the outcome “Math”",
        "Most for all lines",
        "Not-to-exceed amount, less the base",
    ]
    assert sheet(book, "Participants").totals[-1].value == Decimal(settlement.performance.cents) / 100


def test_a_cap_that_held_participants_is_shown_for_each_and_is_an_entry_of_the_lines() -> None:
    spec = two_lines(payment={"caps": {"participant": "$700"}})
    settlement, found = settled(spec, kinds({"++": 10, "+-": 10}))
    book = settlement_book(spec, found, settlement)
    assert "Limits" not in [each.name for each in book.sheets]
    assert sum(column(sheet(book, "Participants"), 4)) == 1000
    assert sum(column(sheet(book, "Lines"), 2)) == 1000


@given(
    st.dictionaries(st.sampled_from(["++", "+-", "-+", "--", "?+"]), st.integers(1, 30), min_size=1),
    st.sampled_from([{}, CAPS, {"participant": "$700"}]),
)
def test_the_summary_is_that_of_the_settlement(counts: dict[str, int], caps: dict[str, Any]) -> None:
    spec = two_lines(payment={"caps": caps})
    settlement, found = settled(spec, kinds(counts), {"base": 10_000}, ("math",))
    figures = column(sheet(settlement_book(spec, found, settlement), "Summary"), 1)
    assert [Money(int(figure * 100)) for figure in figures] == [
        settlement.base,
        settlement.performance,
        settlement.total,
        settlement.paid,
        settlement.due,
        settlement.disputed,
        settlement.retained,
        settlement.later,
        settlement.payable,
    ]


def test_each_line_stands_before_and_after_each_limit_also_where_limits_cannot_be_followed() -> None:
    spec = two_lines(payment={"caps": {"participant": "$700", "total": "$6,000"}})
    settlement, found = settled(spec, kinds({"++": 10, "+-": 10}))
    rows = sheet(settlement_book(spec, found, settlement), "Limits by line").rows
    assert [[cell.value for cell in row[3:]] for row in rows[:3]] == [
        [Decimal("10000.00"), Decimal("9375.00"), Decimal("625.00")],
        [Decimal("9375.00"), Decimal("4687.50"), Decimal("4687.50")],
        [Decimal("4687.50"), Decimal("4687.50"), Decimal("0.00")],
    ]
    assert all(row[5].formula for row in rows)


def test_the_finance_edition_shows_no_limits_on_lines_that_are_shown_together() -> None:
    spec = two_lines(payment={"caps": {"total": "$90,000"}})
    settlement, full = settled(spec, kinds({"+-": 40, "-+": 9, "--": 41}), as_of=date(2028, 6, 20))
    found = finance(spec, full)
    assert (full.steps != (), found.steps) == (True, ())
    book = settlement_book(spec, found, settlement)
    assert column(sheet(book, "Due dates"), 0) == ["Base funding", "Math and Reading"]
    assert column(sheet(book, "Attainment"), 1) == [None, None]


def test_the_finance_edition_holds_no_participant_and_no_withheld_figure() -> None:
    spec = two_lines()
    settlement, full = settled(spec, kinds({"+-": 40, "-+": 9, "--": 41}))
    found = finance(spec, full)
    book = settlement_book(spec, found, settlement)
    assert "Participants" not in [each.name for each in book.sheets]
    assert column(sheet(book, "Products"), 3) == []
    assert [cell.value for cell in sheet(book, "Lines").rows[0][1:4]] == [None, None, None]
    content = to_xlsx(book) + to_csv(line_rows(found))
    assert b"ID0" not in content
    assert not participant_rows(found).rows


def test_rows_for_other_programs_hold_every_product_and_every_participant() -> None:
    spec = two_lines(payment={"caps": {"participant": "$700"}})
    settlement, found = settled(spec, kinds({"++": 1, "-?": 1}))
    assert to_csv(line_rows(found)).decode().splitlines() == [
        "line,name,counted,quantity,for,price_cents,earned,limits,default,amount",
        "reading,Reading,2,1,Participants who reached it,50000,500.00,62.50,0.00,437.50",
        "math,Math,1,1,Participants who reached it,30000,300.00,37.50,0.00,262.50",
    ]
    assert to_csv(participant_rows(found)).decode().splitlines() == [
        "participant,reading,math,earned,cap,limits,default,paid",
        "ID00000,500.00,300.00,800.00,100.00,0.00,0.00,700.00",
        "ID00001,0.00,,0.00,0.00,0.00,0.00,0.00",
    ]
    assert settlement.performance == Money.dollars(700)


LATE = (
    Late(
        "rates.reading", Money(12_345_67), date(2028, 8, 30), date(2028, 9, 29), 30, Money(81_18), Money(1_00)
    ),
    Late("rates.math", Money(5_000_00), date(2028, 8, 30), date(2028, 8, 31), 1, Money(1_10), Money(2_00)),
)


def test_interest_on_late_payments_is_a_sheet_and_rows_and_stands_in_the_summary() -> None:
    terms = {"invoicing": {"late_interest": {"rate": "8%"}}}
    spec = two_lines(payment=terms)
    settlement, shown = settled(spec, kinds({"++": 10}), {"rates.reading": 5_000})
    book = settlement_book(spec, replace(shown, late=LATE), settlement)
    late = sheet(book, "Late interest")
    assert column(late, 0) == ["Reading", "Math"]
    assert column(late, 5) == [Decimal("81.18"), Decimal("1.10")]
    assert late.totals[7].value == Decimal("79.28")
    assert sheet(book, "Summary").rows[-1][1].value == Decimal("79.28")
    values = Spreadsheet(book)
    assert [values.value("Late interest", 5, row) for row in (5, 6)] == [81.18, 1.10]
    assert round(values.value("Summary", 1, 4 + len(sheet(book, "Summary").rows)), 2) == 79.28
    rows = to_csv(settlement_rows(replace(shown, late=LATE))["late-interest"]).decode().splitlines()
    assert rows[1] == "rates.reading,12345.67,2028-08-30,2028-09-29,30,81.18,1.00,80.18"


def test_where_nothing_was_late_nothing_about_interest_is_written() -> None:
    spec = two_lines()
    settlement, shown = settled(spec, kinds({"++": 10}))
    book = settlement_book(spec, shown, settlement)
    assert "Late interest" not in {each.name for each in book.sheets}
    assert sheet(book, "Summary").rows[-1][0].value == "Payable now"
    assert set(settlement_rows(shown)) == {"lines", "participants"}
