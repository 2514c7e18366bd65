"""Blanks that follow from other answers are filled in: in the same edit, marked, anew each time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from obcgen.problems import ObcgenError
from obcgen.source.edits import with_texts, without_value
from obcgen.source.spans import spans
from obcgen.spec.shapes import blank_in
from obcgen.studio.blanks import blank_at
from obcgen.studio.fields import EVERY, field_at
from obcgen.studio.following import Chosen, Rule, Worded, said
from obcgen.studio.lead_times import rules_of
from obcgen.studio.paths import fits, leaves, lies_in

if TYPE_CHECKING:
    from obcgen.problems import Path
    from obcgen.source.nodes import Node
    from obcgen.studio.desk import Desk
    from obcgen.studio.interview import Interview

_OF_GRANTS: Final = {"aln", "obligate_by", "liquidate_by"}
BLANK: Final = "blank"
"""The shape of what began from a blank: the days of the schedule alone follow."""
_SCHEDULE: Final = "procurement.schedule"
_OF_A_BLANK: Final = "denver-literacy"
_LONGEST: Final = 2_000
"""So many characters follow at most: words of a pack that name one another grow no further."""
_ROUNDS: Final = 4
"""What follows from what follows: an email from an email, which is where proposals go."""


def rule_at(path: Path, deal: str, pages: Interview) -> Rule | None:
    """Return how the value at a path follows from others; nothing where a person must type it."""
    worded = next((each for each in pages.follows.items() if fits(path, each[0])), None)
    if worded:
        return Worded(worded[1]) if isinstance(worded[1], str) else Chosen(worded[1])
    if pages.is_left_out(path):  # a fact of the deal itself, such as its history: a new spec has its own
        return None
    if deal == BLANK:
        return _like(path, _OF_A_BLANK) if lies_in(path, _SCHEDULE) else None
    return _like(path, deal) if deal else None


@lru_cache(maxsize=2_000)
def _like(path: Path, deal: str) -> Rule | None:
    """Return the rule of a deal at a path; for a thing that the deal has not, that of another of its kind."""
    if path in rules_of(deal):
        return rules_of(deal)[path]
    field = field_at(path)
    kin = field.pattern if field and EVERY in field.pattern else ""
    alike = [(known, rule) for known, rule in rules_of(deal).items() if fits(known, kin)]
    return max(alike, key=lambda each: _in_common(each[0], path))[1] if alike else None


def _in_common(known: Path, path: Path) -> int:
    """Return how many steps two paths of one pattern share."""
    return sum(one == other for one, other in zip(known, path, strict=False))


def awaited(desk: Desk, path: Path, pages: Interview) -> Rule | None:
    """Return how a blank will follow once other answers are there; nothing where a person must type it."""
    rule = rule_at(path, desk.shape, pages)
    return rule if rule and rule.waits(desk.reading().source.root, path) else None


def with_followed(before: Desk, after: Desk, pages: Interview) -> tuple[Desk, int]:
    """Return the desk after an edit with all that follows as a part of the same step, and how much that is.

    A value that a person wrote or looked at is never changed.
    """
    try:
        kept = replace(after, text=_without_moot(after.text))
    except ObcgenError:
        return after, 0
    filled = _filled(kept, pages)
    if not filled and kept.text == after.text:
        return after, 0
    try:
        text = with_texts(kept.text, filled)
    except ObcgenError:  # a value stands in the text in a way that only a person can change
        return after, 0
    done = replace(before, looked=after.looked).edited(text)
    paths = frozenset(filled)
    count = sum(not blank_in(each) for each in filled.values())
    return replace(done, prefilled=after.prefilled | paths, followed=after.followed | paths), count


def unseen(desk: Desk) -> frozenset[Path]:
    """Return what stands in the spec, was written by nobody who works on it, and nobody has looked at."""
    waiting = desk.prefilled - desk.looked
    try:
        root = desk.reading().source.root
    except ObcgenError:
        return waiting
    return frozenset(path for path in waiting if said(root, path))


def _without_moot(text: str) -> str:
    """Return a text without the blanks that only federal money has, where the money is not federal.

    Raises:
        ObcgenError: the text is no YAML, or cannot be edited there.
    """
    root = spans(text)[1]
    for path in [path for path, value in leaves(root) if _is_moot(root, path) and blank_in(value)]:
        text = without_value(text, path)
    return text


def _is_moot(root: Node, path: Path) -> bool:
    """Tell whether money that is not federal has no use for a value."""
    return path[-1] in _OF_GRANTS and said(root, (*path[:-1], "federal")) == "false"


def _filled(desk: Desk, pages: Interview) -> Mapping[Path, str]:
    """Return the values that follow and do not stand there yet, by path."""
    try:
        root = spans(desk.text)[1]
    except ObcgenError:
        return {}
    filled: dict[Path, str] = {}
    for _ in range(_ROUNDS):
        new = dict(_due(desk, pages, root, (desk.followed - desk.looked).union(filled)))
        if not new:
            break
        filled |= new
        root = spans(with_texts(desk.text, filled))[1]
    return filled


def _due(desk: Desk, pages: Interview, root: Node, kept: frozenset[Path]) -> Iterator[tuple[Path, str]]:
    """Yield what a blank, or what was filled in before and nobody looked at, should say.

    What was filled in becomes a blank again where nothing is left that it follows from.
    """
    for path, value in leaves(root):
        is_blank = bool(blank_in(value))
        rule = rule_at(path, desk.shape, pages) if is_blank or path in kept else None
        if rule is None:
            continue
        due = rule.value(root, path, kept)
        if due is None and not is_blank:
            due = blank_at(path, pages)
        if due is not None and due != value and len(due) <= _LONGEST:
            yield path, due
