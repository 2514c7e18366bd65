"""The range that chance alone gives to a scenario: to each outcome's count, and to the total paid."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from fractions import Fraction
from math import gcd, lcm
from typing import TYPE_CHECKING

from obcgen.account.scenarios.assumed import attained, eligible, facts_of, places_of
from obcgen.account.scenarios.draws import DRAWS, drawn
from obcgen.account.scenarios.scenarios import paid_outcomes
from obcgen.account.settle import most, settle
from obcgen.deal.chance import LARGEST, Chances, binomial, range_of, sums
from obcgen.deal.compile import deal_of
from obcgen.deal.lines.flat import Flat
from obcgen.figures import to_the_cent
from obcgen.money import Money, Share

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from obcgen.account.scenarios.scenarios import Outlook
    from obcgen.deal.deal import Deal
    from obcgen.deal.lines.line import Line
    from obcgen.spec import Spec

_LONGEST = 5_000
"""A sum over more steps than this is drawn, not added up: it would take seconds and change no figure."""

MODEL = (
    "Each participant reaches an outcome with the chance that the scenario states, whatever other "
    "participants do; who reaches a harder outcome also reaches the easier ones."
)
EXACT = (
    "The range of the total is exact: the distribution of the sum over all participants, in whole numbers."
)
AT_ENDS = "The range of the total is exact: the deal settled at both ends of the exact binomial range."
DRAWN = (
    f"The range of the total comes from {DRAWS} settlements with results drawn by chance. The numbers drawn "
    "are those of SHAKE-256 over a fixed text, so that they are the same on every computer."
)
TOO_MANY = (
    f"With more than {LARGEST:,} participants chance moves a result by no more than three points; no range "
    "is worked out."
)
NOTHING = (
    "No range by chance is worked out for results that are certain or are one value for the whole group."
)


@dataclass(frozen=True, slots=True)
class CountRange:
    """How many of those counted chance lets reach one outcome."""

    outcome: str
    counted: int
    share: Share
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class ChanceRange:
    """What chance alone does to a scenario; `low` and `high` are totals, None where there is no range."""

    scenario: str
    certainty: Share
    counts: tuple[CountRange, ...]
    low: Money | None
    high: Money | None
    method: str


def range_by_chance(spec: Spec | Deal, outlook: Outlook, certainty: Share) -> ChanceRange:
    """Return the central range in which a scenario's results lie with this certainty, by chance alone."""
    deal = deal_of(spec)
    assumed = outlook.case.assumed
    counted = {key: eligible(deal, key, assumed) for key in paid_outcomes(deal)}
    chances = {key: attained(assumed, key) for key, count in counted.items() if count}
    chances = {key: chance for key, chance in chances.items() if 0 < chance < 1}
    plain = ChanceRange(outlook.case.id, certainty, (), None, None, NOTHING)
    if not chances:
        return plain
    if any(counted[key] > LARGEST for key in chances):
        return replace(plain, method=TOO_MANY)
    counts = tuple(_count(key, counted[key], chance, certainty) for key, chance in chances.items())
    low, high, method = _total(deal, outlook, counts, certainty)
    return replace(plain, counts=counts, low=low, high=high, method=method)


def _count(key: str, counted: int, chance: Fraction, certainty: Share) -> CountRange:
    return CountRange(key, counted, Share(chance), *range_of(binomial(counted, chance), certainty.value))


def _total(
    deal: Deal, outlook: Outlook, counts: tuple[CountRange, ...], certainty: Share
) -> tuple[Money, Money, str]:
    """Return the range of the total, by the most exact way there is."""
    found = _added_up(deal, outlook, certainty)
    if found is not None:
        return *found, EXACT
    if len(counts) == 1:
        return *_at_ends(deal, outlook, counts[0]), AT_ENDS
    totals = drawn(deal, outlook.case.assumed)
    low, high = range_of([1] * len(totals), certainty.value)
    return totals[low], totals[high], DRAWN


# Exact: a sum over participants


