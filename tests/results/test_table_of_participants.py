"""A table as Excel and others save it is read; what cannot be relied on is refused at its line and column."""

from __future__ import annotations

import io
import os
from pathlib import Path

import openpyxl
import pytest

from deals import Texts
from obcgen.money import Money
from obcgen.results.cells import BadCellError
from obcgen.results.reading import read_groups
from obcgen.source.table import from_text
from obcgen.spec import Spec
from verified import TABLE, contract, due, refused, verified

PLAIN = "participant,reading\nA,50\nB,30\nC,\n"
PRICE = {"per_participant": "$500", "due": "2028-07-31"}
TIERS = {"per_participant": {"tiers": [{"at_least": "30", "pay": "$7"}]}, "due": "2028-07-31"}


@pytest.mark.parametrize(
    "raw",
    [
        PLAIN.encode(),
        b"\xef\xbb\xbf" + PLAIN.encode(),
        PLAIN.replace("\n", "\r\n").encode(),
        PLAIN.replace("\n", "\r").encode(),
        PLAIN.replace(",", ";").encode(),
        PLAIN.replace(",", "\t").encode(),
        b"\xff\xfe" + PLAIN.encode("utf-16-le"),
        b"\xfe\xff" + PLAIN.encode("utf-16-be"),
        b"\n,,\n" + PLAIN.encode() + b",\n\n",
        b' Participant , READING\n"A","50"\n B ,30\nC,\n',
        b"participant,reading,\nA,50,\nB,30,\nC,,\n",
    ],
    ids=[
        "plain",
        "mark",
        "windows",
        "mac",
        "semicolons",
        "tabs",
        "utf-16",
        "utf-16-be",
        "blank",
        "loose",
        "wide",
    ],
)
def test_every_way_in_which_programs_save_a_table_is_read(raw: bytes, tmp_path: Path) -> None:
    found = verified(tmp_path, TABLE, raw)
    assert found.people is not None
    assert found.people.ids == ("A", "B", "C")
    assert due(tmp_path, TABLE, raw).performance == Money.dollars(500)


def workbook(*rows: tuple[str | int | None, ...]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(out := io.BytesIO())
    return out.getvalue()


def test_a_row_of_a_workbook_whose_last_cells_are_empty_is_as_wide_as_the_headings(tmp_path: Path) -> None:
    table = workbook(("participant", "reading"), ("A", 50), ("B",), ("C", 30))
    found = verified(tmp_path, TABLE, table)
    assert found.people is not None
    assert found.people.ids == ("A", "B", "C")
    assert due(tmp_path, TABLE, table).performance == Money.dollars(500)


def test_a_cell_of_a_workbook_under_no_heading_is_told_at_its_own_column(tmp_path: Path) -> None:
    table = workbook(("participant", "reading"), ("A", 50, None, 7), ("B",))
    (problem,) = refused(tmp_path, TABLE, table)
    assert (problem.code, problem.found) == ("CSV-03", "7")
    assert problem.place is not None
    assert (problem.place.line, problem.place.column) == (2, 4)
    assert problem.hint == "Write a heading above it, or empty the cell."


ROWS = "participant,reading\nA,50\nB,forty\n"


@pytest.mark.parametrize(
    ("table", "hint"),
    [
        ("Denver Public Schools,\n" + ROWS, "Delete row 1."),
        ("Denver Public Schools\n" + ROWS.replace(",", ";"), "Delete row 1."),
        ("Denver Public Schools\nSpring 2028\n\n" + ROWS, "Delete rows 1 to 3."),
        (workbook(("Denver Public Schools",), ("participant", "reading"), ("A", 50)), "Delete row 1."),
    ],
    ids=["commas", "semicolons", "three", "workbook"],
)
def test_a_title_above_the_headings_is_told_alone(table: str | bytes, hint: str, tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, TABLE, table)
    assert (problem.code, problem.hint) == ("CSV-04", hint)
    assert "above it stands “Denver Public Schools”" in problem.message


@pytest.mark.parametrize(("title", "shown"), [(",Spring results", "Spring results"), ("Reading,", "Reading")])
def test_a_title_is_one_beside_an_empty_cell_and_where_it_is_a_word_of_the_table(
    title: str, shown: str, tmp_path: Path
) -> None:
    (problem,) = refused(tmp_path, TABLE, f"{title}\n{ROWS}")
    assert (problem.code, problem.hint) == ("CSV-04", "Delete row 1.")
    assert f"above it stands “{shown}”" in problem.message


def test_one_heading_is_one() -> None:
    table = from_text("participant\nA,B\n", "p.csv")
    problem = table.of_other_width(2, ["A", "B"])
    assert problem is not None
    assert problem.message == "This row has 2 cells, but there is 1 heading."


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("k5", ""),
        ("older", ""),
        ("k5; older", ""),
        ("k5 older", ""),
        ("Special", "There is no group “Special” in the spec."),
        ("Special Education; older", "“Special Education” is what the group sped is called; its id is read."),
        ("older;special  education", "“special education” is what the group sped is called; its id is read."),
    ],
)
def test_an_id_of_a_group_is_read_whatever_another_is_called(cell: str, message: str) -> None:
    names = {"k5": "Older", "older": "K5", "sped": "Special Education"}
    if not message:
        assert read_groups(names, cell) == frozenset(cell.replace(";", " ").split())
        return
    with pytest.raises(BadCellError) as fault:
        read_groups(names, cell)
    assert fault.value.message == message


