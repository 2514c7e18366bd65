"""Measures `obcgen redline` beside the making of the new document, in Word and in PDF.

Counts CPU seconds, so that a busy machine changes little, each time in a process of its own in which the
templates are compiled already. What a redline takes beyond rendering the old document is at most 1.2 times
what the new one takes by itself. Exits with 1 where that is not kept. Run by `make benchmarks`.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Final

SPEC: Final = Path(__file__).parent.parent / "specs" / "denver-literacy.yaml"
RUNS: Final = 3
PROMISE: Final = 1.2
CHANGES: Final = [
    "payment.rates.vocabulary.per_participant=$450",
    "payment.base.installments.close.due=2028-07-14",
]
_CHILD: Final = """
import sys, time
import obcgen
from obcgen.build import build, document
kind, form, work, spec, *changes = sys.argv[1:]
old, new = obcgen.read(spec), obcgen.read(spec, settings=changes)
rendered = document(kind, old, old.pack)
making = {
    "old": lambda: document(kind, old, old.pack),
    "new": lambda: build(kind, new, [form], new.pack),
    "redline": lambda: obcgen.build_redline(old, new, kind, [form]),
}[work]
start = time.process_time()
making()
print(time.process_time() - start)
"""


def seconds(kind: str, form: str, work: str) -> float:
    """Return the CPU seconds of one piece of work: the median of several processes."""
    command = [sys.executable, "-c", _CHILD, kind, form, work, str(SPEC), *CHANGES]
    runs = (subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(RUNS))
    return median(float(run.stdout) for run in runs)


def main() -> int:
    """Print a line for each document and format; return the exit status."""
    kept = True
    for kind in ("rfp", "contract"):
        for form in ("docx", "pdf"):
            old, new, redline = (seconds(kind, form, work) for work in ("old", "new", "redline"))
            ratio = (redline - old) / new
            kept = kept and ratio <= PROMISE
            took = f"old rendered {old:.2f} s, new {new:.2f} s, redline {redline:.2f} s"
            print(f"{kind:<8} {form:<4}  {took}: {ratio:.2f}")
    return int(not kept)


if __name__ == "__main__":
    sys.exit(main())
