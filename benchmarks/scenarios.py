"""Times whole processes of `obcgen scenarios` on every example, beside `obcgen check` on the same file.

Prints a table with the median and the fastest of several runs. Exits with 1 where the largest example takes
longer than promised. Run by `make benchmarks` on a machine that does nothing else.
"""

from __future__ import annotations

import sys
from statistics import median

from start_up import LARGEST, OBCGEN, ROOT, seconds

RUNS = 11
PROMISE = 0.300
"""Seconds for the scenarios of the largest example, as a whole process."""


def main() -> int:
    """Measure in turn, so that a disturbance meets all alike; print the table."""
    commands = {
        f"obcgen {command} {path.name}": [*OBCGEN, command, str(path)]
        for path in sorted((ROOT / "specs").glob("*.yaml"))
        for command in ("check", "scenarios")
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for run in range(RUNS + 1):
        for name, command in commands.items():
            taken = seconds(command)
            if run:
                times[name].append(taken)
    print("| process | median, ms | fastest, ms |")
    print("|---|---|---|")
    for name, each in times.items():
        print(f"| `{name}` | {median(each) * 1000:.0f} | {min(each) * 1000:.0f} |")
    return int(median(times[f"obcgen scenarios {LARGEST.name}"]) > PROMISE)


if __name__ == "__main__":
    sys.exit(main())