def test_each_row_of_what_is_not_told_is_counted(tmp_path: Path) -> None:
    short = "P\n" * 26
    wrong = "".join(f"Q{number},x\n" for number in range(500))
    found = refused(tmp_path, TABLE, "participant,reading\n" + short + wrong)
    assert found[-1].message == "501 more faults of this table are not shown."
    other = "".join(f"Q{number},x{number}\n" for number in range(500))
    assert refused(tmp_path, TABLE, "participant,reading\n" + short + other)[-2:] == (found[-2], found[-1])


def test_a_title_above_headings_of_a_districts_own_is_told_alone(tmp_path: Path) -> None:
    own = TABLE + "columns: {participant: Student ID, reading: Score}\n"
    (problem,) = refused(tmp_path, own, "Denver\nSTUDENT  ID,Score\nA,50\n")
    assert (problem.code, problem.hint) == ("CSV-04", "Delete row 1.")


def test_headings_that_are_all_wrong_are_no_title(tmp_path: Path) -> None:
    found = refused(tmp_path, TABLE, "student,score\nA,50\nparticipant,7\n")
    assert {each.code for each in found} == {"CSV-04", "RES-02"}


@pytest.mark.parametrize("word", ["yes", "Yes", "Y", "TRUE", "t"])
def test_yes_and_no_are_read_in_their_usual_spellings(word: str, tmp_path: Path) -> None:
    table = f"participant,reading\nA,{word}\nB,no\nC,N\nD,false\n"
    assert due(tmp_path, TABLE, table).performance == Money.dollars(500)


def dosed() -> Spec:
    return contract(payment={"rates": {"reading": {"requires": {"dosage": "minimum"}}}})


@pytest.mark.parametrize("dosage", ["36", "36.5", "36 hours", "36 hrs", "2160 minutes"])
def test_a_dosage_is_read_with_or_without_its_unit(dosage: str, tmp_path: Path) -> None:
    table = f"participant,dosage,reading\nA,{dosage},50\nB,35.9,50\n"
    assert due(tmp_path, TABLE, table, dosed()).performance == Money.dollars(500)


@pytest.mark.parametrize(
    ("dosage", "hint"),
    [
        ("39:30", "Write 39.5 hours or 2370 minutes."),
        ("39:20", "Write 2360 minutes."),
        ("39,5", "Write 39.5 with a decimal point."),
        ("39,5 hours", "Write 39.5 hours with a decimal point."),
        ("much", "Write a number, or a number of hours: such as 36, or 36 hours."),
    ],
)
def test_a_dosage_in_another_notation_is_told_as_it_is_to_be_written(
    dosage: str, hint: str, tmp_path: Path
) -> None:
    (problem,) = refused(tmp_path, TABLE, f'participant,dosage,reading\nA,"{dosage}",50\n', dosed())
    assert (problem.code, problem.hint) == ("RES-01", hint)


