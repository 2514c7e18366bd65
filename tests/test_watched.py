"""Where the system cannot confine a part of a process, the whole command is a child that is watched."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from obcgen import confined as confinement
from obcgen.confined import NOTE, Limits, NotWatched, beginning_anew, confined
from obcgen.problems import ObcgenError, Problem
from obcgen.usage import Used, read_ps, used
from obcgen.watched import run_watched

WIDE = Limits(seconds=600, memory=2_000_000_000, answer=1_000)
CHILD = "import os, sys; del os.fork; from obcgen import confined as c; "
WORK = CHILD + "sys.stdout.write(c.confined(lambda: {work}, c.Limits({limits}), 'our-pack').decode())"


def command(work: str, limits: Limits) -> list[str]:
    numbers = f"{limits.seconds}, {limits.memory}, {limits.answer}"
    return [sys.executable, "-c", WORK.format(work=work, limits=numbers)]


def refusal(work: str, limits: Limits) -> Problem:
    with pytest.raises(ObcgenError) as caught:
        run_watched(command(work, limits))
    (problem,) = caught.value.problems
    return problem


def test_work_within_its_limits_is_done_and_its_status_is_the_command_s(
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert run_watched(command("b'done'", WIDE)) == 0
    assert capfd.readouterr().out == "done"
    assert run_watched([sys.executable, "-c", "import sys; sys.exit(7)"]) == 7


def test_work_without_end_is_ended() -> None:
    problem = refusal("__import__('time').sleep(600) or b''", Limits(0, WIDE.memory, WIDE.answer))
    assert (problem.code, problem.found) == ("RUN-01", "our-pack")


def test_work_that_fills_the_memory_is_ended() -> None:
    filling = "(bytearray(b'x') * 200_000_000, __import__('time').sleep(600))"
    problem = refusal(filling, Limits(600, 100_000_000, WIDE.answer))
    assert problem.code == "RUN-02"
    assert "asked for more than 100 MB" in problem.message


def test_what_is_no_work_of_a_stranger_is_not_held_to_limits(capfd: pytest.CaptureFixture[str]) -> None:
    code = CHILD + "import time; time.sleep(0.3); print('ours')"
    assert run_watched([sys.executable, "-c", code]) == 0
    assert capfd.readouterr().out == "ours\n"


def test_an_answer_that_is_too_long_is_the_child_s_to_refuse(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confinement, "IS_LIMITED", False)
    monkeypatch.setenv(NOTE, str(tmp_path / "note"))
    assert confined(lambda: b"x" * WIDE.answer, WIDE, "our-pack") == b"x" * WIDE.answer
    for work, code in ((lambda: b"x" * (WIDE.answer + 1), "RUN-03"), (lambda: bytes(1 << 60), "RUN-02")):
        with pytest.raises(ObcgenError) as caught:
            confined(work, WIDE, "our-pack")
        assert [problem.code for problem in caught.value.problems] == [code]
    assert list(tmp_path.iterdir()) == [], "no note stays behind"


def test_a_note_says_what_is_done_while_it_is_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confinement, "IS_LIMITED", False)
    monkeypatch.setenv(NOTE, str(tmp_path / "note"))
    said = json.loads(confined((tmp_path / "note").read_bytes, WIDE, "our-pack"))
    assert said[2] > 1_000_000, "what this process had by then is no part of the work"
    assert said[3:] == [WIDE.seconds, WIDE.memory, WIDE.answer, "our-pack"]


def test_only_a_command_can_begin_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confinement, "IS_LIMITED", False)
    monkeypatch.delenv(NOTE, raising=False)
    with beginning_anew(), pytest.raises(NotWatched):
        confined(lambda: b"", WIDE, "our-pack")
    assert confined(lambda: b"in place", WIDE, "our-pack") == b"in place"


NO_FORK = """
import os, sys
with open(os.environ["STARTED"], "a") as started:
    started.write(f"{sys.argv[:1]} {os.environ.get('OBCGEN_WATCHED', '')[:1]}\\n")
del os.fork
sys.modules["resource"] = None
"""
PDF = (Path(__file__).parent / "fuzz" / "corpus" / "pdf" / "page.pdf").read_bytes()


@pytest.mark.parametrize(("content", "code"), [(PDF, "INS-02"), (PDF[:300], "RDR-02")])
def test_a_command_without_fork_and_resource_is_begun_anew_as_a_child(
    tmp_path: Path, content: bytes, code: str
) -> None:
    (tmp_path / "sitecustomize.py").write_text(NO_FORK)
    (tmp_path / "x.pdf").write_bytes(content)
    done = subprocess.run(
        [sys.executable, "-m", "obcgen", "inspect", "x.pdf"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path), "STARTED": str(tmp_path / "started")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert code in done.stderr + done.stdout
    assert "Traceback" not in done.stderr
    started = (tmp_path / "started").read_text().splitlines()
    assert [line[-1] == "/" for line in started] == [False, True], "first alone, then watched"


def test_a_system_whose_limit_of_memory_holds_nothing_is_watched_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confinement, "SYSTEM_HOLDS_MEMORY", False)
    monkeypatch.setattr(confinement, "_limit", lambda _: None)

    def filling() -> bytes:
        kept = bytearray(b"x") * 200_000_000
        time.sleep(600)
        return bytes(kept[:1])

    with pytest.raises(ObcgenError) as caught:
        confined(filling, Limits(600, 100_000_000, 1_000), "our-pack")
    assert [problem.code for problem in caught.value.problems] == ["RUN-02"]
    assert confined(lambda: b"little", Limits(600, 100_000_000, 1_000), "our-pack") == b"little"


def test_what_a_process_uses_is_known_here() -> None:
    now = used(os.getpid())
    assert now
    assert 5_000_000 < now.memory < 5_000_000_000
    assert 0 <= now.seconds < 100_000


def test_nothing_is_known_of_a_process_that_is_not_there() -> None:
    assert used(2**22 + 1) is None


@pytest.mark.parametrize(
    ("clock", "seconds"), [("0:01.50", 1.5), ("1:02.00", 62), ("00:01:02", 62), ("1-00:00:01", 86_401)]
)
def test_what_ps_of_each_system_tells_is_read(clock: str, seconds: float) -> None:
    assert read_ps(f"  7 {clock}\n") == Used(seconds, 7168)


@pytest.mark.parametrize("told", ["", "7", "7 clock", "seven 0:01"])
def test_what_ps_did_not_tell_is_no_figure(told: str) -> None:
    with pytest.raises(ValueError, match=r"not enough values|could not convert|invalid literal"):
        read_ps(told)
