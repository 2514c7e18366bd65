"""A history as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from obcgen.history.faults import EDITED, OTHER_SPEC
from obcgen.history.steps import FOR_BIDDERS, OF_CONTRACT, called
from obcgen.inspection.to_text import apart
from obcgen.problems import is_error
from obcgen.spec.dates import day
from obcgen.words import listed

if TYPE_CHECKING:
    from obcgen.changes.terms import TermChange
    from obcgen.history.documents import Held
    from obcgen.history.history import History
    from obcgen.history.settled import Settled
    from obcgen.history.steps import Step

MOST_CHANGES = 6
"""Terms that one step tells; obcgen diff tells all."""
SHORT_HASH = 12
LONGEST = 60
_STATES = {
    "identical": "as {step} makes it, byte by byte",
    "same words": "says what {step} makes",
    "carries it": "carries the spec of {step}; its words were not compared",
    "edited": "EDITED since {step} made it",
    "other spec": "made from OTHER VALUES than any file here",
    "not compared": "not compared",
}


def to_text(found: History) -> str:
    """Return the history: steps, settlements, documents."""
    return "".join(f"{line}\n" for line in _lines(found))


def _lines(found: History) -> Iterator[str]:
    for step in found.steps:
        yield from _step(step)
    if found.settled:
        yield ""
        yield "Settled"
        yield from (f"  {_settled(each)}" for each in found.settled)
    if found.documents:
        yield ""
        yield "Documents"
        width = max(len(each.file) for each in found.documents)
        yield from (f"  {each.file:<{width}}  {_held(each)}" for each in found.documents)


def _step(step: Step) -> Iterator[str]:
    when = (
        f", {'from' if step.kind in {'contract', 'amendment'} else 'issued'} {day(step.day)}"
        if step.day
        else ""
    )
    over = f", over {step.link.extends}" if step.link.extends else ""
    shown = (FOR_BIDDERS, OF_CONTRACT) if step.contract else ()
    hashes = [step.hashes[each] for each in shown] or [step.sha256]
    also = f", and Contract {step.contract}" if step.contract else ""
    short = ", ".join(each[:SHORT_HASH] for each in hashes)
    yield f"{step.file}  {called(step)}{when}{also}{over}  [{short}]"
    if step.answered:
        yield f"    Answers {step.answered} question{'s' * (step.answered != 1)}"
    for each in step.told[:MOST_CHANGES]:
        yield f"    {each.term}: {_change(each)}"
    if (more := len(step.told) - MOST_CHANGES) > 0:
        yield f"    and {more} more: obcgen diff {step.link.extends} {step.file}"
    if step.money and step.money.most.more:
        yield f"    At most {step.money.most.before} -> {step.money.most.after}"


def _settled(each: Settled) -> str:
    return (
        f"{each.file}  {each.settlement}, as of {day(each.as_of)}, under {each.step}: {each.total} in all, "
        f"{each.paid} paid before"
    )


def _held(each: Held) -> str:
    told = _STATES[each.state].format(step=each.step)
    clauses = f": {'; '.join(each.clauses)}" if each.clauses else ""
    own = sorted({fault.code for fault in each.problems if is_error(fault)} - {EDITED.code, OTHER_SPEC.code})
    return f"{told}{clauses}{f'; but see {listed(own)}' if own else ''}"


def _change(each: TermChange) -> str:
    """Return a term before and after on one line; of long ones the words that differ."""
    was, now = each.before.split(), each.after.split()
    if max(len(each.before), len(each.after)) > LONGEST and each.how == "changed":
        return " -> ".join(apart(was, now))
    return f"{_short(was)} -> {_short(now)}"


def _short(words: Sequence[str]) -> str:
    line = " ".join(words)
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 3]}..."
