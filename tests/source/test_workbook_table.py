"""Excel workbooks as tables: what Excel shows is what is read, and what is damaged is told."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from click.testing import CliRunner

from obcgen.batch.jobs import jobs_of_table
from obcgen.cli import main
from obcgen.problems import ObcgenError, Place
from obcgen.source.table import Table
from obcgen.source.workbook_table import any_table, read_any_table


def workbook(*rows: tuple[Any, ...], formats: dict[str, str] | None = None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for cell, form in (formats or {}).items():
        sheet[cell].number_format = form
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def changed(content: bytes, part: str, old: str, new: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            if name == part:
                assert old.encode() in text
                text = text.replace(old.encode(), new.encode(), 1)
            after.writestr(name, text)
    return out.getvalue()


def shared(*texts: str) -> bytes:
    """A workbook with texts that its cells only point at, the last of them in two looks."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        sheet.write_column(0, 0, texts[:-1])
        sheet.write_rich_string(1, 0, texts[-1], bold, texts[-1])
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def rows(table: Table) -> list[tuple[int, list[str]]]:
    return list(table.rows())


@pytest.mark.parametrize("form", ["[h]:mm", "[hh]:mm:ss"])
def test_a_duration_is_read_as_excel_shows_it(form: str) -> None:
    content = workbook(
        ("dosage", "long"), (39.5 / 24, 39.5 / 24 + 15 / 86_400), formats={"A2": form, "B2": form}
    )
    assert rows(any_table(content, "t.xlsx")) == [(2, ["39:30", "39:30:15"])]


def test_cells_are_read_as_excel_shows_them() -> None:
    content = workbook(
        ("name", "date", "share", "money", "count", "float", "flag", "text"),
        ("A, B", date(2027, 9, 15), 0.45, 1234.5, 480, 0.1 + 0.2, True, 'say "x"\nand y'),
        formats={"C2": "0%", "D2": '"$"#,##0.00'},
    )
    table = any_table(content, "t.xlsx")
    assert table.headings == ("name", "date", "share", "money", "count", "float", "flag", "text")
    assert rows(table) == [
        (2, ["A, B", "2027-09-15", "45%", "1234.50", "480", "0.3", "yes", 'say "x" and y'])
    ]


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (datetime(2027, 4, 15, 14), "yyyy-mm-dd h:mm:ss", "2027-04-15T14:00"),  # noqa: DTZ001 - as a sheet has it
        (datetime(2027, 4, 15, 14, 20), "m/d/yy h:mm", "2027-04-15T14:20"),  # noqa: DTZ001
        (datetime(2027, 4, 15, 14, 20, 5), "d.m.yyyy hh:mm", "2027-04-15T14:20:05"),  # noqa: DTZ001
        (datetime(2027, 4, 15, 14), "yyyy-mm-dd", "2027-04-15"),  # noqa: DTZ001
        (date(2027, 4, 15), "yyyy-mm-dd h:mm:ss", "2027-04-15"),
    ],
)
def test_a_date_has_a_time_of_day_where_the_sheet_shows_one(value: date, form: str, shown: str) -> None:
    table = any_table(workbook(("due",), (value,), formats={"A2": form}), "t.xlsx")
    assert rows(table) == [(2, [shown])]


@pytest.mark.parametrize(("form", "shown"), [("m/d/yy h:mm", "2027-04-15T14:00"), ("m/d/yy", "2027-04-15")])
def test_a_date_that_stands_in_words_is_read_as_one(form: str, shown: str) -> None:
    content = workbook(("due",), (7,), formats={"A2": form})
    said = changed(content, SHEET, 't="n"><v>7</v>', 't="d"><v>2027-04-15T14:00:00</v>')
    assert rows(any_table(said, "t.xlsx")) == [(2, [shown])]


def test_a_row_and_a_column_that_are_left_out_keep_the_places_of_the_others() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["B2"], sheet["D2"], sheet["B5"], sheet["D5"] = "one", "two", 1, 2
    table = any_table(saved(book), "t.xlsx")
    assert (table.first, table.headings) == (2, ("", "one", "", "two"))
    assert rows(table) == [(5, ["", "1", "", "2"])]
    assert table.place(5, 3).line == 5


def test_a_hidden_sheet_is_passed_over() -> None:
    book = openpyxl.Workbook()
    first, second = book.active, book.create_sheet("Second")
    assert first is not None
    first.append(["hidden"])
    second.append(["second"])
    book.create_sheet("Third").append(["third"])
    first.sheet_state = "hidden"
    assert any_table(saved(book), "t.xlsx").headings == ("second",)


def test_a_strict_workbook_is_read_as_another() -> None:
    old, new = "schemas.openxmlformats.org/officeDocument/2006", "purl.oclc.org/ooxml/officeDocument"
    strict = changed(
        workbook(("a",), (7,)), "xl/workbook.xml", f"{old}/relationships", f"{new}/relationships"
    )
    assert rows(any_table(strict, "t.xlsx")) == [(2, ["7"])]


