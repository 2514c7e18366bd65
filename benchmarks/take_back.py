"""Measures `obcgen take-back` on the Denver contract with five edits, beside `obcgen contract` in HTML.

Counts CPU seconds of the whole process, so that a busy machine changes little. Exits with 1 where the promise
is not kept. Run by `make benchmarks`.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from edited_word import EditedWord  # noqa: E402  it lies with the tests

SPEC = ROOT / "specs" / "denver-literacy.yaml"
OBCGEN = [sys.executable, "-m", "obcgen"]
RUNS = 5
PROMISE = 3.0


def edited(content: bytes) -> bytes:
    """Return the contract as counsel sends it back."""
    word = EditedWord(content, author="Pat Counsel")
    word.replace("October 15, 2027", "October 22, 2027", word.holding("Until October 15, 2027 the District"))
    word.replace("rosters of eligible", "full rosters of eligible")
    word.replace("the District's written consent", "the District's prior written consent")
    word.replace("$450,000 (37.5%", "$460,000 (37.5%")
    word.remove(word.holding("A Participant is counted once for a line"))
    return word.saved()


def seconds(command: Sequence[object]) -> float:
    """Return the processor time of a process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([*map(str, command)], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    """Measure both in turn and print the table."""
    times: dict[str, list[float]] = {"take-back": [], "contract, HTML": []}
    with TemporaryDirectory() as name:
        folder = Path(name)
        seconds([*OBCGEN, "contract", SPEC, "--format", "docx", "-o", folder, "--names", "spec"])
        (made,) = folder.glob("*.docx")
        (folder / "edited.docx").write_bytes(edited(made.read_bytes()))
        for run in range(RUNS):
            out = folder / str(run)
            times["take-back"].append(
                seconds([*OBCGEN, "take-back", folder / "edited.docx", "--spec", SPEC, "-o", out])
            )
            times["contract, HTML"].append(
                seconds([*OBCGEN, "contract", SPEC, "--format", "html", "-o", out])
            )
    print("| command | CPU s, median | fastest |")
    print("|---|---|---|")
    for command, each in times.items():
        print(f"| `{command}` | {median(each):.2f} | {min(each):.2f} |")
    return int(median(times["take-back"]) > PROMISE)


if __name__ == "__main__":
    sys.exit(main())
