"""Work in a process with limits: its answer comes back whole, and a limit met is a Problem."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from itertools import count

import pytest

from obcgen.confined import Limits, confined, joined, parted
from obcgen.problems import Kind, ObcgenError, Place, Problem

SHORT = Limits(seconds=1, memory=100_000_000, answer=2_000_000)
LONG = Limits(seconds=600, memory=100_000_000, answer=2_000_000)
ALARM = signal.alarm
"""The system's, which tests do without (see conftest)."""
KIND = Kind("XXX-01", "Only here")


def refusal(work: Callable[[], bytes], limits: Limits = LONG) -> tuple[Problem, ...]:
    with pytest.raises(ObcgenError) as caught:
        confined(work, limits, "our-pack")
    return caught.value.problems


def turning() -> bytes:
    for _ in count():
        pass
    return b""


def stubborn() -> bytes:
    while True:
        try:
            turning()
        except TimeoutError:
            continue


def killed(number: int) -> Callable[[], bytes]:
    def work() -> bytes:
        os.kill(os.getpid(), number)
        return b""

    return work


@pytest.mark.parametrize("size", [0, 1, 70_000, 2_000_000])
def test_the_answer_comes_back_whole(size: int) -> None:
    assert confined(lambda: b"\0x" * (size // 2), LONG, "our-pack") == b"\0x" * (size // 2)


def test_nothing_that_the_work_changes_reaches_us() -> None:
    here = [1]

    def work() -> bytes:
        here.append(2)
        return str(here).encode()

    assert confined(work, LONG, "our-pack") == b"[1, 2]"
    assert here == [1]


def test_problems_come_back_as_they_were() -> None:
    told = (
        KIND.problem(
            "“Héllo”.", path=("rates", 2), place=Place("a.md", 3, 4, 5, "x\ty"), found="f", hint="h"
        ),
        KIND.problem("Nowhere."),
    )

    def work() -> bytes:
        raise ObcgenError(*told)

    assert refusal(work) == told


def test_a_fault_of_ours_is_no_problem_of_the_user_s() -> None:
    def work() -> bytes:
        raise KeyError("mistake of ours")

    with pytest.raises(RuntimeError, match="mistake of ours"):
        confined(work, LONG, "our-pack")


def sleeping() -> bytes:
    time.sleep(300)
    return b"awake"


@pytest.mark.parametrize("work", [turning, stubborn, sleeping])
def test_work_without_end_is_stopped(monkeypatch: pytest.MonkeyPatch, work: Callable[[], bytes]) -> None:
    monkeypatch.setattr(signal, "alarm", ALARM)
    (problem,) = refusal(work, SHORT)
    assert (problem.code, problem.found) == ("RUN-01", "our-pack")
    assert problem.message == "our-pack kept the computer busy for 1 seconds and was stopped."


def test_work_that_fills_the_memory_is_stopped() -> None:
    (problem,) = refusal(lambda: bytes(3_000_000_000))
    assert problem.code == "RUN-02"
    assert problem.message == "our-pack asked for more than 100 MB of memory and was stopped."


def test_an_answer_without_end_is_cut() -> None:
    (problem,) = refusal(lambda: b"x" * 2_000_001)
    assert problem.message == "our-pack prints more than 2 MB and was stopped."
    assert problem.code == "RUN-03"


@pytest.mark.parametrize("number", [signal.SIGTRAP, signal.SIGSYS])
def test_work_that_breaks_its_process_leaves_ours_whole(number: int) -> None:
    (problem,) = refusal(killed(number))
    assert (problem.code, problem.message) == (
        "RUN-04",
        "our-pack made the program that prints it break off.",
    )


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT, signal.SIGHUP])
def test_whoever_stops_the_work_from_outside_does_not_blame_the_pack(number: int) -> None:
    (problem,) = refusal(killed(number))
    assert problem.code == "RUN-05"
    assert "stopped by a user, or by a computer without memory left" in problem.message
    assert "author" not in problem.hint


def noted(first: Callable[[], object]) -> tuple[Callable[[], bytes], Callable[[], bytes]]:
    """Return work that begins with something and sleeps, and what tells how far it came before it ended."""
    reading, writing = os.pipe()

    def work() -> bytes:
        os.write(writing, b"begun ")
        first()
        os.write(writing, sleeping())
        return b""

    def told() -> bytes:
        os.close(writing)
        with os.fdopen(reading, "rb") as end:
            return end.read()  # whoever has not ended yet still holds the other end

    return work, told


def test_the_work_ends_with_whoever_wanted_it() -> None:
    work, told = noted(lambda: os.kill(os.getppid(), signal.SIGKILL))
    parent = os.fork()
    if parent == 0:
        confined(work, LONG, "our-pack")
        os._exit(0)
    os.waitpid(parent, 0)
    assert told() == b"begun "


@pytest.mark.usefixtures("usual_signals")
def test_the_work_ends_where_its_parent_is_asked_to_stop() -> None:
    work, told = noted(lambda: os.kill(os.getppid(), signal.SIGINT))
    with pytest.raises(KeyboardInterrupt):
        confined(work, LONG, "our-pack")
    assert told() == b"begun "


def test_where_the_system_has_no_fork_the_work_is_done_in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("obcgen.confined.IS_LIMITED", False)
    assert confined(lambda: str(os.getpid()).encode(), LONG, "our-pack") == str(os.getpid()).encode()


@pytest.mark.parametrize("parts", [{}, {"a": b""}, {"docx": b"\n\0x", "pdf": b"{}\n", "html": b"y"}])
def test_several_contents_go_as_one_answer(parts: dict[str, bytes]) -> None:
    assert parted(joined(parts)) == parts
