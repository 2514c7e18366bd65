"""What a scenario assumes, as facts that can be settled: participants dealt out by rule, never by chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from obcgen.money import Money, Share, allocate
from obcgen.payment.attained import reaches, threshold
from obcgen.payment.facts import Alike, Facts, Mark
from obcgen.payment.guaranteed import dosage_unit, in_unit
from obcgen.payment.members import everything_reached, full_dosage, members, round_half_up, years_apart
from obcgen.payment.subjects import named_outcomes
from obcgen.spec.rates import Tiers

if TYPE_CHECKING:
    from decimal import Decimal

    from obcgen.payment.facts import Whose
    from obcgen.spec import Measure, Spec

DEALING = (
    "Participants are dealt out by rule, not by chance. Each cohort and each group has its planned share of "
    "those served. The same share reaches an outcome among those who receive the minimum dosage and those "
    "who do not, and those who reach a harder outcome are among those who reach an easier one. Counts are "
    "rounded to the nearest participant. Nobody leaves, and no result is missing."
)
STEPS = (
    "Where a line pays by measured result, those who reach the outcome are spread evenly over the steps from "
    "its threshold upward."
)
"""How the facts of a scenario are made, in words for whoever reads its figures."""

NOT_REACHED = Mark("not_reached")


@dataclass(frozen=True, slots=True)
class Assumed:
    """What a scenario assumes. An outcome without an attainment is reached by nobody.

    `attainment` is the share of the participants counted who reach an outcome, or the value of an outcome
    with one value for the whole group. `in_full`: every outcome is reached, and every line pays all it can.
    """

    served: int
    attainment: Mapping[str, Share | Decimal] = field(default_factory=dict)
    dosage_met: Fraction = Fraction(1)
    savings: Money | None = None
    in_full: bool = False
    defaulted: bool = False


Reached = Mapping[str, Sequence[int]]
"""By outcome counted by participant: how many reach it in each place."""


def facts_of(spec: Spec, assumed: Assumed, reached: Reached | None = None) -> Facts:
    """Return the facts of a scenario: what would be known if it came about.

    `reached` says how many reach each outcome in each of the scenario's places; without it they are dealt.
    """
    if assumed.in_full:
        return everything_reached(spec)
    places = places_of(spec, assumed)
    if reached is None:
        reached = {key: _reached(spec, key, places, assumed) for key in counted_by_participant(spec)}
    people = tuple(
        alike
        for year in years_apart(spec)
        for at, place in enumerate(places)
        for alike in _alike(spec, replace(place, year=year), {key: reached[key][at] for key in reached})
    )
    return Facts(
        roster=assumed.served,
        served=assumed.served,
        people=people,
        results=_results(spec, assumed),
        savings=assumed.savings,
        affected=frozenset(spec.outcomes) if assumed.defaulted else frozenset(),
    )


def counted_by_participant(spec: Spec) -> tuple[str, ...]:
    """Return the outcomes that each participant reaches or not."""
    return tuple(key for key, each in spec.outcomes.items() if each.measure.counted_by == "participant")


# Who is where


def places_of(spec: Spec, assumed: Assumed) -> list[Alike]:
    """Return the participants of a scenario without results, sorted by cohort, groups and dosage."""
    found = members(spec, assumed.served)
    met = _parts(_nearest(assumed.served, assumed.dosage_met), [place.count for place in found])
    return [
        replace(place, count=part, dosage_met=dosage_met, dosage=_dosage(spec, dosage_met))
        for place, enough in zip(found, met, strict=True)
        for dosage_met, part in ((True, enough), (False, place.count - enough))
        if part
    ]


def _parts(whole: int, weights: Sequence[int]) -> list[int]:
    """Split a number of participants as money is split: in proportion, to the largest remainders."""
    return [part.cents for part in allocate(Money(whole), weights)] if any(weights) else [0 for _ in weights]


def _nearest(count: int, share: Fraction) -> int:
    return round_half_up(count * share.numerator, share.denominator)


def _dosage(spec: Spec, met: bool) -> Fraction | None:
    """Return the service received, where the base goes by it: in full, or the last step below the minimum."""
    tiers = (spec.payment.base and spec.payment.base.tiers) or ()
    dosage = spec.program.dosage
    if met or not tiers or dosage is None or dosage.minimum is None:
        return full_dosage(spec)
    minimum = in_unit(dosage.minimum, dosage_unit(spec))
    steps = [Fraction(tier.at_least.amount) for tier in tiers]
    return max((step for step in steps if minimum is not None and step < minimum), default=Fraction(0))


# Who reaches what


def eligible(spec: Spec, key: str, assumed: Assumed) -> int:
    """Return how many count for an outcome: of its group, with the minimum dosage where all lines ask it."""
    rates = spec.payment.rates
    lines = [rate for line, rate in rates.items() if key in named_outcomes(line, rate)]
    gated = bool(lines) and all(rate.requires is not None and rate.requires.dosage for rate in lines)
    group = spec.outcomes[key].group
    return sum(
        place.count
        for place in places_of(spec, assumed)
        if (place.dosage_met or not gated) and group in {None, *place.groups}
    )


def attained(assumed: Assumed, key: str) -> Fraction:
    """Return the share of participants counted who reach an outcome in a scenario."""
    level = assumed.attainment.get(key)
    if assumed.in_full:
        return Fraction(1)
    return level.value if isinstance(level, Share) else Fraction(0)


def _reached(spec: Spec, key: str, places: list[Alike], assumed: Assumed) -> list[int]:
    """Return how many reach an outcome in each place: the same share with and without the minimum dosage."""
    share, group = attained(assumed, key), spec.outcomes[key].group
    found = [0 for _ in places]
    for dosage_met in (True, False):
        weights = [
            place.count if place.dosage_met == dosage_met and group in {None, *place.groups} else 0
            for place in places
        ]
        parts = _parts(_nearest(sum(weights), share), weights)
        found = [before + part for before, part in zip(found, parts, strict=True)]
    return found


def _alike(spec: Spec, place: Alike, reached: Mapping[str, int]) -> list[Alike]:
    """Return the participants of a place in line, cut where a result changes: the first reach the most."""
    lines = {key: _line(spec, key, place.count, count) for key, count in reached.items()}
    cuts = sorted({0, place.count, *(end for line in lines.values() for end, _ in line)})
    return [
        replace(
            place,
            count=right - left,
            marks={key: next(mark for end, mark in line if end > left) for key, line in lines.items()},
        )
        for left, right in pairwise(cuts)
    ]


def _line(spec: Spec, key: str, count: int, reached: int) -> list[tuple[int, Mark]]:
    """Return each result of one outcome with the position in line at which it ends."""
    levels: Sequence[Fraction | None] = _levels(spec, key) or (None,)
    found, end = [], 0
    for level, part in zip(levels, _parts(reached, [1 for _ in levels]), strict=True):
        end += part
        found.append((end, Mark("reached", level)))
    return [*found, (count, NOT_REACHED)]


def _levels(spec: Spec, key: str) -> list[Fraction]:
    """Return the results from which lines pay more for an outcome, and its threshold, highest first."""
    measure, rates = spec.outcomes[key].measure, spec.payment.rates
    steps = {
        Fraction(tier.at_least)
        for line, rate in rates.items()
        if isinstance(rate.per_participant, Tiers) and named_outcomes(line, rate) == (key,)
        for tier in rate.per_participant.tiers
    }
    if not steps or measure.at_most is not None:
        return []
    least = threshold(measure, "")
    return sorted({step for step in {*steps, least} if step is not None and step >= (least or step)})[::-1]


# Outcomes with one value for the whole group


def _results(spec: Spec, assumed: Assumed) -> dict[Whose, Mark]:
    apart = counted_by_participant(spec)
    return {(key, "", ""): _together(spec, key, assumed) for key in spec.outcomes if key not in apart}


def _together(spec: Spec, key: str, assumed: Assumed) -> Mark:
    level = assumed.attainment.get(key)
    return NOT_REACHED if level is None else group_mark(spec, key, level)


def group_mark(spec: Spec, key: str, level: Share | Decimal) -> Mark:
    """Return the result of an outcome counted by group: a share, or a value on the scale of its measure.

    A share counts in percent. On a scale of something else it cannot be held against a threshold; then the
    outcome is reached from its target upward.
    """
    outcome = spec.outcomes[key]
    measure = outcome.measure
    if isinstance(level, Share) and not _percent(measure) and threshold(measure, "") is not None:
        return Mark("reached" if level >= outcome.target else "not_reached")
    value = level.value * 100 if isinstance(level, Share) else Fraction(level)
    return Mark("reached" if reaches(measure, value) else "not_reached", value)


def _percent(measure: Measure) -> bool:
    words = measure.scale.lower().split()
    return words[0] in {"percent", "percentage", "%"}
