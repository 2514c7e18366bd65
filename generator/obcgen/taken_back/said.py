"""An edit in words, for a person: who made it, what stands around it, what to look at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from obcgen.problems import Path, dotted
from obcgen.taken_back.claims import OfWords, Target
from obcgen.taken_back.edits import Edit
from obcgen.taken_back.spec_text import Leaf
from obcgen.taken_back.words import cut, figures, hunks, words

AROUND: Final = 6


def authors(edit: Edit) -> tuple[str, ...]:
    """Return who made the tracked changes of a paragraph, and on which day."""
    found = (f"{one.author}, {one.date[:10]}".strip(", ") for one in edit.revisions)
    return tuple(dict.fromkeys(one for one in found if one))


def named(path: Path) -> str:
    """Return a value's path for a sentence."""
    return dotted(path) or "this value"


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


def look_at(edit: Edit, target: Target, claim: OfWords) -> str:
    """Return what to look at where words of a clause change."""
    if claim.frozen:
        said = ", ".join(figures(edit.after))
        told = "This paragraph was made from the spec and is now plain words, which no longer follow it"
        return f"{told}: {said}." if said else f"{told}."
    said = figures_in(edit, target)
    return said and f"{said} It becomes words of the clause and no longer follows the spec."


def figures_in(edit: Edit, target: Target) -> str:
    """Return the figures and dates that an edit took out or put in, as a sentence."""
    old, new = edit.before, edit.after
    if target.spot:
        hunk = target.spot.hunk
        old, new = cut(old, hunk.start, hunk.end), cut(new, hunk.new_start, hunk.new_end)
    gone, come = figures(old), figures(new)
    is_moved_alone = edit.kind == "moved" and not target.spot and gone == come
    if is_moved_alone or not (gone or come):
        return ""
    was, now = ", ".join(gone) or "none", ", ".join(come) or "none"
    return f"A figure or date was edited: {_plain(was)} before, {_plain(now)} now."


def _plain(text: str) -> str:
    return text.replace("\ue000", "").replace("\ue001", "")
