"""Without Pango all is made, PDFs by Typst; without any engine a PDF is refused whole, in one Problem."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import docx
import pytest
from click.testing import CliRunner, Result

from obcgen.build import build
from obcgen.cli import main
from obcgen.confined import room
from obcgen.pack import builtin
from obcgen.problems import Problem
from obcgen.writers import pdf_engine

ROOT = Path(__file__).parent.parent
RFP = ROOT / "tests" / "specs" / "minimal-rfp.yaml"
CONTRACT = ROOT / "tests" / "specs" / "minimal-contract.yaml"
DENVER = ROOT / "specs" / "denver-literacy.yaml"
DENVER_RESULTS = ROOT / "specs" / "results" / "denver-literacy-final.yaml"
HIDDEN = """
import cffi
found = cffi.FFI.dlopen
def dlopen(self, name, flags=0):
    if "pango" in name:
        raise OSError(f"cannot load library '{name}': {name}: not there")
    return found(self, name, flags)
cffi.FFI.dlopen = dlopen
"""
FAULT = Problem("ENG-01", "Pages cannot be laid out on this machine.", hint="To install Pango, run: it")


@pytest.fixture
def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no engine be loadable."""
    monkeypatch.setattr(pdf_engine, "ENGINES", MappingProxyType({"weasyprint": lambda: FAULT}))


def on_a_bare_machine(
    folder: Path, *arguments: object, hidden: str = HIDDEN
) -> subprocess.CompletedProcess[str]:
    """Run a command in a process that finds no Pango, or lacks something else; all share caches."""
    (folder / "sitecustomize.py").write_text(hidden, encoding="utf-8")
    path = os.pathsep.join((str(folder), str(ROOT / "generator")))
    return subprocess.run(
        [sys.executable, "-m", "obcgen", *map(str, arguments), "--output", str(folder / "out")],
        env=os.environ | {"PYTHONPATH": path, "XDG_CACHE_HOME": f"{os.environ['OBCGEN_TESTS_SHARE']}/bare"},
        capture_output=True,
        text=True,
        check=False,
    )


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


# --- a real process ------------------------------------------------------------------------------


def test_a_pdf_is_laid_out_by_the_second_engine_and_one_line_says_so(tmp_path: Path) -> None:
    ended = on_a_bare_machine(tmp_path, "rfp", RFP, "--only", "rfp")
    assert ended.returncode == 0
    assert ended.stderr.count("ENG-") == ended.stderr.count("warning ENG-04") == 1
    (made,) = (tmp_path / "out").glob("*.pdf")
    (same,) = build("rfp", RFP, ("pdf",), replace(builtin(), engine="typst")).files.values()
    assert made.read_bytes() == same


def test_the_engine_that_is_asked_for_is_refused_in_one_problem_and_nothing_is_written(
    tmp_path: Path,
) -> None:
    ended = on_a_bare_machine(tmp_path, "rfp", RFP, "--engine", "weasyprint")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.count("ENG-") == ended.stderr.count("error ENG-01") == 1
    assert "--engine auto" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not (tmp_path / "out").exists()


def test_word_and_the_web_page_are_written_as_on_any_machine(tmp_path: Path) -> None:
    ended = on_a_bare_machine(tmp_path, "rfp", RFP, "--only", "rfp", "--format", "docx", "--format", "html")
    assert ended.returncode == 0
    assert "ENG-" not in ended.stderr
    assert sorted(path.suffix for path in (tmp_path / "out").glob("[!.]*")) == [".docx", ".html"]
    assert all(Path(line).is_file() for line in ended.stdout.splitlines())
    (page,) = (tmp_path / "out").glob("*.html")
    (same,) = build("rfp", RFP, ("html",), builtin()).files.values()
    assert page.read_bytes() == same


