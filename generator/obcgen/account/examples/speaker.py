"""A line as its examples speak of it: who counts for it, and results put into words and facts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from obcgen.account.examples.edges import grade_of
from obcgen.account.examples.example import Case
from obcgen.account.examples.words import ending, measured, reaching, who
from obcgen.deal.counting import NIL, Counting
from obcgen.deal.dosage import full_dosage
from obcgen.deal.facts import Alike, Facts, Mark
from obcgen.figures import TIMES, quantity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from obcgen.deal.deal import Deal
    from obcgen.deal.lines.line import Line
    from obcgen.spec import Measure


NO_VALUE = Mark("not_eligible")


@dataclass(frozen=True)
class Speaker:
    """A line, told of by its examples; `year` is that of the results, where its price goes by year."""

    deal: Deal
    line: Line
    year: str = ""

    @cached_property
    def outcomes(self) -> tuple[str, ...]:
        """The outcomes that the line names."""
        return self.line.paid_for.ids

    @cached_property
    def groups(self) -> frozenset[str]:
        """The groups that a participant must belong to."""
        asked = {self.line.paid_for.group}
        asked |= {outcome.group or "" for outcome in self.line.paid_for.outcomes.values()}
        return frozenset(asked - {""})

    @cached_property
    def cohort(self) -> str:
        """The cohort of which an example speaks; none where it does not matter."""
        years = self.deal.calendar.cohorts.items()
        found = (cohort for cohort, year in years if self.year and year == self.year)
        return self.line.paid_for.cohort or next(found, "")

    @cached_property
    def grade(self) -> str:
        """The grade of which an example speaks, where a threshold goes by grade."""
        grades = (grade_of(self.measure(outcome)) for outcome in self.outcomes)
        return next((grade for grade in grades if grade), "")

    @property
    def dosage(self) -> str:
        """The service that a participant must have received: `36 hours`, or nothing."""
        return self.line.paid_for.dosage

    @cached_property
    def gates(self) -> dict[str, Mark]:
        """What is required beside the outcomes that the line pays for, as reached."""
        required = self.line.paid_for.gates
        return {gate: Mark("reached") for gate in required if gate not in self.line.paid_for.outcomes}

    def measure(self, outcome: str) -> Measure:
        """Return how an outcome is measured."""
        return self.deal.outcomes[outcome].measure

    def alike(self, marks: Mapping[str, Mark], size: int = 1) -> Alike:
        """Return so many participants with these results."""
        known = {**self.gates, **marks}
        return Alike(
            size,
            {key: mark for key, mark in known.items() if self.measure(key).counted_by == "participant"},
            cohort=self.cohort,
            groups=self.groups,
            year="" if self.deal.spec.cohorts else self.year,
            grade=self.grade,
            dosage=full_dosage(self.deal),
        )

    def facts(self, marks: Mapping[str, Mark], *people: Alike) -> Facts:
        """Return facts with these participants; everyone planned is on the roster.

        No other line pays by a value that would be computed from these few.
        """
        planned = self.deal.planned
        known = {**self.gates, **marks}
        together = {key: NO_VALUE for key, each in self.deal.outcomes.items() if each.measure.computed}
        together |= {key: mark for key, mark in known.items() if self.measure(key).counted_by == "group"}
        return Facts(planned, planned, people, {(key, "", ""): mark for key, mark in together.items()})

    def who(self, size: int = 1) -> str:
        """Return of whom an example speaks."""
        return who(self.deal, size, self.groups, self.cohort, self.year, self.grade)

    def did(self, marks: Mapping[str, Mark], size: int = 1) -> str:
        """Return what participants reached, or what was measured where the line goes by that."""
        known = {key: mark.value for key, mark in marks.items() if mark.value is not None}
        if len(marks) == len(known) == 1 or self.line.paid_for.joined == "score":
            on = [f" on “{self.deal.outcomes[key].name}”" if len(marks) > 1 else "" for key in known]
            values = (measured(self.measure(key), value, size) for key, value in known.items())
            return " and ".join(f"{value}{where}" for value, where in zip(values, on, strict=True))
        return reaching(self.deal, {key: mark.standing == "reached" for key, mark in marks.items()}, size)

    def situation(self, marks: Mapping[str, Mark], size: int = 1, dosage: str = "") -> str:
        """Return results as a sentence: who, what was received, and what was measured."""
        hours = dosage or self.dosage
        received = f"receive{ending(size)} {hours} and " if hours else ""
        if any(self.measure(gate).counted_by == "participant" for gate in self.gates):
            received += f"{reaching(self.deal, dict.fromkeys(self.gates, True), size)} and "
        return f"{self.who(size)} {received}{self.did(marks, size)}"

    def weighed(self, marks: Mapping[str, Mark]) -> str:
        """Return how the results of a score weigh out: 80% times 41 and 20% times 36 is 40."""
        values = {key: mark.value for key, mark in marks.items() if mark.value is not None}
        scored = zip(self.line.paid_for.ids, self.line.paid_for.weights, strict=False)
        weights = [(share, values[key]) for key, share in scored if key in values]
        terms = [f"{share.exact}{TIMES}{quantity(value)}" for share, value in weights]
        together = sum((share.value * value for share, value in weights), NIL)
        return f"{' + '.join(terms)} = {quantity(together)}" if terms else ""

    def case(self, marks: Mapping[str, Mark], nothing: str = "", size: int = 1) -> Case:
        """Return an example of so many participants with the same results."""
        facts = self.facts(marks, self.alike(marks, size))
        return Case(self.situation(marks, size), facts, nothing, self.weighed(marks))

    def earns(self, marks: Mapping[str, Mark]) -> Fraction:
        """Return what one participant with these results earns, in exact cents and before every limit."""
        person = self.alike(marks)
        return self.line.earned_by(Counting(self.deal, self.facts(marks, person)), person, 1).amount
