from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest

from obcgen.files import RECORD, create, lock, save
from obcgen.files.exchange import JOURNAL
from obcgen.problems import ObcgenError, Problem


def code_of(error: pytest.ExceptionInfo[ObcgenError]) -> list[str]:
    return [problem.code for problem in error.value.problems]


def test_it_makes_the_folder_and_returns_the_paths_in_order(tmp_path: Path) -> None:
    paths = save({"b.docx": b"2", "a.pdf": b"1"}, tmp_path / "new" / "deep")
    assert [path.name for path in paths] == ["b.docx", "a.pdf"]
    assert (tmp_path / "new" / "deep" / "a.pdf").read_bytes() == b"1"


def test_it_overwrites_what_it_wrote_itself(tmp_path: Path) -> None:
    save({"a.pdf": b"first"}, tmp_path)
    save({"a.pdf": b"second"}, tmp_path)
    assert (tmp_path / "a.pdf").read_bytes() == b"second"


def test_it_remembers_the_files_of_other_runs(tmp_path: Path) -> None:
    save({"a.pdf": b"a"}, tmp_path)
    save({"b.pdf": b"b"}, tmp_path)
    assert set(json.loads((tmp_path / RECORD).read_text())) == {"a.pdf", "b.pdf"}
    save({"a.pdf": b"newer"}, tmp_path)
    assert (tmp_path / "a.pdf").read_bytes() == b"newer"


def test_a_file_that_a_person_changed_is_kept_and_named(tmp_path: Path) -> None:
    save({"a.docx": b"ours", "b.docx": b"ours"}, tmp_path)
    (tmp_path / "a.docx").write_bytes(b"counsel's edits")
    with pytest.raises(ObcgenError) as error:
        save({"a.docx": b"newer", "b.docx": b"newer"}, tmp_path)
    assert code_of(error) == ["FIL-01"]
    assert "a.docx" in error.value.problems[0].message
    assert (tmp_path / "a.docx").read_bytes() == b"counsel's edits"
    assert (tmp_path / "b.docx").read_bytes() == b"ours", "all files or none"


def test_a_file_that_was_there_before_obcgen_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"somebody's")
    with pytest.raises(ObcgenError) as error:
        save({"a.docx": b"ours"}, tmp_path)
    assert code_of(error) == ["FIL-01"]


def test_a_damaged_record_never_costs_a_file(tmp_path: Path) -> None:
    save({"a.docx": b"ours"}, tmp_path)
    (tmp_path / RECORD).write_text("[1, 2")
    with pytest.raises(ObcgenError):
        save({"a.docx": b"newer"}, tmp_path)


def test_replace_overwrites_when_asked(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"somebody's")
    save({"a.docx": b"ours"}, tmp_path, replace=True)
    assert (tmp_path / "a.docx").read_bytes() == b"ours"


def test_a_failed_write_leaves_neither_target_nor_temporary_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ObcgenError) as error:
        save({"a.docx": b"x"}, tmp_path)
    assert code_of(error) == ["FIL-02"]
    assert "No space left" in error.value.problems[0].message
    assert error.value.problems[0].hint.startswith("Make room on this disk")
    assert list(tmp_path.iterdir()) == []


def mode_of(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.fixture
def umask() -> Iterator[Callable[[int], int]]:
    before = os.umask(0o022)
    yield os.umask
    os.umask(before)


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o002, 0o664), (0o077, 0o600)])
def test_a_new_file_has_the_rights_that_the_user_gives_to_new_files(
    tmp_path: Path, umask: Callable[[int], int], mask: int, mode: int
) -> None:
    umask(mask)
    (path,) = save({"a.docx": b"x"}, tmp_path)
    assert (mode_of(path), mode_of(tmp_path / RECORD)) == (mode, mode)


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_a_file_keeps_the_rights_that_it_was_given(tmp_path: Path, mode: int) -> None:
    (path,) = save({"a.docx": b"x"}, tmp_path)
    path.chmod(mode)
    save({"a.docx": b"y"}, tmp_path)
    assert (path.read_bytes(), mode_of(path)) == (b"y", mode)


