"""Examples of limits that cut several lines at once: the cap for one participant, and those on everyone."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from obcgen.money import Money, total
from obcgen.payment.counts import everyone
from obcgen.payment.facts import Alike, Facts
from obcgen.payment.members import full_dosage, members, years_apart
from obcgen.payment.names import capital, listed, rate_name
from obcgen.payment.settle import settle
from obcgen.payment.subjects import outcome_ids
from obcgen.payment.worked.computation import cutting, exact, limit_name
from obcgen.payment.worked.edges import best, grade_of
from obcgen.payment.worked.example import WorkedExample
from obcgen.payment.worked.words import who

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from obcgen.payment.caps import Limit
    from obcgen.payment.facts import Mark
    from obcgen.payment.settle import Settlement
    from obcgen.spec import Spec


def of_limits(spec: Spec) -> Iterator[WorkedExample]:
    """Yield an example of the cap for one participant and one of the limits on everyone, where they cut."""
    caps = spec.payment.caps
    if caps is not None and caps.participant is not None:
        found = (_example(spec, *one, each=True) for one in _ones(spec))
        yield from [example for example in found if example is not None][:1]
    together = _example(spec, *_everyone(spec), each=False)
    if together is not None:
        yield together


# Results that are large enough


def _grade(spec: Spec) -> str:
    """Return a grade that every threshold by grade knows; none where there is none."""
    grades = (grade_of(outcome.measure) for outcome in spec.outcomes.values())
    return next((grade for grade in grades if grade), "")


def _marks(spec: Spec) -> dict[str, Mark]:
    """Return by outcome the best result of which a line speaks."""
    rates = spec.payment.rates
    naming = {
        key: [rate for line, rate in rates.items() if key in outcome_ids(line, rates)]
        for key in spec.outcomes
    }
    return {key: best(spec, key, naming[key], _grade(spec)) for key in spec.outcomes}


def _apart(spec: Spec, counted_by: str) -> dict[str, Mark]:
    """Return the best results of outcomes counted by participant, or by group."""
    marks = _marks(spec)
    return {key: mark for key, mark in marks.items() if spec.outcomes[key].measure.counted_by == counted_by}


def _ones(spec: Spec) -> Iterator[tuple[str, Facts]]:
    """Yield one participant of each kind with the best results, and who that is."""
    marks, size, dosage = _apart(spec, "participant"), spec.population.planned, full_dosage(spec)
    for kind in sorted(members(spec, size), key=lambda kind: -len(kind.groups)):
        person = Alike(1, marks, kind.cohort, kind.groups, grade=_grade(spec), dosage=dosage)
        yield who(spec, 1, kind.groups, kind.cohort, "", ""), Facts(size, size, (person,))


def _everyone(spec: Spec) -> tuple[str, Facts]:
    """Return as many participants as there can be, all with the best results."""
    marks, size, dosage = _apart(spec, "participant"), everyone(spec), full_dosage(spec)
    people = tuple(
        Alike(kind.count, marks, kind.cohort, kind.groups, year, _grade(spec), dosage=dosage)
        for year in years_apart(spec)
        for kind in members(spec, size)
        if kind.count
    )
    results = {(key, "", ""): mark for key, mark in _apart(spec, "group").items()}
    return who(spec, size, (), "", "", ""), Facts(size, size, people, results)


# The example


def _example(spec: Spec, subject: str, facts: Facts, *, each: bool) -> WorkedExample | None:
    """Return what limits leave of results; none where they do not cut two lines or more."""
    settled = settle(spec, facts)
    before, amounts = _before(settled), {line.id: line.amount for line in settled.lines}
    earned = {key: amount for key, amount in before.items() if amounts[key] < amount}
    bound = cutting(settled)
    if len(earned) < 2 or not _fits(bound, each=each):
        return None
    words = [f"{amount} under “{rate_name(spec, key)}”" for key, amount in earned.items()]
    return WorkedExample(
        "limit",
        tuple(earned),
        "Limits",
        f"{subject} earn{'s' if each else ''} {listed(words)}.",
        _cut(spec, settled, bound, earned, amounts),
        total(amounts[key] for key in earned),
        facts,
    )


def _fits(bound: list[Limit], *, each: bool) -> bool:
    """Tell whether the limits that cut are those to be shown: for one participant only the cap for one."""
    scopes = {limit.scope for limit in bound}
    return scopes == {"participant"} if each else bool(scopes - {"participant"})


def _before(settled: Settlement) -> dict[str, Money]:
    """Return by line what its results come to before the caps."""
    return {
        line.id: total(portion.before for portion in settled.portions if portion.line == line.id)
        for line in settled.lines
    }


def _cut(
    spec: Spec,
    settled: Settlement,
    bound: list[Limit],
    earned: Mapping[str, Money],
    amounts: Mapping[str, Money],
) -> str:
    """Return each limit that cuts, and the parts that it leaves, rounded so that they sum to the whole."""
    steps = [f"together {total(earned.values())}"]
    for limit in bound:
        base = f", Base Funding of {settled.base} included," if limit.scope == "not_to_exceed" else ""
        steps.append(f"{limit_name(spec, limit)} cuts {limit.before}{base} to {limit.after}")
    parts = listed([f"{amounts[key]} for “{rate_name(spec, key)}”" for key in earned])
    exactly = _exactly(settled, bound, earned, total(amounts[key] for key in earned))
    if exactly:
        shares = [f"{exact(exactly[key])} for “{rate_name(spec, key)}”" for key in earned]
        steps.append(f"in proportion {listed(shares)}")
        parts = f"rounded down, and each cent left over to the largest remainder, {parts}"
    return capital("; ".join([*steps, parts if exactly else f"in proportion {parts}"]))


def _exactly(
    settled: Settlement, bound: list[Limit], earned: Mapping[str, Money], after: Money
) -> dict[str, Fraction]:
    """Return exact parts in cents, where one limit cuts lines of one part each and cents do not divide."""
    portions = [portion for portion in settled.portions if portion.line in earned and portion.before]
    if len(bound) > 1 or len(portions) > len(earned):
        return {}
    before = total(earned.values()).cents
    exactly = {key: Fraction(amount.cents * after.cents, before) for key, amount in earned.items()}
    return exactly if any(part.denominator > 1 for part in exactly.values()) else {}
