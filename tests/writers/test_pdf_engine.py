"""A machine that lacks a library of the PDF engine, or has another version, is told so, once and plainly."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tomllib
from pathlib import Path
from types import MappingProxyType, SimpleNamespace
from typing import Any

import pytest

from obcgen.problems import Problem
from obcgen.writers import pdf_engine
from obcgen.writers.pdf_engine import COMMANDS, SUPPORTED, _fault, _version, install_command, no_pages

ROOT = Path(__file__).parent.parent.parent
LIBRARIES = ("gobject", "pango-1.0", "harfbuzz", "fontconfig", "pangoft2")
HIDDEN = """
import sys
import cffi
found = cffi.FFI.dlopen
def dlopen(self, name, flags=0):
    if {hidden!r} in name:
        raise OSError(f"cannot load library '{{name}}': {{name}}: not there.  Nothing helped")
    return found(self, name, flags)
cffi.FFI.dlopen = dlopen
from obcgen.writers import engine_fault
fault = engine_fault("weasyprint")
print(fault.code, fault.found, fault.hint, sep="|") if fault else print("loaded")
"""


def loaded(code: str) -> str:
    """Return what a process of its own prints that loads the engine."""
    environment = os.environ | {"PYTHONPATH": str(ROOT / "generator"), "PYTHONWARNINGS": "error"}
    run = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert run.stderr == ""
    return run.stdout


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_library_that_is_not_there_is_one_problem_and_prints_nothing(library: str) -> None:
    code, found, hint = loaded(HIDDEN.format(hidden=library)).strip().split("|")
    assert code == "ENG-01"
    assert library in found
    assert "\n" not in found
    assert hint == f"To install Pango, run: {install_command()}"


@pytest.mark.parametrize("library", ["harfbuzz-subset", "harfbuzz-vector", "nothing of the kind"])
def test_a_library_that_is_not_needed_is_not_missed(library: str) -> None:
    assert loaded(HIDDEN.format(hidden=library)) == "loaded\n"


def test_no_program_is_started_to_find_the_libraries_and_whoever_searches_later_can() -> None:
    code = """
