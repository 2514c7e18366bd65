"""The evidence on each participant: what was measured, whether it counts or why not, and what follows."""

from __future__ import annotations

import csv
import io
import zipfile
from fractions import Fraction
from hashlib import sha256
from typing import TYPE_CHECKING

from deals import outcome
from obcgen.account.settle import settle
from obcgen.sheets.settlement import settlement_book, settlement_rows
from obcgen.statement.from_results import from_results
from obcgen.statement.names import names
from obcgen.writers.to_csv import to_csv
from obcgen.writers.to_xlsx import to_xlsx
from verified import TABLE, contract, verified

if TYPE_CHECKING:
    from pathlib import Path

    from obcgen.spec import Spec
    from obcgen.statement.statement import Edition, Statement

PEOPLE = """participant,served,dosage,reading:from,reading:to
ID-1,yes,40,21,45
ID-2,yes,36,30,39.5
ID-3,yes,35,10,60
ID-4,no,0,,
ID-5,yes,50,22,
ID-6,yes,50,,70
ID-7,yes,50,,
"""


def of_gains() -> Spec:
    """Return a contract that pays for a gain of 10 with 36 hours of service."""
    return contract(
        assessments={"test": {"windows": {"fall": {"opens": "2027-10-04", "closes": "2027-10-15"}}}},
        program={"dosage": {"minimum": "36 hours"}},
        outcomes={"reading": outcome("Reading", measure={"at_least": "10", "kind": "gain", "from": "fall"})},
        payment={"rates": {"reading": {"requires": {"dosage": "minimum"}}}},
    )


def made(folder: Path, edition: Edition = "full") -> tuple[Spec, Statement]:
    spec = of_gains()
    found = verified(folder, TABLE, PEOPLE, spec)
    account = settle(spec, found.facts, found.ledger)
    return spec, from_results(spec, found, account, "results.yaml", edition)


def test_each_participant_stands_with_measures_threshold_and_the_reason(tmp_path: Path) -> None:
    spec, statement = made(tmp_path)
    said = names(spec, statement)
    assert said["evidence_heads"] == ("Participant", "Service, hours", "Reading (10 needed)")
    assert said["evidence"] == (
        ("ID-1", "40", "21 to 45: reached"),
        ("ID-2", "36", "30 to 39.5: not reached"),
        ("ID-3", "35", "10 to 60: under the minimum dosage"),
        ("ID-4", "0", "Not served"),
        ("ID-5", "50", "22 to none: final measure missing"),
        ("ID-6", "50", "none to 70: initial measure missing"),
        ("ID-7", "50", "Initial measure missing"),
    )


def test_the_id_of_a_participant_has_the_room_that_amounts_leave(tmp_path: Path) -> None:
    spec, statement = made(tmp_path)
    said = names(spec, statement)
    first, *others = map(int, str(said["people_widths"]).split())
    assert len(others) + 1 == len(said["people_heads"])  # type: ignore[arg-type]
    assert (first + sum(others), set(others)) == (100, {84 // len(others)})


def test_the_rows_for_other_programs_hold_amounts_and_evidence_side_by_side(tmp_path: Path) -> None:
    _, statement = made(tmp_path)
    rows = list(csv.DictReader(io.StringIO(to_csv(settlement_rows(statement)["participants"]).decode())))
    assert [row["paid"] for row in rows] == ["500.00", *["0.00"] * 6]
    assert [row["reading:counts"] for row in rows] == [
        "yes",
        "yes",
        "under the minimum dosage",
        "not served",
        "final measure missing",
        "initial measure missing",
        "initial measure missing",
    ]
    assert [rows[1][f"reading:{key}"] for key in ("from", "to", "threshold", "reached")] == [
        "30",
        "39.5",
        "10",
        "no",
    ]


def test_the_finance_edition_holds_no_id_and_no_score_in_any_byte(tmp_path: Path) -> None:
    rows = ["yes,50,21,45"] * 40 + ["yes,50,30,39.5"] * 20 + ["yes,20,10,60"] * 15
    numbered = "".join(f"ID-{number},{row}\n" for number, row in enumerate(rows))
    table, spec = PEOPLE.split("\n", maxsplit=1)[0] + "\n" + numbered, of_gains()
    found = verified(tmp_path, TABLE, table, spec)
    account = settle(spec, found.facts, found.ledger)
    editions: tuple[tuple[Edition, bool], ...] = (("full", True), ("finance", False))
    for edition, held in editions:
        statement = from_results(spec, found, account, "results.yaml", edition)
        content = b"".join(to_csv(sheet) for sheet in settlement_rows(statement).values())
        with zipfile.ZipFile(io.BytesIO(to_xlsx(settlement_book(spec, statement, account)))) as file:
            content += b"".join(map(file.read, file.namelist()))
        content += repr(sorted(names(spec, statement).items(), key=str)).encode()
        assert (b"ID-6" in content, b"39.5" in content) == (held, held)


def test_an_outcome_with_one_measure_has_one_column_for_it(tmp_path: Path) -> None:
    spec = contract()
    found = verified(tmp_path, TABLE, "participant,reading\nID-1,41\n", spec)
    account = settle(spec, found.facts, found.ledger)
    statement = from_results(spec, found, account, "results.yaml", "full")
    book = settlement_book(spec, statement, account)
    (sheet,) = (each for each in book.sheets if each.title == "Evidence on each participant")
    said = {
        column.title: cell.value
        for row in sheet.rows
        for column, cell in zip(sheet.columns, row, strict=True)
    }
    assert said["Reading: result"] == 41


def test_the_attainment_counts_those_with_the_minimum_dosage_alone(tmp_path: Path) -> None:
    spec, statement = made(tmp_path)
    (row,) = statement.attainment
    assert (row.counted, row.reached, row.share) == (2, 1, Fraction(1, 2))
    assert [each.share for each in names(spec, statement)["attainment"]] == ["50.0%"]  # type: ignore[attr-defined]


def test_the_files_that_were_read_stand_with_their_checksums(tmp_path: Path) -> None:
    _, statement = made(tmp_path)
    table = sha256(PEOPLE.encode()).hexdigest()
    assert [file.name for file in statement.head.files] == ["results.yaml", "p.csv"]
    assert statement.head.files[1].sha256 == table
    (tmp_path / "p.csv").write_text(PEOPLE + "\n", encoding="utf-8")
    assert table != sha256((tmp_path / "p.csv").read_bytes()).hexdigest()
