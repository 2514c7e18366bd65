"""The checklist: every row can be answered and printed; a pack changes it; what is wrong in it is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from obcgen.library.outline import read_outline
from obcgen.pack import builtin
from obcgen.problems import ObcgenError, Problem
from obcgen.review.checklist import Checklist, Row, read_checklist
from obcgen.review.checklist_faults import CERTAIN
from obcgen.review.paths import wrong_step
from packs import over_builtin

FILE = "review/checklist.yaml"
BUILTIN = read_checklist(builtin())
OUTLINES = {kind: read_outline(builtin(), kind).ids for kind in ("rfp", "contract")}
ROW = """\
rows:
  local:
    group: population
    asks: The wards served
    needs: {the wards: population.schools}
    source: city charter
"""
ASKED = {
    "population": (
        "content-area grades criterion other-identifiers baseline planned schools eligibility consent "
        "roster-lock substitution mobility"
    ),
    "program": "intervention research-base evidence-tier dosage setting group-size staff alignment calendar",
    "outcomes": (
        "definitions tool tool-version windows administration goal-against-baseline goal-against-growth unit "
        "levels missing-results horizons paid-and-watched"
    ),
    "accountability": (
        "district-duties provider-duties minimum-dosage district-fails provider-fails notice-and-cure owners"
    ),
    "payment": (
        "base rate-card contingent-share not-to-exceed invoicing verification dispute true-up funding-sources"
    ),
    "improvement": "cadence indicators escalation closing-review",
    "procurement": (
        "criteria scale price-scored timetable publication minimum-qualifications protest independence "
        "own-estimate"
    ),
    "incentives": "pays-for-more price-of-more within-reach more-pays-more who-decides",
    "provider-risk": "cost-covered cash-flow money-at-risk early-end paid-on-time liability",
    "district-risk": "most-exposed fiscal-years paid-for-service right-law student-data",
}
OF_THE_RFP = {"procurement"}
JUDGED = {"incentives", "provider-risk", "district-risk"}
"""Groups that no document answers by a section of its own: they are judged from the whole deal."""


def changed(folder: Path, text: str) -> Checklist:
    return read_checklist(over_builtin(folder, {FILE: text}))


def wrong(folder: Path, text: str) -> tuple[Problem, ...]:
    with pytest.raises(ObcgenError) as caught:
        changed(folder, text)
    return caught.value.problems


def rows(ids: Checklist) -> list[str]:
    return [row.id for row in ids.rows]


@pytest.mark.parametrize("group", ASKED)
def test_the_checklist_asks_what_the_field_asks(group: str) -> None:
    assert [row.id for row in BUILTIN.rows if row.group == group] == ASKED[group].split()


@pytest.mark.parametrize("row", BUILTIN.rows, ids=lambda row: row.id)
def test_every_row_leads_somewhere_in_the_language(row: Row) -> None:
    assert row.needs or row.judged_by or row.weakened_by
    assert [path for need in row.needs for path in need.paths if wrong_step(path)] == []


@pytest.mark.parametrize("row", BUILTIN.rows, ids=lambda row: row.id)
def test_every_row_is_printed_by_sections_of_both_outlines(row: Row) -> None:
    assert set(row.rfp) <= set(OUTLINES["rfp"])
    assert set(row.contract) <= set(OUTLINES["contract"])
    assert row.rfp or row.group in JUDGED or row.id == "own-estimate"
    assert row.contract or row.group in JUDGED | OF_THE_RFP


def test_the_rows_weigh_as_much_as_depends_on_them() -> None:
    assert {row.weight for row in BUILTIN.rows} == {1, 2, 3}
    assert [row.id for row in BUILTIN.rows if row.weight == 3 and not (row.needs or row.judged_by)] == [
        "independence",
        "pays-for-more",
        "within-reach",
        "more-pays-more",
        "who-decides",
    ]


def test_no_row_cites_a_number_of_the_center_that_is_not_certain() -> None:
    assert {row.center for row in BUILTIN.rows} - {""} == set(CERTAIN)
    text = (Path(__file__).parents[2] / "templates" / FILE).read_text(encoding="utf-8")
    prose = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#"))
    assert set(re.findall(r"\b\d\.\d\b", prose)) <= set(CERTAIN)


def test_the_center_numbers_stand_where_they_are_certain() -> None:
    cited = {row.id: row.center for row in BUILTIN.rows if row.center}
    assert cited == {
        "content-area": "1.1",
        "grades": "1.1",
        "criterion": "1.3",
        "other-identifiers": "1.1",
        "baseline": "1.2",
        "planned": "1.4",
    }


# --- what a pack changes -------------------------------------------------------------------------


def test_a_pack_adds_a_row_at_the_end_of_its_group(tmp_path: Path) -> None:
    found = changed(tmp_path, ROW)
    at = rows(found).index("local")
    assert rows(found)[at - 1 : at + 2] == ["mobility", "local", "intervention"]


def test_a_pack_replaces_a_row_where_it_stands(tmp_path: Path) -> None:
    found = changed(tmp_path, ROW.replace("local:", "schools:"))
    assert rows(found) == rows(BUILTIN)
    row = next(row for row in found.rows if row.id == "schools")
    assert (row.asks, row.rfp) == ("The wards served", ())


def test_a_pack_removes_rows(tmp_path: Path) -> None:
    found = changed(tmp_path, "remove: [schools, consent]\n")
    assert set(rows(BUILTIN)) - set(rows(found)) == {"schools", "consent"}


def test_a_pack_adds_a_group_and_renames_another(tmp_path: Path) -> None:
    text = "groups: {local: Local terms, payment: Money}\n" + ROW.replace("group: population", "group: local")
    found = changed(tmp_path, text)
    assert list(found.groups.items())[-1] == ("local", "Local terms")
    assert found.groups["payment"] == "Money"
    assert rows(found)[-1] == "local"


def test_a_pack_adds_a_row_that_is_only_judged(tmp_path: Path) -> None:
    judged = ROW.replace("    needs: {the wards: population.schools}\n", "    weakened_by: [GUI-02]\n")
    row = next(row for row in changed(tmp_path, judged).rows if row.id == "local")
    assert (row.needs, row.weakened_by, row.weight) == ((), ("GUI-02",), 1)


def test_a_section_that_a_pack_took_out_of_its_outline_is_no_fault(tmp_path: Path) -> None:
    files = {"rfp/outline.yaml": "remove: [roster]\n"}
    assert rows(read_checklist(over_builtin(tmp_path, files))) == rows(BUILTIN)


# --- what is wrong -------------------------------------------------------------------------------

WRONG = {
    "an unknown part": ("row: {}\n", "REV-01", 1, "Did you mean rows?"),
    "groups without titles": ("groups: [population]\n", "REV-01", 1, "id a line"),
    "rows as a list": ("rows: [schools]\n", "REV-01", 1, "id of each row"),
    "a row that is a text": ("rows:\n  local: wards\n", "REV-01", 2, "group, asks"),
    "an unknown key": (ROW + "    sorce: x\n", "REV-01", 7, "Did you mean source?"),
    "no question": (ROW.replace("    asks: The wards served\n", ""), "REV-01", 2, "asks"),
    "no such group": (ROW.replace("group: population", "group: populaton"), "REV-05", 3, "population"),
    "no needs": (ROW.replace("{the wards: population.schools}", "{}"), "REV-01", 5, "words"),
    "needs as a path": (ROW.replace("{the wards: population.schools}", "population"), "REV-01", 5, "colon"),
    "a key no spec has": (ROW.replace("population.schools", "population.scools"), "REV-02", 5, "schools?"),
    "an unknown alternative": (ROW.replace(".schools", ".schools|wards"), "REV-02", 5, ""),
    "a key below a text": (ROW.replace("population.schools", "district.name.first"), "REV-02", 5, ""),
    "a path that is a group": (ROW.replace("population.schools", "{paths: x}"), "REV-01", 5, "path?"),
    "too few asked": (ROW.replace("population.schools", "{path: grades, at_least: 0}"), "REV-01", 5, "2"),
    "a word that is a list": (ROW.replace("population.schools", "{path: grades, is: []}"), "REV-01", 5, ""),
    "no such section": (ROW + "    rfp: [eligibilty]\n", "REV-03", 7, "outline.yaml"),
    "a section that climbs": (ROW + "    rfp: [../secret]\n", "REV-03", 7, "outline.yaml"),
    "sections as a text": (ROW + "    contract: eligibility\n", "REV-01", 7, "[eligibility]"),
    "a number not certain": (ROW + "    center: 2.1\n", "REV-04", 7, "Leave center out"),
    "a rule that does not exist": (ROW + "    weakened_by: [GUI-99]\n", "REV-06", 7, ""),
    "codes as a text": (ROW + "    weakened_by: GUI-02\n", "REV-01", 7, "weakened_by: ["),
    "a measure that does not exist": (ROW + "    judged_by: [dedweight]\n", "REV-06", 7, "deadweight?"),
    "a field that does not exist": (ROW + "    not_in: [farming]\n", "REV-01", 7, "not_in: [workforce]"),
    "fields that are no list": (ROW + "    not_in: health\n", "REV-01", 7, "not_in: [workforce]"),
    "a weight beyond all": (ROW + "    weight: 4\n", "REV-01", 7, "weight: 2"),
    "no number of words": (ROW.replace("population.schools", "{path: grades, says: few}"), "REV-01", 5, "2"),
    "no such row to remove": ("remove: [scools]\n", "REV-05", 1, "Did you mean schools?"),
    "removal of a text": ("remove: schools\n", "REV-01", 1, "[schools]"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_in_a_checklist_is_told_at_its_line(tmp_path: Path, name: str) -> None:
    text, code, line, hint = WRONG[name]
    problem = wrong(tmp_path, text)[0]
    assert problem.code == code
    assert problem.place is not None
    assert (problem.place.file, problem.place.line) == ("pack/review/checklist.yaml", line)
    assert hint in problem.hint


def test_all_faults_of_a_checklist_are_told_at_once(tmp_path: Path) -> None:
    text = (
        ROW.replace("population.schools", "x.y").replace("group: population", "group: x") + "    center: 9\n"
    )
    assert sorted(problem.code for problem in wrong(tmp_path, text)) == ["REV-02", "REV-04", "REV-05"]
