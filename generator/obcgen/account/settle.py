"""From facts to what is due: one computation for settlements, scenarios, worked examples and the most."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from obcgen.account.account import Account, Entry, SettledLine
from obcgen.account.carrying import carried_due, in_all, occupied
from obcgen.account.earnings import Earnings, Share, earnings
from obcgen.account.limiting import Limited, Taken, limited
from obcgen.account.when_due import dues
from obcgen.deal.compile import deal_of
from obcgen.deal.counting import NIL, ONE, Counting
from obcgen.deal.earned import Item
from obcgen.deal.ending import earned_base, earned_parts, not_delivered
from obcgen.deal.facts import Ledger
from obcgen.deal.limits import AppliedLimit, CarriedOver
from obcgen.deal.people import everything_reached
from obcgen.money import ZERO, Money, filled, total

if TYPE_CHECKING:
    from collections.abc import Mapping

    from obcgen.deal.base_funding import BasePart
    from obcgen.deal.deal import Deal
    from obcgen.deal.facts import Facts
    from obcgen.deal.lines.line import Line
    from obcgen.spec import Spec

NOTHING_PAID = Ledger()
NOT_TAKEN = "Deductions beyond what is earned, not taken"
"""What the item is called that brings a line up to nothing."""


def settle(spec: Spec | Deal, facts: Facts, ledger: Ledger = NOTHING_PAID) -> Account:
    """Return what is due over given facts, exact to the cent. The spec has no errors."""
    deal = deal_of(spec)
    base = base_due(deal, facts)
    found = performance(deal, facts)
    ordinary, held, added = found.ordinary, found.held, found.added
    entries = tuple(
        replace(
            entry,
            items=_items(deal, entry),
            earned=held.earned[i],
            before=held.before[i],
            amount=held.amounts[i] + more,
            added=more,
            cuts=held.cuts[i],
            gained=added.earned[i],
            gain_cuts=added.cuts[i],
            carried=_carried(deal, entry, held, i) + _carried(deal, entry, added, i),
        )
        for i, (entry, more) in enumerate(zip(ordinary.entries, added.amounts, strict=True))
    )
    parts = _base_now(deal, facts, min(base, deal.not_to_exceed))
    lines = _lines(deal, facts, entries, ledger)
    less = base_due(deal, replace(facts, undelivered=None)) - base
    return Account(parts, lines, entries, added.limits, ledger, dues(deal, parts, lines, ledger), less)


def with_disputes(spec: Spec | Deal, account: Account, parts: Mapping[str, Money]) -> Account:
    """Return an account of which parts of lines are under dispute, given by line."""
    ledger = replace(account.ledger, disputed_parts=parts)
    found = dues(deal_of(spec), account.base_parts, account.lines, ledger)
    return replace(account, ledger=ledger, dues=found)


def total_due(deal: Deal, facts: Facts) -> Money:
    """Return only the total of base and performance, where many settlements are compared."""
    found = performance(deal, facts)
    parts = _base_now(deal, facts, min(base_due(deal, facts), deal.not_to_exceed))
    return total([*(part.amount for part in parts), *found.held.amounts, *found.added.amounts])


@dataclass(frozen=True, slots=True)
class Performance:
    """What lines earn and what limits leave of it; what a district default adds, and what is left of that."""

    ordinary: Earnings
    held: Limited
    gains: Earnings
    added: Limited


def performance(deal: Deal, facts: Facts) -> Performance:
    """Return what lines earn, what limits leave of it, and what a district default adds.

    The room beside the base is that beside the whole of it: what Services not delivered or an early end take
    off the base makes no room for results, or they could pay more than is printed as the most.
    """
    base = base_in_full(deal, facts)
    ordinary = earnings(deal, Counting(deal, facts))
    counts = [person.count for person in facts.people]
    held = limited(deal, ordinary, counts, base)
    bears = facts.affected or any(person.affected or person.kept for person in facts.people)
    if deal.default is None or not bears:
        nothing = Earnings(ordinary.entries, (), ((),) * len(counts), {}, ordinary.persons)
        none = [ZERO] * len(held.amounts)
        unchanged = replace(held, earned=none, amounts=none, cuts=((),) * len(none), carried={})
        return Performance(ordinary, held, nothing, unchanged)
    relieved = earnings(deal, Counting(deal, facts, defaulted=True))
    gains = _above_nothing(deal, ordinary, _more(ordinary, relieved), counts)
    return Performance(ordinary, held, gains, _added(deal, gains, counts, base, held))


@lru_cache(maxsize=8)
def most(deal: Deal) -> Account:
    """Return the account of the facts under which every line pays its full price for everyone."""
    return settle(deal, everything_reached(deal))


def base_in_full(deal: Deal, facts: Facts) -> Money:
    """Return the base before anything is taken off it; costs that are not known count at the budget."""
    return deal.base_funding.amount(facts) if deal.base_funding is not None else ZERO


def base_due(deal: Deal, facts: Facts) -> Money:
    """Return what the base comes to where the contract ended early or Services were not delivered."""
    whole = base_in_full(deal, facts)
    if facts.ended is not None:
        whole = earned_base(deal, whole, facts.ended)
    return whole - not_delivered(whole, facts)


def base_parts(deal: Deal, facts: Facts, whole: Money) -> tuple[BasePart, ...]:
    """Return every payment in which a whole that is due is paid; what reduces it cuts the last ones first."""
    if deal.base_funding is None:
        return ()
    amount = deal.base_funding.amount(facts)
    if facts.ended is not None:
        return _within(whole, earned_parts(deal, amount, facts.ended))
    reduced = facts.undelivered is not None
    return _within(whole, deal.base_funding.parts(min(amount, deal.not_to_exceed) if reduced else whole))


def _items(deal: Deal, entry: Entry) -> tuple[Item, ...]:
    """Return the products of an entry; where it never comes to less than nothing, what makes it nothing."""
    short = sum((item.amount for item in entry.items), NIL)
    if short >= 0 or not deal.lines[entry.line].never_negative:
        return entry.items
    return (*entry.items, Item(NOT_TAKEN, ONE, -short))


# What a district default adds


def _added(deal: Deal, more: Earnings, counts: list[int], base: Money, held: Limited) -> Limited:
    """Return what a district default adds, in the room that every limit leaves, and the limits over both."""
    cap = deal.most_each
    rooms = tuple(cap.cents - used for used in held.used) if cap is not None else ()
    used = occupied(held.limits) if deal.carries_over else {}
    taken = Taken({limit.terms: limit.after for limit in held.limits}, rooms, used)
    gains = limited(deal, more, counts, base, taken)
    ordinary = {limit.terms: limit for limit in held.limits}
    limits = tuple(_both(limit, ordinary.get(limit.terms)) for limit in gains.limits)
    return replace(gains, limits=limits)


def _both(gained: AppliedLimit, ordinary: AppliedLimit | None) -> AppliedLimit:
    """Return what a limit did to what is earned and to what a default adds to it."""
    if ordinary is None:
        return gained
    moved = in_all(dict(enumerate({x.year: x.amount for x in y.carried} for y in (ordinary, gained))))
    return replace(gained, before=gained.before + ordinary.before - ordinary.after, carried=moved)


def _carried(deal: Deal, entry: Entry, found: Limited, index: int) -> tuple[CarriedOver, ...]:
    """Return what later years pay of an amount; limits after those for years take that first."""
    moved = found.carried.get(index, {})
    later = (cut for cut in found.cuts[index] if cut.limit.scope in {"total", "not_to_exceed"})
    left = total(moved.values()) - total(cut.before - cut.after for cut in later)
    parts = list[CarriedOver]()
    for year, part in sorted(moved.items()):
        paid = max(ZERO, min(part, left))
        left -= paid
        parts += [CarriedOver(year, paid, carried_due(deal, entry, year))] if paid else []
    return tuple(parts)


def _more(ordinary: Earnings, relieved: Earnings) -> Earnings:
    """Return by how much what is earned with the default is more; it never takes anything away."""
    shares: dict[Share, int] = {}
    known: dict[object, tuple[int, ...]] = {}
    for pair in zip(ordinary.kinds, relieved.kinds, strict=True):
        if pair not in known:
            known[pair] = tuple(
                shares.setdefault(share, len(shares)) for share in _gains(ordinary, relieved, *pair)
            )
    kinds = tuple(known[pair] for pair in zip(ordinary.kinds, relieved.kinds, strict=True))
    once = {i: max(NIL, amount - ordinary.once[i]) for i, amount in relieved.once.items()}
    return Earnings(ordinary.entries, tuple(shares), kinds, once, ordinary.persons)


def _above_nothing(deal: Deal, ordinary: Earnings, more: Earnings, counts: list[int]) -> Earnings:
    """Return of each gain what lifts a line above nothing, where the line never comes to less than that."""
    plain, gained = ordinary.sums(counts), more.sums(counts)
    parts = [
        max(NIL, before + gain) / gain if before < 0 < gain and deal.lines[entry.line].never_negative else ONE
        for entry, before, gain in zip(ordinary.entries, plain, gained, strict=True)
    ]
    shares = tuple((index, amount * parts[index]) for index, amount in more.shares)
    return replace(more, shares=shares, once={i: amount * parts[i] for i, amount in more.once.items()})


def _gains(
    ordinary: Earnings, relieved: Earnings, plain: tuple[int, ...], relief: tuple[int, ...]
) -> list[Share]:
    """Return by entry how much more one participant earns with the default."""
    without = dict(ordinary.shares[number] for number in plain)
    with_it = dict(relieved.shares[number] for number in relief)
    gains = ((i, with_it.get(i, NIL) - without.get(i, NIL)) for i in sorted({**without, **with_it}))
    return [(index, gain) for index, gain in gains if gain > 0]


# Lines and base as they are shown


def _lines(deal: Deal, facts: Facts, entries: tuple[Entry, ...], ledger: Ledger) -> tuple[SettledLine, ...]:
    """Return every line that pays by itself, also those without results yet."""
    own: dict[str, list[Entry]] = {line.id: [] for line in deal.paid}
    for entry in entries:
        own[entry.line].append(entry)
    settled = {line.id for line in deal.paid_on(facts.settled)}
    return tuple(
        SettledLine(
            id=line.id,
            name=line.name,
            price=line.price_text,
            unit=line.unit,
            quantity=_quantity(line, own[line.id]),
            result=None if line.by_participant else _level(own[line.id]),
            entries=tuple(own[line.id]),
            items=_summed(own[line.id]),
            paid=_paid(line.id, ledger),
            disputed=line.id in ledger.disputed,
            open=line.id not in settled,
        )
        for line in deal.paid
    )


def _summed(entries: list[Entry]) -> tuple[Item, ...]:
    """Return the products of all entries, those with one price added up."""
    items: dict[tuple[str, Fraction], Item] = {}
    for item in (item for entry in entries for item in entry.items):
        at = (item.what, item.each)
        items[at] = replace(item, quantity=item.quantity + items[at].quantity) if at in items else item
    return tuple(items.values())


def _paid(key: str, ledger: Ledger) -> Money:
    """Return what was paid on a line before, in one sum or year by year."""
    own = f"rates.{key}"
    paid = (amount for name, amount in ledger.paid.items() if name == own or name.startswith(f"{own}."))
    return total(paid)


def _quantity(line: Line, entries: list[Entry]) -> Fraction:
    """Return what a line pays for: participants, units, or the result that sets an amount paid once."""
    if line.by_participant:
        return sum((entry.paid for entry in entries), NIL)
    if not line.counts_units:
        return _level(entries)
    return sum((item.quantity for entry in entries for item in entry.items if item.each > 0), NIL)


def _level(entries: list[Entry]) -> Fraction:
    """Return the result that a line paid once for all was settled on."""
    return sum((entry.level for entry in entries), NIL)


def _base_now(deal: Deal, facts: Facts, whole: Money) -> tuple[BasePart, ...]:
    """Return the parts of the base that are due, with what is held back of them."""
    share = deal.retainage if facts.retains else NIL
    return tuple(
        replace(part, retained=part.amount.times(share))
        for part in base_parts(deal, facts, whole)
        if part.falls_due_by(facts.until)
    )


def _within(whole: Money, parts: tuple[BasePart, ...]) -> tuple[BasePart, ...]:
    """Return parts that come to no more than the whole, the last cut first."""
    amounts = filled(whole, [part.amount for part in parts])
    return tuple(replace(part, amount=amount) for part, amount in zip(parts, amounts, strict=True))
