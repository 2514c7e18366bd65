"""The evidence on each participant: what was measured, whether it counts or why not, and what follows.

The contract promises it to both parties. It names participants, so only the full edition has it. Scores are
read from the table once more, row by row: there may be very many, and a settlement does not keep them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from obcgen.deal.counting import NIL, Counting, threshold
from obcgen.figures import number_text
from obcgen.statement.attainment import asks_dosage, has_dosage

if TYPE_CHECKING:
    from obcgen.deal.deal import Deal
    from obcgen.deal.facts import Alike, Facts, Mark
    from obcgen.results.people import People
    from obcgen.results.written import Written

COUNTED: Final = "yes"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What follows for one outcome: the threshold, whether the result counts, and whether it was reached.

    `counted` is `yes` or says why not; `reached` is `yes`, `no`, or empty where the result does not count.
    """

    threshold: str
    counted: str
    reached: str


@dataclass(frozen=True, slots=True)
class Measured:
    """One outcome with its columns in the table: one value, or a first and a last measure."""

    id: str
    name: str
    columns: tuple[Written, ...]


@dataclass(frozen=True)
class Evidence:
    """The evidence on all participants of a table; `ids` and `kind_of` are in the order of its rows."""

    deal: Deal
    facts: Facts
    ids: Sequence[str]
    kind_of: Sequence[int]
    service: tuple[Written, ...]
    outcomes: tuple[Measured, ...]
    _known: dict[object, Verdict] = field(default_factory=dict)

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Yield the texts of each row as the table has them: service, then the measures of each outcome."""
        places = [each.at for each in (*self.service, *(x for each in self.outcomes for x in each.columns))]
        table = next(iter((*self.service, *self.outcomes[0].columns))).table
        for _, cells in table.rows():
            yield tuple([cells[at].strip() for at in places])

    def verdicts(self, kind: int) -> tuple[Verdict, ...]:
        """Return what follows for participants of one kind, by outcome."""
        person = self.facts.people[kind]
        return tuple(self._verdict(each.id, person) for each in self.outcomes)

    def threshold(self, place: int) -> str:
        """Return the threshold of one of the outcomes if it is the same for all."""
        found = {self.verdicts(kind)[place].threshold for kind in range(len(self.facts.people))}
        return found.pop() if len(found) == 1 else ""

    def _verdict(self, key: str, person: Alike) -> Verdict:
        """Return what follows for one outcome; the same things always have the same."""
        bears = key in person.affected
        gates = (person.served, person.dosage_met, key in person.short, person.grade, person.groups)
        place = (key, id(person.marks.get(key)), gates, person.unmet, bears, key in person.kept)
        if place not in self._known:
            self._known[place] = _verdict(self.deal, Counting(self.deal, self.facts), key, person)
        return self._known[place]


def evidence_of(deal: Deal, facts: Facts, people: People | None) -> Evidence | None:
    """Return the evidence that a table holds; None where there is no table, or no result in it."""
    if people is None:
        return None
    columns = people.columns
    service = tuple(written for name, written in columns.items() if name.partition(":")[0] == "dosage")
    outcomes = tuple(
        Measured(key, outcome.name, found)
        for key, outcome in deal.outcomes.items()
        if (found := _columns(columns, key))
    )
    return Evidence(deal, facts, people.ids, people.kind_of, service, outcomes) if outcomes else None


def _columns(columns: Mapping[str, Written], key: str) -> tuple[Written, ...]:
    return tuple(columns[name] for name in (f"{key}:from", f"{key}:to", key) if name in columns)


def _verdict(deal: Deal, counting: Counting, key: str, person: Alike) -> Verdict:
    measure = deal.outcomes[key].measure
    least = threshold(measure, person.grade)
    sign = "at most " if measure.at_most is not None else ""
    limit = f"{sign}{number_text(least)}" if least is not None else ""
    counted = counting.outcome(key, person, "", person.cohort)
    lost = ", affected by a default" if key in person.affected | counting.facts.affected else ""
    lost += ", kept from the minimum dosage by the District" if key in person.kept else ""
    why = _why_not(deal, key, person, counted=counted.counted)
    if why:
        return Verdict(limit, why + lost, "")
    return Verdict(limit, COUNTED, "yes" if counted.reached > NIL else f"no{lost}")


def _why_not(deal: Deal, key: str, person: Alike, *, counted: bool) -> str:
    """Return why a result does not count; nothing where it does."""
    outcome, lines = deal.outcomes[key], [line.id for line in deal.paid if key in line.outcomes]
    if not person.served:
        return "not served"
    if outcome.group is not None and outcome.group not in person.groups:
        return "not in the group"
    if not counted:
        return _missing(person.marks.get(key))
    if asks_dosage(deal, key) and not has_dosage(person, key):
        return "under the minimum dosage"
    return "condition not met" if lines and person.unmet.issuperset(lines) else ""


def _missing(mark: Mark | None) -> str:
    return (
        "initial measure missing"
        if mark is not None and mark.standing == "no_initial"
        else "final measure missing"
    )
