"""Measures what a newcomer types in the studio, from an empty page to the checked Word file of an RFP.

    python benchmarks/newcomer.py [--no-word]

Three deals that are not shipped (tests/newcomers.py) are typed through the studio's protocol: only what the
form leaves open, field by field. For each, prints the answers, the characters and the minutes at 40 words of
five letters a minute and 5 seconds a field; then the minutes where each text is as long as the worked deal's;
what was filled in and is to be looked at; and what check finds. Reading, thinking and looking up facts are no
part of it. Exits with 1 where check finds an error, the Word file is not made, or typing takes 20 minutes.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from asking import told
from newcomers import NEWCOMERS, Newcomer, typed_in
from obcgen.example import example
from obcgen.source import read_text
from obcgen.studio.desk import Desk
from obcgen.studio.following import said

LETTERS_A_MINUTE = 40 * 5
SECONDS_A_FIELD = 5
MOST_MINUTES = 20


def main() -> int:
    """Type, check, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--no-word", action="store_true", help="leave the Word file out")
    given = parser.parse_args()
    print(
        "| deal | answers | characters | minutes | minutes, longer texts | to look at | errors | warnings |"
    )
    print("|---|---|---|---|---|---|---|---|")
    return int(sum(not row(name, who, word=not given.no_word) for name, who in NEWCOMERS.items()) > 0)


def row(name: str, who: Newcomer, *, word: bool) -> bool:
    """Type one deal and print its row; tell whether it came to a checked file in time."""
    desk, answers = typed_in(who)
    problems = told(desk, do="problems")[1]["problems"]
    errors, warnings = (sum(each["severity"] == kind for each in problems) for kind in ("error", "warning"))
    unseen = told(desk, do="form", page="basics")[1]["unseen"]
    short, long = (minutes(letters, len(answers)) for letters in (sum(map(len, answers)), longer(desk, who)))
    print(
        f"| {name} | {len(answers)} | {sum(map(len, answers))} | {short:.1f} | {long:.1f} | {unseen} "
        f"| {errors} | {warnings} |"
    )
    return not errors and long < MOST_MINUTES and (not word or has_word_file(desk))


def minutes(letters: int, fields: int) -> float:
    """Return how long typing takes."""
    return letters / LETTERS_A_MINUTE + fields * SECONDS_A_FIELD / 60


def longer(desk: Desk, who: Newcomer) -> int:
    """Count the characters where each answer is at least as long as in the worked deal of that shape."""
    root = read_text(example(desk.shape)[f"{desk.shape}.yaml"].decode()).root
    worked = {
        path: said(root, tuple(int(step) if step.isdecimal() else step for step in path.split(".")))
        for path in who.typed
    }
    return sum(map(len, who.first.values())) + sum(
        max(len(answer), len(worked[path])) for path, answer in who.typed.items()
    )


def has_word_file(desk: Desk) -> bool:
    """Tell whether the RFP is made as a Word file."""
    reply = told(desk, do="export", document="rfp", formats=["docx"], only=["rfp"])[1]
    return any(name.endswith(".docx") for name in reply["files"])


if __name__ == "__main__":
    sys.exit(main())
