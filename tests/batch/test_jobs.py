"""Which jobs a batch has, and what of a table is refused before or while it runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from obcgen.batch.jobs import Job, jobs_of_specs, jobs_of_table, results_of
from obcgen.checking import read_and_check
from obcgen.problems import ObcgenError, Problem
from obcgen.source.table import from_text

DENVER = Path(__file__).parents[2] / "specs" / "denver-literacy.yaml"


def jobs(text: str) -> tuple[Job, ...]:
    return jobs_of_table(from_text(text, "districts.csv"), DENVER)


def refused(text: str) -> list[tuple[str, int, int]]:
    """The code, row and column of each Problem that stops the whole table."""
    with pytest.raises(ObcgenError) as fault:
        jobs(text)
    return [placed(each) for each in fault.value.problems]


def placed(problem: Problem) -> tuple[str, int, int]:
    assert problem.place is not None
    return problem.code, problem.place.line, problem.place.column


def row_faults(text: str) -> list[tuple[str, int, int]]:
    (job,) = jobs(text)
    assert job.row is not None
    with pytest.raises(ObcgenError) as fault:
        job.row.settings()
    return [placed(each) for each in fault.value.problems]


def test_each_row_is_a_job_whose_cells_go_over_the_spec() -> None:
    aurora, canyon = jobs("name,population.planned,need.goals\nAurora,480,[Read]\n\nCañon City,(same),[A]\n")
    assert (aurora.name, canyon.name) == ("Aurora", "Canon-City")
    assert aurora.row is not None
    assert canyon.row is not None
    _, spec, _ = read_and_check(DENVER, settings=aurora.row.settings())
    assert spec.population.planned == 480
    assert spec.need is not None
    assert spec.need.goals == ("Read",)
    assert [each.path for each in canyon.row.settings()] == ["need.goals"]
    assert canyon.place.line == 4


def test_a_text_that_begins_as_a_group_of_keys_is_told_what_it_was_read_as() -> None:
    (job,) = jobs("name,document.title\nAurora,{{ 7*7 }} {% raw %}\n")
    assert job.row is not None
    fault = read_and_check(DENVER, settings=job.row.settings())[2][0]
    assert fault.message.startswith("A cell that begins with { holds a list or keys in brackets. ")
    assert fault.hint.endswith("Begin a cell that is text with another sign.")


def test_a_fault_of_the_spec_stands_at_its_cell() -> None:
    (job,) = jobs('name,population.planned,document.status,documnt.title\nAurora,"4,8x",finall,x\n')
    assert job.row is not None
    problems = read_and_check(DENVER, settings=job.row.settings())[2]
    at_cells = {placed(each) for each in problems if each.place and each.place.file == "districts.csv"}
    assert {("SPC-03", 2, 15), ("SRC-23", 1, 41)} <= at_cells
    assert {column for _, line, column in at_cells if line == 2} == {8, 15}


@pytest.mark.parametrize(
    ("cell", "code"),
    [("[Read", "SRC-12"), ("{a: b", "SRC-12"), ("[*a]", "SRC-09"), ("{a: 1, a: 2}", "SRC-08")],
)
def test_a_list_that_cannot_be_read_is_a_fault_at_its_cell(cell: str, code: str) -> None:
    (job,) = jobs(f'name,need.goals\nAurora,"{cell}"\n')
    assert job.row is not None
    problems = read_and_check(DENVER, settings=job.row.settings())[2]
    assert (code, 2, 8) in [placed(each) for each in problems if each.place]


def test_a_cell_of_words_is_a_text_whatever_it_looks_like_in_yaml() -> None:
    (job,) = jobs("document.number;document.title\nR-1;Reading: all of it # now\n")
    assert job.name == "R-1"
    assert job.row is not None
    spec = read_and_check(DENVER, settings=job.row.settings())[1]
    assert (spec.document.number, spec.document.title) == ("R-1", "Reading: all of it # now")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("district.name\nAurora\n", [("BAT-03", 1, 1)]),
        ("name,a.b,a.b\nAurora,1,2\n", [("BAT-03", 1, 10)]),
        ("name,a..b,.c,d.\nAurora,1,2,3\n", [("BAT-03", 1, 6), ("BAT-03", 1, 11), ("BAT-03", 1, 14)]),
        ("name,a.b\n", [("BAT-01", 1, 1)]),
        ("name,a.b\n,1\nAurora,2\n --- ,3\n", [("BAT-04", 2, 1), ("BAT-04", 4, 1)]),
        ("name,a.b\nAurora,1\naurora,2\n", [("BAT-02", 3, 1)]),
        ('name,a.b\nAurora,"1\n', [("CSV-03", 2, 1)]),
        (
            "name,a.b,a.b\nA,1,2\nB,,=2\na,1,2\n../..,1,2\n",
            [("BAT-03", 1, 10), ("BAT-05", 3, 3), ("CSV-05", 3, 4), ("BAT-02", 4, 1), ("BAT-04", 5, 1)],
        ),
    ],
)
def test_a_table_that_no_batch_can_be_made_of_is_refused_before_work_begins(
    text: str, found: list[tuple[str, int, int]]
) -> None:
    assert refused(text) == found


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("Aurora,,x", [("BAT-05", 2, 8)]),
        ("Aurora", [("BAT-05", 2, 1), ("BAT-05", 2, 1)]),
        ("Aurora,=1+1,@x", [("CSV-05", 2, 8), ("CSV-05", 2, 13)]),
        ("Aurora,1,x,y", [("BAT-05", 2, 12)]),
    ],
)
def test_a_row_that_is_not_whole_is_a_fault_of_that_row(row: str, found: list[tuple[str, int, int]]) -> None:
    assert row_faults(f"name,population.planned,document.title\n{row}\n") == found


def test_specs_are_files_folders_and_patterns_each_once_and_in_order(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yml", "c.txt", "sub/d.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found, _ = jobs_of_specs([tmp_path, tmp_path / "**" / "*.yaml", tmp_path / "none.yaml"])
    assert [job.name for job in found] == ["a", "b", "d", "none"]


@pytest.mark.parametrize("named", [".", "*.yaml"])
def test_a_file_of_results_among_specs_is_passed_over_with_a_line(tmp_path: Path, named: str) -> None:
    (tmp_path / "deal.yaml").write_text(
        "obcgen: 1\ndocument: {}\nagreement: {number: C-1}\n", encoding="utf-8"
    )
    results = tmp_path / "results.yaml"
    results.write_text("obcgen: 1\ncontract: C-1\nsettlement: final\n", encoding="utf-8")
    found, told = jobs_of_specs([tmp_path / named])
    assert [job.name for job in found] == ["deal"]
    assert [(each.code, each.place and each.place.file) for each in told] == [("BAT-15", str(results))]
    (settled, told) = results_of([tmp_path / named])
    assert settled == (results,)
    assert [(each.code, each.place and each.place.file) for each in told] == [
        ("BAT-16", str(tmp_path / "deal.yaml"))
    ]
    found, told = jobs_of_specs([results])
    assert ([job.name for job in found], told) == (["results"], ())
    (tmp_path / "deal.yaml").unlink()
    with pytest.raises(ObcgenError, match="BAT-01"):
        jobs_of_specs([tmp_path / named])


@pytest.mark.parametrize(
    "text", ["contracts: C-1\nas_of: 2028-01-01\n", '"contract": C-1\n', "", "document: a\nas_of: b\n"]
)
def test_what_is_no_spec_is_read_among_results(tmp_path: Path, text: str) -> None:
    (tmp_path / "other.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "deal.yaml").write_text("extends: base.yaml\n", encoding="utf-8")
    found, told = results_of([tmp_path])
    assert [path.name for path in found] == ["other.yaml"]
    assert [each.code for each in told] == ["BAT-16"]


@pytest.mark.parametrize("named", ["empty", "*.yaml", "empty/*"])
def test_a_folder_or_pattern_without_a_spec_is_told(tmp_path: Path, named: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ObcgenError, match="BAT-01"):
        jobs_of_specs([tmp_path / named])


def test_two_specs_of_one_name_are_refused_also_where_only_capitals_differ(tmp_path: Path) -> None:
    with pytest.raises(ObcgenError) as fault:
        jobs_of_specs([tmp_path / "a" / "deal.yaml", tmp_path / "b" / "Deal.yml"])
    (problem,) = fault.value.problems
    assert problem.code == "BAT-02"
    assert str(tmp_path / "a" / "deal.yaml") in problem.message


@pytest.mark.parametrize("row", ["A,1\n", "A,=1\n", ",1\n"])
def test_of_a_table_that_is_refused_only_so_many_faults_of_a_kind_are_told(row: str) -> None:
    assert 100 <= len(refused("name,a.b\nB,1\nB,1\n" + row * 150)) <= 202


def test_a_table_has_so_many_rows_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("obcgen.batch.jobs.MOST_ROWS", 2)
    assert len(jobs("name\nA\nB\n")) == 2
    assert refused("name\nA\nA\nB\n") == [("BAT-11", 4, 1)]
