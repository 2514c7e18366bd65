"""The example of a true-up: what was paid on interim results is set off against what final results earn."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from obcgen.money import ZERO
from obcgen.payment.facts import Ledger
from obcgen.payment.settle import settle
from obcgen.payment.subjects import counts_participants
from obcgen.payment.worked.choice import arithmetic
from obcgen.payment.worked.example import Case, WorkedExample

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from obcgen.money import Money
    from obcgen.payment.facts import Facts
    from obcgen.payment.settle import Line
    from obcgen.spec import Spec

_FEWER = 2
"""So many of those paid for turn out not to have reached it."""


def of_true_up(spec: Spec, examples: Sequence[WorkedExample]) -> Iterator[WorkedExample]:
    """Yield the example of the first line that pays less on final results than on interim ones."""
    firsts = {example.lines: example for example in reversed(examples)}
    found = (_example(spec, firsts[lines], examples) for lines in dict.fromkeys(e.lines for e in examples))
    yield from [example for example in found if example is not None][:1]


def _example(spec: Spec, first: WorkedExample, examples: Sequence[WorkedExample]) -> WorkedExample | None:
    """Return the true-up from an example's results to lower ones of the same line; none without any."""
    (key,) = first.lines
    if counts_participants(key, spec.payment.rates, spec.outcomes):
        return _fewer(spec, first)
    lower = next(
        (each for each in examples if each.lines == first.lines and each.amount < first.amount), None
    )
    if lower is None:
        return None
    interim = f"For “{first.title}” the interim Settlement paid {first.amount}."
    situation = f"{interim} In the final data: {lower.situation}"
    return _settled(spec, first, situation, first.amount, lower.facts)


def _fewer(spec: Spec, first: WorkedExample) -> WorkedExample | None:
    """Return the true-up to fewer participants with the same result."""
    interim = max(spec.population.planned // 2, _FEWER)
    final = interim - _FEWER
    people = [tuple(replace(each, count=count) for each in first.facts.people) for count in (interim, final)]
    higher, lower = (replace(first.facts, people=each) for each in people)
    paid = _line(spec, first, higher, Ledger()).amount
    situation = (
        f"For “{first.title}” the interim Settlement counted {interim:,} Participants with the result of the "
        f"first example of that line, and paid {paid}. The final data count {final:,}."
    )
    return _settled(spec, first, situation, paid, lower)


def _line(spec: Spec, first: WorkedExample, facts: Facts, ledger: Ledger) -> Line:
    return next(line for line in settle(spec, facts, ledger).lines if line.id == first.lines[0])


def _settled(
    spec: Spec, first: WorkedExample, situation: str, paid: Money, facts: Facts
) -> WorkedExample | None:
    """Return the example; none where the final results pay no less."""
    (key,) = first.lines
    ledger = Ledger({f"rates.{key}": paid})
    settled = settle(spec, facts, ledger)
    line = next(line for line in settled.lines if line.id == key)
    if line.due >= ZERO:
        return None
    back = f"{line.amount} less {paid} paid before: the Provider owes back {-line.due}"
    text = f"{arithmetic(spec, Case(situation, facts), settled, line)}; {back}"
    return WorkedExample("true_up", (key,), "True-Up", situation, text, line.due, facts, ledger=ledger)
