"""Whatever fails at whatever moment: all files are old or all are new, and nothing is left lying about."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from failing import WAYS, Died, Way, failing

from obcgen.files import RECORD, create, save
from obcgen.problems import ObcgenError

OLD = {"a.docx": b"old a", "b.pdf": b"old b"}
NEW = {"a.docx": b"new a", "b.pdf": b"new b", "c.csv": b"new c"}
NEWER = {"a.docx": b"newer a", "b.pdf": b"newer b", "c.csv": b"newer c"}
MOST_STEPS = 100


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def broken_off(folder: Path, step: int, way: Way) -> int:
    """Save NEW while the system goes wrong at a step; return how many steps were reached."""
    with failing(step, way) as found, suppress(ObcgenError, KeyboardInterrupt, Died):
        save(NEW, folder)
    return found.steps


def every_step(tmp_path: Path, way: Way) -> list[Path]:
    """Return a folder for each step at which saving went wrong."""
    folders = []
    for step in range(1, MOST_STEPS):
        folder = tmp_path / str(step)
        save(OLD, folder)
        (folder / "mine.txt").write_bytes(b"mine")
        folders.append(folder)
        if broken_off(folder, step, way) < step:
            return folders
    raise AssertionError("saving never comes to its end")


@pytest.mark.parametrize("way", WAYS)
def test_all_files_are_old_or_all_are_new_once_the_next_run_has_begun(tmp_path: Path, way: Way) -> None:
    folders = every_step(tmp_path, way)
    assert len(folders) > 25
    states = []
    for folder in folders:
        save({"other.html": b"other"}, folder)
        found = contents(folder)
        assert found.pop("mine.txt") == b"mine"
        assert found.pop("other.html") == b"other"
        del found[RECORD]
        assert found in (OLD, NEW), f"a mixed set, or something left behind: {sorted(found)}"
        states.append(found == NEW)
    assert set(states) == {True, False}


@pytest.mark.parametrize("way", WAYS)
def test_nobody_is_told_that_a_file_was_changed_which_was_not(tmp_path: Path, way: Way) -> None:
    for folder in every_step(tmp_path, way):
        save(NEWER, folder)
        found = contents(folder)
        del found[RECORD], found["mine.txt"]
        assert found == NEWER


@pytest.mark.parametrize("way", ["dies before", "dies after"])
def test_what_somebody_wrote_after_a_run_died_is_kept(tmp_path: Path, way: Way) -> None:
    for folder in every_step(tmp_path, way):
        (folder / "a.docx").write_bytes(b"counsel's edits")
        with pytest.raises(ObcgenError) as error:
            save(NEWER, folder)
        assert {problem.code for problem in error.value.problems} == {"FIL-01"}
        assert len(error.value.problems) == 1
        assert (folder / "a.docx").read_bytes() == b"counsel's edits"


def test_a_failure_that_passes_leaves_all_as_it_was_at_once(tmp_path: Path) -> None:
    last = len(every_step(tmp_path / "count", "fails"))
    for step in range(1, last):
        folder = tmp_path / str(step)
        save(OLD, folder)
        before = contents(folder)
        broken_off(folder, step, "fails")
        found = contents(folder)
        assert found == before or {name: found.get(name) for name in NEW} == NEW


def test_new_files_of_a_pack_come_all_or_none(tmp_path: Path) -> None:
    for step in range(1, MOST_STEPS):
        folder = tmp_path / str(step)
        with failing(step, "dies before") as found, suppress(Died):
            create({"pack.yaml": b"1", "clauses/x.md": b"2"}, folder)
        create({"note.txt": b"3"}, folder)
        there = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
        assert there in ({"note.txt"}, {"note.txt", "pack.yaml", "clauses/x.md"})
        if found.steps < step:
            return
    raise AssertionError("creating never comes to its end")