@pytest.mark.parametrize("text", ["Total", "TOTALS", "Grand total"])
def test_a_row_of_sums_is_no_participant(text: str, tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, TABLE, f"participant,reading\nA,50\n{text},50\n")
    assert (problem.code, problem.hint) == ("RES-01", "Remove the row.")
    assert verified(tmp_path, TABLE, "participant,reading\nTotalis,50\n").people is not None


def test_totals_that_differ_are_told_with_the_ids_that_may_be_why(tmp_path: Path) -> None:
    table = "participant,reading\nA-1,50\na-1,50\n"
    found = refused(tmp_path, TABLE + "roster: 1\n", table)
    assert {"RES-06", "RES-49"} <= {each.code for each in found}
    found = refused(tmp_path, TABLE + "roster: 1\n", table.replace("a-1", "B-1"))
    assert "RES-49" not in {each.code for each in found}


def test_dosage_by_window_counts_up_to_the_window_that_decides(tmp_path: Path) -> None:
    table = "participant,dosage:spring,reading\nA,36,50\nB,35,50\n"
    assert due(tmp_path, TABLE, table, dosed()).performance == Money.dollars(500)


def test_a_gain_is_the_difference_of_two_columns(tmp_path: Path) -> None:
    windows = {"fall": {"opens": "2027-09-01", "closes": "2027-09-12"}}
    spec = contract(
        assessments={"test": {"windows": windows}},
        outcomes={"reading": {"measure": {"kind": "gain", "from": "fall", "at_least": "10"}}},
    )
    table = "participant,reading:from,reading:to\nA,20,30\nB,20,29.5\nC,,90\nD,50,\n"
    found = verified(tmp_path, TABLE, table, spec)
    standings = {name: found.facts.people[kind].marks["reading"].standing for name, kind in _pairs(found)}
    assert standings == {"A": "reached", "B": "not_reached", "C": "no_initial", "D": "no_final"}


def test_a_level_that_names_a_first_window_asks_for_its_measure(tmp_path: Path) -> None:
    table = "participant,reading:from,reading:to\nA,20,50\nB,,50\nC,50,20\nD,50,\n"
    found = verified(tmp_path, TABLE, table)
    standings = {name: found.facts.people[kind].marks["reading"].standing for name, kind in _pairs(found)}
    assert standings == {"A": "reached", "B": "no_initial", "C": "not_reached", "D": "no_final"}


def _pairs(found: object) -> zip[tuple[str, int]]:
    people = getattr(found, "people")  # noqa: B009
    return zip(people.ids, people.kind_of, strict=True)


def test_a_threshold_by_grade_reads_the_grade(tmp_path: Path) -> None:
    spec = contract(
        population={"grades": ["3", "4"]},
        outcomes={"reading": {"measure": {"at_least": {"3": "40", "4": "60"}}}},
    )
    table = "participant,grade,reading\nA,3,50\nB,4,50\nC,4,60\n"
    assert due(tmp_path, TABLE, table, spec).performance == Money.dollars(1_000)


def test_groups_cohorts_and_conditions_have_columns(tmp_path: Path) -> None:
    spec = contract(
        population={"groups": {k: {"name": k, "planned": "9"} for k in ("learners", "newcomers")}},
        cohorts={"one": {"name": "One", "planned": "9", "starts": "2027-09-01", "ends": "2028-06-01"}},
        payment={
            "rates": {"reading": {"group": "learners", "requires": {"condition": "enrolled in May"}}},
        },
    )
    table = (
        "participant,cohort,group,condition:reading,reading\n"
        "A,one,learners,yes,50\n"
        "B,one,newcomers learners,yes,50\n"
        "C,,newcomers,yes,50\n"
        "D,one,learners,no,50\n"
    )
    found = due(tmp_path, TABLE, table, spec)
    # A and B: C is in another group, D does not meet the condition
    assert found.performance == Money.dollars(1_000)


