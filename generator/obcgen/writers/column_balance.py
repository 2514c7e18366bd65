"""Columns as wide as what they hold, so that the rows of a table take few lines."""

from __future__ import annotations

from functools import lru_cache
from itertools import permutations
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Lengths = tuple[tuple[float, ...], ...]
"""Of each cell of a row the lengths of its paragraphs, in per cent of the text's width."""

_ROWS: Final = 40
"""So many rows tell how wide the columns of a table should be."""
_RAGGED: Final = 2.5
"""Per cent of the text's width, half a word, that a line of several ends before its edge."""
_SHARE_SAVED: Final = 0.1
_LINES_SAVED: Final = 1.2
"""Where less can be saved the widths written stay, so that tables look alike."""
SIDES: Final = 2
"""Per cent of the text's width between the words of a cell and its neighbors, both sides together."""


def balanced(widths: Sequence[int], least: Sequence[int], rows: Sequence[Lengths]) -> tuple[int, ...]:
    """Return widths in per cent with the same sum, none below its least, with which rows take fewer lines.

    A per cent at a time goes from the column that it is no use to, to the one that it helps the most.
    """
    return _balanced(tuple(widths), tuple(least), tuple(rows[:_ROWS]))


@lru_cache(maxsize=256)  # of a document that is written again most tables are as they were
def _balanced(widths: tuple[int, ...], least: tuple[int, ...], seen: tuple[Lengths, ...]) -> tuple[int, ...]:
    table = _Heights(seen)
    before = table.of(widths)
    lower, best = _lowest(before, widths, least, table)
    return best if before - lower >= max(_LINES_SAVED, before * _SHARE_SAVED) else widths


class _Heights:
    """How many lines a table takes at given widths; each column at each width is worked out once."""

    def __init__(self, rows: Sequence[Lengths]) -> None:
        self._columns = tuple(zip(*rows, strict=True))
        self._known: dict[tuple[int, int], tuple[float, ...]] = {}

    def of(self, widths: Sequence[int]) -> float:
        """Return about how many lines the rows take: each those of its highest cell."""
        columns = map(self._column, range(len(widths)), widths)
        lines: float = sum(map(max, zip(*columns, strict=True)))
        return lines

    def _column(self, place: int, width: int) -> tuple[float, ...]:
        found = self._known.get((place, width))
        if found is None and self._columns:
            found = tuple(sum(_lines(length, width) for length in cell) for cell in self._columns[place])
            self._known[place, width] = found
        return found or ()


def _lowest(
    height: float, widths: tuple[int, ...], least: Sequence[int], table: _Heights
) -> tuple[float, tuple[int, ...]]:
    for _ in range(sum(widths)):
        lower, best = min(((table.of(one), one) for one in _moved(widths, least)), default=(height, widths))
        if lower >= height:
            break
        height, widths = lower, best
    return height, widths


def _moved(widths: tuple[int, ...], least: Sequence[int]) -> Iterator[tuple[int, ...]]:
    for giver, taker in permutations(range(len(widths)), 2):
        if widths[giver] > least[giver]:
            change = {giver: -1, taker: 1}
            yield tuple(width + change.get(place, 0) for place, width in enumerate(widths))


def _lines(length: float, width: int) -> float:
    room = max(1, width - SIDES)
    return 1 if length <= room else length / max(1, room - _RAGGED) + 0.5
