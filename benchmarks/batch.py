"""Measures `obcgen batch`: how much of each processor goes into documents, and what a document takes.

    python benchmarks/batch.py [--rows 200] [--jobs N] [-- MORE ARGUMENTS OF obcgen batch]
    python benchmarks/batch.py --in-documents docx [--rows 200] [--jobs N]

A batch of rows over Denver's spec runs once with one worker and once with as many as there are processors.
`per core` is the time of the first over that of the second and the number of workers, by the wall: it means
something on a machine with nothing else to do. `at work` means something on any: of the time from the first
answer to the end, the share in which a worker ran or waited for a processor, as Linux's scheduler counts it;
the rest it lost by waiting for the batch. Exits with 1 where `at work` is less than 0.9.

The second form makes contracts in one format and counts processor time alone: how much of all that the batch
takes is spent on making documents. Exits with 1 where that is less than 0.9.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from obcgen.batch.jobs import jobs_of_table
from obcgen.batch.processes import in_processes
from obcgen.batch.run import Batch, run
from obcgen.batch.work import Made, Order, Task, make
from obcgen.source.table import from_text

ROOT = Path(__file__).parent.parent
LEAST = 0.9
_TURN = 0.2


@dataclass
class Run:
    """What one batch took: seconds by the wall and of processors, bytes, and each worker's share at work."""

    seconds: float
    processor: float
    size: int
    files: int
    memory: float
    """MB of the largest process of all that were run so far."""
    at_work: list[float] = field(default_factory=list)


def main() -> int:
    """Run both batches and return 1 where workers wait for more than they should."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=200)
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--only-many", action="store_true", help="leave out the run with one worker")
    parser.add_argument("--in-documents", metavar="FORMAT")
    parser.add_argument("more", nargs="*")
    asked = parser.parse_args()
    if asked.in_documents:
        return in_documents(asked.rows, asked.jobs, asked.in_documents)
    with TemporaryDirectory() as folder:
        table = Path(folder) / "t.csv"
        table.write_text(table_of(asked.rows), encoding="utf-8")
        one = None if asked.only_many else told(1, batch(table, 1, asked.more), asked.rows)
        many = told(asked.jobs, batch(table, asked.jobs, asked.more), asked.rows)
    if one:
        print(f"per core, by the wall: {one.seconds / many.seconds / asked.jobs:.2f}")
    least = min(many.at_work)
    print(f"at work: {least:.2f} at least (aim {LEAST})")
    return int(least < LEAST)


def table_of(rows: int) -> str:
    """Return a table of so many rows over Denver's spec."""
    lines = (f"D{number},RFP-{number},C-{number}\n" for number in range(rows))
    return f"name,document.number,agreement.number\n{''.join(lines)}"


def in_documents(rows: int, jobs: int, form: str) -> int:
    """Run a batch whose workers note what each document took; print its share of all processor time."""
    with TemporaryDirectory() as name:
        folder, noted = Path(name), os.open(Path(name) / "noted", os.O_CREAT | os.O_APPEND | os.O_WRONLY)

        def noting(task: Task) -> Made:
            before = time.process_time()
            made = make(task)
            os.write(noted, f"{time.process_time() - before}\n".encode())
            return made

        order = Order(documents=("contract",), formats=(form,))
        jobs_of = jobs_of_table(from_text(table_of(rows), "t.csv"), ROOT / "specs" / "denver-literacy.yaml")
        workers = partial(in_processes, noting, most=jobs, is_job=lambda item: isinstance(item, Task))
        states = {outcome.state for _, outcome in run(Batch(jobs_of, order, folder / "out"), workers)}
        spent = sum(map(float, (folder / "noted").read_text("ascii").split()))
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    total = sum(each.ru_utime + each.ru_stime for each in used)
    print(f"{rows} contracts, {form}: {spent:.1f} of {total:.1f} CPU s in documents, {spent / total:.2f}")
    return int(states != {"written"} or spent / total < LEAST)


def batch(table: Path, jobs: int, more: list[str]) -> Run:
    """Run one batch, watching its workers."""
    output = table.parent / str(jobs)
    words = ["--table", table, "--spec", ROOT / "specs" / "denver-literacy.yaml", "--jobs", str(jobs)]
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    command = [Path(sys.executable).parent / "obcgen", "batch", *words, "-o", output, *more]
    with subprocess.Popen([*map(str, command)], stdout=subprocess.DEVNULL) as process:
        seen: dict[str, list[tuple[float, float]]] = {}
        while process.poll() is None:
            time.sleep(_TURN)
            if list(output.glob("*/*")):
                for child in _children(process.pid):
                    seen.setdefault(child, []).extend(_busy(child))
    if process.returncode:
        sys.exit("the batch failed")
    seconds, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    files = [path for path in output.rglob("*") if path.is_file() and not path.name.startswith(".")]
    shares = [_share(times) for times in seen.values() if len(times) > 5]
    return Run(
        seconds,
        processor,
        sum(path.stat().st_size for path in files),
        len(files),
        after.ru_maxrss / 1e3,
        shares,
    )


def _children(process: int) -> list[str]:
    try:
        return Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    except OSError:
        return []


def _busy(process: str) -> list[tuple[float, float]]:
    """Return the time now, and the seconds in which the threads of a process ran or were ready to run."""
    try:
        threads = [
            path.read_text(encoding="ascii").split()
            for path in Path(f"/proc/{process}/task").glob("*/schedstat")
        ]
    except OSError:
        return []
    return (
        [(time.monotonic(), sum(int(ran) + int(ready) for ran, ready, _ in threads) / 1e9)] if threads else []
    )


def _share(times: list[tuple[float, float]]) -> float:
    """Return the share of a time in which a process had something to do, whatever its number of threads."""
    steps = [(then - now, at_work - before) for (now, before), (then, at_work) in pairwise(times)]
    return sum(min(passed, max(0.0, worked)) for passed, worked in steps) / sum(passed for passed, _ in steps)


def told(jobs: int, run: Run, rows: int) -> Run:
    """Print what a batch took, and return it."""
    shares = ", ".join(f"{share:.2f}" for share in run.at_work)
    print(
        f"{jobs} worker{'s' * (jobs > 1)}: {rows} specs in {run.seconds:.0f} s; each "
        f"{run.processor / rows:.2f} CPU s, {run.files / rows:g} files, {run.size / rows / 1e6:.2f} MB; "
        f"{run.memory:.0f} MB a process at most; at work {shares}"
    )
    return run


if __name__ == "__main__":
    sys.exit(main())
