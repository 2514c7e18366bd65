"""Columns as wide as what they hold, so that the rows of a table take few lines."""

from __future__ import annotations

from functools import lru_cache
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
_SAVED: Final = 0.5
"""Where not even half a line is saved the widths written stay, so that tables look alike."""
_HEAD: Final = 0.5
"""What a line of a head counts: a head on one line is not worth a line of what stands below it."""
_CROWDED: Final = 0.06
"""What a cell counts by the square of its lines, beside the height of its row."""
_APART: Final = 0.25
"""Of a line between two paragraphs of a cell."""
_SIDES: Final = 3.0
"""Per cent of the text's width between the words of a cell and its neighbors, both sides together."""
_SPACE: Final = 0.45
"""Per cent of the text's width between two words."""

_NAMES: Final = 2.0
"""How much more that counts in the first column, which names the rows."""


def balanced(
    widths: Sequence[int], least: Sequence[int], rows: Sequence[Measured], heads: Sequence[Measured] = ()
) -> tuple[int, ...]:
    """Return widths in per cent with the same sum, none below its least, with which rows take fewer lines.

    Columns begin at their least. The room that is left goes where a per cent saves the most: to every column
    that makes a row high at once, or to one with a crowded cell. Then each gives its room back as long as
    others save more with it. What saves nothing brings columns toward the widths written.
    """
    return _balanced(tuple(widths), tuple(least), tuple(rows[:_ROWS]), tuple(heads))


@lru_cache(maxsize=256)  # of a document that is written again most tables are as they were
def _balanced(
    widths: tuple[int, ...], least: tuple[int, ...], rows: tuple[Measured, ...], heads: tuple[Measured, ...]
) -> tuple[int, ...]:
    table = _Table((*(_Row(cells, _HEAD) for cells in heads), *(_Row(cells, 1) for cells in rows)))
    best = _filled(_best_of_all(tuple(map(min, widths, least)), sum(widths), table), widths)
    return best if table.cost(widths) - table.cost(best) >= _SAVED else widths


class _Row:
    """How many lines a row takes at given widths; each cell at each width is worked out once."""

    def __init__(self, cells: Measured, counts: float) -> None:
        self._cells = cells
        self.counts = counts
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


class _Table:
    """What the lines of a table count at given widths."""

    def __init__(self, rows: Sequence[_Row]) -> None:
        self._rows = rows
        self._known: dict[tuple[int, int], float] = {}

    def cost(self, widths: Sequence[int]) -> float:
        """Return the height of all rows, and what is crowded beside it."""
        high = sum(row.counts * row.height(widths) for row in self._rows)
        return high + _CROWDED * sum(map(self.crowd, range(len(widths)), widths))

    def crowd(self, place: int, width: int) -> float:
        """Return how crowded a column is: one cell of six lines is more than two of three."""
        known = self._known.get((place, width))
        if known is None:
            lines = ((row.counts, row.lines(place, width)) for row in self._rows)
            crowded = sum(counts * each**2 for counts, each in lines)
            known = self._known[place, width] = crowded if place else _NAMES * crowded
        return known

    def wider(self, widths: tuple[int, ...], room: int) -> Iterator[tuple[int, ...]]:
        """Yield the least widths from these on with which a row is lower, or a column less crowded."""
        for row in self._rows:
            if row.height(widths) > 1:
                yield row.lower(widths, room)
        for place, width in enumerate(widths):
            now = self.crowd(place, width)
            wider = range(width + 1, room - sum(widths) + width + 1)
            if more := next((one for one in wider if self.crowd(place, one) < now), None):
                yield (*widths[:place], more, *widths[place + 1 :])


def _best_of_all(least: tuple[int, ...], room: int, table: _Table) -> tuple[int, ...]:
    """Return what no column makes better that gives its room back: an early gain may bar a greater one."""
    best, cost = _best(least, room, table), inf
    while (now := table.cost(best)) < cost:
        cost = now
        wider = (place for place, one in enumerate(least) if best[place] > one)
        given_back = ((*best[:place], least[place], *best[place + 1 :]) for place in wider)
        best = min((best, *(_best(widths, room, table) for widths in given_back)), key=table.cost)
    return best


def _best(widths: tuple[int, ...], room: int, table: _Table) -> tuple[int, ...]:
    while wider := {one for one in table.wider(widths, room) if sum(widths) < sum(one) <= room}:
        cost, filled = table.cost(widths), sum(widths)
        widths = max(sorted(wider), key=lambda one: (cost - table.cost(one)) / (sum(one) - filled))
    return widths


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
