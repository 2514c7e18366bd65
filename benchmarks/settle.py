"""Times `obcgen settle` on 100,000 participants with five outcomes, as a whole process, and its memory.

Beside it, where pandas is installed, a plain pandas program that computes the same amounts from the same
file: no checks, no caps, no places of mistakes. Prints both, and their ratio. Exits with 1 where a promise is
not kept or the two disagree. Run by `make benchmarks`.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

ROOT = Path(__file__).parent.parent
PARTICIPANTS = 100_000
OUTCOMES = ("fluency", "vocabulary", "phonemic_awareness", "comprehension", "spelling")
RUNS = 5
SECONDS, MEGABYTES = 3.0, 300
FLAT = "{per_participant: $500, requires: {dosage: minimum}, due: 2028-07-31}"
UNITS = "{per_unit: $5, unit: point, above: 40, requires: {dosage: minimum}, due: 2028-07-31}"
TIERS = (
    "{per_participant: {tiers: [{at_least: 40, pay: $250}, {at_least: 60, pay: $500}]}, "
    "requires: {dosage: minimum}, due: 2028-07-31}"
)
PANDAS = """
import sys
import pandas
table = pandas.read_csv(sys.argv[1], dtype={"participant": str})
served = table[table["dosage"] >= 36]
for name in sys.argv[3:]:
    scores = served[name].dropna()
    if sys.argv[2] == "flat":
        print(int((scores >= 40).sum()) * 500)
    elif sys.argv[2] == "units":
        print(int((scores - 40).clip(lower=0).sum()) * 5)
    else:
        print(int(((scores >= 40) & (scores < 60)).sum()) * 250 + int((scores >= 60).sum()) * 500)
"""


def deal(line: str) -> str:
    """Return a contract over the Denver example: five outcomes with one line each."""
    more = "\n".join(
        f"  {name}: {{like: fluency, name: {name.capitalize()}, measure: {{like: fluency, metric: {name}}}}}"
        for name in OUTCOMES[3:]
    )
    rates = "\n".join(f"    {name}: {line}" for name in OUTCOMES)
    return (
        f"extends: denver-literacy.yaml\nwithout: [payment.rates]\n"
        f"population: {{planned: {PARTICIPANTS}, maximum: {PARTICIPANTS}, guaranteed: 80000}}\n"
        f"outcomes:\n{more}\nfunding:\n  not_to_exceed: $900,000,000\n"
        f"  sources: {{title_i: {{amount: $900000000}}}}\n"
        f"payment:\n  caps: {{participant: $2500}}\n  rates:\n{rates}\n"
    )


def rows() -> str:
    """Return the table: scores of every participant from a fixed seed, a tenth of them missing."""
    draw = random.Random(20270315)
    lines = [",".join(("participant", "dosage", *OUTCOMES))]
    for number in range(PARTICIPANTS):
        scores = ["" if draw.random() < 0.1 else str(draw.randint(1, 99)) for _ in OUTCOMES]
        lines.append(",".join((f"S-{number:06}", str(draw.randint(0, 60)), *scores)))
    return "\n".join(lines) + "\n"


RESULTS = f"""
obcgen: 1
contract: C-2027-014
settlement: final
as_of: 2028-06-20
verified: {{by: Office of Data and Evaluation, on: 2028-06-20}}
roster: {PARTICIPANTS}
participants: participants.csv
"""


def run(command: list[str]) -> tuple[float, str]:
    """Return how long a process runs, and what it prints."""
    start = perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return perf_counter() - start, done.stdout


def measured(command: list[str]) -> tuple[float, int, str]:
    """Return the median time of some runs, the memory that one takes at most in MB, and what it prints."""
    times = [run(command) for _ in range(RUNS)]
    measure = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], capture_output=True, check=True); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    peak = int(run([sys.executable, "-c", measure, *command])[1])
    unit = 1024 if sys.platform != "darwin" else 1 << 20
    return median(seconds for seconds, _ in times), peak // unit, times[0][1]


def one(folder: Path, name: str, line: str) -> tuple[bool, str]:
    """Measure one kind of line; return whether promises are kept, and the row of the table."""
    spec, table = folder / f"{name}.yaml", folder / "participants.csv"
    spec.write_text(deal(line), encoding="utf-8")
    command = [sys.executable, "-m", "obcgen", "settle", str(spec), str(folder / "results.yaml"), "--json"]
    seconds, megabytes, printed = measured(command)
    ours = [float(each["amount"]) for each in json.loads(printed)["lines"]]
    kept = seconds < SECONDS and megabytes < MEGABYTES
    ratio = "pandas is not installed"
    if find_spec("pandas") is not None:
        plain, plain_megabytes, theirs = measured([sys.executable, "-c", PANDAS, str(table), name, *OUTCOMES])
        kept = kept and ours == [float(amount) for amount in theirs.split()]
        ratio = f"{plain:.2f} | {plain_megabytes} | {seconds / plain:.2f}"
    return kept, f"| {name} | {seconds:.2f} | {megabytes} | {ratio} |"


def main() -> int:
    """Measure flat prices, tiers and units, where no two participants are alike; print the table."""
    print("| lines | obcgen, s | MB | pandas, s | MB | ratio |\n|---|---|---|---|---|---|")
    with TemporaryDirectory() as name:
        folder = Path(name)
        example = ROOT / "specs" / "denver-literacy.yaml"
        (folder / example.name).write_text(example.read_text(encoding="utf-8"), encoding="utf-8")
        (folder / "results.yaml").write_text(RESULTS, encoding="utf-8")
        (folder / "participants.csv").write_text(rows(), encoding="utf-8")
        found = [one(folder, "flat", FLAT), one(folder, "tiers", TIERS), one(folder, "units", UNITS)]
    print("\n".join(row for _, row in found))
    return int(not all(kept for kept, _ in found))


if __name__ == "__main__":
    sys.exit(main())
