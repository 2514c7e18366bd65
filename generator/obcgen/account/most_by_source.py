"""The most that each source pays and that falls into each fiscal year, where payments share limits.

Charged one after the other at their most, payments never draw less on a source than in fact: the more an
earlier payment takes of a source, the more of a later one falls to the next. What a source pays, or a year
holds, is besides no more than its payments come to together.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from obcgen.account.carrying import carried_due
from obcgen.account.schedule import entries_by_payment, together
from obcgen.account.settle import most
from obcgen.account.sources import Funded, YearTotal, can_pay, funded, in_charging_order, paid_by, year_named
from obcgen.deal.compile import deal_of
from obcgen.money import ZERO, Money, total

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from obcgen.account.schedule import Funding, Payment, Schedule
    from obcgen.account.sources import SourceTotal
    from obcgen.deal.deal import Deal
    from obcgen.spec import Spec


def funded_at_most(spec: Spec, planned: Schedule) -> Funded:
    """Divide the payments of a schedule over the sources; totals are the most that they can be."""
    found = funded(spec, planned.payments)
    deal = deal_of(spec)
    if not planned.shares_limits and not deal.carries_over:
        return found
    if deal.carries_over:
        found = replace(found, years=tuple(_with_carried(spec, planned, found)))
    sources = tuple(_source(spec, planned, found, source) for source in found.sources)
    years = tuple(_year(spec, planned, found, year) for year in found.years)
    kept = tuple(source for source in sources if source.id or source.total)
    return Funded(found.charges, kept, years)


def carried_days(deal: Deal) -> dict[str, set[date]]:
    """Return by payment the days on which what the cap for a year takes off can fall due later."""
    years = [limit.key for limit in deal.limits if limit.scope == "year" and deal.carries_over]
    found: dict[str, set[date]] = {}
    for key, own in entries_by_payment(deal).items() if years else ():
        for entry in (most(deal).entries[index] for index in own):
            later = [year for year in years if entry.year in years and year > entry.year]
            found.setdefault(key, set()).update(carried_due(deal, entry, year) for year in later)
    return found


def fiscal_years(spec: Spec, planned: Schedule) -> dict[str, set[str]]:
    """Return by payment the fiscal years into which parts of it can fall: also those it is carried into."""
    later = carried_days(deal_of(spec))
    return {
        p.id: {year_named(spec, day) for day in (paid_by(spec, p), *later.get(p.id, ()))}
        for p in planned.payments
    }


def _with_carried(spec: Spec, planned: Schedule, found: Funded) -> Iterator[YearTotal]:
    """Yield each fiscal year with all that can fall into it, also years into which money is only carried."""
    fall, kinds = fiscal_years(spec, planned), {p.id: p.kind for p in planned.payments}
    names = sorted({year for own in fall.values() for year in own}, key=lambda year: (not year, year))
    for name in names:
        inside = [charge for charge in found.charges if name in fall[charge.payment]]
        sums = {
            kind: total(x.amount for x in inside if kinds[x.payment] == kind)
            for kind in ("base", "performance")
        }
        by_source = tuple(
            (source.id, total(x.amount for x in inside if x.source == source.id)) for source in found.sources
        )
        yield YearTotal(name, sums["base"], sums["performance"], by_source)


def _source(spec: Spec, planned: Schedule, found: Funded, source: SourceTotal) -> SourceTotal:
    """Return a source with the most that it pays."""
    charged = {charge.payment for charge in found.charges if charge.source == source.id}
    base = min(source.base, _beyond(spec, planned, "base", charged, source.id))
    performance = min(source.performance, together(deal_of(spec), charged))
    return replace(
        source,
        base=base,
        performance=min(performance, _beyond(spec, planned, "performance", charged, source.id)),
    )


def _beyond(spec: Spec, planned: Schedule, kind: Funding, charged: Collection[str], key: str) -> Money:
    """Return what all payments come to beyond the sources that come first for each of those charged.

    Before a payment falls to a source, every source that could have paid it earlier is used up: by
    payments of both kinds or, if it pays only one, by those of that kind.
    """
    days = [paid_by(spec, p) for p in planned.payments if p.id in charged and p.kind == kind]
    sources = in_charging_order(spec)
    earlier = list(sources)[: list(sources).index(key)] if key in sources else list(sources)
    able = [sources[each] for each in earlier if all(can_pay(sources[each], kind, day) for day in days)]
    own = planned.base if kind == "base" else planned.performance
    of_kind = total(source.amount or ZERO for source in able if len(set(source.pays)) == 1)
    return max(ZERO, min(planned.maximum - total(source.amount or ZERO for source in able), own - of_kind))


def _year(spec: Spec, planned: Schedule, found: Funded, year: YearTotal) -> YearTotal:
    """Return a fiscal year with the most that falls into it, in all and on each source."""
    fall = fiscal_years(spec, planned)
    inside = {p.id: p for p in planned.payments if year.year in fall[p.id]}
    by_source = tuple((key, _least(spec, found, inside, key, amount)) for key, amount in year.by_source)
    performance = min(year.performance, together(deal_of(spec), inside))
    return replace(year, performance=performance, by_source=by_source)


def _least(spec: Spec, found: Funded, inside: dict[str, Payment], key: str, amount: Money) -> Money:
    """Return what a source pays of the payments of one year, no more than they come to together."""
    charges = [charge for charge in found.charges if charge.source == key and charge.payment in inside]
    base = total(charge.amount for charge in charges if inside[charge.payment].kind == "base")
    return min(amount, base + together(deal_of(spec), {charge.payment for charge in charges}))
