"""A batch that loses its workers on the way, or is stopped itself: processes of this machine, then several
machines, here all on the loopback, whose scheduler is lost as well.

Run by `make conformance`, which installs `distributed`.
"""

from __future__ import annotations

import json
import os
import runpy
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib.metadata import distribution
from pathlib import Path

import pytest

from obcgen.batch.cluster import on_cluster
from obcgen.problems import ObcgenError

BIN = Path(sys.executable).parent
DENVER = Path(__file__).parents[2] / "specs" / "denver-literacy.yaml"
LICENCES = runpy.run_path(str(DENVER.parents[1] / "scripts" / "licences.py"))
ROWS = 8


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Machines:
    """A scheduler and workers, each a process; whatever is killed stays so until it is started again."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, _free_port()
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    @property
    def address(self) -> str:
        return f"tcp://127.0.0.1:{self.port}"

    def start(self, name: str) -> None:
        what = ["scheduler", "--host", "127.0.0.1", "--port", str(self.port)]
        if name != "scheduler":
            what = ["worker", self.address, "--nthreads", "1", "--no-nanny", "--name", name]
        command = [BIN / "dask", *what, "--no-dashboard"]
        with (self.folder / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                list(map(str, command)), stdout=log, stderr=log, cwd=self.folder
            )

    def kill(self, name: str) -> None:
        process = self.running.pop(name)
        process.send_signal(signal.SIGKILL)
        process.wait()


@contextmanager
def machines(folder: Path) -> Iterator[Machines]:
    found = Machines(folder)
    try:
        for name in ("scheduler", "one", "two"):
            found.start(name)
        yield found
    finally:
        for name in list(found.running):
            found.kill(name)


def batch(folder: Path, *more: str) -> subprocess.Popen[bytes]:
    table = folder / "t.csv"
    rows = "".join(f"D{number},C-{number}\n" for number in range(ROWS))
    table.write_text(f"name,agreement.number\n{rows}", encoding="utf-8")
    words = ["--table", table, "--spec", DENVER, "--document", "contract", "--format", "html", "--json"]
    command = [BIN / "obcgen", "batch", *words, *more]
    return subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def digests(folder: Path) -> dict[str, str]:
    files = sorted(folder.rglob("*.html"))
    return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in files}


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 300
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.1)


@pytest.fixture(scope="module")
def one_by_one(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What each district's file must be: made alone, by the command for one contract."""
    folder = tmp_path_factory.mktemp("alone")
    for number in range(ROWS):
        words = ["contract", DENVER, "--set", f"agreement.number=C-{number}", "--format", "html", "--quiet"]
        command = [BIN / "obcgen", *words, "-o", folder / f"D{number}"]
        subprocess.run(list(map(str, command)), check=True)
    return digests(folder)


def a_worker(run: subprocess.Popen[bytes]) -> int:
    children = Path(f"/proc/{run.pid}/task/{run.pid}/children").read_text(encoding="ascii")
    return int(children.split()[0])


def test_a_process_that_is_killed_changes_no_document(tmp_path: Path, one_by_one: dict[str, str]) -> None:
    run = batch(tmp_path, "-o", str(tmp_path), "--jobs", "2")
    for count in (1, 3):
        until(lambda count=count: len(digests(tmp_path)) >= count)  # type: ignore[misc]
        os.kill(a_worker(run), signal.SIGKILL)
    out, errors = run.communicate(timeout=600)
    assert run.returncode == 0, errors
    assert json.loads(out)["written"] == ROWS
    assert digests(tmp_path) == one_by_one


@pytest.mark.usefixtures("usual_signals")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_batch_that_is_stopped_goes_on(
    tmp_path: Path, one_by_one: dict[str, str], sent: signal.Signals
) -> None:
    run = batch(tmp_path, "-o", str(tmp_path), "--jobs", "2")
    until(lambda: len(digests(tmp_path)) >= 2)
    run.send_signal(sent)
    _, errors = run.communicate(timeout=600)
    assert run.returncode in {128 + sent, -sent}, errors
    whole = digests(tmp_path)
    assert whole.items() <= one_by_one.items()
    assert 2 <= len(whole) < ROWS
    out, errors = batch(tmp_path, "-o", str(tmp_path), "--jobs", "2", "--resume").communicate(timeout=600)
    assert json.loads(out)["unchanged"] >= 2, errors
    assert digests(tmp_path) == one_by_one


def test_all_documents_come_out_whole_and_alike_whatever_is_lost(
    tmp_path: Path, one_by_one: dict[str, str]
) -> None:
    there = tmp_path / "there"
    with machines(tmp_path) as found:
        run = batch(tmp_path, "-o", str(there), "--scheduler", found.address)
        until(lambda: len(digests(there)) >= 1)
        assert run.poll() is None
        found.kill("one")
        found.start("three")
        until(lambda: len(digests(there)) >= 3)
        assert run.poll() is None
        found.kill("scheduler")
        for name in ("two", "three"):
            found.kill(name)
        for name in ("scheduler", "four", "five"):
            found.start(name)
        out, errors = run.communicate(timeout=600)
    assert run.returncode == 0, errors
    assert json.loads(out)["written"] == ROWS
    assert digests(there) == one_by_one


def test_the_licences_of_what_speaks_to_a_scheduler_are_stated() -> None:
    found = {"distributed": distribution("distributed"), **LICENCES["runtime"](of="distributed")}
    rows = [f"| {name} | {LICENCES['licence'](package)} |" for name, package in sorted(found.items())]
    plain = LICENCES["runtime"]()
    assert [row for row in rows if row.split()[1] not in plain] == [
        row for row in LICENCES["CLUSTER"].splitlines() if row.startswith("| ") and "package" not in row
    ]


def test_a_scheduler_that_is_not_there_is_told() -> None:
    with pytest.raises(ObcgenError, match="BAT-10"):
        next(on_cluster(f"tcp://127.0.0.1:{_free_port()}", iter([(0, "job")]), lambda _: True, patience=0))
    with pytest.raises(ObcgenError, match="BAT-10"):
        next(on_cluster("nonsense://x", iter([(0, "job")]), lambda _: True, patience=0))
