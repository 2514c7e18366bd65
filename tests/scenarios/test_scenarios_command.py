"""`obcgen scenarios` as a user meets it: text for a terminal, stable JSON, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from faults import DENVER
from obcgen.cli import main
from obcgen.scenarios.to_text import WIDTH

SPECS = Path(__file__).parents[2] / "specs"


def run(folder: Path, *options: str, text: str = DENVER) -> Result:
    (folder / "deal.yaml").write_text(text, encoding="utf-8")
    return CliRunner().invoke(main, ["scenarios", str(folder / "deal.yaml"), *options])


def found(folder: Path, text: str = DENVER) -> dict[str, Any]:
    result = run(folder, "--json", text=text)
    assert result.exit_code == 0, result.output
    return {each["name"]: each for each in json.loads(result.stdout)["scenarios"]}


@pytest.mark.parametrize("path", sorted(SPECS.glob("*.yaml")), ids=lambda path: path.stem)
def test_no_line_is_wider_than_a_terminal(path: Path, tmp_path: Path) -> None:
    result = run(tmp_path, text=path.read_text(encoding="utf-8"))
    assert result.exit_code == 0
    assert [line for line in result.stdout.splitlines() if len(line) > WIDTH] == []


def test_more_scenarios_than_fit_go_on_in_another_table(tmp_path: Path) -> None:
    more = "".join(f"    scenario_of_the_year_{number}: {{served: {400 + number}}}\n" for number in range(9))
    result = run(tmp_path, text=DENVER.replace("  scenarios:\n", f"  scenarios:\n{more}"))
    assert "Total due by quarter of the fiscal year, continued\n" in result.stdout
    assert [line for line in result.stdout.splitlines() if len(line) > WIDTH] == []
    assert result.stdout.count("2027-28 Q3, Jan to Mar 2028") >= 2


def test_a_minimum_dosage_is_assumed_only_where_the_deal_asks_for_one(tmp_path: Path) -> None:
    assert "is served and receives the minimum dosage." in found(tmp_path)["none"]["assumes"]
    ohio = (SPECS / "central-ohio-workforce.yaml").read_text(encoding="utf-8")
    assert found(tmp_path, ohio)["none"]["assumes"].startswith("Everyone planned is served. No result")


def test_json_names_each_scenario_with_money_as_text(tmp_path: Path) -> None:
    scenarios = found(tmp_path)
    names = ["none", "expected", "cautious", "strong", "target", "all", "district_default"]
    assert list(scenarios) == names
    target = scenarios["target"]
    assert (target["base"], target["performance"], target["total"]) == (
        "450000.00",
        "343000.00",
        "793000.00",
    )
    assert (target["room"], target["per_participant"]) == ("407000.00", "1586.00")
    assert [line["amount"] for line in target["lines"]] == ["113000.00", "105000.00", "125000.00"]
    assert scenarios["none"]["per_additional_result"] is None
    assert scenarios["none"]["chance"] is None
    assert target["chance"]["certainty"] == "0.95"


def test_json_says_of_every_limit_whether_it_bound(tmp_path: Path) -> None:
    caps = found(tmp_path)["district_default"]["caps"]
    assert {"scope", "name", "limit", "before", "after", "bound"} == set(caps[0])
    bound = [(cap["scope"], cap["limit"], cap["before"]) for cap in caps if cap["bound"]]
    assert bound == [("district_default", "150000.00", "750000.00")]


def test_json_quarters_sum_to_the_total_in_order(tmp_path: Path) -> None:
    flow = found(tmp_path)["all"]["cash_flow"]
    assert [each["starts"] for each in flow] == ["2027-10", "2028-01", "2028-04", "2028-07"]
    assert sum(float(each["total"]) for each in flow) == 1_200_000


def test_a_default_that_the_contract_says_nothing_of_adds_nothing(tmp_path: Path) -> None:
    start = DENVER.index("  if_district_defaults:\n")
    without = DENVER[:start] + DENVER[DENVER.index("  discount: 0%\n") :]
    assert found(tmp_path, without)["district_default"]["performance"] == "0.00"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("fluency: 35%", "flunecy: 35%", "There is no outcome “flunecy” under outcomes."),
        ("fluency: 35%", "fluency: 35", "the attainment of Text fluency is 35, but it is counted"),
        ("fluency: 35%", "fluency: 135%", "The scenario cautious counts 135% of participants under fluency"),
        ("dosage_met: 80%", "dosage_met: 800%", "counts 800% of participants under dosage_met"),
        ("served: 480", "served: 501", "The scenario cautious serves 501 participants"),
        ("    cautious: {", "    target: {", "There is a scenario target in every deal already."),
    ],
)
def test_a_scenario_that_cannot_be_stops_the_command(old: str, new: str, said: str, tmp_path: Path) -> None:
    assert old in DENVER
    result = run(tmp_path, text=DENVER.replace(old, new))
    assert result.exit_code == 1
    assert said in " ".join(result.stderr.split())
    assert result.stdout == ""


def test_a_value_on_the_command_line_goes_over_the_specs(tmp_path: Path) -> None:
    result = run(tmp_path, "--json", "--set", "payment.base.per_participant=$1000")
    assert json.loads(result.stdout)["scenarios"][0]["base"] == "500000.00"
