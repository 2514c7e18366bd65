"""Participants who are not known yet: placed in cohorts and groups as the spec plans them, in a stated way.

Cohorts hold the numbers planned, and whoever is left belongs to none. Members of a group are divided over the
cohorts in proportion to their size; where lines pay for a group in some cohorts only, over those. Within a
cohort, groups overlap only as far as they must.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from obcgen.deal.compile import deal_of
from obcgen.deal.dosage import full_dosage
from obcgen.deal.facts import Alike, Facts, Mark
from obcgen.deal.lines.flat import Priced
from obcgen.money import split

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from obcgen.deal.deal import Deal
    from obcgen.spec import Spec


FULL = Mark("full_price")
"""The line pays the most that it can."""


def everyone(spec: Spec) -> int:
    """Return the most participants that there can be."""
    return spec.population.maximum or spec.population.planned


def _fitting(count: int, sizes: Sequence[int]) -> list[int]:
    """Divide a number of people in proportion to sizes, and never more than there is room for."""
    return list(split(min(count, sum(sizes)), sizes))


def _cohort_sizes(deal: Deal, size: int) -> dict[str, int]:
    """Return how many participants each cohort has; under an empty id those in none."""
    planned = {key: cohort.planned for key, cohort in deal.spec.cohorts.items()}
    rest = max(0, deal.everyone - sum(planned.values()))
    sizes = {**planned, "": rest} if rest or not planned else planned
    return dict(zip(sizes, _fitting(size, list(sizes.values())), strict=True))


def _membership(deal: Deal, group: str, size: int, cohorts: Mapping[str, int]) -> dict[str, int]:
    """Return how many members of a group each cohort has."""
    lines = (line.paid_for for line in deal.lines.values())
    named = {paid_for.cohort for paid_for in lines if paid_for.group == group and paid_for.cohort}
    home = [cohort for cohort in cohorts if not named or cohort in named]
    planned = round_half_up(deal.spec.population.groups[group].planned * size, deal.everyone)
    return dict(zip(home, _fitting(planned, [cohorts[cohort] for cohort in home]), strict=True))


def round_half_up(above: int, below: int) -> int:
    """Return the nearest whole number to a quotient."""
    return (2 * above + below) // (2 * below) if below else 0


def _placed(size: int, groups: Mapping[str, int]) -> list[tuple[int, frozenset[str]]]:
    """Seat groups on the places of one cohort in turn, so that they overlap only where they must."""
    spans, edges, start = [], {0, size}, 0
    for group, count in groups.items():
        for first, last in ((start, start + count), (start - size, start + count - size)):
            spans.append((first, last, group))
        edges |= {start + count, start + count - size, start}
        start = (start + count) % size if size else 0
    places = sorted(edge for edge in edges if 0 <= edge <= size)
    return [
        (last - first, frozenset(group for low, high, group in spans if low <= first and last <= high))
        for first, last in pairwise(places)
    ]


def members(spec: Spec | Deal, size: int) -> tuple[Alike, ...]:
    """Return so many participants, without results, in their cohorts and groups."""
    deal = deal_of(spec)
    cohorts = _cohort_sizes(deal, size)
    memberships = {group: _membership(deal, group, size, cohorts) for group in deal.spec.population.groups}
    people = []
    for cohort, count in cohorts.items():
        inside = {group: numbers[cohort] for group, numbers in memberships.items() if numbers.get(cohort)}
        people += [Alike(number, {}, cohort, groups) for number, groups in _placed(count, inside)]
    return tuple(people)


def years_apart(spec: Spec | Deal) -> tuple[str, ...]:
    """Return the years that each count everyone: those by which prices go where there are no cohorts."""
    deal = deal_of(spec)
    lines = (line for line in deal.lines.values() if isinstance(line, Priced))
    listed = [year for line in lines for year in line.prices.by_year]
    if deal.spec.cohorts or not listed:
        return ("",)
    return tuple(dict.fromkeys([*listed, deal.calendar.last_year]))


def counted_every_year(spec: Spec | Deal) -> bool:
    """Tell whether one participant can have results of several years."""
    return len(years_apart(spec)) > 1


def in_each_year(deal: Deal, people: Sequence[Alike]) -> tuple[Alike, ...]:
    """Return results of the same participants in each year that counts everyone; service stands once."""
    first, *others = years_apart(deal)
    if not others:
        return tuple(replace(each, year=first) for each in people)
    own = [replace(each, year=first, persons=at) for at, each in enumerate(people, 1)]
    return (*own, *(replace(each, year=year, dosage=None) for year in others for each in own))


def everything_reached(spec: Spec | Deal) -> Facts:
    """Return the facts under which every line pays its full price for everyone: the most that can be paid."""
    deal = deal_of(spec)
    counted_by = {key: each.measure.counted_by for key, each in deal.outcomes.items()}
    marks = dict.fromkeys((key for key, by in counted_by.items() if by == "participant"), FULL)
    dosage = full_dosage(deal)
    people = [replace(each, marks=marks, dosage=dosage) for each in members(deal, deal.everyone)]
    by_group = {(key, "", ""): FULL for key in deal.outcomes if key not in marks}
    return Facts(deal.everyone, deal.everyone, in_each_year(deal, people), by_group)
