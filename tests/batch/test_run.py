"""What becomes of each job: written, unchanged or failed, and what is on the disk then."""

from __future__ import annotations

import json
import pickle
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner

from obcgen.api import build_contract, read
from obcgen.batch.carried import sent, unpacked
from obcgen.batch.jobs import jobs_of_table
from obcgen.batch.program import program
from obcgen.batch.records import RECORD, key_of
from obcgen.batch.run import Batch, Outcome, folders_left, in_order, run
from obcgen.batch.to_text import faults_text, progress_text, warnings_text
from obcgen.batch.work import Made, Order, Task, make
from obcgen.cli import main
from obcgen.pack import Pack
from obcgen.problems import Kind, ObcgenError
from obcgen.source.table import from_text

DENVER = Path(__file__).parents[2] / "specs" / "denver-literacy.yaml"
WEAK = Kind("TST-01", "A test's own warning", "warning")
TABLE = "name,document.number,population.planned\nA,R-1,480\nB,R-2,x\nC,R-3,460\n"


def here(items: Iterator[tuple[int, Task | Outcome]]) -> Iterator[tuple[int, Made | Outcome | None]]:
    """A worker in this process whose documents are the numbers of their specs."""
    for number, item in items:
        yield number, item if isinstance(item, Outcome) else _made(item)


def _made(task: Task) -> Made:
    number = str(task.source.root.value["document"].value["number"].value)  # type: ignore[index, call-overload, union-attr]
    return Made({f"{number}.html": number.encode()}, (WEAK.problem(f"{number} is weak."),))


def batch_of(folder: Path, text: str = TABLE, *, resume: bool = False) -> Batch:
    return Batch(jobs_of_table(from_text(text, "t.csv"), DENVER), Order(), folder, resume=resume)


def states(batch: Batch) -> dict[str, str]:
    return {outcome.job.name: outcome.state for _, outcome in run(batch, here)}


def test_each_job_has_its_folder_and_a_fault_in_one_stops_no_other(tmp_path: Path) -> None:
    assert states(batch_of(tmp_path)) == {"A": "written", "B": "written", "C": "written"}
    assert (tmp_path / "C" / "R-3.html").read_bytes() == b"R-3"
    bad = TABLE.replace("R-2,x", ",x")
    found = {outcome.job.name: outcome for _, outcome in run(batch_of(tmp_path, bad), here)}
    assert {name: each.state for name, each in found.items()} == {
        "A": "written",
        "B": "failed",
        "C": "written",
    }
    assert [each.code for each in found["B"].problems] == ["BAT-05"]


def test_a_district_whose_folder_cannot_be_written_stops_no_other_and_is_made_later(tmp_path: Path) -> None:
    (tmp_path / "B").write_text("in its place", encoding="utf-8")
    found = {outcome.job.name: outcome for _, outcome in run(batch_of(tmp_path), here)}
    assert {name: each.state for name, each in found.items()} == {
        "A": "written",
        "B": "failed",
        "C": "written",
    }
    assert [each.code for each in found["B"].problems] == ["TST-01", "FIL-02"]
    (tmp_path / "B").unlink()
    assert states(batch_of(tmp_path, resume=True)) == {"A": "unchanged", "B": "written", "C": "unchanged"}


def test_what_a_batch_made_is_not_made_again(tmp_path: Path) -> None:
    states(batch_of(tmp_path))
    assert set(states(batch_of(tmp_path, resume=True)).values()) == {"unchanged"}
    again = {each.job.name: each for _, each in run(batch_of(tmp_path, resume=True), here)}
    assert again["A"].files == ("R-1.html",)
    assert [each.message for each in again["A"].problems] == ["R-1 is weak."]


def test_what_changed_is_made_again_and_nothing_else(tmp_path: Path) -> None:
    states(batch_of(tmp_path))
    (tmp_path / "A" / "R-1.html").unlink()
    changed = TABLE.replace("460", "461")
    assert states(batch_of(tmp_path, changed, resume=True)) == {
        "A": "written",
        "B": "unchanged",
        "C": "written",
    }


def test_without_resume_all_is_made_again(tmp_path: Path) -> None:
    states(batch_of(tmp_path))
    assert set(states(batch_of(tmp_path)).values()) == {"written"}


def test_what_somebody_edited_is_kept_and_told(tmp_path: Path) -> None:
    states(batch_of(tmp_path))
    (tmp_path / "A" / "R-1.html").write_text("edited", encoding="utf-8")
    found = {each.job.name: each for _, each in run(batch_of(tmp_path, resume=True), here)}
    assert (found["A"].state, found["A"].problems[-1].code) == ("failed", "FIL-01")
    assert (tmp_path / "A" / "R-1.html").read_text(encoding="utf-8") == "edited"
    assert found["B"].state == "unchanged"


