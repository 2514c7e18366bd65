"""Columns of money on a line of time, each with its amount and days above it; no label meets another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, Final

from obcgen.charts.canvas import LINE, MIDDLE, SMALL, Canvas, box, line, words
from obcgen.charts.key import INKS
from obcgen.charts.written import span_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from obcgen.money import Money

HIGHEST: Final = 340
"""The column of the largest amount."""
_WIDTH, _THINNEST, _ABOVE, _APART = 54, 12, 25, 30
_SMALLEST: Final = 85
"""Between two columns, at the least; nearer ones are one column."""
_TOP: Final = 1_200
_RAISED: Final = tuple(range(0, 720, LINE // 3))
"""How far a label may stand above the top of its column."""

Extent = tuple[int, int, int, int]
"""Left, low, right, high; heights count from the line of time upward."""


@dataclass(frozen=True, slots=True)
class Paid:
    """The most that falls due from one day to another, both included."""

    first: date
    last: date
    base: Money
    performance: Money

    @property
    def amount(self) -> Money:
        """Both kinds of funding together."""
        return self.base + self.performance


Together = Callable[[Sequence[Paid]], Paid]
"""The most that payments come to together: less than their sum where they share a limit."""


@dataclass(frozen=True, slots=True)
class Column:
    """A payment, or several drawn as one: around which place, how high each kind, where the label stands."""

    paid: Paid
    at: int
    base: int
    performance: int
    label: Extent

    @property
    def high(self) -> int:
        """Where it ends."""
        return self.base + self.performance

    @property
    def area(self) -> Extent:
        """What nothing else may lie on."""
        return self.at - _WIDTH // 2, 0, self.at + _WIDTH // 2, self.high

    @property
    def leader(self) -> Extent:
        """The line up to a label that stands apart from its column."""
        return self.at, self.high, self.at, self.label[1]

    @property
    def texts(self) -> tuple[str, str]:
        """The amount, and the day or days."""
        return str(self.paid.amount), span_of(self.paid.first, self.paid.last)


def columns(
    canvas: Canvas, paid: Sequence[Paid], together: Together, place: Callable[[date], int], left: int
) -> tuple[Column, ...]:
    """Return the columns of payments in order of their days, with labels right of a margin.

    Where labels find no room, columns near each other become one.
    """
    apart = _SMALLEST
    while True:
        groups = (together(each) for each in _near(paid, place, apart))
        if (found := _tried(canvas, tuple((each, place(each.first)) for each in groups), left)) is not None:
            return found
        apart += apart // 2


def height(found: Iterable[Column]) -> int:
    """Return how high columns and labels reach."""
    return max((each.label[3] for each in found), default=0)


def drawn(canvas: Canvas, found: Iterable[Column], foot: int) -> Iterator[str]:
    """Yield the shapes of columns that stand on a line of time."""
    bold, small = canvas.letters(bold=True), canvas.letters(SMALL)
    for each in found:
        left, middle = each.at - _WIDTH // 2, (each.label[0] + each.label[2]) // 2
        if each.base:
            yield box(left, foot - each.base, _WIDTH, each.base, INKS["base"])
        if each.performance:
            yield box(left, foot - each.high, _WIDTH, each.performance, INKS["performance"], striped=True)
        if each.label[1] - each.high > _ABOVE:
            yield line(((each.at, foot - each.high), (each.at, foot - each.label[1])), "muted")
        room = each.label[2] - each.label[0]
        for letters, text, down in zip((bold, small), each.texts, (LINE + 25, 25), strict=True):
            (fitting,) = letters.lines(text, room)
            yield words(letters, (middle, foot - each.label[1] - down), fitting, "middle")


def _near(paid: Sequence[Paid], place: Callable[[date], int], apart: int) -> Iterator[tuple[Paid, ...]]:
    """Yield payments together that begin less than so far apart."""
    near: list[Paid] = []
    for each in paid:
        if near and place(each.first) - place(near[0].first) >= apart:
            yield tuple(near)
            near = []
        near.append(each)
    if near:
        yield tuple(near)


def _tried(canvas: Canvas, paid: Sequence[tuple[Paid, int]], left: int) -> tuple[Column, ...] | None:
    """Return columns with labels that meet nothing, or None where one finds no room."""
    most = max((each.amount.cents for each, _ in paid), default=1)
    bare = tuple(_column(each, at, most) for each, at in paid)
    found: list[Column] = []
    for number, each in enumerate(bare):
        later = tuple(_way_up(one) for one in bare[number + 1 :])
        label = next((one for one in _labeled(canvas, each, left) if _is_free(one, found, later)), None)
        if label is None:
            return None
        found.append(label)
    return tuple(found)


def _column(paid: Paid, at: int, most: int) -> Column:
    base, performance = (
        max(_THINNEST, HIGHEST * amount.cents // most) if amount else 0
        for amount in (paid.base, paid.performance)
    )
    return Column(paid, at, base, performance, (at, 0, at, 0))


def _labeled(canvas: Canvas, column: Column, margin: int) -> Iterator[Column]:
    """Yield a column with its label in each place, the nearest to its top first."""
    amount, days = column.texts
    wide = max(canvas.letters(MIDDLE, bold=True).width(amount), canvas.letters(SMALL).width(days))
    wide = min(wide, canvas.width - margin)
    for raised, aside in product(_RAISED, (0, -1, 1)):
        left = column.at - wide // 2 + aside * (wide - _WIDTH) // 2
        left = max(margin, min(left, canvas.width - wide))
        low = column.high + _ABOVE + raised
        yield replace(column, label=(left, low, left + wide, low + 2 * LINE))


def _way_up(column: Column) -> Extent:
    """Return where a label of a column still to come may have to stand."""
    return column.area[0], 0, column.area[2], _TOP


def _is_free(column: Column, before: Iterable[Column], later: Iterable[Extent]) -> bool:
    taken = [*later, *(extent for each in before for extent in (each.label, each.area, each.leader))]
    crossed = any(_meet(column.leader, each.label) for each in before)
    return not crossed and not any(_meet(column.label, extent) for extent in taken)


def _meet(one: Extent, other: Extent) -> bool:
    across = one[0] < other[2] + _APART and other[0] < one[2] + _APART
    return across and one[1] < other[3] and other[1] < one[3]
