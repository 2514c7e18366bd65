"""Whether participants count for an outcome and have reached it: missing measures, gates, defaults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from obcgen.deal.computed import Figure, figure
from obcgen.deal.facts import Mark

if TYPE_CHECKING:
    from decimal import Decimal

    from obcgen.deal.calendar import Calendar
    from obcgen.deal.facts import Alike, Facts, Whose
    from obcgen.deal.paid_for import PaidFor
    from obcgen.spec import Measure, Outcome
    from obcgen.spec.outcomes import Computed
    from obcgen.spec.payment import DistrictDefault

ONE = Fraction(1)
NIL = Fraction(0)


class Terms(Protocol):
    """What of a deal bears on who counts."""

    @property
    def outcomes(self) -> Mapping[str, Outcome]:
        """The outcomes."""

    @property
    def default(self) -> DistrictDefault | None:
        """What follows where the district failed."""

    @property
    def calendar(self) -> Calendar:
        """The years in which results count."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How one result, or several joined by a line, counts.

    `reached` is 0 or 1, or a part where a district default is paid at the expected attainment; `weight` is
    the part of the amount that is due then; `excused` says that a default stands in for the minimum dosage;
    `full` that the line pays the most that it can.
    """

    counted: bool
    reached: Fraction = NIL
    value: Fraction | None = None
    weight: Fraction = ONE
    full: bool = False
    excused: bool = False


LEFT_OUT = Counted(counted=False)


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


def _plain(outcome: Outcome, mark: Mark | None, grade: str) -> Counted:
    """Return how a result counts where no default bears on it."""
    if mark is None or mark.standing == "not_eligible":
        return LEFT_OUT
    if mark.standing == "full_price":
        return Counted(counted=True, reached=ONE, value=_at_threshold(outcome, mark, grade), full=True)
    if mark.standing in {"reached", "not_reached"}:
        reached = mark.standing == "reached"
        known = mark.value is not None or not reached
        value = mark.value if known else _at_threshold(outcome, mark, grade)
        return Counted(counted=True, reached=Fraction(reached), value=value)
    missing = outcome.missing
    rule = missing.initial if mark.standing == "no_initial" else missing.final
    if rule == "deemed_reached":
        return Counted(counted=True, reached=ONE, value=_at_threshold(outcome, None, grade))
    return Counted(counted=True) if rule == "not_reached" else LEFT_OUT


@dataclass(frozen=True)
class Counting:
    """Facts as the lines of a rate card count them: with what a district default changes, or without it."""

    terms: Terms
    facts: Facts
    defaulted: bool = False

    def year(self, person: Alike) -> str:
        """Return the year in which results of participants count."""
        return person.year or self.terms.calendar.year_of(person.cohort)

    def in_scope(self, paid_for: PaidFor, person: Alike, years: frozenset[str]) -> bool:
        """Tell whether participants belong to the group, the cohort and the years that a line counts.

        `years` are those by which the line's price goes, where there are no cohorts.
        """
        group = paid_for.group
        if group and group not in person.groups:
            return False
        if paid_for.cohort and paid_for.cohort != person.cohort:
            return False
        if years:
            return self.year(person) in years
        return not person.year or person.year == self.terms.calendar.last_year

    @cached_property
    def everywhere(self) -> frozenset[str]:
        """Outcomes of which a default bears on every participant."""
        rule = self.terms.default
        if not self.defaulted or rule is None:
            return frozenset()
        some = self.facts.affected.union(*(person.affected for person in self.facts.people))
        if rule.reach == "affected_participants":
            return self.facts.affected
        return frozenset(self.terms.outcomes) if some and rule.reach == "contract" else some

    @cached_property
    def expected(self) -> dict[str, Fraction]:
        """By outcome: the part at which those affected who did not reach it count, to meet its target."""
        return {key: self._part(key) for key in self.terms.outcomes}

    def _part(self, key: str) -> Fraction:
        outcome = self.terms.outcomes[key]
        people = [each for each in self.facts.people if self._bears(key, each) and key in each.marks]
        people = [each for each in people if each.served]
        people = [each for each in people if outcome.group is None or outcome.group in each.groups]
        reached = sum(each.count for each in people if self._ordinary(outcome, each.marks[key], each).reached)
        everyone = sum(each.count for each in people)
        if everyone == reached:
            return NIL
        return max(NIL, (outcome.target.value * everyone - reached) / (everyone - reached))

    def _ordinary(self, outcome: Outcome, mark: Mark | None, person: Alike) -> Counted:
        """Return how a result counts where no default bears on it: not for those who were not served."""
        return _plain(outcome, mark, person.grade) if person.served else LEFT_OUT

    def _bears(self, key: str, person: Alike) -> bool:
        return self.defaulted and (key in self.everywhere or key in person.affected)

    def result(self, key: str, group: str, cohort: str) -> Counted:
        """Return how the result of an outcome counted by group counts; a part may have its own."""
        outcome, results = self.terms.outcomes[key], self.facts.results
        mark = results.get((key, group, cohort)) or results.get((key, "", ""))
        if mark is None and outcome.measure.computed is not None:
            mark = self._computed_mark(outcome, self.computed(key, group, cohort))
        plain = _plain(outcome, mark, "")
        return self._relieved(key, outcome, mark, plain, "") if key in self.everywhere else plain

    def computed(self, key: str, group: str, cohort: str) -> Figure | None:
        """Return the figure computed for an outcome of the group; None where its value is measured."""
        outcome = self.terms.outcomes[key]
        computed = outcome.measure.computed
        if computed is None:
            return None
        if (key, group, cohort) not in self._figures:
            self._figures[key, group, cohort] = self._figure(outcome, computed, group, cohort)
        return self._figures[key, group, cohort]

    @cached_property
    def _figures(self) -> dict[Whose, Figure]:
        """The figures computed so far: those who are alike ask for the same one again and again."""
        return {}

    def _figure(self, outcome: Outcome, computed: Computed, group: str, cohort: str) -> Figure:
        groups = frozenset({group, outcome.group or ""} - {""})
        people = [
            each
            for each in self.facts.people
            if groups <= each.groups
            and cohort in {"", each.cohort}
            and each.year in {"", self.terms.calendar.last_year}
        ]
        found = ((each.count, self.outcome(computed.of, each, "", "")) for each in people)
        seen = ((count, each.reached, each.value) for count, each in found if each.counted)
        return figure(computed.figure, seen)

    def _computed_mark(self, outcome: Outcome, found: Figure | None) -> Mark:
        value = found.value if found is not None else None
        if value is None:
            return Mark("no_final")
        return Mark("reached" if reaches(outcome.measure, value) else "not_reached", value)

    def outcome(self, key: str, person: Alike, group: str, cohort: str) -> Counted:
        """Return how one outcome of participants counts: those who were not served do not."""
        outcome = self.terms.outcomes[key]
        if outcome.measure.counted_by == "group":
            return self.result(key, group, cohort)
        if outcome.group is not None and outcome.group not in person.groups:
            return LEFT_OUT
        mark = person.marks.get(key)
        plain = self._ordinary(outcome, mark, person)
        if mark is None or not person.served or not self._bears(key, person):
            return plain
        return self._relieved(key, outcome, mark, plain, person.grade)

    def _relieved(self, key: str, outcome: Outcome, mark: Mark | None, plain: Counted, grade: str) -> Counted:
        """Return how a result counts of which a default caused the loss."""
        rule = self.terms.default
        effect = rule.effect if rule is not None else "excluded"
        if plain.counted and plain.reached == ONE:
            return replace(plain, excused=True, full=plain.full or effect == "full_price")
        if effect == "excluded":
            return LEFT_OUT
        value = _at_threshold(outcome, mark, grade)
        if effect == "expected" and outcome.measure.counted_by == "participant":
            part = self.expected[key]
            return Counted(counted=True, reached=part, value=value, weight=part, excused=True)
        return Counted(counted=True, reached=ONE, value=value, full=effect == "full_price", excused=True)

    def joined(self, line: str, paid_for: PaidFor, person: Alike) -> Counted:
        """Return how participants count for a line: its outcomes joined, its gates applied."""
        if line in person.unmet or line in self.facts.unmet:
            return LEFT_OUT
        found = joined(paid_for, [self._gated(paid_for, outcome, person) for outcome in paid_for.outcomes])
        return found if not paid_for.gates else self.behind_gates(paid_for, found, person)

    def behind_gates(self, paid_for: PaidFor, found: Counted, person: Alike | None = None) -> Counted:
        """Return how a result counts once other outcomes must be reached too; without a person, the group's.

        A gate that is reached in part, as a district default may have it, leaves that part of the result.
        """
        place = (paid_for.group, paid_for.cohort)
        for gate in paid_for.gates:
            met = self.outcome(gate, person, *place) if person is not None else self.result(gate, *place)
            if not met.counted or not met.reached:
                return LEFT_OUT
            part = met.reached
            found = replace(found, reached=min(found.reached, part), weight=min(found.weight, part))
        return found

    def gates_not_met(self, paid_for: PaidFor) -> dict[str, Counted]:
        """Return how those outcomes count that a line for the group requires and the group did not reach."""
        place = (paid_for.group, paid_for.cohort)
        found = ((gate, self.result(gate, *place)) for gate in paid_for.gates)
        return {gate: met for gate, met in found if not met.counted or not met.reached}

    def _gated(self, paid_for: PaidFor, outcome: str, person: Alike) -> Counted:
        """Return how one outcome counts once the line's minimum dosage is asked for."""
        counted = self.outcome(outcome, person, paid_for.group, paid_for.cohort)
        kept = self.defaulted and outcome in person.kept
        met = kept or (person.dosage_met and outcome not in person.short)
        return counted if not paid_for.asks_dosage or counted.excused or met else LEFT_OUT


def joined(paid_for: PaidFor, results: list[Counted]) -> Counted:
    """Return several results as the line joins them: all, any, or a weighted score."""
    if paid_for.joined == "any":
        results = [each for each in results if each.counted]
    if not results or not all(each.counted for each in results):
        return LEFT_OUT
    if len(results) == 1:
        scored = paid_for.joined == "score"
        return replace(results[0], value=weighed(paid_for, results)) if scored else results[0]
    best = max if paid_for.joined == "any" else min
    return Counted(
        counted=True,
        reached=best(each.reached for each in results),
        value=weighed(paid_for, results),
        weight=min(each.weight for each in results),
        full=all(each.full for each in results),
        excused=any(each.excused for each in results),
    )


def weighed(paid_for: PaidFor, results: list[Counted]) -> Fraction | None:
    """Return the weighted value of a score; None where a value is missing."""
    values = [each.value for each in results]
    if not paid_for.weights or None in values:
        return None
    pairs = zip(paid_for.weights, values, strict=True)
    return sum((share.value * value for share, value in pairs if value is not None), NIL)
