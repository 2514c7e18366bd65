"""What a scenario assumes, as facts that can be settled: participants dealt out by rule, never by chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from obcgen.deal.base_funding import ByDosage
from obcgen.deal.compile import deal_of
from obcgen.deal.counting import reaches, threshold
from obcgen.deal.dosage import dosage_below_minimum, full_dosage
from obcgen.deal.facts import Alike, Facts, Mark
from obcgen.deal.lines.tiered import Tiered
from obcgen.deal.people import everything_reached, in_each_year, members, round_half_up
from obcgen.money import Money, Share, split

if TYPE_CHECKING:
    from decimal import Decimal

    from obcgen.deal.deal import Deal
    from obcgen.deal.facts import Whose
    from obcgen.spec import Measure, Spec

DEALING = (
    "Participants are dealt out by rule, not by chance. Each cohort and each group has its planned share of "
    "those served. Those who reach a harder outcome are among those who reach an easier one. Counts are "
    "rounded to the nearest participant. Nobody leaves, and no result is missing."
)
DOSED = "The same share reaches an outcome among those who receive the minimum dosage and those who do not."
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


def facts_of(
    spec: Spec | Deal,
    assumed: Assumed,
    reached: Reached | None = None,
    places: Sequence[Alike] | None = None,
) -> Facts:
    """Return the facts of a scenario: what would be known if it came about.

    `reached` says how many reach each outcome in each of the scenario's places; without it they are dealt.
    `places` are those that `places_of` returns, where they are known already.
    """
    deal = deal_of(spec)
    if assumed.in_full:
        return everything_reached(deal)
    places = places_of(deal, assumed) if places is None else places
    if reached is None:
        reached = {key: _reached(deal, key, places, assumed) for key in counted_by_participant(deal)}
    people = [
        alike
        for at, place in enumerate(places)
        for alike in _alike(deal, place, {key: reached[key][at] for key in reached})
    ]
    return Facts(
        roster=assumed.served,
        served=assumed.served,
        people=in_each_year(deal, people),
        results=_results(deal, assumed),
        savings=assumed.savings,
        affected=frozenset(deal.outcomes) if assumed.defaulted else frozenset(),
    )


def counted_by_participant(deal: Deal) -> tuple[str, ...]:
    """Return the outcomes that each participant reaches or not."""
    return tuple(key for key, each in deal.outcomes.items() if each.measure.counted_by == "participant")


# Who is where


def places_of(deal: Deal, assumed: Assumed) -> list[Alike]:
    """Return the participants of a scenario without results, sorted by cohort, groups and dosage."""
    found = members(deal, assumed.served)
    met = _parts(nearest(assumed.served, assumed.dosage_met), [place.count for place in found])
    return [
        replace(place, count=part, dosage_met=dosage_met, dosage=_dosage(deal, dosage_met))
        for place, enough in zip(found, met, strict=True)
        for dosage_met, part in ((True, enough), (False, place.count - enough))
        if part
    ]


def _parts(whole: int, weights: Sequence[int]) -> list[int]:
    """Split a number of participants as money is split: in proportion, to the largest remainders."""
    return list(split(whole, weights))


def nearest(count: int, share: Fraction) -> int:
    """Return a share of a number of participants, as whole participants."""
    return round_half_up(count * share.numerator, share.denominator)


def _dosage(deal: Deal, met: bool) -> Fraction | None:
    """Return the service received, where the base goes by it: in full, or the last step below the minimum."""
    dosage = deal.spec.program.dosage
    has_minimum = dosage is not None and dosage.minimum is not None
    falls_short = not met and has_minimum and isinstance(deal.base_funding, ByDosage)
    return dosage_below_minimum(deal) if falls_short else full_dosage(deal)


# Who reaches what


def eligible(spec: Spec | Deal, key: str, assumed: Assumed) -> int:
    """Return how many count for an outcome: of its group, with the minimum dosage where all lines ask it."""
    deal = deal_of(spec)
    lines = [line.paid_for for line in deal.lines.values() if key in line.paid_for.outcomes]
    gated = bool(lines) and all(paid_for.asks_dosage for paid_for in lines)
    group = deal.outcomes[key].group
    return sum(
        place.count
        for place in places_of(deal, assumed)
        if (place.dosage_met or not gated) and group in {None, *place.groups}
    )


def attained(assumed: Assumed, key: str) -> Fraction:
    """Return the share of participants counted who reach an outcome in a scenario."""
    level = assumed.attainment.get(key)
    if assumed.in_full:
        return Fraction(1)
    return level.value if isinstance(level, Share) else Fraction(0)


def _reached(deal: Deal, key: str, places: Sequence[Alike], assumed: Assumed) -> list[int]:
    """Return how many reach an outcome in each place: the same share with and without the minimum dosage."""
    share, group = attained(assumed, key), deal.outcomes[key].group
    found = [0 for _ in places]
    for dosage_met in (True, False):
        weights = [
            place.count if place.dosage_met == dosage_met and group in {None, *place.groups} else 0
            for place in places
        ]
        parts = _parts(nearest(sum(weights), share), weights)
        found = [before + part for before, part in zip(found, parts, strict=True)]
    return found


def _alike(deal: Deal, place: Alike, reached: Mapping[str, int]) -> list[Alike]:
    """Return the participants of a place in line, cut where a result changes: the first reach the most."""
    lines = {key: _line(deal, key, place.count, count) for key, count in reached.items()}
    cuts = sorted({0, place.count, *(end for line in lines.values() for end, _ in line)})
    return [
        replace(
            place,
            count=right - left,
            marks={key: next(mark for end, mark in line if end > left) for key, line in lines.items()},
        )
        for left, right in pairwise(cuts)
    ]


def _line(deal: Deal, key: str, count: int, reached: int) -> list[tuple[int, Mark]]:
    """Return each result of one outcome with the position in line at which it ends."""
    levels: Sequence[Fraction | None] = _levels(deal, key) or (None,)
    found, end = [], 0
    for level, part in zip(levels, _parts(reached, [1 for _ in levels]), strict=True):
        end += part
        found.append((end, Mark("reached", level)))
    return [*found, (count, NOT_REACHED)]


@lru_cache(maxsize=4096)
def _levels(deal: Deal, key: str) -> list[Fraction]:
    """Return the results from which lines pay more for an outcome, and its threshold, highest first."""
    measure = deal.outcomes[key].measure
    tiered = (
        line for line in deal.lines.values() if isinstance(line, Tiered) and line.paid_for.ids == (key,)
    )
    steps = {step for line in tiered for step in line.ladder}
    if not steps or measure.at_most is not None:
        return []
    least = threshold(measure, "")
    return sorted({step for step in {*steps, least} if step is not None and step >= (least or step)})[::-1]


# Outcomes with one value for the whole group


def _results(deal: Deal, assumed: Assumed) -> dict[Whose, Mark]:
    """Return the values assumed for the whole group; a share or a number follows from the participants."""
    apart = counted_by_participant(deal)
    return {
        (key, "", ""): _together(deal, key, assumed)
        for key, outcome in deal.outcomes.items()
        if key not in apart and not follows(outcome.measure)
    }


def follows(measure: Measure) -> bool:
    """Tell whether a value of the group follows from how many participants reach another outcome."""
    return measure.computed is not None and measure.computed.figure != "mean"


def _together(deal: Deal, key: str, assumed: Assumed) -> Mark:
    level = assumed.attainment.get(key)
    return NOT_REACHED if level is None else group_mark(deal, key, level)


def group_mark(spec: Spec | Deal, key: str, level: Share | Decimal) -> Mark:
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
