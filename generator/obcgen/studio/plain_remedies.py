"""Remedies whose hints name no key: a thing is renamed, taken away, exchanged or written as it is said."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from obcgen.deal.business_days import BusinessDays
from obcgen.source.nodes import Node, at, entries
from obcgen.studio.blanks import blank_entry
from obcgen.studio.following import said, state_of
from obcgen.studio.in_words_of_form import read_value
from obcgen.studio.remedy import Remedy

if TYPE_CHECKING:
    from obcgen.problems import Path, Problem

Maker = Callable[["Problem", re.Match[str], Node], Remedy | None]


def plainly_said(problem: Problem, root: Node) -> Remedy | None:
    """Return what a hint in plain words says to do; nothing where a person must decide."""
    for pattern, make in _MAKERS.items():
        if found := re.match(pattern, problem.hint):
            return make(problem, found, root)
    return None


def _taken_away(problem: Problem, _: re.Match[str], root: Node) -> Remedy | None:
    return Remedy("remove", problem.path) if at(root, problem.path) else None


def _renamed(problem: Problem, found: re.Match[str], root: Node) -> Remedy | None:
    """Return the new id, unless something beside it has it."""
    beside = at(root, problem.path[:-1])
    taken = beside is None or found[1] in entries(beside) or problem.path[-1] not in entries(beside)
    return None if taken else Remedy("rename", problem.path, found[1])


def _written(problem: Problem, found: re.Match[str], root: Node) -> Remedy | None:
    return Remedy("write", problem.path, found[1]) if said(root, problem.path) else None


def _in_its_words(problem: Problem, found: re.Match[str], root: Node) -> Remedy | None:
    """Return a text with what was found in it written otherwise."""
    text, wrong = said(root, problem.path), str(problem.found or "")
    if not wrong or wrong not in text:
        return None
    return Remedy("write", problem.path, text.replace(wrong, found[1]))


def _exchanged(problem: Problem, _: re.Match[str], root: Node) -> Remedy | None:
    """Return the least in place of the most."""
    above = problem.path[:-1]
    least, most = said(root, (*above, "at_least")), said(root, (*above, "at_most"))
    return Remedy("write", above, {"at_least": most, "at_most": least}) if least and most else None


def _example(_problem: Problem, found: re.Match[str], _: Node) -> Remedy | None:
    """Return the example of a hint, to be made one's own."""
    value = read_value(found[2])
    return Remedy("write", tuple(found[1].split(".")), value) if isinstance(value, Mapping) else None


def _section(_problem: Problem, found: re.Match[str], root: Node) -> Remedy | None:
    """Return a section with what it needs, each a blank."""
    path = (found[1],)
    return None if at(root, path) else Remedy("write", path, blank_entry(path))


def _working_day(problem: Problem, _: re.Match[str], root: Node) -> Remedy | None:
    """Return the next day on which the District works, at the same time of day."""
    value = said(root, problem.path)
    try:
        day = date.fromisoformat(value[:10])
        calendar = BusinessDays(state_of(root), tuple(_closures(root)))
    except ValueError:
        return None
    return Remedy("write", problem.path, f"{calendar.on_or_after(day)}{value[10:]}")


def _closures(root: Node) -> list[tuple[date, date, str]]:
    """Return the times in which the offices are closed.

    Raises:
        ValueError: one of them is no day.
    """
    paths: list[Path] = [
        ("district", "closures", name) for name in entries_at(root, ("district", "closures"))
    ]
    return [
        (
            date.fromisoformat(said(root, (*each, "starts"))),
            date.fromisoformat(said(root, (*each, "ends"))),
            said(root, (*each, "name")),
        )
        for each in paths
    ]


def entries_at(root: Node, path: Path) -> Mapping[str, Node]:
    """Return what stands in a table by id; nothing where there is none."""
    node = at(root, path)
    return entries(node) if node else {}


def _only_one(problem: Problem, found: re.Match[str], root: Node) -> Remedy | None:
    """Return the only thing of its kind that there is."""
    return None if "," in found[1] else _written(problem, found, root)


_MAKERS: Final[Mapping[str, Maker]] = {
    r"Remove it here, or ": _taken_away,
    r"Lower the cap, remove it, ": _taken_away,
    r"Take it off the list, ": _taken_away,
    r"Correct what the error names, and remove this line[.]": _taken_away,
    r"Number it ([0-9]+), ": _renamed,
    r"Rename it, for instance to ([a-z]+)": _renamed,
    r"Write the step so: (.+)": _written,
    r"Choose an earlier day, such as ([0-9-]{10})[.]": _written,
    r"Raise the limit to ([$][0-9,]+[0-9]), ": _written,
    r"Defined there: ([\w, -]+)[.]": _only_one,
    r"Write ([A-Z][a-z]+ [0-9]{1,2}, [0-9]{4})[.]": _in_its_words,
    r"Exchange the two amounts, ": _exchanged,
    r"Choose the working day before or after it[.]": _working_day,
    r"Add ([a-z_.]+), for example: (.+)[.]$": _example,
    r"Add ([a-z_]+): to the spec; ": _section,
}
"""By how a hint begins: what makes a remedy of it."""
