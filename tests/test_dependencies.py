"""What is imported is declared, what is declared is imported, and the lock keeps to what is declared."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Collection
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
RUN = [Requirement(line) for line in PROJECT["project"]["dependencies"]]
EXTRAS = {
    name: [Requirement(line) for line in lines]
    for name, lines in PROJECT["project"]["optional-dependencies"].items()
}
PROVIDED = packages_distributions()
RUN_AS_COMMANDS = {"editables", "hatchling", "mypy", "pytest-cov", "ruff"}
LOCKS = [ROOT / "locks" / "demo.txt", ROOT / "locks" / "test.txt"]
SEPARATE = {"distributed", "pandas", "opendataloader_pdf", "jpype", "playwright", "python_redlines"}
"""What only `make conformance` and `make browser` install, and only its files import."""


def imported(code: str) -> set[str]:
    """Return the first names of what a module imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            found.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module.split(".")[0])
    return found


def packages(folder: str, apart: Collection[str] = ()) -> dict[str, str]:
    """Return the packages that a folder's modules import, each with one module that does."""
    files = sorted((ROOT / folder).rglob("*.py"))
    scripts = (file.stem for file in (ROOT / "scripts").glob("*.py"))
    folders = {file.parent.name for file in files}
    ours = {"obcgen", *sys.stdlib_module_names, *scripts, *folders, *(file.stem for file in files)}
    found: dict[str, str] = {}
    for file in files:
        for name in sorted(imported(file.read_text("utf-8")) - ours - set(apart)):
            for package in {canonicalize_name(each) for each in PROVIDED.get(name, [name])}:
                found.setdefault(package, str(file.relative_to(ROOT)))
    return found


def names(requirements: list[Requirement]) -> set[str]:
    return {canonicalize_name(each.name) for each in requirements}


def pinned(lock: Path) -> dict[str, list[str]]:
    """Return each package of a lock with its version and what follows it."""
    entries = re.split(r"\n(?=\S)", lock.read_text("utf-8").strip())
    return {entry.split("==")[0]: entry.split() for entry in entries}


def test_imports_are_found_wherever_they_stand() -> None:
    code = "import a.b\nfrom c.d import e\nfrom . import f\ndef g():\n    import h as i\n"
    assert imported(code) == {"a", "c", "h"}


def test_what_the_program_imports_is_declared_and_the_other_way_round() -> None:
    found = packages("generator")
    declared = names(RUN) | names(EXTRAS["signing"]) | names(EXTRAS["cluster"])
    assert {name: place for name, place in found.items() if name not in declared} == {}
    assert declared - found.keys() == set()


def test_what_the_tests_import_is_declared_and_the_other_way_round() -> None:
    found = packages("tests", SEPARATE)
    declared = names(RUN) | names(EXTRAS["test"])
    assert {name: place for name, place in found.items() if name not in declared} == {}
    stubs = {name for name in names(EXTRAS["test"]) if name.startswith("types-") or name.endswith("-stubs")}
    assert names(EXTRAS["test"]) - stubs - RUN_AS_COMMANDS - found.keys() == set()


@pytest.mark.parametrize(
    "requirement", [*RUN, *(each for extra in EXTRAS.values() for each in extra)], ids=str
)
def test_every_package_has_a_lowest_version(requirement: Requirement) -> None:
    assert [each for each in requirement.specifier if each.operator == ">="]


@pytest.mark.parametrize("name", ["holidays", "pydyf", "weasyprint"])
def test_a_package_whose_inner_parts_are_used_has_a_first_version_that_is_not_allowed(name: str) -> None:
    (requirement,) = [each for each in RUN if each.name == name]
    assert [each for each in requirement.specifier if each.operator == "<"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_the_lock_pins_every_package_with_hashes_and_names_no_registry(lock: Path) -> None:
    for name, (pin, *rest) in pinned(lock).items():
        assert pin.startswith(f"{name}==")
        assert [each for each in rest if re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", each)], name
    assert not re.search(r"://|--(extra-)?index|--find-links|#", lock.read_text("utf-8"))


@pytest.mark.parametrize(("lock", "needed"), [(LOCKS[0], "build"), (LOCKS[1], "test")], ids=["demo", "test"])
def test_the_lock_holds_what_is_declared_at_a_version_that_is_allowed(lock: Path, needed: str) -> None:
    found = pinned(lock)
    for requirement in [*RUN, *EXTRAS[needed]]:
        version = found[canonicalize_name(requirement.name)][0].split("==")[1]
        assert requirement.specifier.contains(version), f"{requirement}: run make lock"


def test_the_two_locks_agree() -> None:
    demo, test = map(pinned, LOCKS)
    assert {
        name: (demo[name], test[name]) for name in demo.keys() & test.keys() if demo[name] != test[name]
    } == {}


def test_the_engineers_table_states_every_package_with_its_bounds() -> None:
    guide = (ROOT / "docs" / "engineers.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| ([a-z0-9-]+) ((?:>=|<)[^|]*?) \|", guide, re.MULTILINE))
    assert {each.name: set(rows.get(each.name, "").split(",")) for each in RUN} == {
        each.name: {str(part) for part in each.specifier} for each in RUN
    }
