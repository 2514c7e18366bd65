"""From facts to what is due: one computation for settlements, scenarios, worked examples and the most."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from obcgen.money import ZERO, Money, total
from obcgen.payment.attained import NONE, ONE, View
from obcgen.payment.caps import Course, Held, Limit, hold, never_negative
from obcgen.payment.earning import Item
from obcgen.payment.facts import Ledger
from obcgen.payment.guaranteed import BasePart, base_due, base_parts, retainage
from obcgen.payment.names import rate_name
from obcgen.payment.portions import Portion, Reckoning, Share, paid_lines, reckon
from obcgen.payment.prices import price_text
from obcgen.payment.subjects import counts_participants, shape

if TYPE_CHECKING:
    from obcgen.payment.facts import Facts
    from obcgen.spec import Spec


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the rate card, settled.

    `quantity` is the number of participants or units paid for, or the result that sets an amount paid once,
    a share of 62.5 % being 5/8; `result` is the result that a line paid once for all had, None elsewhere.
    `earned` is before every limit, `amount` after all of them, `added` the part that a district default adds.
    """

    id: str
    name: str
    price: str
    unit: str
    quantity: Fraction
    result: Fraction | None
    counted: int
    items: tuple[Item, ...]
    earned: Money
    amount: Money
    added: Money
    paid: Money
    disputed: bool
    open: bool
    """Whether there are no results yet, so that nothing is settled."""

    @property
    def due(self) -> Money:
        """What is due, or owed back where negative, after what was paid before."""
        return self.amount - self.paid


@dataclass(frozen=True, slots=True)
class Settlement:
    """What is due over given facts: base, each line, the limits that applied, and what was paid before."""

    base_parts: tuple[BasePart, ...]
    lines: tuple[Line, ...]
    portions: tuple[Portion, ...]
    limits: tuple[Limit, ...]
    ledger: Ledger

    @property
    def paid(self) -> Money:
        """What was paid before, what was given back taken off."""
        return total(self.ledger.paid.values())

    @property
    def base(self) -> Money:
        """Base funding, what is held back of it included."""
        return total(part.amount for part in self.base_parts)

    @property
    def retained(self) -> Money:
        """What of the base is held back for now."""
        return total(part.retained for part in self.base_parts)

    @property
    def performance(self) -> Money:
        """Performance funding after every limit."""
        return total(line.amount for line in self.lines)

    @property
    def added(self) -> Money:
        """The part of performance funding that a district default adds."""
        return total(line.added for line in self.lines)

    @property
    def total(self) -> Money:
        """Base and performance after every limit."""
        return self.base + self.performance

    @property
    def due(self) -> Money:
        """The total less what was paid before; negative where money is owed back."""
        return self.total - self.paid

    @property
    def disputed(self) -> Money:
        """What is due on lines under dispute."""
        return total(line.due for line in self.lines if line.disputed)

    @property
    def payable(self) -> Money:
        """What is payable now: what is due, without what is disputed or held back."""
        return self.due - self.disputed - self.retained


NOTHING_PAID = Ledger()
NOT_TAKEN = "Deductions beyond what is earned, not taken"
"""What the item is called that brings a line up to nothing."""


def settle(spec: Spec, facts: Facts, ledger: Ledger = NOTHING_PAID) -> Settlement:
    """Return what is due over given facts, exact to the cent. The spec has no errors."""
    ordinary = reckon(View(spec, facts))
    counts = [person.count for person in facts.people]
    base = base_due(spec, facts)
    held = hold(Course(spec, ordinary.portions), ordinary, counts, base)
    added = _added(spec, facts, ordinary, counts, base, held)
    portions = tuple(
        replace(
            portion,
            items=_items(spec, portion),
            earned=held.earned[i],
            before=held.before[i],
            amount=held.amounts[i] + more,
            added=more,
        )
        for i, (portion, more) in enumerate(zip(ordinary.portions, added.amounts, strict=True))
    )
    lines = tuple(_line(spec, facts, key, portions, ledger) for key in paid_lines(spec))
    parts = _base_now(spec, facts, min(base, spec.funding.not_to_exceed))
    return Settlement(parts, lines, portions, added.limits, ledger)


def _items(spec: Spec, portion: Portion) -> tuple[Item, ...]:
    """Return the products of a portion; where it never comes to less than nothing, what makes it nothing."""
    short = sum((item.amount for item in portion.items), Fraction(0))
    if short >= 0 or not never_negative(spec, portion.line):
        return portion.items
    return (*portion.items, Item(NOT_TAKEN, Fraction(1), -short))


# What a district default adds


