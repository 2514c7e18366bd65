"""What each change does to the money, made alone in the old deal, and what all of them do together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from obcgen.changes.applied import applied
from obcgen.changes.money import Totals, totals
from obcgen.changes.renamed import with_new_ids
from obcgen.money import Money, total
from obcgen.spec.texts import Prose, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from obcgen.changes.terms import TermChange
    from obcgen.spec import Spec

MOVES_MONEY: Final = frozenset({"cohorts", "funding", "lots", "outcomes", "payment", "population", "program"})
"""Sections from which base funding, the most and the scenarios are worked out."""
_NEVER: Final[dict[str, tuple[int, frozenset[str]]]] = {
    "funding": (1, frozenset({"delivery_cost", "sources"})),
    "outcomes": (2, frozenset({"definition", "history", "rationale", "verification"})),
    "population": (1, frozenset({"history", "roster", "schools"})),
}
"""At which step of the path which keys are never read for them."""


@dataclass(frozen=True, slots=True)
class Moved:
    """By how much base funding, the most payable and each scenario, by its id, rise or fall."""

    base: Money
    most: Money
    scenarios: dict[str, Money]

    @property
    def any(self) -> bool:
        """Whether any amount is another."""
        return any((self.base, self.most, *self.scenarios.values()))


@dataclass(frozen=True, slots=True)
class Effects:
    """What changes do to the money of a deal.

    `alone` holds each change that moves money by itself. `joined` are changes that cannot stand without
    others. `rest` is what remains of `all` after those alone: what the joined ones do, and how changes bear
    on one another; `alone` and `rest` sum to `all`. Scenarios are those that both specs have.
    """

    alone: tuple[tuple[TermChange, Moved], ...]
    joined: tuple[TermChange, ...]
    rest: Moved
    all: Moved


def effects(old: Spec, new: Spec, changes: Sequence[TermChange], holds: Callable[[Spec], bool]) -> Effects:
    """Return what each change between two specs without errors does to the money.

    `holds` tells of a spec with some of the changes whether its payments make sense.
    """
    matched, _ = with_new_ids(old, new)
    before, after = totals(matched), totals(new)
    alone, joined = [], []
    for change in filter(_may_move_money, changes):
        made = applied(matched, new, change.path)
        if made is None or not holds(made):
            joined.append(change)
        elif (moved := _moved(before, totals(made), after)).any:
            alone.append((change, moved))
    everything = _moved(before, after, after)
    return Effects(tuple(alone), tuple(joined), _less(everything, [each for _, each in alone]), everything)


def _may_move_money(change: TermChange) -> bool:
    is_text = isinstance(change.was or change.now, Words | Prose)
    step, never = _NEVER.get(str(change.path[0]), (0, frozenset[str]()))
    bears = change.path[0] in MOVES_MONEY and never.isdisjoint(change.path[step : step + 1])
    return bears and change.subject != "id" and not is_text


def _moved(before: Totals, after: Totals, new: Totals) -> Moved:
    """Return what differs between two deals, in the scenarios that the old and the new deal have."""
    both = [key for key in before.scenarios if key in new.scenarios]
    now = {key: after.scenarios.get(key, before.scenarios[key])[1] for key in both}
    return Moved(
        after.base - before.base,
        after.most - before.most,
        {key: now[key] - before.scenarios[key][1] for key in both},
    )


def _less(whole: Moved, parts: Sequence[Moved]) -> Moved:
    """Return what remains of a movement after some others."""
    return Moved(
        whole.base - total(each.base for each in parts),
        whole.most - total(each.most for each in parts),
        {
            key: amount - total(each.scenarios[key] for each in parts)
            for key, amount in whole.scenarios.items()
        },
    )
