"""Every payment with its date, condition, most and running total; base and performance, exact to the cent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

from obcgen.account.notes import notes
from obcgen.account.settle import most
from obcgen.deal.compile import deal_of
from obcgen.money import Money, Share, total
from obcgen.words import listed

if TYPE_CHECKING:
    from obcgen.account.account import Entry
    from obcgen.deal.base_funding import BasePart
    from obcgen.deal.deal import Deal
    from obcgen.deal.lines.line import Line
    from obcgen.spec import Spec

Funding = Literal["base", "performance"]


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment: the most it can be, when, on what condition, and what has been paid by then."""

    id: str
    date: date | None
    kind: Funding
    name: str
    amount: Money
    condition: str
    running: Money
    funded_by: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """Every payment in order of date, and what they come to."""

    payments: tuple[Payment, ...]
    base: Money
    performance: Money
    not_to_exceed: Money
    notes: tuple[str, ...]

    @property
    def maximum(self) -> Money:
        """The most that can be paid, base and performance together."""
        return self.base + self.performance

    @property
    def base_share(self) -> Share:
        """Base funding as a share of the maximum."""
        return self.base.over(self.maximum)

    @property
    def performance_share(self) -> Share:
        """Performance-based funding as a share of the maximum: the part that depends on results."""
        return self.performance.over(self.maximum)

    @property
    def base_of_limit(self) -> Share:
        """Base funding as a share of the not-to-exceed amount."""
        return self.base.over(self.not_to_exceed)

    @property
    def performance_of_limit(self) -> Share:
        """Performance-based funding as a share of the not-to-exceed amount."""
        return self.performance.over(self.not_to_exceed)


def _funded_by(deal: Deal, kind: Literal["base", "rates"]) -> str:
    """Return the names of the sources that pay this kind of money."""
    return listed([source.name for source in deal.spec.funding.sources.values() if kind in source.pays])


def _base_payments(deal: Deal, parts: tuple[BasePart, ...]) -> list[Payment]:
    funded = _funded_by(deal, "base")
    return [
        Payment(part.id, part.due, "base", part.name, part.amount, part.condition, part.amount, funded)
        for part in parts
    ]


def _rate_payment(deal: Deal, line: Line, year: str, entries: list[Entry]) -> Payment:
    """Return the payment that one line makes, or makes for one year where its price goes by year."""
    amount = total(entry.amount for entry in entries)
    return Payment(
        f"rates.{line.id}.{year}" if year else f"rates.{line.id}",
        entries[0].due,
        "performance",
        f"{line.name}, {year}" if year else line.name,
        amount,
        line.waits_for,
        amount,
        _funded_by(deal, "rates"),
    )


def _rate_payments(deal: Deal, entries: tuple[Entry, ...]) -> list[Payment]:
    by_payment: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        year = entry.year if deal.lines[entry.line].by_year else ""
        by_payment.setdefault((entry.line, year), []).append(entry)
    return [_rate_payment(deal, deal.lines[key], year, own) for (key, year), own in by_payment.items()]


def _in_order(payments: list[Payment]) -> tuple[Payment, ...]:
    """Sort by date, undated ones last, and add up as they come."""
    ordered = sorted(payments, key=lambda payment: payment.date or date.max)
    sums = accumulate(payment.amount for payment in ordered)
    return tuple(replace(payment, running=running) for payment, running in zip(ordered, sums, strict=True))


def schedule(spec: Spec | Deal) -> Schedule:
    """Return every payment that the spec provides for, each at its most, after every cap."""
    return _schedule(deal_of(spec))


@lru_cache(maxsize=8)
def _schedule(deal: Deal) -> Schedule:
    found = most(deal)
    payments = _base_payments(deal, found.base_parts) + _rate_payments(deal, found.entries)
    return Schedule(
        _in_order(payments), found.base, found.performance, deal.not_to_exceed, notes(deal, found.limits)
    )


def as_data(planned: Schedule) -> dict[str, object]:
    """Return the schedule as `schedule --json` prints it: money and share as text."""
    return {
        "payments": [
            {
                "id": payment.id,
                "date": payment.date.isoformat() if payment.date else None,
                "kind": payment.kind,
                "name": payment.name,
                "amount": payment.amount.plain,
                "condition": payment.condition,
                "running_total": payment.running.plain,
            }
            for payment in planned.payments
        ],
        "base": planned.base.plain,
        "performance": planned.performance.plain,
        "maximum": planned.maximum.plain,
        "base_share": planned.base_share.plain,
        "performance_share": planned.performance_share.plain,
        "not_to_exceed": planned.not_to_exceed.plain,
        "notes": list(planned.notes),
    }