def test_a_python_package_that_cannot_be_loaded_is_one_sentence(tmp_path: Path) -> None:
    broken = "import sys; sys.modules['fontTools.ttLib'] = None"
    ended = on_a_bare_machine(tmp_path, "rfp", RFP, "--format", "docx", hidden=broken)
    assert ended.returncode == 1
    assert "Install obcgen anew" in ended.stderr
    assert "fontTools.ttLib" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not (tmp_path / "out").exists()


# --- every command -------------------------------------------------------------------------------


@pytest.mark.usefixtures("no_engine")
@pytest.mark.parametrize(
    "command",
    [
        ("rfp", RFP, "--format", "pdf"),
        ("contract", CONTRACT, "--format", "docx", "--format", "pdf"),
        ("contract", CONTRACT, "--notes", "--format", "pdf"),
        ("review", RFP, "--format", "pdf"),
        ("settle", DENVER, DENVER_RESULTS, "--format", "csv", "--format", "pdf"),
        ("estimate", DENVER, "--format", "pdf"),
    ],
    ids=lambda command: " ".join(str(word) for word in command if not isinstance(word, Path)),
)
def test_each_command_refuses_a_pdf_whole(command: tuple[object, ...], tmp_path: Path) -> None:
    result = run(*command, "--output", tmp_path / "out")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.count("error ENG-01") == 1
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("no_engine")
def test_a_word_file_has_its_contents_without_pages_and_a_field_that_adds_them() -> None:
    made = build("rfp", RFP, ("docx",), builtin())
    (content,) = made.files.values()
    assert [problem.code for problem in made.problems if problem.code.startswith("ENG")] == ["ENG-03"]
    xml = docx.Document(io.BytesIO(content)).element.xml
    assert "TOC \\h" in xml
    assert "PAGEREF" not in xml
    assert "TOC \\n" not in xml


@pytest.mark.usefixtures("no_engine")
def test_what_has_no_contents_is_told_nothing(tmp_path: Path) -> None:
    result = run("review", RFP, "--format", "docx", "--output", tmp_path)
    assert "ENG-" not in result.stderr
    assert [path.suffix for path in tmp_path.glob("*.*") if path.name[0] != "."] == [".docx"]


def test_a_pdf_is_not_compared_and_its_spec_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (content,) = build("rfp", RFP, ("pdf",), builtin()).files.values()
    (tmp_path / "a.pdf").write_bytes(content)
    monkeypatch.setattr(pdf_engine, "ENGINES", MappingProxyType({"weasyprint": lambda: FAULT}))
    result = run("inspect", tmp_path / "a.pdf")
    assert result.exit_code == 1
    assert "not compared" in result.stdout
    assert [word for word in result.stderr.split() if "-0" in word] == ["ENG-01"]
    assert run("inspect", tmp_path / "a.pdf", "--spec").exit_code == 0


def test_too_little_memory_to_lay_out_pages_is_one_sentence_and_no_file(tmp_path: Path) -> None:
    code = (
        "import resource, runpy, sys; from obcgen import confined, layout; "
        "layout.LEAST_ROOM = 10**15; "
        "resource.setrlimit(resource.RLIMIT_AS, (10**12, resource.getrlimit(resource.RLIMIT_AS)[1])); "
        "runpy.run_module('obcgen', run_name='__main__')"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, "rfp", RFP, "--output", tmp_path / "out"],
        env=os.environ | {"PYTHONPATH": str(ROOT / "generator")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert "too little free memory" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not (tmp_path / "out").exists()


def test_without_a_limit_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("resource.getrlimit", lambda _: (-1, -1))
    assert room() is None
    monkeypatch.setattr("resource.getrlimit", lambda _: (0, 0))
    assert room() == 0


def test_one_engine_that_can_be_loaded_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    from obcgen.writers import engine_fault

    both = {"weasyprint": lambda: FAULT, "another": lambda: None}
    monkeypatch.setattr(pdf_engine, "ENGINES", MappingProxyType(both))
    assert engine_fault() is None
    monkeypatch.setattr(pdf_engine, "ENGINES", MappingProxyType({"weasyprint": lambda: FAULT}))
    assert engine_fault() == FAULT
