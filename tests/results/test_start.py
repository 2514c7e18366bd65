"""A results file that `settle --start` writes is filled in as a newcomer would, and then settles."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from obcgen.cli import main
from obcgen.results.start import RESULTS, TABLE, started
from verified import contract

SPECS = Path(__file__).parents[2] / "specs"
FACTS = {
    "day for which the settlement is made": "2028-06-20",
    "office that verified the results": "Office of Data",
    "day of its decision": "2028-06-20",
    "participants on the roster": "2",
    "participants who were served": "2",
}


def run(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result.exit_code, result.stdout, result.stderr


def filled(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for blank, fact in FACTS.items():
        assert f"<{blank}>" in text
        text = text.replace(f"<{blank}>", fact)
    path.write_text(text, encoding="utf-8")


def test_a_started_file_settles_once_its_blanks_and_rows_are_filled_in(tmp_path: Path) -> None:
    spec, folder = SPECS / "denver-literacy.yaml", tmp_path / "my results"
    status, out, error = run("settle", spec, "--start", folder)
    assert (status, out.splitlines()) == (0, [str(folder / RESULTS), str(folder / TABLE)])
    assert f"obcgen settle {spec} '{folder / RESULTS}'" in error
    status, _, error = run("settle", spec, folder / RESULTS)
    assert status == 1
    assert "5 blanks to fill in" in error
    filled(folder / RESULTS)
    with (folder / TABLE).open("a", encoding="utf-8") as table:
        table.write("S-1,yes,39,grades_2_3,52,81,\nS-2,yes,38,grades_k_1,,17,62\n")
    status, out, error = run("settle", spec, folder / RESULTS)
    assert status == 0, error
    assert "Participants who reached it: 1 x $1,000.00" in out


@pytest.mark.parametrize("more", [(), ("--json",), ("--format", "csv")])
def test_the_pack_that_is_given_is_used_whatever_is_written(more: tuple[str, ...], tmp_path: Path) -> None:
    spec, results = SPECS / "denver-literacy.yaml", SPECS / "results" / "denver-literacy-final.yaml"
    folder = tmp_path / "capped"
    folder.mkdir()
    cap = 'defaults: {payment: {caps: {total: "$1,000"}}}'
    manifest = f'name: capped\nversion: "1"\ninherits: colorado\n{cap}\n'
    (folder / "pack.yaml").write_text(manifest, encoding="utf-8")
    written = ("-o", tmp_path) if "--format" in more else ()
    status, out, error = run("settle", spec, results, "--pack", folder, *more, *written)
    assert status == 0, error
    assert "cuts what can be paid from $750,000 to $1,000" in " ".join(error.split())
    if not more:
        assert re.search(r"Performance +\$1,000\.00", out), out
    status, _, error = run("settle", spec, results, "--pack", "nope", *more, *written)
    assert status == 1
    assert "PCK-11" in error


def test_a_results_file_is_not_started_with_a_pack_that_is_not_there(tmp_path: Path) -> None:
    status, _, error = run("settle", SPECS / "denver-literacy.yaml", "--start", tmp_path, "--pack", "nope")
    assert status == 1
    assert "PCK-11" in error
    assert not list(tmp_path.iterdir())


def test_a_ledger_whose_signs_are_taken_away_is_read(tmp_path: Path) -> None:
    run("settle", SPECS / "duval-math.yaml", "--start", tmp_path)
    text = (tmp_path / RESULTS).read_text(encoding="utf-8")
    ledger = re.sub(r"^# (paid:|  base.launch.*)$", r"\1", text, flags=re.MULTILINE)
    (tmp_path / RESULTS).write_text(ledger, encoding="utf-8")
    filled(tmp_path / RESULTS)
    _, _, error = run("settle", SPECS / "duval-math.yaml", tmp_path / RESULTS)
    assert "RES-02" not in error
    assert "SRC-" not in error


def test_the_section_of_columns_is_taken_up_for_an_export_with_headings_of_its_own(tmp_path: Path) -> None:
    run("settle", SPECS / "denver-literacy.yaml", "--start", tmp_path)
    text = (tmp_path / RESULTS).read_text(encoding="utf-8")
    text = re.sub(
        r"^# (columns:|  (?!fluency: {|vocab\w*: {|phon\w*: {).*<heading in the file>)$",
        r"\1",
        text,
        flags=re.MULTILINE,
    )
    for name in ("participant", "served", "dosage", "group", "fluency", "vocabulary", "phonemic_awareness"):
        text = text.replace(f"  {name}: <heading in the file>", f"  {name}: Our {name}")
    (tmp_path / RESULTS).write_text(text, encoding="utf-8")
    filled(tmp_path / RESULTS)
    heads = "Name,Our participant,Our served,Our dosage,Our group,Our fluency,Our vocabulary"
    (tmp_path / TABLE).write_text(
        f"{heads},Our phonemic_awareness\nDoe,S-1,Y,39,grades_2_3,52,81,\nRoe,S-2,1,38,grades_k_1,,17,62\n",
        encoding="utf-8",
    )
    status, out, error = run("settle", SPECS / "denver-literacy.yaml", tmp_path / RESULTS)
    assert status == 0, error
    assert "1 other column is not read." in out


@pytest.mark.parametrize(
    ("changes", "heading"),
    [
        ({}, "participant,served,reading"),
        (
            {"outcomes": {"reading": {"measure": {"kind": "gain"}}}},
            "participant,served,reading:from,reading:to",
        ),
    ],
)
def test_the_table_has_the_columns_that_the_contract_needs(changes: dict[str, object], heading: str) -> None:
    assert started(contract(**changes))[TABLE].decode() == f"{heading}\n"


def test_groups_alone_need_no_table_and_costs_are_asked_for(tmp_path: Path) -> None:
    status, out, _ = run("settle", SPECS / "central-ohio-workforce.yaml", "--start", tmp_path)
    assert (status, out) == (0, f"{tmp_path / RESULTS}\n")
    text = (tmp_path / RESULTS).read_text(encoding="utf-8")
    assert "  credentials: <result of credentials for the whole group>" in text
    assert "  costs: <costs that were found>" in text


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / TABLE).write_text("mine", encoding="utf-8")
    status, out, error = run("settle", SPECS / "denver-literacy.yaml", "--start", tmp_path)
    assert (status, out) == (1, "")
    assert "FIL-03" in error
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith(".")] == [TABLE]


def test_a_table_alone_is_told_what_it_needs(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text("participant\nS-1\n", encoding="utf-8")
    status, _, error = run("settle", SPECS / "denver-literacy.yaml", tmp_path / "p.csv")
    assert status == 1
    assert "RES-20" in error
    assert "--start" in error


@pytest.mark.parametrize(
    "wrong", [[], ["--start", "--json"], ["--start", "--format", "csv"], ["no-such.yaml", "--start"]]
)
def test_results_or_start_alone(wrong: list[str], tmp_path: Path) -> None:
    assert run("settle", SPECS / "denver-literacy.yaml", *wrong)[0] == 2
    assert list(tmp_path.iterdir()) == []


def test_the_day_of_the_invoice_is_asked_where_late_interest_is_promised() -> None:
    interest = {"invoicing": {"late_interest": {"rate": "8%"}}}
    asked, plain = (started(spec)[RESULTS].decode() for spec in (contract(payment=interest), contract()))
    assert "base: {amount: $0, on: 2028-01-31, invoiced: 2027-12-31}" in asked
    assert "invoiced" not in plain
    assert "ended:" not in plain


def test_delivery_is_asked_for_where_it_can_reduce_the_base() -> None:
    costs = {"base": {"fixed": None, "reimbursed": {"budget": "$10,000"}}}
    texts = [started(spec)[RESULTS].decode() for spec in (contract(), contract(payment=costs))]
    assert ["# delivery: {scheduled: 0" in text for text in texts] == [True, False]
