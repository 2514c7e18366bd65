"""The limits on performance money, one after the other, each cutting in proportion what it covers.

First a line's own ceiling, then the caps in the order participant, outcome, cohort, year, total, and last the
contract's not-to-exceed amount. What one participant earns stays exact until his cap has been applied; then
each portion is rounded once. An amount that a deduction gives back makes no room under any limit. What a
district default adds comes after everything else, in the room that the same limits leave.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from math import floor
from typing import TYPE_CHECKING, Literal

from obcgen.money import ZERO, Money, allocate, total
from obcgen.payment.attained import NONE, ONE

if TYPE_CHECKING:
    from obcgen.payment.portions import Portion, Reckoning
    from obcgen.spec import Spec
    from obcgen.spec.payment import Caps

Scope = Literal[
    "line", "participant", "district_default", "outcome", "cohort", "year", "total", "not_to_exceed"
]
Amounts = list[Money]
Covers = Callable[["Portion"], bool]


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit and what it did to the money it covers."""

    scope: Scope
    name: str
    limit: Money
    before: Money
    after: Money

    @property
    def bound(self) -> bool:
        """Whether the limit cut anything."""
        return self.after < self.before


@dataclass(frozen=True, slots=True)
class Held:
    """Amounts by portion before any limit, after the lines' own ceilings, and after every cap."""

    earned: Amounts
    before: Amounts
    amounts: Amounts
    limits: tuple[Limit, ...]
    used: tuple[Fraction, ...] = ()
    """What one participant of each kind has been paid under the cap per participant, in exact cents."""


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


@dataclass(slots=True)
class Course:
    """The limits that amounts go through, and what each did.

    Where a district default adds to what is paid already, `taken` says by limit what is paid, `rooms` what
    the cap per participant leaves for one of each kind, in exact cents, and `default` the most that is added.
    """

    spec: Spec
    portions: tuple[Portion, ...]
    taken: Mapping[tuple[Scope, str], Money] = field(default_factory=dict)
    rooms: tuple[Fraction, ...] = ()
    default: Money | None = None
    limits: list[Limit] = field(default_factory=list)

    @property
    def ceilings(self) -> dict[str, Money]:
        """The lines with a ceiling of their own."""
        lines = {portion.line for portion in self.portions}
        rates = self.spec.payment.rates
        return {key: rate.at_most for key, rate in rates.items() if rate.at_most is not None and key in lines}

    def of_line(self, key: str) -> list[int]:
        """Return the portions of a line."""
        return [index for index, portion in enumerate(self.portions) if portion.line == key]

    def room(self, scope: Scope, name: str, limit: Money) -> Money:
        """Return what a limit leaves."""
        return max(ZERO, limit - self.taken.get((scope, name), ZERO))

    def hold(self, amounts: Amounts, scope: Scope, name: str, limit: Money, covers: Covers) -> Amounts:
        """Apply one limit and record what it did."""
        covered = [index for index, portion in enumerate(self.portions) if covers(portion)]
        after = cut(amounts, self.room(scope, name, limit), covered)
        self.record(scope, name, limit, covered, (amounts, after))
        return after

    def record(
        self, scope: Scope, name: str, limit: Money, covered: Sequence[int], states: tuple[Amounts, Amounts]
    ) -> None:
        """Record what a limit found and what it left, money paid already included."""
        taken = self.taken.get((scope, name), ZERO)
        before, after = (taken + positive([state[index] for index in covered]) for state in states)
        self.limits.append(Limit(scope, name, limit, before, after))


# What is earned, in exact cents: first the lines' own ceilings, then the cap per participant


def never_negative(spec: Spec, line: str) -> bool:
    """Tell whether a line never comes to less than nothing: what deductions go beyond is not given back."""
    deduction = spec.payment.rates[line].deduction
    return deduction is None or not deduction.gives_back


def _factors(course: Course, sums: Sequence[Fraction]) -> tuple[list[Fraction], list[frozenset[int]]]:
    """Return what a line's floor and ceiling leave of each portion, and the portions that ceilings cut."""
    factors, sets = [ONE] * len(sums), []
    for index, portion in enumerate(course.portions):
        if sums[index] < 0 and never_negative(course.spec, portion.line):
            factors[index] = NONE
    for key, at_most in course.ceilings.items():
        own = [index for index in course.of_line(key) if sums[index] > 0]
        earned, room = sum((sums[index] for index in own), NONE), course.room("line", key, at_most).cents
        if max(earned, Fraction(sum(_nearest(sums[index]) for index in own))) > room:
            sets.append(frozenset(own))
            for index in own:
                factors[index] = min(ONE, room / earned)
    return factors, sets


@dataclass(frozen=True, slots=True)
class _Capped:
    """What the cap per participant leaves, the portions it touched, and what each participant then has."""

    sums: list[Fraction]
    touched: frozenset[int] = frozenset()
    used: tuple[Fraction, ...] = ()


