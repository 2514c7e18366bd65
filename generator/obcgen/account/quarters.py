"""When money is due: what falls into each quarter of the district's fiscal years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from obcgen.deal.calendar import last_month, quarter_of
from obcgen.deal.compile import deal_of
from obcgen.deal.payable import payable
from obcgen.money import ZERO, Money

if TYPE_CHECKING:
    from obcgen.account.account import Account
    from obcgen.deal.deal import Deal
    from obcgen.spec import Spec


@dataclass(frozen=True, slots=True)
class Quarter:
    """What falls due in one quarter: `2027-28 Q2`, or `2027 Q2` where the fiscal year is the calendar year.

    `first` and `last` are its first and last month, as year and month; `name` is empty for what has no date.
    """

    name: str
    first: tuple[int, int]
    last: tuple[int, int]
    base: Money
    performance: Money

    @property
    def total(self) -> Money:
        """Both kinds of funding together."""
        return self.base + self.performance


_UNDATED = ("", (9999, 12))


def quarters(spec: Spec | Deal, settled: Account) -> tuple[Quarter, ...]:
    """Return what falls due in each quarter in which anything does, in order, undated amounts last."""
    deal = deal_of(spec)
    starts = deal.calendar.starts
    found: dict[tuple[str, tuple[int, int]], tuple[Money, Money]] = {}
    dated = [(payable(deal.spec, part.due, part.condition), part.amount, ZERO) for part in settled.base_parts]
    dated += [(day, ZERO, amount) for entry in settled.entries for day, amount in entry.dated]
    for due, base, performance in dated:
        at = quarter_of(due, starts) if due is not None else _UNDATED
        before = found.get(at, (ZERO, ZERO))
        found[at] = before[0] + base, before[1] + performance
    ordered = sorted(found.items(), key=lambda item: item[0][1])
    return tuple(
        Quarter(name, first, last_month(first, starts), *amounts)
        for (name, first), amounts in ordered
        if any(amounts)
    )
