"""Times the scenarios and the RFP of a deal with 50, 100 and 200 outcomes, each with a line that pays for it.

Twice the outcomes may take twice the processor time and 15 % more, beyond what the command takes for the
deal's own outcomes and one: with a cap for each participant and without.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

DENVER = Path(__file__).parent.parent / "specs" / "denver-literacy.yaml"
OUTCOMES = (50, 100, 200)
RUNS = int(os.environ.get("RUNS", "3"))
MOST = 2 * 1.15
COMMANDS = {
    "check": ("check",),
    "scenarios": ("scenarios",),
    "RFP to HTML": ("rfp", "--only", "rfp", "--format", "html"),
}


def spec(outcomes: int, *, capped: bool) -> str:
    """Return a spec over Denver's with so many more outcomes."""
    texts = [f"extends: {DENVER.name}", "obcgen: 1"]
    texts += [] if capped else ["without: [payment.caps]"]
    texts += ["funding: {not_to_exceed: $9000000, sources: {title_i: {amount: $9000000}}}", "outcomes:"]
    for n in range(outcomes):
        own = f"name: Skill {n}, definition: The participant reaches skill {n} in the spring window."
        texts.append(
            f"  skill_{n}: {{like: vocabulary, {own}, measure: {{like: vocabulary, metric: skill {n}}}}}"
        )
    texts += ["payment:", "  rates:"]
    texts += [
        f"    skill_{n}: {{per_participant: $20, requires: {{dosage: minimum}}, due: 2028-08-31}}"
        for n in range(outcomes)
    ]
    return "\n".join((*texts, ""))


def seconds(command: list[str]) -> float:
    """Return the processor time of a command that succeeds, the least of several runs."""
    times = []
    for _ in range(RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(times)


def measured(words: tuple[str, ...], folder: Path, *, capped: bool) -> list[float]:
    """Return the processor time of a command for each number of outcomes, and first for one more."""
    found = []
    for outcomes in (1, *OUTCOMES):
        file = folder / f"{outcomes}-{capped}.yaml"
        file.write_text(spec(outcomes, capped=capped), encoding="utf-8")
        command, *options = words
        output = ["-o", str(folder / file.stem)] if command == "rfp" else []
        found.append(seconds([sys.executable, "-m", "obcgen", command, str(file), *options, *output]))
    return found


def main() -> int:
    """Print a table; return 1 where a step costs more than it may."""
    worst = 0.0
    print(f"| CPU s | one more | {' | '.join(map(str, OUTCOMES))} | the largest step |\n|---|{'---|' * 5}")
    with TemporaryDirectory() as folder:
        shutil.copy(DENVER, folder)
        for name, words in COMMANDS.items():
            for capped in (False, True):
                one, *times = measured(words, Path(folder), capped=capped)
                step = max((after - one) / (before - one) for before, after in pairwise(times))
                worst = max(worst, step)
                figures = " | ".join(f"{each:.2f}" for each in (one, *times))
                print(f"| {name}{', capped' if capped else ''} | {figures} | {step:.2f} |", flush=True)
    return int(worst > MOST)


if __name__ == "__main__":
    sys.exit(main())
