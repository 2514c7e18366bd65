"""Participants whose groups leave results without any effect: in none, or not in that of an outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.deal.compile import deal_of
from obcgen.problems import Kind
from obcgen.results.plausible.oddity import Oddity
from obcgen.spec.shapes import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from obcgen.deal.facts import Alike
    from obcgen.results.people import People
    from obcgen.spec import Spec

OUTSIDE = Kind("RES-51", "Results that count for nothing, because of the group", "warning")

_NAMED = 3
"""So many participants are named; the rest are counted."""
_HINT = "Correct the column group, or take the result out."


def groups_let_results_count(spec: Spec, people: People) -> Iterator[Oddity]:
    """Yield what is told where somebody is in no group, or has a result of one that he is not in."""
    deal = deal_of(spec)
    paying = [line for line in deal.lines.values() if line.by_participant and not line.chosen]
    if paying and all(line.paid_for.group for line in paying):
        yield from _told(people, "group", "in no group, and every line concerns one", _in_none)
    for key, outcome in deal.outcomes.items():
        if outcome.group is not None:
            words = f"not in the group {outcome.group}, which {key} concerns, and has a result of it"
            yield from _told(people, key, words, _outside(key, outcome.group))


def _in_none(kind: Alike) -> bool:
    return kind.served and not kind.groups


def _outside(key: str, group: str) -> Callable[[Alike], bool]:
    def is_outside(kind: Alike) -> bool:
        mark = kind.marks.get(key)
        measured = mark is not None and mark.standing in {"reached", "not_reached"}
        return measured and group not in kind.groups

    return is_outside


def _told(people: People, about: str, words: str, concerns: Callable[[Alike], bool]) -> Iterator[Oddity]:
    odd = {at for at, kind in enumerate(people.kinds) if concerns(kind)}
    rows = zip(people.ids, people.kind_of, strict=True) if odd else ()
    names = [name for name, kind in rows if kind in odd]
    if not names:
        return
    listed = ", ".join(map(shown, names[:_NAMED]))
    more = f", and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    who = "One participant is" if len(names) == 1 else f"{len(names):,} participants are"
    yield Oddity(
        OUTSIDE,
        about,
        f"{who} {words}, so that nothing is paid for it: {listed}{more}.",
        place=people.place_of(names[0]),
        found=listed,
        expected="the group to which each participant belongs",
        hint=_HINT,
    )
