"""Participants who are not known yet: dealt to cohorts and groups as the spec plans them, in a stated way.

Cohorts hold the numbers planned, and whoever is left belongs to none. Members of a group are spread over the
cohorts in proportion to their size; where lines pay for a group in some cohorts only, over those. Within a
cohort, groups overlap only as far as they must.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from obcgen.money import Money, allocate
from obcgen.payment.counts import everyone, year_of
from obcgen.payment.facts import Alike, Facts, Mark
from obcgen.payment.guaranteed import dosage_unit, in_unit
from obcgen.payment.subjects import group_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from obcgen.spec import Spec


FULL = Mark("full_price")
"""The line pays the most that it can."""


def _spread(count: int, sizes: Sequence[int]) -> list[int]:
    """Divide a number of people in proportion to sizes, and never more than there is room for."""
    fitting = min(count, sum(sizes))
    return [part.cents for part in allocate(Money(fitting), sizes)]


def _pools(spec: Spec, size: int) -> dict[str, int]:
    """Return how many participants each cohort has; under an empty id those in none."""
    planned = {key: cohort.planned for key, cohort in spec.cohorts.items()}
    rest = max(0, everyone(spec) - sum(planned.values()))
    sizes = {**planned, "": rest} if rest or not planned else planned
    return dict(zip(sizes, _spread(size, list(sizes.values())), strict=True))


def _membership(spec: Spec, group: str, size: int, pools: Mapping[str, int]) -> dict[str, int]:
    """Return how many members of a group each cohort has."""
    rates = spec.payment.rates
    named = {rate.cohort for key, rate in rates.items() if group_of(spec, key, rate) == group and rate.cohort}
    home = [cohort for cohort in pools if not named or cohort in named]
    planned = round_half_up(spec.population.groups[group].planned * size, everyone(spec))
    return dict(zip(home, _spread(planned, [pools[cohort] for cohort in home]), strict=True))


def round_half_up(above: int, below: int) -> int:
    """Return the nearest whole number to a quotient."""
    return (2 * above + below) // (2 * below) if below else 0


def _dealt(size: int, groups: Mapping[str, int]) -> list[tuple[int, frozenset[str]]]:
    """Deal groups to the places of one cohort in turn, so that they overlap only where they must."""
    spans, edges, start = [], {0, size}, 0
    for group, count in groups.items():
        for first, last in ((start, start + count), (start - size, start + count - size)):
            spans.append((max(0, first), min(size, last), group))
        edges |= {min(start + count, size), max(0, start + count - size), start}
        start = (start + count) % size if size else 0
    places = sorted(edge for edge in edges if 0 <= edge <= size)
    return [
        (last - first, frozenset(group for low, high, group in spans if low <= first and last <= high))
        for first, last in pairwise(places)
    ]


def members(spec: Spec, size: int) -> tuple[Alike, ...]:
    """Return so many participants, without results, in their cohorts and groups."""
    pools = _pools(spec, size)
    found = {group: _membership(spec, group, size, pools) for group in spec.population.groups}
    people = []
    for cohort, count in pools.items():
        inside = {group: numbers[cohort] for group, numbers in found.items() if numbers.get(cohort)}
        people += [Alike(number, {}, cohort, groups) for number, groups in _dealt(count, inside)]
    return tuple(people)


def years_apart(spec: Spec) -> tuple[str, ...]:
    """Return the years that each count everyone: those of `by_year` where there are no cohorts."""
    listed = [year for rate in spec.payment.rates.values() for year in rate.by_year]
    if spec.cohorts or not listed:
        return ("",)
    return tuple(dict.fromkeys([*listed, year_of(spec)]))


def full_dosage(spec: Spec) -> Fraction | None:
    """Return a dosage that meets the minimum and every tier of the base."""
    base, dosage = spec.payment.base, spec.program.dosage
    wanted = [tier.at_least for tier in (base.tiers if base is not None else None) or ()]
    wanted += [dosage.minimum] if dosage is not None and dosage.minimum is not None else []
    amounts = [in_unit(each, dosage_unit(spec)) for each in wanted]
    return max((amount for amount in amounts if amount is not None), default=None)


def everything_reached(spec: Spec) -> Facts:
    """Return the facts under which every line pays its full price for everyone: the most that can be paid."""
    by_participant = [key for key, each in spec.outcomes.items() if each.measure.counted_by == "participant"]
    marks = dict.fromkeys(by_participant, FULL)
    dosage = full_dosage(spec)
    people = tuple(
        Alike(each.count, marks, each.cohort, each.groups, year, dosage=dosage)
        for year in years_apart(spec)
        for each in members(spec, everyone(spec))
    )
    by_group = {(key, "", ""): FULL for key in spec.outcomes if key not in marks}
    return Facts(everyone(spec), everyone(spec), people, by_group)
