"""The rules of a state that a deal's documents print: those of its pack whose conditions hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from obcgen.law.state import STATE, state_law
from obcgen.law.terms import StateLaw, Term
from obcgen.library.conditions import condition_problems, holds
from obcgen.library.facts import meanings
from obcgen.pack import Pack
from obcgen.problems import ObcgenError, Problem
from obcgen.spec import Verbatim


@dataclass(frozen=True, slots=True)
class PrintedTerm:
    """A rule as templates print it; paragraphs are Markdown."""

    id: str
    title: str
    source: str
    contract: tuple[Verbatim, ...]
    rfp: tuple[Verbatim, ...]
    asked: Verbatim
    choices: tuple[Verbatim, ...]
    described: Verbatim
    clause: str
    confirm: str
    known_from: str
    open: bool


@dataclass(frozen=True, slots=True)
class StateTerms:
    """The rules of a state that apply to a deal, and the day on which they were entered."""

    code: str
    name: str
    entered: date
    terms: tuple[PrintedTerm, ...]

    @property
    def in_contract(self) -> tuple[PrintedTerm, ...]:
        """The rules that the list of state terms in the contract spells out."""
        return tuple(term for term in self.terms if term.contract)

    @property
    def of_contract(self) -> tuple[PrintedTerm, ...]:
        """The rules that the contract prints anywhere, which a solicitation names."""
        return tuple(term for term in self.terms if term.contract or term.clause)

    @property
    def in_rfp(self) -> tuple[PrintedTerm, ...]:
        """The rules of which the solicitation itself says something."""
        return tuple(term for term in self.terms if term.rfp)

    @property
    def in_response(self) -> tuple[PrintedTerm, ...]:
        """The rules on which the response file has an offeror state something."""
        return tuple(term for term in self.terms if term.asked)

    @property
    def open(self) -> tuple[PrintedTerm, ...]:
        """The rules that counsel has yet to confirm."""
        return tuple(term for term in self.terms if term.open)


def state_terms(pack: Pack, facts: Mapping[str, bool]) -> StateTerms | None:
    """Return the rules of the pack's state that hold for these facts; None where the pack has no state's law.

    Raises:
        ObcgenError: the pack's state law cannot be read, or a condition of it is over no fact.
    """
    law = state_law(pack)
    if law is None:
        return None
    if problems := tuple(condition_faults(law)):
        raise ObcgenError(*pack.data(STATE).locate(problems))
    printed = tuple(_printed(term) for term in law.terms if holds(term.when, facts))
    return StateTerms(law.code, law.name, law.entered, printed)


def condition_faults(law: StateLaw) -> Iterator[Problem]:
    """Yield what is wrong with the conditions of a state's rules."""
    known = meanings()
    for term in law.terms:
        yield from condition_problems(term.when, known, ("terms", term.id, "when"))


def _printed(term: Term) -> PrintedTerm:
    return PrintedTerm(
        id=term.id,
        title=term.title,
        source=term.source,
        contract=tuple(map(Verbatim, term.contract)),
        rfp=tuple(map(Verbatim, term.rfp)),
        asked=Verbatim(term.asked),
        choices=tuple(map(Verbatim, term.choices)),
        described=Verbatim(term.described),
        clause=term.clause,
        confirm=term.confirm,
        known_from=term.known_from,
        open=term.status == "for counsel",
    )
