"""The worked examples of a deal: two or three for each line, and one for each rule that goes across lines."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from obcgen.account.examples.choice import arithmetic, of_choice
from obcgen.account.examples.default import of_default
from obcgen.account.examples.example import WorkedExample
from obcgen.account.examples.limits import of_limits
from obcgen.account.examples.people import of_participants
from obcgen.account.examples.quality import of_quality
from obcgen.account.examples.shares import of_shares
from obcgen.account.examples.together import of_values
from obcgen.account.examples.true_up import of_true_up
from obcgen.account.settle import settle
from obcgen.deal.compile import deal_of
from obcgen.deal.lines.best_of import BestOf
from obcgen.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from obcgen.account.examples.example import Case
    from obcgen.deal.deal import Deal
    from obcgen.deal.lines.line import Line
    from obcgen.spec import Spec


def worked_examples(spec: Spec | Deal) -> tuple[WorkedExample, ...]:
    """Return the examples of every line in the order of the rate card, then those of the rules across lines.

    Examples of two lines that are the same in everything but the line are given once. The spec has no errors.
    """
    return _worked_examples(deal_of(spec))


@lru_cache(maxsize=8)
def _worked_examples(deal: Deal) -> tuple[WorkedExample, ...]:
    own = [example for line in deal.paid for example in of_line(deal, line)]
    return (*_merged(deal, own), *of_limits(deal), *of_default(deal), *of_true_up(deal, own))


def _cases(deal: Deal, line: Line) -> Iterator[Case]:
    """Yield the cases of a line by the way in which it pays."""
    if isinstance(line, BestOf):
        return of_choice(deal, line)
    if line.by_participant:
        return of_participants(deal, line)
    return of_shares(deal, line) if line.paid_for.by_participant else of_values(deal, line)


def of_line(deal: Deal, line: Line) -> Iterator[WorkedExample]:
    """Yield the examples of one line."""
    about = deal.about(line)
    for at, case in enumerate(of_quality(line, _cases(deal, line))):
        settled = settle(about, case.facts)
        found = settled.line(line.id)
        text = arithmetic(deal, case, settled, found)
        situation = f"{case.situation}."
        yield WorkedExample("line", (line.id,), line.name, situation, text, found.amount, case.facts, at == 0)


def _merged(deal: Deal, examples: Iterable[WorkedExample]) -> list[WorkedExample]:
    """Return each example once, under all the lines for which it is the same; those of several after each."""
    found: dict[object, list[WorkedExample]] = {}
    for example in examples:
        found.setdefault((example.situation, example.computation, example.amount), []).append(example)
    order = {line.id: at for at, line in enumerate(deal.paid)}
    merged = (_together(deal, alike) for alike in found.values())
    return sorted(merged, key=lambda example: (order[example.lines[-1]], len(example.lines)))


def _together(deal: Deal, alike: list[WorkedExample]) -> WorkedExample:
    """Return examples that are alike as one."""
    lines = tuple(dict.fromkeys(example.lines[0] for example in alike))
    title = listed([deal.lines[key].name for key in lines])
    return replace(alike[0], lines=lines, title=title, first=any(example.first for example in alike))
