"""The examples of the rules' pages: each laid over the Denver spec, as its reader would."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from obcgen.checking import read_and_check
from obcgen.pack import builtin
from obcgen.problems import Problem
from obcgen.reading import Given, Reading, reading_among
from obcgen.reference import rule_list

SPECS = Path(__file__).parents[1] / "specs"
DENVER = "denver-literacy.yaml"
CODES = tuple(row[0] for row in rule_list())
USUAL = frozenset(problem.code for problem in read_and_check(SPECS / DENVER)[2])
"""The codes that check tells of the Denver spec as it stands."""
_EXAMPLE = re.compile(r"^(Wrong|Right):\n\n```yaml\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def examples(code: str) -> dict[str, str]:
    """Return the wrong and the right example of a rule's page."""
    return dict(_EXAMPLE.findall(builtin().text(f"rules/{code}.md")))


@cache
def below() -> str:
    """Return the spec that examples extend, which waives nothing."""
    text = (SPECS / DENVER).read_text(encoding="utf-8")
    return text[: text.index("\nwaive:\n")] + "\nwaive: {}\n"


def laid_over(folder: Path, example: str) -> Path:
    """Write an example beside the spec that it extends, and return its file."""
    (folder / DENVER).write_text(below(), encoding="utf-8")
    path = folder / "example.yaml"
    path.write_text(f"extends: {DENVER}\n{example}", encoding="utf-8")
    return path


def over(example: str) -> Reading:
    """Return an example as it is read over the spec that it extends, without a folder: half of the work."""
    return reading_among(f"extends: {DENVER}\n{example}", "example.yaml", {DENVER: below().encode()})


def told(given: Given) -> tuple[Problem, ...]:
    """Return what check tells of a spec, what it waives left out."""
    return tuple(problem for problem in read_and_check(given)[2] if problem.severity != "waived")
