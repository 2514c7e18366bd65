"""When each amount of a settlement can be demanded, and what of it waits: for a dispute, or for its date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.account.account import Due
from obcgen.deal.payable import paid_after, payable
from obcgen.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from obcgen.account.account import SettledLine
    from obcgen.deal.base_funding import BasePart
    from obcgen.deal.deal import Deal
    from obcgen.deal.facts import Ledger
    from obcgen.spec import Spec


def dues(
    deal: Deal, parts: Sequence[BasePart], lines: Sequence[SettledLine], ledger: Ledger
) -> tuple[Due, ...]:
    """Return every payment that is settled or was paid, each of its dates by itself."""
    found = [*_of_base(deal, parts, ledger), *(due for line in lines for due in _of_line(deal, line, ledger))]
    known = {part.id for part in parts} | {f"rates.{line.id}" for line in lines}
    others = ((key, paid) for key, paid in ledger.paid.items() if _whole(key) not in known)
    return (*found, *(Due(key, key, None, "", ZERO, paid) for key, paid in others))


def _whole(key: str) -> str:
    """Return the payment that a payment for one year belongs to."""
    return ".".join(key.split(".")[:2])


def _of_base(deal: Deal, parts: Iterable[BasePart], ledger: Ledger) -> Iterator[Due]:
    for part in parts:
        settled, paid = part.amount - part.retained, ledger.paid.get(part.id, ZERO)
        later = _later(settled, settled - paid, part.due, ledger)
        year = deal.calendar.year_named(charged_on(deal.spec, part, ledger))
        yield Due(part.id, part.name, part.due, year, settled, paid, later=later)


def charged_on(spec: Spec, part: BasePart, ledger: Ledger) -> date | None:
    """Return the day of a part of the base that decides which fiscal year pays it.

    It is that on which it was paid in full; else the last day to pay it by the contract's own times, which
    run from the day on which its condition was met where it has no date.
    """
    if part.id in ledger.paid_on and ledger.paid.get(part.id, ZERO) >= part.amount - part.retained:
        return ledger.paid_on[part.id]
    if part.id in ledger.met:
        return paid_after(spec, ledger.met[part.id])
    return payable(spec, part.due, part.condition)


def _of_line(deal: Deal, line: SettledLine, ledger: Ledger) -> Iterator[Due]:
    """Yield the dates of a line; what was paid counts for the earliest, and so does what is disputed."""
    amounts: dict[date | None, Money] = {}
    for day, amount in (dated for entry in line.entries for dated in entry.dated):
        amounts[day] = amounts.get(day, ZERO) + amount
    days = sorted(amounts, key=lambda day: (day is not None, day))
    paid, disputed = line.paid, ledger.disputed_parts.get(line.id, ZERO)
    for day in days or ([None] if paid else []):
        settled = amounts.get(day, ZERO)
        off = paid if day == (days or [None])[-1] else min(paid, max(settled, ZERO))
        waits = settled - off if line.disputed else min(disputed, max(settled - off, ZERO))
        paid, disputed = paid - off, disputed - waits
        yield Due(
            f"rates.{line.id}",
            line.name,
            day,
            deal.calendar.year_named(day),
            settled,
            off,
            waits,
            _later(settled, settled - off - waits, day, ledger),
        )


def _later(settled: Money, due: Money, day: date | None, ledger: Ledger) -> Money:
    """Return what of an amount cannot be demanded, or given back, before its day."""
    if day is None or ledger.as_of is None or day <= ledger.as_of:
        return ZERO
    return min(max(due, ZERO), max(settled, ZERO)) + max(min(due, ZERO), min(settled, ZERO))
