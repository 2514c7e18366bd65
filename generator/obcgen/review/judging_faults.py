"""What can be wrong with how a row of the checklist is judged."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from obcgen.policy.check import AGAINST, every_rule
from obcgen.problems import Path, Problem
from obcgen.review.kinds import BAD_ROW, NO_JUDGE
from obcgen.review.measures import MEASURES
from obcgen.words import nearest

WEIGHTS = ("1", "2", "3")


def judging_faults(row: Mapping[str, Any], path: Path) -> Iterator[Problem]:
    """Yield what is wrong with the codes, the measures and the weight of a row."""
    codes = {rule.kind.code for rule in (*every_rule(), *AGAINST)}
    yield from _names(row, "weakened_by", codes, "rule", path)
    yield from _names(row, "judged_by", MEASURES, "measure", path)
    if row.get("weight", "1") not in WEIGHTS:
        message = "“weight” is 1, 2 or 3."
        yield BAD_ROW.problem(message, path=(*path, "weight"), expected="1, 2 or 3", hint="Write weight: 2.")


def _names(
    row: Mapping[str, Any], key: str, known: Collection[str], what: str, path: Path
) -> Iterator[Problem]:
    names = row.get(key, [])
    if not isinstance(names, list):
        hint = f"Write {key}: [{next(iter(sorted(known)))}]."
        yield BAD_ROW.problem(f"“{key}” is a list.", path=(*path, key), expected="a list", hint=hint)
        return
    for at, name in enumerate(names):
        if name not in known:
            message = f"There is no {what} “{name}” to judge a row by."
            yield NO_JUDGE.problem(
                message, path=(*path, key, at), found=str(name), hint=nearest(str(name), known)
            )
