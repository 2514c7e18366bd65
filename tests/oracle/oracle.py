"""The oracle: what is due, computed a second time from the words. See `oracle_lines` for its sources."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import accumulate, pairwise
from math import floor
from typing import TYPE_CHECKING

from oracle_cuts import at_most, cut, half_up, largest_remainder
from oracle_endings import base_at_end, besides
from oracle_lines import Deal, Part, Record, raised
from oracle_parts import outcomes_paid, parts_of, parts_once, paying
from oracle_results import received

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oracle_results import Row

    from obcgen.spec import Spec


@dataclass(frozen=True)
class Answer:
    """What is due, in cents: lines after all caps, and each limit with what came before and after it."""

    base: int
    lines: dict[str, int]
    earned: dict[str, int]
    limits: list[tuple[str, str, int, int]]
    paid: int
    retained: int
    ending: dict[str, int]

    @property
    def performance(self) -> int:
        return sum(self.lines.values())

    @property
    def due(self) -> int:
        return self.base + self.performance + sum(self.ending.values()) - self.paid


def base_cents(deal: Deal) -> int:
    """Return the whole base."""
    base, record, spec = deal.spec.payment.base, deal.record, deal.spec
    if base is None:
        return 0
    served = [row for row in record.rows if row.get("served", "yes") == "yes"]
    counts = {
        "planned": spec.population.planned,
        "roster": len(names(record.rows)),
        "served": len(names(served)),
    }
    if base.reimbursed is not None:
        known = record.amounts.get("costs") or record.amounts.get("budget") or base.reimbursed.budget
        return min(known.cents, base.reimbursed.budget.cents)
    if base.tiers is not None:
        rows = served if base.counted == "served" else record.rows
        return sum(by_dosage(deal, in_all(rows, name)) for name in names(rows))
    if base.per_participant is not None:
        return price_cents(base.per_participant) * counts[base.counted]
    if base.per_unit is not None:
        return price_cents(base.per_unit) * (record.units if record.units is not None else base.units or 0)
    stated = {year: each.pay for year, each in base.by_year.items()}
    return sum(raised(deal, stated, year) for year in stated) if stated else price_cents(base.fixed)


def missed_cents(deal: Deal, base: int) -> int:
    """Return what the base is reduced by: the share of sessions that was not delivered."""
    if deal.record.delivery is None:
        return 0
    scheduled, missed = deal.record.delivery
    return half_up(Fraction(base * missed, scheduled))


def in_all(rows: list[Row], name: str) -> Fraction:
    """Return the service that a participant received: each row records what he had until then."""
    return max(received(row) for row in rows if row["participant"] == name)


def names(rows: list[Row]) -> set[str]:
    """Return the different participants; with results of several years each has several rows."""
    return {row["participant"] for row in rows}


def by_name(rows: list[Row]) -> list[list[Row]]:
    """Return the rows of each participant, of whom the cap for one holds all."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["participant"], []).append(row)
    return list(found.values())


def price_cents(price: object) -> int:
    """Return a price of the base, which no discount touches."""
    return int(price.cents)  # type: ignore[attr-defined]


def by_dosage(deal: Deal, received: Fraction) -> int:
    """Return what tiers on dosage pay for one participant."""
    base = deal.spec.payment.base
    assert base is not None
    reached = [tier.pay.cents for tier in base.tiers or () if received >= tier.at_least.amount]
    return sum(reached) if base.combine == "cumulative" else (reached or [0])[-1]


def summed(deal: Deal, people: list[dict[Part, Fraction]]) -> dict[Part, Fraction]:
    """Return the exact cents of each part of each line: lines, cohorts and years in their order."""
    found = parts_once(deal)
    for person in people:
        for part, amount in person.items():
            found[part] = found.get(part, Fraction(0)) + amount
    return {part: found[part] for part in in_order(deal, found)}


def in_order(deal: Deal, parts: Iterable[Part]) -> list[Part]:
    """Return parts in the order of lines, cohorts and years, in which a tie is settled."""
    lines, cohorts = list(deal.spec.payment.rates), list(deal.spec.cohorts)
    return sorted(parts, key=lambda part: (lines.index(part[0]), [*cohorts, ""].index(part[1]), part[2]))


def floored(deal: Deal, parts: dict[Part, Fraction]) -> dict[Part, Fraction]:
    """Return parts of which none is less than nothing, unless the line gives money back."""
    return {
        part: exact if gives_back(deal, part[0]) else max(Fraction(0), exact) for part, exact in parts.items()
    }


def gives_back(deal: Deal, key: str) -> bool:
    """Tell whether deductions beyond what a line earns are given back."""
    deduction = deal.rate(key).deduction
    return deduction is not None and deduction.gives_back


