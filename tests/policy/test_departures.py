"""A contract's spec is held against the RFP that it extends, term by term."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from obcgen.changes.differing import differing
from obcgen.checking import read_and_check
from obcgen.money import Money
from obcgen.policy.departures import LONGEST, shown
from obcgen.policy.rule import DocumentKind
from obcgen.problems import Problem, dotted

DENVER = Path(__file__).parents[2] / "specs" / "denver-literacy.yaml"
PROVIDER = 'provider: {name: "University Instructors, LLC"}\n'


def departures(folder: Path, changes: str, kind: DocumentKind | None = None) -> list[Problem]:
    return told(folder, changes, "PRO-60", kind)


def told(folder: Path, changes: str, code: str, kind: DocumentKind | None = None) -> list[Problem]:
    (folder / "rfp.yaml").write_text(DENVER.read_text(encoding="utf-8"), encoding="utf-8")
    contract = folder / "contract.yaml"
    contract.write_text(f"extends: rfp.yaml\n{changes}", encoding="utf-8")
    return [each for each in read_and_check(contract, kind)[2] if each.code == code]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("funding: {not_to_exceed: $1300000}", "$1,300,000 here and $1,200,000 in the RFP, $100,000 more."),
        ("population: {planned: 490}", "490 here and 500 in the RFP, 10 less."),
        ("payment: {caps: {participant: $1400}}", "$1,400 here and $1,500 in the RFP, $100 less."),
        (
            "payment: {base: {installments: {launch: {share: 41%}, midyear: {share: 29%}}}}",
            "41% here and 40%",
        ),
        ("outcomes: {fluency: {measure: {at_least: 35}}}", "35 here and 40 in the RFP, 5 less."),
        ("outcomes: {vocabulary: {target: 40%}}", "40% here and 42% in the RFP."),
        ("outcomes: {fluency: {verification: {within: 20 business days}}}", "20 business days here and 15"),
        ("program: {ends: 2028-05-12}", "2028-05-12 here and 2028-05-19 in the RFP, 7 days earlier."),
        ("program: {starts: 2027-10-05}", "2027-10-05 here and 2027-10-04 in the RFP, 1 day later."),
        ("duties: {district: {rosters: {cure: 5 business days}}}", "5 business days here and 10"),
        ("duties: {district: {bus: {duty: Bus students}}}", "Bus students here and not there in the RFP."),
        ("without: [payment.if_district_defaults.at_most]", "not there here and $150,000 in the RFP."),
        (
            "procurement: {criteria: {plan: {weight: 20}, data: {weight: 20}}}",
            "20 here and 25 in the RFP, 5 less",
        ),
        ("agreement: {termination: {cause: {cure: 20 days}}}", "20 days here and 15 days in the RFP."),
        ("payment: {rates: {fluency: {requires: {condition: enrolled}}}}", "enrolled here and not there"),
    ],
)
def test_a_material_term_that_differs_is_told_with_both_figures_and_both_places(
    change: str, message: str, tmp_path: Path
) -> None:
    found = departures(tmp_path, PROVIDER + change)
    assert any(message in each.message for each in found), [each.message for each in found]
    for problem in found:
        assert problem.severity == "warning"
        assert problem.place is not None
        assert f"({tmp_path / 'rfp.yaml'}:" in problem.expected


def test_the_place_in_the_rfp_is_the_line_of_the_term(tmp_path: Path) -> None:
    (problem,) = departures(tmp_path, f"{PROVIDER}payment: {{caps: {{participant: $1400}}}}\n")
    lines = DENVER.read_text(encoding="utf-8").splitlines()
    number = 1 + next(i for i, line in enumerate(lines) if "participant: $1,500" in line)
    assert problem.expected == f"$1,500 ({tmp_path / 'rfp.yaml'}:{number})"
    assert problem.place is not None
    assert (Path(problem.place.file).name, problem.place.line) == ("contract.yaml", 3)
    assert dotted(problem.path) == "payment.caps.participant"


@pytest.mark.parametrize(
    "change",
    [
        "",
        "funding: {not_to_exceed: 1200000}",
        "outcomes: {fluency: {name: Fluency of text, rationale: Better words.}}",
        "document: {title: Agreement, number: C-1}",
        "payment: {scenarios: {bad: {served: 400}}}",
        "agreement: {number: C-2027-015}",
    ],
)
def test_the_same_figure_other_words_and_what_the_contract_adds_are_no_difference(
    change: str, tmp_path: Path
) -> None:
    assert departures(tmp_path, PROVIDER + change) == []


PRICE = "payment: {{rates: {{fluency: {{per_participant: {}}}}}}}\n"


@pytest.mark.parametrize(
    ("price", "differs"), [("$600", 0), ("$900", 0), ("$1000", 0), ("$599.99", 1), ("$1001", 1)]
)
def test_a_price_that_bidders_were_to_name_differs_only_outside_its_bounds(
    price: str, differs: int, tmp_path: Path
) -> None:
    text = DENVER.read_text(encoding="utf-8")
    asked = "fluency: {per_participant: {proposed: true, at_least: $600, at_most: $1000}"
    (tmp_path / "rfp.yaml").write_text(text.replace("fluency: {per_participant: $1000", asked, 1))
    contract = tmp_path / "contract.yaml"
    contract.write_text(f"extends: rfp.yaml\n{PROVIDER}{PRICE.format(price)}")
    found = [each for each in read_and_check(contract)[2] if each.code == "PRO-60"]
    assert len(found) == differs


def test_a_draft_over_another_is_held_against_it_only_as_a_contract(tmp_path: Path) -> None:
    change = "payment: {caps: {participant: $1400}}\n"
    assert departures(tmp_path, change) == []
    assert departures(tmp_path, change, "rfp") == []
    assert len(departures(tmp_path, change, "contract")) == 1
    assert departures(tmp_path, PROVIDER + change, "rfp") == []


def test_what_extends_no_request_for_proposals_is_held_against_nothing(tmp_path: Path) -> None:
    text = DENVER.read_text(encoding="utf-8")
    (tmp_path / "terms.yaml").write_text(text[: text.index("\nprocurement:")])
    (tmp_path / "contract.yaml").write_text(f"extends: terms.yaml\n{PROVIDER}program: {{group_size: 5}}\n")
    assert [each for each in read_and_check(tmp_path / "contract.yaml")[2] if each.code == "PRO-60"] == []


def test_a_reason_waives_it(tmp_path: Path) -> None:
    change = (
        f"{PROVIDER}payment: {{caps: {{participant: $1400}}}}\nwaive: {{PRO-60: The board approved it.}}\n"
    )
    (problem,) = departures(tmp_path, change)
    assert (problem.severity, problem.reason) == ("waived", "The board approved it.")


def test_a_section_that_cannot_be_read_is_not_compared(tmp_path: Path) -> None:
    assert departures(tmp_path, f"{PROVIDER}payment: {{caps: {{participant: lots}}}}\n") == []


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "not there"),
        ((), "not there"),
        (True, "true"),
        (Money(50), "$0.50"),
        (Decimal("2.5"), "2.5"),
        (date(2027, 1, 2), "2027-01-02"),
        (("a", "b"), "a, b"),
        ("x" * 80, "x" * 59 + "…"),
    ],
)
def test_a_value_is_shown_in_a_few_words(value: object, words: str) -> None:
    assert shown(value) == words


def test_only_the_smallest_part_that_differs_is_told() -> None:
    assert list(differing({"a": {"b": 1, "c": 2}}, {"a": {"b": 1, "c": 3}}, ())) == [(("a", "c"), 2, 3)]
    assert list(differing((1, 2), (1, 3), ("x",))) == [(("x",), (1, 2), (1, 3))]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("number: C-2027-014", "The contract would name itself, C-2027-014, as the RFP that it follows."),
        (
            "number: RFP-9",
            "The contract would say that its RFP is number RFP-9, but the RFP says RFP-2027-014.",
        ),
        (
            "issued: 2027-06-20",
            "The contract would say that its RFP is issued on 2027-06-20, but the RFP says ",
        ),
    ],
)
def test_a_contract_names_its_rfp_and_not_itself(change: str, message: str, tmp_path: Path) -> None:
    found = told(tmp_path, f"{PROVIDER}document: {{{change}}}", "REQ-07")
    assert [each.severity for each in found] == ["error"]
    assert found[0].message.startswith(message)
    assert found[0].place is not None
    assert found[0].place.file == str(tmp_path / "contract.yaml")


@pytest.mark.parametrize("change", ["title: Another title", "status: draft"])
def test_a_contract_may_have_another_title_and_state(change: str, tmp_path: Path) -> None:
    assert told(tmp_path, f"{PROVIDER}document: {{{change}}}", "REQ-07") == []


@pytest.mark.parametrize("length", [LONGEST - 1, LONGEST, LONGEST + 1, 3 * LONGEST])
def test_a_long_value_is_shown_no_longer_than_there_is_room_for(length: int) -> None:
    text = "x" * length
    told = shown(text)
    assert told == text if length <= LONGEST else (len(told), told[-2:]) == (LONGEST, "x…")
