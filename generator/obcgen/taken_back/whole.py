"""A value that was edited at several words: it becomes what was typed as a whole, or it stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from obcgen.readers.edited import shown
from obcgen.source.cutting import Cut, applied
from obcgen.taken_back.edits import Edit, Spot, spots
from obcgen.taken_back.spec_text import Leaf
from obcgen.taken_back.transfer import transferred
from obcgen.taken_back.words import Hunk, cut, words

Token = tuple[str, bool]


def whole_value(leaf: Leaf, edit: Edit, spot: Spot) -> tuple[tuple[Spot, ...], tuple[Cut, ...]] | None:
    """Return all edits of a value within one paragraph, and what they make of its text together.

    No changes mean that the text cannot become what was typed. Nothing is returned where the paragraph does
    not print the value as it stands, or where the edit goes beyond it.
    """
    if any(word.is_markup or word.kind == "opaque" for word in words(leaf.text)):
        return None
    span = _printed_at(leaf, edit, spot)
    if span is None:
        return None
    inside = tuple(one for one in spots(edit) if _lies_in(one.hunk, *span, edges=_has_edges(leaf)))
    if spot not in inside:
        return None
    typed = _typed(edit, inside, *span)
    cuts = [transferred(leaf.text, edit.before, edit.after, one.hunk) for one in inside]
    several = [one for one in cuts if one]
    made = applied(leaf.text, several) if len(several) == len(cuts) else None
    if made is not None and _tokens(made) == _tokens(typed):
        return inside, tuple(several)
    if leaf.is_block or not typed:
        return inside, ()
    return inside, (Cut(0, len(leaf.text), typed),)


def _has_edges(leaf: Leaf) -> bool:
    """Tell whether words typed just before or after a value belong to it: not those beside a figure."""
    return not any(word.is_figure for word in words(leaf.text))


def _printed_at(leaf: Leaf, edit: Edit, spot: Spot) -> tuple[int, int] | None:
    """Return from which word to which the paragraph printed a value, where an edit lies in that."""
    old = [word.key.casefold() for word in words(edit.before)]
    mine = [word.key.casefold() for word in words(leaf.text)]
    size = len(mine)
    found = [
        first
        for first in range(max(0, spot.hunk.end - size), spot.hunk.start + 1)
        if old[first : first + size] == mine
    ]
    return (found[0], found[0] + size) if len(found) == 1 and size else None


def _lies_in(hunk: Hunk, start: int, end: int, *, edges: bool) -> bool:
    if hunk.start == hunk.end and not edges:
        return start < hunk.start < end
    return start <= hunk.start and hunk.end <= end


def _typed(edit: Edit, inside: Sequence[Spot], start: int, end: int) -> str:
    """Return the words of the edited paragraph that stand where it printed the value."""
    first, last = inside[0].hunk, inside[-1].hunk
    new_start, new_end = first.new_start - (first.start - start), last.new_end + (end - last.end)
    return shown(cut(edit.after, new_start, new_end))


def _tokens(text: str) -> tuple[Token, ...]:
    """Return the words of a text, each with whether a space stands before it."""
    return tuple(_with_gaps(text.strip()))


def _with_gaps(text: str) -> Iterator[Token]:
    end = 0
    for word in words(text):
        yield word.key.casefold(), word.start > end
        end = word.end
