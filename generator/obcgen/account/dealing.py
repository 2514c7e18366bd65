"""Cents of whole amounts dealt to participants: every column sums to its amount, nobody passes his cap.

An amount is dealt to those who have a part in it, each part rounded down or up. Who is rounded up is chosen
by what rounding took from him before, and only where the cap leaves room, so that participants with the same
results have the same to a cent. Participants are many and different parts few: those alike are dealt to
together.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from obcgen.deal.counting import NIL
from obcgen.money import Money

Parts = Sequence[Mapping[int, Fraction]]
"""By kind of participant: the exact cents that one of them has in each entry."""


@dataclass(frozen=True, slots=True)
class Column:
    """An amount in cents, and by kind of participant the exact part of one of them in it."""

    whole: int
    exact: tuple[Fraction, ...]


def column(whole: Money, entry: int, parts: Parts, counts: Sequence[int]) -> Column:
    """Return an amount with everyone's exact part in it, cut or raised in proportion where limits cut it."""
    own = [part.get(entry, NIL) for part in parts]
    weighed = sum((amount * count for amount, count in zip(own, counts, strict=True)), NIL)
    if abs(weighed - whole.cents) < 1:
        return Column(whole.cents, tuple(own))
    scale = whole.cents / weighed if weighed else NIL
    return Column(whole.cents if weighed else 0, tuple(amount * scale for amount in own))


@dataclass(frozen=True, slots=True)
class _Alike:
    """Participants of one kind to whom rounding was the same: cents dealt, and those paid under the cap."""

    kind: int
    dealt: int = 0
    paid: int = 0


class Dealing:
    """Deals columns to participants one after the other; `kinds` holds the kind of each participant."""

    def __init__(self, kinds: Sequence[int], cap: int | None) -> None:
        self.kinds, self.cap = kinds, cap
        self.columns: list[Column] = []
        self.dealt: list[list[int]] = []
        self._groups: dict[_Alike, list[int]] = {}
        for number, kind in enumerate(kinds):
            self._groups.setdefault(_Alike(kind), []).append(number)
        self._owed: dict[int, Fraction] = dict.fromkeys(kinds, NIL)

    def deal(self, dealt: Column) -> None:
        """Deal one column."""
        down = {kind: floor(dealt.exact[kind]) for kind in self._owed}
        for kind in self._owed:
            self._owed[kind] += dealt.exact[kind]
        parts = [down[kind] for kind in self.kinds]
        over = dealt.whole - sum(parts)
        raised = self._raised(dealt, down, over)
        groups: dict[_Alike, list[int]] = {}
        for alike, numbers in self._groups.items():
            count = raised.get(alike, 0)
            for more, some in ((1, numbers[:count]), (0, numbers[count:])):
                cents = down[alike.kind] + more
                after = _Alike(alike.kind, alike.dealt + cents, alike.paid + max(0, cents))
                groups.setdefault(after, []).extend(some)
                for number in some if more else ():
                    parts[number] += 1
        self._groups = {alike: sorted(numbers) for alike, numbers in groups.items() if numbers}
        self.columns.append(dealt)
        self.dealt.append(parts)

    def _raised(self, dealt: Column, down: Mapping[int, int], over: int) -> dict[_Alike, int]:
        """Return of how many of those alike the part is rounded up."""
        found: dict[_Alike, int] = {}
        for alike in sorted(self._groups, key=lambda alike: self._rank(alike, dealt, down)):
            count = min(over, len(self._groups[alike]))
            if count > 0:
                found[alike] = count
                over -= count
        return found

    def _rank(self, alike: _Alike, dealt: Column, down: Mapping[int, int]) -> tuple[object, ...]:
        """Return the place of those alike among those who may be rounded up."""
        cents = down[alike.kind]
        full = self.cap is not None and alike.paid + max(0, cents) + (cents >= 0) > self.cap
        whole = dealt.exact[alike.kind] == cents
        short = self._owed[alike.kind] - alike.dealt - cents
        return whole, full, -short, self._groups[alike][0]

    def settle(self) -> None:
        """Move cents from whoever was rounded above the cap to others with a part in the same column."""
        if self.cap is None:
            return
        paid = [sum(part for part in row if part > 0) for row in zip(*self.dealt, strict=True)]
        for number in [number for number, cents in enumerate(paid) if cents > self.cap]:
            while paid[number] > self.cap and (path := self._path(number, paid)):
                for column, giver, taker in path:
                    self.dealt[column][giver] -= 1
                    self.dealt[column][taker] += 1
                    paid[giver] -= 1
                    paid[taker] += 1

    def _path(self, start: int, paid: Sequence[int]) -> list[tuple[int, int, int]]:
        """Return moves of a cent, column by column, from one above the cap to one below it."""
        came: dict[int, tuple[int, int]] = {start: (-1, -1)}
        waiting = deque([start])
        while waiting:
            giver = waiting.popleft()
            for column, taker in self._moves(giver, came):
                came[taker] = (column, giver)
                if self.cap is not None and paid[taker] < self.cap:
                    return _back(came, taker)
                waiting.append(taker)
        return []

    def _moves(self, giver: int, came: Mapping[int, object]) -> list[tuple[int, int]]:
        """Return by column those who can take a cent from one who was rounded up there."""
        found: list[tuple[int, int]] = []
        for column, (parts, dealt) in enumerate(zip(self.dealt, self.columns, strict=True)):
            if parts[giver] > max(0, floor(dealt.exact[self.kinds[giver]])):
                takers = (
                    number
                    for number, kind in enumerate(self.kinds)
                    if number not in came and 0 <= parts[number] < dealt.exact[kind]
                )
                found += [(column, taker) for taker in takers]
        return list({taker: (column, taker) for column, taker in found}.values())


def _back(came: Mapping[int, tuple[int, int]], last: int) -> list[tuple[int, int, int]]:
    """Return the moves that lead to a participant, from the first on."""
    moves = []
    while came[last][0] >= 0:
        column, giver = came[last]
        moves.append((column, giver, last))
        last = giver
    return moves[::-1]


def divided(whole: Money, weights: Sequence[Fraction], kinds: Sequence[int]) -> list[Money]:
    """Divide an amount over participants by the weights of their kinds; the parts sum to the whole.

    As `allocate`, each part is rounded down and the cents left over go to the largest remainders. Where the
    weights come to nothing, nothing is divided.
    """
    different: dict[Fraction, int] = {}
    order = [different.setdefault(weight, len(different)) for weight in weights]
    counts = Counter(kinds)
    weighed = sum((weights[kind] * count for kind, count in counts.items()), NIL)
    if not weighed or not whole:
        return [Money(0)] * len(kinds)
    dealing = Dealing([order[kind] for kind in kinds], None)
    dealing.deal(Column(whole.cents, tuple(whole.cents * weight / weighed for weight in different)))
    return [Money(cents) for cents in dealing.dealt[0]]
