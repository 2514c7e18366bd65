"""Whether participants count for an outcome and have reached it: missing measures, gates, defaults."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from obcgen.payment.counts import year_of
from obcgen.payment.subjects import group_of, named_outcomes, subject

if TYPE_CHECKING:
    from decimal import Decimal

    from obcgen.payment.facts import Alike, Facts, Mark
    from obcgen.spec import Measure, Outcome, Spec
    from obcgen.spec.rates import Rate

ONE = Fraction(1)
NONE = Fraction(0)


@dataclass(frozen=True, slots=True)
class Seen:
    """How one result, or several joined by a line, counts.

    `reached` is 0 or 1, or a part where a district default is paid at the expected attainment; `weight` is
    the part of the amount that is due then; `excused` says that a default stands in for the minimum dosage.
    """

    counted: bool
    reached: Fraction = NONE
    value: Fraction | None = None
    weight: Fraction = ONE
    full: bool = False
    excused: bool = False


LEFT_OUT = Seen(counted=False)


def threshold(measure: Measure, grade: str) -> Fraction | None:
    """Return the value from which an outcome is reached; where the grade is not known, the easiest one."""
    limit = measure.at_least if measure.at_least is not None else measure.at_most
    if isinstance(limit, dict):
        easiest = min if measure.at_least is not None else max
        return Fraction(limit[grade] if grade in limit else easiest(limit.values())) if limit else None
    return Fraction(limit) if limit is not None else None


def reaches(measure: Measure, value: Decimal | Fraction, grade: str = "") -> bool | None:
    """Tell whether a value reaches the outcome; None where no threshold is stated."""
    least = threshold(measure, grade)
    if least is None:
        return None
    return value >= least if measure.at_least is not None else value <= least


def _at_threshold(outcome: Outcome, mark: Mark | None, grade: str) -> Fraction | None:
    """Return the value of a result that is deemed reached: the threshold, or what was measured if better."""
    least = threshold(outcome.measure, grade)
    value = mark.value if mark is not None else None
    if least is None or value is None:
        return value if least is None else least
    return max(value, least) if outcome.measure.at_least is not None else min(value, least)


def _plain(outcome: Outcome, mark: Mark | None, grade: str) -> Seen:
    """Return how a result counts where no default bears on it."""
    if mark is None:
        return LEFT_OUT
    if mark.standing == "full_price":
        return Seen(counted=True, reached=ONE, value=_at_threshold(outcome, mark, grade), full=True)
    if mark.standing in {"reached", "not_reached"}:
        reached = mark.standing == "reached"
        known = mark.value is not None or not reached
        value = mark.value if known else _at_threshold(outcome, mark, grade)
        return Seen(counted=True, reached=Fraction(reached), value=value)
    missing = outcome.missing
    rule = missing.initial if mark.standing == "no_initial" else missing.final
    if rule == "deemed_reached":
        return Seen(counted=True, reached=ONE, value=_at_threshold(outcome, None, grade))
    return Seen(counted=True) if rule == "not_reached" else LEFT_OUT


@dataclass(frozen=True)
class View:
    """Facts as the lines of a rate card see them: with what a district default changes, or without it."""

    spec: Spec
    facts: Facts
    defaulted: bool = False

    @cached_property
    def last_year(self) -> str:
        """The fiscal year in which the program ends."""
        return year_of(self.spec)

    def year(self, person: Alike) -> str:
        """Return the year in which results of participants count."""
        return person.year or self.year_of(person.cohort)

    def year_of(self, cohort: str) -> str:
        """Return the year in which the results of a cohort count."""
        return year_of(self.spec, cohort) if cohort else self.last_year

    def in_order(self, place: tuple[str, str]) -> tuple[int, str]:
        """Sort a cohort and a year: cohorts as the spec lists them, those in none last."""
        cohorts = list(self.spec.cohorts)
        return (cohorts.index(place[0]) if place[0] in cohorts else len(cohorts), place[1])

    @cached_property
    def everywhere(self) -> frozenset[str]:
        """Outcomes of which a default bears on every participant."""
        rule = self.spec.payment.if_district_defaults
        if not self.defaulted or rule is None:
            return frozenset()
        some = self.facts.affected.union(*(person.affected for person in self.facts.people))
        if rule.reach == "affected_participants":
            return self.facts.affected
        return frozenset(self.spec.outcomes) if some and rule.reach == "contract" else some

    @cached_property
    def expected(self) -> dict[str, Fraction]:
        """By outcome: the part at which those affected who did not reach it count, to meet its target."""
        return {key: self._part(key) for key in self.spec.outcomes}

    def _part(self, key: str) -> Fraction:
        outcome = self.spec.outcomes[key]
        people = [each for each in self.facts.people if self._bears(key, each) and key in each.marks]
        people = [each for each in people if outcome.group is None or outcome.group in each.groups]
        reached = sum(each.count for each in people if self._ordinary(outcome, each.marks[key], each).reached)
        everyone = sum(each.count for each in people)
        if everyone == reached:
            return NONE
        return max(NONE, (outcome.target.value * everyone - reached) / (everyone - reached))

    def _ordinary(self, outcome: Outcome, mark: Mark | None, person: Alike) -> Seen:
        """Return how a result counts where no default bears on it: not for those who were not served."""
        return _plain(outcome, mark, person.grade) if person.served else LEFT_OUT

    def _bears(self, key: str, person: Alike) -> bool:
        return self.defaulted and (key in self.everywhere or key in person.affected)

    def result(self, key: str, group: str, cohort: str) -> Seen:
        """Return how the result of an outcome counted by group counts; a part may have its own."""
        outcome, found = self.spec.outcomes[key], self.facts.results
        mark = found.get((key, group, cohort)) or found.get((key, "", ""))
        plain = _plain(outcome, mark, "")
        return self._relieved(key, outcome, mark, plain, "") if key in self.everywhere else plain

    def outcome(self, key: str, person: Alike, group: str, cohort: str) -> Seen:
        """Return how one outcome of participants counts: those who were not served do not."""
        outcome = self.spec.outcomes[key]
        if outcome.measure.counted_by == "group":
            return self.result(key, group, cohort)
        if outcome.group is not None and outcome.group not in person.groups:
            return LEFT_OUT
        mark = person.marks.get(key)
        plain = self._ordinary(outcome, mark, person)
        if mark is None or not self._bears(key, person):
            return plain
        return self._relieved(key, outcome, mark, plain, person.grade)

    def _relieved(self, key: str, outcome: Outcome, mark: Mark | None, plain: Seen, grade: str) -> Seen:
        """Return how a result counts of which a default caused the loss."""
        rule = self.spec.payment.if_district_defaults
        effect = rule.effect if rule is not None else "excluded"
        if plain.counted and plain.reached == ONE:
            return replace(plain, excused=True, full=plain.full or effect == "full_price")
        if effect == "excluded":
            return LEFT_OUT
        value = _at_threshold(outcome, mark, grade)
        if effect == "expected" and outcome.measure.counted_by == "participant":
            part = self.expected[key]
            return Seen(counted=True, reached=part, value=value, weight=part, excused=True)
        return Seen(counted=True, reached=ONE, value=value, full=effect == "full_price", excused=True)

    def line(self, key: str, rate: Rate, person: Alike) -> Seen:
        """Return how participants count for a line: its outcomes joined, its gates applied."""
        group = group_of(self.spec, key, rate)
        if key in person.unmet or key in self.facts.unmet:
            return LEFT_OUT
        return joined(
            rate, [self._gated(rate, outcome, person, group) for outcome in named_outcomes(key, rate)]
        )

    def _gated(self, rate: Rate, outcome: str, person: Alike, group: str) -> Seen:
        """Return how one outcome counts once the line's minimum dosage is asked for."""
        seen = self.outcome(outcome, person, group, rate.cohort or "")
        asked = rate.requires is not None and rate.requires.dosage is not None
        met = not asked or seen.excused or (person.dosage_met and outcome not in person.short)
        return seen if met else LEFT_OUT


def joined(rate: Rate, seen: list[Seen]) -> Seen:
    """Return several results as the line joins them: all, any, or a weighted score."""
    kind = subject(rate)
    if kind == "any":
        seen = [each for each in seen if each.counted]
    if not seen or not all(each.counted for each in seen):
        return LEFT_OUT
    if len(seen) == 1:
        return replace(seen[0], value=weighed(rate, seen)) if kind == "score" else seen[0]
    best = max if kind == "any" else min
    return Seen(
        counted=True,
        reached=best(each.reached for each in seen),
        value=weighed(rate, seen),
        weight=min(each.weight for each in seen),
        full=all(each.full for each in seen),
        excused=any(each.excused for each in seen),
    )


def weighed(rate: Rate, seen: list[Seen]) -> Fraction | None:
    """Return the weighted value of a score; None where a value is missing."""
    weights = [weight.value for weight in (rate.score or {}).values()]
    if not weights or any(each.value is None for each in seen):
        return None
    return sum((w * (each.value or NONE) for w, each in zip(weights, seen, strict=True)), NONE)
