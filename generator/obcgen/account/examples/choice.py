"""Examples of lines that pay the largest of several others: what each comes to, and which is paid."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from obcgen.account.examples.computation import after, computation, rounding
from obcgen.account.examples.edges import MISSED, REACHED, Marks, marked, out_of
from obcgen.account.examples.example import Case
from obcgen.account.examples.speaker import Speaker
from obcgen.account.examples.words import measured
from obcgen.deal.counting import Counting, threshold
from obcgen.deal.lines.best_of import BestOf
from obcgen.figures import TIMES, as_factor, exact_money
from obcgen.words import capital, listed

if TYPE_CHECKING:
    from obcgen.account.account import Account, SettledLine
    from obcgen.deal.deal import Deal

End = Callable[[Iterable[Fraction]], Fraction]


def of_choice(deal: Deal, line: BestOf) -> Iterator[Case]:
    """Yield the examples of a line that chooses; the first one pays."""
    speakers = [Speaker(deal, leaf) for leaf in line.leaves]
    case = _of_one if line.by_participant else _of_all
    yield case(speakers, max)
    yield case(speakers, min)
    if line.condition:
        found = case(speakers, max)
        facts = replace(found.facts, unmet=frozenset({line.id}))
        situation = f"{found.situation}, but the condition of this line is not met"
        yield Case(situation, facts, f"paid only provided that {line.condition}")


def _marks(speakers: list[Speaker], end: End) -> Marks:
    """Return for each outcome the best, or the least, of the results at which a line turns."""
    found: Marks = {}
    for outcome in dict.fromkeys(outcome for each in speakers for outcome in each.outcomes):
        own = [speaker for speaker in speakers if outcome in speaker.outcomes]
        measure, grade = own[0].measure(outcome), own[0].grade
        least = threshold(measure, grade)
        values = [level for each in own for level in each.line.on_scale] + ([] if least is None else [least])
        found[outcome] = marked(measure, end(values), grade) if values else REACHED
    return found


def _did(speakers: list[Speaker], marks: Marks, count: int) -> str:
    outcomes = speakers[0].deal.outcomes
    words = []
    for key, mark in marks.items():
        where = f" on “{outcomes[key].name}”" if len(marks) > 1 else ""
        value = mark.value
        known = value is not None and f"{measured(outcomes[key].measure, value, count)}{where}"
        words.append(known or f"reach{'es' if count == 1 else ''} “{outcomes[key].name}”")
    return listed(words)


def _of_one(speakers: list[Speaker], end: End) -> Case:
    """Return the case of one participant."""
    marks = _marks(speakers, end)
    speaker = next((each for each in speakers if each.dosage), speakers[0])
    person = replace(speaker.alike(marks), groups=frozenset().union(*(each.groups for each in speakers)))
    received = f"receives {speaker.dosage} and " if speaker.dosage else ""
    return Case(f"{speaker.who()} {received}{_did(speakers, marks, 1)}", speaker.facts(marks, person))


def _of_all(speakers: list[Speaker], end: End) -> Case:
    """Return the case of all participants together."""
    deal, first = speakers[0].deal, speakers[0]
    marks = _marks(speakers, end)
    by_share = [key for key in marks if first.measure(key).counted_by == "participant"]
    together = {key: mark for key, mark in marks.items() if key not in by_share}
    words = [f"the group {_did(speakers, together, 1)}"] if together else []
    people = []
    if by_share:
        levels = [each.line.ladder for each in speakers if not set(by_share).isdisjoint(each.outcomes)]
        reached, counted = out_of(deal.planned, end(level for found in levels for level in found))
        people = [
            first.alike(dict.fromkeys(by_share, REACHED), reached),
            first.alike(dict.fromkeys(by_share, MISSED), counted - reached),
        ]
        names = listed([f"“{deal.outcomes[key].name}”" for key in by_share])
        verb = "reaches" if reached == 1 else "reach"
        words.append(f"{reached:,} of {counted:,} Participants counted {verb} {names}")
    facts = first.facts(together, *(each for each in people if each.count))
    return Case(capital(listed(words)), facts)


def arithmetic(deal: Deal, case: Case, settled: Account, line: SettledLine) -> str:
    """Return how the amount of any line comes about."""
    paying = deal.lines[line.id]
    if isinstance(paying, BestOf):
        return _chosen(deal, case, settled, paying)
    return computation(deal, case, settled, line)


def _chosen(deal: Deal, case: Case, settled: Account, best: BestOf) -> str:
    """Return what each line to choose from comes to, and what is paid."""
    counting, line = Counting(deal, case.facts), settled.line(best.id)
    amounts = [
        (
            each.earned_by(counting, case.facts.people[0], 1)
            if best.by_participant
            else each.earned_by_all(counting)
        ).amount
        for each in best.lines
    ]
    if line.items:
        told = zip(best.lines, amounts, strict=True)
        steps = [f"“{each.name}” comes to {exact_money(amount)}" for each, amount in told]
        steps.append(f"the largest is paid: {_largest(best, line, max(amounts))}")
    else:
        steps = [case.nothing or "nothing is due"]
    return capital("; ".join([*steps, *after(deal, settled, line)]))


def _largest(best: BestOf, line: SettledLine, largest: Fraction) -> str:
    """Return what the largest of several amounts comes to: for so many, and after the factor."""
    paid = line.exact
    count = f"{line.counted:,}{TIMES}" if line.counted > 1 else ""
    factor = f"{TIMES}{best.factor.exact}" if best.factor else ""
    sums = f"{count}{as_factor(largest) if count or factor else exact_money(largest)}{factor}"
    return (
        f"{sums}{'' if sums == exact_money(paid) else f' = {exact_money(paid)}'}{rounding(paid, line.earned)}"
    )