def test_each_year_has_rows_of_its_own_where_a_line_pays_by_year(tmp_path: Path) -> None:
    rates: Texts = {"reading": {"by_year": {"2027-28": "$500", "2028-29": "$600"}}}
    table = "participant,year,reading\nA,2027-28,50\nA,2028-29,50\nB,2027-28,50\nB,2028-29,30\n"
    found = due(tmp_path, TABLE, table, contract(payment={"rates": rates}))
    # 2 x $500 + 1 x $600
    assert found.performance == Money.dollars(1_600)


@pytest.mark.parametrize(
    ("table", "code", "line", "column", "words"),
    [
        (
            "participant,reading\nA,50\nA,50\n",
            "RES-03",
            3,
            1,
            "The participant of this row stands twice; the first time on line 2.",
        ),
        ("participant,reading\nA,forty\n", "RES-01", 2, 3, "reading: “forty” is not a number."),
        ("participant,reading\nA,45%\n", "RES-01", 2, 3, "“45%” is not a number"),
        ('participant,reading\nA,"45,5"\n', "RES-01", 2, 3, "“45,5” is not a number"),
        ("participant,reading\n,50\n", "RES-01", 2, 1, "The participant has no id."),
        ("participant,reading\nA,=1+1\n", "CSV-05", 2, 3, "would be run as a formula"),
        ("participant,reading\nA,+50\n", "CSV-05", 2, 3, "would be run as a formula"),
        ("participant,reading\n@SUM(A1),50\n", "CSV-05", 2, 1, "would be run as a formula"),
        ('participant,reading\n"=cmd|x",50\n', "CSV-05", 2, 1, "would be run as a formula"),
        ("participant,reading\nA,50,7\n", "CSV-03", 2, 1, "This row has 3 cells, but there are 2 headings."),
        ("participant,reading\nA\n", "CSV-03", 2, 1, "This row has 1 cell, but there are 2 headings."),
        ('participant,reading\nA,"50\n', "CSV-03", 2, 1, "a quotation mark is opened and not closed"),
        ("participant,reeding\nA,50\n", "CSV-04", 1, 13, "The column “reeding” is not known."),
        ("participant,reading,reading\nA,50,50\n", "CSV-04", 1, 21, "The column reading stands twice"),
        ("participant,reading,\nA,50,9\n", "CSV-03", 2, 1, "3 cells"),
        ("participant,reading:from\nA,50\n", "CSV-04", 1, 13, "reading:to is missing"),
        ("participant\nA\n", "RES-02", 1, 1, "The column reading is missing: a line pays for it."),
        ("name,reading\nA,50\n", "RES-02", 1, 1, "The column participant is missing"),
        ("", "CSV-04", 1, 1, "The table is empty."),
        ("participant,reading\nA\N{ZERO WIDTH SPACE},50\n", "RES-01", 2, 1, "cannot be seen, U+200B"),
        ("participant,reading\n\N{RIGHT-TO-LEFT OVERRIDE}A,50\n", "RES-01", 2, 1, "cannot be seen, U+202E"),
        ("participant,reading\nA\N{VARIATION SELECTOR-16},50\n", "RES-01", 2, 1, "cannot be seen, U+FE0F"),
        ("participant,served,reading\nA,maybe,50\n", "RES-01", 2, 3, "“maybe” is neither yes nor no."),
    ],
)
def test_what_cannot_be_relied_on_is_refused_at_its_place(
    table: str, code: str, line: int, column: int, words: str, tmp_path: Path
) -> None:
    found = [each for each in refused(tmp_path, TABLE, table) if each.code == code and words in each.message]
    (problem,) = found
    assert problem.place is not None
    assert problem.place.file.endswith("p.csv")
    assert (problem.place.line, problem.place.column) == (line, column)
    assert problem.hint


