"""Attainment and sizes of groups against what the spec plans, and what earlier years gave."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from obcgen.deal.compile import deal_of
from obcgen.deal.people import years_apart
from obcgen.figures import number_text
from obcgen.problems import Kind
from obcgen.results.plausible.oddity import MANY, Oddity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from obcgen.deal.facts import Facts
    from obcgen.results.people import People
    from obcgen.spec import Outcome, Spec
    from obcgen.spec.results import Results

ATTAINED = Kind("RES-28", "Attainment far from the plan and from earlier years", "warning")
SIZES = Kind("RES-29", "Numbers of participants far from the plan", "warning")

FAR = Fraction(1, 4)
"""How far outside the range from the attainment expected without the program to its target, in shares of one,
a result is told. Published gains of programs in schools lie well below 25 points."""
_ERRORS = 3
"""Standard errors by which it must lie outside too, so that chance in a small group is not told."""
_HALF, _HALF_MORE = Fraction(1, 2), Fraction(3, 2)
"""Parts of a plan between which numbers lie unless places stay empty or rows are missing or doubled."""


@dataclass(slots=True)
class Tally:
    """How many were measured, count and reached one outcome; of a table before conditions in words."""

    measured: int = 0
    eligible: int = 0
    reached: int = 0


def tallies(spec: Spec, results: Results, facts: Facts, people: People | None) -> dict[str, Tally]:
    """Return the counts of each outcome that is counted by participant."""
    if people is None:
        return {key: Tally(t.measured, t.eligible, t.reached) for key, t in results.outcomes.items()}
    asks = _gated(spec)
    singly = (key for key, each in spec.outcomes.items() if each.measure.counted_by == "participant")
    found = {key: Tally() for key in singly}
    for person in facts.people:
        if not person.served:
            continue
        for key, mark in person.marks.items():
            tally, standing = found[key], mark.standing
            if standing in {"reached", "not_reached"}:
                tally.measured += person.count
                if key not in asks or (person.dosage_met and key not in person.short):
                    tally.eligible += person.count
                    tally.reached += person.count if standing == "reached" else 0
    return found


def _gated(spec: Spec) -> set[str]:
    """Return the outcomes for which only those with the minimum dosage count."""
    lines = deal_of(spec).lines.values()
    return {key for line in lines if line.paid_for.asks_dosage for key in line.paid_for.outcomes}


def attainment_is_likely(spec: Spec, found: Mapping[str, Tally]) -> Iterator[Oddity]:
    """Yield each outcome of which far more or far fewer reached it than was planned or ever seen."""
    for key, tally in found.items():
        if key in spec.outcomes and tally.eligible >= MANY:
            low, high = _range(spec, spec.outcomes[key])
            attained = Fraction(tally.reached, tally.eligible)
            near = min(max(attained, low), high)
            if _is_far(attained, near, tally.eligible):
                yield Oddity(
                    ATTAINED,
                    key,
                    f"{tally.reached:,} of {tally.eligible:,} reached {key}, {_percent(attained)}, but the "
                    f"plan and earlier years suggest {_percent(low)} to {_percent(high)}.",
                    path=("outcomes", key),
                    found=_percent(attained),
                    expected=f"about {_percent(low)} to {_percent(high)}",
                    hint="Check the threshold, the scale and the column of this outcome.",
                )


def _range(spec: Spec, outcome: Outcome) -> tuple[Fraction, Fraction]:
    """Return the lowest and the highest attainment that plan and history let expect."""
    years = (outcome.history or spec.population.history).values()
    shares = [Fraction(each.reached, each.measured) for each in years if each.measured]
    shares += [outcome.expected_without.value, outcome.target.value]
    return min(shares), max(shares)


def _is_far(attained: Fraction, near: Fraction, count: int) -> bool:
    distance = abs(attained - near)
    return distance > FAR and distance**2 * count > _ERRORS**2 * near * (1 - near)


def _percent(share: Fraction) -> str:
    return f"{number_text(Fraction(round(share * 1000), 10))} percent"


# Sizes


def sizes_are_likely(
    spec: Spec, results: Results, facts: Facts, found: Mapping[str, Tally], people: People | None
) -> Iterator[Oddity]:
    """Yield each number of a final settlement that lies far from what it is a part of, or from the plan."""
    if results.settlement != "final":
        return
    listed, known = people is not None or results.roster is not None, people or results.served
    if listed:
        yield from _few("roster", "are on the roster", facts.roster, spec.population.planned, "are planned")
    if known is not None:
        yield from _few("served", "were served", facts.served, facts.roster, "are on the roster")
    if people is not None and years_apart(spec) == ("",) and (spec.cohorts or spec.population.groups):
        yield from _parts(spec, facts)
    but = "were served" if known is not None else "are on the roster" if listed else "are planned"
    for key in dict.fromkeys(key for line in deal_of(spec).paid for key in line.outcomes):
        if key in found and _concerns_all(spec, key):
            yield from _few(key, f"were measured for {key}", found[key].measured, facts.served, but)


def _concerns_all(spec: Spec, key: str) -> bool:
    """Tell whether an outcome and every line that pays for it concern all participants."""
    lines = (line.paid_for for line in deal_of(spec).lines.values() if key in line.paid_for.outcomes)
    return not spec.outcomes[key].group and all(not each.group and not each.cohort for each in lines)


def _parts(spec: Spec, facts: Facts) -> Iterator[Oddity]:
    """Yield each cohort and group of which the table holds far fewer or far more than planned."""
    inside: Counter[tuple[str, str]] = Counter()
    for person in facts.people:
        inside["cohorts", person.cohort] += person.count
        for group in person.groups:
            inside["groups", group] += person.count
    named = {("cohorts", key): each.planned for key, each in spec.cohorts.items()}
    if any(kind == "groups" for kind, _ in inside):
        named |= {("groups", key): each.planned for key, each in spec.population.groups.items()}
    for part, planned in named.items():
        count, are = inside[part], f"are in {part[1]}"
        yield from _few(part[1], are, count, planned, "are planned in it")
        if planned >= MANY and count > planned * _HALF_MORE:
            yield _size(part[1], are, count, planned, "are planned in it")


def _few(about: str, are: str, count: int, whole: int, but: str) -> Iterator[Oddity]:
    if whole >= MANY and count < whole * _HALF:
        yield _size(about, are, count, whole, but)


def _size(about: str, are: str, count: int, whole: int, but: str) -> Oddity:
    return Oddity(
        SIZES,
        about,
        f"{count:,} {are}, but {whole:,} {but}.",
        path=(about,) if about in {"roster", "served"} else ("participants",),
        found=f"{count:,}",
        expected=f"about {whole:,}",
        hint="Check that no rows or cells are missing or doubled.",
    )
