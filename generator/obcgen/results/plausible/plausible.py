"""Everything that is held against what is possible and what is likely, in the order in which it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.results.plausible.counts import ATTAINED, SIZES, attainment_is_likely, sizes_are_likely, tallies
from obcgen.results.plausible.dates import UNLIKELY, dates_are_likely, measured_by_then
from obcgen.results.plausible.ending import UNSTATED, conditions_are_stated, early_end_is_stated
from obcgen.results.plausible.groups import OUTSIDE, groups_let_results_count
from obcgen.results.plausible.ids import ALMOST_ONE, ids_are_apart
from obcgen.results.plausible.ledger import ABOVE_ALL, ENTRY, ledger_is_likely
from obcgen.results.plausible.oddity import answered
from obcgen.results.plausible.scores import ALIKE, FAR, MIXED, no_flags, unlikely_groups, unlikely_scores
from obcgen.results.plausible.service import (
    ABOVE_PLAN,
    last_day,
    served_in_service,
    service_above_plan,
    service_fits,
)

if TYPE_CHECKING:
    from obcgen.deal.facts import Facts, Ledger
    from obcgen.problems import Problem
    from obcgen.results.people import People
    from obcgen.results.plausible.oddity import Oddity
    from obcgen.spec import Spec
    from obcgen.spec.results import Results

ODDITIES = (
    MIXED,
    FAR,
    ALIKE,
    ABOVE_PLAN,
    ATTAINED,
    SIZES,
    ENTRY,
    ABOVE_ALL,
    UNLIKELY,
    ALMOST_ONE,
    OUTSIDE,
    UNSTATED,
)


def impossible(spec: Spec, results: Results, facts: Facts, people: People | None) -> tuple[Problem, ...]:
    """Return every Problem of results that cannot be true."""
    found = list(measured_by_then(spec, results, _measured(results, people)))
    found += served_in_service(spec, results, people)
    if people is not None:
        found += no_flags(spec, people, tallies(spec, results, facts, people))
        found += service_fits(spec, people, last_day(results))
    return tuple(found)


def unlikely(
    spec: Spec, results: Results, facts: Facts, ledger: Ledger, people: People | None
) -> tuple[tuple[Oddity, ...], tuple[Problem, ...]]:
    """Return what is unlikely, with the answers that the results give, and what is wrong with the answers."""
    counted = tallies(spec, results, facts, people)
    found = list(ledger_is_likely(spec, results, facts, ledger))
    if people is not None:
        found += ids_are_apart(people)
        found += groups_let_results_count(spec, people)
        found += unlikely_scores(spec, people, counted)
        found += service_above_plan(spec, people, results.ended)
    found += unlikely_groups(spec, results)
    found += attainment_is_likely(spec, counted)
    found += sizes_are_likely(spec, results, facts, counted, people)
    found += early_end_is_stated(spec, results)
    found += conditions_are_stated(spec, results)
    found += dates_are_likely(spec, results, _measured(results, people))
    return answered(found, results.acknowledged, ODDITIES)


def _measured(results: Results, people: People | None) -> tuple[str, ...]:
    """Return the outcomes with results."""
    singly = people.with_results if people is not None else results.outcomes.keys()
    return (*sorted(singly), *results.groups)