@pytest.mark.parametrize(
    ("dosage", "words"),
    [
        ("-3", "A dosage of -3 is less than nothing."),
        ("", "The dosage is missing."),
        ("a lot", "is not an amount of service"),
        ("36,5", "is not an amount of service"),
        ("3 weeks", "is not in hours"),
    ],
)
def test_a_dosage_that_cannot_be_is_refused(dosage: str, words: str, tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, TABLE, f'participant,dosage,reading\nA,"{dosage}",50\n', dosed())
    assert (problem.code, words in problem.message) == ("RES-01", True)


@pytest.mark.parametrize(
    ("changes", "table", "words"),
    [
        (
            {"payment": {"rates": {"reading": {"requires": {"dosage": "minimum"}}}}},
            "participant,reading\nA,50\n",
            "The column dosage is missing: the line reading depends on it.",
        ),
        (
            {"payment": {"rates": {"reading": {"requires": {"condition": "enrolled"}}}}},
            "participant,reading\nA,50\n",
            "The column condition:reading is missing",
        ),
        (
            {"payment": {"rates": {"reading": TIERS}}},
            "participant,reading\nA,yes\n",
            "The line reading pays by the value measured, not by yes or no.",
        ),
        (
            {"outcomes": {"reading": {"measure": {"at_least": None}}}},
            "participant,reading\nA,50\n",
            "The spec states no threshold",
        ),
        (
            {"outcomes": {"reading": {"measure": {"at_least": {"3": "40"}}}}},
            "participant,reading\nA,50\n",
            "the table has no column grade",
        ),
        (
            {
                "cohorts": {
                    "one": {"name": "One", "planned": "9", "starts": "2027-09-01", "ends": "2028-06-01"}
                }
            },
            "participant,cohort,reading\nA,two,50\n",
            "There is no cohort “two” in the spec.",
        ),
    ],
)
def test_what_the_contract_needs_of_a_table_is_asked_for(
    changes: Texts, table: str, words: str, tmp_path: Path
) -> None:
    found = refused(tmp_path, TABLE, table, contract(**changes))
    assert [problem for problem in found if words in problem.message]


def test_a_column_without_any_result_is_none(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, TABLE, "participant,reading\nA,\nB,\n")
    assert (
        problem.message == "The column reading of the table holds no result at all, and a line pays for it."
    )


def lost(whose: str) -> str:
    """Return results in which the district never gave the test to some participants."""
    record = "duty: rosters, notice: 2027-10-05, cure_failed: 2027-11-20"
    return (
        f"{TABLE}defaults:\n  - {{party: district, {record}, outcomes: [reading], participants: {whose}}}\n"
    )


def relieving() -> Spec:
    return contract(
        payment={"if_district_defaults": {"effect": "deemed_met", "reach": "affected_participants"}}
    )


@pytest.mark.parametrize("whose", ["all", "[A, B]"])
def test_a_column_may_be_empty_where_a_district_default_took_every_result(whose: str, tmp_path: Path) -> None:
    assert due(tmp_path, lost(whose), "participant,reading\nA,\nB,\n", relieving()).added == Money.dollars(
        1000
    )


def test_a_column_may_be_empty_where_nobody_was_served(tmp_path: Path) -> None:
    assert due(tmp_path, TABLE, "participant,served,reading\nA,no,\nB,no,\n").performance == Money(0)


def test_a_default_that_took_the_results_of_some_explains_no_empty_column(tmp_path: Path) -> None:
    table = "participant,served,reading\nA,yes,\nB,yes,\nC,no,\n"
    (problem,) = refused(tmp_path, lost("[A]"), table, relieving())
    assert problem.code == "RES-16"


@pytest.mark.parametrize(
    ("raw", "code", "words"),
    [
        ("participant,reading\nJosé,50\n".encode("cp1252"), "CSV-02", "not UTF-8 text"),
        (PLAIN.encode("utf-16-le"), "CSV-02", "text in UTF-16"),
    ],
)
def test_another_encoding_is_told_with_the_way_out(raw: bytes, code: str, words: str, tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, TABLE, raw)
    assert (problem.code, words in problem.message) == (code, True)
    assert "CSV UTF-8" in problem.hint


def test_a_workbook_that_is_not_whole_is_told_with_the_way_out(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, TABLE, b"PK\x03\x04\x00\x00")
    assert problem.code == "XLS-01"
    assert "save it again" in problem.hint


