"""Excel files: formulas with their values, texts that stay texts, the same bytes every time."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from obcgen.workbook import CELL, Accepts, Cell, Column, Sheet, Workbook, at, down
from obcgen.writers.to_xlsx import to_xlsx

ROWS = (
    (Cell("=cmd()"), Cell(Decimal("12.50"), "money", entry=True), Cell(date(2027, 9, 15), "date")),
    (Cell("https://example.org"), Cell(Decimal("0.10"), "money"), Cell(None, "date")),
)
TOTALS = (Cell("Total"), Cell(Decimal("12.60"), "money", f"SUM({down(1, 2)})"), Cell())
SHEET = Sheet(
    "One", "A title", (Column("Name", 20), Column("Amount", 12), Column("Day", 12)), ROWS, "A note.", TOTALS
)
BOOK = Workbook("A workbook", "Example District", date(2027, 3, 1), (SHEET,))


def opened(*, values: bool = True) -> Worksheet:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(BOOK)), data_only=values)
    sheet = book["One"]
    assert isinstance(sheet, Worksheet)
    return sheet


def parts() -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(to_xlsx(BOOK))) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_a_formula_is_kept_with_its_value() -> None:
    assert opened()["B7"].value == 12.6
    assert opened(values=False)["B7"].value == "=SUM($B$5:$B$6)"


def test_values_keep_their_kind() -> None:
    sheet = opened()
    assert sheet["B5"].value == 12.5
    assert sheet["B5"].number_format.startswith("$#,##0.00")
    assert sheet["C5"].value.date() == date(2027, 9, 15)
    assert sheet["C5"].number_format == "yyyy-mm-dd"
    assert sheet["C6"].value is None


def test_no_text_becomes_a_formula_a_link_or_a_macro() -> None:
    assert opened(values=False)["A5"].data_type == "s"
    assert opened(values=False)["A6"].hyperlink is None
    texts = parts()
    assert not [name for name in texts if "vba" in name.lower() or "externalLink" in name]
    assert re.findall(r"<f>([^<]*)</f>", texts["xl/worksheets/sheet1.xml"]) == ["SUM($B$5:$B$6)"]


def test_the_header_is_frozen_repeated_in_print_and_declared_as_a_tables() -> None:
    sheet = opened()
    assert [cell.value for cell in sheet[4]] == ["Name", "Amount", "Day"]
    assert sheet.freeze_panes == "A5"
    assert sheet.print_title_rows == "$4:$4"
    assert [table.ref for table in sheet.tables.values()] == ["A4:C6"]
    setup = sheet.sheet_properties.pageSetUpPr
    assert setup is not None
    assert setup.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.page_setup.paperSize == 1
    assert sheet.column_dimensions["A"].width > 20


def test_the_file_says_what_it_is_and_is_the_same_every_time() -> None:
    properties = openpyxl.load_workbook(io.BytesIO(to_xlsx(BOOK))).properties
    assert (properties.title, properties.creator) == ("A workbook", "Example District")
    assert str(properties.created) == "2027-03-01 00:00:00"
    assert to_xlsx(BOOK) == to_xlsx(BOOK)
    with zipfile.ZipFile(io.BytesIO(to_xlsx(BOOK))) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


def test_numbers_and_words_keep_off_the_edge_and_heads_stand_over_what_their_column_holds() -> None:
    rows = ((Cell("x"), Cell(), Cell(None, "date")), *ROWS)
    book = replace(BOOK, sheets=(replace(SHEET, rows=rows),))
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx(book)))["One"]
    looks = [[sheet.cell(row, column).alignment for column in (1, 2, 3)] for row in (4, 6)]
    for places in looks:
        assert [one.horizontal for one in places] == ["left", "right", "center"]
        assert [one.indent for one in places] == [1, 1, 0]


def test_each_sheet_says_what_the_file_belongs_to_on_screen_and_in_print() -> None:
    book = replace(BOOK, belongs_to="Smith & Sons \N{MIDDLE DOT} RFP-1")
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx(book)))["One"]
    assert sheet["A3"].value == "Smith & Sons \N{MIDDLE DOT} RFP-1"
    with zipfile.ZipFile(io.BytesIO(to_xlsx(book))) as archive:
        page = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "&amp;LSmith &amp;&amp; Sons \N{MIDDLE DOT} RFP-1" in page
    assert opened()["A3"].value is None


def test_a_sheet_too_wide_for_one_page_prints_on_several_with_the_names_of_its_rows() -> None:
    columns = tuple(Column(str(place), 100) for place in range(3))
    note = "A sentence. " * 40
    book = replace(BOOK, sheets=(SHEET, replace(SHEET, name="Wide", columns=columns, note=note)))
    narrow, wide = openpyxl.load_workbook(io.BytesIO(to_xlsx(book)))
    assert (narrow.page_setup.fitToWidth, narrow.print_title_cols) == (None, None)
    assert (wide.page_setup.fitToWidth, wide.print_title_cols) == (2, "$A:$B")
    assert [str(one) for one in narrow.merged_cells.ranges] == ["A2:C2"]
    assert [str(one) for one in wide.merged_cells.ranges] == ["A2:B2"]
    assert wide.row_dimensions[2].height == 45


def test_a_sheet_without_rows_is_still_a_sheet() -> None:
    empty = Sheet("None", "Nothing", (Column("Name", 20),), ())
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(Workbook("W", "D", date(2027, 3, 1), (empty,)))))
    assert book["None"]["A4"].value == "Name"


def test_addresses_count_from_the_first_row_of_the_table() -> None:
    assert at(0, 0) == "$A$5"
    assert at(27, 3, "Rate card") == "'Rate card'!$AB$8"
    assert down(1, 0, "S") == "'S'!$B$5:$B$5"
    assert Cell(Fraction(1, 3), "share").formula == ""


def protected() -> Worksheet:
    """Return a protected sheet with a number to enter, and a name to choose."""
    number = Accepts("Share", "Enter 0% to 100%.", f"ISNUMBER({CELL})")
    name = Accepts("Lot", "Choose a lot.", choices=("East", "West"))
    entries = (
        Cell(None, entry=True, accepts=name),
        Cell(Decimal(1), "money", entry=True, accepts=number, name="Offer"),
        Cell(None, "date"),
    )
    book = replace(BOOK, sheets=(replace(SHEET, rows=(entries, ROWS[1]), protected=True),))
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx(book)))["One"]
    assert isinstance(sheet, Worksheet)
    return sheet


def test_on_a_protected_sheet_only_entries_can_be_changed() -> None:
    sheet = protected()
    assert sheet.protection.sheet
    unlocked = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    assert unlocked == {"A5", "B5"}
    assert not opened().protection.sheet


def test_an_entry_says_what_it_accepts_and_refuses_the_rest() -> None:
    name, number = sorted(protected().data_validations.dataValidation, key=lambda each: str(each.sqref))
    assert (str(name.sqref), name.type, name.formula1) == ("A5", "list", '"East,West"')
    assert (str(number.sqref), number.type, number.formula1) == ("B5", "custom", "ISNUMBER($B$5)")
    assert (number.promptTitle, number.prompt) == ("Share", "Enter 0% to 100%.")
    assert (number.errorTitle, number.error, number.errorStyle) == ("Share", "Enter 0% to 100%.", None)
    assert number.showErrorMessage


def test_a_cell_may_be_called_by_a_name() -> None:
    book = protected().parent
    assert book is not None
    assert book.defined_names["Offer"].attr_text == "'One'!$B$5"