def test_a_private_file_is_for_its_owner_until_its_owner_says_otherwise(
    tmp_path: Path, umask: Callable[[int], int]
) -> None:
    umask(0)
    (path,) = save({"estimate.docx": b"x"}, tmp_path, private=True)
    assert (mode_of(path), mode_of(tmp_path / RECORD)) == (0o600, 0o666)
    path.chmod(0o640)
    save({"estimate.docx": b"y"}, tmp_path, private=True)
    assert mode_of(path) == 0o640


def refusal(files: Mapping[str, bytes], folder: Path, *, replace: bool = False) -> Problem:
    with pytest.raises(ObcgenError) as error:
        save(files, folder, replace=replace)
    (problem,) = error.value.problems
    return problem


@pytest.mark.parametrize("replace", [False, True])
def test_what_is_no_file_is_neither_waited_for_nor_replaced(tmp_path: Path, replace: bool) -> None:
    os.mkfifo(tmp_path / "a.docx")
    problem = refusal({"a.docx": b"x", "b.pdf": b"x"}, tmp_path, replace=replace)
    assert problem.message == f"{tmp_path / 'a.docx'} cannot be written: it is a pipe, not a file."
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.docx"]


def test_a_record_that_is_a_folder_is_told_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / RECORD).mkdir()
    problem = refusal({"a.docx": b"x"}, tmp_path)
    assert problem.message == f"{tmp_path / RECORD} cannot be written: it is a folder, not a file."
    assert sorted(path.name for path in tmp_path.iterdir()) == [RECORD]


@pytest.mark.parametrize("junk", [b"[" * 200_000, b"\xff\xfe", b"7", b'{"a.docx": [1]}', b""])
def test_a_damaged_record_is_made_anew(tmp_path: Path, junk: bytes) -> None:
    (tmp_path / RECORD).write_bytes(junk)
    save({"a.docx": b"x"}, tmp_path)
    assert "a.docx" in json.loads((tmp_path / RECORD).read_bytes())


def test_a_file_of_which_nothing_is_known_is_not_called_changed(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"somebody's")
    message = refusal({"a.docx": b"x"}, tmp_path).message
    assert message.endswith("is already there and was not written by obcgen, as far as it knows.")


def test_a_name_may_be_as_long_as_the_system_allows(tmp_path: Path) -> None:
    (path,) = save({"x" * 250 + ".docx": b"x"}, tmp_path)
    assert path.read_bytes() == b"x"
    problem = refusal({"x" * 251 + ".docx": b"x"}, tmp_path)
    assert (problem.code, problem.found) == ("FIL-02", "File name too long")


@pytest.mark.parametrize("below", [(), ("deeper",), ("deeper", "still")])
def test_a_folder_that_is_a_file_is_named(tmp_path: Path, below: tuple[str, ...]) -> None:
    (tmp_path / "out").write_text("a file")
    problem = refusal({"a.docx": b"x"}, (tmp_path / "out").joinpath(*below))
    assert problem.message == f"{tmp_path / 'out'} is a file, not a folder."


def test_a_link_that_leads_nowhere_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").symlink_to(tmp_path / "nowhere")
    problem = refusal({"a.docx": b"x"}, tmp_path / "out")
    assert problem.message == f"{tmp_path / 'out'} is a link that leads nowhere, not a folder."


def test_a_file_that_is_open_elsewhere_leaves_the_whole_set_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = {"a.docx": b"old", "b.pdf": b"old", "c.csv": b"old"}
    save(old, tmp_path)
    before = (tmp_path / RECORD).read_bytes()
    real = os.replace

    def busy(source: Path, target: Path) -> None:
        if Path(target).name == "b.pdf":
            raise OSError(16, "Device or resource busy", str(source))
        real(source, target)

    monkeypatch.setattr(os, "replace", busy)
    problem = refusal(dict.fromkeys(old, b"new"), tmp_path)
    assert problem.message == f"{tmp_path / 'b.pdf'} cannot be written: Device or resource busy."
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {**old, RECORD: before}


