"""The rules of a state's law that a contract or a solicitation prints, and how sure each entry is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

Standing = Literal["for counsel", "confirmed"]
KnownFrom = Literal["text of the law", "public documents", "general knowledge"]
"""How sure an entry is: its author read the law's text, or saw others cite and apply it, or neither."""


@dataclass(frozen=True, slots=True)
class Term:
    """A rule of state law: its citation, what contract and solicitation say of it, and how sure that is.

    `contract` and `rfp` are paragraphs. `asked` is what an offeror states in the response file: one of
    `choices` where there are any, and then what `described` asks for. `clause` names the clause that prints
    it in a place of its own.
    """

    id: str
    title: str
    source: str
    contract: tuple[str, ...]
    rfp: tuple[str, ...]
    asked: str
    choices: tuple[str, ...]
    described: str
    clause: str
    when: Any
    confirm: str
    known_from: KnownFrom
    status: Standing


@dataclass(frozen=True, slots=True)
class StateLaw:
    """The rules of a state, by its postal code, as they were entered on a day."""

    code: str
    name: str
    entered: date
    terms: tuple[Term, ...]

    @property
    def open(self) -> tuple[Term, ...]:
        """The rules that counsel has yet to confirm."""
        return tuple(term for term in self.terms if term.status == "for counsel")
