"""What a field tells beside its value: an example of a real deal, where it comes from, what a day is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Final

from obcgen.deal.business_days import BusinessDays, holidays_of
from obcgen.new import SPEC, STARTER
from obcgen.pack import builtin
from obcgen.review.checklist import read_checklist
from obcgen.source import read_text
from obcgen.source.nodes import Node, at, steps
from obcgen.spec.dates import WEEKDAYS, day
from obcgen.spec.states import NAMES
from obcgen.studio.fields import Field, language
from obcgen.studio.interview import is_within
from obcgen.vetting.examples import examples

if TYPE_CHECKING:
    from obcgen.review.checklist import Row

_FIRST: Final = "denver-literacy"
_LONGEST: Final = 300
_SATURDAY: Final = 5


@cache
def example_values() -> Mapping[str, tuple[str, str]]:
    """Return by pattern a value of a worked deal, and the title of that deal; Denver's come first."""
    found: dict[str, tuple[str, str]] = {}
    for path in sorted(examples(), key=lambda each: (each.stem != _FIRST, each.stem)):
        root = read_text(path.read_text(encoding="utf-8")).root
        name = at(root, ("district", "name"))
        title = str(name.value) if name else ""
        for pattern, value in _values(root, language()):
            found.setdefault(pattern, (value.strip()[:_LONGEST], title))
    return found


@cache
def usual() -> frozenset[str]:
    """Return the patterns of the fields that the starter spec has."""
    root = read_text(builtin().text(STARTER), SPEC).root
    return frozenset(pattern for pattern, _ in _values(root, language()))


def _values(node: Node, field: Field) -> Iterator[tuple[str, str]]:
    if isinstance(node.value, str):
        yield field.pattern, node.value
    for step, below in steps(node):
        if found := field.child(step):
            yield from _values(below, found)


@cache
def sources(pattern: str) -> tuple[str, ...]:
    """Return why a field is asked for: the guidance of each row of the checklist that reads it."""
    rows = [row for row in _rows() if _reads(row, pattern)]
    return tuple(dict.fromkeys(f"{row.source}{f' ({row.center})' if row.center else ''}" for row in rows))


@cache
def _rows() -> tuple[Row, ...]:
    return read_checklist(builtin()).rows


def _reads(row: Row, pattern: str) -> bool:
    wanted = (path for need in row.needs for path in need.paths)
    return any(is_within(pattern, each) for path in wanted for each in _either(path))


def _either(path: str) -> list[str]:
    """Return the patterns that a path with a choice of keys stands for."""
    found = [""]
    for step in path.split("."):
        found = [f"{above}.{name}".lstrip(".") for above in found for name in step.split("|")]
    return found


def note_on(value: str, state: str) -> str:
    """Return what a day is: its weekday, and why it is no working day where it is none."""
    try:
        found = date.fromisoformat(value[:10])
    except ValueError:
        return ""
    name = WEEKDAYS[found.weekday()]
    why = _why_off(found, state) if found.weekday() < _SATURDAY else "no working day"
    return f"{name}; {why}" if why else name


def _why_off(found: date, state: str) -> str:
    """Return why a day is no Business Day; where the state is not known yet, by federal holidays."""
    if state in NAMES:
        return BusinessDays(state).why_off(found).partition(" (package ")[0]
    name = holidays_of(None)[0].get(found)
    return f"{name}, a federal holiday" if name else ""


def day_shown(value: str) -> str:
    """Return a day, with its time if it has one, as a document prints it; other text as it is."""
    try:
        return day(datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value))
    except ValueError:
        return value