def test_files_of_another_number_that_stay_behind_are_told(tmp_path: Path) -> None:
    states(batch_of(tmp_path))
    found = [each for _, each in run(batch_of(tmp_path, TABLE.replace("R-1", "R-9")), here)]
    assert [each.code for each in found[0].problems] == ["TST-01", "BAT-08"]
    assert "R-1.html" in found[0].problems[1].message


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"key": 1}', '{"key": "k", "files": 3, "problems": []}'])
def test_a_damaged_record_counts_as_none(tmp_path: Path, damage: str) -> None:
    states(batch_of(tmp_path))
    (tmp_path / "A" / RECORD).write_text(damage, encoding="utf-8")
    found = [each for _, each in run(batch_of(tmp_path, resume=True), here)]
    assert [each.state for each in found] == ["written", "unchanged", "unchanged"]
    (tmp_path / "C" / ".obcgen.json").write_text(damage, encoding="utf-8")
    again = [batch_of(tmp_path, resume=True)] * 2
    assert [states(each)["C"] for each in again] == ["written", "unchanged"]


def test_a_folder_whose_row_is_gone_is_told_where_a_batch_goes_on(tmp_path: Path) -> None:
    states(batch_of(tmp_path))
    fewer = TABLE.partition("C,")[0]
    (told,) = folders_left(batch_of(tmp_path, fewer, resume=True))
    assert (told.code, told.found) == ("BAT-08", "C")
    assert not [*folders_left(batch_of(tmp_path, resume=True))]


@pytest.mark.parametrize("address", ["", "10.0.0.5", "tcp://", "tcp://10.0.0.5", "tcp://a b:1"])
def test_an_address_that_is_none_is_told_before_anything_else(address: str) -> None:
    result = CliRunner().invoke(main, ["batch", str(DENVER), "--scheduler", address])
    assert result.exit_code == 2
    assert "no address of a scheduler" in result.stderr


def test_a_worker_that_never_answers_is_a_fault_of_its_job(tmp_path: Path) -> None:
    found = [
        each for _, each in run(batch_of(tmp_path), lambda items: ((number, None) for number, _ in items))
    ]
    assert {(each.state, each.problems[0].code) for each in found} == {("failed", "BAT-07")}


def test_the_key_hangs_on_spec_order_and_program() -> None:
    spec, order = read(DENVER), Order()
    keys = {
        key_of(spec, order, "p"),
        key_of(spec, order, "q"),
        key_of(spec, replace(order, formats=("html",)), "p"),
        key_of(spec, replace(order, names="spec"), "p"),
        key_of(spec, replace(order, documents=("contract",)), "p"),
        key_of(read(DENVER, settings=["population.planned=481"]), order, "p"),
        key_of(read(DENVER, pack="florida"), order, "p"),
        key_of(replace(spec, pack=replace(spec.pack, engine="typst")), order, "p"),
    }
    assert len(keys) == 8
    assert key_of(read(DENVER), order, "p") in keys


def test_the_key_hangs_on_what_a_spec_extends_also_where_that_gives_way(tmp_path: Path) -> None:
    (tmp_path / "deal.yaml").write_text("extends: base.yaml\npopulation: {planned: 480}\n")
    keys = set()
    for planned in ("470", "471"):
        (tmp_path / "base.yaml").write_text(f"population: {{planned: {planned}}}\n")
        keys.add(key_of(read(tmp_path / "deal.yaml"), Order(), "p"))
    assert len(keys) == 2


def test_outcomes_are_handed_on_in_the_order_of_the_jobs(tmp_path: Path) -> None:
    batch = batch_of(tmp_path)
    outcomes = [Outcome(job, "written") for job in batch.jobs]
    came = list(in_order(iter([(2, outcomes[2]), (0, outcomes[0]), (1, outcomes[1])])))
    assert [[each.job.name for each in due] for _, due in came] == [[], ["A"], ["B", "C"]]


def test_a_fault_of_the_program_or_of_memory_is_told_and_stops_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    task = Task.of(read(DENVER), Order())
    for error, code in (
        (ValueError("slip"), "BAT-06"),
        (MemoryError(), "BAT-07"),
        (ObcgenError(WEAK.problem("w")), "TST-01"),
    ):

        def broken(*_: object, error: Exception = error, **__: object) -> None:
            raise error

        monkeypatch.setattr("obcgen.batch.work.build_package", broken)
        made = make(task)
        assert (made.failed, made.files, [each.code for each in made.problems]) == (True, {}, [code])
        assert ("slip" in made.traceback) == (code == "BAT-06")


