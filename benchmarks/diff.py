"""Times a comparison of the Denver example with an edition in which ten terms differ.

Once in a process that is warm, from both files to the text; once as a whole process of `obcgen diff`. Prints
a table with the median and the fastest of several runs. Exits with 1 where the warm one takes longer than
promised. Run by `make benchmarks` on a machine that does nothing else.
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from start_up import OBCGEN, ROOT, seconds

from obcgen.changes.to_text import to_text
from obcgen.comparing import compared

RUNS = 11
PROMISE = 0.500
"""Seconds for both editions of the example, in a warm process."""
CHANGES = {
    "participant: $1,500": "participant: $1,400",
    "target: 42%": "target: 40%",
    "expected_without: 27%": "expected_without: 28%",
    "group_size: 4": "group_size: 5",
    "at_most: $150,000": "at_most: $120,000",
    "guaranteed: 400": "guaranteed: 420",
    "proposals_due: 2027-04-30": "proposals_due: 2027-05-03",
    "cause: {cure: 15 days}": "cause: {cure: 20 days}",
    "phonemic_awareness: {per_participant: $1000": "phonemic_awareness: {per_participant: $950",
    "measure: 95% of scheduled sessions": "measure: 96% of scheduled sessions",
}


def edited(folder: Path, old: Path) -> Path:
    """Write the other edition."""
    text = old.read_text(encoding="utf-8")
    for was, now in CHANGES.items():
        if text.count(was) != 1:
            raise ValueError(was)
        text = text.replace(was, now)
    new = folder / "new.yaml"
    new.write_text(text, encoding="utf-8")
    return new


def warm(old: Path, new: Path) -> float:
    """Return the seconds from two files to the text of the comparison."""
    start = perf_counter()
    to_text(compared(old, new).found)
    return perf_counter() - start


def main() -> int:
    """Measure in turn; print the table."""
    old = ROOT / "specs" / "denver-literacy.yaml"
    times: dict[str, list[float]] = {"warm process": [], "`obcgen diff`, whole process": []}
    with TemporaryDirectory() as folder:
        new = edited(Path(folder), old)
        for run in range(RUNS + 1):
            taken = warm(old, new), seconds([*OBCGEN, "diff", str(old), str(new)])
            if run:
                for each, one in zip(times.values(), taken, strict=True):
                    each.append(one)
    print("| comparison | median, ms | fastest, ms |")
    print("|---|---|---|")
    for name, each in times.items():
        print(f"| {name} | {median(each) * 1000:.0f} | {min(each) * 1000:.0f} |")
    return int(median(times["warm process"]) > PROMISE)


if __name__ == "__main__":
    sys.exit(main())
