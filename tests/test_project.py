"""What a well-kept project has: a release that is checked, licences, a hook and an action that run."""

from __future__ import annotations

import os
import re
import runpy
import subprocess
import sys
from importlib.metadata import Distribution
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
RELEASE = runpy.run_path(str(ROOT / "scripts" / "release.py"))
LICENCES = runpy.run_path(str(ROOT / "scripts" / "licences.py"))
SPECS = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "specs").glob("*.yaml"))


# --- a release -----------------------------------------------------------------------------------


@pytest.fixture
def ready(tmp_path: Path) -> Path:
    """Return a small project that may be released."""
    (tmp_path / "generator").mkdir()
    (tmp_path / "generator" / "module.py").write_text('"""Nothing."""\n')
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "1.2.0"\n')
    (tmp_path / "SECURITY.md").write_text("Write to security@district.org.\n")
    (tmp_path / "CHANGELOG.md").write_text(
        "## Unreleased\n\n## 1.2.0 - 2027-01-15\n\n- A thing.\n\n## 1.1.0\n"
    )
    git(tmp_path, "init", "--quiet")
    commit(tmp_path)
    return tmp_path


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=Tester", "-c", "user.email=tester@localhost"]
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "All of it")


def test_what_is_ready_lacks_nothing(ready: Path) -> None:
    assert list(RELEASE["lacking"](ready)) == []


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("CHANGELOG.md", "## 1.2.0 - 2027-01-15\n\n## 1.1.0\n- Old.\n", "no section “## 1.2.0 - YYYY-MM-DD”"),
        ("CHANGELOG.md", "## 1.2.0\n- A thing.\n", "no section “## 1.2.0 - YYYY-MM-DD”"),
        ("CHANGELOG.md", "## 11.2.0 - 2027-01-15\n- A thing.\n", "no section “## 1.2.0 - YYYY-MM-DD”"),
        ("generator/module.py", '__version__ = "1.2.0"\n', "generator/module.py states a version too"),
        ("SECURITY.md", "Write to security@obcgen.example.\n", "SECURITY.md holds an address"),
    ],
)
def test_what_is_not_ready_is_told(ready: Path, name: str, text: str, says: str) -> None:
    (ready / name).write_text(text)
    commit(ready)
    (sentence,) = RELEASE["lacking"](ready)
    assert says in sentence


def test_work_that_is_not_committed_and_a_tag_that_is_taken_are_told(ready: Path) -> None:
    git(ready, "tag", "v1.2.0")
    (ready / "new.txt").write_text("new")
    assert [sentence.split()[0] for sentence in RELEASE["lacking"](ready)] == ["Something", "The"]


def test_placeholders_are_seen_as_such() -> None:
    told = " ".join(RELEASE["lacking"](ROOT)) if (ROOT / ".git").exists() else "SECURITY.md pyproject.toml"
    assert "SECURITY.md" in told
    assert "pyproject.toml" in told


# --- licences ------------------------------------------------------------------------------------


def test_the_page_names_every_package_that_is_installed_with_obcgen() -> None:
    page = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    assert set(LICENCES["runtime"]()) <= set(re.findall(r"^\| ([a-z0-9-]+) \|", page, re.MULTILINE))


def test_nothing_is_under_the_agpl_and_nothing_hides_its_licence() -> None:
    assert LICENCES["forbidden"]() == []
    assert [
        name for name, each in LICENCES["runtime"]().items() if LICENCES["licence"](each) == "not stated"
    ] == []


@pytest.mark.parametrize(
    ("metadata", "licence"),
    [
        ("License-Expression: AGPL-3.0-only\nLicense: MIT\n", "AGPL-3.0-only"),
        ("Classifier: License :: OSI Approved :: GNU Affero General Public License v3\n", "Affero"),
        ("License: MIT\n", "MIT"),
        ("Name: none\n", "not stated"),
    ],
)
def test_a_licence_is_read_where_a_package_states_it(metadata: str, licence: str, tmp_path: Path) -> None:
    folder = tmp_path / "none-1.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(metadata)
    assert licence in LICENCES["licence"](Distribution.at(folder))


# --- the hook and the action ---------------------------------------------------------------------


def bad(folder: Path) -> str:
    path = folder / "bad.yaml"
    path.write_text((ROOT / SPECS[1]).read_text("utf-8").replace("target: 42%", "target: 2%"), "utf-8")
    return str(path)


def ran(command: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
    with_ours = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "PATH": with_ours, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_hook_checks_all_the_files_that_it_is_given(tmp_path: Path) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    command = [*hook["entry"].split(), *hook["args"]]
    assert ran([*command, *SPECS]).returncode == 0
    done = ran([*command, SPECS[0], bad(tmp_path), SPECS[2]])
    assert (done.returncode, "::error file=" in done.stdout) == (1, True)


@pytest.mark.parametrize(
    ("path", "taken"),
    [
        ("specs/deal.yaml", True),
        ("a/specs/deal.yml", True),
        ("specs/results/deal.yaml", False),
        ("x.yaml", False),
    ],
)
def test_the_hook_takes_specs_and_leaves_results_and_other_files(path: str, taken: bool) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert bool(re.search(hook["files"], path)) is taken


@pytest.fixture
def step() -> dict[str, Any]:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    assert action["runs"]["using"] == "composite"
    found: dict[str, Any] = action["runs"]["steps"][-1]
    given = {name.upper(): f"${{{{ inputs.{name} }}}}" for name in action["inputs"]}
    assert found["env"] == given, "each input reaches the step as a variable, never as text of the script"
    return found


def acted(step: dict[str, Any], folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    binary = folder / "obcgen" / "bin"
    binary.mkdir(parents=True)
    (binary / "obcgen").symlink_to(Path(sys.executable).parent / "obcgen")
    environment = {"RUNNER_TEMP": str(folder), "SPECS": "", "FOR": "", "PACK": "", **inputs}
    return ran(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]], **environment)


def test_the_action_checks_what_a_pattern_names(step: dict[str, Any], tmp_path: Path) -> None:
    assert acted(step, tmp_path, SPECS="specs/*.yaml", FOR="rfp").returncode == 0


def test_the_action_fails_beside_the_line(step: dict[str, Any], tmp_path: Path) -> None:
    done = acted(step, tmp_path, SPECS=f"{SPECS[0]} {bad(tmp_path)}")
    assert (done.returncode, "::error file=" in done.stdout) == (1, True)


@pytest.mark.parametrize(
    "inputs", [{"SPECS": "nothing/*.yaml"}, {"SPECS": "--help"}, {"SPECS": "$(touch harmed)"}]
)
def test_the_action_runs_nothing_that_an_input_says(
    step: dict[str, Any], tmp_path: Path, inputs: dict[str, str]
) -> None:
    assert acted(step, tmp_path, **inputs).returncode != 0
    assert not (ROOT / "harmed").exists()
