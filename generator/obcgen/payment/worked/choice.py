"""Examples of lines that pay the largest of several others: what each comes to, and which is paid."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from obcgen.money import Money
from obcgen.payment.attained import NONE, View, threshold
from obcgen.payment.earning import for_all, for_participant
from obcgen.payment.facts import Mark
from obcgen.payment.names import capital, listed, outcome_name, rate_name
from obcgen.payment.subjects import counts_participants
from obcgen.payment.worked.computation import TIMES, after, as_factor, computation, exact
from obcgen.payment.worked.edges import MISSED, REACHED, ladder, marked, out_of, rungs
from obcgen.payment.worked.example import Case
from obcgen.payment.worked.line import Line
from obcgen.payment.worked.words import measured

if TYPE_CHECKING:
    from obcgen.payment.settle import Line as Settled
    from obcgen.payment.settle import Settlement
    from obcgen.spec import Spec
    from obcgen.spec.rates import Rate

End = Callable[[Iterable[Fraction]], Fraction]


def of_choice(spec: Spec, key: str) -> Iterator[Case]:
    """Yield the examples of a line that chooses; the first one pays."""
    lines = [Line(spec, leaf) for leaf in _leaves(spec, key)]
    each = counts_participants(key, spec.payment.rates, spec.outcomes)
    case = _of_one if each else _of_all
    yield case(lines, max)
    yield case(lines, min)
    requires = spec.payment.rates[key].requires
    if requires is not None and requires.condition:
        found = case(lines, max)
        facts = replace(found.facts, unmet=frozenset({key}))
        situation = f"{found.situation}, but the condition of this line is not met"
        yield Case(situation, facts, f"paid only provided that {requires.condition}")


def _leaves(spec: Spec, key: str) -> Iterator[str]:
    """Yield the lines with prices of their own that a line chooses from in the end."""
    chosen = spec.payment.rates[key].best_of
    if chosen is None:
        yield key
    for line in chosen or ():
        yield from _leaves(spec, line)


def _marks(lines: list[Line], end: End) -> dict[str, Mark]:
    """Return for each outcome the best, or the least, of the results at which a line turns."""
    found: dict[str, Mark] = {}
    for outcome in dict.fromkeys(outcome for line in lines for outcome in line.outcomes):
        own = [line for line in lines if outcome in line.outcomes]
        measure, grade = own[0].measure(outcome), own[0].grade
        least = threshold(measure, grade)
        values = [rung for line in own for rung in rungs(line.rate)] + ([] if least is None else [least])
        found[outcome] = marked(measure, end(values), grade) if values else REACHED
    return found


def _did(lines: list[Line], marks: dict[str, Mark], count: int) -> str:
    spec = lines[0].spec
    words = []
    for key, mark in marks.items():
        where = f" on “{outcome_name(spec, key)}”" if len(marks) > 1 else ""
        value = mark.value
        known = value is not None and f"{measured(spec.outcomes[key].measure, value, count)}{where}"
        words.append(known or f"reach{'es' if count == 1 else ''} “{outcome_name(spec, key)}”")
    return listed(words)


def _of_one(lines: list[Line], end: End) -> Case:
    """Return the case of one participant."""
    marks = _marks(lines, end)
    speaker = next((line for line in lines if line.dosage), lines[0])
    person = replace(speaker.alike(marks), groups=frozenset().union(*(line.groups for line in lines)))
    received = f"receives {speaker.dosage} and " if speaker.dosage else ""
    return Case(f"{speaker.who()} {received}{_did(lines, marks, 1)}", speaker.facts(marks, person))


def _of_all(lines: list[Line], end: End) -> Case:
    """Return the case of all participants together."""
    spec = lines[0].spec
    marks = _marks(lines, end)
    by_share = [key for key in marks if lines[0].measure(key).counted_by == "participant"]
    together = {key: mark for key, mark in marks.items() if key not in by_share}
    words = [f"the group {_did(lines, together, 1)}"] if together else []
    people = []
    if by_share:
        levels = [ladder(line.rate) for line in lines if not set(by_share).isdisjoint(line.outcomes)]
        share = end(level for found in levels for level in found)
        reached, counted = out_of(spec.population.planned, share)
        people = [
            lines[0].alike(dict.fromkeys(by_share, REACHED), reached),
            lines[0].alike(dict.fromkeys(by_share, MISSED), counted - reached),
        ]
        names = listed([f"“{outcome_name(spec, key)}”" for key in by_share])
        verb = "reaches" if reached == 1 else "reach"
        words.append(f"{reached:,} of {counted:,} Participants counted {verb} {names}")
    facts = lines[0].facts(together, *(each for each in people if each.count))
    return Case(capital(listed(words)), facts)


def arithmetic(spec: Spec, case: Case, settled: Settlement, line: Settled) -> str:
    """Return how the amount of any line comes about."""
    if spec.payment.rates[line.id].best_of is None:
        return computation(spec, case, settled, line)
    return _chosen(spec, case, settled, line)


def _chosen(spec: Spec, case: Case, settled: Settlement, line: Settled) -> str:
    """Return what each line to choose from comes to, and what is paid."""
    facts, rate = case.facts, spec.payment.rates[line.id]
    view = View(spec, facts)
    each = counts_participants(line.id, spec.payment.rates, spec.outcomes)
    found = {
        key: (for_participant(view, key, facts.people[0], 1) if each else for_all(view, key)).amount
        for key in rate.best_of or ()
    }
    if line.items:
        steps = [f"“{rate_name(spec, key)}” comes to {exact(amount)}" for key, amount in found.items()]
        steps.append(f"the largest is paid: {_largest(rate, line, max(found.values()))}")
    else:
        steps = [case.nothing or "nothing is due"]
    return capital("; ".join([*steps, *after(spec, settled, line)]))


def _largest(rate: Rate, line: Settled, largest: Fraction) -> str:
    """Return what the largest of several amounts comes to: for so many, and after the factor."""
    paid = sum((item.amount for item in line.items), NONE)
    count = f"{line.counted:,}{TIMES}" if line.counted > 1 else ""
    factor = f"{TIMES}{rate.factor.exact}" if rate.factor else ""
    sums = f"{count}{as_factor(largest) if count or factor else exact(largest)}{factor}"
    rounded = f", rounded to {Money(1).times(paid)}" if paid.denominator > 1 else ""
    return f"{sums}{'' if sums == exact(paid) else f' = {exact(paid)}'}{rounded}"
