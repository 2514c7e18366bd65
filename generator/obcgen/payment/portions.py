"""What each line pays for one cohort in one year: the smallest part that caps cut and payments hold."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from obcgen.money import ZERO, Money
from obcgen.payment.attained import NONE
from obcgen.payment.earning import Item, for_all, for_participant, in_scope
from obcgen.payment.maximum import due_in
from obcgen.payment.subjects import chosen_by, counts_participants, group_of, outcome_ids

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from obcgen.payment.attained import View
    from obcgen.payment.earning import Earned
    from obcgen.payment.facts import Alike
    from obcgen.spec import Spec


@dataclass(frozen=True, slots=True)
class Portion:
    """What one line pays for one cohort in one year.

    `size` is the number of participants whom it may count, 0 where it pays once for all; `counted` of them
    count, and for `paid` of them, or of their units, it pays. `level` is the share who reached it, or the
    result that sets an amount paid once. `earned` is rounded once and before any limit, `before` is what the
    line's own ceiling leaves, `amount` what every cap leaves, and `added` the part of `amount` that a
    district default adds.
    """

    line: str
    outcomes: tuple[str, ...]
    cohort: str
    group: str
    year: str
    due: date | None
    size: int
    counted: int
    paid: Fraction
    level: Fraction
    items: tuple[Item, ...]
    earned: Money = ZERO
    before: Money = ZERO
    amount: Money = ZERO
    added: Money = ZERO


def before_caps(portions: tuple[Portion, ...]) -> tuple[Portion, ...]:
    """Return portions with the amounts that only their lines' own ceilings have cut."""
    return tuple(replace(portion, amount=portion.before) for portion in portions)


@dataclass(slots=True)
class _Cell:
    """A portion while participants are added up."""

    portion: int
    size: int = 0
    counted: int = 0
    reached: Fraction = NONE
    paid: Fraction = NONE
    items: dict[tuple[str, Fraction], Fraction] = field(default_factory=dict)

    def add(self, earned: Earned, count: int) -> None:
        self.size += count
        self.counted += count if earned.counted else 0
        self.reached += count * earned.level
        quantities = [item.quantity for item in earned.items if item.each > 0]
        self.paid += count * max(quantities, default=NONE)
        for item in earned.items:
            key = (item.what, item.each)
            self.items[key] = self.items.get(key, NONE) + item.quantity * count