def test_a_strangers_pack_travels_with_its_task_and_is_the_same_there(tmp_path: Path) -> None:
    (tmp_path / "pack" / "shared").mkdir(parents=True)
    (tmp_path / "pack" / "pack.yaml").write_text('name: ours\nversion: "1"\ninherits: colorado\n', "utf-8")
    (tmp_path / "pack" / "shared" / "note.md").write_bytes(b"\xffany bytes\r\n")
    spec = read(DENVER, pack=tmp_path / "pack")
    travelled = pickle.loads(pickle.dumps(sent(Task.of(spec, Order()))))  # noqa: S301 - our own
    shutil.rmtree(tmp_path / "pack")
    layers = tuple(map(unpacked, travelled.layers))
    assert [layer.name for layer in layers] == [layer.name for layer in spec.pack.layers]
    assert Pack(layers).foreign
    assert (layers[0].folder / "shared" / "note.md").read_bytes() == b"\xffany bytes\r\n"
    assert layers[1:] == spec.pack.layers[1:]
    assert unpacked(travelled.layers[0]) is layers[0]


def test_the_program_has_an_imprint_also_where_weasyprint_cannot_be_loaded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unloadable() -> str:
        raise OSError("no Pango")

    before = program()
    monkeypatch.setattr("obcgen.batch.program.engine_versions", unloadable)
    monkeypatch.setattr("obcgen.batch.program.engine_fault", lambda name: name == "weasyprint")
    assert program.__wrapped__() not in {"", before}


def test_the_engine_that_is_asked_for_reaches_the_worker(tmp_path: Path) -> None:
    found = []

    def look(items: Iterator[tuple[int, Task | Outcome]]) -> Iterator[tuple[int, Made | Outcome | None]]:
        for number, item in items:
            assert isinstance(item, Task)
            found.append(pickle.loads(pickle.dumps(item)).spec.pack.style.engine)  # noqa: S301 - our own
            yield number, None

    batch = batch_of(tmp_path)
    list(run(replace(batch, order=replace(batch.order, engine="typst")), look))
    assert set(found) == {"typst"}


def test_a_worker_with_another_program_makes_nothing() -> None:
    made = make(replace(Task.of(read(DENVER), Order()), program="another"))
    assert ([each.code for each in made.problems], made.files) == (["BAT-09"], {})


def test_an_estimate_counts_only_what_was_made() -> None:
    assert progress_text(Counter(written=1, unchanged=50), 100, 10) == "51 of 100 done, about 8 minutes left"
    assert progress_text(Counter(unchanged=3), 4, 10) == "3 of 4 done"
    assert progress_text(Counter(written=2, failed=2), 4, 9) == "4 of 4 done, 2 failed"
    assert progress_text(Counter(written=1), 2, 40) == "1 of 2 done, about 40 seconds left"


def test_an_error_that_many_share_is_told_in_full_once(tmp_path: Path) -> None:
    jobs = batch_of(tmp_path).jobs
    shared, own = (replace(WEAK, severity="error").problem(text) for text in ("shared", "own"))
    text = faults_text(
        Outcome(job, "failed", problems=told)
        for job, told in zip(jobs, ((shared,), (shared, own), (shared,)), strict=True)
    )
    assert (text.count("TST-01  shared"), text.count("TST-01  own")) == (1, 1)
    assert "A (t.csv, row 2) failed:\nerror" in text
    assert "B (t.csv, row 3) failed as in A, and\nerror TST-01  own" in text
    assert text.endswith("C (t.csv, row 4) failed as in A.\n")


def test_warnings_are_told_once_with_the_number_of_specs(tmp_path: Path) -> None:
    found = [each for _, each in run(batch_of(tmp_path), here)]
    assert warnings_text(found) == "warning TST-01 in 3 specs, first in A: R-1 is weak.\n"
    assert warnings_text(found[:1]) == "warning TST-01 in A: R-1 is weak.\n"


def test_the_command_writes_the_bytes_that_are_written_one_by_one(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("name,agreement.number,population.planned\nA,C-1,480\nB,C-2,x\n", encoding="utf-8")
    args = ["batch", "--table", table, "--spec", DENVER, "--document", "contract", "--format", "html"]
    result = CliRunner().invoke(main, [*map(str, args), "-o", str(tmp_path), "--json", "--jobs", "2"])
    assert result.exit_code == 1, result.output
    data = json.loads(result.stdout)
    assert [(each["name"], each["row"], each["state"]) for each in data["specs"]] == [
        ("A", 2, "written"),
        ("B", 3, "failed"),
    ]
    assert (data["written"], data["unchanged"], data["failed"]) == (1, 0, 1)
    assert {
        (each["line"], each["column"]) for each in data["specs"][1]["problems"] if each["severity"] == "error"
    } == {(3, 7)}
    alone = build_contract(
        read(DENVER, settings=["agreement.number=C-1", "population.planned=480"]), ["html"]
    )
    (name,) = data["specs"][0]["files"]
    assert sha256(Path(name).read_bytes()).digest() == sha256(alone.files[Path(name).name]).digest()


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--table", "t.csv"],
        ["--spec", "s.yaml"],
        ["s.yaml", "--table", "t.csv", "--spec", "s.yaml"],
        ["a", "--jobs", "0"],
    ],
)
def test_a_batch_of_nothing_or_of_both_is_wrong_usage(words: list[str]) -> None:
    assert CliRunner().invoke(main, ["batch", *words]).exit_code == 2
