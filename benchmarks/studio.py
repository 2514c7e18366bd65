"""Measures the studio's core: what a keystroke costs until its problems and its form are known.

    python benchmarks/studio.py [--deal denver-literacy] [--keystrokes 30]

The process is warm, as a server or a worker is. Each keystroke sets a prose field to one letter more; then
the problems are asked for, and the page of the form. Prints the median and the slowest of each in
milliseconds, of the processor and by the wall, and the first answers of a cold process. Exits with 1 where
the median of an edit with its problems takes the processor 100 ms or more.
"""

from __future__ import annotations

import argparse
import sys
import time
from statistics import median
from typing import Any

from obcgen.studio.desk import Desk
from obcgen.studio.protocol import answer

LIMIT = 100
PATH = ["need", "problem"]
Timed = tuple[float, float]


def main() -> int:
    """Type, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--deal", default="denver-literacy")
    parser.add_argument("--keystrokes", type=int, default=30)
    given = parser.parse_args()
    desk = Desk()
    cold: dict[str, float] = {}
    for request in ({"do": "begin", "from": "deal", "deal": given.deal}, {"do": "problems"}, {"do": "form"}):
        desk, (cold[request["do"]], _) = timed(desk, request)
    rows: dict[str, list[Timed]] = {}
    for count in range(given.keystrokes):
        desk = keystroke(desk, "One in three" + "e" * count, rows)
    print("| answer | median, ms of processor | slowest | median, ms by the wall | slowest |")
    print("|---|---|---|---|---|")
    for name, times in rows.items():
        used, wall = ([each[at] for each in times] for at in (0, 1))
        print(f"| {name} | {median(used):.0f} | {max(used):.0f} | {median(wall):.0f} | {max(wall):.0f} |")
    print(f"\nCold, ms of processor: {', '.join(f'{name} {used:.0f}' for name, used in cold.items())}.")
    both = median(edit[0] + told[0] for edit, told in zip(rows["edit"], rows["problems"], strict=True))
    print(f"An edit with its problems: {both:.0f} ms of processor; {LIMIT} are allowed.")
    return int(both >= LIMIT)


def keystroke(desk: Desk, words: str, rows: dict[str, list[Timed]]) -> Desk:
    """Type one letter more, and ask what follows."""
    asked: dict[str, dict[str, Any]] = {
        "edit": {"do": "set", "path": PATH, "typed": words},
        "problems": {"do": "problems"},
        "page of the form": {"do": "form", "page": "need"},
    }
    for name, request in asked.items():
        desk, took = timed(desk, request)
        rows.setdefault(name, []).append(took)
    return desk


def timed(desk: Desk, request: dict[str, Any]) -> tuple[Desk, Timed]:
    """Return the desk after a request, and how many milliseconds it took: the processor, and by the wall."""
    used, wall = time.process_time(), time.perf_counter()
    desk, reply = answer(desk, request)
    took = (time.process_time() - used) * 1_000, (time.perf_counter() - wall) * 1_000
    if not reply["ok"]:
        sys.exit(str(reply))
    return desk, took


if __name__ == "__main__":
    sys.exit(main())
