"""Whom a default for all participants concerns: everyone who received services, eligible or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.deal.compile import deal_of
from obcgen.deal.people import years_apart
from obcgen.problems import Kind, Problem
from obcgen.results.complete import NO_AMOUNT
from obcgen.spec.on_record import EVERYONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.deal.facts import Facts
    from obcgen.spec import Spec
    from obcgen.spec.results import Results, Totals

NOT_TOLD = Kind("RES-24", "Totals do not say whom a default concerns")


def outcomes_concerned(spec: Spec, results: Results) -> tuple[str, ...]:
    """Return the outcomes with totals of which a default of the district bears on every participant."""
    rule = deal_of(spec).default
    lost = {
        outcome
        for default in results.defaults
        if default.party == "district" and default.participants == (EVERYONE,)
        for outcome in default.outcomes
    }
    everything = rule is not None and rule.reach == "contract" and bool(lost)
    return tuple(key for key in results.outcomes if rule is not None and (everything or key in lost))


def not_eligible(spec: Spec, results: Results, key: str) -> int:
    """Return how many were served and are not eligible for an outcome, where a default makes them count."""
    rule = deal_of(spec).default
    if rule is None or rule.effect == "excluded" or key not in outcomes_concerned(spec, results):
        return 0
    totals = results.outcomes[key]
    return 0 if totals.parts else max(0, (results.served or 0) * len(years_apart(spec)) - totals.eligible)


def default_can_be_settled(spec: Spec, results: Results) -> Iterator[Problem]:
    """Yield a Problem where a default concerns participants of whom totals do not say enough."""
    for key in outcomes_concerned(spec, results):
        if not _bears_on_others(spec, key):
            continue
        if results.served is None:
            yield _without_served(key)
            continue
        others = results.served * len(years_apart(spec)) - results.outcomes[key].eligible
        reason = _untold(spec, key, results.outcomes[key])
        if others > 0 and reason:
            yield NOT_TOLD.problem(
                f"A default concerns every participant who was served. {others:,} of them are not eligible "
                f"for {key}, and {reason}.",
                path=("outcomes", key),
                found="totals",
                expected="a table with one row for each participant who was served",
                hint="Give the results by participant, with the columns that obcgen settle --start writes: "
                "participants: participants.csv.",
            )


def served_is_told(spec: Spec, results: Results, facts: Facts, participants: int) -> Iterator[Problem]:
    """Yield a Problem where a default concerns those served, and a table does not say who they are."""
    concerned = deal_of(spec).default is not None and results.defaults
    if concerned and facts.served < participants and all(person.served for person in facts.people):
        yield NOT_TOLD.problem(
            f"A default concerns only participants who were served. {facts.served:,} of {participants:,} "
            "were, and the table does not say who they are.",
            path=("participants",),
            found="no column served, or yes in every row of it",
            expected="a column served with yes or no for each participant",
            hint="Add the column served.",
        )


def _bears_on_others(spec: Spec, key: str) -> bool:
    """Tell whether a default can change how those who are not eligible count."""
    rule = deal_of(spec).default
    return rule is not None and (rule.effect != "excluded" or _asks_dosage(spec, key))


def _asks_dosage(spec: Spec, key: str) -> bool:
    lines = deal_of(spec).lines.values()
    return any(line.paid_for.asks_dosage for line in lines if key in line.paid_for.outcomes)


def _untold(spec: Spec, key: str, totals: Totals) -> str:
    """Return what of those who are not eligible totals do not say; nothing where it does not matter."""
    deal = deal_of(spec)
    lines = [line for line in deal.lines.values() if key in line.paid_for.outcomes]
    if deal.outcomes[key].group or any(line.paid_for.group for line in lines):
        return "totals do not say how many of them belong to the group that is paid for"
    if totals.parts:
        return "totals do not say to which part each of them belongs"
    if any(line.condition for line in lines):
        return "totals do not say who of them meets the condition of the line"
    partly = deal.default is not None and deal.default.effect in {"expected", "excluded"}
    if partly and _asks_dosage(spec, key):
        return "totals do not say who of them reached it without the minimum dosage"
    return ""


def _without_served(key: str) -> Problem:
    return NO_AMOUNT.problem(
        f"A default concerns every participant who was served, for {key} too, but their number is not given.",
        path=("outcomes", key),
        found="nothing",
        expected="served: the number of participants who were served",
        hint="Add served: ...",
    )
