"""The contracts of one RFP: each by itself, and together within lots, ceiling, participants and awards."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from click.testing import CliRunner

import obcgen
from obcgen.awards import Awards, find_awards
from obcgen.cli import main
from obcgen.money import Money
from obcgen.problems import ObcgenError, Problem

SPECS = Path(__file__).parent / "specs"
LOTS = """
lots:
  east: {name: East, planned: 60, not_to_exceed: $30000}
  west: {name: West, planned: 40, not_to_exceed: $20000}
"""
EAST = {"lots": "[east]", "planned": "60", "ceiling": "$30000", "provider": "Alpha"}
WEST = {"lots": "[west]", "planned": "40", "ceiling": "$20000", "provider": "Beta"}


def rfp(folder: Path, award: str = "award: {kind: by_lot}", lots: str = LOTS, more: str = "") -> Path:
    copy(SPECS / "minimal-rfp.yaml", folder)
    path = folder / "rfp.yaml"
    path.write_text(f"extends: minimal-rfp.yaml\nprocurement: {{{award}}}\n{lots}{more}", encoding="utf-8")
    return path


def contract(
    folder: Path, at: int, *, lots: str, planned: str, ceiling: str, provider: str, **more: str
) -> Path:
    copy(SPECS / "minimal-contract.yaml", folder)
    path = folder / f"contract-{at}.yaml"
    award = f", award: {{date: 2027-06-17, lots: {lots}}}" if lots else ""
    number = more.get("number", f"C-{at}")
    path.write_text(
        f"extends: minimal-contract.yaml\n{more.get('own_lots', LOTS)}\n"
        f"document: {{number: {more.get('rfp', 'R-1')}}}\n"
        f"provider: {{name: {provider}}}\npopulation: {{planned: {planned}}}\n"
        f"funding: {{not_to_exceed: {ceiling}}}\nagreement: {{number: {number}{award}}}\n",
        encoding="utf-8",
    )
    return path


def found(folder: Path, *contracts: dict[str, Any], **asked: str) -> tuple[Awards, tuple[Problem, ...]]:
    paths = [contract(folder, number, **each) for number, each in enumerate(contracts, 1)]
    return find_awards(rfp(folder, **asked), paths)


def told(folder: Path, *contracts: dict[str, Any], **asked: str) -> list[tuple[str, str]]:
    return [(problem.code, problem.message) for problem in found(folder, *contracts, **asked)[1]]


def test_contracts_within_their_lots_and_the_whole_are_added_up(tmp_path: Path) -> None:
    result, problems = found(tmp_path, EAST, WEST)
    assert problems == ()
    assert result.ceiling == result.most == Money.dollars(50_000)
    shown = CliRunner().invoke(
        main, ["awards", str(tmp_path / "rfp.yaml"), *map(str, tmp_path.glob("contract-*"))]
    )
    assert shown.exit_code == 0
    assert "The RFP allows" in shown.stdout
    assert "Alpha" in shown.stdout


def test_other_programs_read_the_same_and_hear_what_does_not_fit(tmp_path: Path) -> None:
    contracts = [contract(tmp_path, at, **each) for at, each in enumerate((EAST, EAST), 1)]
    asked = rfp(tmp_path)
    shown = CliRunner().invoke(main, ["awards", str(asked), *map(str, contracts), "--json"])
    assert (shown.exit_code, "AWD-03" in shown.stderr) == (1, True)
    printed = json.loads(shown.stdout)
    assert [each["number"] for each in printed.pop("contracts")] == ["C-1", "C-2"]
    assert printed == {
        "participants": 120,
        "maximum": "60000.00",
        "not_to_exceed": "60000.00",
        "rfp": {"number": "R-1", "participants": 100, "not_to_exceed": "50000.00"},
    }
    added, problems = obcgen.find_awards(obcgen.read(asked), [obcgen.read(each) for each in contracts])
    assert (added.planned, added.places, added.ceiling) == (120, 100, Money.dollars(60_000))
    assert {problem.code for problem in problems} == {"AWD-01", "AWD-03"}


def test_two_contracts_for_one_lot_are_told_and_so_is_their_sum(tmp_path: Path) -> None:
    other = {**EAST, "ceiling": "$20000", "provider": "Gamma"}
    places = [(problem.path[0], problem.place) for problem in found(tmp_path, EAST, other)[1]]
    assert [path for path, _ in places] == ["procurement", "lots", "population"]
    assert all(place is not None and place.file.endswith("rfp.yaml") for _, place in places)
    assert told(tmp_path, EAST, other) == [
        ("AWD-03", "There are 2 contracts for the lot “East”: “Alpha” and “Gamma”."),
        (
            "AWD-01",
            "The not-to-exceed amounts of the contracts for “East” come to $50,000; the RFP allows $30,000.",
        ),
        ("AWD-01", "The contracts plan 120 participants; the RFP has 100 at most."),
    ]


def test_all_contracts_together_are_held_to_the_ceiling_of_the_rfp(tmp_path: Path) -> None:
    parts = {"lots": "", "planned": "40", "ceiling": "$30000", "own_lots": ""}
    three = [{**parts, "provider": name} for name in ("Alpha", "Beta", "Gamma")]
    several = "award: {kind: multiple, providers: 3}"
    assert told(tmp_path, *three, award=several, lots="") == [
        ("AWD-01", "The not-to-exceed amounts of all contracts come to $90,000; the RFP allows $50,000."),
        ("AWD-01", "The contracts plan 120 participants; the RFP has 100 at most."),
    ]
    assert told(tmp_path, three[0], award=several, lots="") == []


@pytest.mark.parametrize(
    ("award", "most"),
    [("award: {kind: single}", "at most 1"), ("award: {kind: multiple, providers: 1}", "at most 1")],
)
def test_more_contracts_than_awards_are_told(tmp_path: Path, award: str, most: str) -> None:
    two = [
        {"lots": "", "planned": "40", "ceiling": "$20000", "own_lots": "", "provider": name}
        for name in ("Alpha", "Beta")
    ]
    (problem,) = found(tmp_path, *two, award=award, lots="")[1]
    assert (problem.code, problem.path) == ("AWD-03", ("procurement", "award"))
    assert most in problem.expected


def test_a_contract_for_both_lots_is_held_to_both_together(tmp_path: Path) -> None:
    both = {"lots": "[east, west]", "planned": "100", "ceiling": "$50000", "provider": "Alpha"}
    assert told(tmp_path, both) == []
    codes = [code for code, _ in told(tmp_path, both, {**WEST, "ceiling": "$1000"})]
    assert codes == ["AWD-03", "AWD-01", "AWD-01", "AWD-01"]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"rfp": "R-2"}, "The contract C-1 follows the RFP R-2, not R-1."),
        ({"lots": "", "own_lots": ""}, "The contract C-1 does not say which lot it is about."),
        (
            {"lots": "[north]", "own_lots": LOTS + "  north: {name: North, not_to_exceed: $30000}"},
            "The contract C-1 is about a lot that the RFP does not have: north.",
        ),
    ],
)
def test_a_contract_of_another_rfp_or_lot_is_told_at_its_line(
    tmp_path: Path, changed: dict[str, str], message: str
) -> None:
    problem = found(tmp_path, {**EAST, **changed})[1][0]
    assert (problem.code, problem.message) == ("AWD-02", message)
    assert problem.place is not None
    assert problem.place.file.endswith("contract-1.yaml")


def test_the_same_contract_named_twice_is_told(tmp_path: Path) -> None:
    messages = [message for _, message in told(tmp_path, EAST, {**WEST, "number": "C-1"})]
    assert messages == ["Two contracts have the number C-1."] * 2


def test_a_contract_with_errors_stops_the_sum_and_the_command_ends_with_1(tmp_path: Path) -> None:
    with pytest.raises(ObcgenError, match="PAY-26"):
        found(tmp_path, {**EAST, "ceiling": "$31000"})
    told(tmp_path, {**EAST, "rfp": "R-2"})
    paths = [str(tmp_path / name) for name in ("rfp.yaml", "contract-1.yaml")]
    assert CliRunner().invoke(main, ["awards", *paths]).exit_code == 1