def kept(deal: Deal, parts: dict[Part, Fraction]) -> tuple[dict[Part, Fraction], list[set[Part]]]:
    """Return what a line's floor and its own ceiling leave of each part, and the parts that ceilings hold."""
    share, held = {}, []
    for part, exact in parts.items():
        share[part] = Fraction(exact >= 0 or gives_back(deal, part[0]))
    for key, rate in deal.spec.payment.rates.items():
        own = {part for part, exact in parts.items() if part[0] == key and exact > 0}
        whole = sum((parts[part] for part in own), Fraction(0))
        nearest = sum(half_up(parts[part]) for part in own)
        if rate.at_most and (whole > rate.at_most.cents or nearest > rate.at_most.cents):
            held.append(own)
            share |= dict.fromkeys(own, min(Fraction(1), rate.at_most.cents / whole))
    return share, held


def for_one(cap: int, person: dict[Part, Fraction]) -> tuple[dict[Part, Fraction], set[Part]]:
    """Return one participant's amounts under the cap, and those that are at it but for rounding."""
    paid = {part: amount for part, amount in person.items() if amount > 0}
    whole = sum(paid.values(), Fraction(0))
    odd = any(amount.denominator > 1 for amount in paid.values())
    if whole + (len(paid) if odd else 0) <= cap:
        return person, set()
    left = min(Fraction(1), cap / whole)
    return person | {part: amount * left for part, amount in paid.items()}, set(paid)


def nearest(parts: dict[Part, Fraction]) -> dict[Part, int]:
    """Return whole cents, each part half up."""
    return {part: half_up(exact) for part, exact in parts.items()}


def together(parts: dict[Part, Fraction], sets: list[set[Part]], before: dict[Part, int]) -> dict[Part, int]:
    """Return whole cents: each part half up; those that a limit holds together, their sum rounded down."""
    found = nearest(parts)
    for held in sets:
        inside = [part for part in parts if part in held and parts[part] > 0]
        exact = [parts[part] for part in inside]
        most = [before[part] for part in inside]
        found |= dict(zip(inside, at_most(floor(sum(exact)), exact, most), strict=True))
    return found


def in_cents(deal: Deal) -> tuple[dict[Part, int], dict[Part, int]]:
    """Return each part of each line before every limit, and after its own ceiling and the participant's."""
    people = [
        {part: amount for row in own for part, amount in parts_of(deal, row).items()}
        for own in by_name(deal.record.rows)
    ]
    earned = summed(deal, people)
    share, sets = kept(deal, earned)
    people = [{part: amount * share[part] for part, amount in person.items()} for person in people]
    parts = {part: exact * share[part] for part, exact in earned.items()}
    caps, whole = deal.spec.payment.caps, nearest(floored(deal, earned))
    under_ceilings = together(parts, sets, whole)
    if caps is None or caps.participant is None:
        return whole, under_ceilings
    touched: set[Part] = set()
    for person in people:
        after, at_cap = for_one(caps.participant.cents, person)
        touched |= at_cap
        parts |= {part: parts[part] + after[part] - amount for part, amount in person.items()}
    yearly = any("year" in row for row in deal.record.rows)
    where = {part: part[1:2] if yearly else part[1:] for part in touched}
    apart = [{part for part in touched if where[part] == place} for place in sorted({*where.values()})]
    return whole, together(parts, [*(each - touched for each in sets), *apart], under_ceilings)


def limits(spec: Spec, base: int) -> list[tuple[str, str, int]]:
    """Return every limit after the participant's, in order."""
    found = [("line", key, rate.at_most.cents) for key, rate in spec.payment.rates.items() if rate.at_most]
    if caps := spec.payment.caps:
        found += [("outcome", key, amount.cents) for key, amount in caps.outcome.items()]
        found += [("cohort", key, amount.cents) for key, amount in caps.cohort.items()]
        found += [("year", key, amount.cents) for key, amount in caps.year.items()]
        found += [("total", "", caps.total.cents)] if caps.total else []
    return [*found, ("not_to_exceed", "", max(0, spec.funding.not_to_exceed.cents - base))]


def covers(deal: Deal, scope: str, name: str, part: Part) -> bool:
    """Tell whether a limit covers a part of a line."""
    line, cohort, year = part
    inside = {
        "line": line == name,
        "outcome": name in outcomes_paid(deal.spec, line),
        "cohort": cohort == name,
        "year": year == name,
    }
    return inside.get(scope, True)


