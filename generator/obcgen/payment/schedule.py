"""Every payment with its date, condition, most and running total; base and performance, exact to the cent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

from obcgen.money import Money, Share, total
from obcgen.payment.conditions import rate_condition
from obcgen.payment.members import everything_reached
from obcgen.payment.names import listed, rate_name
from obcgen.payment.notes import notes
from obcgen.payment.settle import settle

if TYPE_CHECKING:
    from obcgen.payment.guaranteed import BasePart
    from obcgen.payment.portions import Portion
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


def _funded_by(spec: Spec, kind: Literal["base", "rates"]) -> str:
    """Return the names of the sources that pay this kind of money."""
    return listed([source.name for source in spec.funding.sources.values() if kind in source.pays])


def _base_payments(spec: Spec, parts: tuple[BasePart, ...]) -> list[Payment]:
    funded = _funded_by(spec, "base")
    return [
        Payment(part.id, part.due, "base", part.name, part.amount, part.condition, part.amount, funded)
        for part in parts
    ]


def _rate_payment(spec: Spec, key: str, year: str, portions: list[Portion]) -> Payment:
    """Return the payment that one line makes, or makes for one year where its price goes by year."""
    amount = total(portion.amount for portion in portions)
    name = rate_name(spec, key)
    return Payment(
        f"rates.{key}.{year}" if year else f"rates.{key}",
        portions[0].due,
        "performance",
        f"{name}, {year}" if year else name,
        amount,
        rate_condition(spec, key),
        amount,
        _funded_by(spec, "rates"),
    )


def _rate_payments(spec: Spec, portions: tuple[Portion, ...]) -> list[Payment]:
    by_payment: dict[tuple[str, str], list[Portion]] = {}
    for portion in portions:
        year = portion.year if spec.payment.rates[portion.line].by_year else ""
        by_payment.setdefault((portion.line, year), []).append(portion)
    return [_rate_payment(spec, key, year, found) for (key, year), found in by_payment.items()]


def _in_order(payments: list[Payment]) -> tuple[Payment, ...]:
    """Sort by date, undated ones last, and add up as they come."""
    ordered = sorted(payments, key=lambda payment: payment.date or date.max)
    sums = accumulate(payment.amount for payment in ordered)
    return tuple(replace(payment, running=running) for payment, running in zip(ordered, sums, strict=True))


def schedule(spec: Spec) -> Schedule:
    """Return every payment that the spec provides for, each at its most, after every cap."""
    most = settle(spec, everything_reached(spec))
    payments = _base_payments(spec, most.base_parts) + _rate_payments(spec, most.portions)
    ceiling = spec.funding.not_to_exceed
    return Schedule(_in_order(payments), most.base, most.performance, ceiling, notes(spec, most.limits))


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
