"""Feeds the targets of tests/fuzz/ with bytes nobody thought of, led by which lines they reach (atheris).

python scripts/fuzz.py TARGET [--runs N] [--seconds N] [--corpus DIR]

Begins with the corpus in tests/fuzz/corpus/TARGET and keeps what it finds in DIR. Stops at the first finding,
which it saves as DIR/crash-..., with the traceback; put it into the corpus, and mend what it shows.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import atheris

ROOT = Path(__file__).parent.parent
TESTS = ROOT / "tests"
sys.path[:0] = [str(TESTS / "fuzz"), str(TESTS / "oracle"), str(TESTS)]
OURS = ["obcgen", "fuzz_targets", "pypdf", "markdown_it"]

with atheris.instrument_imports(include=OURS):
    from fuzz_targets import TARGETS

LONGEST = {
    "values": 64,
    "deal": 6,
    "spec": 2_000,
    "markdown": 1_000,
    "page": 2_000,
    "picture": 2_000,
    "workbook": 1_500,
}
MORE = {"page": "document/sample.html"}
"""Files of other tests to begin with, as far as `LONGEST` lets them in."""


def main() -> None:
    """Fuzz one target."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--runs", type=int, default=-1)
    parser.add_argument("--seconds", type=int, default=0)
    parser.add_argument("--corpus", type=Path)
    asked = parser.parse_args()
    corpus = asked.corpus or ROOT / "build" / "fuzz" / asked.target
    corpus.mkdir(parents=True, exist_ok=True)
    begin = TESTS / "fuzz" / "corpus" / asked.target
    with atheris.instrument_imports(include=OURS):  # also of what it loads when first called
        for file in sorted(begin.iterdir()):
            TARGETS[asked.target](file.read_bytes())
    options = [
        f"-runs={asked.runs}",
        f"-max_total_time={asked.seconds}",
        f"-max_len={LONGEST.get(asked.target, 4_000)}",
        "-timeout=5",
        "-rss_limit_mb=1500",
        "-print_final_stats=1",
        *([f"-seed_inputs={TESTS / MORE[asked.target]}"] if asked.target in MORE else []),
        f"-artifact_prefix={corpus}/",
        str(corpus),
        str(begin),
    ]
    atheris.Setup([sys.argv[0], *options], TARGETS[asked.target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
