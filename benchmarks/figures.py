"""Measures what the studio tells of the money: figures while a slider moves, with chance, and a price design.

    python benchmarks/figures.py [--deal denver-literacy] [--times 20]

The process is warm, and each answer is for another number served. Prints the median and the slowest in
milliseconds, of the processor and by the wall. Exits with 1 where the median of the figures with chance takes
the processor 150 ms or more.
"""

from __future__ import annotations

import argparse
import sys
from statistics import median
from typing import Any

from obcgen.studio.desk import Desk
from obcgen.studio.protocol import answer
from studio import Timed, timed

LIMIT = 150


def main() -> int:
    """Move a slider, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--deal", default="denver-literacy")
    parser.add_argument("--times", type=int, default=20)
    given = parser.parse_args()
    desk, _ = answer(Desk(), {"do": "begin", "from": "deal", "deal": given.deal})
    rows: dict[str, list[Timed]] = {}
    timed(desk, {"do": "figures"})
    for count in range(given.times):
        supposed = {"served": str(400 - count), "retained": "90%"}
        asked: dict[str, dict[str, Any]] = {
            "figures": {"do": "figures", **supposed, "chance": False},
            "figures with chance": {"do": "figures", **supposed},
            "explanation": {"do": "explain", "figure": "settlement.total", **supposed},
            "design": {"do": "design", "budget": f"${900_000 - count}"},
        }
        for name, request in asked.items():
            rows.setdefault(name, []).append(timed(desk, request)[1])
    print("| answer | median, ms of processor | slowest | median, ms by the wall | slowest |")
    print("|---|---|---|---|---|")
    for name, times in rows.items():
        used, wall = ([each[at] for each in times] for at in (0, 1))
        print(f"| {name} | {median(used):.0f} | {max(used):.0f} | {median(wall):.0f} | {max(wall):.0f} |")
    return int(median(used for used, _ in rows["figures with chance"]) >= LIMIT)


if __name__ == "__main__":
    sys.exit(main())
