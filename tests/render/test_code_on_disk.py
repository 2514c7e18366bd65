"""Compiled templates in the user's cache folder: code, so only what nobody else can have written is run."""

from __future__ import annotations

import marshal
import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from types import CodeType

import pytest

from obcgen.pack import Layer, Pack, builtin
from obcgen.render import compiled
from obcgen.render.compiled import is_safe, own_folder, read_code, write_code
from obcgen.render.environment import MACROS, Templates

CODE = compile("1 + 1", "sum", "eval")
NAMES: dict[str, object] = {}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give this run a cache folder of its own, under a folder that looks as a user's home does."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    monkeypatch.setattr("obcgen.render.environment._KEPT", compiled.Kept())
    own_folder.cache_clear()
    yield tmp_path / "caches" / "obcgen"
    own_folder.cache_clear()


def files(home: Path) -> list[Path]:
    return sorted(each for each in home.rglob("*") if each.is_file())


def test_templates_of_the_program_are_compiled_once_for_all_runs(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Templates(builtin(), NAMES)
    assert len(files(home)) >= len(MACROS)
    assert all(not each.stat().st_mode & 0o077 for each in (*files(home), *home.glob("templates-*")))
    monkeypatch.setattr("obcgen.render.environment._KEPT", compiled.Kept())  # as another run has it
    monkeypatch.delattr("jinja2.Environment._parse")
    Templates(builtin(), NAMES)


def test_templates_of_a_district_or_a_stranger_are_never_kept(home: Path, tmp_path: Path) -> None:
    (tmp_path / "pack" / "shared").mkdir(parents=True)
    (tmp_path / "pack" / "shared" / "forms.html").write_text(
        "{% macro own() %}x{% endmacro %}", encoding="utf-8"
    )
    Templates(Pack((Layer(tmp_path / "pack", "pack"), *builtin().layers)), NAMES)
    assert not files(home)


def test_code_comes_back_as_it_went(tmp_path: Path) -> None:
    write_code(tmp_path / "sum", CODE)
    found = read_code(tmp_path / "sum")
    assert isinstance(found, CodeType)
    assert eval(found) == 2  # noqa: S307
    assert [each.name for each in tmp_path.iterdir()] == ["sum"]


@pytest.mark.parametrize("content", [b"", b"x" * 31, b"x" * 500, sha256(b"").digest()[:31]])
def test_a_damaged_file_is_compiled_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "sum").write_bytes(content)
    assert read_code(tmp_path / "sum") is None


def test_what_is_no_code_is_not_taken_for_it(tmp_path: Path) -> None:
    data = marshal.dumps("print(1)")
    (tmp_path / "sum").write_bytes(sha256(data).digest() + data)
    (tmp_path / "sum").chmod(0o600)
    assert read_code(tmp_path / "sum") is None


@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_a_file_that_others_can_write_is_not_read(tmp_path: Path, mode: int) -> None:
    write_code(tmp_path / "sum", CODE)
    (tmp_path / "sum").chmod(mode)
    assert read_code(tmp_path / "sum") is None


def test_a_link_or_a_pipe_in_place_of_a_file_is_not_read(tmp_path: Path) -> None:
    write_code(tmp_path / "sum", CODE)
    (tmp_path / "link").symlink_to(tmp_path / "sum")
    os.mkfifo(tmp_path / "pipe", 0o600)
    assert read_code(tmp_path / "link") is None
    assert read_code(tmp_path / "pipe") is None


def test_a_file_or_folder_of_somebody_else_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_code(tmp_path / "sum", CODE)
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    assert read_code(tmp_path / "sum") is None
    assert not is_safe(tmp_path)


def test_a_folder_that_others_can_put_another_in_place_of_is_not_used(tmp_path: Path) -> None:
    folder = tmp_path / "above" / "folder"
    folder.mkdir(parents=True)
    folder.chmod(0o700)
    (tmp_path / "above").chmod(0o700)
    assert is_safe(folder)
    folder.chmod(0o770)
    assert not is_safe(folder)
    folder.chmod(0o700)
    (tmp_path / "above").chmod(0o777)
    assert not is_safe(folder)
    (tmp_path / "above").chmod(0o1777)
    assert is_safe(folder)
    (tmp_path / "link").symlink_to(folder)
    assert not is_safe(tmp_path / "link")


def test_where_nothing_can_be_written_templates_are_compiled_each_time(home: Path, tmp_path: Path) -> None:
    (tmp_path / "caches").write_text("a file where a folder should be", encoding="utf-8")
    Templates(builtin(), NAMES)
    assert own_folder() is None
    assert not home.exists()


def test_a_relative_place_for_caches_is_not_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", "caches")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    own_folder.cache_clear()
    found = own_folder()
    own_folder.cache_clear()
    assert found
    assert found.is_relative_to(tmp_path / "home" / ".cache")


def test_what_old_versions_compiled_is_removed(home: Path) -> None:
    for age, name in enumerate(("a", "b", "c", "d")):
        (home / f"templates-{name}").mkdir(parents=True)
        os.utime(home / f"templates-{name}", (age, age))
    folder = own_folder()
    assert folder
    assert sorted(home.iterdir()) == sorted([home / "templates-c", home / "templates-d", folder])
