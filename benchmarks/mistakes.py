"""Draws a thousand single mistakes in the examples and says what `check` makes of them.

A value is changed, a key renamed, a line dropped or doubled. Prints a table; exits with 1 where a mistake
passes in silence or fewer than 95 % of those reported are reported on their very line. Run by
`make benchmarks`.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from mistakes import Verdict, draw, judge  # noqa: E402  it lies with the tests

HOW_MANY = 1000
KINDS = {
    "value": "a value changed",
    "key": "a key renamed",
    "drop": "a line dropped",
    "double": "a line doubled",
}


def outcome(verdict: Verdict) -> str:
    """Say in a word what became of a mistake."""
    if verdict.found:
        return "on the line" if verdict.on_the_line else "elsewhere"
    return "read as written" if verdict.read_as_written else "silent"


def main() -> int:
    """Draw, judge and print."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "specs").glob("*.yaml"))]
    random = Random(2027)
    counts: Counter[tuple[str, str]] = Counter()
    with TemporaryDirectory() as folder:
        for number in range(HOW_MANY):
            verdict = judge(draw(texts[number % len(texts)], random), Path(folder))
            counts[verdict.mistake.kind, outcome(verdict)] += 1
            counts["all", outcome(verdict)] += 1
    print("| mistake | on the line | elsewhere | read as written | silent |")
    print("|---|---|---|---|---|")
    columns = ("on the line", "elsewhere", "read as written", "silent")
    for kind, name in {**KINDS, "all": "all"}.items():
        print(f"| {name} | {' | '.join(str(counts[kind, column]) for column in columns)} |")
    on_line, elsewhere = counts["all", "on the line"], counts["all", "elsewhere"]
    share = on_line / (on_line + elsewhere)
    print(f"\n{share:.1%} of the mistakes reported are reported on the very line.")
    return int(counts["all", "silent"] > 0 or share < 0.95)


if __name__ == "__main__":
    sys.exit(main())
