"""What a deal costs if certain things come to pass: each scenario dealt out, settled, and seen in prices."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from obcgen.account.account import Account
from obcgen.account.quarters import Quarter, quarters
from obcgen.account.scenarios import ends
from obcgen.account.scenarios.assumed import (
    Assumed,
    attained,
    counted_by_participant,
    eligible,
    facts_of,
    nearest,
)
from obcgen.account.settle import most, settle
from obcgen.deal.compile import deal_of
from obcgen.deal.deal import Deal
from obcgen.money import Money, Share
from obcgen.spec.nouns import buyer_called
from obcgen.words import capital, in_words

if TYPE_CHECKING:
    from obcgen.deal.facts import Facts
    from obcgen.deal.limits import AppliedLimit
    from obcgen.spec import Outcome, Spec
    from obcgen.spec.payment import Scenario

_WORDS = {
    "none": (
        "No outcome is reached",
        "Everyone planned is served{dosage}. No result earns a payment.",
    ),
    "expected": (
        "Expected without the program",
        "Each outcome is reached by the share that is expected without the program.",
    ),
    "target": ("Every target is met", "Each outcome is reached by exactly its target share."),
    "all": (
        "Every outcome in full",
        "The most participants that there can be reach every outcome, and every line pays all it can.",
    ),
    "district_default": (
        "The district defaults",
        "No outcome is reached, and a default of the district, not cured after notice, caused all of it.",
    ),
}
_SETTLED: Mapping[str, Callable[[Deal], Account]] = {
    "all": most,
    "target": ends.at_target,
    "expected": ends.without_program,
}
"""Scenarios that others ask for too, each settled once."""
BUILT_IN = tuple(_WORDS)
"""The scenarios of every deal; those under `payment.scenarios` stand between `expected` and `target`."""


@dataclass(frozen=True, slots=True)
class Case:
    """A scenario: its id, its name, and what it assumes, in words and in figures."""

    id: str
    name: str
    words: str
    assumed: Assumed


@dataclass(frozen=True, slots=True)
class Outlook:
    """A scenario and what it costs. `additional`: how many results it brings beyond those expected anyway."""

    case: Case
    facts: Facts
    settled: Account
    not_to_exceed: Money
    additional: int
    quarters: tuple[Quarter, ...]

    @property
    def base(self) -> Money:
        """Base funding."""
        return self.settled.base

    @property
    def performance(self) -> Money:
        """Performance-based funding."""
        return self.settled.performance

    @property
    def total(self) -> Money:
        """Both together."""
        return self.settled.total

    @property
    def contingent(self) -> Share:
        """The share of the total that depends on results."""
        return self.performance.over(self.total)

    @property
    def room(self) -> Money:
        """What the not-to-exceed amount leaves."""
        return self.not_to_exceed - self.total

    @property
    def per_participant(self) -> Money | None:
        """The total for each participant served; None where nobody is."""
        served = self.case.assumed.served
        return self.total.times(Fraction(1, served)) if served else None

    @property
    def per_additional(self) -> Money | None:
        """The total for each result beyond those expected without the program; None where there are none."""
        return self.total.times(Fraction(1, self.additional)) if self.additional > 0 else None

    @property
    def bound(self) -> tuple[AppliedLimit, ...]:
        """The limits that cut something."""
        return tuple(limit for limit in self.settled.limits if limit.acted)


def cases(spec: Spec | Deal) -> tuple[Case, ...]:
    """Return every scenario of a deal, in the order in which they are shown."""
    deal = deal_of(spec)
    stated, outcomes = deal.spec.payment.scenarios, deal.outcomes
    assumed = {
        "none": Assumed(deal.planned),
        "expected": Assumed(deal.planned, {key: x.expected_without for key, x in outcomes.items()}),
        **{key: _assumed(deal, scenario) for key, scenario in stated.items()},
        "target": Assumed(deal.planned, {key: outcome.target for key, outcome in outcomes.items()}),
        "all": Assumed(deal.everyone, in_full=True),
        "district_default": Assumed(deal.planned, defaulted=True),
    }
    return tuple(Case(key, *_named(deal, key), each) for key, each in assumed.items())


def _assumed(deal: Deal, scenario: Scenario) -> Assumed:
    return Assumed(
        served=scenario.served if scenario.served is not None else deal.planned,
        attainment=scenario.attainment,
        dosage_met=scenario.dosage_met.value if scenario.dosage_met is not None else Fraction(1),
        savings=scenario.savings,
        defaulted=bool(scenario.district_defaults),
    )


def _named(deal: Deal, key: str) -> tuple[str, str]:
    """Return the name of a scenario and what it assumes."""
    scenario = deal.spec.payment.scenarios.get(key)
    if scenario is None:
        buyer = buyer_called(deal.spec.district.role).lower()
        asked = deal.spec.program.dosage
        dosage = " and receives the minimum dosage" if asked and asked.minimum else ""
        name, words = (
            text.replace("the district", f"the {buyer}").replace("{dosage}", dosage) for text in _WORDS[key]
        )
        return name.replace("The district", f"The {buyer}"), words
    served = f"{scenario.served:,} participants are served" if scenario.served is not None else ""
    dosage = f"{scenario.dosage_met} of them receive the minimum dosage" if scenario.dosage_met else ""
    levels = ", ".join(
        f"{deal.outcomes[key].name} {_attained(deal.outcomes[key], level)}"
        for key, level in scenario.attainment.items()
    )
    attained = f"attainment: {levels}" if levels else "no outcome is reached"
    buyer = buyer_called(deal.spec.district.role).lower()
    default = f"the {buyer} defaults on every outcome" if scenario.district_defaults else ""
    return in_words(key), capital("; ".join(filter(None, (served, dosage, attained, default)))) + "."


def _attained(outcome: Outcome, level: Share | Decimal) -> str:
    """Return what is assumed of an outcome: a share, or a value with what it is counted in."""
    if not isinstance(level, Decimal):
        return str(level)
    return (
        f"{level}%" if re.match(r"percent\b", outcome.measure.scale) else f"{level} {outcome.measure.scale}"
    )


def outlook(spec: Spec | Deal, case: Case) -> Outlook:
    """Return what one scenario costs."""
    deal = deal_of(spec)
    facts = facts_of(deal, case.assumed)
    known = _SETTLED.get(case.id)
    settled = known(deal) if known is not None else settle(deal, facts)
    additional = _additional(deal, case.assumed)
    return Outlook(case, facts, settled, deal.not_to_exceed, additional, quarters(deal, settled))


def outlooks(spec: Spec | Deal) -> tuple[Outlook, ...]:
    """Return what every scenario costs."""
    return tuple(outlook(spec, case) for case in cases(spec))


def exposure(spec: Spec | Deal) -> tuple[Outlook, Outlook]:
    """Return both ends of what is paid at the stated prices: nothing reached, everything reached in full."""
    return _exposure(deal_of(spec))


@lru_cache(maxsize=8)
def _exposure(deal: Deal) -> tuple[Outlook, Outlook]:
    known = {case.id: case for case in cases(deal)}
    return outlook(deal, known["none"]), outlook(deal, known["all"])


@lru_cache(maxsize=8)
def at_target(deal: Deal) -> Outlook:
    """Return what is paid if every outcome meets its target, for the participants planned."""
    return outlook(deal, next(case for case in cases(deal) if case.id == "target"))


def paid_outcomes(deal: Deal) -> tuple[str, ...]:
    """Return the outcomes counted by participant that a line pays for."""
    paid = {outcome for line in deal.lines.values() for outcome in line.asked}
    return tuple(key for key in counted_by_participant(deal) if key in paid)


def _additional(deal: Deal, assumed: Assumed) -> int:
    """Return by how many results, in all, the scenario exceeds what is expected without the program."""
    found = 0
    for key in paid_outcomes(deal):
        counted, expected = eligible(deal, key, assumed), deal.outcomes[key].expected_without.value
        found += nearest(counted, attained(assumed, key)) - nearest(counted, expected)
    return found
