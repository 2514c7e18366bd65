"""Every figure is traced to the lines of the spec and of the results that it comes from."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from obcgen.account.trace.figure import rounded
from obcgen.build import payments, settled
from obcgen.cli import main
from obcgen.explain import Trace, as_json, as_text, listed, trace
from obcgen.figures import with_cents as cents
from obcgen.money import Money
from obcgen.problems import ObcgenError

ROOT = Path(__file__).parent.parent
SPECS = [*sorted((ROOT / "specs").glob("*.yaml")), *sorted((ROOT / "tests/specs").glob("*contract*.yaml"))]
DENVER = ROOT / "specs/denver-literacy.yaml"
RESULTS = """
obcgen: 1
contract: C-2027-014
settlement: interim
as_of: 2028-06-30
verified: {by: Office of Data and Evaluation, on: 2028-06-20}
roster: 492
served: 480
outcomes:
  fluency: {measured: 235, eligible: 201, reached: 95}
  vocabulary: {measured: 470, eligible: 402, reached: 150}
paid:
  base.launch: {amount: $180000, on: 2027-10-15}
disputed: [vocabulary]
"""


@pytest.fixture
def results(tmp_path: Path) -> Path:
    path = tmp_path / "results.yaml"
    path.write_text(RESULTS, encoding="utf-8")
    return path


def traced(path: Path, results: Path | None = None) -> Trace:
    return trace(path, results)[0]


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_the_figures_are_those_of_the_schedule(path: Path) -> None:
    figures, planned = traced(path).figures, payments(path)[0]
    assert figures["payment.base"].value == planned.base.exact
    assert figures["payment.performance"].value == planned.performance.exact
    assert figures["payment.maximum"].value == planned.maximum.exact
    assert figures["payment.performance_share"].value == str(planned.performance_share)


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_every_trace_ends_in_lines_of_the_spec(path: Path) -> None:
    found = traced(path)
    for figure in found.figures.values():
        assert set(figure.parts) <= found.figures.keys()
        data = json.loads(as_json(found, figure.name))["figures"]
        assert any(part["given"] for part in data.values()) or figure.formula == "nothing"
        for given in (given for part in data.values() for given in part["given"]):
            line = Path(given["file"]).read_text(encoding="utf-8").splitlines()[given["line"] - 1]
            assert given["text"].split()[0] in line


def test_a_settlement_is_traced_to_the_results(results: Path) -> None:
    found = traced(DENVER, results)
    _, _, settlement, _ = settled(DENVER, results)
    told = as_text(found, "settlement.payable")
    assert found.figures["settlement.due"].value == settlement.due.exact == "$440,000.00"
    assert "$440,000.00 - $75,000.00 - $0.00 = $365,000.00" in told
    assert "95 x $1,000.00 = $95,000.00 (participants who reached it)" in told
    assert f"{results}:10" in re.sub(r"\s+", " ", told).split("settlement.rates.vocabulary")[0]


def test_a_figure_told_already_is_not_told_again() -> None:
    told = as_text(traced(DENVER), "payment.base_share")
    assert told.count("payment.base = $450,000.00") == 2
    assert told.count("payment.base = $450,000.00 (see above)") == 1


def test_a_value_of_the_spec_is_a_figure_too() -> None:
    assert "funding.not_to_exceed  $1,200,000" in as_text(traced(DENVER), "funding.not_to_exceed")


def test_a_cap_that_binds_is_told_with_what_it_left(tmp_path: Path) -> None:
    path = tmp_path / "deal.yaml"
    text = DENVER.read_text(encoding="utf-8").replace("    participant: $1,500", "    total: $600,000")
    path.write_text(text, encoding="utf-8")
    told = as_text(traced(path), "rates.fluency")
    assert (
        "limits leave $200,000.00: the cap on all lines, $600,000.00, cuts $750,000.00 to $600,000.00" in told
    )


def test_the_list_names_each_figure_on_a_line() -> None:
    found = traced(DENVER)
    lines = listed(found).splitlines()
    assert [line.split()[0] for line in lines] == list(found.figures)


@pytest.mark.parametrize(
    ("wrong", "near"),
    [
        ("payment.maximun", "Did you mean payment.maximum?"),
        ("nothing.like.it", ""),
        ("settlement.total", "It is a figure of results: give them as --results RESULTS."),
    ],
)
def test_a_figure_that_does_not_exist_is_told_with_the_nearest(wrong: str, near: str) -> None:
    with pytest.raises(ObcgenError) as caught:
        as_text(traced(DENVER), wrong)
    (problem,) = caught.value.problems
    assert (problem.code, problem.found) == ("EXP-01", wrong)
    assert problem.hint.startswith(near)
    assert problem.hint.endswith("--list names all.")


def test_what_a_default_adds_ends_in_the_clause_and_the_default(results: Path) -> None:
    default = (
        "defaults:\n  - {party: district, duty: rosters, notice: 2027-10-05, cure_failed: 2027-10-20,"
        " outcomes: [vocabulary], participants: all}\n"
    )
    results.write_text(RESULTS + default, encoding="utf-8")
    told = as_text(traced(DENVER, results), "settlement.rates.vocabulary")
    assert re.search(r"payment\.if_district_defaults\.effect +deemed_met +\S+denver-literacy\.yaml:\d+", told)
    assert re.search(r"defaults\S*notice +2027-10-05 +\S+results\.yaml:\d+", told)
    assert "if_district_defaults" not in as_text(traced(DENVER, results), "settlement.rates.fluency")


@pytest.mark.parametrize("given", [[], ["payment.maximum", "--list"]])
def test_the_command_wants_a_figure_or_the_list(given: list[str]) -> None:
    ran = CliRunner().invoke(main, ["explain", str(DENVER), *given])
    assert (ran.exit_code, "Name a figure, or give --list." in ran.stderr) == (2, True)


def test_wrong_results_explain_nothing(results: Path) -> None:
    results.write_text(RESULTS.replace("reached: 95", "reached: 950"), encoding="utf-8")
    ran = CliRunner().invoke(main, ["explain", str(DENVER), "settlement.due", "--results", str(results)])
    assert (ran.exit_code, ran.stdout) == (1, "")
    assert ":10:" in ran.stderr


def test_fractions_of_a_cent_are_shown_and_rounded_once() -> None:
    from fractions import Fraction

    assert cents(Fraction(125000, 3)) == "$416.66 and 2/3 of a cent"
    assert cents(Fraction(-5)) == "-$0.05"
    assert rounded(Fraction(125000, 3), Money(41667)) == (
        "$416.66 and 2/3 of a cent, rounded half a cent upward: $416.67",
    )
    assert rounded(Fraction(5), Money(5)) == ()
