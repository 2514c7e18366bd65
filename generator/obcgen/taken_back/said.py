"""An edit in words, for a person: who made it, what stands around it, what to look at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from obcgen.problems import Path, dotted
from obcgen.taken_back.claims import OfValue, OfWords, Target
from obcgen.taken_back.edits import Edit
from obcgen.taken_back.spec_text import Leaf
from obcgen.taken_back.words import MONTHS, SHORT_MONTHS, Hunk, Word, cut, figures, hunks, words

AROUND: Final = 6
_LEADS: Final = frozenset(
    [
        *"-~+<>=\N{EN DASH}\N{MINUS SIGN}",
        *(month.casefold() for month in (*MONTHS, *SHORT_MONTHS)),
        *("not", "no", "never", "except", "least", "most", "than", "to", "only", "exactly"),
        *("about", "around", "approximately", "nearly", "almost", "over", "under", "above", "below"),
        *("minimum", "maximum", "minus", "plus", "on", "by", "before", "after", "until", "from", "within"),
    ]
)
"""What stands before a figure or date and says what it means."""
_FOLLOWS: Final = frozenset(
    [
        *"%+",
        *("percent", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months"),
        *("year", "years", "business", "calendar", "school", "working"),
    ]
)
"""What stands behind a figure and says what it counts."""


def authors(edit: Edit) -> tuple[str, ...]:
    """Return who made the tracked changes of a paragraph, and on which day."""
    found = (f"{one.author}, {one.date[:10]}".strip(", ") for one in edit.revisions)
    return tuple(dict.fromkeys(one for one in found if one))


def torn(paths: Sequence[Path]) -> str:
    """Return why no side is taken where the document gives one of some values two new ones."""
    each = " or ".join(map(dotted, paths))
    if len(paths) == 1:
        return f"The document gives {each} two different new ones."
    return f"It may be {each}: which of them prints it could not be seen. Change it there by hand."


def list_in(leaves: Sequence[Leaf], text: str, *, whole: bool = False) -> Path:
    """Return the path of a list of which a text holds every item, or with `whole` is an item."""
    said = f" {_keys(text)} "
    lists: dict[Path, list[bool]] = {}
    for leaf in leaves:
        if isinstance(leaf.path[-1], int):
            item = f" {_keys(leaf.value)} "
            lists.setdefault(leaf.path[:-1], []).append(item == said if whole else item in said)
    found = [(len(items), path) for path, items in lists.items() if (any(items) if whole else all(items))]
    return max(found, key=lambda one: one[0])[1] if found else ()


def _keys(text: str) -> str:
    return " ".join(word.key.casefold() for word in words(text))


def around(edit: Edit, several: Sequence[Target]) -> tuple[str, str]:
    """Return the words of edits within a paragraph before and after, with a few around them."""
    found = [target.spot.hunk for target in several if target.spot]
    if not found:
        return edit.before, edit.after
    return (
        part(edit.before, found[0].start, found[-1].end),
        part(edit.after, found[0].new_start, found[-1].new_end),
    )


def part(text: str, start: int, end: int) -> str:
    """Return words of a text with a few around them."""
    count = len(words(text))
    first, last = max(0, start - AROUND), min(count, end + AROUND)
    said = cut(text, first, last).replace("\ue000", "").replace("\ue001", "")
    return f"{'... ' if first else ''}{said}{' ...' if last < count else ''}"


def short(old: str, new: str, *, whole: bool) -> tuple[str, str]:
    """Return a value before and after: whole where it is short, else what differs and a few words."""
    old, new = " ".join(old.split()), " ".join(new.split())
    if whole or len(old) + len(new) <= 120:
        return old, new
    found = hunks(old, new)
    if not found:
        return old, new
    return (
        part(old, found[0].start, found[-1].end),
        part(new, found[0].new_start, found[-1].new_end),
    )


def look_at(edit: Edit, several: Sequence[Target], claim: OfValue | OfWords) -> str:
    """Return what to look at where words of a clause change, or a figure in a text of the spec."""
    if isinstance(claim, OfWords) and claim.frozen:
        said = ", ".join(figures(edit.after))
        told = "This paragraph was made from the spec and is now plain words, which no longer follow it"
        return f"{told}: {said}." if said else f"{told}."
    said = next((said for target in several if (said := figures_in(edit, target))), "")
    if isinstance(claim, OfWords):
        return said and f"{said} What was edited becomes words of the clause and does not follow the spec."
    return f"{said} It stands in a text: no other value follows it." if said and _is_text(claim.leaf) else ""


def _is_text(leaf: Leaf) -> bool:
    """Tell whether a value is words, and not just a date, an amount or a length of time."""
    return not all(one.is_figure or one.kind == "sign" or _key(one) in _FOLLOWS for one in words(leaf.text))


def figures_in(edit: Edit, target: Target) -> str:
    """Return the figures and dates that an edit took out or put in, as a sentence."""
    old, new = edit.before, edit.after
    if target.spot:
        hunk = target.spot.hunk
        old, new = cut(old, hunk.start, hunk.end), cut(new, hunk.new_start, hunk.new_end)
    gone, come = figures(old), figures(new)
    if target.spot and not (gone or come):
        return _beside_figure(edit, target.spot.hunk)
    is_moved_alone = edit.kind == "moved" and not target.spot and gone == come
    if is_moved_alone or not (gone or come):
        return ""
    was, now = ", ".join(gone) or "none", ", ".join(come) or "none"
    return f"A figure or date was edited: {_plain(was)} before, {_plain(now)} now."


def _beside_figure(edit: Edit, hunk: Hunk) -> str:
    """Return the words edited beside a figure that say what it means: a sign, a limit, a month, a unit."""
    was, now = words(edit.before), words(edit.after)
    touched = [was[hunk.start : hunk.end], now[hunk.new_start : hunk.new_end]]
    is_before = any(one.is_figure for one in was[hunk.end : hunk.end + 2])
    is_after = any(one.is_figure for one in was[max(0, hunk.start - 1) : hunk.start])
    leads = any(_key(one) in _LEADS for several in touched for one in several[-2:])
    follows = any(_key(one) in _FOLLOWS for several in touched for one in several[:2])
    if not ((is_before and leads) or (is_after and follows)):
        return ""
    old = cut(edit.before, max(0, hunk.start - 1), hunk.end + 2)
    new = cut(edit.after, max(0, hunk.new_start - 1), hunk.new_end + 2)
    return f"Words beside a figure or date were edited: {_plain(old)} before, {_plain(new)} now."


def _key(word: Word) -> str:
    return word.key.casefold()


def _plain(text: str) -> str:
    return text.replace("\ue000", "").replace("\ue001", "")