def test_without_second_names_copies_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise OSError(1, "Operation not permitted")

    save({"a.docx": b"old", "b.pdf": b"old"}, tmp_path)
    monkeypatch.setattr(os, "link", no_links)
    save({"a.docx": b"new", "b.pdf": b"new"}, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [RECORD, "a.docx", "b.pdf"]
    real = os.replace

    def busy(source: Path, target: Path) -> None:
        if Path(target).name == RECORD:
            raise OSError(16, "Device or resource busy")
        real(source, target)

    monkeypatch.setattr(os, "replace", busy)
    (tmp_path / "a.docx").chmod(0o600)
    refusal({"a.docx": b"newer", "b.pdf": b"newer"}, tmp_path)
    assert ((tmp_path / "a.docx").read_bytes(), mode_of(tmp_path / "a.docx")) == (b"new", 0o600)


def test_a_link_to_somebody_s_file_is_replaced_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "precious").write_bytes(b"precious")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.docx").symlink_to(tmp_path / "precious")
    assert refusal({"a.docx": b"x"}, tmp_path / "out").code == "FIL-01"
    save({"a.docx": b"x"}, tmp_path / "out", replace=True)
    assert (tmp_path / "precious").read_bytes() == b"precious"
    assert (tmp_path / "out" / "a.docx").read_bytes() == b"x"


@pytest.mark.parametrize("name", ["../precious", "/precious", "sub/../../precious", "link/precious"])
def test_a_journal_that_a_stranger_sent_reaches_no_other_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / "precious").write_bytes(b"precious")
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "link").symlink_to(tmp_path)
    name = name.replace("/precious", f"{tmp_path}/precious", 1) if name.startswith("/") else name
    (folder / ".obcgen-0.old").write_bytes(b"hostile")
    becomes = sha256(b"precious").hexdigest()
    entry = {"name": name, "new": ".obcgen-0.new", "old": ".obcgen-0.old", "becomes": becomes, "was_there": 1}
    (folder / JOURNAL).write_text(json.dumps([entry]))
    save({"a.docx": b"x"}, folder)
    assert (tmp_path / "precious").read_bytes() == b"precious"
    assert sorted(path.name for path in folder.iterdir()) == [RECORD, "a.docx", "link"]


def test_many_runs_at_once_lose_no_line_of_the_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 3_600)
    names = [f"{number}.pdf" for number in range(12)]
    with ThreadPoolExecutor(12) as pool:
        list(pool.map(lambda name: save({name: name.encode(), "same.csv": name.encode()}, tmp_path), names))
    assert set(json.loads((tmp_path / RECORD).read_text())) == {*names, "same.csv"}
    assert {path.name for path in tmp_path.iterdir()} == {*names, "same.csv", RECORD}
    save(dict.fromkeys([*names, "same.csv"], b"newer"), tmp_path)


def test_a_run_that_does_not_end_is_told_and_not_disturbed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0)
    with lock.locked(tmp_path):
        (tmp_path / ".obcgen-0.new").write_bytes(b"half")
        assert refusal({"a.docx": b"x"}, tmp_path).code == "FIL-04"
        assert (tmp_path / ".obcgen-0.new").read_bytes() == b"half"
    save({"a.docx": b"x"}, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [RECORD, "a.docx"]


def test_a_lock_that_a_dead_run_left_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / lock.LOCK).touch()
    save({"a.docx": b"x"}, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [RECORD, "a.docx"]


@pytest.mark.parametrize("leave", [Path.touch, os.mkfifo])
def test_a_lock_that_another_user_left_is_no_hindrance(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, leave: Callable[[Path], None]
) -> None:
    real = os.open

    def only_to_be_read(path: Path, flags: int, mode: int = 0o777) -> int:
        if Path(path).name == lock.LOCK and flags & os.O_RDWR:
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", only_to_be_read)
    assert refusal({"a.docx": b"x"}, tmp_path).found == "Permission denied", "a folder closed to us"
    leave(tmp_path / lock.LOCK)
    save({"a.docx": b"x"}, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [RECORD, "a.docx"]


def test_a_file_system_without_locks_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr("fcntl.flock", none)
    assert save({"a.docx": b"x"}, tmp_path) == (tmp_path / "a.docx",)


def test_new_files_never_stand_over_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "spec.yaml")
    with pytest.raises(ObcgenError) as error:
        create({"spec.yaml": b"x"}, tmp_path)
    assert code_of(error) == ["FIL-03"]
