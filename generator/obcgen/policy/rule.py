"""What a rule is: a function that reads some sections of the spec, or the law too, and yields Problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from obcgen.law.law import Law
from obcgen.problems import Kind, Problem
from obcgen.spec import Spec

DocumentKind = Literal["rfp", "response", "contract", "draft-contract"]
"""`response` is the file in which an offeror answers an RFP.

`draft-contract` is the form of contract that bidders see: no provider yet, and nothing confidential."""
MONEY = ("district", "population", "cohorts", "program", "outcomes", "funding", "payment")
"""The sections without which no payment can be computed."""

Finder = Callable[..., Iterable[Problem]]
"""Takes the spec; a rule that reads the law takes it as well."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: the kind of Problem it finds, the sections it must be able to read, and its citation."""

    kind: Kind
    find: Finder
    needs: frozenset[str]
    source: str
    reads_law: bool = False

    def run(self, spec: Spec, law: Law) -> tuple[Problem, ...]:
        """Return what the rule finds in a spec under the law of its day."""
        return tuple(self.find(spec, law) if self.reads_law else self.find(spec))


def rule(kind: Kind, *needs: str, source: str, reads_law: bool = False) -> Callable[[Finder], Rule]:
    """Make a rule of a function; it is skipped while a section it needs cannot be read."""
    return lambda find: Rule(kind, find, frozenset(needs), source, reads_law)
