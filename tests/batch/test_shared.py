"""Two districts of one batch never sign contracts of one number, or one that binds another district."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from obcgen.batch.jobs import Job, jobs_of_specs, jobs_of_table
from obcgen.batch.shared import apart
from obcgen.cli import main
from obcgen.problems import ObcgenError
from obcgen.source.table import from_text

DENVER = Path(__file__).parents[2] / "specs" / "denver-literacy.yaml"
BOTH = ("rfp", "contract")


def rows(text: str, spec: Path = DENVER) -> tuple[Job, ...]:
    return jobs_of_table(from_text(text, "t.csv"), spec)


def files(named: list[Path]) -> tuple[Job, ...]:
    return jobs_of_specs(named)[0]


def told(
    jobs: tuple[Job, ...], *documents: str, settings: tuple[str, ...] = ()
) -> list[tuple[str, int, int]]:
    try:
        problems = apart(jobs, documents or BOTH, settings)
    except ObcgenError as error:
        problems = error.problems
    return [
        (each.code, each.place.line if each.place else 0, each.place.column if each.place else 0)
        for each in problems
    ]


def test_rows_of_one_contract_number_are_refused_and_of_one_rfp_number_told() -> None:
    same = "name,document.number,agreement.number\nA,R-1,C-1\nB,R-1,C-1\n"
    assert told(rows(same)) == [("BAT-12", 3, 7), ("BAT-13", 3, 3)]
    assert told(rows(same), "rfp") == [("BAT-13", 3, 3)]
    assert told(rows(same.replace("B,R-1,C-1", "B,R-2,C-2"))) == []


def test_the_number_of_the_spec_is_that_of_every_row_that_has_none() -> None:
    assert told(rows("name,population.planned\nA,480\nB,470\n"), "contract") == [("BAT-12", 3, 1)]
    assert told(rows("name,agreement.number\nA,(same)\nB,C-2\nC,(same)\n"), "contract") == [("BAT-12", 4, 3)]
    assert told(rows("name,agreement.number\nA,(same)\nB,C-2\n"), "contract") == []
    assert told(rows("name,population.planned\nA,480\n"), "contract") == []


def test_one_number_is_told_once_however_many_rows_have_it() -> None:
    many = rows("name,population.planned\n" + "".join(f"D{at},480\n" for at in range(9)))
    with pytest.raises(ObcgenError) as fault:
        apart(many, ("contract",), ())
    (problem,) = fault.value.problems
    assert problem.message == (
        "9 contracts would have the number C-2027-014: “D0”, “D1”, “D2”, “D3”, “D4” and 4 more."
    )


@pytest.mark.parametrize(
    ("heading", "cells", "codes"),
    [
        ("", ("", ""), ["BAT-14"]),
        (",district.legal_name", (",Aurora 28J", ",Boulder RE-2"), ["BAT-14"]),
        (",district.legal_name,district.address", (",Aurora 28J,1 A St", ",Boulder RE-2,2 B St"), []),
        (",district.legal_name,district.address", (",(same),(same)", ",(same),(same)"), []),
    ],
    ids=["neither", "one", "both", "meant"],
)
def test_who_names_districts_says_who_is_bound(
    heading: str, cells: tuple[str, str], codes: list[str]
) -> None:
    table = f"name,document.number,district.name{heading}\nA,R-1,Aurora{cells[0]}\nB,R-2,Boulder{cells[1]}\n"
    assert [code for code, _, _ in told(rows(table), "rfp")] == codes


@pytest.mark.parametrize(
    ("second", "refused"),
    [
        ("Boulder,Aurora 28J", True),
        ("Boulder,AURORA  28J", True),
        ("Boulder,Boulder RE-2", False),
        ("Aurora,Aurora 28J", False),
        ("Boulder,(same)", False),
    ],
)
def test_two_districts_have_no_one_legal_name(second: str, refused: bool) -> None:
    table = (
        "name,document.number,district.name,district.legal_name,district.address\n"
        f"A,R-1,Aurora,Aurora 28J,1 A St\nB,R-2,{second},1 A St\n"
    )
    assert [(code, line) for code, line, _ in told(rows(table), "rfp")] == [("BAT-14", 3)] * refused


@pytest.mark.parametrize(("cell", "refused"), [("Aurora 28J", True), ("(same)", False)])
def test_who_is_bound_is_who_is_named(cell: str, refused: bool) -> None:
    table = f"name,document.number,district.legal_name\nA,R-1,(same)\nB,R-2,{cell}\n"
    assert told(rows(table), "rfp") == [("BAT-14", 3, 7)] * refused


def test_the_legal_name_that_a_spec_lacks_may_stand_in_its_table(tmp_path: Path) -> None:
    text = DENVER.read_text(encoding="utf-8")
    spec = tmp_path / "spec.yaml"
    spec.write_text(re.sub(r"\n  legal_name: .*(?=\n)", "", text, count=1), encoding="utf-8")
    assert "legal_name" not in spec.read_text(encoding="utf-8").partition("provider:")[0]
    table = "name,document.number,district.legal_name\nA,R-1,District One\nB,R-2,{}\n"
    assert told(rows(table.format("District One"), spec), "rfp") == []
    assert told(rows(table.format("District Two"), spec), "rfp") == [("BAT-14", 3, 7)]


def test_a_table_that_names_the_district_of_its_spec_needs_no_more() -> None:
    table = "name,document.number,district.name\nA,R-1,(same)\nB,R-2,Denver Public Schools\n"
    assert told(rows(table), "rfp") == []


def test_files_of_one_number_are_refused_unless_one_extends_the_other(tmp_path: Path) -> None:
    for name in ("deal", "copy"):
        (tmp_path / f"{name}.yaml").write_bytes(DENVER.read_bytes())
    (tmp_path / "later.yaml").write_text("extends: deal.yaml\n", encoding="utf-8")
    paths = {name: tmp_path / f"{name}.yaml" for name in ("deal", "copy", "later")}
    assert told(files([paths["deal"], paths["later"]])) == []
    assert told(files([paths["later"], paths["deal"]])) == []
    assert [code for code, _, _ in told(files([paths["deal"], paths["copy"]]))] == [
        "BAT-12",
        "BAT-13",
    ]


def test_two_districts_over_one_spec_of_the_batch_are_two_deals(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_bytes(DENVER.read_bytes())
    for name in ("north", "south"):
        text = f"extends: base.yaml\ndistrict: {{name: {name}}}\n"
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ObcgenError) as fault:
        apart(files([tmp_path]), BOTH, ())
    assert [each.code for each in fault.value.problems] == ["BAT-12", "BAT-13"]
    assert fault.value.problems[0].message.endswith("C-2027-014: “north” and “south”.")


def test_a_number_set_for_all_is_the_number_of_each() -> None:
    jobs = rows("name,population.planned\nA,480\nB,470\n")
    with pytest.raises(ObcgenError) as fault:
        apart(jobs, ("contract",), ("agreement.number=C-9",))
    assert fault.value.problems[0].found == "C-9"


def test_nothing_is_written_of_a_batch_that_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("name,document.number\nA,R-1\nB,R-2\n", encoding="utf-8")
    args = ["batch", "--table", table, "--spec", DENVER, "--document", "contract", "--format", "html"]
    result = CliRunner().invoke(main, [*map(str, args), "-o", str(tmp_path / "out")])
    assert result.exit_code == 1
    assert "error BAT-12" in result.output
    assert not (tmp_path / "out").exists()
