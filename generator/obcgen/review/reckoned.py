"""The figures of a deal that a review judges by: payments by date, scenarios, and the provider's cost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from obcgen.account.scenarios.scenarios import Outlook, outlooks
from obcgen.account.schedule import Schedule, schedule
from obcgen.deal.calendar import month_ends
from obcgen.deal.ending import part_served
from obcgen.deal.payable import payable
from obcgen.money import ZERO, Money, total
from obcgen.policy.guidance import delivery_cost
from obcgen.spec import Spec

EMPTY: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A spec without errors, its schedule, its scenarios by id, and what delivery costs, if stated.

    `variants` are the variants of clauses that packs choose, by clause; `limits` say by the code of a rule
    beyond what it speaks, where its title alone would not tell.
    """

    spec: Spec
    planned: Schedule
    outlooks: Mapping[str, Outlook]
    cost: Money | None
    variants: Mapping[str, str]
    limits: Mapping[str, str]

    @property
    def target(self) -> Outlook:
        """The scenario in which each outcome is reached by exactly its target."""
        return self.outlooks["target"]


@dataclass(frozen=True, slots=True)
class Month:
    """What the provider has spent and been paid by the end of a month, if every target is met."""

    ends: date
    spent: Money
    paid: Money

    @property
    def carried(self) -> Money:
        """What it has spent beyond what it was paid; less than nothing where it was paid before."""
        return self.spent - self.paid


def reckoned(spec: Spec, variants: Mapping[str, str] = EMPTY, limits: Mapping[str, str] = EMPTY) -> Reckoned:
    """Return the figures of a spec without errors, under the variants and limits that its packs choose."""
    found = {each.case.id: each for each in outlooks(spec)}
    return Reckoned(spec, schedule(spec), found, delivery_cost(spec), variants, limits)


def months(found: Reckoned) -> tuple[Month, ...]:
    """Return each month from the start of service to the last payment; none where the cost is not stated.

    The cost is spread evenly over the days of service, and a payment counts from the day on which it is due.
    """
    if found.cost is None:
        return ()
    payments = tuple(_payments(found))
    last = max([found.spec.program.ends, *(due for due, _ in payments)])
    return tuple(
        Month(end, _spent(found, end), total(amount for due, amount in payments if due <= end))
        for end in _month_ends(found.spec.program.starts, last)
    )


def _payments(found: Reckoned) -> Iterator[tuple[date, Money]]:
    settled = found.target.settled
    for due, amount in (
        *((payable(found.spec, each.due, each.condition), each.amount) for each in settled.base_parts),
        *((each.due, each.amount) for each in settled.entries),
    ):
        if due is not None:
            yield due, amount


def _spent(found: Reckoned, day: date) -> Money:
    return (found.cost or ZERO).times(part_served(found.spec, day))


def _month_ends(first: date, last: date) -> Iterator[date]:
    """Yield the last day of each month from that of the first day to that of the last."""
    for end in month_ends(first):
        yield end
        if end >= last:
            return
