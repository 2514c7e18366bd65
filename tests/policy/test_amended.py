"""The last amendment of a contract is held against the contract below it."""

from __future__ import annotations

from pathlib import Path

import pytest

from obcgen.checking import read_and_check
from obcgen.problems import Problem, dotted

DENVER = Path(__file__).parents[2] / "specs" / "denver-literacy.yaml"
OHIO = DENVER.with_name("central-ohio-workforce.yaml")
EARLY = "amendments: {1: {effective: 2028-02-01, reason: More are served.}}\n"
LATE = "amendments: {1: {effective: 2028-05-10, reason: Prices rise.}}\n"
SCHOOLS = "population: {schools: [Ashley Elementary, Barnum Elementary]}\n"


def told(folder: Path, *files: str) -> list[Problem]:
    """Return what is said of amendments in the last of files that extend one another."""
    (folder / "0.yaml").write_text(DENVER.read_text(encoding="utf-8"), encoding="utf-8")
    for at, text in enumerate(files, 1):
        (folder / f"{at}.yaml").write_text(f"extends: {at - 1}.yaml\n{text}", encoding="utf-8")
    found = read_and_check(folder / f"{len(files)}.yaml")[2]
    return [problem for problem in found if problem.code.startswith(("AMD", "PRO-66"))]


def codes(folder: Path, *files: str) -> list[str]:
    return [each.code for each in told(folder, *files) if each.severity != "waived"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("document: {status: draft}\n", "AMD-05"),
        ("waive: {DSN-30: as before}\n", "AMD-05"),
        ("agreement: {effective: 2027-08-01}\n", "AMD-06"),
        ("document: {number: RFP-2028-001}\n", "AMD-06"),
        ("document: {title: Another}\n", "AMD-06"),
        ("agreement: {award: {date: 2027-06-18}}\n", "AMD-06"),
        ("procurement: {schedule: {evaluation: 2027-05-13}}\n", "AMD-06"),
        ("questions: {9: {text: Why?, answer: So.}}\n", "AMD-05"),
        ("questions: {9: {text: Why?, answer: So.}}\n" + SCHOOLS, "PRO-66"),
        ("provider: {name: Other Tutors Inc.}\n", "AMD-17"),
        ("payment: {base: {per_participant: $910}}\n", "AMD-08"),
        ("program: {ends: 2028-05-26}\n", "AMD-09"),
        ("funding: {not_to_exceed: $1200001}\n", "AMD-10"),
        ("agreement: {ends: 2029-01-01}\n", "AMD-12"),
    ],
)
def test_what_needs_more_than_signatures_is_told(change: str, code: str, tmp_path: Path) -> None:
    assert code in codes(tmp_path, EARLY + change)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            "payment: {rates: {fluency: {per_participant: $900}}}\n",
            "from $1,000 to $900 from 2028-05-10, but the final measure of “Text fluency” begins on",
        ),
        ("payment: {caps: {participant: $1400}}\n", "payment.caps.participant would change"),
        ("without: [payment.rates.vocabulary]\n", "payment.rates.vocabulary would change"),
        (
            "outcomes: {fluency: {measure: {at_least: 35}}}\n",
            "outcomes.fluency.measure.at_least would change",
        ),
    ],
)
def test_what_was_measured_keeps_its_price_and_threshold(change: str, says: str, tmp_path: Path) -> None:
    found = [each for each in told(tmp_path, LATE + change) if each.code == "AMD-07"]
    assert says in found[0].message
    assert found[0].place is not None
    assert "AMD-07" not in codes(tmp_path, LATE.replace("05-10", "05-08") + change)


@pytest.mark.parametrize(
    ("share", "is_told"), [("{budget: 9%}", True), ("{budget: 9%, of: $1500000}", False)]
)
def test_a_budget_of_which_a_price_is_a_share_stays_once_that_is_measured(
    share: str, is_told: bool, tmp_path: Path
) -> None:
    text = OHIO.read_text(encoding="utf-8").replace("{budget: 9%}", share)
    (tmp_path / "old.yaml").write_text(text, encoding="utf-8")
    new = f"extends: old.yaml\n{LATE}payment: {{base: {{reimbursed: {{budget: $1490000}}}}}}\n"
    (tmp_path / "new.yaml").write_text(new, encoding="utf-8")
    found = [each for each in read_and_check(tmp_path / "new.yaml")[2] if each.code == "AMD-07"]
    assert [dotted(each.path) for each in found] == ["payment.base.reimbursed.budget"] * is_told


@pytest.mark.parametrize(
    "change", [SCHOOLS, "outcomes: {fluency: {name: Fluency}}\n", "payment: {invoicing: {terms: 45 days}}\n"]
)
def test_a_late_amendment_may_change_what_nobody_measured(change: str, tmp_path: Path) -> None:
    assert "AMD-07" not in codes(tmp_path, LATE + change)


def test_a_renewal_that_was_foreseen_extends_the_contract(tmp_path: Path) -> None:
    renewed = "agreement: {renewal: {options: 1, length: 12 months, notice: 60 days}}\n"
    longer = "agreement: {ends: 2029-12-26}\n"
    assert codes(tmp_path, renewed, EARLY + longer) == ["AMD-09"]
    assert codes(tmp_path, renewed, EARLY + longer.replace("12-26", "12-27")) == ["AMD-09", "AMD-12"]


def test_a_reason_for_one_amendment_is_none_for_the_next(tmp_path: Path) -> None:
    first = EARLY + "program: {group_size: 6}\nwaive: {AMD-09: Counsel agrees}\n"
    second = "amendments: {2: {effective: 2028-03-01, reason: Fewer come.}}\nprogram: {group_size: 5}\n"
    assert codes(tmp_path, first) == []
    assert codes(tmp_path, first, second) == ["AMD-09"]
    assert codes(tmp_path, first, second + "waive: {AMD-09: Counsel agrees again}\n") == []


def test_only_the_last_amendment_is_held_against_what_it_changes(tmp_path: Path) -> None:
    second = "amendments: {2: {effective: 2028-03-01, reason: A school closes.}}\n" + SCHOOLS
    assert codes(tmp_path, EARLY + "agreement: {ends: 2029-03-31}\n", second) == []


def test_a_file_with_a_fault_is_told_of_the_fault_alone(tmp_path: Path) -> None:
    assert codes(tmp_path, EARLY + "program: {ends: 2028-13-01}\n") == []


def test_what_the_contract_changed_of_its_rfp_is_still_told_and_what_the_amendment_changes_is_its_own(
    tmp_path: Path,
) -> None:
    rfp = DENVER.read_text(encoding="utf-8")
    (tmp_path / "rfp.yaml").write_text(rfp, encoding="utf-8")
    (tmp_path / "contract.yaml").write_text(
        "extends: rfp.yaml\nprovider: {name: Tutors Inc.}\nprogram: {group_size: 6}\n", encoding="utf-8"
    )
    amendment = tmp_path / "amendment.yaml"
    amendment.write_text(
        "extends: contract.yaml\n" + EARLY + "program: {ends: 2028-05-26}\n", encoding="utf-8"
    )
    found = [each for each in read_and_check(amendment)[2] if each.code == "PRO-60"]
    assert [each.message for each in found] == ["program.group_size is 6 here and 4 in the RFP, 2 more."]
