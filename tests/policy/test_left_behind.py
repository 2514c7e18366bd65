"""A text that still states what a change has replaced is told of, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from obcgen.checking import read_and_check
from obcgen.policy.counts import COUNTS
from obcgen.problems import Problem

DENVER = Path(__file__).parents[2] / "specs" / "denver-literacy.yaml"
AMENDMENT = "amendments: {1: {effective: 2028-02-01, reason: Storms closed the schools.}}\n"
ADDENDUM = "addenda: {1: {issued: 2027-03-26, reason: Offerors asked.}}\n"
CONTRACT = 'provider: {name: "University Instructors, LLC"}\n'
DEARER = "payment: {rates: {fluency: {per_participant: $1010}}}\n"
LOWER_BASE = "payment: {base: {per_participant: $890}}\n"
LATER = "program: {ends: 2028-05-26}\n"


def told(folder: Path, *files: str) -> list[Problem]:
    """Return what is said of such texts in the last of files that extend one another."""
    (folder / "0.yaml").write_text(DENVER.read_text(encoding="utf-8"), encoding="utf-8")
    for at, text in enumerate(files, 1):
        (folder / f"{at}.yaml").write_text(f"extends: {at - 1}.yaml\n{text}", encoding="utf-8")
    return [each for each in read_and_check(folder / f"{len(files)}.yaml")[2] if each.code == "FIG-10"]


@pytest.mark.parametrize(
    ("change", "where", "found", "expected"),
    [
        (AMENDMENT + LATER + "assessments: {istation: {windows: {spring: {closes: 2028-05-26}}}}\n",
         "program.calendar", "May 19, 2028", "May 26, 2028"),
        (CONTRACT + LOWER_BASE, "funding.rationale", "$900", "$890"),
        (ADDENDUM + "program: {dosage: {minimum: 32 hours}}\n", "document.notice", "36 hours", "32 hours"),
        (ADDENDUM + "program: {group_size: 3}\n",
         "duties.provider.groups.duty", "four participants", "3"),
        (ADDENDUM + "program: {dosage: {sessions_per_week: 3}}\n",
         "duties.district.time.duty", "four sessions", "3"),
    ],
)  # fmt: skip
def test_a_text_that_says_the_old_term_is_told(
    change: str, where: str, found: str, expected: str, tmp_path: Path
) -> None:
    (problem,) = [each for each in told(tmp_path, change) if ".".join(map(str, each.path)) == where]
    assert (problem.found, problem.expected) == (found, expected)
    assert problem.place is not None
    assert problem.place.file.endswith("0.yaml")


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(AMENDMENT + LATER + "payment: {caps: {participant: $1,450}}\n", id="a fault"),
        pytest.param(CONTRACT + "payment: {invoicing: {terms: 45 days}}\n", id="many have 30 days"),
        pytest.param(CONTRACT + LOWER_BASE + "funding: {rationale: It pays $900.}\n", id="written anew"),
        pytest.param(ADDENDUM + "program: {dosage: {weeks: 29}}\n", id="no text says 28 weeks"),
        pytest.param(
            ADDENDUM + "program: {group_size: 3}\nduties: {provider: {groups: {duty: Keep groups small}}}\n",
            id="a number written anew",
        ),
        pytest.param(LATER, id="nothing stands below the first file but the RFP itself"),
    ],
)  # fmt: skip
def test_what_still_holds_is_not_told(change: str, tmp_path: Path) -> None:
    assert not told(tmp_path, change)


@pytest.mark.parametrize(
    ("change", "where", "found"),
    [
        (AMENDMENT + LATER, "program.calendar", "May 19, 2028"),
        (CONTRACT + DEARER, "funding.rationale", "$1,000"),
    ],
)
def test_what_holds_of_another_term_alone_is_told_as_such(
    change: str, where: str, found: str, tmp_path: Path
) -> None:
    (problem,) = [each for each in told(tmp_path, change) if ".".join(map(str, each.path)) == where]
    assert problem.found == found
    assert "Another term still has that value" in problem.message


def test_a_reason_holds_for_one_amendment(tmp_path: Path) -> None:
    second = (
        AMENDMENT.replace("1:", "2:").replace("02-01", "02-08") + "program: {dosage: {minimum: 32 hours}}\n"
    )
    waive = "waive: {FIG-10: The notice tells of the deal of 2022.}\n"
    first = AMENDMENT + LOWER_BASE + waive
    assert {each.severity for each in told(tmp_path, first)} == {"waived"}
    assert "warning" in {each.severity for each in told(tmp_path, first, second)}


@pytest.mark.parametrize(
    ("key", "number", "text", "found"),
    [
        ("group_size", 4, "Students work in groups of four, and move up.", "groups of four"),
        ("group_size", 4, "A tutor-to-student ratio of 1:4.", "1:4"),
        ("group_size", 4, "At most four learners sit at a table.", "four learners"),
        ("group_size", 4, "No more than 4 students per tutor.", "4 students"),
        ("dosage.sessions_per_week", 4, "Students are tutored four times a week.", "four times a week"),
        ("dosage.sessions_per_week", 4, "Hold four sessions\na week.", "four sessions"),
        ("dosage.sessions_per_week", 2, "Tutors meet students twice a week.", "twice a week"),
        ("dosage.minutes", 30, "Each session lasts thirty minutes.", "thirty minutes"),
        ("dosage.minutes", 30, "It plans half-hour sessions.", "half-hour"),
        ("dosage.weeks", 28, "Twenty-eight weeks of tutoring follow.", "Twenty-eight weeks"),
    ],
)
def test_a_count_is_told_however_a_text_states_it(key: str, number: int, text: str, found: str) -> None:
    assert COUNTS[key].stated(text, number) == found
    assert not COUNTS[key].stated(text, number + 1)


@pytest.mark.parametrize(
    ("key", "number", "text"),
    [
        ("group_size", 3, "Fewer than one in three **K-3 students** are in small groups."),
        ("group_size", 3, "One in three students of this group reads well."),
        ("group_size", 2, "Tier 2 students and grade 2 students are in groups."),
        ("group_size", 4, "Twenty-four students form a group, 24 children at most."),
        ("group_size", 4, "Groups of four schools meet, and groups of 4-6 students."),
        ("group_size", 30, "The group meets from 1:30."),
        ("group_size", 4, "The school has 4 students with a plan."),
        ("dosage.minutes", 30, "Wait 30 minutes before calling about a session."),
        ("dosage.minutes", 30, "Call 30 minutes before the session."),
        ("dosage.sessions_per_week", 4, "To learn the bus takes 4 sessions in the first week."),
        ("dosage.weeks", 28, "A review of the tutoring comes after 28 weeks."),
    ],
)
def test_a_number_that_counts_something_else_is_not_told(key: str, number: int, text: str) -> None:
    assert not COUNTS[key].stated(text, number)
