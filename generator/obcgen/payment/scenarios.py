"""What a deal costs if certain things come to pass: each scenario dealt out, settled, and seen in prices."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from obcgen.money import Money, Share
from obcgen.payment.counts import everyone
from obcgen.payment.dealt import Assumed, attained, counted_by_participant, eligible, facts_of
from obcgen.payment.names import in_words
from obcgen.payment.quarters import Quarter, quarters
from obcgen.payment.settle import Settlement, settle
from obcgen.payment.subjects import outcome_ids

if TYPE_CHECKING:
    from obcgen.payment.caps import Limit
    from obcgen.payment.facts import Facts
    from obcgen.spec import Spec
    from obcgen.spec.payment import Scenario

_WORDS = {
    "none": ("No outcome is reached", "Everyone planned is served and receives the minimum dosage."),
    "expected": (
        "As without the program",
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
    settled: Settlement
    not_to_exceed: Money
    additional: Fraction
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
        return self.total.times(1 / self.additional) if self.additional > 0 else None

    @property
    def bound(self) -> tuple[Limit, ...]:
        """The limits that cut something."""
        return tuple(limit for limit in self.settled.limits if limit.bound)


def cases(spec: Spec) -> tuple[Case, ...]:
    """Return every scenario of a deal, in the order in which they are shown."""
    planned, outcomes = spec.population.planned, spec.outcomes
    assumed = {
        "none": Assumed(planned),
        "expected": Assumed(planned, {key: outcome.expected_without for key, outcome in outcomes.items()}),
        **{key: _assumed(spec, scenario) for key, scenario in spec.payment.scenarios.items()},
        "target": Assumed(planned, {key: outcome.target for key, outcome in outcomes.items()}),
        "all": Assumed(everyone(spec), in_full=True),
        "district_default": Assumed(planned, defaulted=True),
    }
    return tuple(Case(key, *_named(spec, key), each) for key, each in assumed.items())


def _assumed(spec: Spec, scenario: Scenario) -> Assumed:
    return Assumed(
        served=scenario.served if scenario.served is not None else spec.population.planned,
        attainment=scenario.attainment,
        dosage_met=scenario.dosage_met.value if scenario.dosage_met is not None else Fraction(1),
        savings=scenario.savings,
        defaulted=bool(scenario.district_defaults),
    )


def _named(spec: Spec, key: str) -> tuple[str, str]:
    """Return the name of a scenario and what it assumes."""
    scenario = spec.payment.scenarios.get(key)
    if scenario is None:
        return _WORDS[key]
    served = f"{scenario.served:,} participants are served" if scenario.served is not None else ""
    dosage = f"{scenario.dosage_met} of them receive the minimum dosage" if scenario.dosage_met else ""
    levels = ", ".join(
        f"{spec.outcomes[outcome].name} {level}" for outcome, level in scenario.attainment.items()
    )
    attained = f"attainment: {levels}" if levels else "no outcome is reached"
    default = "the district defaults on every outcome" if scenario.district_defaults else ""
    found = [words for words in (served, dosage, attained, default) if words]
    return in_words(key), f"{'; '.join(found)}."[:1].upper() + f"{'; '.join(found)}."[1:]


def outlook(spec: Spec, case: Case) -> Outlook:
    """Return what one scenario costs."""
    facts = facts_of(spec, case.assumed)
    settled = settle(spec, facts)
    additional = _additional(spec, case.assumed)
    return Outlook(case, facts, settled, spec.funding.not_to_exceed, additional, quarters(spec, settled))


def outlooks(spec: Spec) -> tuple[Outlook, ...]:
    """Return what every scenario costs."""
    return tuple(outlook(spec, case) for case in cases(spec))


def exposure(spec: Spec) -> tuple[Outlook, Outlook]:
    """Return both ends of what is paid at the stated prices: nothing reached, everything reached in full."""
    found = {case.id: case for case in cases(spec)}
    return outlook(spec, found["none"]), outlook(spec, found["all"])


def paid_outcomes(spec: Spec) -> tuple[str, ...]:
    """Return the outcomes counted by participant that a line pays for."""
    rates = spec.payment.rates
    paid = {outcome for key in rates for outcome in outcome_ids(key, rates)}
    return tuple(key for key in counted_by_participant(spec) if key in paid)


def _additional(spec: Spec, assumed: Assumed) -> Fraction:
    """Return by how many results, in all, the scenario exceeds what is expected without the program."""
    found = Fraction(0)
    for key in paid_outcomes(spec):
        gain = attained(assumed, key) - spec.outcomes[key].expected_without.value
        found += gain * eligible(spec, key, assumed)
    return found
