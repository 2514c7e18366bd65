"""The deal: what is paid for what, within which limits, and when; everything that money is computed from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from obcgen.deal.base_funding import BaseFunding
    from obcgen.deal.calendar import Calendar
    from obcgen.deal.limits import Limit
    from obcgen.deal.lines.line import Line
    from obcgen.money import Money, Share
    from obcgen.spec import Outcome, Spec
    from obcgen.spec.payment import DistrictDefault


@dataclass(frozen=True, eq=False)
class Deal:
    """A deal, compiled from a spec without errors; two are the same only if they are one.

    `lines` are all lines of the rate card in its order, those among which others choose included; `limits`
    stand in the order in which they apply.
    """

    spec: Spec
    lines: Mapping[str, Line]
    base_funding: BaseFunding | None
    limits: tuple[Limit, ...]
    default: DistrictDefault | None
    discount: Share
    retainage: Fraction
    calendar: Calendar

    @property
    def outcomes(self) -> Mapping[str, Outcome]:
        """The outcomes by id."""
        return self.spec.outcomes

    @cached_property
    def paid(self) -> tuple[Line, ...]:
        """The lines that pay by themselves."""
        return tuple(line for line in self.lines.values() if not line.chosen)

    def paid_on(self, settled: frozenset[str] | None) -> tuple[Line, ...]:
        """Return the lines that pay by themselves and whose outcomes all have results; None means all."""
        return self.paid if settled is None else tuple(x for x in self.paid if settled.issuperset(x.asked))

    @property
    def not_to_exceed(self) -> Money:
        """The most that is paid in all."""
        return self.spec.funding.not_to_exceed

    @property
    def carries_over(self) -> bool:
        """Whether what the cap for a year takes off is paid in later years that leave room."""
        caps = self.spec.payment.caps
        return caps is not None and caps.carry_over

    @cached_property
    def most_each(self) -> Money | None:
        """The cap for one participant."""
        return next((limit.amount for limit in self.limits if limit.scope == "participant"), None)

    @property
    def planned(self) -> int:
        """The participants planned."""
        return self.spec.population.planned

    @property
    def everyone(self) -> int:
        """The most participants that there can be."""
        return self.spec.population.maximum or self.spec.population.planned

    def planned_in(self, group: str, cohort: str) -> int:
        """Return the most participants in a group and a cohort; an empty id means everyone."""
        counts, population = [self.everyone], self.spec.population
        if group in population.groups:
            counts.append(population.groups[group].planned)
        if cohort in self.spec.cohorts:
            counts.append(self.spec.cohorts[cohort].planned)
        return min(counts)

    def about(self, line: Line) -> Deal:
        """Return the deal of the lines that pay for an outcome that this one asks for; no other pays."""
        outcomes = {*line.asked}
        lines = {key: each for key, each in self.lines.items() if not outcomes.isdisjoint(each.outcomes)}
        return self if len(lines) == len(self.lines) else replace(self, lines=lines)

    def alone(self, line: Line) -> Deal:
        """Return the deal of one line without base, default and caps that several lines share."""
        shared = {"district_default", "outcome", "cohort", "year", "total"}
        kept = (x for x in self.limits if x.scope not in shared)
        limits = tuple(x for x in kept if x.scope != "line" or x.key == line.id)
        return replace(self, lines={line.id: line}, base_funding=None, limits=limits, default=None)
