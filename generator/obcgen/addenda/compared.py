"""The RFP before and after an addendum: what the public may see of both, and their documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from obcgen.addenda.reworded import RewordedSection, reworded
from obcgen.changes.money import MoneyChange, money_of
from obcgen.changes.terms import TermChange, changes_between
from obcgen.document.tree import Document
from obcgen.spec import Addendum, Question, Spec
from obcgen.spec.addenda import in_series

_ITS_OWN = ("addenda", "questions")
"""Sections of a spec that are an addendum's own; what it changes stands in the others."""


@dataclass(frozen=True)
class Compared:
    """Two public views of one RFP, and the trees of its documents by name, such as `rfp`.

    `price_file` tells whether the price file differs.
    """

    old: Spec
    new: Spec
    before: Mapping[str, Document]
    after: Mapping[str, Document]
    price_file: bool

    @property
    def number(self) -> int:
        """The number of the addendum."""
        return in_series(self.new.addenda)[-1][0]

    @property
    def addendum(self) -> Addendum:
        """The addendum as the spec has it."""
        return in_series(self.new.addenda)[-1][1]

    @cached_property
    def terms(self) -> tuple[TermChange, ...]:
        """Each term that changes; what no reader of an RFP sees is in neither view."""
        found = changes_between(self.old, self.new)
        return tuple(each for each in found if each.path[0] not in _ITS_OWN and not each.confidential)

    @cached_property
    def money(self) -> MoneyChange:
        """What both pay."""
        return money_of(self.old, self.new)

    @cached_property
    def words(self) -> Mapping[str, tuple[RewordedSection, ...]]:
        """The sections whose words differ, by document; one that only the new RFP has differs as a whole."""
        return {
            name: reworded(self.before[name], tree)
            for name, tree in self.after.items()
            if name in self.before
        }

    @cached_property
    def questions(self) -> tuple[tuple[str, Question], ...]:
        """Each question that the addendum answers, or answers anew, by number."""
        found = {
            number: each
            for number, each in self.new.questions.items()
            if self.old.questions.get(number) != each
        }
        return tuple(sorted(found.items(), key=lambda each: int(each[0])))

    @property
    def due(self) -> tuple[datetime, datetime]:
        """When proposals were due, and when they are due now; an RFP has both.

        Raises:
            ValueError: a spec asks for no proposals, so it is no RFP.
        """
        if self.old.procurement is None or self.new.procurement is None:
            raise ValueError("no RFP")
        return tuple(  # type: ignore[return-value]
            each.procurement.schedule.proposals_due for each in (self.old, self.new) if each.procurement
        )

    @property
    def says_nothing(self) -> bool:
        """Whether the addendum changes no words, no prices to fill in, and answers no question."""
        return not (
            self.questions
            or self.price_file
            or any(self.words.values())
            or self.after.keys() - self.before.keys()
        )
