"""What each participant's results come to: per line before limits, what limits cut, and what is paid.

A settlement rounds each entry of a line once. Here its cents are dealt to the participants by what each has
of it exactly, so that every column sums to the settlement's own figure and nobody is paid more than the cap.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor
from typing import TYPE_CHECKING

from obcgen.account.dealing import Column, Dealing, Parts, column, divided
from obcgen.account.limiting import kept
from obcgen.account.settle import performance
from obcgen.deal.compile import deal_of
from obcgen.deal.counting import NIL, Counting
from obcgen.money import Money, total

if TYPE_CHECKING:
    from fractions import Fraction

    from obcgen.account.account import Account
    from obcgen.account.settle import Performance
    from obcgen.deal.deal import Deal
    from obcgen.deal.facts import Facts
    from obcgen.spec import Spec


@dataclass(frozen=True, slots=True)
class Owed:
    """What one participant's results come to.

    `earned` holds the amount before limits by line; a line that is not in it does not count the participant.
    `held` is what the cap for one participant takes off that, `cut` what all other limits take off, and
    `added` what a district default adds within every limit.
    """

    earned: Mapping[str, Money]
    held: Money
    cut: Money
    added: Money

    @property
    def paid(self) -> Money:
        """What is paid for the participant, after every limit."""
        return total(self.earned.values()) - self.held - self.cut + self.added


def by_participant(
    spec: Spec | Deal, facts: Facts, settlement: Account, kinds: Sequence[int], names: Sequence[str] = ()
) -> tuple[Owed, ...]:
    """Return what is owed for each participant, and for each of his years where he has results of several.

    Args:
        spec: the deal.
        facts: the facts that were settled.
        settlement: what `settle` returned for them.
        kinds: for each participant, in the order wanted, the index of his kind in `facts.people`.
        names: for each of these whose it is, where some have results of several years.
    """
    deal = deal_of(spec)
    found = performance(deal, facts)
    columns = _Columns(settlement, kinds, found.ordinary.persons, names)
    plain = found.ordinary.by_kind()
    parts = kept(found.ordinary, found.held)
    paid, added = columns.paid(parts, kept(found.gains, found.added), deal.most_each)
    earned = columns.earned(plain, paid)
    gaps = [sum(row) for row in zip(*columns.differences(earned, paid), strict=True)] or [0] * len(kinds)
    held = _held(columns, found, parts, gaps)
    counted = [_counted(deal, facts, settlement, kind) for kind in range(len(facts.people))]
    lines = columns.by_line(earned)
    more = [sum(row) for row in zip(*added, strict=True)] or [0] * len(kinds)
    alike: dict[tuple[int, ...], Owed] = {}
    owed = []
    for row in zip(kinds, held, gaps, more, *lines.values(), strict=True):
        one = alike.get(row)
        if one is None:
            one = alike[row] = _owed(row, tuple(lines), counted)
        owed.append(one)
    return tuple(owed)


def _owed(row: tuple[int, ...], lines: tuple[str, ...], counted: Sequence[tuple[str, ...]]) -> Owed:
    """Return what is owed for all participants of one kind who have the same cents."""
    kind, held, gap, more, *cents = row
    earned = dict(zip(lines, cents, strict=True))
    own = {key: Money(earned[key]) for key in counted[kind]}
    return Owed(own, Money(held), Money(gap - held), Money(more))


def paid_on(
    spec: Spec | Deal, facts: Facts, settlement: Account, rows: tuple[Sequence[int], Sequence[str]], line: str
) -> tuple[Money, ...]:
    """Return what one line pays for each participant, what a district default adds included.

    `rows` are the kinds and the names of `by_participant`.
    """
    deal, (kinds, names) = deal_of(spec), rows
    found = performance(deal, facts)
    columns = _Columns(settlement, kinds, found.ordinary.persons, names)
    parts, gains = kept(found.ordinary, found.held), kept(found.gains, found.added)
    dealt = columns.paid(parts, gains, deal.most_each)
    sums = [
        one
        for each in dealt
        for index, one in zip(columns.singly, each, strict=True)
        if columns.entries[index].line == line
    ]
    return tuple(Money(sum(row)) for row in zip(*sums, strict=True)) or (Money(0),) * len(kinds)


class _Columns:
    """Deals the amounts of entries to participants, in cents; `persons` holds the first kind of each kind."""

    def __init__(
        self, settlement: Account, kinds: Sequence[int], persons: Sequence[int], names: Sequence[str]
    ) -> None:
        self.entries, self.kinds = settlement.entries, kinds
        self.persons = persons if names else range(len(persons))
        self.counts = _counts(kinds, len(persons))
        self.singly = [index for index, entry in enumerate(settlement.entries) if entry.size]
        self.owners = _owners(kinds, self.persons, names)
        """For each row the participant whose it is."""
        self.rows = Counter(self.owners) if isinstance(self.owners, list) else Counter()

    def paid(self, parts: Parts, gains: Parts, cap: Money | None) -> tuple[list[list[int]], list[list[int]]]:
        """Return by entry what each participant is paid without and by a district default, under the cap."""
        whose = dict(zip(self.owners, self.kinds, strict=True))
        kinds = [self.persons[whose[owner]] for owner in range(len(whose))]
        counts, size = _counts(kinds, len(self.persons)), len(self.singly)
        dealing = Dealing(kinds, cap.cents if cap is not None else None)
        own, more = self._together(parts), self._together(gains)
        for index in self.singly:
            entry = self.entries[index]
            dealing.deal(column(entry.amount - entry.added, index, own, counts))
        for index in self.singly:
            dealing.deal(column(self.entries[index].added, index, more, counts))
        dealing.settle()
        return self._by_row(dealing.dealt[:size], parts), self._by_row(dealing.dealt[size:], gains)

    def _together(self, parts: Parts) -> Parts:
        """Return by the first kind of each participant what all his results have of each entry."""
        found: list[dict[int, Fraction]] = [{} for _ in parts]
        for first, own in zip(self.persons, parts, strict=True):
            found[first] |= own
        return found

    def _by_row(self, dealt: Sequence[Sequence[int]], parts: Parts) -> list[list[int]]:
        """Return by entry and row what was dealt to each participant: results of one year earn an entry."""
        if not self.rows:  # one row each
            return [list(cents) for cents in dealt]
        rows = list(zip(self.owners, self.kinds, strict=True))
        return [
            [cents[owner] if self.rows[owner] == 1 or index in parts[kind] else 0 for owner, kind in rows]
            for index, cents in zip(self.singly, dealt, strict=True)
        ]

    def earned(self, parts: Parts, paid: Sequence[Sequence[int]]) -> list[list[int]]:
        """Return by entry what each participant earns, rounded up first where what is paid was."""
        found = []
        for index, own in zip(self.singly, paid, strict=True):
            exact = column(self.entries[index].earned, index, parts, self.counts)
            found.append(_beside(exact, self.kinds, own))
        return found

    def differences(self, earned: Sequence[Sequence[int]], paid: Sequence[Sequence[int]]) -> list[list[int]]:
        """Return by entry what limits took off each participant."""
        pairs = zip(earned, paid, strict=True)
        return [[one - other for one, other in zip(*pair, strict=True)] for pair in pairs]

    def by_line(self, columns: Sequence[Sequence[int]]) -> dict[str, list[int]]:
        """Return each participant's part of every line."""
        found = {entry.line: [0] * len(self.kinds) for entry in self.entries}
        for index, parts in zip(self.singly, columns, strict=True):
            line = self.entries[index].line
            found[line] = [one + other for one, other in zip(found[line], parts, strict=True)]
        return found


