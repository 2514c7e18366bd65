"""The limits on performance money, one after the other, each cutting in proportion what it covers.

First a line's own ceiling, then the caps in the order participant, outcome, cohort, year, total, and last the
contract's not-to-exceed amount. What one participant earns stays exact until his cap has been applied; then
each entry is rounded once. An amount that a deduction gives back makes no room under any limit. What a
district default adds comes after everything else, in the room that the same limits leave.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from math import floor, lcm
from typing import TYPE_CHECKING

from obcgen.account.account import Cut
from obcgen.account.carrying import ByEntry, Waiting, carried_over, in_all
from obcgen.deal.counting import NIL, ONE
from obcgen.deal.limits import AppliedLimit, CarriedOver, Limit
from obcgen.deal.people import counted_every_year
from obcgen.figures import to_the_cent
from obcgen.money import ZERO, Money, allocate, split, total

if TYPE_CHECKING:
    from obcgen.account.account import Entry
    from obcgen.account.earnings import Earnings
    from obcgen.deal.deal import Deal

Amounts = list[Money]


@dataclass(frozen=True, slots=True)
class Taken:
    """What was paid already, where a district default adds to it.

    `limits` says by limit what is paid, `rooms` what the cap for one leaves a participant of each kind, in
    exact cents.
    """

    limits: Mapping[Limit, Money] = field(default_factory=dict)
    rooms: tuple[Fraction, ...] = ()
    occupied: Mapping[Limit, Money] = field(default_factory=dict)
    """By cap for a year what it has paid, where that is not what its own results were paid."""


NOTHING_TAKEN = Taken()


@dataclass(frozen=True, slots=True)
class Limited:
    """Amounts by entry before any limit, after the lines' own ceilings, and after every cap."""

    earned: Amounts
    before: Amounts
    amounts: Amounts
    limits: tuple[AppliedLimit, ...]
    cuts: tuple[tuple[Cut, ...], ...]
    used: tuple[Fraction, ...] = ()
    """What one participant of each kind has been paid under the cap for one, in exact cents."""
    factors: tuple[Fraction, ...] = ()
    """By entry what the line's floor and ceiling leave of it."""
    parts: tuple[Fraction, ...] = ()
    """By kind what the cap for one leaves of what a participant is paid; nothing where there is none."""
    carried: ByEntry = field(default_factory=dict)
    """What of the amounts later years pay, because the cap for their own leaves no room."""


def kept(earnings: Earnings, found: Limited) -> list[dict[int, Fraction]]:
    """Return by kind what one participant has of each entry, after ceilings and the cap for one."""
    parts = found.parts or (ONE,) * len(earnings.kinds)
    return [
        {
            index: amount * found.factors[index] * (part if amount > 0 else ONE)
            for index, amount in own.items()
        }
        for own, part in zip(earnings.by_kind(), parts, strict=True)
    ]


def positive(amounts: Sequence[Money]) -> Money:
    """Return the sum of what is paid, what is given back left out."""
    return total(amount for amount in amounts if amount > ZERO)


def cut(amounts: Amounts, room: Money, covered: Sequence[int]) -> Amounts:
    """Cut the amounts covered, in proportion and by the largest remainder, to what there is room for."""
    paid = [index for index in covered if amounts[index] > ZERO]
    if total(amounts[index] for index in paid) <= room:
        return amounts
    parts = dict(zip(paid, allocate(room, [amounts[index].cents for index in paid]), strict=True))
    return [parts.get(index, amount) for index, amount in enumerate(amounts)]


def limited(
    deal: Deal, earnings: Earnings, counts: Sequence[int], base: Money, taken: Taken = NOTHING_TAKEN
) -> Limited:
    """Take what every line earns through every limit; `base` is paid before performance money."""
    limiting = _Limiting(deal, earnings.entries, taken, not taken.limits)
    return limiting.through(earnings, counts, base)


