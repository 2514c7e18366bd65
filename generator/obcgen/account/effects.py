"""Effects against a comparison group that a settlement was told of, each with its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from obcgen.deal.effect import Effect, why_not_shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.deal.deal import Deal
    from obcgen.deal.facts import Facts


@dataclass(frozen=True, slots=True)
class EffectRow:
    """One effect: of which outcome, for whom, what was found, and why it does not count, where it does not.

    `least` is the smallest group that the contract allows; `part` is the id of the group or cohort,
    `whose` its name; both are empty where the effect is everyone's.
    """

    id: str
    outcome: str
    part: str
    whose: str
    against: str
    effect: Effect
    least: int | None
    why: str

    @property
    def key(self) -> str:
        """The ids of the outcome and of the part: `impact`, `impact.learners`."""
        return f"{self.id}.{self.part}" if self.part else self.id

    @property
    def name(self) -> str:
        """The outcome, and of whom where the effect is not everyone's."""
        return f"{self.outcome}, {self.whose}" if self.whose else self.outcome


def effect_rows(deal: Deal, facts: Facts) -> tuple[EffectRow, ...]:
    """Return a row for each effect of which there is evidence, in the order of the outcomes."""
    order = list(deal.outcomes)
    return tuple(sorted(_rows(deal, facts), key=lambda row: order.index(row.id)))


def _rows(deal: Deal, facts: Facts) -> Iterator[EffectRow]:
    groups, cohorts = deal.spec.population.groups, deal.spec.cohorts
    for (key, group, cohort), mark in facts.results.items():
        asked, outcome = deal.outcomes[key].measure.effect, deal.outcomes[key]
        if asked is not None and mark.effect is not None:
            whose = groups[group].name if group else cohorts[cohort].name if cohort else ""
            why = why_not_shown(asked, mark.effect)
            yield EffectRow(
                key,
                outcome.name,
                group or cohort,
                whose,
                asked.against,
                mark.effect,
                asked.smallest_group,
                why,
            )
