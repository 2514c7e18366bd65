"""A line as its examples see it: who counts for it, and results put into words and facts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from obcgen.payment.attained import NONE, View
from obcgen.payment.conditions import minimum_dosage
from obcgen.payment.counts import year_of
from obcgen.payment.earning import for_participant
from obcgen.payment.facts import Alike, Facts
from obcgen.payment.members import full_dosage
from obcgen.payment.subjects import group_of, named_outcomes, subject
from obcgen.payment.worked.computation import TIMES, quantity
from obcgen.payment.worked.edges import grade_of
from obcgen.payment.worked.example import Case
from obcgen.payment.worked.words import ending, measured, reaching, who

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from obcgen.payment.facts import Mark
    from obcgen.spec import Measure, Spec
    from obcgen.spec.rates import Rate


@dataclass(frozen=True)
class Line:
    """A line paid by participant; `year` is that of the results, where its price goes by year."""

    spec: Spec
    key: str
    year: str = ""

    @cached_property
    def rate(self) -> Rate:
        """The line."""
        return self.spec.payment.rates[self.key]

    @cached_property
    def outcomes(self) -> tuple[str, ...]:
        """The outcomes that the line names."""
        return named_outcomes(self.key, self.rate)

    @cached_property
    def groups(self) -> frozenset[str]:
        """The groups that a participant must belong to."""
        asked = {group_of(self.spec, self.key, self.rate)}
        asked |= {self.spec.outcomes[outcome].group or "" for outcome in self.outcomes}
        return frozenset(asked - {""})

    @cached_property
    def cohort(self) -> str:
        """The cohort of which an example speaks; none where it does not matter."""
        found = (each for each in self.spec.cohorts if self.year and year_of(self.spec, each) == self.year)
        return self.rate.cohort or next(found, "")

    @cached_property
    def grade(self) -> str:
        """The grade of which an example speaks, where a threshold goes by grade."""
        grades = (grade_of(self.measure(outcome)) for outcome in self.outcomes)
        return next((grade for grade in grades if grade), "")

    @cached_property
    def dosage(self) -> str:
        """The service that a participant must have received: `36 hours`, or nothing."""
        return minimum_dosage(self.spec, self.rate)

    def measure(self, outcome: str) -> Measure:
        """Return how an outcome is measured."""
        return self.spec.outcomes[outcome].measure

    def alike(self, marks: Mapping[str, Mark], size: int = 1) -> Alike:
        """Return so many participants with these results."""
        return Alike(
            size,
            {key: mark for key, mark in marks.items() if self.measure(key).counted_by == "participant"},
            cohort=self.cohort,
            groups=self.groups,
            year="" if self.spec.cohorts else self.year,
            grade=self.grade,
            dosage=full_dosage(self.spec),
        )

    def facts(self, marks: Mapping[str, Mark], *people: Alike) -> Facts:
        """Return facts with these participants; everyone planned is on the roster."""
        planned = self.spec.population.planned
        together = {key: mark for key, mark in marks.items() if self.measure(key).counted_by == "group"}
        return Facts(planned, planned, people, {(key, "", ""): mark for key, mark in together.items()})

    def who(self, size: int = 1) -> str:
        """Return of whom an example speaks."""
        return who(self.spec, size, self.groups, self.cohort, self.year, self.grade)

    def did(self, marks: Mapping[str, Mark], size: int = 1) -> str:
        """Return what participants reached, or what was measured where the line goes by that."""
        known = {key: mark.value for key, mark in marks.items() if mark.value is not None}
        if len(marks) == len(known) == 1 or subject(self.rate) == "score":
            on = [f" on “{self.spec.outcomes[key].name}”" if len(marks) > 1 else "" for key in known]
            values = (measured(self.measure(key), value, size) for key, value in known.items())
            return " and ".join(f"{value}{where}" for value, where in zip(values, on, strict=True))
        return reaching(self.spec, {key: mark.standing == "reached" for key, mark in marks.items()}, size)

    def told(self, marks: Mapping[str, Mark], size: int = 1, dosage: str = "") -> str:
        """Return results as a sentence: who, what was received, and what was measured."""
        hours = dosage or self.dosage
        received = f"receive{ending(size)} {hours} and " if hours else ""
        return f"{self.who(size)} {received}{self.did(marks, size)}"

    def weighed(self, marks: Mapping[str, Mark]) -> str:
        """Return how the results of a score weigh out: 80% times 41 and 20% times 36 is 40."""
        values = {key: mark.value for key, mark in marks.items() if mark.value is not None}
        weights = [(share, values[key]) for key, share in (self.rate.score or {}).items() if key in values]
        terms = [f"{share.exact}{TIMES}{quantity(value)}" for share, value in weights]
        together = sum((share.value * value for share, value in weights), NONE)
        return f"{' + '.join(terms)} = {quantity(together)}" if terms else ""

    def case(self, marks: Mapping[str, Mark], nothing: str = "", size: int = 1) -> Case:
        """Return an example of so many participants with the same results."""
        facts = self.facts(marks, self.alike(marks, size))
        return Case(self.told(marks, size), facts, nothing, self.weighed(marks))

    def earns(self, marks: Mapping[str, Mark]) -> Fraction:
        """Return what one participant with these results earns, in exact cents and before every limit."""
        person = self.alike(marks)
        return for_participant(View(self.spec, self.facts(marks, person)), self.key, person, 1).amount