def test_a_heading_without_a_value_is_an_error_of_the_whole_table(tmp_path: Path) -> None:
    content = changed(workbook((7,), ("x",)), SHEET, 't="n"><v>7</v>', 't="e"><v>#REF!</v>')
    (tmp_path / "t.xlsx").write_bytes(content)
    with pytest.raises(ObcgenError, match="XLS-02"):
        read_any_table(tmp_path / "t.xlsx")


def test_dates_count_from_1904_where_the_workbook_says_so() -> None:
    content = workbook(("day",), (date(2027, 9, 15),))
    moved = changed(content, "xl/workbook.xml", "<workbookPr", '<workbookPr date1904="1"')
    assert rows(any_table(moved, "t.xlsx")) == [(2, ["2031-09-16"])]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('t="n"><v>7</v>', 't="e"><v>#REF!</v>', "XLS-02"),
        ('t="n"><v>7</v>', "><f>1+1</f>", "XLS-02"),
        ('t="n"><v>7</v>', 't="s"><v>99</v>', "XLS-02"),
        ('t="n"><v>7</v>', 't="n"><v>1e999</v>', "XLS-02"),
        ('t="n"><v>7</v>', 't="n"><v>1e9999999</v>', "XLS-02"),
        ('t="n"><v>7</v>', 't="n"><v>seven</v>', "XLS-02"),
        ('<row r="2"', '<row r="1"', "XLS-01"),
        ('<row r="2"', '<row r="99999999999"', "XLS-01"),
        ('r="A2"', 'r="XFD2"', "XLS-01"),
        ('r="A2"', 'r="2A"', "XLS-01"),
        ("<worksheet", '<!DOCTYPE a [<!ENTITY b "c">]><worksheet', "XLS-01"),
        ("</worksheet>", "", "XLS-01"),
    ],
)
def test_what_no_sheet_shows_is_refused(old: str, new: str, code: str) -> None:
    content = changed(workbook(("a",), (7,)), SHEET, old, new)
    with pytest.raises(ObcgenError) as fault:
        any_table(content, "t.xlsx")
    assert [each.code for each in fault.value.problems] == [code]


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ('t="n"><v>1e-999999</v>', "0"),
        ('t="n"><v>-2e-16</v>', "-0.0000000000000002"),
        ('s="00000099"><v>7</v>', "7"),
        (f's="{"9" * 5_000}"><v>7</v>', "7"),
    ],
)
def test_a_number_or_a_style_of_a_strangers_workbook_is_read_within_what_excel_has(
    cell: str, shown: str
) -> None:
    content = changed(workbook(("a",), (7,)), SHEET, 't="n"><v>7</v>', cell)
    assert rows(any_table(content, "t.xlsx")) == [(2, [shown])]


def test_of_a_row_that_is_spoilt_all_over_only_so_much_is_told(tmp_path: Path) -> None:
    cells = '<c t="s"><v>99</v></c>' * 200
    content = changed(workbook(("a",), (7,)), SHEET, '<row r="2"', f'<row r="2">{cells}</row><row r="3"')
    (tmp_path / "t.xlsx").write_bytes(content)
    assert len(read_any_table(tmp_path / "t.xlsx").spoilt[2]) == 25


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"PK\x03\x04" + b"\0" * 400])
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(ObcgenError, match="XLS-01"):
        any_table(content, "t.xlsx")


def test_a_workbook_without_its_sheet_is_refused() -> None:
    content = changed(workbook(("a",)), "xl/_rels/workbook.xml.rels", "worksheets/sheet1", "worksheets/no")
    with pytest.raises(ObcgenError, match=r"has no part xl/worksheets/no\.xml"):
        any_table(content, "t.xlsx")


def test_one_long_text_that_all_cells_share_does_not_grow_beyond_a_table() -> None:
    row = '<row r="{}">' + '<c t="s"><v>0</v></c>' * 250 + "</row>"
    cells = "".join(row.format(number) for number in range(2, 100))
    grown = changed(shared("x" * 999, "y"), SHEET, '<row r="2"', f'{cells}<row r="200"')
    with pytest.raises(ObcgenError, match="holds more than 20,000,000 characters"):
        any_table(grown, "t.xlsx")


def test_texts_that_cells_point_at_are_read_whatever_their_looks() -> None:
    assert rows(any_table(shared("a", "b"), "t.xlsx")) == [(2, ["bb"])]


