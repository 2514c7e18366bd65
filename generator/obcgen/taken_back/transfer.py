"""An edit of printed words, made in the text they were printed from: a value, or a clause's Markdown.

The words of both texts are laid beside each other. What was edited must stand in the source as it was
printed, word beside word; where a variable or a condition comes between, nothing is transferred.
"""

from __future__ import annotations

from difflib import SequenceMatcher

from obcgen.readers.edited import COUNTED, END
from obcgen.source.cutting import Cut
from obcgen.taken_back.words import Hunk, Word, cut, gap_before, respelled, words


def transferred(source: str, before: str, after: str, hunk: Hunk) -> Cut | None:
    """Return one edit as a change of a source, or nothing where its words do not stand there.

    Args:
        source: the text that was printed, or a part of what was.
        before: the printed paragraph.
        after: the edited one.
        hunk: what differs between the two.
    """
    found = _places(source, before)
    new = cut(after, hunk.new_start, hunk.new_end)
    if COUNTED in new:
        new = new.replace(COUNTED, "").replace(END, "")
    if hunk.start == hunk.end:
        return _inserted(source, before, after, hunk, found, new)
    places = [found.get(place) for place in range(hunk.start, hunk.end)]
    if any(place is None for place in places):
        return None
    known = [place for place in places if place is not None]
    old = words(source)
    if not _together(old, known):
        return None
    start, end = old[known[0]].start, old[known[-1]].end
    if not new:
        return _deleted(source, start, end)
    return Cut(start, end, _spelled(source[start:end], after, hunk, new))


def _places(source: str, before: str) -> dict[int, int]:
    """Return for each printed word the place of the same word in the source, where both go side by side."""
    old = [one.key.casefold() for one in words(before)]
    visible = [(place, one) for place, one in enumerate(words(source)) if not one.is_markup]
    keys = [one.key.casefold() if one.kind != "opaque" else "\0" for _, one in visible]
    matcher = SequenceMatcher(None, old, keys, autojunk=False)
    return {
        block.a + step: visible[block.b + step][0]
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    }


def _together(source: tuple[Word, ...], places: list[int]) -> bool:
    """Tell whether places follow one another, with nothing between but signs of Markdown."""
    between = set(range(places[0], places[-1] + 1)) - set(places)
    return places == sorted(places) and all(source[place].is_markup for place in between)


def _inserted(
    source: str, before: str, after: str, hunk: Hunk, found: dict[int, int], new: str
) -> Cut | None:
    left, right = found.get(hunk.start - 1), found.get(hunk.start)
    old = words(source)
    first, last = hunk.start == 0, hunk.start == len(words(before))
    if left is not None and (last or right is None or _together(old, [left, right])):
        place = old[left].end
        return Cut(place, place, f"{gap_before(after, hunk.new_start)}{new}")
    if right is not None and (first or left is None):
        place = old[right].start
        return Cut(place, place, f"{new}{gap_before(after, hunk.new_end)}")
    return None


def _deleted(source: str, start: int, end: int) -> Cut:
    """Return the removal of words, and of the space before them, or after them where they come first."""
    while start > 0 and source[start - 1] in " \t":
        start -= 1
    if start == 0 or source[start - 1] == "\n":
        while end < len(source) and source[end] in " \t":
            end += 1
    return Cut(start, end, "")


def _spelled(old: str, after: str, hunk: Hunk, new: str) -> str:
    """Return new words, figures among them as those they take the place of."""
    were, are = words(old), words(after)[hunk.new_start : hunk.new_end]
    if len(were) != len(are):
        return new
    parts, end = [], are[0].start
    for was, now in zip(were, are, strict=True):
        text = after[now.start : now.end]
        is_like = was.kind == now.kind
        parts += [after[end : now.start], respelled(now, text, old[was.start : was.end]) if is_like else text]
        end = now.end
    return "".join(parts).replace(COUNTED, "").replace(END, "")
