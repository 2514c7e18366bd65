"""What each participant's results come to: per line before limits, what limits cut, and what is paid.

A settlement rounds each entry of a line once. Here its cents are divided over the participants by what each
earned exactly, so that every column sums to the settlement's own figure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from obcgen.account.earnings import earnings
from obcgen.deal.compile import deal_of
from obcgen.deal.counting import NIL, ONE, Counting
from obcgen.money import ZERO, Money, total

if TYPE_CHECKING:
    from obcgen.account.account import Account
    from obcgen.deal.deal import Deal
    from obcgen.deal.facts import Facts
    from obcgen.spec import Spec

Shares = Sequence[Mapping[int, Fraction]]
"""By kind of participant: the exact cents that one of them has in each entry."""


@dataclass(frozen=True, slots=True)
class Owed:
    """What one participant's results come to.

    `earned` holds the amount before limits by line; a line that is not in it does not count the participant.
    `held` is what the cap for one participant takes off, `cut` what all other limits take off, `added` what
    a district default adds.
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
    spec: Spec | Deal, facts: Facts, settlement: Account, kinds: Sequence[int]
) -> tuple[Owed, ...]:
    """Return what is owed for each participant.

    Args:
        spec: the deal.
        facts: the facts that were settled.
        settlement: what `settle` returned for them.
        kinds: for each participant, in the order wanted, the index of his kind in `facts.people`.
    """
    deal = deal_of(spec)
    plain = earnings(deal, Counting(deal, facts)).by_kind()
    relieved = earnings(deal, Counting(deal, facts, defaulted=True)).by_kind()
    capped = [_capped(deal, settlement, share) for share in plain]
    more = [_beyond(share, base) for share, base in zip(relieved, plain, strict=True)]
    columns = _Columns(settlement, kinds)
    earned = columns.by_line(plain, [entry.earned for entry in settlement.entries])
    paid = columns.summed(capped, [entry.amount - entry.added for entry in settlement.entries])
    added = columns.summed(more, [entry.added for entry in settlement.entries])
    held = _held(settlement, plain, capped, kinds)
    counted = [_counted(deal, facts, settlement, kind) for kind in range(len(facts.people))]
    found = []
    for n, kind in enumerate(kinds):
        own = {key: earned[key][n] for key in counted[kind]}
        cut = total(own.values()) - held[n] - paid[n]
        found.append(Owed(own, held[n], cut, added[n]))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Divides the amounts of entries over participants."""

    settlement: Account
    kinds: Sequence[int]

    def column(self, shares: Shares, entry: int, whole: Money) -> list[Money]:
        """Return each participant's part of one entry."""
        return divided(whole, [shares[kind].get(entry, NIL) for kind in self.kinds])

    def by_line(self, shares: Shares, amounts: Sequence[Money]) -> dict[str, list[Money]]:
        """Return each participant's part of every line."""
        found: dict[str, list[Money]] = {}
        for index, entry in enumerate(self.settlement.entries):
            parts = self.column(shares, index, amounts[index]) if entry.size else [ZERO] * len(self.kinds)
            so_far = found.get(entry.line, [ZERO] * len(self.kinds))
            found[entry.line] = [one + other for one, other in zip(so_far, parts, strict=True)]
        return found

    def summed(self, shares: Shares, amounts: Sequence[Money]) -> list[Money]:
        """Return each participant's part of all lines together."""
        columns = self.by_line(shares, amounts).values()
        return [total(parts) for parts in zip(*columns, strict=True)] or [ZERO] * len(self.kinds)


def divided(whole: Money, weights: Sequence[Fraction]) -> list[Money]:
    """Divide an amount by weights, some of which may be negative; the parts sum to the whole.

    As `allocate`, each part is rounded down and the cents left over go to the largest remainders. Where the
    weights come to nothing, nothing is divided. Participants are many and different weights few, so each
    weight is worked out once.
    """
    counts = Counter(weights)
    weighed = sum((weight * count for weight, count in counts.items()), NIL)
    if not weighed:
        return [ZERO] * len(weights)
    exact = {weight: whole.cents * weight / weighed for weight in counts}
    parts = {weight: Money(floor(part)) for weight, part in exact.items()}
    found = [parts[weight] for weight in weights]
    over = whole.cents - sum(parts[weight].cents * count for weight, count in counts.items())
    if over:
        largest = sorted(counts, key=lambda weight: parts[weight].cents - exact[weight])
        rank = {weight: place for place, weight in enumerate(largest)}
        for n in sorted(range(len(weights)), key=lambda n: (rank[weights[n]], n))[:over]:
            found[n] += Money(1)
    return found


def _beyond(share: Mapping[int, Fraction], base: Mapping[int, Fraction]) -> dict[int, Fraction]:
    """Return by how much a participant has more with a default than without."""
    return {i: amount - base.get(i, NIL) for i, amount in share.items() if amount > base.get(i, NIL)}


def _capped(deal: Deal, settlement: Account, share: Mapping[int, Fraction]) -> dict[int, Fraction]:
    """Return what a participant keeps of each entry after the line's ceiling and the cap for one."""
    kept = {i: amount * _left(settlement, i) for i, amount in share.items()}
    cap = deal.most_each
    whole = sum((amount for amount in kept.values() if amount > 0), NIL)
    part = cap.cents / whole if cap is not None and whole > cap.cents else ONE
    return {i: amount * part if amount > 0 else amount for i, amount in kept.items()}


def _left(settlement: Account, index: int) -> Fraction:
    """Return what a line's own ceiling leaves of a entry."""
    entry = settlement.entries[index]
    cut = entry.earned.cents > entry.before.cents
    return Fraction(entry.before.cents, entry.earned.cents) if cut and entry.earned.cents > 0 else ONE


def _held(settlement: Account, plain: Shares, capped: Shares, kinds: Sequence[int]) -> list[Money]:
    """Return what the cap for one participant takes off each, to the cent of what it took off in all."""
    whole = total(limit.before - limit.after for limit in settlement.limits if limit.scope == "participant")
    lost = [
        sum((amount * _left(settlement, i) - capped[kind][i] for i, amount in plain[kind].items()), NIL)
        for kind in range(len(plain))
    ]
    return divided(whole, [lost[kind] for kind in kinds])


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
