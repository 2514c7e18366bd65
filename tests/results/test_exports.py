"""Exports of assessment systems beside the roster: who is joined, dropped, missing or doubled is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from obcgen.money import Money
from obcgen.results.exports import day
from obcgen.results.read import read_results_among
from verified import HEAD, contract, due, refused, verified

ROSTER = "participant,served\nS-1,yes\nS-2,yes\nS-3,yes\n"
EXPORT = (
    "Student ID,Window,Finished,Percentile\n"
    "S-1,Fall,9/1/2027,20\nS-1,Spring,5/3/2028,45\nS-2,Spring,5/3/2028,30\nS-2,Spring,5/12/2028,41\n"
    "S-9,Spring,5/4/2028,80\n"
)
JOIN = (
    "participants: p.csv\n"
    "exports:\n"
    "  test: {file: e.csv, participant: Student ID, columns: {reading: Percentile}, rows: {Window: Spring}, "
    "latest: Finished}\n"
)
PAID = "paid: {base: {amount: $10000, on: 2027-10-20}}\n"
RESULTS = HEAD + JOIN + PAID


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "e.csv").write_text(EXPORT, encoding="utf-8")
    return tmp_path


def test_each_participant_is_paid_for_by_the_own_row(folder: Path) -> None:
    account = due(folder, RESULTS, ROSTER)
    assert account.due == Money.dollars(1_000)
    assert account.line("reading").counted == 2


def test_who_is_dropped_missing_or_tested_twice_is_named(folder: Path) -> None:
    told = {problem.code: problem for problem in verified(folder, RESULTS, ROSTER).problems}
    assert "1 person in the export test is not on the roster" in told["RES-44"].message
    assert told["RES-44"].message.endswith("S-9.")
    assert "S-3" in told["RES-45"].message
    assert told["RES-47"].message.endswith("S-2.")
    assert told["RES-45"].place is not None
    assert told["RES-45"].place.line > 5


def test_an_id_cannot_play_with_the_terminal(folder: Path) -> None:
    (folder / "e.csv").write_text(EXPORT.replace("S-9", "\x1b[31mS-9"), encoding="utf-8")
    told = {problem.code: problem.message for problem in verified(folder, RESULTS, ROSTER).problems}
    assert "\x1b" not in told["RES-44"]


def test_a_formula_in_an_export_is_refused(folder: Path) -> None:
    (folder / "e.csv").write_text(EXPORT.replace(",45", ",=1+44"), encoding="utf-8")
    assert "CSV-05" in {problem.code for problem in refused(folder, RESULTS, ROSTER)}


def test_of_very_many_some_are_named_and_the_rest_counted(folder: Path) -> None:
    roster = "participant,served\nS-1,yes\n" + "".join(f"T-{at},yes\n" for at in range(30))
    told = {problem.code: problem.message for problem in verified(folder, RESULTS, roster).problems}
    assert told["RES-45"].endswith("T-9 and 20 more.")


def test_two_rows_of_one_participant_are_an_error_unless_the_latest_is_asked_for(folder: Path) -> None:
    (problem,) = refused(folder, RESULTS.replace(", latest: Finished", ""), ROSTER)
    assert (problem.code, problem.place.line if problem.place else 0) == ("RES-46", 5)
    assert "latest" in problem.hint


def test_two_rows_of_one_day_are_an_error(folder: Path) -> None:
    (folder / "e.csv").write_text(EXPORT.replace("5/12/2028", "2028-05-03"), encoding="utf-8")
    assert [problem.code for problem in refused(folder, RESULTS, ROSTER)] == ["RES-46"]


def test_a_date_that_is_none_is_told_at_its_cell(folder: Path) -> None:
    (folder / "e.csv").write_text(EXPORT.replace("5/12/2028", "soon"), encoding="utf-8")
    problem = refused(folder, RESULTS, ROSTER)[0]
    assert (problem.code, problem.found) == ("RES-01", "soon")
    assert problem.place is not None
    assert (problem.place.line, problem.place.file) == (5, str(folder / "e.csv"))


def test_a_cell_of_an_export_that_cannot_be_read_is_told_where_it_stands(folder: Path) -> None:
    (folder / "e.csv").write_text(EXPORT.replace(",45", ",4 5"), encoding="utf-8")
    problem = next(each for each in refused(folder, RESULTS, ROSTER) if each.code == "RES-01")
    assert problem.place is not None
    assert (problem.place.file, problem.place.line) == (str(folder / "e.csv"), 3)
    assert problem.place.excerpt == "S-1,Spring,········,4 5"


def test_a_row_of_an_export_that_ends_early_has_no_result(folder: Path) -> None:
    (folder / "e.csv").write_text(EXPORT.replace("5/3/2028,45", "5/3/2028"), encoding="utf-8")
    assert due(folder, RESULTS, ROSTER).line("reading").counted == 1


@pytest.mark.parametrize(
    ("old", "new", "code", "path"),
    [
        ("participant: Student ID", "participant: Student", "RES-36", ("exports", "test", "participant")),
        ("reading: Percentile", "reading: Percentil", "RES-36", ("exports", "test", "columns", "reading")),
        ("reading: Percentile", "raeding: Percentile", "RES-36", ("exports", "test", "columns", "raeding")),
        ("Window: Spring", "Window: Sprong", "RES-36", ("exports", "test", "rows", "Window")),
        ("latest: Finished", "latest: Finish", "RES-36", ("exports", "test", "latest")),
        ("reading: Percentile", "participant: Percentile", "RES-36", ("exports", "test", "participant")),
        ("reading: Percentile", "served: Percentile", "RES-48", ("exports", "test", "columns", "served")),
    ],
)
def test_a_mapping_that_leads_nowhere_is_told_at_its_line(
    folder: Path, old: str, new: str, code: str, path: tuple[str, ...]
) -> None:
    problem = refused(folder, RESULTS.replace(old, new), ROSTER)[0]
    assert (problem.code, problem.path) == (code, path)
    assert problem.place is not None


@pytest.mark.parametrize("name", ["f.csv", "../e.csv"])
def test_an_export_that_is_not_there_or_lies_outside_is_told(folder: Path, name: str) -> None:
    assert refused(folder, RESULTS.replace("e.csv", name), ROSTER)[0].code == "CSV-01"


def test_a_gain_is_read_from_two_rows_of_one_file(folder: Path) -> None:
    spec = contract(outcomes={"reading": {"measure": {"kind": "gain", "at_least": "10"}}})
    part = "{file: e.csv, participant: Student ID, columns: {reading:%s: Percentile}, rows: {Window: %s}%s}"
    first, last = part % ("from", "Fall", ""), part % ("to", "Spring", ", latest: Finished")
    results = HEAD + f"participants: p.csv\nexports:\n  fall: {first}\n  spring: {last}\n" + PAID
    assert due(folder, results, ROSTER, spec).due == Money.dollars(500)


def test_half_a_gain_is_told_at_the_heading_of_its_export(folder: Path) -> None:
    spec = contract(outcomes={"reading": {"measure": {"kind": "gain", "at_least": "10"}}})
    problems = refused(folder, RESULTS.replace("reading: Perc", "reading:to: Perc"), ROSTER, spec)
    places = [each.place for each in problems if each.place and each.place.file == str(folder / "e.csv")]
    assert [(place.line, place.excerpt) for place in places] == [(1, EXPORT.splitlines()[0])]


def test_workbooks_are_read_as_tables_are(folder: Path) -> None:
    for name, text in (("p.xlsx", ROSTER), ("e.xlsx", EXPORT)):
        book = openpyxl.Workbook()
        for line in text.splitlines():
            book.active.append(line.split(","))  # type: ignore[union-attr]
        book.save(folder / name)
    results = RESULTS.replace("p.csv", "p.xlsx").replace("e.csv", "e.xlsx")
    assert due(folder, results).due == Money.dollars(1_000)
    found = verified(folder, results)
    assert [each.name for each in found.files] == ["results.yaml", "p.xlsx", "e.xlsx"]


def test_what_was_read_of_exports_is_said(folder: Path) -> None:
    words = verified(folder, RESULTS, ROSTER).table_words
    assert "From e.csv, joined by “Student ID”: Read: reading from “Percentile”" in words
    assert "the latest by “Finished” counts" in words


def test_results_in_memory_are_read_as_those_on_the_disk(folder: Path) -> None:
    on_disk = verified(folder, RESULTS, ROSTER)
    files = {"p.csv": ROSTER.encode(), "e.csv": EXPORT.encode()}
    found = read_results_among(RESULTS, "results.yaml", files, contract())
    assert found.files == on_disk.files
    assert (found.facts.people, found.table_words) == (on_disk.facts.people, on_disk.table_words)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2028-05-19", date(2028, 5, 19)),
        ("2023-08-21T13:28:05.852Z", date(2023, 8, 21)),
        ("5/9/2028", date(2028, 5, 9)),
        ("05/09/2028 10:15", date(2028, 5, 9)),
        ("13/5/2028", None),
        ("5/9/28", None),
        ("", None),
    ],
)
def test_days_are_read_as_exports_write_them(text: str, expected: date | None) -> None:
    assert day(text) == expected