class _Limiting:
    """The limits that amounts go through, and what each did."""

    def __init__(self, deal: Deal, entries: tuple[Entry, ...], taken: Taken, ordinary: bool) -> None:
        self.deal, self.entries, self.taken = deal, entries, taken
        lines = {entry.line for entry in entries}
        kept = (limit for limit in deal.limits if limit.scope != "line" or limit.key in lines)
        skipped = "district_default" if ordinary else ""
        self.limits = tuple(limit for limit in kept if limit.scope != skipped)
        self.applied: list[AppliedLimit] = []
        self.cuts: list[list[Cut]] = [[] for _ in entries]
        self.carried: ByEntry = {}

    def of(self, scope: str) -> list[Limit]:
        """Return the limits of one scope."""
        return [limit for limit in self.limits if limit.scope == scope]

    def covered(self, limit: Limit) -> list[int]:
        """Return the entries that a limit covers."""
        return [index for index, entry in enumerate(self.entries) if limit.covers(entry)]

    def room(self, limit: Limit) -> Money:
        """Return what a limit leaves."""
        used = self.taken.limits.get(limit, ZERO)
        return max(ZERO, limit.amount - self.taken.occupied.get(limit, used))

    def hold(self, amounts: Amounts, limit: Limit) -> Amounts:
        """Apply one limit and record what it did."""
        covered = self.covered(limit)
        after = cut(amounts, self.room(limit), covered)
        self.record(limit, covered, (amounts, after))
        return after

    def record(
        self,
        limit: Limit,
        covered: Sequence[int],
        states: tuple[Amounts, Amounts],
        carried: tuple[CarriedOver, ...] = (),
    ) -> None:
        """Record what a limit found and what it left, money paid already included."""
        taken = self.taken.limits.get(limit, ZERO)
        before, after = (taken + positive([state[index] for index in covered]) for state in states)
        self.applied.append(AppliedLimit(limit, before, after, carried))
        self.note(limit, covered, states)

    def note(self, limit: Limit, covered: Sequence[int], states: tuple[Amounts, Amounts]) -> None:
        """Note with each entry that a limit covers what it took off."""
        before, after = states
        for index in covered:
            if after[index] < before[index]:
                self.cuts[index].append(Cut(limit, before[index], after[index]))

    def through(self, earnings: Earnings, counts: Sequence[int], base: Money) -> Limited:
        """Return what every limit leaves."""
        sums = earnings.sums(counts)
        factors, sets = self.ceilings(sums)
        own = [amount * factor for amount, factor in zip(sums, factors, strict=True)]
        capped = self.per_participant(earnings, counts, factors, own)
        floored = [
            NIL if factor == NIL and amount < 0 else amount
            for factor, amount in zip(factors, sums, strict=True)
        ]
        earned = _rounded(floored)
        before = _rounded(own, sets, earned)
        apart = self.places(capped.touched)
        amounts = _rounded(capped.sums, [*(each - capped.touched for each in sets), *apart], before)
        self.exact_limits((earned, before, amounts))
        for scope in ("district_default", "outcome", "cohort", "year", "total"):
            if scope == "year" and self.deal.carries_over:
                amounts = self.years(amounts)
            else:
                for limit in self.of(scope):
                    amounts = self.hold(amounts, limit)
        amounts = self.not_to_exceed(amounts, base)
        cuts = tuple(map(tuple, self.cuts))
        applied = tuple(self.applied)
        return Limited(
            earned, before, amounts, applied, cuts, capped.used, tuple(factors), capped.parts, self.carried
        )

    # What is earned, in exact cents: first the lines' own ceilings, then the cap per participant

    def ceilings(self, sums: Sequence[Fraction]) -> tuple[list[Fraction], list[frozenset[int]]]:
        """Return what a line's floor and ceiling leave of each entry, and the entries that ceilings cut."""
        factors, sets = [ONE] * len(sums), []
        for index, entry in enumerate(self.entries):
            if sums[index] < 0 and self.deal.lines[entry.line].never_negative:
                factors[index] = NIL
        for limit in self.of("line"):
            own = [index for index in self.covered(limit) if sums[index] > 0]
            earned, room = sum((sums[index] for index in own), NIL), self.room(limit).cents
            if max(earned, Fraction(sum(to_the_cent(sums[index]).cents for index in own))) > room:
                sets.append(frozenset(own))
                for index in own:
                    factors[index] = min(ONE, room / earned)
        return factors, sets

    def per_participant(
        self, earnings: Earnings, counts: Sequence[int], factors: Sequence[Fraction], own: list[Fraction]
    ) -> _Capped:
        """Hold each participant to the cap; one who comes within the rounding of it counts as being at it."""
        caps = self.of("participant")
        if not caps:
            return _Capped(own)
        held = [amount * factors[index] for index, amount in earnings.shares]
        scale = lcm(*{each.denominator for each in (*held, *self.taken.rooms)})
        whole = [int(amount * scale) for amount in held]  # exact, and added up much sooner than fractions
        cap = caps[0].amount.cents * scale
        rooms = [int(room * scale) for room in self.taken.rooms] or [cap] * len(counts)
        pairs = {first: (own, rooms[first]) for first, own in earnings.by_persons().items()}
        alike: dict[tuple[tuple[int, ...], int], int] = {}
        for first, pair in pairs.items():
            alike[pair] = alike.get(pair, 0) + counts[first]
        after, touched, found = list(own), set[int](), {}
        amount_of = cache(lambda part: Fraction(part, scale))
        for (numbers, room), count in alike.items():
            earned = [number for number in numbers if earnings.shares[number][1] > 0]
            together = sum(whole[number] for number in earned)
            part = Fraction(room, together) if together > room else ONE
            found[numbers, room] = amount_of(min(together, room)), part
            margin = scale * len(earned) if any(whole[number] % scale for number in earned) else 0
            if together + margin > room:
                touched.update(earnings.shares[number][0] for number in earned)
                for number in earned if part < 1 else ():
                    after[earnings.shares[number][0]] -= held[number] * (ONE - part) * count
        each = [found[pairs[first]] for first in earnings.persons]
        used, parts = zip(*each, strict=True) if each else ((), ())
        return _Capped(after, frozenset(touched), used, parts)

    def places(self, touched: frozenset[int]) -> list[frozenset[int]]:
        """Divide entries so that nobody has amounts in two: by cohort, and by year where each has one."""
        found: dict[tuple[str, str], set[int]] = {}
        for index in sorted(touched):
            entry = self.entries[index]
            year = "" if counted_every_year(self.deal) else entry.year
            found.setdefault((entry.cohort, year), set()).add(index)
        return [frozenset(each) for each in found.values()]

    # In whole cents: every other cap

    def exact_limits(self, states: tuple[Amounts, Amounts, Amounts]) -> None:
        """Record what the lines' ceilings and the cap for one did."""
        earned, before, amounts = states
        for limit in self.of("line"):
            self.record(limit, self.covered(limit), (earned, before))
        for limit in self.of("participant"):
            self.record(limit, self.covered(limit), (before, amounts))

    def years(self, amounts: Amounts) -> Amounts:
        """Apply the caps for all years, each of which may pay later what its own takes off."""
        limits = sorted(self.of("year"), key=lambda limit: limit.key)
        kept, waiting = amounts, []
        for limit in limits:
            covered, room = self.covered(limit), self.room(limit)
            kept = cut(kept, room, covered)
            off = {index: amounts[index] - kept[index] for index in covered}
            waiting.append(Waiting(limit, room - positive([kept[index] for index in covered]), off))
        self.carried = carried_over(waiting)
        after = [amount + total(self.carried.get(index, {}).values()) for index, amount in enumerate(kept)]
        for each in waiting:
            moved = in_all({index: own for index, own in self.carried.items() if index in each.cut})
            self.record(each.limit, list(each.cut), (amounts, after), moved)
        return after

    def not_to_exceed(self, amounts: Amounts, base: Money) -> Amounts:
        """Apply the contract's ceiling to base and performance together; performance is cut first."""
        (limit,) = self.of("not_to_exceed")
        ceiling = limit.amount
        taken = self.taken.limits.get(limit, min(base, ceiling))
        after = cut(amounts, ceiling - taken, range(len(amounts)))
        whole = self.taken.limits.get(limit, base)
        self.applied.append(AppliedLimit(limit, whole + positive(amounts), taken + positive(after)))
        self.note(limit, range(len(amounts)), (amounts, after))
        return after


@dataclass(frozen=True, slots=True)
class _Capped:
    """What the cap for one leaves, the entries it touched, and what each participant then has."""

    sums: list[Fraction]
    touched: frozenset[int] = frozenset()
    used: tuple[Fraction, ...] = ()
    parts: tuple[Fraction, ...] = ()


def _rounded(
    sums: Sequence[Fraction], sets: Sequence[frozenset[int]] = (), most: Amounts | None = None
) -> Amounts:
    """Round each entry once, half a cent upward; those of one set together, so that a limit is kept.

    No entry comes to more than in `most`, what it was before the limit.
    """
    amounts = [to_the_cent(amount) for amount in sums]
    most = amounts if most is None else most
    for together in sets:
        paid = sorted(index for index in together if sums[index] > 0)
        weights = [sums[index] for index in paid]
        parts = split(floor(sum(weights, NIL)), weights, [most[index].cents for index in paid])
        for index, part in zip(paid, parts, strict=True):
            amounts[index] = Money(part)
    return amounts
