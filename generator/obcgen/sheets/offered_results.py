"""What an offer comes to over given results, step by step: for one participant, by line, within every limit.

The steps are those of `account.limiting`: a line's own ceiling, the cap for one participant, one rounding of
each line, cohort and year, then the caps in their order and the not-to-exceed amount. A spreadsheet computes
in binary fractions, so an exact figure is first rounded to a millionth of a cent.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from obcgen.account.earnings import earnings
from obcgen.deal.counting import Counting
from obcgen.money import Money, total
from obcgen.sheets.cells import money
from obcgen.sheets.division import COLUMNS, NOTE, Divisions, Weight
from obcgen.sheets.offered_amounts import Amount, OfferedAmounts
from obcgen.sheets.offered_lines import OfferedLines, Paid
from obcgen.workbook import Column, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from obcgen.account.account import Entry
    from obcgen.deal.deal import Deal
    from obcgen.deal.facts import Facts
    from obcgen.deal.limits import Limit
    from obcgen.sheets.offer import Offer

LIMITS: Final = "Limits"


@dataclass(frozen=True, slots=True)
class Result:
    """Base and performance funding over given results, each with its formula."""

    name: str
    base: Paid
    performance: Paid


@dataclass(slots=True)
class OfferedResults:
    """The sheets on which offers are worked out, for one set of results after the other."""

    deal: Deal
    offer: Offer
    lines: OfferedLines = field(init=False)
    divisions: Divisions = field(default_factory=lambda: Divisions(LIMITS))

    def __post_init__(self) -> None:
        """Begin the sheets."""
        self.lines = OfferedLines(self.deal)

    def add(self, name: str, facts: Facts) -> Result:
        """Return what the offer comes to over these results, and keep every step."""
        counting = Counting(self.deal, facts)
        entries = earnings(self.deal, counting).entries
        amounts = OfferedAmounts(counting, self.offer)
        once = {
            index: amounts.once(line)
            for index, entry in enumerate(entries)
            if not (line := self.deal.lines[entry.line]).by_participant
        }
        paid = self.lines.add(name, entries, _kinds(self.deal, amounts, entries), once)
        base = self._base(facts)
        after = self._held(name, entries, paid, base)
        ceiling = self.deal.not_to_exceed
        least = Paid(min(base.amount, ceiling), f"MIN({base.formula},{ceiling.plain})")
        whole = total(each.amount for each in after)
        return Result(name, least, Paid(whole, "+".join(each.formula for each in after) or "0"))

    def sheets(self) -> tuple[Sheet, ...]:
        """Return the sheets of all steps."""
        heads = (Column("Results and limit", 40), Column("Line", 34), Column("Before", 16))
        whole = Column("Left by the limit", 16)
        limits = Sheet(
            LIMITS,
            "Limits in their order",
            (*heads, whole, *COLUMNS),
            tuple(self.divisions.rows),
            NOTE,
            protected=True,
        )
        return (*self.lines.sheets(), *([limits] if self.divisions.rows else []))

    def _base(self, facts: Facts) -> Paid:
        """Return base funding before the not-to-exceed amount."""
        funding, asked = self.deal.base_funding, self.offer.base
        if funding is None:
            return Paid(Money(0), "0")
        amount = funding.amount(facts)
        if asked is None:
            return Paid(amount, amount.plain)
        product = funding.product(facts)
        return Paid(amount, f"{asked.formula}*{product[0] if product else 1}/100")

    def _held(self, name: str, entries: Sequence[Entry], paid: list[Paid], base: Paid) -> list[Paid]:
        """Return what every limit in whole cents leaves."""
        years = [limit for limit in self.deal.limits if limit.scope == "year" and self.deal.carries_over]
        for limit in self.deal.limits:
            if limit.scope in {"participant", "district_default"} or limit in years[1:]:
                continue
            if limit in years:
                paid = self._years(name, entries, years, paid)
                continue
            covers = [index for index, entry in enumerate(entries) if limit.covers(entry)]
            room = Paid(limit.amount, limit.amount.plain)
            if limit.scope == "not_to_exceed":
                left = limit.amount - min(base.amount, limit.amount)
                room = Paid(left, f"{room.formula}-MIN({base.formula},{room.formula})")
            paid = self._cut(f"{name}: {limit.title}", entries, covers, room, paid)
        return paid

    def _cut(
        self, what: str, entries: Sequence[Entry], covers: Sequence[int], room: Paid, paid: list[Paid]
    ) -> list[Paid]:
        """Return amounts once those covered are cut in proportion; what is given back makes no room."""
        if not covers:
            return paid
        back = any(not line.never_negative for line in self.deal.lines.values())
        above = [_above(paid[index]) if back else paid[index] for index in covers]
        names = [self.deal.lines[entries[index].line].name for index in covers]
        weights = [
            Weight(name, Fraction(each.amount.cents), money(each.amount, each.formula))
            for name, each in zip(names, above, strict=True)
        ]
        whole = min(room.amount, total(each.amount for each in above))
        parts = self.divisions.add(what, weights, whole, f"MIN({room.formula},{{sum}})")
        after = list(paid)
        for index, (part, place) in zip(covers, parts, strict=True):
            own = paid[index]
            below = min(own.amount, Money(0))
            after[index] = Paid(part + below, f"{place}+MIN(0,{own.formula})" if back else place)
        return after

    def _years(
        self, name: str, entries: Sequence[Entry], years: Sequence[Limit], paid: list[Paid]
    ) -> list[Paid]:
        """Return what years pay under their caps, and what later ones pay of what these take off."""
        rooms, off = dict[str, Paid](), dict[str, dict[int, Paid]]()
        for year in sorted(years, key=lambda each: each.key):
            covers = [index for index, entry in enumerate(entries) if year.covers(entry)]
            room = Paid(year.amount, year.amount.plain)
            kept = self._cut(f"{name}: {year.title}", entries, covers, room, paid)
            rooms[year.key] = _minus(room, [_above(kept[index]) for index in covers])
            off[year.key] = {index: _minus(paid[index], [kept[index]]) for index in covers}
            for earlier in [key for key in off if key != year.key]:
                owed = off[earlier]
                what = f"{name}: {year.title}, carried over from {earlier}"
                more = self._cut(what, entries, list(owed), rooms[year.key], _placed(owed, len(paid)))
                rooms[year.key] = _minus(rooms[year.key], [more[index] for index in owed])
                off[earlier] = {index: _minus(each, [more[index]]) for index, each in owed.items()}
        left = {index: each for owed in off.values() for index, each in owed.items()}
        return [_minus(each, [left[index]]) if index in left else each for index, each in enumerate(paid)]


def _placed(owed: dict[int, Paid], size: int) -> list[Paid]:
    return [owed.get(index, Paid(Money(0), "0")) for index in range(size)]


def _minus(paid: Paid, others: Sequence[Paid]) -> Paid:
    """Return an amount less others."""
    formula = "-".join([paid.formula, *(f"({each.formula})" for each in others)])
    return Paid(paid.amount - total(each.amount for each in others), f"({formula})")


def _above(paid: Paid) -> Paid:
    return Paid(max(paid.amount, Money(0)), f"MAX(0,{paid.formula})")


def _kinds(
    deal: Deal, amounts: OfferedAmounts, entries: Sequence[Entry]
) -> dict[tuple[tuple[int, Amount], ...], int]:
    """Return by what one participant earns of each entry how many participants earn that."""
    counting = amounts.counting
    places = {(entry.line, entry.cohort, entry.year): index for index, entry in enumerate(entries)}
    people = [person for person in counting.facts.people if person.count]
    lines = [line for line in deal.paid if line.by_participant]
    sizes = {line.id: sum(each.count for each in people if line.counts(counting, each)) for line in lines}
    whole: dict[int, tuple[int, tuple[tuple[int, Amount], ...]]] = {}
    for at, person in enumerate(people):
        place = (person.cohort, counting.year(person))
        earned = tuple(
            (places[line.id, *place], amount)
            for line in lines
            if (amount := amounts.for_one(line, person, sizes[line.id])).formula != "0"
        )
        own = person.persons or -at - 1  # results of several years are one participant's
        whole[own] = person.count, (*whole.get(own, (0, ()))[1], *earned)
    found: dict[tuple[tuple[int, Amount], ...], int] = {}
    for count, earned in whole.values():
        found[earned] = found.get(earned, 0) + count
    return {earned: count for earned, count in found.items() if earned}
