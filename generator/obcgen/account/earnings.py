"""What each line earns for one cohort in one year: the smallest amount that limits cut and payments hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from obcgen.account.account import Entry
from obcgen.deal.counting import NIL, ONE
from obcgen.deal.earned import Item
from obcgen.deal.lines.line import ABOVE_FOR_ONE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from obcgen.deal.counting import Counting
    from obcgen.deal.deal import Deal
    from obcgen.deal.earned import Earned
    from obcgen.deal.facts import Alike
    from obcgen.deal.lines.line import Line


@dataclass(slots=True)
class _Sum:
    """An entry while participants are added up."""

    entry: int
    size: int = 0
    counted: int = 0
    reached: Fraction = NIL
    paid: Fraction = NIL
    above: Fraction = NIL
    """What all together earn above the most for one: one amount, since it differs from one to the next."""
    items: dict[tuple[str, Fraction], Fraction] = field(default_factory=dict)

    def add(self, earned: Earned, count: int) -> None:
        self.size += count
        self.counted += count if earned.counted else 0
        self.reached += count * earned.level
        quantities = [item.quantity for item in earned.items if item.each > 0]
        self.paid += count * max(quantities, default=NIL)
        for item in earned.items:
            if item.what == ABOVE_FOR_ONE:
                self.above += item.amount * count
            else:
                key = (item.what, item.each)
                self.items[key] = self.items.get(key, NIL) + item.quantity * count


Share = tuple[int, Fraction]
"""The number of an entry, and what one participant earns there in exact cents."""


@dataclass(frozen=True, slots=True)
class Earnings:
    """What every line earns before limits.

    `shares` are the different shares that there are; `kinds` holds, for each kind of participant in the order
    of the Facts, the numbers of theirs; `once` what an entry earns that pays once for all, in exact cents.
    `persons` holds for each kind the first kind with results of the same participants, itself if none has.
    """

    entries: tuple[Entry, ...]
    shares: tuple[Share, ...]
    kinds: tuple[tuple[int, ...], ...]
    once: dict[int, Fraction]
    persons: tuple[int, ...] = ()

    def by_kind(self) -> tuple[dict[int, Fraction], ...]:
        """Return by entry what one participant of each kind earns."""
        return tuple(dict(self.shares[number] for number in numbers) for numbers in self.kinds)

    def by_persons(self) -> dict[int, tuple[int, ...]]:
        """Return the numbers of the shares of one participant in all, by the first kind of his results."""
        found: dict[int, tuple[int, ...]] = {}
        for first, numbers in zip(self.persons, self.kinds, strict=True):
            found[first] = (*found.get(first, ()), *numbers)
        return found

    def sums(self, counts: Sequence[int]) -> list[Fraction]:
        """Return what each entry earns, for so many participants of each kind."""
        tally = [0] * len(self.shares)
        for count, numbers in zip(counts, self.kinds, strict=True):
            for number in numbers:
                tally[number] += count
        sums = [self.once.get(index, NIL) for index in range(len(self.entries))]
        for (index, amount), count in zip(self.shares, tally, strict=True):
            sums[index] += amount * count
        return sums


def earnings(deal: Deal, counting: Counting) -> Earnings:
    """Work out what every line earns, in exact cents and before any limit."""
    entries: list[Entry] = []
    shares: dict[Share, int] = {}
    kinds: tuple[list[int], ...] = tuple([] for _ in counting.facts.people)
    once: dict[int, Fraction] = {}
    sorts = _sorts(counting)
    for line in deal.paid_on(counting.facts.settled):
        if line.by_participant:
            entries += _by_participant(counting, line, (len(entries), sorts), (shares, kinds))
        else:
            earned = line.earned_by_all(counting)
            once[len(entries)] = earned.amount
            entries.append(_once(counting, line, earned))
    found = tuple(map(tuple, kinds))
    return Earnings(tuple(entries), tuple(shares), found, once, _persons(counting.facts.people))


def _persons(people: Sequence[Alike]) -> tuple[int, ...]:
    """Return for each kind the first kind with results of the same participants."""
    first: dict[int, int] = {}
    return tuple(first.setdefault(each.persons, at) if each.persons else at for at, each in enumerate(people))


@dataclass(slots=True)
class _Members:
    """Participants whom a line pays alike: one of them, how many they are, and which kinds of the Facts."""

    one: Alike
    count: int = 0
    kinds: list[int] = field(default_factory=list)


def _by_participant(
    counting: Counting,
    line: Line,
    at: tuple[int, list[int]],
    into: tuple[dict[Share, int], tuple[list[int], ...]],
) -> list[Entry]:
    """Return the entries of a line paid by participant; note what each kind of participant earns."""
    (first, sorts), (shares, kinds) = at, into
    alike = _alike(counting, line, sorts)
    size = sum(members.count for members in alike)
    places = sorted({_place(counting, each.one) for each in alike}, key=counting.terms.calendar.in_order)
    sums = {place: _Sum(entry) for entry, place in enumerate(places, first)}
    for members in alike:
        added = sums[_place(counting, members.one)]
        earned = line.earned_by(counting, members.one, size)
        added.add(earned, members.count)
        if amount := earned.amount:
            number = shares.setdefault((added.entry, amount), len(shares))
            for kind in members.kinds:
                kinds[kind].append(number)
    verified = counting.facts.verified
    return [_entry(line, place, added, verified) for place, added in sums.items()]


def _place(counting: Counting, person: Alike) -> tuple[str, str]:
    """Return the cohort and the year in which these participants count."""
    return person.cohort, counting.year(person)


def _sorts(counting: Counting) -> list[int]:
    """Return a number for each kind of participant; those of one number differ in their results alone."""
    numbers: dict[object, int] = {}
    found = []
    for person in counting.facts.people:
        scope = (person.cohort, person.groups, person.year, person.grade)
        gates = (person.served, person.dosage_met, person.short, person.unmet, person.affected, person.kept)
        found.append(numbers.setdefault((scope, gates), len(numbers)))
    return found


def _alike(counting: Counting, line: Line, numbers: list[int]) -> list[_Members]:
    """Sort the participants whom a line may count by what bears on it.

    Results are told apart by identity: to compare two by value costs more than to work one out twice.
    """
    outcomes = line.asked
    counted: dict[int, bool] = {}
    sorts: dict[tuple[int, ...], _Members] = {}
    for kind, (person, number) in enumerate(zip(counting.facts.people, numbers, strict=True)):
        if number not in counted:
            counted[number] = line.counts(counting, person)
        if person.count and counted[number]:
            alike = (number, *map(id, map(person.marks.get, outcomes)))
            members = sorts.get(alike)
            if members is None:
                members = sorts[alike] = _Members(person)
            members.count += person.count
            members.kinds.append(kind)
    return list(sorts.values())


def _entry(line: Line, place: tuple[str, str], added: _Sum, verified: date | None) -> Entry:
    cohort, year = place
    items = tuple(Item(what, quantity, each) for (what, each), quantity in added.items.items())
    items += (Item(ABOVE_FOR_ONE, ONE, added.above),) if added.above else ()
    return Entry(
        line=line.id,
        outcomes=line.outcomes,
        cohort=cohort,
        group=line.paid_for.group,
        year=year,
        due=line.due_once_verified(year, verified),
        size=added.size,
        counted=added.counted,
        paid=added.paid,
        level=added.reached / added.counted if added.counted else NIL,
        items=tuple(sorted(items, key=lambda item: (item.each < 0, item.each, item.what))),
    )


def _once(counting: Counting, line: Line, earned: Earned) -> Entry:
    cohort = line.paid_for.cohort
    year = counting.terms.calendar.year_of(cohort)
    return Entry(
        line=line.id,
        outcomes=line.outcomes,
        cohort=cohort,
        group=line.paid_for.group,
        year=year,
        due=line.due_once_verified(year, counting.facts.verified),
        size=0,
        counted=0,
        paid=NIL,
        level=earned.level,
        items=earned.items,
        why_not=earned.why_not,
    )
