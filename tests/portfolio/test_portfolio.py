"""A portfolio holds the figures of each deal to the cent; its formulas give what stands beside them."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from obcgen.account.most_by_source import funded_at_most
from obcgen.account.scenarios.scenarios import outlooks
from obcgen.account.schedule import schedule
from obcgen.api import read, settle
from obcgen.cli import main
from obcgen.money import Money, total
from obcgen.portfolio.book import portfolio_book
from obcgen.portfolio.gather import Portfolio, gather
from obcgen.portfolio.to_text import to_text
from obcgen.problems import ObcgenError
from obcgen.reading import reading_of_values
from obcgen.source.nodes import to_plain
from obcgen.workbook import Sheet
from obcgen.writers import workbook_file
from spreadsheet import Spreadsheet

SPECS = sorted((Path(__file__).parents[2] / "specs").glob("*.yaml"))
DENVER = next(path for path in SPECS if path.stem == "denver-literacy")
RESULTS = DENVER.parent / "results" / "denver-literacy-final.yaml"


@cache
def four_deals() -> Portfolio:
    return gather([(path.stem, read(path)) for path in SPECS], [RESULTS])


@cache
def sheets() -> dict[str, Sheet]:
    return {sheet.name: sheet for sheet in portfolio_book(four_deals()).sheets}


def amounts(sheet: str, column: int) -> list[Any]:
    return [row[column].value for row in sheets()[sheet].rows]


def dollars(amount: Money) -> Any:
    return pytest.approx(amount.cents / 100, abs=0)


def test_every_formula_gives_the_amount_that_stands_beside_it() -> None:
    found = list(Spreadsheet(portfolio_book(four_deals())).computed())
    assert len(found) > 60
    for place, cell, computed in found:
        assert cell.value is not None
        assert round(computed * 100) == round(float(cell.value) * 100), place  # type: ignore[arg-type]


def test_each_deal_stands_there_with_what_its_schedule_says() -> None:
    planned = [schedule(deal.spec) for deal in four_deals().deals]
    assert [Money(round(each * 100)) for each in amounts("Deals", 7)] == [each.maximum for each in planned]
    assert sheets()["Deals"].totals[7].value == dollars(total(each.maximum for each in planned))


def test_the_years_and_sources_are_those_of_each_schedule() -> None:
    expected: dict[tuple[str, str], Money] = {}
    for deal in four_deals().deals:
        found = funded_at_most(deal.spec, schedule(deal.spec))
        names = {source.id: source.name for source in found.sources}
        for year in found.years:
            for key, amount in year.by_source:
                at = (year.year, names[key])
                expected[at] = expected.get(at, Money(0)) + amount
    sheet = sheets()["Sources"]
    years = [column.title for column in sheet.columns[1:-1]]
    shown = {
        (year, str(row[0].value)): Money(round(float(row[at].value or 0) * 100))  # type: ignore[arg-type]
        for row in sheet.rows
        for at, year in enumerate(years, 1)
    }
    assert {key: amount for key, amount in shown.items() if amount.cents} == {
        key: amount for key, amount in expected.items() if amount.cents
    }
    assert sum(amounts("Fiscal years", 2)) == sum(amounts("Sources", 1))


def test_scenarios_are_added_up_with_the_number_of_deals_that_have_them() -> None:
    found = [each for deal in four_deals().deals for each in outlooks(deal.spec) if each.case.id == "target"]
    row = next(row for row in sheets()["Scenarios"].rows if row[0].value == "target")
    assert (row[2].value, row[5].value) == (4, dollars(total(each.total for each in found)))


def test_a_settlement_stands_there_to_the_cent() -> None:
    account = settle(read(DENVER), RESULTS)
    (row,) = sheets()["Settlements"].rows
    first = (account.base, account.performance, account.total, account.paid, account.due)
    figures = (*first, account.disputed, account.retained, account.later, account.payable)
    assert [cell.value for cell in row[4:]] == [dollars(each) for each in figures]
    assert sum(amounts("Settled by year", 2)) == dollars(account.total - account.retained)
    assert sum(amounts("Settled by source", 2)) == dollars(account.total)


def test_without_results_there_is_nothing_about_settlements() -> None:
    book = portfolio_book(gather([("denver", read(DENVER))]))
    assert not [sheet.name for sheet in book.sheets if "ettle" in sheet.name]
    assert "Settled" not in to_text(gather([("denver", read(DENVER))]))


def test_the_file_is_the_same_each_time_and_opens() -> None:
    content = workbook_file(portfolio_book(four_deals()))
    assert content == workbook_file(portfolio_book(four_deals()))
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == list(sheets())
    assert book["Deals"]["H5"].value == "=MIN($E$5+$F$5,$G$5)"


def refused(specs: list[tuple[str, Any]], results: list[Path]) -> list[str]:
    with pytest.raises(ObcgenError) as fault:
        gather(specs, results)
    return [each.code for each in fault.value.problems]


def test_nothing_is_added_up_while_a_deal_has_errors() -> None:
    broken = ("broken", read(DENVER, settings=["population.planned=x", "document.status=finall"]))
    codes = refused([broken, ("denver", read(DENVER)), ("again", broken[1])], [RESULTS])
    assert codes.count("SPC-03") == 1  # it stands in one file
    assert "POR-01" not in codes


def test_results_go_to_the_one_contract_that_they_name(tmp_path: Path) -> None:
    denver, other = ("denver", read(DENVER)), ("other", read(SPECS[0]))
    assert refused([other], [RESULTS]) == ["POR-01"]
    assert refused([denver, ("again", read(DENVER))], [RESULTS]) == ["POR-02"]
    (tmp_path / "r.yaml").write_text("obcgen: 1\n", encoding="utf-8")
    assert refused([denver], [tmp_path / "r.yaml"]) == ["POR-01"]


def test_deals_without_a_contract_yet_are_no_two_of_one_number() -> None:
    values = to_plain(read(DENVER).source.root)
    assert isinstance(values, dict)
    rfp = {key: value for key, value in values.items() if key not in {"agreement", "provider"}}
    numbered = ["document.number=R-1"], ["document.number=R-2"]
    rfps = [(each[0], reading_of_values(rfp, f"{each[0]}.yaml", settings=each)) for each in numbered]
    assert refused(rfps, [RESULTS]) == ["POR-01"]


def test_a_source_is_one_however_its_capitals_are_written() -> None:
    small = read(DENVER, settings=["funding.sources.title_i.name='TITLE I, PART A'"])
    one, both = (
        next(sheet for sheet in portfolio_book(gather(deals)).sheets if sheet.name == "Sources").rows
        for deals in ([("denver", read(DENVER))], [("denver", read(DENVER)), ("small", small)])
    )
    assert len(both) == len(one)
    for row, doubled in zip(one, both, strict=True):
        assert isinstance(row[-1].value, Decimal)
        assert doubled[-1].value == 2 * row[-1].value


def test_a_copy_of_a_deal_is_told_with_both_files() -> None:
    (told,) = gather([("denver", read(DENVER)), ("copy", read(DENVER))]).problems
    assert told.code == "POR-05"
    assert told.message.count(str(DENVER)) == 2
    other = read(DENVER, settings=["document.number=R-2", "agreement.number=C-2"])
    assert not gather([("denver", read(DENVER)), ("other", other)]).problems


def test_a_spec_and_the_contract_that_extends_it_are_one_deal_and_a_copied_file_is_refused(
    tmp_path: Path,
) -> None:
    for name in ("spec", "copy"):
        (tmp_path / f"{name}.yaml").write_bytes(DENVER.read_bytes())
    (tmp_path / "contract.yaml").write_text("extends: spec.yaml\n", encoding="utf-8")
    spec, contract, copy = ((name, read(tmp_path / f"{name}.yaml")) for name in ("spec", "contract", "copy"))
    for both in ([spec, contract], [contract, spec]):
        found = gather(both)
        assert [deal.name for deal in found.deals] == ["contract"]
        assert [each.code for each in found.problems] == ["POR-07"]
    assert refused([spec, copy], []) == ["POR-06"]


def test_districts_over_one_spec_are_deals_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "state.yaml").write_bytes(DENVER.read_bytes())
    own = "extends: state.yaml\ndocument: {{number: R-{0}}}\nagreement: {{number: C-{0}}}\n"
    for name in "ab":
        (tmp_path / f"{name}.yaml").write_text(own.format(name), encoding="utf-8")
    found = gather([(name, read(tmp_path / f"{name}.yaml")) for name in ("state", "a", "b")])
    assert (len(found.deals), found.problems) == (3, ())


def test_one_contract_number_counts_once_whatever_the_numbers_of_the_rfps(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_bytes(DENVER.read_bytes())
    for name in ("north", "south"):
        text = f"extends: base.yaml\ndocument: {{number: R-{name}}}\n"
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    base, north, south = ((name, read(tmp_path / f"{name}.yaml")) for name in ("base", "north", "south"))
    for both in ([base, north], [north, base]):
        found = gather(both)
        assert [deal.name for deal in found.deals] == ["north"]
        assert [each.code for each in found.problems] == ["POR-07"]
    for several in ([north, south], [base, north, south], [north, south, base]):
        with pytest.raises(ObcgenError) as fault:
            gather(several)
        (problem,) = fault.value.problems
        assert (problem.code, problem.found) == ("POR-06", "C-2027-014")
        assert "correct agreement.number" in problem.hint


def test_rows_that_share_the_contract_number_of_their_spec_are_deals_of_their_own() -> None:
    rows = [(name, read(DENVER, settings=[f"document.number=R-{name}"])) for name in "ab"]
    assert (len(gather(rows).deals), gather(rows).problems) == (2, ())


def test_an_error_of_rows_is_told_once_with_the_rows() -> None:
    deals = [(name, read(DENVER, settings=["population.maximum=100"])) for name in "ab"]
    rows = {"a": "t.csv, row 2", "b": "t.csv, row 3"}
    with pytest.raises(ObcgenError) as fault:
        gather(deals, (), rows)
    messages = [each.message for each in fault.value.problems]
    assert len(messages) == len(set(messages))
    assert all(each.startswith("“a” (t.csv, row 2) and “b” (t.csv, row 3): ") for each in messages)
    (told,) = gather([(name, read(DENVER)) for name in "ab"], (), rows).problems
    assert "“a” (t.csv, row 2) and “b” (t.csv, row 3) have the same numbers" in told.message


def test_the_folder_of_a_deal_with_its_results_is_added_up(tmp_path: Path) -> None:
    (tmp_path / DENVER.name).write_bytes(DENVER.read_bytes())
    for name in (RESULTS.name, "denver-literacy-final.csv"):
        (tmp_path / name).write_bytes((RESULTS.parent / name).read_bytes())
    result = CliRunner().invoke(main, ["portfolio", str(tmp_path), "--results", str(tmp_path), "--json"])
    assert result.exit_code == 0, result.output
    assert "warning BAT-15" in result.stderr
    assert "warning BAT-16" in result.stderr
    (deal,) = json.loads(result.stdout)["deals"]
    assert deal["settlement"]["as_of"] == "2028-06-20"


@pytest.mark.parametrize("key", ["contracts:", '"contract" :', "contrat:"])
def test_no_file_of_a_folder_of_results_is_left_out_in_silence(key: str, tmp_path: Path) -> None:
    for name in (RESULTS.name, "denver-literacy-final.csv"):
        (tmp_path / name).write_bytes((RESULTS.parent / name).read_bytes())
    text = RESULTS.read_text(encoding="utf-8").replace("\ncontract:", f"\n{key}")
    (tmp_path / "other.yaml").write_text(text, encoding="utf-8")
    result = CliRunner().invoke(main, ["portfolio", str(DENVER), "--results", str(tmp_path), "--json"])
    assert result.exit_code == 1
    assert "other.yaml" in result.stderr
    assert not result.stdout


def test_of_two_settlements_the_later_one_counts_and_two_of_a_day_are_refused(tmp_path: Path) -> None:
    for name in (RESULTS.name, "denver-literacy-final.csv"):
        (tmp_path / name).write_bytes((RESULTS.parent / name).read_bytes())
    same = tmp_path / RESULTS.name
    denver = [("denver", read(DENVER))]
    assert refused(denver, [RESULTS, same]) == ["POR-03"]
    text = same.read_text(encoding="utf-8").replace("as_of: 2028-06-20", "as_of: 2028-06-21")
    same.write_text(text, encoding="utf-8")
    found = gather(denver, [same, RESULTS])
    assert found.deals[0].settlement is not None
    assert found.deals[0].settlement.file == str(same)
    assert [each.code for each in found.problems] == ["POR-04"]


def test_the_command_writes_the_workbook_for_its_owner_or_prints_json(tmp_path: Path) -> None:
    args = ["portfolio", str(DENVER), "--results", str(RESULTS.parent)]
    result = CliRunner().invoke(main, [*args, "-o", str(tmp_path)])
    assert result.exit_code == 0, result.output
    file = tmp_path / "portfolio-not-for-publication.xlsx"
    assert file.stat().st_mode & 0o77 == 0
    assert "In all, at most" in result.stdout
    data = json.loads(CliRunner().invoke(main, [*args, "--json"]).stdout)
    assert data["maximum"] == "1200000.00"
    assert data["deals"][0]["settlement"]["as_of"] == "2028-06-20"
