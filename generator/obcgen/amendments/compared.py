"""A contract before and after one amendment: what both parties see of it, and its documents."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from obcgen.account.most_by_source import funded_at_most
from obcgen.account.schedule import schedule
from obcgen.changes.money import MoneyChange, money_of
from obcgen.changes.terms import TermChange, changes_between
from obcgen.document.restated import Renumbered, Restated, renumbered, restated
from obcgen.money import ZERO, Money
from obcgen.policy.amended import NO_TERMS
from obcgen.spec.amendments import amended

if TYPE_CHECKING:
    from datetime import date

    from obcgen.document.tree import Document
    from obcgen.spec import Amendment, Spec


@dataclass(frozen=True, slots=True)
class FellDue:
    """A base payment that fell due before the amendment applies, and whose amount it changes."""

    name: str
    due: date
    before: Money
    after: Money


@dataclass(frozen=True)
class Compared:
    """Two views of one contract, and its trees, which name no amendment and are drafts both."""

    old: Spec
    new: Spec
    before: Document
    after: Document

    @property
    def number(self) -> int:
        """The number of the amendment."""
        return amended(self.new.amendments)[-1][0]

    @property
    def amendment(self) -> Amendment:
        """The amendment as the spec has it."""
        return amended(self.new.amendments)[-1][1]

    @cached_property
    def terms(self) -> tuple[TermChange, ...]:
        """Each term that changes; whether the document is a draft is none."""
        found = changes_between(self.old, self.new)
        return tuple(each for each in found if is_term(each))

    @cached_property
    def clauses(self) -> tuple[Restated, ...]:
        """Each part of the contract that reads otherwise."""
        return restated(self.before, self.after)

    @cached_property
    def moved(self) -> tuple[Renumbered, ...]:
        """Each part of the contract that has another number."""
        return renumbered(self.before, self.after)

    @cached_property
    def money(self) -> MoneyChange:
        """What both pay."""
        return money_of(self.old, self.new)

    @cached_property
    def years(self) -> tuple[tuple[str, Money, Money], ...]:
        """The most that falls into each fiscal year before and after; undated payments have no name."""
        was, now = (
            {year.year: year.total for year in funded_at_most(spec, schedule(spec)).years}
            for spec in (self.old, self.new)
        )
        names = sorted(was.keys() | now.keys(), key=lambda year: (not year, year))
        return tuple((year, was.get(year, ZERO), now.get(year, ZERO)) for year in names)

    @cached_property
    def fell_due(self) -> tuple[FellDue, ...]:
        """The base payments that fell due before and change."""
        then = {each.id: each.amount for each in schedule(self.new).payments}
        return tuple(
            FellDue(each.name, each.date, each.amount, then.get(each.id, ZERO))
            for each in schedule(self.old).payments
            if each.kind == "base" and each.date and each.date < self.amendment.effective
            if then.get(each.id) != each.amount
        )


def is_term(change: TermChange) -> bool:
    """Tell whether parties agree to what changes."""
    return change.path[0] not in NO_TERMS and change.path != ("document", "status")
