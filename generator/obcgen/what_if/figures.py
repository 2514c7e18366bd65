"""What is paid under results that somebody supposes: to whom, for what, when, at most and by chance, as data.

Each amount stands beside the name by which `obcgen explain` and the studio tell how it came about.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import accumulate
from typing import TYPE_CHECKING

from obcgen.account.scenarios.assumed import attained, eligible, facts_of, places_of
from obcgen.account.scenarios.ranges import range_by_chance
from obcgen.account.scenarios.scenarios import Case, outlook, paid_outcomes
from obcgen.account.schedule import Payment
from obcgen.account.settle import most, total_due
from obcgen.account.sources import funded, funded_data
from obcgen.account.to_data import limit_data
from obcgen.deal.base_funding import ByDosage
from obcgen.deal.compile import deal_of
from obcgen.money import Money, Share, plain
from obcgen.scenarios.to_json import chance_data, line_data, quarter_data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.account.account import Due
    from obcgen.account.scenarios.assumed import Assumed
    from obcgen.account.scenarios.scenarios import Outlook
    from obcgen.account.schedule import Funding
    from obcgen.deal.deal import Deal
    from obcgen.spec import Spec

Data = dict[str, object]
_STEPS = tuple(Share(Fraction(tenth, 10)) for tenth in range(11))
"""The attainments of a curve, beside those that the deal itself names."""


@dataclass(frozen=True, slots=True)
class Supposed:
    """A deal under results that somebody supposes, settled."""

    spec: Spec
    assumed: Assumed
    outlook: Outlook

    @property
    def deal(self) -> Deal:
        """The deal."""
        return deal_of(self.spec)


def settled_as_supposed(spec: Spec, assumed: Assumed) -> Supposed:
    """Return what a deal comes to under what is supposed."""
    case = Case("what_if", "What if", "", assumed)
    return Supposed(spec, assumed, outlook(spec, case))


def figures(found: Supposed, certainty: Share | None = None) -> Data:
    """Return every figure as data: money as text with two decimals, shares as text.

    With a certainty the range that chance alone gives is among them; without one it is null, since of some
    deals it takes as long as all the rest.
    """
    payments = _payments(found)
    chance = range_by_chance(found.deal, found.outlook, certainty) if certainty is not None else None
    return {
        "supposed": _supposed(found),
        "paid_to": found.spec.provider.name if found.spec.provider is not None else None,
        "sums": _sums(found),
        "lines": [*_lines(found)],
        "caps": [limit_data(limit) for limit in found.outlook.settled.limits],
        "payments": [_payment(*each) for each in payments],
        "quarters": [quarter_data(quarter) for quarter in found.outlook.quarters],
        **funded_data(funded(found.spec, [payment for _, payment in payments])),
        "chance": chance_data(chance) if chance is not None else None,
        "curves": [_curve(found, key) for key in paid_outcomes(found.deal)],
    }


def _supposed(found: Supposed) -> Data:
    """Return what is supposed of each outcome, with what the deal says of it."""
    return {
        "served": found.assumed.served,
        "served_at_most": found.deal.everyone,
        "planned": found.deal.planned,
        "retained": Share(found.assumed.dosage_met).plain,
        "dosage_counts": _asks_dosage(found.deal),
        "outcomes": [
            {
                "id": key,
                "name": outcome.name,
                "counted_by": outcome.measure.counted_by,
                "level": _level(found.assumed, key),
                "eligible": eligible(found.deal, key, found.assumed),
                "expected_without": outcome.expected_without.plain,
                "target": outcome.target.plain,
                "paid": key in {each for line in found.deal.lines.values() for each in line.asked},
            }
            for key, outcome in found.spec.outcomes.items()
        ],
    }


def _asks_dosage(deal: Deal) -> bool:
    """Tell whether anything that is paid depends on the service that participants receive."""
    by_line = any(line.paid_for.asks_dosage for line in deal.lines.values())
    return by_line or isinstance(deal.base_funding, ByDosage)


def _level(assumed: Assumed, key: str) -> str:
    level = assumed.attainment[key]
    return level.plain if isinstance(level, Share) else str(level)


def _sums(found: Supposed) -> list[Data]:
    """Return the sums, each with its words and the name of its explanation."""
    seen, deal = found.outlook, found.deal
    rows = (
        ("total", "Paid in all", seen.total, "settlement.total"),
        ("base", "Base funding", seen.base, "settlement.base"),
        ("performance", "For outcomes", seen.performance, "settlement.performance"),
        ("maximum", "The most that can be paid", most(deal).total, "payment.maximum"),
        ("not_to_exceed", "Not-to-exceed amount", deal.not_to_exceed, "funding.not_to_exceed"),
        ("room", "Left of the not-to-exceed amount", seen.room, "funding.not_to_exceed"),
        ("per_participant", "For each participant served", seen.per_participant, "settlement.total"),
        (
            "per_additional_result",
            "For each result beyond those expected",
            seen.per_additional,
            "settlement.total",
        ),
    )
    return [
        {"id": key, "words": words, "amount": plain(amount), "explain": name}
        for key, words, amount, name in rows
    ]


def _lines(found: Supposed) -> Iterator[Data]:
    at_most = {line.id: line.amount for line in most(found.deal).lines}
    for line in found.outlook.settled.lines:
        yield {
            **line_data(line),
            "most": at_most[line.id].plain,
            "sentence": found.deal.lines[line.id].sentence,
            "explain": f"settlement.rates.{line.id}",
        }


# When


def _payments(found: Supposed) -> tuple[tuple[Due, Payment], ...]:
    """Return what falls due in the order of its days, and the same as a payment; undated amounts stand last.

    Several dates of one payment are payments apart.
    """
    dues = [due for due in found.outlook.settled.dues if due.settled]
    ordered = sorted(dues, key=lambda due: due.on or date.max)
    sums = accumulate(due.settled for due in ordered)
    waits = {part.id: part.condition for part in found.outlook.settled.base_parts}
    return tuple(
        (due, _paid(due, waits.get(due.payment, ""), running))
        for due, running in zip(ordered, sums, strict=True)
    )


def _paid(due: Due, condition: str, running: Money) -> Payment:
    name = f"{due.payment} {due.on}"
    return Payment(name, due.on, _kind(due), due.name, due.settled, condition, running, "")


def _kind(due: Due) -> Funding:
    return "base" if due.payment.partition(".")[0] == "base" else "performance"


def _payment(due: Due, payment: Payment) -> Data:
    return {
        "id": due.payment,
        "date": due.on.isoformat() if due.on else None,
        "fiscal_year": due.year or None,
        "kind": payment.kind,
        "name": due.name,
        "amount": due.settled.plain,
        "running_total": payment.running.plain,
        "explain": f"settlement.{due.payment}",
    }


# A picture: what is paid in all over the attainment of one outcome


def _curve(found: Supposed, key: str) -> Data:
    """Return what is paid in all as one outcome goes from nobody to everybody, all else as supposed."""
    outcome = found.deal.outcomes[key]
    own = Share(attained(found.assumed, key))
    levels = sorted({*_STEPS, outcome.expected_without, outcome.target, own})
    places = places_of(found.deal, found.assumed)
    points = []
    for level in levels:
        changed = replace(found.assumed, attainment={**found.assumed.attainment, key: level})
        paid = total_due(found.deal, facts_of(found.deal, changed, places=places))
        points.append({"attainment": level.plain, "total": paid.plain})
    return {"outcome": key, "name": outcome.name, "points": points}
