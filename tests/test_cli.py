from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from obcgen.cli import main

SPECS = Path(__file__).parent.parent / "specs"
DENVER = SPECS / "denver-literacy.yaml"
RFP = ("rfp", "--only", "rfp")


def run(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    return result.exit_code, result.stdout, result.stderr


def test_results_go_to_standard_output_and_problems_to_standard_error(tmp_path: Path) -> None:
    weak = tmp_path / "weak.yaml"
    weak.write_text(DENVER.read_text().replace("per_participant: $880", "per_participant: $990"))
    status, out, error = run(*RFP, weak, "-o", tmp_path / "out", "--format", "html")
    assert status == 0
    assert out == f"{tmp_path / 'out' / 'RFP-2027-014.html'}\n"
    assert "warning GUI-02" in error


def test_errors_write_nothing(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(DENVER.read_text().replace("target: 42%", "target: 2%"))
    status, out, error = run("contract", bad, "-o", tmp_path / "out")
    assert (status, out) == (1, "")
    assert "GUI-04" in error
    assert not (tmp_path / "out").exists()


def test_a_document_of_another_spec_is_kept_until_replace_is_given(tmp_path: Path) -> None:
    other = tmp_path / "what-if.yaml"
    other.write_text(DENVER.read_text().replace("title: High-Dosage", "title: Low-Dosage"))
    into = ["-o", tmp_path / "out", "--format", "html"]
    page = tmp_path / "out" / "RFP-2027-014.html"
    assert run(*RFP, DENVER, *into)[0] == run(*RFP, DENVER, *into)[0] == 0
    before = page.read_bytes()
    status, _, error = run(*RFP, other, *into)
    assert (status, page.read_bytes()) == (1, before)
    assert "FIL-01  RFP-2027-014.html was made from denver-literacy.yaml; what-if.yaml makes" in error
    page.unlink()
    assert run(*RFP, other, *into)[0] == 0
    assert run(*RFP, DENVER, *into, "--replace")[0] == 0
    assert page.read_bytes() == before


def test_an_edited_file_is_kept_until_replace_is_given(tmp_path: Path) -> None:
    assert run(*RFP, DENVER, "-o", tmp_path, "--format", "html")[0] == 0
    page = tmp_path / "RFP-2027-014.html"
    page.write_text("counsel's edits")
    status, _, error = run(*RFP, DENVER, "-o", tmp_path, "--format", "html")
    assert status == 1
    assert "FIL-01" in error
    assert page.read_text() == "counsel's edits"
    assert run(*RFP, DENVER, "-o", tmp_path, "--format", "html", "--replace")[0] == 0
    assert page.read_text() != "counsel's edits"


def test_a_format_given_twice_is_written_once(tmp_path: Path) -> None:
    status, out, _ = run(*RFP, DENVER, "-o", tmp_path, "--format", "html", "--format", "html")
    assert (status, len(out.splitlines())) == (0, 1)


@pytest.mark.parametrize(
    "arguments",
    [
        ["rfp"],
        ["rfp", "a.yaml", "b.yaml"],
        ["rfp", DENVER, "--format", "doc"],
        ["check", DENVER, "--for", "invoice"],
        ["tree", DENVER],
        ["invoice", DENVER],
    ],
)
def test_wrong_usage_ends_with_status_2(arguments: list[object]) -> None:
    assert run(*arguments)[0] == 2


def test_a_schedule_is_written_in_each_format_asked_for(tmp_path: Path) -> None:
    both = ["--format", "csv", "--format", "xlsx", "-o", tmp_path, "--quiet"]
    assert run("schedule", DENVER, *both)[0] == 0
    assert {".csv", ".xlsx"} <= {path.suffix for path in tmp_path.iterdir()}
    status, _, error = run("schedule", DENVER, "--json", "--format", "csv", "-o", tmp_path / "none")
    assert (status, "not both" in error, (tmp_path / "none").exists()) == (2, True, False)


@pytest.mark.parametrize("command", ["rfp", "contract", "check", "schedule"])
def test_a_folder_instead_of_a_spec_is_a_problem(command: str, tmp_path: Path) -> None:
    status, _, error = run(command, tmp_path)
    assert status == 1
    assert "Traceback" not in error


@pytest.mark.parametrize("kind", ["rfp", "contract"])
def test_the_tree_prints_numbers_titles_and_tables(kind: str) -> None:
    status, out, _ = run("tree", DENVER, "--document", kind)
    assert status == 0
    assert "Payment schedule" in out
    assert "$1,200,000" in out


def test_the_tree_of_a_spec_with_errors_is_refused(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("obcgen: 1\n")
    assert run("tree", bad, "--document", "rfp")[0] == 1


def test_a_pack_that_is_no_folder_is_a_problem(tmp_path: Path) -> None:
    status, _, error = run(*RFP, DENVER, "--pack", tmp_path / "nowhere", "-o", tmp_path / "out")
    assert status == 1
    assert "PCK-01" in error


@pytest.mark.parametrize("command", list(main.commands))
def test_every_command_says_what_it_does(command: str) -> None:
    status, out, _ = run(command, "--help")
    assert status == 0
    assert out.startswith(f"Usage: main {command} ")
    assert len(out.split("\n\n")[1].strip()) > 20


def test_help_imports_no_heavy_library() -> None:
    heavy = ("pydantic", "jinja2", "weasyprint")
    code = f"import sys; from obcgen.cli import main; print([m for m in {heavy} if m in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_check_loads_nothing_that_a_sound_spec_does_not_need() -> None:
    needless = ("json", "obcgen.build", "obcgen.confined", "obcgen.spec.results", "docx")
    code = (
        "import sys; from obcgen.cli import main\n"
        "try: main(sys.argv[1:], standalone_mode=False)\n"
        f"finally: print([name for name in {needless} if name in sys.modules])"
    )
    command = [sys.executable, "-c", code, "check", str(DENVER), "--for", "rfp"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "[]")


@pytest.mark.parametrize("spec", sorted(SPECS.glob("*.yaml")), ids=lambda path: path.stem)
def test_check_reads_law_without_what_makes_documents(spec: Path) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "obcgen", "check", str(spec)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    loaded = {line.rpartition("|")[2].strip() for line in told.splitlines()}
    rooms = {".".join(name.split(".")[:2]) for name in loaded if name.startswith("obcgen.")}
    assert {"obcgen.law", "obcgen.policy"} <= rooms
    assert rooms & {"obcgen.render", "obcgen.build", "obcgen.document", "obcgen.writers"} == set()
    assert loaded & {"jinja2", "markupsafe", "markdown_it", "docx", "lxml", "weasyprint"} == set()


def test_a_document_loads_nothing_of_reviews_results_workbooks_and_redlines(tmp_path: Path) -> None:
    needless = (
        "obcgen.review",
        "obcgen.results",
        "obcgen.statement",
        "obcgen.sheets",
        "obcgen.clauses",
        "obcgen.document.redline",
        "obcgen.batch",
        "weasyprint",
        "pikepdf",
        "lxml",
        "fontTools.subset",
    )
    make = ["obcgen", "rfp", str(DENVER), "--only", "rfp", "--format", "docx", "-o"]
    run(
        "rfp", DENVER, "--only", "rfp", "--format", "docx", "-o", tmp_path / "first"
    )  # what is kept is kept now
    code = (
        f"import sys; from obcgen.cli import main; sys.argv = {[*make, str(tmp_path / 'second')]}\n"
        "try: main(standalone_mode=False)\n"
        f"finally: print([name for name in {needless} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "[]")


def test_progress_is_silent_where_there_is_no_terminal(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "obcgen",
        "rfp",
        str(DENVER),
        "--only",
        "rfp",
        "-o",
        str(tmp_path),
        "--format",
        "html",
    ]
    command += ["--pack", "colorado"]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert result.stderr == ""


def test_check_annotates_a_pull_request(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(DENVER.read_text().replace("target: 42%", "target: 0.42"))
    status, out, _ = run("check", bad, "--format", "github")
    assert status == 1
    assert f"\n::error file={bad},line=" in f"\n{out}"
    assert "title=SPC-08::" in out


def test_json_may_be_asked_for_in_two_ways() -> None:
    assert run("check", DENVER, "--json") == run("check", DENVER, "--format", "json")


def test_a_value_set_on_the_command_line_reaches_every_command(tmp_path: Path) -> None:
    setting = ["--set", "document.title=Another Title"]
    assert "Another Title" in run("tree", DENVER, "--document", "rfp", *setting)[1]
    assert run(*RFP, DENVER, "-o", tmp_path, "--format", "html", *setting)[0] == 0
    assert "Another Title" in (tmp_path / "RFP-2027-014.html").read_text()
    assert "$1,250,000" not in run("schedule", DENVER)[1]
    assert "$1,250,000" in run("schedule", DENVER, "--set", "funding.not_to_exceed=$1,250,000")[1]
    assert run("check", DENVER, "--set", "document.title=")[0] == 1


def test_the_schema_is_the_one_beside_the_examples() -> None:
    assert run("schema") == (0, (SPECS / "schema.json").read_text(encoding="utf-8"), "")


@pytest.mark.parametrize(("no_color", "coloured"), [(None, True), ("1", False), ("", True)])
def test_colour_is_left_out_where_the_user_says_so(
    no_color: str | None, coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    from obcgen.cli.command import colour

    class Terminal:
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    if no_color is not None:
        monkeypatch.setenv("NO_COLOR", no_color)
    assert colour(Terminal()) is coloured