def _owners(kinds: Sequence[int], persons: Sequence[int], names: Sequence[str]) -> Sequence[int]:
    """Return for each row the number of the participant whose it is."""
    apart, whole = Counter(persons), dict[object, int]()
    if len(apart) == len(persons):
        return range(len(kinds))
    return [
        whole.setdefault(names[row] if apart[persons[kind]] > 1 else row, len(whole))
        for row, kind in enumerate(kinds)
    ]


def _counts(kinds: Sequence[int], size: int) -> list[int]:
    """Return how many rows there are of each kind."""
    counted = Counter(kinds)
    return [counted[kind] for kind in range(size)]


def _beside(earned: Column, kinds: Sequence[int], paid: Sequence[int]) -> list[int]:
    """Return parts of a whole, each rounded down or up: up first where more would be paid than earned."""
    floors = [floor(exact) for exact in earned.exact]
    down = [floors[kind] for kind in kinds]
    over = earned.whole - sum(down)
    if over:
        ranks = [low - exact for low, exact in zip(floors, earned.exact, strict=True)]
        order = sorted(range(len(kinds)), key=lambda n: (paid[n] <= down[n], ranks[kinds[n]], n))
        for number in order[:over]:
            down[number] += 1
    return down


def _held(columns: _Columns, found: Performance, parts: Parts, gaps: Sequence[int]) -> list[int]:
    """Return what the cap for one participant takes off each, never more than all limits together do."""
    limits = (limit for limit in found.held.limits if limit.scope == "participant")
    whole = total(limit.before - limit.after for limit in limits)
    factors = found.held.factors
    lost = [
        sum((amount * factors[i] - own[i] for i, amount in plain.items()), NIL)
        for plain, own in zip(found.ordinary.by_kind(), parts, strict=True)
    ]
    weighed = divided(whole, lost, columns.kinds)
    held = [min(one.cents, gap) for one, gap in zip(weighed, gaps, strict=True)]
    short = whole.cents - sum(held)
    for number in sorted(range(len(held)), key=lambda n: not lost[columns.kinds[n]]) if short else ():
        more = min(short, gaps[number] - held[number])
        held[number] += more
        short -= more
    return held


def _counted(deal: Deal, facts: Facts, settlement: Account, kind: int) -> tuple[str, ...]:
    """Return the lines that count a kind of participant."""
    counting, person = Counting(deal, facts), facts.people[kind]
    sizes: dict[str, int] = {}
    for entry in settlement.entries:
        sizes[entry.line] = sizes.get(entry.line, 0) + entry.size
    return tuple(
        key
        for key, size in sizes.items()
        if size and deal.lines[key].earned_by(counting, person, size).counted
    )