Share = tuple[int, Fraction]
"""The number of a portion, and what one participant earns there in exact cents."""


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What every line earns before limits.

    `shares` are the different shares that there are; `kinds` holds, for each kind of participant in the order
    of the Facts, the numbers of theirs; `once` what a portion earns that pays once for all, in exact cents.
    """

    portions: tuple[Portion, ...]
    shares: tuple[Share, ...]
    kinds: tuple[tuple[int, ...], ...]
    once: dict[int, Fraction]

    def by_kind(self) -> tuple[dict[int, Fraction], ...]:
        """Return by portion what one participant of each kind earns."""
        return tuple(dict(self.shares[number] for number in numbers) for numbers in self.kinds)

    def sums(self, counts: Sequence[int]) -> list[Fraction]:
        """Return what each portion earns, for so many participants of each kind."""
        tally = [0] * len(self.shares)
        for count, numbers in zip(counts, self.kinds, strict=True):
            for number in numbers:
                tally[number] += count
        sums = [self.once.get(index, NONE) for index in range(len(self.portions))]
        for (index, amount), count in zip(self.shares, tally, strict=True):
            sums[index] += amount * count
        return sums


def paid_lines(spec: Spec, settled: frozenset[str] | None = None) -> Iterator[str]:
    """Yield each line that pays by itself, where only some outcomes have results those about them."""
    rates = spec.payment.rates
    chosen = chosen_by(rates)
    for key in rates:
        if key not in chosen and (settled is None or settled.issuperset(outcome_ids(key, rates))):
            yield key


def reckon(view: View) -> Reckoning:
    """Work out what every line earns, in exact cents and before any limit."""
    spec = view.spec
    portions: list[Portion] = []
    shares: dict[Share, int] = {}
    kinds: tuple[list[int], ...] = tuple([] for _ in view.facts.people)
    once: dict[int, Fraction] = {}
    for key in paid_lines(spec, view.facts.settled):
        if counts_participants(key, spec.payment.rates, spec.outcomes):
            portions += _by_participant(view, key, len(portions), (shares, kinds))
        else:
            earned = for_all(view, key)
            once[len(portions)] = earned.amount
            portions.append(_once(view, key, earned))
    return Reckoning(tuple(portions), tuple(shares), tuple(map(tuple, kinds)), once)


def _by_participant(
    view: View, key: str, first: int, found: tuple[dict[Share, int], tuple[list[int], ...]]
) -> list[Portion]:
    """Return the portions of a line paid by participant; note what each kind of participant earns."""
    shares, kinds = found
    alike = _alike(view, key)
    size = sum(person.count for members in alike for person, _ in members)
    places = sorted({_place(view, members) for members in alike}, key=view.in_order)
    cells = {place: _Cell(first + at) for at, place in enumerate(places)}
    for members in alike:
        cell = cells[_place(view, members)]
        earned = for_participant(view, key, members[0][0], size)
        cell.add(earned, sum(person.count for person, _ in members))
        if amount := earned.amount:
            number = shares.setdefault((cell.portion, amount), len(shares))
            for _, index in members:
                kinds[index].append(number)
    return [_portion(view, key, place, cell) for place, cell in cells.items()]


def _place(view: View, members: list[tuple[Alike, int]]) -> tuple[str, str]:
    """Return the cohort and the year in which these participants count."""
    return members[0][0].cohort, view.year(members[0][0])


def _alike(view: View, key: str) -> list[list[tuple[Alike, int]]]:
    """Sort the participants whom a line may count, each with its number, by what bears on it.

    Results are told apart by identity: to compare two by value costs more than to work one out twice.
    """
    rate = view.spec.payment.rates[key]
    outcomes = outcome_ids(key, view.spec.payment.rates)
    scopes: dict[object, bool] = {}
    found: dict[object, list[tuple[Alike, int]]] = {}
    for index, person in enumerate(view.facts.people):
        scope = (person.cohort, person.groups, person.year)
        if scope not in scopes:
            scopes[scope] = in_scope(view, key, rate, person)
        if person.count and scopes[scope]:
            marks = tuple([id(person.marks.get(outcome)) for outcome in outcomes])
            gates = (person.served, person.dosage_met, person.short, person.unmet, person.affected)
            found.setdefault((scope, person.grade, gates, marks), []).append((person, index))
    return list(found.values())


def _portion(view: View, key: str, place: tuple[str, str], cell: _Cell) -> Portion:
    spec, (cohort, year) = view.spec, place
    rate = spec.payment.rates[key]
    items = tuple(Item(what, quantity, each) for (what, each), quantity in cell.items.items())
    return Portion(
        key,
        outcome_ids(key, spec.payment.rates),
        cohort,
        group_of(spec, key, rate),
        year,
        due_in(rate, year) or _due_of_chosen(spec, key, year),
        cell.size,
        cell.counted,
        cell.paid,
        cell.reached / cell.counted if cell.counted else NONE,
        tuple(sorted(items, key=lambda item: (item.each < 0, item.each, item.what))),
    )


def _once(view: View, key: str, earned: Earned) -> Portion:
    spec, rate = view.spec, view.spec.payment.rates[key]
    cohort = rate.cohort or ""
    year = view.year_of(cohort)
    due = due_in(rate, year) or _due_of_chosen(spec, key, year)
    outcomes, group = outcome_ids(key, spec.payment.rates), group_of(spec, key, rate)
    return Portion(key, outcomes, cohort, group, year, due, 0, 0, NONE, earned.level, earned.items)


def _due_of_chosen(spec: Spec, key: str, year: str) -> date | None:
    """Return the last date of the lines that this one chooses from: by then the best of them is known."""
    rates = spec.payment.rates
    dates = [due_in(rates[line], year) for line in rates[key].best_of or ()]
    return max((day for day in dates if day is not None), default=None)