def _added(spec: Spec, facts: Facts, ordinary: Reckoning, counts: list[int], base: Money, held: Held) -> Held:
    """Return what a district default adds, in the room that every limit leaves, and the limits over both."""
    rule = spec.payment.if_district_defaults
    view = View(spec, facts, defaulted=True)
    if rule is None or not (facts.affected or any(person.affected for person in facts.people)):
        return replace(held, amounts=[ZERO] * len(held.amounts))
    more = _above_nothing(spec, ordinary, _more(ordinary, reckon(view)), counts)
    taken = {(limit.scope, limit.name): limit.after for limit in held.limits}
    cap = spec.payment.caps.participant if spec.payment.caps else None
    rooms = tuple(cap.cents - used for used in held.used) if cap is not None else ()
    found = hold(Course(spec, ordinary.portions, taken, rooms, rule.at_most), more, counts, base)
    before = {(limit.scope, limit.name): limit.before - limit.after for limit in held.limits}
    limits = tuple(
        replace(limit, before=limit.before + before.get((limit.scope, limit.name), ZERO))
        for limit in found.limits
    )
    return replace(found, limits=limits)


def _more(ordinary: Reckoning, relieved: Reckoning) -> Reckoning:
    """Return by how much what is earned with the default is more; it never takes anything away."""
    shares: dict[Share, int] = {}
    known: dict[object, tuple[int, ...]] = {}
    for pair in zip(ordinary.kinds, relieved.kinds, strict=True):
        if pair not in known:
            known[pair] = tuple(
                shares.setdefault(share, len(shares)) for share in _gains(ordinary, relieved, *pair)
            )
    kinds = tuple(known[pair] for pair in zip(ordinary.kinds, relieved.kinds, strict=True))
    once = {i: max(NONE, amount - ordinary.once[i]) for i, amount in relieved.once.items()}
    return Reckoning(ordinary.portions, tuple(shares), kinds, once)


def _above_nothing(spec: Spec, ordinary: Reckoning, more: Reckoning, counts: list[int]) -> Reckoning:
    """Return of each gain what lifts a line above nothing, where the line never comes to less than that."""
    plain, gained = ordinary.sums(counts), more.sums(counts)
    parts = [
        max(NONE, before + gain) / gain if before < 0 < gain and never_negative(spec, portion.line) else ONE
        for portion, before, gain in zip(ordinary.portions, plain, gained, strict=True)
    ]
    shares = tuple((index, amount * parts[index]) for index, amount in more.shares)
    return replace(more, shares=shares, once={i: amount * parts[i] for i, amount in more.once.items()})


def _gains(
    ordinary: Reckoning, relieved: Reckoning, plain: tuple[int, ...], relief: tuple[int, ...]
) -> list[Share]:
    """Return by portion how much more one participant earns with the default."""
    without = dict(ordinary.shares[number] for number in plain)
    with_it = dict(relieved.shares[number] for number in relief)
    gains = ((i, with_it.get(i, NONE) - without.get(i, NONE)) for i in sorted({**without, **with_it}))
    return [(index, gain) for index, gain in gains if gain > 0]


# Lines and base as they are shown


def _line(spec: Spec, facts: Facts, key: str, portions: tuple[Portion, ...], ledger: Ledger) -> Line:
    own = [portion for portion in portions if portion.line == key]
    items: dict[tuple[str, Fraction], Item] = {}
    for item in (item for portion in own for item in portion.items):
        at = (item.what, item.each)
        items[at] = replace(item, quantity=item.quantity + items[at].quantity) if at in items else item
    paid = [
        amount
        for name, amount in ledger.paid.items()
        if name == f"rates.{key}" or name.startswith(f"rates.{key}.")
    ]
    quantity, unit = _quantity(spec, key, own)
    singly = counts_participants(key, spec.payment.rates, spec.outcomes)
    return Line(
        key,
        rate_name(spec, key),
        price_text(spec, key),
        unit,
        quantity,
        None if singly else _level(own),
        sum(portion.counted for portion in own),
        tuple(items.values()),
        total(portion.earned for portion in own),
        total(portion.amount for portion in own),
        total(portion.added for portion in own),
        total(paid),
        key in ledger.disputed,
        key not in paid_lines(spec, facts.settled),
    )


def _quantity(spec: Spec, key: str, own: list[Portion]) -> tuple[Fraction, str]:
    """Return what a line pays for, and what it counts."""
    rate = spec.payment.rates[key]
    by_unit = shape(rate) == "per_unit"
    unit = rate.unit or "unit" if by_unit else "participants"
    if counts_participants(key, spec.payment.rates, spec.outcomes):
        return sum((portion.paid for portion in own), NONE), unit
    if not by_unit:
        return _level(own), "result of the group"
    paid = (item.quantity for portion in own for item in portion.items if item.each > 0)
    return sum(paid, NONE), unit


def _level(own: list[Portion]) -> Fraction:
    """Return the result that a line paid once for all was settled on."""
    return sum((portion.level for portion in own), NONE)


def _base_now(spec: Spec, facts: Facts, whole: Money) -> tuple[BasePart, ...]:
    """Return the parts of the base that are due, with what is held back of them."""
    share = retainage(spec) if facts.retains else NONE
    return tuple(
        replace(part, retained=part.amount.times(share))
        for part in base_parts(spec, whole)
        if facts.until is None or (part.due is not None and part.due <= facts.until)
    )
