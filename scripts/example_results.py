"""Makes the illustrative results beside the Denver example: run it to write them anew.

Nothing in them was measured. Scores are drawn from a seed so that attainment lies near the targets of the
spec; ids are numbers. The same seed gives the same bytes.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

RESULTS = Path(__file__).parent.parent / "specs" / "results"
NAME = "denver-literacy-final"
ROSTER, SERVED, THRESHOLD = 492, 480, 40
ATTAINED = {"fluency": 0.47, "vocabulary": 0.43, "phonemic_awareness": 0.52}
TESTED = {"grades_k_1": ("vocabulary", "phonemic_awareness"), "grades_2_3": ("fluency", "vocabulary")}
MISSING, SHORT_OF_DOSAGE = 0.02, 0.16
AFFECTED = ("S-0107", "S-0231")
DISPUTED, ITS_SCHOOL, DOSAGE = "phonemic_awareness", 10, 36
"""The line under dispute; one school, whose children have every tenth number; and the hours it asks."""
GROUND = (
    "the publisher reports a fault of its own service in this part of the test at one school and has not "
    "said whether these results are valid"
)
"""It touches one line alone and is a failure of neither party."""

HEAD = """\
# Illustrative results for specs/denver-literacy.yaml, made by scripts/example_results.py. Nothing here was
# measured: scores are drawn at random, near the targets of the spec.

obcgen: 1
contract: C-2027-014
settlement: final
as_of: 2028-06-20
verified: {{by: Director of Research and Assessment, on: 2028-06-20}}

roster: {roster}
served: {served}
participants: {name}.csv
defaults:
  - party: district
    duty: assessment
    notice: 2028-05-22
    cure_failed: 2028-05-30
    outcomes: [fluency, vocabulary]
    participants: [{affected}]
    why: both were present in the spring window and were not tested, there or in the time to cure
paid:
  base.launch: {{amount: $180000, on: 2027-11-01}}
  base.midyear: {{amount: $135000, on: 2028-03-23}}
disputed:
  - line: phonemic_awareness
    participants: [{disputed}]
    by: district
    on: 2028-06-20
    why: {ground}
"""


def score(draw: random.Random, attained: float) -> str:
    """Return a percentile at or above the threshold with this chance; empty where none was measured."""
    if draw.random() < MISSING:
        return ""
    return str(draw.randint(THRESHOLD, 88) if draw.random() < attained else draw.randint(3, THRESHOLD - 1))


def row(draw: random.Random, number: int) -> str:
    """Return one line of the CSV: id, group, served, hours, a percentile for each outcome of the group."""
    name, group = f"S-{number:04d}", tuple(TESTED)[number % len(TESTED)]
    if number > SERVED:
        return f"{name},{group},no,0" + "," * len(ATTAINED)
    short = draw.random() < SHORT_OF_DOSAGE
    hours = draw.randint(12, 35) + draw.choice((0, 0.5)) if short else draw.randint(36, 42)
    scores = {outcome: score(draw, attained) for outcome, attained in ATTAINED.items()}
    if name in AFFECTED:  # the district did not test them in spring
        hours, scores = max(hours, DOSAGE), dict.fromkeys(scores, "")
    tested = (scores[outcome] if outcome in TESTED[group] else "" for outcome in scores)
    return ",".join([name, group, "yes", f"{hours:g}", *tested])


def disputed(rows: list[str]) -> list[str]:
    """Return who, at the school whose results are in doubt, earns a payment on the disputed line."""
    own = [line.split(",") for line in rows[ITS_SCHOOL - 1 :: ITS_SCHOOL]]
    score = 4 + list(ATTAINED).index(DISPUTED)
    return [
        cells[0] for cells in own
        if cells[score] and int(cells[score]) >= THRESHOLD and float(cells[3]) >= DOSAGE
    ]  # fmt: skip


def files() -> dict[str, str]:
    """Return the results and the participants by file name."""
    draw = random.Random(NAME)
    rows = [row(draw, number) for number in range(1, ROSTER + 1)]
    head = ",".join(["participant", "group", "served", "dosage", *ATTAINED])
    named = {"affected": ", ".join(AFFECTED), "disputed": ", ".join(disputed(rows)), "ground": GROUND}
    results = HEAD.format(roster=ROSTER, served=SERVED, name=NAME, **named)
    return {f"{NAME}.csv": "\n".join([head, *rows]) + "\n", f"{NAME}.yaml": results}


def main() -> int:
    """Write both files."""
    RESULTS.mkdir(exist_ok=True)
    for name, text in files().items():
        (RESULTS / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