def answer(spec: Spec, record: Record, at_target: int = 0) -> Answer:
    """Return what is due over verified results; `at_target` is the figure that the contract prints."""
    deal = Deal(spec, record)
    whole = base_cents(deal)
    earned_base = sum(base_at_end(deal, whole)) if record.ended else whole
    base = earned_base - missed_cents(deal, earned_base)
    earned, parts = in_cents(deal)
    told = []
    for scope, name, limit in limits(spec, whole):
        if scope == "year" and spec.payment.caps and spec.payment.caps.carry_over:
            if name == min(spec.payment.caps.year):
                parts, years = year_by_year(spec, parts)
                told += years
            continue
        inside = [part for part in parts if covers(deal, scope, name, part)]
        before = sum(max(0, parts[part]) for part in inside)
        parts |= dict(zip(inside, cut([parts[part] for part in inside], limit), strict=True))
        told.append((scope, name, before, sum(max(0, parts[part]) for part in inside)))
    gains, most = added(deal), {(scope, name): cents for scope, name, cents in limits(spec, whole)}
    for at, (scope, name, before, after) in enumerate(told):
        inside = [part for part in gains if covers(deal, scope, name, part)]
        earned_more = sum(gains[part] for part in inside)
        room = max(0, most[scope, name] - after)
        gains |= dict(zip(inside, cut([gains[part] for part in inside], room), strict=True))
        told[at] = (scope, name, before + earned_more, after + sum(gains[part] for part in inside))
    for part, more in gains.items():
        parts[part] = parts.get(part, 0) + more
    ceiling = spec.funding.not_to_exceed.cents
    now = base_at_end(deal, whole) if record.ended else base_now(deal, min(whole, ceiling))
    left = min(base, ceiling)
    for at, cents in enumerate(now if record.delivery or record.ended else ()):  # the last are cut first
        now[at] = min(cents, left)
        left -= now[at]
    lines = by_line(deal, parts)
    performance = sum(lines.values())
    room = ceiling - sum(now) - (earned_base - base) - performance
    ending = besides(deal, performance, at_target, room)
    return Answer(sum(now), lines, by_line(deal, earned), told, record.paid, held_back(deal, now), ending)


def year_by_year(
    spec: Spec, parts: dict[Part, int]
) -> tuple[dict[Part, int], list[tuple[str, str, int, int]]]:
    """Return what the years pay under their caps, each what it earned itself and then what others left."""
    caps = spec.payment.caps.year if spec.payment.caps else {}
    paid, waiting = dict(parts), list[dict[Part, int]]()
    for year in sorted(caps):
        own = [part for part in parts if part[2] == year]
        paid |= dict(zip(own, cut([parts[part] for part in own], caps[year].cents), strict=True))
        room = caps[year].cents - sum(max(0, paid[part]) for part in own)
        for owed in waiting:
            now = largest_remainder(min(room, sum(owed.values())), list(owed.values()))
            room -= sum(now)
            for part, cents in zip(list(owed), now, strict=True):
                paid[part] += cents
                owed[part] -= cents
        waiting.append({part: parts[part] - paid[part] for part in own})
    return paid, [("year", year, _of_year(parts, year), _of_year(paid, year)) for year in caps]


def _of_year(parts: dict[Part, int], year: str) -> int:
    return sum(max(0, cents) for part, cents in parts.items() if part[2] == year)


def added(deal: Deal) -> dict[Part, int]:
    """Return what a district default adds, before the room that other limits leave."""
    rule, relieved = deal.spec.payment.if_district_defaults, replace(deal, relieved=True)
    if rule is None or not deal.record.lost:
        return {}
    plain, more = parts_once(deal), dict.fromkeys(parts_once(deal), Fraction(0))
    for part, exact in parts_once(relieved).items():
        more[part] = max(Fraction(0), exact - plain[part])
    for row in deal.record.rows:
        without = parts_of(deal, row)
        for part, exact in parts_of(relieved, row).items():
            plain[part] = plain.get(part, Fraction(0)) + without[part]
            more[part] = more.get(part, Fraction(0)) + max(Fraction(0), exact - without[part])
    for part, exact in plain.items():
        if exact < 0 and not gives_back(deal, part[0]):
            more[part] = max(Fraction(0), exact + more[part])
    order = in_order(deal, more)
    cents = [half_up(more[part]) for part in order]
    return dict(zip(order, cut(cents, rule.at_most.cents) if rule.at_most else cents, strict=True))


def held_back(deal: Deal, installments: list[int]) -> int:
    """Return what is held back of installments: until the final settlement, or before the day of release."""
    invoicing, until = deal.spec.payment.invoicing, deal.record.until
    if invoicing is None or invoicing.retainage is None or until is None:
        return 0
    if isinstance(invoicing.released, date) and until >= invoicing.released:
        return 0
    return sum(half_up(cents * invoicing.retainage.value) for cents in installments)


def base_now(deal: Deal, whole: int) -> list[int]:
    """Return what of the base is due: in an interim settlement, the installments due by its day."""
    base, until = deal.spec.payment.base, deal.record.until
    if base is None or until is None:
        return [whole]
    if not base.installments:
        return [whole] if base.due is not None and base.due <= until else []
    parts = list(base.installments.values())
    shares = [part.share.value for part in parts]
    if base.reimbursed is None:
        amounts = largest_remainder(whole, shares)
    else:  # up to and with each installment, the costs that all shares of the budget until then can hold
        until_then = accumulate(largest_remainder(base.reimbursed.budget.cents, shares), initial=0)
        amounts = [more - less for less, more in pairwise(min(whole, most) for most in until_then)]
    return [cents for part, cents in zip(parts, amounts, strict=True) if part.due and part.due <= until]


def by_line(deal: Deal, parts: dict[Part, int]) -> dict[str, int]:
    """Return cents by line."""
    lines = paying(deal)
    return {key: sum(cents for part, cents in parts.items() if part[0] == key) for key in lines}
