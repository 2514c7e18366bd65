"""A table with a system's own headings: which column is which, which rows count, and what is not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from obcgen.money import Money
from verified import TABLE, contract, due, refused, verified

if TYPE_CHECKING:
    from pathlib import Path

    from obcgen.spec import Spec

PAID = "paid: {base: {amount: $10000, on: 2027-10-20}}\n"
I_READY = (
    "\ufeffLast Name,First Name,Student ID,Student Grade,Enrolled,Most Recent Diagnostic YTD (Y/N),"
    "Overall Scale Score,Percentile,Diagnostic Gain\r\n"
    'Doe,Jane,605001,3,Enrolled,N,424,10,\r\n"Doe, Jr.",Jane,605001,3,Enrolled,Y,468,41,44\r\n'
    "Roe,Rick,605002,3,Enrolled,N,410,8,\r\nRoe,Rick,605002,3,Enrolled,y,418,12,8\r\n"
)
ISTATION = (
    "STUDENT_ID,LNAME,FNAME,GRADE,September_PTILE,September_TIER,May_PTILE,May_TIER\n"
    "100,Doe,Jane,1,12,3,44,1\n200,Roe,Rick,1,20,3,22,3\n300,Poe,Pia,1,,3,50,1\n"
)
MAP_GROWTH = (
    '"TermName","StudentID","Subject","Course","TestRITScore","TestPercentile"\n'
    '"Fall 2027-2028","7","Mathematics","Math, 3","180","20"\n'
    '"Spring 2027-2028","7","Mathematics","Math, 3","196","45"\n'
    '"Spring 2027-2028","7","Science","Science","208","57"\n'
    '"Spring 2027-2028","8","Mathematics","Math, 3","186","30"\n'
)
STAR = "StudentIdentifier,StudentLastName,AssessmentStatus,ScaledScore,PercentileRank\n605,Doe,Active,8,52\n"
DIBELS = "Student Primary ID,Composite Level,Composite - National Norm Percentile\nA-1,Benchmark,61\n"


def gains(scale: str) -> Spec:
    """Return a contract that pays for a gain of 10 in reading."""
    return contract(outcomes={"reading": {"measure": {"kind": "gain", "at_least": "10", "scale": scale}}})


@pytest.mark.parametrize(
    ("table", "mapping", "spec", "ids", "dollars"),
    [
        (
            I_READY,
            (
                "columns: {participant: Student ID, reading: Percentile}\n"
                "rows: {Most Recent Diagnostic YTD (Y/N): Y}\n"
            ),
            None,
            ("605001", "605002"),
            500,
        ),
        (
            I_READY,
            (
                "columns: {participant: student  id, reading: DIAGNOSTIC GAIN}\n"
                "rows: {Most Recent Diagnostic YTD (Y/N): [Y]}\n"
            ),
            gains("scale score"),
            ("605001", "605002"),
            500,
        ),
        (
            ISTATION,
            "columns: {participant: STUDENT_ID, reading:from: September_PTILE, reading:to: May_PTILE}\n",
            gains("percentile"),
            ("100", "200", "300"),
            500,
        ),
        (
            MAP_GROWTH,
            (
                "columns: {participant: StudentID, reading: TestPercentile}\n"
                "rows: {Subject: Mathematics, TermName: Spring 2027-2028}\n"
            ),
            None,
            ("7", "8"),
            500,
        ),
        (STAR, "columns: {participant: StudentIdentifier, reading: PercentileRank}\n", None, ("605",), 500),
        (
            DIBELS,
            "columns:\n  participant: Student Primary ID\n  reading: Composite - National Norm Percentile\n",
            None,
            ("A-1",),
            500,
        ),
    ],
    ids=["i-Ready", "i-Ready gain", "Istation", "MAP Growth", "Star", "DIBELS"],
)
def test_a_district_keeps_the_headings_of_its_system(
    table: str, mapping: str, spec: Spec | None, ids: tuple[str, ...], dollars: int, tmp_path: Path
) -> None:
    found = verified(tmp_path, TABLE + mapping, table, spec)
    assert found.people is not None
    assert found.people.ids == ids
    assert due(tmp_path, TABLE + mapping, table, spec).performance == Money.dollars(dollars)


def test_what_was_read_and_what_was_not_is_said_in_a_sentence(tmp_path: Path) -> None:
    mapping = (
        "columns: {participant: Student ID, reading: Percentile}\n"
        "rows: {Enrolled: Enrolled, Student Grade: [3], Percentile: [41, 12]}\n"
    )
    words = verified(tmp_path, TABLE + mapping, I_READY).table_words
    assert words == (
        "Read: participant from “Student ID” and reading from “Percentile”; only rows in which “Enrolled” is "
        "Enrolled, “Student Grade” is 3 and “Percentile” is 41 or 12; 5 other columns are not read."
    )
    assert verified(tmp_path, TABLE, "participant,reading\nA,50\n").table_words == ""


def test_own_names_stand_beside_nothing_that_is_not_named(tmp_path: Path) -> None:
    table = "participant,group,reading,Notes\nA,none of ours,50,=1+1\n"
    mapping = "columns: {participant: participant, reading: reading}\n"
    assert due(tmp_path, TABLE + mapping, table).performance == Money.dollars(500)


def test_rows_alone_leave_the_other_columns_as_they_are(tmp_path: Path) -> None:
    table = "participant,Term,reading\nA,Fall,10\nA,Spring,50\nB,Spring,20\n"
    assert due(tmp_path, TABLE + "rows: {Term: Spring}\n", table).performance == Money.dollars(500)


# What is refused


@pytest.mark.parametrize(
    ("mapping", "words", "hint"),
    [
        ("columns: {participant: Student Id No}\n", "no heading “Student Id No”", "Did you mean Student ID?"),
        ("columns: {participant: xyzzy}\n", "no heading “xyzzy”", "Copy the heading from the first line"),
        ("columns: {partcipant: Student ID}\n", "“partcipant” is no column", "Did you mean participant?"),
        ("columns: {absence: Percentile}\n", "“absence” is no column", "Remove the line"),
        (
            "columns: {participant: Student ID, reading: Percentile, math: Percentile}\n",
            "“Percentile” is given for reading and math",
            "its own column",
        ),
        (
            "columns: {participant: Student ID, reading: Percentile}\nrows: {Enroled: x}\n",
            "no heading “Enroled”",
            "Enrolled",
        ),
        (
            "columns: {participant: Student ID, reading: Percentile}\nrows: {Enrolled: [Enrolled, Left]}\n",
            "No row of the table has “Left” under “Enrolled”",
            "Correct the value",
        ),
    ],
)
def test_a_wrong_name_is_told_at_its_line(mapping: str, words: str, hint: str, tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, TABLE + mapping, I_READY)
    assert (problem.code, words in problem.message, hint in problem.hint) == ("RES-36", True, True)
    assert problem.place is not None
    assert problem.place.file.endswith("results.yaml")
    assert problem.place.line >= 7


def test_a_heading_that_stands_twice_is_refused_where_it_is_asked_for(tmp_path: Path) -> None:
    table = "ID,Score,Score,Score \nA,50,20,30\n"
    (problem,) = refused(tmp_path, TABLE + "columns: {participant: ID, reading: Score}\n", table)
    assert "more than once, in the columns 2, 3 and 4" in problem.message
    unasked = "columns: {participant: ID, reading: Spring}\n"
    assert due(tmp_path, TABLE + unasked, table.replace("Score ", "Spring")).performance == Money.dollars(0)
    exact = "columns: {participant: ID, reading: SCORE}\n"
    one = table.replace("Score,Score,", "SCORE,score,")
    assert due(tmp_path, TABLE + exact, one).performance == Money.dollars(500)


def test_a_column_that_is_needed_and_not_named_is_asked_for_by_name(tmp_path: Path) -> None:
    spec = contract(payment={"rates": {"reading": {"requires": {"dosage": "minimum"}}}})
    mapping = "columns: {participant: StudentIdentifier, reading: PercentileRank}\n"
    (problem,) = refused(tmp_path, TABLE + mapping, STAR, spec)
    assert (problem.code, problem.hint) == (
        "RES-02",
        "Name its heading in the table under columns: dosage: ...",
    )


def test_several_rows_of_one_participant_ask_which_count(tmp_path: Path) -> None:
    mapping = "columns: {participant: Student ID, reading: Percentile}\n"
    found = refused(tmp_path, TABLE + mapping, I_READY)
    assert {each.code for each in found} == {"RES-03"}
    assert all("rows: {Term: Spring 2028}" in each.hint for each in found)


def test_no_message_shows_a_cell_of_a_column_that_is_not_read(tmp_path: Path) -> None:
    mapping = "columns: {participant: Student ID, reading: Percentile}\nrows: {Enrolled: Enrolled}\n"
    table = I_READY.replace(",468,41,", ",468,forty,") + "Zoe,Zack,605003,3,Enrolled,Y,1\r\n"
    found = refused(tmp_path, TABLE + mapping, table)
    told = " ".join(f"{each} {each.place}" for each in found).replace(str(tmp_path), "")
    assert {"RES-01", "RES-03", "CSV-03"} <= {each.code for each in found}
    assert "forty" in told
    assert not [name for name in ("Doe", "Jane", "Roe", "Rick", "Zoe", "Zack", "424") if name in told]
    unread = [each for each in refused(tmp_path, TABLE, table) if each.place and "Doe" in each.place.excerpt]
    assert not unread or all(each.code == "CSV-04" for each in unread)


def test_columns_that_cannot_be_read_stop_before_the_table(tmp_path: Path) -> None:
    found = refused(tmp_path, TABLE + "columns: [participant]\n", I_READY)
    assert [each.code for each in found if each.code.startswith("CSV")] == []
