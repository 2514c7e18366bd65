"""Measures `obcgen settle` on 100,000 participants with five outcomes.

Counts CPU seconds of the whole process, so that a busy machine changes little, and its memory at most: to
JSON, with participants.csv, and with the workbook beside it. Lines paid by unit, where hardly two
participants are alike, are only measured to JSON and under no promise.

Beside the first, where pandas is installed, a plain pandas program that computes the same amounts from the
same file: no checks, no caps, no places of mistakes. Prints both, and their ratio. Exits with 1 where a
promise is not kept or the two disagree. Run by `make benchmarks`.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
PARTICIPANTS = 100_000
OUTCOMES = ("fluency", "vocabulary", "phonemic_awareness", "comprehension", "spelling")
RUNS = 3
PROMISES = {"JSON": (1.5, 100), "csv": (4.0, 150), "csv, xlsx": (12.0, 300)}
"""By what is written: CPU seconds and MB at most."""
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
        "extends: denver-literacy.yaml\n"
        "without: [payment.rates, waive, outcomes.fluency.group, outcomes.phonemic_awareness.group]\n"
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


MEASURE = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], capture_output=True, check=True, text=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss)
print(done.stdout)
"""


def measured(command: list[str]) -> tuple[float, int, str]:
    """Return the median CPU seconds of some runs, the most memory of one in MB, and what it prints."""
    seconds, peaks, printed = [], [], ""
    for _ in range(RUNS):
        done = subprocess.run(
            [sys.executable, "-c", MEASURE, *command], check=True, capture_output=True, text=True
        )
        figures, _, printed = done.stdout.partition("\n")
        cpu, peak = figures.split()
        seconds.append(float(cpu))
        peaks.append(int(peak))
    return median(seconds), max(peaks) // (1024 if sys.platform != "darwin" else 1 << 20), printed


def one(folder: Path, name: str, line: str) -> Iterator[tuple[bool, str]]:
    """Measure one kind of line; yield for each that is written whether promises are kept, and a row."""
    spec, table = folder / f"{name}.yaml", folder / "participants.csv"
    spec.write_text(deal(line), encoding="utf-8")
    command = [sys.executable, "-m", "obcgen", "settle", str(spec), str(folder / "results.yaml")]
    into = ["--output", str(folder / "out"), "--replace"]
    ways = {
        "JSON": ["--json"],
        "csv": ["--format", "csv", *into],
        "csv, xlsx": ["--format", "csv", "--format", "xlsx", *into],
    }
    for written, options in list(ways.items())[: 1 if name == "units" else None]:
        seconds, megabytes, printed = measured([*command, *options])
        most = PROMISES[written]
        kept, plain = name == "units" or (seconds < most[0] and megabytes < most[1]), ""
        if written == "JSON" and find_spec("pandas") is not None:
            ours = [float(each["amount"]) for each in json.loads(printed)["lines"]]
            theirs, peak, sums = measured([sys.executable, "-c", PANDAS, str(table), name, *OUTCOMES])
            kept = kept and ours == [float(amount) for amount in sums.split()]
            plain = f"{theirs:.2f}, {peak} MB, {seconds / theirs:.2f}"
        yield kept, f"| {name} | {written} | {seconds:.2f} | {megabytes} | {plain} |"


def main() -> int:
    """Measure flat prices, tiers and units, where no two participants are alike; print the table."""
    print("| lines | written | CPU s | MB | pandas: CPU s, MB, ratio |\n|---|---|---|---|---|")
    with TemporaryDirectory() as name:
        folder = Path(name)
        example = ROOT / "specs" / "denver-literacy.yaml"
        (folder / example.name).write_text(example.read_text(encoding="utf-8"), encoding="utf-8")
        (folder / "results.yaml").write_text(RESULTS, encoding="utf-8")
        (folder / "participants.csv").write_text(rows(), encoding="utf-8")
        kinds = (("flat", FLAT), ("tiers", TIERS), ("units", UNITS))
        found = [row for name, line in kinds for row in one(folder, name, line)]
    print("\n".join(row for _, row in found))
    return int(not all(kept for kept, _ in found))


if __name__ == "__main__":
    sys.exit(main())
