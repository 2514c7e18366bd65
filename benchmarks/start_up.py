"""Times whole processes: `python -c pass`, `obcgen --help` and `obcgen check` on the largest example.

Prints a table with the median and the fastest of several runs, and each as a multiple of `python -c pass`.
Exits with 1 where a promise is not kept. Run by `make benchmarks` on a machine that does nothing else.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).parent.parent
RUNS = 21
LARGEST = max((ROOT / "specs").glob("*.yaml"), key=lambda path: path.stat().st_size)
OBCGEN = [sys.executable, "-m", "obcgen"]
PROCESSES = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "obcgen --help": [*OBCGEN, "--help"],
    f"obcgen check {LARGEST.name}": [*OBCGEN, "check", str(LARGEST)],
}
PROMISES = {"obcgen --help": 0.100, f"obcgen check {LARGEST.name}": 0.250}


def seconds(command: list[str]) -> float:
    """Return how long a process runs, from start to end."""
    start = perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return perf_counter() - start


def main() -> int:
    """Measure in turn, so that a disturbance meets all alike; print the table."""
    for command in PROCESSES.values():
        seconds(command)
    times: dict[str, list[float]] = {name: [] for name in PROCESSES}
    for _ in range(RUNS):
        for name, command in PROCESSES.items():
            times[name].append(seconds(command))
    least = median(times["python -c pass"])
    print("| process | median, ms | fastest, ms | times `python -c pass` | promise, ms |")
    print("|---|---|---|---|---|")
    for name, each in times.items():
        promise = f"{PROMISES[name] * 1000:.0f}" if name in PROMISES else ""
        middle, best = median(each) * 1000, min(each) * 1000
        print(f"| `{name}` | {middle:.0f} | {best:.0f} | {middle / least / 1000:.1f} | {promise} |")
    return int(any(median(times[name]) > promise for name, promise in PROMISES.items()))


if __name__ == "__main__":
    sys.exit(main())
