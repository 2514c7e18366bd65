"""Limits under which a provider earns less by reaching more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from obcgen.account.maximum import maximum
from obcgen.account.settle import most, settle
from obcgen.deal.compile import deal_of
from obcgen.deal.deal import Deal
from obcgen.deal.facts import Facts, Mark
from obcgen.deal.people import everything_reached
from obcgen.money import Money
from obcgen.policy.payment.limits import without_limit
from obcgen.policy.rule import MONEY, rule
from obcgen.problems import Kind, Problem
from obcgen.spec import Spec

PAYS_LESS = Kind("FIG-07", "Limits under which more success pays less", "warning")


@rule(PAYS_LESS, *MONEY, source="contract practice")
def more_success_pays_more(spec: Spec) -> Iterator[Problem]:
    """No provider earns more by missing an outcome than by reaching everything."""
    deal = deal_of(spec)
    whole = most(deal).performance
    highest = maximum(deal).together(range(len(most(deal).entries)))
    if without_limit(spec) or highest <= whole:
        return
    words, paid = max(_missed(deal), key=lambda case: case[1], default=("", whole))
    if paid > whole:
        cutting = next(limit.terms for limit in most(deal).limits if limit.bound and limit.scope != "line")
        yield PAYS_LESS.problem(
            f"If everything is reached, results pay {whole}; if {words}, they pay {paid}.",
            path=cutting.path,
            found=f"{paid - whole} more for less success",
            expected="limits that never take more from one amount than they leave to another",
            hint="Limit either outcomes or cohorts and years, or make the limits add up.",
        )


def _missed(deal: Deal) -> Iterator[tuple[str, Money]]:
    """Yield each case in which one outcome is missed in one cohort, or by all, and what results then pay."""
    facts = everything_reached(deal)
    for key, outcome in deal.outcomes.items():
        cohorts = dict.fromkeys(person.cohort for person in facts.people if key in person.marks)
        for cohort in cohorts:
            name = deal.spec.cohorts[cohort].name if cohort else ""
            whose = f" in the cohort “{name}”" if name else ""
            words = f"“{outcome.name}” is missed{whose}"
            yield words, settle(deal, _without(facts, key, cohort)).performance


def _without(facts: Facts, outcome: str, cohort: str) -> Facts:
    """Return facts in which one cohort misses an outcome."""
    return replace(
        facts,
        people=tuple(
            replace(person, marks={**person.marks, outcome: Mark("not_reached")})
            if outcome in person.marks and person.cohort == cohort
            else person
            for person in facts.people
        ),
    )


ALWAYS = (more_success_pays_more,)
