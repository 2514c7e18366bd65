"""Columns as wide as what they hold, so that the rows of a table take few lines."""

from __future__ import annotations

from functools import lru_cache, partial
from itertools import accumulate, pairwise
from math import inf
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Words = tuple[float, ...]
"""The widths of the words of a paragraph, in per cent of the text's width."""
Paragraphs = tuple[Words, ...]
"""What a cell holds."""
Measured = tuple[Paragraphs, ...]
"""The cells of a row."""

_ROWS: Final = 40
"""So many rows tell how wide the columns of a table should be."""
_SAVED: Final = 1.0
"""Where not even a line can be saved the widths written stay, so that tables look alike."""
_APART: Final = 0.25
"""Of a line between two paragraphs of a cell."""
_SIDES: Final = 3.0
"""Per cent of the text's width between the words of a cell and its neighbors, both sides together."""
_SPACE: Final = 0.45
"""Per cent of the text's width between two words."""


def balanced(widths: Sequence[int], least: Sequence[int], rows: Sequence[Measured]) -> tuple[int, ...]:
    """Return widths in per cent with the same sum, none below its least, with which rows take fewer lines.

    Columns begin at their least. The room that is left goes where a per cent saves the most lines, to every
    column that makes a row high at once; then each gives its room back as long as others save more with it.
    What saves none brings columns toward the widths written.
    """
    return _balanced(tuple(widths), tuple(least), tuple(rows[:_ROWS]))


@lru_cache(maxsize=256)  # of a document that is written again most tables are as they were
def _balanced(widths: tuple[int, ...], least: tuple[int, ...], rows: tuple[Measured, ...]) -> tuple[int, ...]:
    heights = tuple(map(_Row, rows))
    best = _lowest_of_all(tuple(map(min, widths, least)), sum(widths), heights)
    return _filled(best, widths) if _height(heights, widths) - _height(heights, best) >= _SAVED else widths


class _Row:
    """How many lines a row takes at given widths; each cell at each width is worked out once."""

    def __init__(self, cells: Measured) -> None:
        self._cells = cells
        self._known: dict[tuple[int, int], float] = {}
        self._lengths = tuple(sum(map(sum, paragraphs)) for paragraphs in cells)

    def lines(self, place: int, width: int) -> float:
        """Return about how many lines a cell takes."""
        known = self._known.get((place, width))
        if known is None:
            paragraphs = [_lines(words, width - _SIDES) for words in self._cells[place]]
            known = self._known[place, width] = sum(paragraphs) + _APART * (len(paragraphs) - 1)
        return known

    def height(self, widths: Sequence[int]) -> float:
        """Return about how many lines the row takes: those of its highest cell."""
        return max(map(self.lines, range(len(widths)), widths))

    def lower(self, widths: tuple[int, ...], room: int) -> tuple[int, ...]:
        """Return the least widths from these on with which the row is lower, none above the room."""
        most = self.height(widths) - _APART
        return tuple(self._narrowest(place, width, most, room) for place, width in enumerate(widths))

    def _narrowest(self, place: int, width: int, most: float, room: int) -> int:
        first = max(width, int(self._lengths[place] / most + _SIDES))
        return next((one for one in range(first, room) if self.lines(place, one) <= most), room)


def _height(rows: Sequence[_Row], widths: Sequence[int]) -> float:
    return sum(row.height(widths) for row in rows)


def _lowest_of_all(least: tuple[int, ...], room: int, rows: Sequence[_Row]) -> tuple[int, ...]:
    """Return what no column makes better that gives its room back: an early gain may bar a greater one."""
    best, height = _lowest(least, room, rows), inf
    while (now := _height(rows, best)) < height:
        height = now
        wider = (place for place, one in enumerate(least) if best[place] > one)
        given_back = ((*best[:place], least[place], *best[place + 1 :]) for place in wider)
        others = (_lowest(widths, room, rows) for widths in given_back)
        best = min((best, *others), key=partial(_height, rows))
    return best


def _lowest(widths: tuple[int, ...], room: int, rows: Sequence[_Row]) -> tuple[int, ...]:
    while lower := set(_lowered(widths, room, rows)):
        height, filled = _height(rows, widths), sum(widths)
        widths = max(sorted(lower), key=lambda one: (height - _height(rows, one)) / (sum(one) - filled))
    return widths


def _lowered(widths: tuple[int, ...], room: int, rows: Sequence[_Row]) -> Iterator[tuple[int, ...]]:
    wider = (row.lower(widths, room) for row in rows if row.height(widths) > 1)
    return (one for one in wider if sum(widths) < sum(one) <= room)


def _filled(widths: Sequence[int], written: Sequence[int]) -> tuple[int, ...]:
    """Return widths with the sum of those written; columns that are narrower than written come nearer."""
    lacking = [max(0, wish - width) for width, wish in zip(widths, written, strict=True)]
    room = sum(written) - sum(widths)
    edges = (room * edge // max(1, sum(lacking)) for edge in accumulate(lacking, initial=0))
    more = (right - left for left, right in pairwise(edges))
    return tuple(width + one for width, one in zip(widths, more, strict=True))


def _lines(words: Words, room: float) -> int:
    """Return how many lines words take that are set one after the other while there is room."""
    lines, taken = 1, 0.0
    for word in words:
        if taken and taken + word > room:
            lines, taken = lines + 1, 0.0
        taken += word + _SPACE
    return lines
