"""A batch over several machines, here all on the loopback: workers are lost on the way, and the scheduler.

Run by `make conformance`, which installs `distributed`.
"""

from __future__ import annotations

import json
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


def test_all_documents_come_out_whole_and_alike_whatever_is_lost(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    alone = batch(tmp_path, "-o", str(here))
    _, errors = alone.communicate()
    assert alone.returncode == 0, errors
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
    assert digests(there) == digests(here)
    assert len(digests(here)) == ROWS


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
