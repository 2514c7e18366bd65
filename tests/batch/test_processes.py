"""Workers that fail, vanish or wait: every other job is done, and each job has one answer."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import obcgen
from obcgen.batch.processes import in_processes


def work(job: str) -> str:
    """Answer; `die` ends its process; a path lets a process end once and answer the second time."""
    if job == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if job.startswith("/"):
        try:
            Path(job).touch(exist_ok=False)
        except FileExistsError:
            return "the second time"
        os.kill(os.getpid(), signal.SIGKILL)
    if job == "who":
        return str(os.getpid())
    return job.upper()


def answers(jobs: list[str | int], most: int = 2) -> dict[int, object]:
    found = in_processes(work, iter(enumerate(jobs)), most, lambda job: isinstance(job, str))
    several = list(found)
    assert len(several) == len(jobs)
    return dict(several)


def test_every_job_is_answered_and_what_is_none_passes_through() -> None:
    assert answers(["a", 1, "b", 2, "c"]) == {0: "A", 1: 1, 2: "B", 3: 2, 4: "C"}


def test_no_jobs_are_no_answers() -> None:
    assert answers([]) == {}


def test_a_job_that_ends_two_processes_has_no_answer_and_the_others_have_theirs() -> None:
    assert answers(["die", "a", "b", "die", "c", "d"]) == {0: None, 1: "A", 2: "B", 3: None, 4: "C", 5: "D"}


def test_a_job_whose_process_is_lost_once_is_done_again(tmp_path: Path) -> None:
    assert answers(["a", str(tmp_path / "flag"), "b"]) == {0: "A", 1: "the second time", 2: "B"}


def test_processes_are_kept_and_are_no_more_than_asked_for() -> None:
    assert len(set(answers(["who"] * 12, most=2).values())) <= 2


def test_a_process_is_replaced_after_many_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("obcgen.batch.processes.MOST_JOBS", 4)
    assert len(set(answers(["who"] * 8, most=1).values())) == 2


def test_work_is_taken_only_as_there_are_hands_for_it() -> None:
    taken = []

    def jobs() -> Iterator[tuple[int, str]]:
        for number in range(50):
            taken.append(number)
            yield number, "a"

    found = in_processes(work, jobs(), 2, lambda job: isinstance(job, str))
    next(found)
    assert len(taken) <= 6
    found.close()  # type: ignore[attr-defined]


def test_the_processes_end_where_the_caller_stops_early() -> None:
    found = in_processes(work, iter(enumerate(["who"] * 4)), 1, lambda _: True)
    process = int(next(found)[1])
    found.close()  # type: ignore[attr-defined]
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


BATCH = """
import os, sys
sys.path.insert(0, sys.argv[1])
import obcgen
from obcgen.batch.processes import in_processes

def work(job):
    print(os.getpid(), flush=True)
    return b"x" * 1_000_000

found = in_processes(work, iter(enumerate("abcd")), 3, lambda _: True)
next(found)
os.kill(os.getpid(), 9)
"""


def test_the_processes_end_where_the_batch_itself_is_killed_while_they_answer() -> None:
    package = Path(obcgen.__file__).parents[1]
    # What they print can be read to its end only when all of them have ended.
    run = subprocess.run(
        [sys.executable, "-c", BATCH, package], capture_output=True, check=False, timeout=600
    )
    assert run.returncode == -signal.SIGKILL
    assert run.stdout
