"""The same spec, pack and version give the same bytes in every format, on whatever machine and day.

Two processes build the Denver RFP with a pack. They differ in hash seed, clock, time zone, language, umask,
working directory, the folder and the age of the pack's files, and the order in which the system lists them.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from built import FORMATS, ROOT, SPECS

DENVER = next(spec for spec in SPECS if spec.stem == "denver-literacy")
PACK = {
    "shared/style.yaml": "colors: {primary: 5B2333}\n",
    "rfp/protest.md": "---\nid: protest\ntitle: Protests\ndocuments: [rfp]\n---\nAs Colorado law says.\n",
    "rfp/questions.md": "---\nid: questions\ntitle: Questions\ndocuments: [rfp]\n---\nAsk in writing.\n",
}
ELSEWHERE = """
import datetime, os, sys, time

now, order = {now}, {order}
listdir, scandir = os.listdir, os.scandir

class Listing:
    def __init__(self, found):
        self.found = iter(found)
    def __iter__(self):
        return self
    def __next__(self):
        return next(self.found)
    def __enter__(self):
        return self
    def __exit__(self, *_):
        pass
    close = __exit__

os.listdir = lambda *place: sorted(listdir(*place), reverse=order)
os.scandir = lambda *place: Listing(sorted(scandir(*place), key=lambda one: one.name, reverse=order))

gmtime, localtime = time.gmtime, time.localtime
class Moment(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(now, tz)
    today = now
    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(now, datetime.UTC).replace(tzinfo=None)
class Day(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(now)
datetime.datetime, datetime.date = Moment, Day
time.time, time.time_ns = (lambda: now), (lambda: now * 10**9)
time.gmtime = lambda seconds=now: gmtime(seconds)
time.localtime = lambda seconds=now: localtime(seconds)
"""


@dataclass(frozen=True)
class Machine:
    """Where and when a document is made."""

    name: str
    now: int
    backwards: bool
    umask: int
    environment: dict[str, str]


MACHINES = (
    Machine(
        "machine 1",
        1_000_000_000,
        False,
        0o022,
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "1"},
    ),
    Machine(
        "another one",
        2_500_000_000,
        True,
        0o077,
        {"PYTHONHASHSEED": "4242", "TZ": "America/Adak", "LC_ALL": "C.UTF-8", "LANG": "de_DE.UTF-8"},
    ),
)


def made(folder: Path, machine: Machine) -> dict[str, bytes]:
    """Return the files that the command makes in a folder of its own, on such a machine."""
    pack = folder / f"pack of {machine.name}"
    for name in sorted(PACK, reverse=machine.backwards):
        file = pack / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(PACK[name], encoding="utf-8")
        os.utime(file, (machine.now, machine.now))
    elsewhere = ELSEWHERE.format(now=machine.now, order=machine.backwards)
    (folder / "sitecustomize.py").write_text(elsewhere, encoding="utf-8")
    formats = [part for form in FORMATS for part in ("--format", form)]
    command = [
        sys.executable,
        "-m",
        "obcgen",
        "rfp",
        str(DENVER),
        "--only",
        "rfp",
        "--output",
        "made",
        "--quiet",
        *formats,
    ]
    path = os.pathsep.join((str(folder), str(ROOT / "generator")))
    environment = os.environ | {"PYTHONPATH": path} | machine.environment
    subprocess.run(
        [*command, "--pack", str(pack)], cwd=folder, env=environment, umask=machine.umask, check=True
    )
    return {path.suffix[1:]: path.read_bytes() for path in (folder / "made").glob("RFP-2027-014.*")}


def test_two_machines_make_the_same_bytes(tmp_path: Path) -> None:
    folders = [tmp_path / machine.name for machine in MACHINES]
    for folder in folders:
        folder.mkdir()
    one, other = map(made, folders, MACHINES)
    assert one.keys() == other.keys() == set(FORMATS)
    assert [form for form in one if one[form] != other[form]] == []
    assert min(map(len, one.values())) > 10_000
    assert b"As Colorado law says." in one["html"]


def test_the_other_machine_really_has_another_clock_and_order(tmp_path: Path) -> None:
    machine = MACHINES[1]
    elsewhere = ELSEWHERE.format(now=machine.now, order=machine.backwards)
    (tmp_path / "sitecustomize.py").write_text(elsewhere, encoding="utf-8")
    (tmp_path / "a").mkdir()
    code = (
        "import datetime, os, time; print(datetime.date.today().year, time.gmtime().tm_year, *os.listdir())"
    )
    environment = os.environ | {"PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, check=True
    )
    assert run.stdout.decode().split() == ["2049", "2049", "sitecustomize.py", "a"]
