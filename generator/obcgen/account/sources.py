"""Which source pays which payment, and what falls into each fiscal year: the finance officer's view."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from obcgen.deal.calendar import SCHOOL_YEAR, fiscal_year
from obcgen.deal.payable import payable
from obcgen.money import ZERO, Money, plain, total

if TYPE_CHECKING:
    from collections.abc import Sequence

    from obcgen.account.schedule import Funding, Payment
    from obcgen.spec import Spec
    from obcgen.spec.funding import FundingSource

SOURCE_SENTENCE = (
    "Each payment is charged first to the sources that pay only its kind of funding, then to those that pay "
    "both kinds; among these, first to the source that must be paid out earliest, then in the order in "
    "which they are listed. No source is charged more than its amount or after its last day for payment."
)
NO_SOURCE = ""
"""The id under which money stands that no source covers."""
_PAYS = {"base": "base", "performance": "rates"}


@dataclass(frozen=True, slots=True)
class Charge:
    """The part of one payment that one source pays; `source` is empty where none can."""

    payment: str
    source: str
    amount: Money


@dataclass(frozen=True, slots=True)
class SourceTotal:
    """What one source pays in all; `available` is None where the spec states no amount."""

    id: str
    name: str
    available: Money | None
    base: Money
    performance: Money

    @property
    def total(self) -> Money:
        """Both kinds of funding together."""
        return self.base + self.performance

    @property
    def left(self) -> Money | None:
        """What remains of the source."""
        return None if self.available is None else self.available - self.total


@dataclass(frozen=True, slots=True)
class YearTotal:
    """What falls due in one fiscal year, by kind and by source id; `year` is empty for undated payments."""

    year: str
    base: Money
    performance: Money
    by_source: tuple[tuple[str, Money], ...]

    @property
    def total(self) -> Money:
        """Both kinds of funding together."""
        return self.base + self.performance


@dataclass(frozen=True, slots=True)
class Funded:
    """Every payment divided over the sources, with the totals by source and by fiscal year."""

    charges: tuple[Charge, ...]
    sources: tuple[SourceTotal, ...]
    years: tuple[YearTotal, ...]


def in_charging_order(spec: Spec) -> dict[str, FundingSource]:
    """Return the sources in the order in which a payment is charged to those that pay its kind."""
    items = spec.funding.sources.items()
    return dict(sorted(items, key=lambda item: (len(set(item[1].pays)), item[1].liquidate_by or date.max)))


def can_pay(source: FundingSource, kind: Funding, day: date | None) -> bool:
    """Tell whether a source pays this kind of funding on a day; an undated payment is taken to be in time."""
    in_time = day is None or source.liquidate_by is None or day <= source.liquidate_by
    return _PAYS[kind] in source.pays and in_time


def charges(spec: Spec, payments: Sequence[Payment]) -> tuple[Charge, ...]:
    """Divide payments, in their order, over the sources; the parts of a payment sum to it."""
    sources = in_charging_order(spec)
    left = {key: source.amount for key, source in sources.items()}
    found: list[Charge] = []
    for payment in payments:
        due, day = payment.amount, paid_by(spec, payment)
        for key, source in sources.items():
            if due > ZERO and can_pay(source, payment.kind, day):
                held = left[key]
                part = due if held is None else min(due, held)
                left[key] = held - part if held is not None else None
                found += [Charge(payment.id, key, part)] if part else []
                due -= part
        found += [Charge(payment.id, NO_SOURCE, due)] if due else []
    return tuple(found)


def paid_by(spec: Spec, payment: Payment) -> date | None:
    """Return the last day on which a payment is made if everybody keeps the contract's times."""
    condition = payment.condition if payment.kind == "base" else ""
    return payable(spec, payment.date, condition)


def year_named(spec: Spec, day: date | None) -> str:
    """Return the fiscal year of a payment; undated ones have none."""
    return fiscal_year(day, spec.district.fiscal_year_starts or SCHOOL_YEAR) if day else ""


def due_in_later_years(spec: Spec, payments: Sequence[Payment]) -> Money:
    """Return the most that falls due in fiscal years after the one in which the contract begins."""
    planned = spec.procurement.schedule.start if spec.procurement else None
    begins = spec.agreement.effective if spec.agreement else planned or spec.program.starts
    first = year_named(spec, begins)
    days = ((each.amount, paid_by(spec, each)) for each in payments)
    return total(amount for amount, day in days if day and year_named(spec, day) != first)


def _sums(payments: Sequence[Payment], amounts: dict[str, Money]) -> tuple[Money, Money]:
    """Return the base and the performance money among the amounts by payment id."""
    base, performance = (
        total(amounts.get(payment.id, ZERO) for payment in payments if payment.kind == kind)
        for kind in ("base", "performance")
    )
    return base, performance


def _source_totals(
    spec: Spec, payments: Sequence[Payment], found: Sequence[Charge]
) -> tuple[SourceTotal, ...]:
    names = {key: (source.name, source.amount) for key, source in spec.funding.sources.items()}
    if any(charge.source == NO_SOURCE for charge in found):
        names[NO_SOURCE] = ("Not covered by a source", None)
    return tuple(
        SourceTotal(
            key, name, amount, *_sums(payments, {c.payment: c.amount for c in found if c.source == key})
        )
        for key, (name, amount) in names.items()
    )


def _year_totals(
    spec: Spec, payments: Sequence[Payment], found: Sequence[Charge], sources: Sequence[SourceTotal]
) -> tuple[YearTotal, ...]:
    years = {payment.id: year_named(spec, paid_by(spec, payment)) for payment in payments}
    totals = []
    for year in dict.fromkeys(years.values()):
        inside = [payment for payment in payments if years[payment.id] == year]
        by_source = tuple(
            (source.id, total(c.amount for c in found if c.source == source.id and years[c.payment] == year))
            for source in sources
        )
        totals.append(YearTotal(year, *_sums(inside, {p.id: p.amount for p in inside}), by_source))
    return tuple(totals)


def funded(spec: Spec, payments: Sequence[Payment]) -> Funded:
    """Divide payments over the sources of the spec, and add up by source and by fiscal year."""
    found = charges(spec, payments)
    sources = _source_totals(spec, payments, found)
    return Funded(found, sources, _year_totals(spec, payments, found, sources))


def funded_data(found: Funded) -> dict[str, object]:
    """Return the totals as JSON holds them: money as text, null where something is not known."""
    return {
        "by_source": [
            {
                "id": source.id or None,
                "name": source.name,
                "available": plain(source.available),
                "base": source.base.plain,
                "performance": source.performance.plain,
                "total": source.total.plain,
                "left": plain(source.left),
            }
            for source in found.sources
        ],
        "by_fiscal_year": [
            {
                "year": year.year or None,
                "base": year.base.plain,
                "performance": year.performance.plain,
                "total": year.total.plain,
                "sources": {key: amount.plain for key, amount in year.by_source if amount and key},
            }
            for year in found.years
        ],
        "source_rule": SOURCE_SENTENCE,
    }
