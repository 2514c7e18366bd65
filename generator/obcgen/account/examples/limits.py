"""Examples of limits that cut several lines at once: the cap for one participant, and those on everyone."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING

from obcgen.account.examples.edges import Marks, best, grade_of
from obcgen.account.examples.example import WorkedExample
from obcgen.account.examples.words import who
from obcgen.account.settle import settle
from obcgen.deal.counting import Counting
from obcgen.deal.dosage import full_dosage
from obcgen.deal.facts import Alike, Facts
from obcgen.deal.people import in_each_year, members
from obcgen.figures import exact_money
from obcgen.money import Money, total
from obcgen.words import capital, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from obcgen.account.account import Account
    from obcgen.deal.deal import Deal
    from obcgen.deal.limits import AppliedLimit
    from obcgen.deal.lines.line import Line


def of_limits(deal: Deal) -> Iterator[WorkedExample]:
    """Yield an example of the cap for one participant and one of the limits on everyone, where they cut."""
    if deal.most_each is not None:
        found = (_example(deal, *one, each=True) for one in _ones(deal))
        yield from islice((example for example in found if example is not None), 1)
    together = _example(deal, *_everyone(deal), each=False)
    if together is not None:
        yield together
    if deal.carries_over:
        yield from _carrying(deal)


# Results that are large enough


def _grade(deal: Deal) -> str:
    """Return a grade that every threshold by grade knows; none where there is none."""
    grades = (grade_of(outcome.measure) for outcome in deal.outcomes.values())
    return next((grade for grade in grades if grade), "")


def _marks(deal: Deal, counted_by: str) -> Marks:
    """Return by outcome counted by participant, or by group, the best result of which a line speaks."""
    grade = _grade(deal)
    naming: dict[str, list[Line]] = {key: [] for key in deal.outcomes}
    for line in deal.lines.values():
        for outcome in line.outcomes:
            naming[outcome].append(line)
    measures = {key: outcome.measure for key, outcome in deal.outcomes.items()}
    wanted = [key for key, measure in measures.items() if measure.counted_by == counted_by]
    return {key: best(measures[key], naming[key], grade) for key in wanted}


def _ones(deal: Deal) -> Iterator[tuple[str, Facts]]:
    """Yield one participant of each kind with the best results, and who that is."""
    marks, size, dosage = _marks(deal, "participant"), deal.planned, full_dosage(deal)
    gates = {gate for line in deal.lines.values() for gate in line.paid_for.gates}
    met = {(key, "", ""): mark for key, mark in _marks(deal, "group").items() if key in gates}
    for kind in sorted(members(deal, size), key=lambda kind: -len(kind.groups)):
        person = Alike(1, marks, kind.cohort, kind.groups, grade=_grade(deal), dosage=dosage)
        yield who(deal, 1, kind.groups, kind.cohort, "", ""), Facts(size, size, (person,), met)


def _everyone(deal: Deal) -> tuple[str, Facts]:
    """Return as many participants as there can be, all with the best results."""
    marks, size, dosage = _marks(deal, "participant"), deal.everyone, full_dosage(deal)
    kinds = [kind for kind in members(deal, size) if kind.count]
    people = in_each_year(deal, [replace(x, marks=marks, grade=_grade(deal), dosage=dosage) for x in kinds])
    results = {(key, "", ""): mark for key, mark in _marks(deal, "group").items()}
    return who(deal, size, (), "", "", ""), Facts(size, size, people, results)


# The examples


def _carrying(deal: Deal) -> Iterator[WorkedExample]:
    """Yield an example of what the cap for the first year takes off and the next years pay."""
    _, everyone = _everyone(deal)
    counting = Counting(deal, everyone)
    years = sorted(limit.key for limit in deal.limits if limit.scope == "year")
    people = tuple(person for person in everyone.people if counting.year(person) == years[0])
    if not people:
        return
    facts = replace(everyone, people=people)
    settled = settle(deal, facts)
    first = next(limit for limit in settled.limits if limit.scope == "year" and limit.name == years[0])
    if not first.carried:
        return
    size = who(deal, sum(person.count for person in people), (), "", "", "")
    amounts = {line.id: line.amount for line in settled.lines if line.amount}
    words = f"{size} earn {first.before} in all in {years[0]}, and no later year earns anything."
    kept = first.after - total(each.amount for each in first.carried)
    steps = [f"{first.terms.called} leaves {kept} in {years[0]}"]
    steps += [f"{each.year} pays {each.amount} of the rest" for each in first.carried]
    whole = total(amounts.values())
    yield WorkedExample("limit", tuple(amounts), "Carry-over", words, capital("; ".join(steps)), whole, facts)


def _example(deal: Deal, subject: str, facts: Facts, *, each: bool) -> WorkedExample | None:
    """Return what limits leave of results; none where they do not cut two lines or more."""
    settled = settle(deal, facts)
    earned = {line.id: line.before for line in settled.lines if line.amount < line.before}
    if len(earned) < 2 or not _fits(settled.cutting, each=each):
        return None
    words = [f"{amount} under “{deal.lines[key].name}”" for key, amount in earned.items()]
    return WorkedExample(
        "limit",
        tuple(earned),
        "Limits",
        f"{subject} earn{'s' if each else ''} {listed(words)}.",
        _cut(deal, settled, earned),
        total(settled.line(key).amount for key in earned),
        facts,
    )


def _fits(bound: list[AppliedLimit], *, each: bool) -> bool:
    """Tell whether the limits that cut are those to be shown: for one participant only the cap for one."""
    scopes = {limit.scope for limit in bound}
    return scopes == {"participant"} if each else bool(scopes - {"participant"})


def _cut(deal: Deal, settled: Account, earned: Mapping[str, Money]) -> str:
    """Return each limit that cuts, and the parts that it leaves, rounded so that they sum to the whole."""
    bound, names = settled.cutting, {key: deal.lines[key].name for key in earned}
    amounts = {key: settled.line(key).amount for key in earned}
    steps = [f"together {total(earned.values())}"]
    for limit in bound:
        base = f", Base Funding of {settled.base} included," if limit.scope == "not_to_exceed" else ""
        steps.append(f"{limit.terms.called} {limit.did(included=base)}")
    parts = listed([f"{amount} for “{names[key]}”" for key, amount in amounts.items()])
    exactly = _exactly(settled, bound, earned, total(amounts.values()))
    if exactly:
        shares = [f"{exact_money(exactly[key])} for “{names[key]}”" for key in earned]
        steps.append(f"in proportion {listed(shares)}")
        parts = f"rounded down, and each cent left over to the largest remainder, {parts}"
    return capital("; ".join([*steps, parts if exactly else f"in proportion {parts}"]))


def _exactly(
    settled: Account, bound: list[AppliedLimit], earned: Mapping[str, Money], after: Money
) -> dict[str, Fraction]:
    """Return exact parts in cents, where one limit cuts lines of one part each and cents do not divide."""
    entries = [entry for entry in settled.entries if entry.line in earned and entry.before]
    if len(bound) > 1 or len(entries) > len(earned):
        return {}
    before = total(earned.values()).cents
    exactly = {key: Fraction(amount.cents * after.cents, before) for key, amount in earned.items()}
    return exactly if any(part.denominator > 1 for part in exactly.values()) else {}
