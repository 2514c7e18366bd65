from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from obcgen.files import RECORD, save
from obcgen.problems import ObcgenError


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


def test_a_folder_that_is_a_file_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(ObcgenError) as error:
        save({"a.docx": b"x"}, tmp_path / "out")
    assert code_of(error) == ["FIL-02"]


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
    assert list(tmp_path.iterdir()) == []


def test_everybody_in_the_office_can_read_a_saved_file(tmp_path: Path) -> None:
    (path,) = save({"a.docx": b"x"}, tmp_path)
    assert path.stat().st_mode & 0o777 == 0o644
