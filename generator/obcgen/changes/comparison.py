"""All that is known of what changed between two specs of one deal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from obcgen.changes.effects import effects
from obcgen.changes.money import money_of
from obcgen.changes.terms import changes_between

if TYPE_CHECKING:
    from collections.abc import Callable

    from obcgen.changes.effects import Effects, Moved
    from obcgen.changes.money import MoneyChange
    from obcgen.changes.passages import Passage
    from obcgen.changes.terms import TermChange
    from obcgen.spec import Spec

Printed = Literal["rfp", "contract", "draft-contract"]


@dataclass(frozen=True, slots=True)
class Reworded:
    """A clause whose wording changes although the deal is the same: by its document, id and title."""

    document: Printed
    id: str
    title: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """What a change of pack or of the clauses chosen does to the words of the documents.

    `compared` are the documents that both packs print; `left_out` says why another is not compared.
    """

    compared: tuple[Printed, ...] = ()
    clauses: tuple[Reworded, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from one spec to another: terms, money and wording.

    `files` are what was compared, `documents` those of them that carry a spec: only what these may show is
    compared.
    """

    files: tuple[str, str]
    documents: tuple[str, ...]
    old: Spec
    new: Spec
    changes: tuple[TermChange, ...]
    money: MoneyChange
    effects: Effects
    wording: Wording

    @property
    def same(self) -> bool:
        """Whether nothing changed."""
        return not self.changes and not self.wording.clauses

    @property
    def numbered(self) -> tuple[tuple[int, TermChange], ...]:
        """Every change with its number: those first that a protest could rest on."""
        return tuple(enumerate(sorted(self.changes, key=lambda change: not change.material), 1))

    @property
    def material(self) -> tuple[TermChange, ...]:
        """The changes that a protest could rest on."""
        return tuple(change for change in self.changes if change.material)

    def moved(self, change: TermChange) -> Moved | None:
        """Return what a change does to the money by itself; None where that is nothing or not known."""
        return next((moved for each, moved in self.effects.alone if each is change), None)


def comparison(
    files: tuple[str, str],
    documents: tuple[str, ...],
    old: Spec,
    new: Spec,
    wording: Wording,
    holds: Callable[[Spec], bool],
) -> Comparison:
    """Return what changed between two specs without errors; `holds` is as for `effects`."""
    changes = changes_between(old, new)
    money, moved = money_of(old, new), effects(old, new, changes, holds)
    return Comparison(files, documents, old, new, changes, money, moved, wording)
