"""The worked examples of a deal: two or three for each line, and one for each rule that goes across lines."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from obcgen.payment.names import listed, rate_name
from obcgen.payment.portions import paid_lines
from obcgen.payment.settle import settle
from obcgen.payment.subjects import counts_participants, named_outcomes
from obcgen.payment.worked.choice import arithmetic, of_choice
from obcgen.payment.worked.default import of_default
from obcgen.payment.worked.example import WorkedExample
from obcgen.payment.worked.limits import of_limits
from obcgen.payment.worked.people import of_participants
from obcgen.payment.worked.shares import of_shares
from obcgen.payment.worked.together import of_values
from obcgen.payment.worked.true_up import of_true_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from obcgen.payment.worked.example import Case
    from obcgen.spec import Spec


def worked_examples(spec: Spec) -> tuple[WorkedExample, ...]:
    """Return the examples of every line in the order of the rate card, then those of the rules across lines.

    Examples of two lines that are the same in everything but the line are given once. The spec has no errors.
    """
    own = [example for key in paid_lines(spec) for example in of_line(spec, key)]
    return (*_merged(spec, own), *of_limits(spec), *of_default(spec), *of_true_up(spec, own))


def _cases(spec: Spec, key: str) -> Iterator[Case]:
    """Yield the cases of a line by the way in which it pays."""
    rates, outcomes = spec.payment.rates, spec.outcomes
    if rates[key].best_of is not None:
        return of_choice(spec, key)
    if counts_participants(key, rates, outcomes):
        return of_participants(spec, key)
    counted = {outcomes[each].measure.counted_by for each in named_outcomes(key, rates[key])}
    return of_shares(spec, key) if "participant" in counted else of_values(spec, key)


def of_line(spec: Spec, key: str) -> Iterator[WorkedExample]:
    """Yield the examples of one line."""
    for at, case in enumerate(_cases(spec, key)):
        settled = settle(spec, case.facts)
        line = next(line for line in settled.lines if line.id == key)
        yield WorkedExample(
            "line",
            (key,),
            rate_name(spec, key),
            f"{case.situation}.",
            arithmetic(spec, case, settled, line),
            line.amount,
            case.facts,
            at == 0,
        )


def _merged(spec: Spec, examples: Iterable[WorkedExample]) -> list[WorkedExample]:
    """Return each example once, under all the lines for which it is the same; those of several after each."""
    found: dict[object, list[WorkedExample]] = {}
    for example in examples:
        found.setdefault((example.situation, example.computation, example.amount), []).append(example)
    order = list(paid_lines(spec))
    merged = (_together(spec, alike) for alike in found.values())
    return sorted(merged, key=lambda example: (order.index(example.lines[-1]), len(example.lines)))


def _together(spec: Spec, alike: list[WorkedExample]) -> WorkedExample:
    """Return examples that are alike as one."""
    lines = tuple(dict.fromkeys(example.lines[0] for example in alike))
    title = listed([rate_name(spec, key) for key in lines])
    return replace(alike[0], lines=lines, title=title, first=any(example.first for example in alike))