def _added_up(deal: Deal, outlook: Outlook, certainty: Share) -> tuple[Money, Money] | None:
    """Return the range where every line pays a flat price for one outcome and no limit can bind."""
    prices = _flat_prices(deal, outlook)
    if prices is None or _can_bind(deal):
        return None
    kinds = [(count, pays(chances, prices)) for chances, count in _kinds(deal, outlook, prices)]
    step = _step([pay for _, earned in kinds for pay in earned])
    if not step or sum(count * max(earned) for count, earned in kinds) / step > _LONGEST:
        return None
    weights = [
        sums(count, {int(pay / step): chance for pay, chance in earned.items()}) for count, earned in kinds
    ]
    low, high = Chances.of(weights).central(certainty.value)
    return outlook.base + to_the_cent(step * low), outlook.base + to_the_cent(step * high)


def _kinds(
    deal: Deal, outlook: Outlook, prices: Mapping[str, Fraction]
) -> Iterator[tuple[dict[str, Fraction], int]]:
    """Yield the chances of participants who count for the same outcomes, and how many they are."""
    assumed, found = outlook.case.assumed, Counter[tuple[str, ...]]()
    gated = all(line.paid_for.asks_dosage for line in deal.lines.values())
    for place in places_of(deal, assumed):
        groups = {None, *place.groups}
        own = (key for key in prices if deal.outcomes[key].group in groups)
        found[tuple(own)] += place.count if place.dosage_met or not gated else 0
    for keys, count in found.items():
        if keys and count:
            yield {key: attained(assumed, key) for key in keys}, count


def _flat_prices(deal: Deal, outlook: Outlook) -> dict[str, Fraction] | None:
    """Return what each outcome pays for one who reaches it, in cents; None where a line is not flat."""
    found = dict[str, Fraction]()
    gates = {line.paid_for.asks_dosage for line in deal.lines.values()}
    if len(gates) > 1 and outlook.case.assumed.dosage_met < 1:
        return None
    for line in deal.lines.values():
        if not isinstance(line, Flat) or line.prices.flat is None or not _is_flat(line):
            return None
        (outcome,) = line.paid_for.ids
        found[outcome] = found.get(outcome, Fraction(0)) + line.prices.cents("") * line.reduction
    return found


def _is_flat(line: Line) -> bool:
    paid_for = line.paid_for
    restricted = paid_for.own_group or paid_for.cohort or line.by_year
    changed = line.at_most or line.at_most_each or line.deduction or paid_for.quality or paid_for.gates
    if line.chosen or paid_for.joined != "outcome" or restricted or changed:
        return False
    return paid_for.by_participant


def _can_bind(deal: Deal) -> bool:
    return any(limit.bound for limit in most(deal).limits)


def pays(chances: Mapping[str, Fraction], prices: Mapping[str, Fraction]) -> dict[Fraction, Fraction]:
    """Return the chance of each amount that one participant earns, who reaches what is easier too."""
    found: dict[Fraction, Fraction] = {}
    pay, above = Fraction(0), Fraction(1)
    for key in sorted(chances, key=lambda key: -chances[key]):
        found[pay] = found.get(pay, Fraction(0)) + above - chances[key]
        pay, above = pay + prices.get(key, Fraction(0)), chances[key]
    found[pay] = found.get(pay, Fraction(0)) + above
    return found


def _step(amounts: list[Fraction]) -> Fraction:
    """Return the largest amount of which all are whole multiples; nothing where all are nothing."""
    whole = lcm(*(amount.denominator for amount in amounts))
    return Fraction(gcd(*(int(amount * whole) for amount in amounts)), whole)


# Exact: one outcome, whatever its lines


def _at_ends(deal: Deal, outlook: Outlook, count: CountRange) -> tuple[Money, Money]:
    """Return the totals at both ends of the range of the one outcome left to chance, the smaller first."""
    assumed, totals = outlook.case.assumed, []
    for reached in (count.low, count.high):
        level = Share(Fraction(reached, count.counted))
        changed = replace(assumed, attainment={**assumed.attainment, count.outcome: level})
        totals.append(settle(deal, facts_of(deal, changed)).total)
    return min(totals), max(totals)