import ctypes.util, sys
search, started = ctypes.util.find_library, []
sys.addaudithook(lambda event, told: started.append(told[0]) if event == "subprocess.Popen" else None)
from obcgen.writers import engine_fault
print(engine_fault("weasyprint"), started, ctypes.util.find_library is search)
"""
    assert loaded(code) == "None [] True\n"


def test_a_machine_without_a_configuration_of_fonts_is_told_nothing() -> None:
    away = "import os; os.environ['FONTCONFIG_FILE'] = '/nowhere'; "
    assert (
        loaded(away + "from obcgen.writers import engine_fault; print(engine_fault('weasyprint'))")
        == "None\n"
    )


# --- versions ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("package", "number"),
    [("weasyprint", "69.0"), ("weasyprint", "71.0"), ("pydyf", "0.10.0"), ("pydyf", "0.14"), ("pydyf", "")],
)
def test_a_package_of_another_version_is_told_with_the_one_that_works(
    package: str, number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_engine, "_version", lambda name: number if name == package else _version(name))
    problem = _fault.__wrapped__()
    assert problem
    assert problem.code == "ENG-02"
    assert package in problem.message
    assert problem.found == (f"{package} {number}" if number else f"no {package}")
    assert f'"{package}>=' in problem.hint


@pytest.mark.parametrize("number", ["70.0", "70.1", "70.0.2"])
def test_every_version_of_the_range_is_taken(number: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        pdf_engine, "_version", lambda name: number if name == "weasyprint" else _version(name)
    )
    assert _fault.__wrapped__() is None


def test_the_versions_are_those_that_are_declared() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    for package, bounds in SUPPORTED.items():
        lowest, above = (".".join(map(str, bound)) for bound in bounds)
        assert f"{package}>={lowest},<{above}" in declared


def broken(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fails(_: str) -> Any:
        raise error

    monkeypatch.setattr(pdf_engine, "import_module", fails)


def test_an_old_pango_is_told_by_its_number_or_by_what_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    pango = SimpleNamespace(pango_version=lambda: 1_43_00)
    monkeypatch.setattr(pdf_engine, "import_module", lambda _: SimpleNamespace(pango=pango))
    problem = _fault.__wrapped__()
    assert problem
    assert (problem.code, problem.found) == ("ENG-01", "Pango 1.43")
    broken(monkeypatch, AttributeError("undefined symbol: pango_font_get_hb_font"))
    problem = _fault.__wrapped__()
    assert problem
    assert (problem.code, problem.found) == ("ENG-01", "pango_font_get_hb_font")


def test_a_package_that_cannot_be_imported_is_told_and_a_fault_of_ours_is_not_hidden(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    broken(monkeypatch, ImportError("libjpeg.so.62: cannot open shared object file"))
    problem = _fault.__wrapped__()
    assert problem
    assert problem.code == "ENG-02"
    assert "libjpeg" in problem.found
    broken(monkeypatch, RuntimeError("ours"))
    with pytest.raises(RuntimeError, match="ours"):
        _fault.__wrapped__()


# --- systems -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("release", "system"),
    [
        ({"ID": "debian"}, "Debian, Ubuntu"),
        ({"ID": "linuxmint", "ID_LIKE": "ubuntu debian"}, "Debian, Ubuntu"),
        ({"ID": "fedora"}, "Fedora"),
        ({"ID": "rocky", "ID_LIKE": "rhel centos fedora"}, "Fedora"),
    ],
)
def test_a_linux_is_given_the_command_of_its_own(
    release: dict[str, str], system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(platform, "freedesktop_os_release", lambda: release)
    assert install_command() == COMMANDS[system]


@pytest.mark.parametrize(("name", "system"), [("darwin", "macOS"), ("win32", "Windows with MSYS2")])
def test_another_system_is_given_its_own(name: str, system: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", name)
    assert install_command() == COMMANDS[system]


def test_a_system_that_is_not_known_is_given_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing() -> dict[str, str]:
        raise OSError

    monkeypatch.setattr(sys, "platform", "linux")
    for release in (lambda: {"ID": "alpine"}, nothing):
        monkeypatch.setattr(platform, "freedesktop_os_release", release)
        assert all(command in install_command() for command in COMMANDS.values())


def test_what_a_word_file_lacks_is_a_warning_that_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    broken(monkeypatch, OSError("gone"))
    fault = _fault.__wrapped__()
    assert fault
    told = no_pages(fault)
    assert (told.code, told.severity) == ("ENG-03", "warning")
    assert "F9" in told.hint
    assert fault.hint in told.hint


# --- which engine --------------------------------------------------------------------------------

NOT_HERE = Problem("ENG-01", "It is not here.")


@pytest.mark.parametrize(
    ("away", "asked", "lays_out", "told", "numbers"),
    [
        ((), "auto", "weasyprint", False, "typst"),
        (("weasyprint",), "auto", "typst", True, "typst"),
        (("typst",), "auto", "weasyprint", False, "weasyprint"),
        ((), "typst", "typst", False, "typst"),
        (("weasyprint",), "typst", "typst", False, "typst"),
    ],
)
def test_the_engine_is_the_one_asked_for_or_the_first_that_loads(
    monkeypatch: pytest.MonkeyPatch,
    away: tuple[str, ...],
    asked: str,
    lays_out: str,
    *,
    told: bool,
    numbers: str,
) -> None:
    loads = {name: (lambda name=name: NOT_HERE if name in away else None) for name in pdf_engine.ENGINES}
    monkeypatch.setattr(pdf_engine, "ENGINES", MappingProxyType(loads))
    assert pdf_engine.chosen(asked) == lays_out
    assert pdf_engine.quickest() == numbers
    assert pdf_engine.engine_fault(asked) is None
    assert (pdf_engine.other_engine(asked) is not None) == told


def test_an_engine_that_is_asked_for_and_cannot_be_loaded_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    loads = {"weasyprint": lambda: NOT_HERE, "typst": lambda: None}
    monkeypatch.setattr(pdf_engine, "ENGINES", MappingProxyType(loads))
    assert pdf_engine.engine_fault("weasyprint") == NOT_HERE
    assert pdf_engine.engine_fault() is None


@pytest.mark.parametrize(
    ("stated", "engine"),
    [
        ("Typst 0.15.2", "typst"),
        ("WeasyPrint 70.0, Pango 1.50.12", "weasyprint"),
        ("", "weasyprint"),
        ("Typesetter 3", "weasyprint"),
    ],
)
def test_a_file_names_the_engine_that_makes_it_again(stated: str, engine: str) -> None:
    assert pdf_engine.named_in(stated) == engine


def test_typst_of_another_version_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_engine, "_version", lambda name: "0.16.0" if name == "typst" else _version(name))
    problem = pdf_engine.typst_fault.__wrapped__()
    assert problem is not None
    assert (problem.code, problem.found) == ("ENG-02", "typst 0.16.0")


def test_the_engine_is_named_also_after_an_interruption_or_by_two_threads() -> None:
    assert pdf_engine.engine_versions.__wrapped__() == pdf_engine.engine_versions.__wrapped__()
