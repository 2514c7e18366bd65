"""What a rule is: a function that reads some sections of the spec and yields Problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from obcgen.problems import Kind, Problem
from obcgen.spec import Spec

DocumentKind = Literal["rfp", "contract"]
MONEY = ("district", "population", "cohorts", "program", "outcomes", "funding", "payment")
"""The sections without which no payment can be computed."""

Finder = Callable[[Spec], Iterable[Problem]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: the kind of Problem it finds, the sections it must be able to read, and its citation."""

    kind: Kind
    find: Finder
    needs: frozenset[str]
    source: str


def rule(kind: Kind, *needs: str, source: str) -> Callable[[Finder], Rule]:
    """Make a rule of a function; it is skipped while a section it needs cannot be read."""
    return lambda find: Rule(kind, find, frozenset(needs), source)
