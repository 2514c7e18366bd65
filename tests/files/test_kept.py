"""What is kept between runs in the user's cache folder: only what nobody else can have written is read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from obcgen.files.kept import LARGEST, is_safe, keep, own_folder, read_kept, version_of


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give this run a cache folder of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    own_folder.cache_clear()
    yield tmp_path / "caches" / "obcgen"
    own_folder.cache_clear()


def test_what_is_kept_comes_back_as_it_went_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    keep(tmp_path / "sum", b"2")
    assert read_kept(tmp_path / "sum") == b"2"
    assert [(each.name, each.stat().st_mode & 0o777) for each in tmp_path.iterdir()] == [("sum", 0o600)]


@pytest.mark.parametrize("content", [b"", b"x" * 31, b"x" * 500, sha256(b"").digest()[:31]])
def test_a_damaged_or_strange_file_is_not_read(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "sum").write_bytes(content)
    (tmp_path / "sum").chmod(0o600)
    assert read_kept(tmp_path / "sum") is None


def test_what_is_too_large_is_neither_kept_nor_read(tmp_path: Path) -> None:
    large = b"2" * LARGEST
    keep(tmp_path / "sum", large)
    assert not list(tmp_path.iterdir())
    (tmp_path / "sum").write_bytes(sha256(large).digest() + large)
    (tmp_path / "sum").chmod(0o600)
    assert read_kept(tmp_path / "sum") is None


def test_a_version_changes_with_what_makes_a_thing_and_with_its_code(tmp_path: Path) -> None:
    code = tmp_path / "code.py"
    code.write_text("1")
    first = version_of("library 1", code=(code,))
    assert first == version_of("library 1", code=(code,)) != version_of("library 2", code=(code,))
    code.write_text("2")
    assert version_of("library 1", code=(code,)) != first


@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_a_file_that_others_can_write_is_not_read(tmp_path: Path, mode: int) -> None:
    keep(tmp_path / "sum", b"2")
    (tmp_path / "sum").chmod(mode)
    assert read_kept(tmp_path / "sum") is None


def test_a_link_or_a_pipe_in_place_of_a_file_is_not_read(tmp_path: Path) -> None:
    keep(tmp_path / "sum", b"2")
    (tmp_path / "link").symlink_to(tmp_path / "sum")
    os.mkfifo(tmp_path / "pipe", 0o600)
    assert read_kept(tmp_path / "link") is None
    assert read_kept(tmp_path / "pipe") is None


def test_a_file_or_folder_of_somebody_else_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(tmp_path / "sum", b"2")
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    assert read_kept(tmp_path / "sum") is None
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


def test_a_folder_is_made_for_its_owner_alone_also_where_a_group_may_write_by_default(home: Path) -> None:
    before = os.umask(0o002)
    try:
        folder = own_folder("letters", "group")
    finally:
        os.umask(before)
    assert folder
    made = (home.parent, home, folder)
    assert [each.stat().st_mode & 0o777 for each in made] == [0o700] * 3


def test_a_relative_place_for_caches_is_not_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", "caches")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    found = own_folder("letters", "relative")
    assert found
    assert found.is_relative_to(tmp_path / "home" / ".cache")


def test_what_old_versions_made_is_removed(home: Path) -> None:
    for age, name in enumerate(("a", "b", "c", "d")):
        (home / f"letters-{name}").mkdir(parents=True)
        os.utime(home / f"letters-{name}", (age, age))
    folder = own_folder("letters", "new")
    assert folder
    assert sorted(home.iterdir()) == sorted([home / "letters-c", home / "letters-d", folder])


def test_a_program_without_the_text_of_its_code_keeps_nothing(home: Path, tmp_path: Path) -> None:
    version = version_of("one", code=(tmp_path / "compiled_only.py",))
    assert own_folder("fonts", version) is None
    assert not home.exists()
