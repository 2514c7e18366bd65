"""A mapping is proposed for a district's own tables: what is sure is filled in, the rest is a blank."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from obcgen.cli import main
from obcgen.problems import ObcgenError
from obcgen.results.beside import InMemory
from obcgen.results.pointed import Pointed, pointed
from obcgen.results.presets import PRESETS, recognized, season_of
from verified import contract

ROSTER = "Student ID,Enrolled,School\nS-1,yes,A\nS-2,no,B\n"
SEASONS = {"fall": {"opens": "2027-09-01", "closes": "2027-09-30"}}
I_READY = (
    "\ufeffLast Name,Student ID,Academic Year,Norming Window,Completion Date,Overall Scale Score,Percentile\n"
    "Doe,S-1,2026-2027,Spring (March 2 - End of Year),5/2/2027,400,10\n"
    "Doe,S-1,2027-2028,Fall (Beginning of Year - November 15),9/2/2027,400,10\n"
    "Doe,S-1,2027-2028,Spring (March 2 - End of Year),5/2/2028,450,41\n"
)
MAP = (
    "TermName,StudentID,Subject,GrowthMeasureYN,TestStartDate,TestRITScore,TestPercentile\n"
    "Fall 2027-2028,S-1,Reading,TRUE,09/01/2027,180,12\n"
    "Spring 2027-2028,S-1,Reading,TRUE,05/02/2028,196,45\n"
    "Spring 2027-2028,S-1,Mathematics,FALSE,05/03/2028,190,30\n"
)
STAR = (
    "StudentIdentifier,SchoolYear,CompletedDate,AssessmentStatus,ScaledScore,PercentileRank,"
    "ScreeningPeriodWindowName\n"
    "S-1,2027-2028,2028-05-02T13:28:05.852Z,Active,723,40,Spring\n"
    "S-1,2027-2028,2028-05-01T13:28:05.852Z,Deactivated,600,20,Spring\n"
)
DIBELS = (
    "School Year,Student Primary ID,Benchmark Period,Client Date,Composite Score,"
    "Composite - National Norm Percentile\n"
    "2027-2028,S-1,BOY,2027-09-03,271,42\n2027-2028,S-1,EOY,2028-05-03,371,44\n"
)
ISTATION = "STUDENT_ID,LNAME,September_PTILE,September_SCORE,May_PTILE,May_SCORE\nS-1,Doe,20,300,44,371\n"


def proposed(table: str, name: str = "test.csv", **changes: Any) -> Pointed:
    files = {"roster.csv": ROSTER.encode(), name: table.encode()}
    return pointed(contract(**changes), "roster.csv", [name], InMemory(files))


def scaled(scale: str, **measure: str) -> dict[str, Any]:
    tool = {"test": {"windows": SEASONS}}
    return {"assessments": tool, "outcomes": {"reading": {"measure": {"scale": scale, **measure}}}}


@pytest.mark.parametrize(
    ("table", "system", "export"),
    [
        (
            I_READY,
            "i-Ready Diagnostic",
            {
                "participant": "Student ID",
                "columns": {"reading": "Percentile"},
                "rows": {
                    "Norming Window": "Spring (March 2 - End of Year)",
                    "Academic Year": "2027-2028",
                },
                "latest": "Completion Date",
            },
        ),
        (
            MAP,
            "NWEA MAP Growth",
            {
                "participant": "StudentID",
                "columns": {"reading": "TestPercentile"},
                "rows": {
                    "TermName": "Spring 2027-2028",
                    "GrowthMeasureYN": "TRUE",
                    "Subject": "<one of Reading, Mathematics>",
                },
                "latest": "TestStartDate",
            },
        ),
        (
            STAR,
            "Renaissance STAR",
            {
                "participant": "StudentIdentifier",
                "columns": {"reading": "PercentileRank"},
                "rows": {"ScreeningPeriodWindowName": "Spring", "AssessmentStatus": "Active"},
                "latest": "CompletedDate",
            },
        ),
        (
            DIBELS,
            "DIBELS 8 (mCLASS)",
            {
                "participant": "Student Primary ID",
                "columns": {"reading": "Composite - National Norm Percentile"},
                "rows": {"Benchmark Period": "EOY"},
                "latest": "Client Date",
            },
        ),
        (ISTATION, "Istation", {"participant": "STUDENT_ID", "columns": {"reading": "May_PTILE"}}),
    ],
    ids=[preset.id for preset in (PRESETS[1], PRESETS[2], PRESETS[3], PRESETS[4], PRESETS[0])],
)
def test_an_export_of_a_known_system_is_recognized_and_mapped(
    table: str, system: str, export: dict[str, Any]
) -> None:
    found = proposed(table)
    assert [each.system for each in found.tables] == ["", system]
    (only,) = found.mapping["exports"].values()  # type: ignore[union-attr]
    assert only == {"file": "test.csv", **export}
    assert found.mapping["columns"] == {"participant": "Student ID", "served": "Enrolled"}


def test_a_gain_is_read_from_the_rows_of_two_windows() -> None:
    found = proposed(I_READY, **scaled("scale score", kind="gain", **{"from": "fall"}))
    fall, spring = found.mapping["exports"].values()  # type: ignore[union-attr]
    assert fall["columns"] == {"reading:from": "Overall Scale Score"}  # type: ignore[index,call-overload]
    assert spring["columns"] == {"reading:to": "Overall Scale Score"}  # type: ignore[index,call-overload]
    assert set(found.mapping["exports"]) == {"test_fall", "test_spring"}


def test_a_gain_over_months_is_read_from_one_row() -> None:
    found = proposed(ISTATION, **scaled("scale score", kind="gain", **{"from": "fall"}))
    (only,) = found.mapping["exports"].values()  # type: ignore[union-attr]
    assert only["columns"] == {"reading:from": "September_SCORE", "reading:to": "May_SCORE"}  # type: ignore[index,call-overload]


def test_a_part_of_a_test_is_found_by_its_metric_and_the_whole_test_serves_one_outcome_alone() -> None:
    two = {"rates": {"math": {"per_participant": "$5", "due": "2028-07-31"}}}
    measures = {"reading": {"measure": {"metric": "vocabulary"}}}
    table = DIBELS.replace("Client Date,", "Client Date,Vocabulary (V) - National Norm Percentile,")
    table = table.replace("-03,", "-03,55,")
    found = proposed(table, payment=two, outcomes=measures)
    (only,) = found.mapping["exports"].values()  # type: ignore[union-attr]
    assert only["columns"] == {  # type: ignore[index,call-overload]
        "reading": "Vocabulary (V) - National Norm Percentile",
        "math": "<heading of math>",
    }


def test_an_unknown_table_has_blanks_to_point_at() -> None:
    found = proposed("Kid,Mark\nS-1,50\n")
    (only,) = found.mapping["exports"].values()  # type: ignore[union-attr]
    assert only == {
        "file": "test.csv",
        "participant": "<heading of participant>",
        "columns": {"reading": "<heading of reading>"},
    }
    assert {problem.code for problem in found.problems} == {"SPC-19"}


def test_who_is_not_in_both_tables_is_named_before_there_are_results() -> None:
    told = {problem.code: problem.message for problem in proposed(DIBELS.replace("S-1", "S-9")).problems}
    assert "S-9" in told["RES-44"]
    assert "S-1, S-2" in told["RES-45"]


def test_ids_are_compared_also_while_the_mapping_has_blanks() -> None:
    files = {"roster.csv": b"Student ID,Enrolled\n1,yes\n1,yes\n,no\n999,yes\n", "e.csv": MAP.encode()}
    found = pointed(contract(), "roster.csv", ["e.csv"], InMemory(files)).problems
    told = {problem.code: problem.message for problem in found if problem.code != "SPC-19"}
    assert set(told) == {"RES-01", "RES-03", "RES-44", "RES-45"}
    assert "S-1" in told["RES-44"]
    excerpts = [problem.place.excerpt for problem in found if problem.code == "RES-03" and problem.place]
    assert excerpts == ["1,···"]
    assert "1, 999" in told["RES-45"]
    assert {problem.severity for problem in found if problem.code != "SPC-19"} == {"warning"}


def test_who_is_missing_in_a_file_of_two_windows_is_told_once() -> None:
    table = I_READY.replace("S-1", "S-9").replace("Percentile", "Place")
    found = proposed(table, **scaled("percentile", kind="gain", **{"from": "fall"}))
    assert len(found.mapping["exports"]) == 2
    assert [problem.code for problem in found.problems if problem.code == "RES-44"] == ["RES-44"]


def test_what_only_the_district_can_choose_is_a_blank_to_fill_in() -> None:
    told = [problem.message for problem in proposed(MAP).problems if problem.code == "SPC-19"]
    assert told == ["This blank is not filled in: one of Reading, Mathematics."]


def test_a_mapping_that_is_given_is_kept() -> None:
    files = {"roster.csv": ROSTER.encode(), "test.csv": b"Kid,Mark\nS-1,50\n"}
    export = {"file": "test.csv", "participant": "Kid", "columns": {"reading": "Mark"}}
    mapping: Any = {
        "participants": "roster.csv",
        "columns": {"participant": "Student ID"},
        "exports": {"e": export},
    }
    found = pointed(contract(), "roster.csv", ["test.csv"], InMemory(files), mapping)
    assert "participant: Kid" in found.text
    assert {problem.code for problem in found.problems} == {"RES-45"}


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", "José".encode("cp1252")])
def test_what_is_no_table_is_refused(content: bytes) -> None:
    files = {"roster.csv": ROSTER.encode(), "test.csv": content}
    with pytest.raises(ObcgenError):
        pointed(contract(), "roster.csv", ["test.csv"], InMemory(files))


@pytest.mark.parametrize(
    ("name", "month", "season"),
    [
        ("spring", 0, "spring"),
        ("boy_2027", 5, "fall"),
        ("first", 9, "fall"),
        ("mid", 1, "winter"),
        ("last", 4, "spring"),
    ],
)
def test_the_season_of_a_window_is_that_of_its_name_or_its_month(name: str, month: int, season: str) -> None:
    assert season_of(name, month) == season


def test_a_table_with_some_of_the_headings_is_no_export_of_a_system() -> None:
    assert recognized(["Student ID", "Norming Window"]) is None


DENVER = Path(__file__).parents[2] / "specs/denver-literacy.yaml"


def run(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result.exit_code, result.stdout, result.stderr


def test_the_command_writes_a_results_file_once_and_says_what_the_tables_are(tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text(ROSTER, encoding="utf-8")
    (tmp_path / "test.csv").write_text(ISTATION, encoding="utf-8")
    command = ("results", DENVER, tmp_path / "roster.csv", tmp_path / "test.csv")
    status, out, error = run(*command)
    assert (status, out.strip()) == (0, str(tmp_path / "results.yaml"))
    assert "an export of Istation" in error
    assert "obcgen settle" in error
    assert "unchanged" not in error
    status, again, error = run(*command)
    assert (status, again) == (0, out)
    assert "It is unchanged." in error
    text = (tmp_path / "results.yaml").read_text(encoding="utf-8")
    (tmp_path / "results.yaml").write_text(f"{text}# mine\n", encoding="utf-8")
    assert run(*command)[0] == 1
    assert (tmp_path / "results.yaml").read_text(encoding="utf-8").endswith("# mine\n")
    data = json.loads(run(*command, "--json")[1])
    assert data["tables"][1]["headings"][:2] == ["STUDENT_ID", "LNAME"]
    assert data["mapping"]["participants"] == "roster.csv"


def test_a_second_export_without_a_result_and_a_roster_twice_are_told(tmp_path: Path) -> None:
    for name, text in {"roster": ROSTER, "one": ISTATION, "two": ISTATION}.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    roster, one, two = (tmp_path / f"{name}.csv" for name in ("roster", "one", "two"))
    lines = run("results", DENVER, roster, one, two)[2].splitlines()
    assert [line.partition(":")[0] for line in lines if "no result is read" in line] == ["two.csv"]
    assert run("results", DENVER, roster, roster)[0] == 2


def test_a_table_with_errors_gives_the_exit_status_of_errors(tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text('participant,served\n1,"yes\n', encoding="utf-8")
    status, _, error = run("results", DENVER, roster)
    assert status == 1
    assert "CSV-03" in error


def test_a_spec_in_place_of_a_roster_and_a_title_above_its_headings_are_refused(tmp_path: Path) -> None:
    spec = tmp_path / "spec.yaml"
    spec.write_bytes(Path(DENVER).read_bytes())
    assert "is a YAML file" in run("results", spec, spec)[2]
    roster = tmp_path / "roster.csv"
    roster.write_text("Denver Public Schools\nID,Grade\n1,K\n", encoding="utf-8")
    status, _, error = run("results", DENVER, roster)
    assert (status, "Delete row 1." in error) == (1, True)
    assert not (tmp_path / "results.yaml").exists()


def test_a_table_outside_the_folder_of_the_results_is_refused(tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text(ROSTER, encoding="utf-8")
    status, _, error = run("results", DENVER, tmp_path / "roster.csv", "--output", tmp_path / "other")
    assert status == 2
    assert "does not lie in" in error
