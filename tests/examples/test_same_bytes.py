"""The same spec gives the same bytes, whatever the machine's clock, language, folder or hashing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from built import ROOT, SPECS

DENVER = next(spec for spec in SPECS if spec.stem == "denver-literacy")
MACHINES = (
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "1"},
    {"PYTHONHASHSEED": "4242", "TZ": "America/Adak", "LC_ALL": "C.UTF-8", "LANG": "de_DE.UTF-8"},
)


def made(folder: Path, machine: dict[str, str]) -> dict[str, bytes]:
    """Return the files that the command makes in a folder of its own, on such a machine."""
    folder.mkdir()
    formats = [part for form in ("docx", "pdf", "html") for part in ("--format", form)]
    command = [sys.executable, "-m", "obcgen", "rfp", str(DENVER), "--output", "made", "--quiet", *formats]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "generator")} | machine
    subprocess.run(command, cwd=folder, env=environment, check=True)
    return {path.suffix: path.read_bytes() for path in (folder / "made").glob("denver-literacy-rfp.*")}


def test_two_machines_make_the_same_bytes(tmp_path: Path) -> None:
    one, other = (made(tmp_path / f"machine {number}", machine) for number, machine in enumerate(MACHINES))
    assert one.keys() == other.keys() == {".docx", ".pdf", ".html"}
    assert [suffix for suffix in one if one[suffix] != other[suffix]] == []
    assert min(map(len, one.values())) > 10_000
