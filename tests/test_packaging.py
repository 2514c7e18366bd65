"""Builds the wheel, installs it elsewhere and runs it from another directory."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    subprocess.run(
        [*pip, "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT],
        check=True,
    )
    return next(folder.glob("obcgen-*.whl"))


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("elsewhere")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "--quiet", "--no-deps", "--target", folder, wheel], check=True)
    return folder


def run(site: Path, *command: str, cwd: Path, caches: Path | None = None) -> subprocess.CompletedProcess[str]:
    kept = {} if caches is None else {"XDG_CACHE_HOME": str(caches)}
    environment = {**os.environ, "PYTHONPATH": str(site), **kept}
    return subprocess.run(
        [sys.executable, *command], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )


def test_the_wheel_holds_templates_fonts_and_their_licences(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for name in (
        "rfp/outline.yaml",
        "contract/outline.yaml",
        "shared/style.yaml",
        "shared/fonts/Carlito-Regular.ttf",
    ):
        assert f"obcgen/templates/{name}" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert any(name.endswith("Carlito-OFL.txt") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "specs/"))]
    assert {"obcgen/docs/procurement-officers.md", "obcgen/docs/library.md", "obcgen/py.typed"} <= names


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hatched(ROOT, tmp_path_factory.mktemp("sdist"), "sdist")


def hatched(root: Path, folder: Path, target: str) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(folder)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    return next(folder.glob("obcgen-*"))


def test_the_source_archive_holds_all_that_the_project_is_made_of(archive: Path) -> None:
    with tarfile.open(archive) as tar:
        names = {name.partition("/")[2] for name in tar.getnames()}
    for name in (
        "tests/test_packaging.py",
        "docs/engineers.md",
        "docs/images/denver-rfp.png",
        "templates/rfp/outline.yaml",
        "specs/denver-literacy.yaml",
        "scripts/release.py",
        "locks/demo.txt",
        "Makefile",
        "SECURITY.md",
        "CONTRIBUTING.md",
        "LICENSE",
        "CHANGELOG.md",
    ):
        assert name in names
    assert not [name for name in names if name.startswith((".venv", "output/R", "build/", "dist/", ".git/"))]


def test_archives_built_from_the_source_archive_in_another_folder_are_the_same(
    archive: Path, wheel: Path, tmp_path: Path
) -> None:
    with tarfile.open(archive) as tar:
        # as the documentation advises: before Python 3.11.4 there is no filter, and nothing looks at this
        tar.extraction_filter = getattr(tarfile, "data_filter", None)
        tar.extractall(tmp_path)  # noqa: S202 - our own archive
    (root,) = tmp_path.iterdir()
    assert hatched(root, tmp_path / "source", "sdist").read_bytes() == archive.read_bytes()
    assert hatched(root, tmp_path / "again", "wheel").read_bytes() == wheel.read_bytes()


def test_the_installed_program_is_the_one_that_runs(elsewhere: Path, tmp_path: Path) -> None:
    where = run(elsewhere, "-c", "import obcgen; print(obcgen.__file__)", cwd=tmp_path)
    assert where.stdout.startswith(str(elsewhere))


def test_its_help_names_a_folder_with_the_guides(elsewhere: Path, tmp_path: Path) -> None:
    printed = run(elsewhere, "-m", "obcgen", "--help", cwd=tmp_path).stdout
    (folder,) = re.findall(r"^The guides are in (.*)$", printed, re.MULTILINE)
    assert folder == str(elsewhere / "obcgen" / "docs")
    assert (Path(folder) / "procurement-officers.md").is_file()


def test_its_examples_can_be_written_and_checked(elsewhere: Path, tmp_path: Path) -> None:
    assert run(elsewhere, "-m", "obcgen", "example", "duval-math", cwd=tmp_path).returncode == 0
    checked = run(elsewhere, "-m", "obcgen", "check", "duval-math/duval-math.yaml", cwd=tmp_path)
    assert (checked.returncode, checked.stderr) == (0, "")


def test_it_builds_an_rfp_from_any_directory(elsewhere: Path, tmp_path: Path) -> None:
    (tmp_path / "deal.yaml").write_bytes((ROOT / "specs" / "denver-literacy.yaml").read_bytes())
    result = run(elsewhere, "-m", "obcgen", "rfp", "deal.yaml", "--only", "rfp", "--quiet", cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert (tmp_path / "output" / "RFP-2027-014.docx").stat().st_size > 20_000
    assert (tmp_path / "output" / "RFP-2027-014.pdf").stat().st_size > 20_000


def test_its_first_run_compiles_no_template(elsewhere: Path, tmp_path: Path) -> None:
    (tmp_path / "deal.yaml").write_bytes((ROOT / "specs" / "denver-literacy.yaml").read_bytes())
    command = ("-m", "obcgen", "rfp", "deal.yaml", "--format", "html", "--quiet")
    assert run(elsewhere, *command, cwd=tmp_path, caches=tmp_path / "caches").returncode == 0
    assert list((tmp_path / "caches" / "obcgen").glob("fonts-*/*"))  # a run that compiles keeps it here
    assert not list((tmp_path / "caches" / "obcgen").glob("templates-*/*"))


def test_a_mistake_ends_with_status_1_and_no_output_folder(elsewhere: Path, tmp_path: Path) -> None:
    (tmp_path / "deal.yaml").write_text("obcgen: 1\n", encoding="utf-8")
    result = run(elsewhere, "-m", "obcgen", "rfp", "deal.yaml", cwd=tmp_path)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "output").exists()
