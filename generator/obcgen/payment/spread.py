"""The range that chance alone gives to a scenario: to each outcome's count, and to the total paid."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import gcd, lcm
from typing import TYPE_CHECKING

from obcgen.money import Money, Share
from obcgen.payment.chance import LARGEST, binomial, range_of, sums
from obcgen.payment.dealt import attained, eligible, facts_of
from obcgen.payment.drawn import DRAWS, drawn
from obcgen.payment.maximum import ceiling, reduction
from obcgen.payment.members import everything_reached
from obcgen.payment.scenarios import paid_outcomes
from obcgen.payment.settle import settle
from obcgen.payment.subjects import chosen_by, flat_price, named_outcomes, shape, subject

if TYPE_CHECKING:
    from collections.abc import Mapping

    from obcgen.payment.scenarios import Outlook
    from obcgen.spec import Spec
    from obcgen.spec.rates import Rate

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
class Spread:
    """What chance alone does to a scenario; `low` and `high` are totals, None where there is no range."""

    scenario: str
    certainty: Share
    counts: tuple[CountRange, ...]
    low: Money | None
    high: Money | None
    method: str


def spread(spec: Spec, outlook: Outlook, certainty: Share) -> Spread:
    """Return the central range in which a scenario's results lie with this certainty, by chance alone."""
    assumed = outlook.case.assumed
    counted = {key: eligible(spec, key, assumed) for key in paid_outcomes(spec)}
    chances = {key: attained(assumed, key) for key, count in counted.items() if count}
    chances = {key: chance for key, chance in chances.items() if 0 < chance < 1}
    plain = Spread(outlook.case.id, certainty, (), None, None, NOTHING)
    if not chances:
        return plain
    if any(counted[key] > LARGEST for key in chances):
        return replace(plain, method=TOO_MANY)
    counts = tuple(_count(key, counted[key], chance, certainty) for key, chance in chances.items())
    low, high, method = _total(spec, outlook, counts, certainty)
    return replace(plain, counts=counts, low=low, high=high, method=method)


def _count(key: str, counted: int, chance: Fraction, certainty: Share) -> CountRange:
    return CountRange(key, counted, Share(chance), *range_of(binomial(counted, chance), certainty.value))


def _total(
    spec: Spec, outlook: Outlook, counts: tuple[CountRange, ...], certainty: Share
) -> tuple[Money, Money, str]:
    """Return the range of the total, by the most exact way there is."""
    found = _added_up(spec, outlook, counts, certainty)
    if found is not None:
        return *found, EXACT
    if len(counts) == 1:
        return *_at_ends(spec, outlook, counts[0]), AT_ENDS
    totals = drawn(spec, outlook.case.assumed)
    low, high = range_of([1] * len(totals), certainty.value)
    return totals[low], totals[high], DRAWN


# Exact: a sum over participants


def _added_up(
    spec: Spec, outlook: Outlook, counts: tuple[CountRange, ...], certainty: Share
) -> tuple[Money, Money] | None:
    """Return the range where every line pays a flat price for one outcome and no limit can bind."""
    prices = _flat_prices(spec, outlook)
    size = {each.counted for each in counts}
    if prices is None or len(size) != 1 or _can_bind(spec):
        return None
    count = size.pop()
    pays = _pays({each.outcome: each.share.value for each in counts}, prices)
    step = _step(list(pays))
    if not step or count * max(pays) / step > _LONGEST:
        return None
    weights = sums(count, {int(pay / step): chance for pay, chance in pays.items()})
    low, high = range_of(weights, certainty.value)
    return outlook.base + Money(1).times(step * low), outlook.base + Money(1).times(step * high)


def _flat_prices(spec: Spec, outlook: Outlook) -> dict[str, Fraction] | None:
    """Return what each outcome pays for one who reaches it, in cents; None where a line is not flat."""
    rates, found = spec.payment.rates, dict[str, Fraction]()
    gates = {rate.requires is not None and rate.requires.dosage is not None for rate in rates.values()}
    if chosen_by(rates) or (len(gates) > 1 and outlook.case.assumed.dosage_met < 1):
        return None
    for key, rate in rates.items():
        price = flat_price(rate)
        if price is None or not _is_flat(spec, key, rate):
            return None
        (outcome,) = named_outcomes(key, rate)
        found[outcome] = found.get(outcome, Fraction(0)) + ceiling(price).cents * reduction(spec, rate)
    return found


def _is_flat(spec: Spec, key: str, rate: Rate) -> bool:
    restricted = rate.group or rate.cohort or rate.by_year or rate.at_most or rate.deduction
    if shape(rate) != "price" or subject(rate) != "outcome" or restricted:
        return False
    outcome = spec.outcomes[named_outcomes(key, rate)[0]]
    return outcome.measure.counted_by == "participant" and outcome.group is None


def _can_bind(spec: Spec) -> bool:
    return any(limit.bound for limit in settle(spec, everything_reached(spec)).limits)


def _pays(chances: Mapping[str, Fraction], prices: Mapping[str, Fraction]) -> dict[Fraction, Fraction]:
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


def _at_ends(spec: Spec, outlook: Outlook, count: CountRange) -> tuple[Money, Money]:
    """Return the totals at both ends of the range of the one outcome left to chance, the smaller first."""
    assumed, totals = outlook.case.assumed, []
    for reached in (count.low, count.high):
        level = Share(Fraction(reached, count.counted))
        changed = replace(assumed, attainment={**assumed.attainment, count.outcome: level})
        totals.append(settle(spec, facts_of(spec, changed)).total)
    return min(totals), max(totals)