def _per_participant(
    course: Course,
    reckoning: Reckoning,
    counts: Sequence[int],
    factors: Sequence[Fraction],
    own: list[Fraction],
) -> _Capped:
    """Hold each participant to the cap; one who comes within the rounding of it counts as being at it."""
    caps = course.spec.payment.caps
    if caps is None or caps.participant is None:
        return _Capped(own)
    rooms = course.rooms or (Fraction(caps.participant.cents),) * len(counts)
    alike: dict[tuple[tuple[int, ...], Fraction], int] = {}
    for count, numbers, room in zip(counts, reckoning.kinds, rooms, strict=True):
        alike[numbers, room] = alike.get((numbers, room), 0) + count
    after, touched, used = list(own), set[int](), {}
    for (numbers, room), count in alike.items():
        earned = _positive(reckoning, numbers, factors)
        whole = sum(earned.values(), NONE)
        used[numbers, room] = min(whole, room)
        margin = len(earned) if any(amount.denominator > 1 for amount in earned.values()) else 0
        if whole + margin > room:
            touched.update(earned)
            lost = max(NONE, 1 - room / whole)
            for index, amount in earned.items():
                after[index] -= amount * lost * count
    each = tuple(used[pair] for pair in zip(reckoning.kinds, rooms, strict=True))
    return _Capped(after, frozenset(touched), each)


def _positive(
    reckoning: Reckoning, numbers: tuple[int, ...], factors: Sequence[Fraction]
) -> dict[int, Fraction]:
    """Return by portion what one participant is paid, after the lines' own ceilings."""
    shares = [reckoning.shares[number] for number in numbers]
    return {index: amount * factors[index] for index, amount in shares if amount > 0}


def _nearest(amount: Fraction) -> int:
    """Return whole cents, half a cent upward."""
    return Money(1).times(amount).cents


def _rounded(sums: Sequence[Fraction], sets: Sequence[frozenset[int]] = ()) -> Amounts:
    """Round each portion once, half a cent upward; those of one set together, so that a limit is kept."""
    amounts = [Money(1).times(amount) for amount in sums]
    for together in sets:
        paid = sorted(index for index in together if sums[index] > 0)
        weights = [sums[index] for index in paid]
        for index, part in zip(paid, allocate(Money(floor(sum(weights, NONE))), weights), strict=True):
            amounts[index] = part
    return amounts


# In whole cents: every other cap


def _pays_for(outcome: str, portion: Portion) -> bool:
    return outcome in portion.outcomes


def _is_in(cohort: str, portion: Portion) -> bool:
    return portion.cohort == cohort


def _is_of(year: str, portion: Portion) -> bool:
    return portion.year == year


def _all(_: Portion) -> bool:
    return True


def _named_caps(caps: Caps | None) -> Iterator[tuple[Scope, str, Money, Covers]]:
    if caps is None:
        return
    for name, limit in caps.outcome.items():
        yield "outcome", name, limit, partial(_pays_for, name)
    for name, limit in caps.cohort.items():
        yield "cohort", name, limit, partial(_is_in, name)
    for name, limit in caps.year.items():
        yield "year", name, limit, partial(_is_of, name)
    if caps.total is not None:
        yield "total", "", caps.total, _all


def hold(course: Course, reckoning: Reckoning, counts: Sequence[int], base: Money) -> Held:
    """Take what every line earns through every limit; `base` is paid before performance money."""
    sums = reckoning.sums(counts)
    factors, sets = _factors(course, sums)
    own = [amount * factor for amount, factor in zip(sums, factors, strict=True)]
    capped = _per_participant(course, reckoning, counts, factors, own)
    floored = [
        NONE if factor == NONE and amount < 0 else amount
        for factor, amount in zip(factors, sums, strict=True)
    ]
    earned, before = _rounded(floored), _rounded(own, sets)
    amounts = _rounded(capped.sums, [*(each - capped.touched for each in sets), capped.touched])
    amounts = _exact_limits(course, (earned, before, amounts))
    if course.default is not None:
        amounts = course.hold(amounts, "district_default", "", course.default, _all)
    for scope, name, limit, covers in _named_caps(course.spec.payment.caps):
        amounts = course.hold(amounts, scope, name, limit, covers)
    amounts = _not_to_exceed(course, amounts, base)
    return Held(earned, before, amounts, tuple(course.limits), capped.used)


def _exact_limits(course: Course, states: tuple[Amounts, Amounts, Amounts]) -> Amounts:
    """Record what the lines' ceilings and the cap per participant did, and keep the ceilings to the cent."""
    earned, before, amounts = states
    for key, at_most in course.ceilings.items():
        own = course.of_line(key)
        amounts = cut(amounts, course.room("line", key, at_most), own)
        course.record("line", key, at_most, own, (earned, before))
    caps = course.spec.payment.caps
    if caps is not None and caps.participant is not None:
        own = [index for index, portion in enumerate(course.portions) if portion.size]
        course.record("participant", "", caps.participant, own, (before, amounts))
    return amounts


def _not_to_exceed(course: Course, amounts: Amounts, base: Money) -> Amounts:
    """Apply the contract's ceiling to base and performance together; performance is cut first."""
    ceiling = course.spec.funding.not_to_exceed
    taken = course.taken.get(("not_to_exceed", ""), min(base, ceiling))
    after = cut(amounts, ceiling - taken, range(len(amounts)))
    whole = course.taken.get(("not_to_exceed", ""), base)
    course.limits.append(
        Limit("not_to_exceed", "", ceiling, whole + positive(amounts), taken + positive(after))
    )
    return after
