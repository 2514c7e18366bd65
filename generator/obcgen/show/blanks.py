"""The blanks of a starter as a short list: what is asked for, section by section, each blank once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from obcgen.problems import Problem
from obcgen.spec.shapes import UNFILLED

FEW = 3
"""Up to so many blanks are shown with their lines, like any other problem."""
SHORT = 60
"""A kind of value that takes more characters to say is left out of the list."""
_SAY_NOTHING = {"text", "one line of text", "a title"}


def apart(problems: Sequence[Problem]) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Return the blanks where they are many, and the other Problems."""
    blanks = tuple(each for each in problems if each.code == UNFILLED.code and each.place and each.path)
    if len(blanks) <= FEW:
        return (), tuple(problems)
    return blanks, tuple(each for each in problems if each not in set(blanks))


def blanks_text(blanks: Sequence[Problem]) -> str:
    """Return the list of blanks: file and number, then by section the line and what is asked for."""
    asked = _by_question(blanks)
    files = ", ".join(dict.fromkeys(each.place.file for each in blanks if each.place))
    one_by_one = f"; {len(asked)} different" if len(asked) < len(blanks) else ""
    head = f"{files}: {len(blanks)} blanks to fill in (error {UNFILLED.code}{one_by_one})"
    lines = [head, "    Write each value in place of its blank, the signs < and > included."]
    for section, questions in groupby(asked, key=lambda places: places[0].path[0]):
        lines += [f"  {section}", *(_line(places) for places in questions)]
    return "\n".join(lines)


def _by_question(blanks: Iterable[Problem]) -> list[list[Problem]]:
    """Return the blanks that ask for the same in one list, in the order of the file."""
    found: dict[str, list[Problem]] = {}
    for blank in blanks:
        found.setdefault(_question(blank), []).append(blank)
    return list(found.values())


def _question(blank: Problem) -> str:
    """Return what a blank asks for, whole: a message shortens it."""
    place = blank.place
    written = place.excerpt[place.column - 1 :][: place.width] if place else ""
    return (written or blank.found).strip().strip("<>")


def _line(places: Sequence[Problem]) -> str:
    first = places[0]
    numbers = [str(each.place.line) for each in places if each.place]
    needless = first.expected in _SAY_NOTHING or len(first.expected) > SHORT
    kind = "" if needless else f": {first.expected}"
    lines = "lines" if len(numbers) > 2 else "line"
    also = f" (again in {lines} {', '.join(numbers[1:])})" if numbers[1:] else ""
    return f"{numbers[0].rjust(6)}  {_question(first)}{kind}{also}"
