"""Every payment with its date, condition, most and running total; base and performance, exact to the cent.

Where payments share a limit, each stands at the most that it alone can be, the running total at the most that
all payments until then can be together, and the sums at the most of everything together.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

from obcgen.account.maximum import maximum
from obcgen.account.notes import notes
from obcgen.account.settle import most
from obcgen.deal.compile import deal_of
from obcgen.money import ZERO, Money, Share, total
from obcgen.words import listed

if TYPE_CHECKING:
    from collections.abc import Collection

    from obcgen.deal.base_funding import BasePart
    from obcgen.deal.deal import Deal
    from obcgen.deal.lines.line import Line
    from obcgen.spec import Spec

Funding = Literal["base", "performance"]
_SHARED = (
    "Payments share limits: each stands at the most that it alone can be, and the running total at the most "
    "that all until then can be together. In all, no more than {} can fall due."
)


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment: the most it can be, when, on what condition, and the most that is paid by then."""

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
        return min(self.base + self.performance, self.not_to_exceed)

    @property
    def shares_limits(self) -> bool:
        """Whether payments share a limit, so that they cannot all be at their most."""
        return total(payment.amount for payment in self.payments) > self.maximum

    @property
    def base_share(self) -> Share:
        """Base funding as a share of the maximum."""
        return self.base.over(self.maximum)

    @property
    def performance_share(self) -> Share:
        """Performance-based funding as a share of the maximum: the part that depends on results."""
        return (self.maximum - self.base).over(self.maximum)

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


def _rate_payment(deal: Deal, line: Line, year: str, due: date | None, amount: Money) -> Payment:
    """Return the payment that one line makes, or makes for one year where its price goes by year."""
    return Payment(
        f"rates.{line.id}.{year}" if year else f"rates.{line.id}",
        due,
        "performance",
        f"{line.name}, {year}" if year else line.name,
        amount,
        line.waits_for,
        amount,
        _funded_by(deal, "rates"),
    )


def entries_by_payment(deal: Deal) -> dict[str, tuple[int, ...]]:
    """Return by the id of each payment for results the numbers of its entries in the account of the most."""
    found: dict[str, list[int]] = {}
    for index, entry in enumerate(most(deal).entries):
        year = f".{entry.year}" if deal.lines[entry.line].by_year else ""
        found.setdefault(f"rates.{entry.line}{year}", []).append(index)
    return {key: tuple(own) for key, own in found.items()}


def _rate_payments(deal: Deal) -> list[Payment]:
    """Return the payments for results, each at the most that it alone can be."""
    limits, found = maximum(deal), []
    for own in entries_by_payment(deal).values():
        entry = limits.entries[own[0]]
        line = deal.lines[entry.line]
        year = entry.year if line.by_year else ""
        found.append(_rate_payment(deal, line, year, entry.due, limits.together(own)))
    return found


def _in_order(deal: Deal, payments: list[Payment]) -> tuple[Payment, ...]:
    """Sort by date, undated ones last, and say what can have been paid with each at most."""
    ordered = sorted(payments, key=lambda payment: payment.date or date.max)
    own = entries_by_payment(deal)
    results = maximum(deal).running([own.get(payment.id, ()) for payment in ordered])
    base = accumulate(payment.amount if payment.kind == "base" else ZERO for payment in ordered)
    sums = (min(one + other, deal.not_to_exceed) for one, other in zip(base, results, strict=True))
    return tuple(replace(payment, running=running) for payment, running in zip(ordered, sums, strict=True))


def together(deal: Deal, payments: Collection[str]) -> Money:
    """Return the most that some payments for results, given by id, can come to together."""
    own = entries_by_payment(deal)
    return maximum(deal).together(index for key in own if key in payments for index in own[key])


def schedule(spec: Spec | Deal) -> Schedule:
    """Return every payment that the spec provides for, each at its most, after every cap."""
    return _schedule(deal_of(spec))


@lru_cache(maxsize=8)
def _schedule(deal: Deal) -> Schedule:
    found = most(deal)
    payments = _base_payments(deal, found.base_parts) + _rate_payments(deal)
    performance = maximum(deal).together(range(len(found.entries)))
    planned = Schedule(_in_order(deal, payments), found.base, performance, deal.not_to_exceed, ())
    shared = (_SHARED.format(planned.maximum),) if planned.shares_limits else ()
    return replace(planned, notes=(*notes(deal, found.limits), *shared))


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
