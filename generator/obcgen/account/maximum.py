"""The most that payments can come to, each alone and several together, whatever results there are.

Limits are shared, so that payments cannot all be at their most at once, and where limits cut one after the
other a better result can pay less. The most is therefore no settlement but a flow: what each line can earn in
each cohort and year, through its own ceiling and the cap of an outcome on one side, and the caps for a
participant, a cohort, a year and in all on the other. No results of the participants planned, in their
cohorts and groups, can pay more than what flows through.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING

from obcgen.account.flow import Flow, Node
from obcgen.account.settle import base_due, most, performance
from obcgen.deal.base_funding import ByYear
from obcgen.deal.counting import Counting
from obcgen.deal.facts import Facts
from obcgen.deal.indexed import base_by_year
from obcgen.deal.lines.best_of import BestOf
from obcgen.deal.lines.share_of import ShareOf
from obcgen.deal.people import everything_reached
from obcgen.money import ZERO, Money, total

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from obcgen.account.account import Entry
    from obcgen.deal.deal import Deal
    from obcgen.deal.lines.line import Line

_START: Node = ("start",)
_END: Node = ("end",)
_Edge = tuple[Node, Node, int | None]
"""From, to, and how many cents can flow; None where there is no limit."""
_Held = tuple[tuple[dict[int, int], int], ...]
"""For each kind of participant what all earn by entry, and what the cap lets them have, in cents."""


class Maximum:
    """What payments for results can come to at most; entries are known by their number in `most(deal)`."""

    def __init__(self, deal: Deal) -> None:
        self.deal = deal
        found = most(deal)
        self.entries = found.entries
        self.open = [_is_open(deal.lines[entry.line]) for entry in found.entries]
        self.earned = [self._earned(index) for index in range(len(found.entries))]
        more = any(most > entry.earned.cents for most, entry in zip(self.earned, found.entries, strict=True))
        self.bound = more or any(limit.bound for limit in found.limits)
        self._amounts = {limit.terms: limit.terms.amount for limit in found.limits}
        self._held = self._ways_to_hold() if self.bound and deal.most_each is not None else ((),)

    def together(self, entries: Iterable[int]) -> Money:
        """Return the most that these entries can come to together."""
        return next(iter(self.running([tuple(entries)])), ZERO)

    def running(self, groups: Iterable[tuple[int, ...]]) -> Iterator[Money]:
        """Yield after each group of entries the most that all so far can come to together."""
        groups = list(groups)
        if not self.bound:
            so_far = ZERO
            for group in groups:
                so_far += total(self.entries[index].amount for index in group)
                yield so_far
            return
        ways = [self._flowing(groups, held) for held in self._held]
        yield from map(min, zip(*ways, strict=True))

    def _flowing(self, groups: list[tuple[int, ...]], held: _Held) -> Iterator[Money]:
        """Yield what can flow after each group, with participants held to their cap in one way."""
        flow, sent = Flow(self._limits({index for group in groups for index in group}, held)), 0
        for group in groups:
            for index in group:
                edge: tuple[Node, Node] = ("line", self.entries[index].line), ("entry", index)
                flow.widen(*edge, self.earned[index])
                sent += flow.send_through(_START, edge, _END)
            yield Money(sent)

    def _earned(self, index: int) -> int:
        """Return what an entry can earn at most before limits, in cents."""
        entry = self.entries[index]
        if not self.open[index]:
            return entry.earned.cents
        line = self.deal.lines[entry.line]
        each = self._each(line)
        limit = line.at_most or (self.deal.not_to_exceed if entry.size else ZERO)
        most = limit.cents if each is None else ceil(each * entry.size)
        return max(entry.earned.cents, most)

    def _each(self, line: Line) -> Fraction | None:
        """Return the most that a line earns for one participant, in cents; None where nothing bounds it."""
        most: Fraction | None = None
        if isinstance(line, BestOf):
            parts = [self._each(each) for each in line.lines]
            known = [each for each in parts if each is not None]
            factor = line.factor.value if line.factor is not None else 1
            most = max(known) * factor if len(known) == len(parts) else None
        elif not _is_open(line):
            counting = Counting(self.deal, everything_reached(self.deal))
            most = max(
                (line.earned_by(counting, each, 1).amount for each in counting.facts.people), default=None
            )
        own = Fraction(line.at_most_each.cents) if line.at_most_each is not None else most
        return own if most is None or own is None else min(own, most)

    def _limits(self, entries: Iterable[int], held: _Held) -> Iterator[_Edge]:
        """Yield what can flow between limits; what entries earn is let in later."""
        for index in entries:
            entry = self.entries[index]
            yield from self._of_line(entry)
            yield ("line", entry.line), ("entry", index), 0
            yield from self._of_place(index, entry, held)
        ceiling = self.deal.not_to_exceed - min(self.deal.not_to_exceed, least_base(self.deal))
        yield ("all",), _END, min(self._cap("total", "", ceiling), ceiling).cents

    def _of_line(self, entry: Entry) -> Iterator[_Edge]:
        """Yield the ceiling of a line, and the lowest cap of those for its outcomes."""
        at_most = self.deal.lines[entry.line].at_most
        caps = {
            terms.key: amount.cents
            for terms, amount in self._amounts.items()
            if terms.scope == "outcome" and terms.covers(entry)
        }
        line: Node = ("line", entry.line)
        ceiling = at_most.cents if at_most is not None else None
        if not caps:
            yield _START, line, ceiling
            return
        outcome = min(caps, key=lambda key: (caps[key], key))
        yield _START, ("outcome", outcome), caps[outcome]
        yield ("outcome", outcome), line, ceiling

    def _of_place(self, index: int, entry: Entry, held: _Held) -> Iterator[_Edge]:
        """Yield the caps for one participant, for the cohort and for the year."""
        cohort, year = ("cohort", entry.cohort, entry.year), ("year", entry.year)
        if entry.size and held:
            for kind, (shares, cap) in enumerate(held):
                if index in shares:
                    yield ("entry", index), ("kind", kind), None if self.open[index] else shares[index]
                    yield ("kind", kind), ("held", kind), cap
                    yield ("held", kind), cohort, None
        else:
            yield ("entry", index), cohort, None
        yield cohort, year, self._cents("cohort", entry.cohort)
        yield from self._of_year(entry.year)

    def _of_year(self, year: str) -> Iterator[_Edge]:
        """Yield the cap for a year, and those of later years into which what it takes off is carried."""
        cap = self._cents("year", year)
        if cap is None or not self.deal.carries_over:
            yield ("year", year), ("all",), cap
            return
        for limit in self.deal.limits:
            if limit.scope == "year" and limit.key >= year:
                yield ("year", year), ("paid in", limit.key), None
                yield ("paid in", limit.key), ("all",), limit.amount.cents

    def _ways_to_hold(self) -> tuple[_Held, ...]:
        """Return how participants are held to the cap for one; each way lets through more than can be.

        Over all years together, money of one year flows under the cap of another; where years have caps of
        their own, also each year by itself, which lets one have as much again in the next. The lesser counts.
        """
        together = tuple(self._shares(by_year=False))
        if not any(limit.scope == "year" for limit in self.deal.limits):
            return (together,)
        apart = tuple(self._shares(by_year=True))
        return (together, apart) if together != apart else (together,)

    def _shares(self, *, by_year: bool) -> Iterator[tuple[dict[int, int], int]]:
        """Yield for each kind of participant, in a year or over all, what all earn and may have."""
        facts = everything_reached(self.deal)
        found = performance(self.deal, facts).ordinary
        cap = self.deal.most_each
        whole: dict[int, dict[int, int]] = {}
        for kind, (first, shares) in enumerate(zip(found.persons, found.by_kind(), strict=True)):
            count = facts.people[kind].count
            cents = {index: ceil(amount * count) for index, amount in shares.items() if amount > 0}
            whole.setdefault(kind if by_year else first, {}).update(cents)
        for kind, cents in whole.items():
            count = facts.people[kind].count
            yield cents, cap.cents * count if cap is not None else sum(cents.values())

    def _cents(self, scope: str, key: str) -> int | None:
        found = [limit.amount.cents for limit in self.deal.limits if (limit.scope, limit.key) == (scope, key)]
        return found[0] if found else None

    def _cap(self, scope: str, key: str, otherwise: Money) -> Money:
        cents = self._cents(scope, key)
        return otherwise if cents is None else Money(cents)


@lru_cache(maxsize=8)
def maximum(deal: Deal) -> Maximum:
    """Return what the payments of a deal can come to at most."""
    return Maximum(deal)


def _is_open(line: Line) -> bool:
    """Tell whether a line can earn more than it does where everything is reached: units, costs, savings."""
    if isinstance(line, BestOf):
        return any(map(_is_open, line.lines))
    return line.counts_units or (isinstance(line, ShareOf) and line.of != "budget")


def least_base(deal: Deal) -> Money:
    """Return the least that the base can come to: performance funding has what it leaves."""
    base, stated = deal.base_funding, deal.spec.payment.base
    if stated is not None and isinstance(base, ByYear) and base.indexed:
        flat = dict.fromkeys(base.amounts, Fraction(1))  # an index that does not rise
        return total(base_by_year(stated, deal.spec.payment.indexation, flat).values())
    return base_due(deal, Facts(0, 0, (), units=0, budget=ZERO, costs=ZERO))