def test_csv_and_workbook_are_told_apart_by_what_they_hold(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(workbook(("one",), (1,)))
    (tmp_path / "b.xlsx").write_text("one;two\n1;2\n", encoding="utf-8")
    assert read_any_table(tmp_path / "a.csv").headings == ("one",)
    assert read_any_table(tmp_path / "b.xlsx").headings == ("one", "two")
    with pytest.raises(ObcgenError, match="No such file"):
        read_any_table(tmp_path / "c.csv")


def test_a_cell_without_a_value_is_a_fault_of_its_row_alone(tmp_path: Path) -> None:
    content = changed(
        workbook(("name", "a"), ("B", 7), ("C", 8)), SHEET, 't="n"><v>7</v>', 't="e"><v>#N/A</v>'
    )
    (tmp_path / "t.xlsx").write_bytes(content)
    first, second = jobs_of_table(read_any_table(tmp_path / "t.xlsx"), tmp_path / "spec.yaml")
    assert first.row is not None
    assert second.row is not None
    with pytest.raises(ObcgenError, match="XLS-02"):
        first.row.settings()
    assert [each.value for each in second.row.settings()] == ["8"]


@pytest.mark.parametrize("content", [b"\x8f\x00\xe1", b""])
def test_damaged_bytes_are_called_what_the_name_says(content: bytes) -> None:
    with pytest.raises(ObcgenError, match="XLS-01"):
        any_table(content, "t.XLSX")


def test_a_fault_stands_at_its_cell() -> None:
    content = changed(workbook(("a", "b"), ("x y z", 7)), SHEET, 't="n"><v>7</v>', 't="e"><v>#REF!</v>')
    with pytest.raises(ObcgenError) as caught:
        any_table(content, "t.xlsx")
    (problem,) = caught.value.problems
    assert "The cell B2 of t.xlsx" in problem.message
    assert problem.place == Place("t.xlsx", 2, 2)
    assert any_table(workbook(("a", "b"), ("x y z", 7)), "t.xlsx").place(2, 1) == Place("t.xlsx", 2, 2)


def test_what_a_workbook_hides_is_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    old, sheet = book.active, book.create_sheet("Districts")
    assert old is not None
    old.sheet_state, old.title = "hidden", "Last year"
    sheet.append(["name", "document.number", ""])
    for number in range(7):
        sheet.append([f"D{number}", f"RFP-{number}"])
        sheet.row_dimensions[number + 2].hidden = number != 1
    sheet.row_dimensions[30].hidden = True
    for letter in "BCD":
        sheet.column_dimensions[letter].hidden = True
    table = any_table(saved(book), "t.xlsx")
    rows_and_column, of_sheet = table.warnings
    assert (
        "hides the rows 2, 4, 5, 6, 7 and 1 more and the column B. They are read" in rows_and_column.message
    )
    assert "“Last year”, is hidden and not read" in of_sheet.message
    assert {each.code for each in table.warnings} == {"XLS-03"}
    book.save(tmp_path / "t.xlsx")
    spec = tmp_path / "no.yaml"
    command = ["batch", "--table", str(tmp_path / "t.xlsx"), "--spec", str(spec)]
    assert "XLS-03" in CliRunner().invoke(main, command).stderr
    told = json.loads(CliRunner().invoke(main, [*command, "--json", "--quiet"]).stdout)
    assert [each["code"] for each in told["problems"]] == ["XLS-03", "XLS-03"]


def test_that_the_table_may_be_on_a_hidden_sheet_is_told_where_the_other_is_empty() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(("name",), ("D1",))))
    assert book.active is not None
    book.active.sheet_state, book.active.title = "hidden", "Districts"
    book.create_sheet("Empty")
    with pytest.raises(ObcgenError) as caught:
        any_table(saved(book), "t.xlsx")
    assert [each.code for each in caught.value.problems] == ["CSV-04", "XLS-03"]


def test_one_row_that_is_hidden_is_told_as_one() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(("name",), ("D1",))))
    assert book.active is not None
    book.active.row_dimensions[2].hidden = True
    (told,) = any_table(saved(book), "t.xlsx").warnings
    assert "hides the row 2. It is read like all others." in told.message
    assert told.found == "1 hidden row"


def test_a_number_beyond_what_is_read_is_to_be_written_shorter() -> None:
    content = changed(workbook(("a",), (7,)), SHEET, 't="n"><v>7</v>', 't="n"><v>1e30</v>')
    with pytest.raises(ObcgenError) as caught:
        any_table(content, "t.xlsx")
    assert caught.value.problems[0].hint == "Write a number of at most 15 digits in its place, or text."


@pytest.mark.parametrize("kind", ["min", "max"])
def test_columns_that_no_sheet_has_are_hidden_by_nobody(kind: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(("a",), (7,))))
    assert book.active is not None
    book.active.column_dimensions["A"].hidden = True
    content = changed(saved(book), SHEET, f'{kind}="1"', f'{kind}="none"')
    assert any_table(content, "t.xlsx").warnings == ()
