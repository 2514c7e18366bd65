"""What a worked example is: results in words, how they are settled, and the amount that follows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from obcgen.deal.facts import Ledger

if TYPE_CHECKING:
    from obcgen.deal.facts import Facts
    from obcgen.money import Money

Kind = Literal["line", "limit", "default", "true_up"]


@dataclass(frozen=True, slots=True)
class Case:
    """Results of which an example is made.

    `first` stands before the arithmetic; `nothing` says in its place why nothing is due, where that is so.
    """

    situation: str
    facts: Facts
    nothing: str = ""
    first: str = ""


@dataclass(frozen=True, slots=True)
class WorkedExample:
    """One example, as documents print it, with the facts it was settled from.

    `lines` are the ids of the lines it is about; `title` names them, or the rule that it shows. `amount` is
    what the engine pays on them after every limit: what is due, where something was paid before.
    """

    kind: Kind
    lines: tuple[str, ...]
    title: str
    situation: str
    computation: str
    amount: Money
    facts: Facts
    first: bool = False
    """Whether it is the first of a line: a result with which the line pays."""
    ledger: Ledger = field(default_factory=Ledger)
