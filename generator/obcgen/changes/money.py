"""What a deal pays before and after a change: base funding, the most, and the total of every scenario."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from obcgen.account.scenarios.scenarios import outlooks
from obcgen.account.schedule import schedule
from obcgen.spec.once import once_for_a_spec

if TYPE_CHECKING:
    from obcgen.money import Money
    from obcgen.spec import Spec


@dataclass(frozen=True, slots=True)
class Amounts:
    """An amount before and after; None where only one of two specs has it."""

    before: Money | None
    after: Money | None

    @property
    def more(self) -> Money | None:
        """By how much it rises, negative where it falls; None where there is nothing to compare."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True, slots=True)
class ScenarioChange:
    """The total of one scenario, by its id and name, before and after."""

    id: str
    name: str
    total: Amounts


@dataclass(frozen=True, slots=True)
class MoneyChange:
    """What two deals pay: base funding, the most payable, the not-to-exceed amount, and every scenario."""

    base: Amounts
    most: Amounts
    limit: Amounts
    scenarios: tuple[ScenarioChange, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """What one deal pays, by the functions that print the schedule and the scenarios."""

    base: Money
    most: Money
    limit: Money
    scenarios: dict[str, tuple[str, Money]]


@once_for_a_spec
def totals(spec: Spec) -> Totals:
    """Return what the deal of a spec without errors pays."""
    planned = schedule(spec)
    found = {each.case.id: (each.case.name, each.total) for each in outlooks(spec)}
    return Totals(planned.base, planned.maximum, planned.not_to_exceed, found)


def money_of(old: Spec, new: Spec) -> MoneyChange:
    """Return what two specs without errors pay, before and after."""
    before, after = totals(old), totals(new)
    return MoneyChange(
        Amounts(before.base, after.base),
        Amounts(before.most, after.most),
        Amounts(before.limit, after.limit),
        tuple(
            ScenarioChange(key, (before.scenarios | after.scenarios)[key][0], _total(key, before, after))
            for key in {**before.scenarios, **after.scenarios}
        ),
    )


def _total(key: str, before: Totals, after: Totals) -> Amounts:
    was, now = before.scenarios.get(key), after.scenarios.get(key)
    return Amounts(was and was[1], now and now[1])