@pytest.mark.parametrize("name", ["../p.csv", "/etc/passwd", "C:/p.csv", "none.csv"])
def test_a_table_lies_in_the_folder_of_the_results(name: str, tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, TABLE.replace("p.csv", name), PLAIN)
    assert problem.code == "CSV-01"
    assert problem.place is not None


def test_a_habit_of_a_column_is_told_once_with_its_rows(tmp_path: Path) -> None:
    rows = "".join(f"P{number},x\n" for number in range(1_040))
    (problem,) = refused(tmp_path, TABLE, "participant,reading\n" + rows)
    assert problem.message == (
        "reading: “x” is not a number. It stands so in 1,040 rows: 2, 3, 4 and 1,037 more."
    )


def test_a_participant_whose_row_holds_a_fault_is_in_the_table_all_the_same(tmp_path: Path) -> None:
    default = (
        "defaults: [{party: district, duty: rosters, notice: 2027-10-05, cure_failed: 2027-10-20, "
        "outcomes: [reading], participants: [A, B]}]\n"
    )
    found = refused(tmp_path, TABLE + default, "participant,reading\nA,x\nC,50\n")
    assert [each.found for each in found if each.code == "RES-11"] == ["B"]


def test_different_cells_of_a_column_are_told_by_the_first_few(tmp_path: Path) -> None:
    rows = "".join(f"P{number},x{number}\nQ{number},x{number}\n" for number in range(5)) + ",50\n"
    found = refused(tmp_path, TABLE, "participant,reading\n" + rows)
    assert [each.message for each in found] == [
        "reading: “x0” is not a number. It stands so in 2 rows: 2 and 3.",
        "reading: “x1” is not a number. It stands so in 2 rows: 4 and 5.",
        "reading: “x2” is not a number. It stands so in 2 rows: 6 and 7.",
        "The participant has no id.",
        "reading: 4 more rows, 8, 9, 10 and 1 more, cannot be read in this column.",
    ]


def test_every_fault_of_a_table_is_told_in_one_run_and_the_rest_is_counted(tmp_path: Path) -> None:
    found = refused(tmp_path, TABLE, "participant,reading\n" + ",50\n" * 40)
    assert len(found) == 26
    assert found[-1].message == "15 more faults of this table are not shown."


@pytest.mark.parametrize("row", [",50\n", "P{0},x{0}\n"], ids=["rows", "column"])
def test_a_table_that_is_faults_from_end_to_end_is_not_read_to_its_end(row: str, tmp_path: Path) -> None:
    rows = "".join(row.format(number) for number in range(2_000))
    last = refused(tmp_path, TABLE, "participant,reading\n" + rows)[-1]
    assert "1,000 more" in last.message
    assert last.message.endswith(". The rest of the table was not read.")


def test_the_name_of_a_group_in_place_of_its_id_is_told_with_the_id(tmp_path: Path) -> None:
    spec = contract(
        population={"groups": {"young": {"name": "Grades 2 and 3", "planned": "9"}}},
        payment={"rates": {"reading": {"group": "young"}}},
    )
    (problem,) = refused(
        tmp_path, TABLE, "participant,group,reading\nA,grades 2  and 3,50\nB,young,50\n", spec
    )
    assert (problem.code, problem.hint) == ("RES-01", "Write young.")


def test_a_table_that_is_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    (problem,) = refused(tmp_path, TABLE.replace("p.csv", "pipe.csv"), PLAIN)
    assert problem.code == "CSV-01"
    assert problem.message.endswith("pipe.csv cannot be read: it is a pipe, not a file.")


def test_the_order_of_rows_and_columns_does_not_matter(tmp_path: Path) -> None:
    rows = PLAIN.splitlines()
    turned = "\n".join([rows[0], *reversed(rows[1:])])
    swapped = "\n".join(",".join(reversed(row.split(","))) for row in rows)
    whole = due(tmp_path, TABLE, PLAIN)
    assert due(tmp_path, TABLE, turned).entries == whole.entries == due(tmp_path, TABLE, swapped).entries
